import i18next from 'i18next';
import type { FullComparisonJson } from '../../../api/contract.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import { signedDuration } from './signed-words.ts';

type Reason = FullComparisonJson['reasons'][number];

/** Parameters that are differences: their sign says which way. */
const SIGNED: ReadonlySet<string> = new Set(['estimateMs', 'lowMs', 'highMs', 'perWeekMs']);

/**
 * A reason in the page's language; undefined for one unknown here. Parameters named `…Ms` are durations, `…Share` parts of a whole.
 * @param isBeside the verdict rests on another reason
 */
export function reasonWords(reason: Reason, t: Translate, format: Formats, isBeside = false): string | undefined {
  const key = `reason.${reason.key.replace(/[^\w-]+/g, '-')}${isBeside ? 'Beside' : ''}`;
  if (!i18next.exists(key)) return undefined;
  const said = Object.entries(reason.params).map(([name, value]) => [name, wordOf(name, value, t, format)] as const);
  return t(key, Object.fromEntries(said));
}

function wordOf(name: string, value: Reason['params'][string], t: Translate, format: Formats): string {
  if (value === null) return t('compare.notReached');
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return value.map((measure) => t(`compare.measures.${measure}`).toLocaleLowerCase()).join(', ');
  if (SIGNED.has(name)) return signedDuration(value, format);
  if (name.endsWith('Ms')) return format.duration(value);
  return /share$|level$/i.test(name) ? format.share(value) : format.number(value);
}
