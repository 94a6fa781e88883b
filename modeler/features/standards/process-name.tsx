import type { ReactElement } from 'react';
import type { Language } from '../../i18n/languages.ts';
import { useLanguage } from '../../i18n/use-language.ts';

interface Named {
  readonly processName: string;
  readonly processNameEn?: string | undefined;
}

/** As a file says it. */
export const processText = ({ processName, processNameEn }: Named, language: Language): string =>
  language === 'en' ? (processNameEn ?? processName) : processName;

/** A process in the reader's language; one that has no English name is said to be Lithuanian. */
export function ProcessName(named: Named): ReactElement {
  const { language } = useLanguage();
  const isForeign = language === 'en' && named.processNameEn === undefined;
  return <span {...(isForeign && { lang: 'lt' })}>{processText(named, language)}</span>;
}
