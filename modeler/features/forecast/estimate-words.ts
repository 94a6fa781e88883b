import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';

/** A figure of several simulated runs with its interval; null where no run has it, bounds null with one run. */
export interface Estimate {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

export const UNITS = ['ms', 'share', 'money', 'count'] as const;
export type Unit = (typeof UNITS)[number];

const DAY_MS = 86_400_000;

export function valueWords(value: number | null, unit: Unit, format: Formats): string {
  if (value === null) return '–';
  switch (unit) {
    case 'ms':
      return format.duration(value);
    case 'share':
      return format.share(value);
    case 'money':
      return format.number(value, 2);
    case 'count':
      return format.number(value, 2);
    default:
      return unit satisfies never;
  }
}

/** A difference of two values; shares differ by percentage points. */
export function apartWords(value: number | null, unit: Unit, t: Translate, format: Formats): string {
  if (value === null) return '–';
  const words = (amount: number): string =>
    unit === 'share' ? t('compare.points', { amount: format.number(amount * 100) }) : valueWords(amount, unit, format);
  return value > 0 ? `+${words(value)}` : words(value).replace(/^-/, '−');
}

/** `low … high`, or a dash where one run has no interval. */
export function boundsWords({ low, high }: Estimate, words: (value: number) => string): string {
  return low === null || high === null ? '–' : `${words(low)} … ${words(high)}`;
}

/** In files times are days. */
export function fileValue(value: number | null, unit: Unit): number | null {
  return value !== null && unit === 'ms' ? value / DAY_MS : value;
}

/** Which way a difference goes, once its whole interval does. */
export function wayOf({ low, high }: Estimate): 'less' | 'more' | 'unproven' {
  if (low === null || high === null) return 'unproven';
  if (high < 0) return 'less';
  return low > 0 ? 'more' : 'unproven';
}
