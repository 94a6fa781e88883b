import i18next from 'i18next';
import type { Translate } from '../../i18n/translate.ts';

/** A cause of waiting, or a part of one, in the page's language. */
export function causeWords(cause: string, t: Translate): string {
  const key = cause.replace(/[^\w-]+/g, '-');
  return i18next.exists(`cause.${key}`) ? t(`cause.${key}`) : cause;
}
