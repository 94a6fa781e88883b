import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatsOf } from './formats.ts';
import type { Formats } from './formats.ts';
import type { Language } from './languages.ts';
import type { Translate } from './translate.ts';

/** The language of the page with its words (`t`) and its ways of writing numbers, days and durations (`format`). */
export function useLanguage(): { readonly language: Language; readonly t: Translate; readonly format: Formats } {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'lt';
  return useMemo(() => {
    const fixed = i18n.getFixedT(language);
    const t: Translate = (key, values) => (values === undefined ? fixed(key) : fixed(key, values));
    return { language, t, format: formatsOf(language, t) };
  }, [i18n, language]);
}
