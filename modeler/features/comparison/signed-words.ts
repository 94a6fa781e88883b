import type { Formats } from '../../i18n/formats.ts';

/** A difference: with its sign, since zero may lie within its interval. */
export function signedDuration(ms: number, format: Formats): string {
  return signed(ms, format.duration);
}

export function signed(value: number, words: (value: number) => string): string {
  return value > 0 ? `+${words(value)}` : words(value).replace(/^-/, '−');
}

/** From low to high; `unknown` stands for a bound that nobody knows. */
export function rangeWords(low: number | null, high: number | null, words: (value: number) => string, unknown: string): string {
  const bound = (value: number | null): string => (value === null ? unknown : signed(value, words));
  return `${bound(low)} … ${bound(high)}`;
}

/** A probability as papers print it. */
export function pWords(p: number, format: Formats): string {
  return p < 0.001 ? `< ${format.number(0.001, 3)}` : format.number(p, 3);
}
