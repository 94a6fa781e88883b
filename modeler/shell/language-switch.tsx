import type { ReactElement } from 'react';
import { LANGUAGES, speak } from '../i18n/languages.ts';
import type { Language } from '../i18n/languages.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** Lithuanian or English, where one stands. `chosen` is told afterwards, to keep it with the person. */
export function LanguageSwitch({ chosen }: { readonly chosen?: (language: Language) => void }): ReactElement {
  const { language, t } = useLanguage();
  return (
    <div className="language-switch" role="group" aria-label={t('shell.language')}>
      {LANGUAGES.map((other) => (
        <button
          key={other}
          type="button"
          lang={other}
          aria-pressed={other === language}
          title={t(`languageName.${other}`)}
          onClick={() => {
            void speak(other).then(() => chosen?.(other));
          }}
        >
          {t(`languageMark.${other}`)}
        </button>
      ))}
    </div>
  );
}
