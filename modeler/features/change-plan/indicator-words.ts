/** Indicators in words, and their values as people write them. */
import { INDICATOR_FACTS } from '../../../api/contract.ts';
import type { IndicatorKind } from '../../../api/contract.ts';
import type { Formats } from '../../i18n/formats.ts';

const DAY_MS = 86_400_000;
/** What a person types: days, percent, euros, points. */
const TYPED = { ms: DAY_MS, share: 0.01, money: 1, points: 1 } as const;

export function valueWords(kind: IndicatorKind, value: number | null, format: Formats): string {
  if (value === null) return '–';
  switch (INDICATOR_FACTS[kind].unit) {
    case 'ms':
      return format.duration(value);
    case 'share':
      return `${format.number(value * 100)} %`;
    case 'money':
      return `${format.number(value, 2)} €`;
    case 'points':
      return format.number(value, 2);
    default:
      return INDICATOR_FACTS[kind] satisfies never;
  }
}

/** The unit in which it is typed: a key of the dictionary. */
export function typedUnit(kind: IndicatorKind): 'ms' | 'share' | 'money' | 'points' {
  return INDICATOR_FACTS[kind].unit;
}

export function typedValue(kind: IndicatorKind, value: number): string {
  return String(Number((value / TYPED[INDICATOR_FACTS[kind].unit]).toPrecision(6)));
}

/** Undefined when it is no number; commas are points. */
export function valueOf(kind: IndicatorKind, typed: string): number | undefined {
  const number = numberOf(typed);
  return number === undefined ? undefined : number * TYPED[INDICATOR_FACTS[kind].unit];
}

export function numberOf(typed: string): number | undefined {
  const text = typed.trim().replace(/\s/g, '').replace(',', '.');
  const number = Number(text);
  return text === '' || !Number.isFinite(number) || number < 0 ? undefined : number;
}

/** In a file: days, parts of 1, euros, points. */
export function fileValue(kind: IndicatorKind, value: number | null): number | null {
  return value === null ? null : INDICATOR_FACTS[kind].unit === 'ms' ? value / DAY_MS : value;
}
