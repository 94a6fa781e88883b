import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json' with { type: 'json' };
import lt from './lt.json' with { type: 'json' };

export type Language = 'lt' | 'en';
export const LANGUAGES: readonly Language[] = ['lt', 'en'];
const KEPT_AS = 'eiga.language';

/** Lithuanian unless this browser was told otherwise. */
export function keptLanguage(): Language {
  return localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'lt';
}

/** Makes the words of both languages ready; call once before the page is drawn. */
export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { lt: { translation: lt }, en: { translation: en } },
    lng: keptLanguage(),
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  });
  i18next.on('languageChanged', announce);
  announce(i18next.language);
}

/** Changes the language where one stands; the page, its filters and what is typed stay. */
export async function speak(language: Language): Promise<void> {
  localStorage.setItem(KEPT_AS, language);
  await i18next.changeLanguage(language);
}

function announce(language: string): void {
  document.documentElement.lang = language;
}
