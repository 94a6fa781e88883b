import i18next from 'i18next';
import type { Bottleneck } from '../../../api/contract.ts';
import type { Translate } from '../../i18n/translate.ts';

/** A cause of waiting in the page's language. */
export function causeWords(cause: string, t: Translate): string {
  const key = cause.replace(/[^\w-]+/g, '-');
  return i18next.exists(`cause.${key}`) ? t(`cause.${key}`) : cause;
}

/** The cause that is named first, with its part; undefined where the log cannot tell. */
export function mainCause(bottleneck: Bottleneck | undefined): Bottleneck['causes'][number] | undefined {
  return bottleneck?.causes.find(({ cause }) => cause === bottleneck.cause);
}
