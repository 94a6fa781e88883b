import i18next from 'i18next';
import type { Comparison } from '../../../api/contract.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';

/** A reason in the page's language; undefined for one unknown here. Parameters named `…Ms` are durations, `…Share` parts of a whole. */
export function reasonWords(reason: Comparison['reasons'][number], t: Translate, format: Formats): string | undefined {
  const key = `reason.${reason.key.replace(/[^\w-]+/g, '-')}`;
  if (!i18next.exists(key)) return undefined;
  const said = Object.entries(reason.params).map(([name, value]) => [name, wordOf(name, value, format)] as const);
  return t(key, Object.fromEntries(said));
}

function wordOf(name: string, value: string | number, format: Formats): string {
  if (typeof value === 'string') return value;
  if (name.endsWith('Ms')) return format.duration(value);
  return /share$|level$/i.test(name) ? format.share(value) : format.number(value);
}
