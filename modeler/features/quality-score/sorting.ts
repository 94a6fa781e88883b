/** The order of the table of scores. */
import type { ServiceScoreJson } from '../../../api/contract.ts';
import type { Language } from '../../i18n/languages.ts';
import { componentOf, titleOf } from './component-words.ts';

/** The first is the order when none is asked for. */
export const SORTS = ['weakest', 'best', 'name', 'time', 'onTime', 'rework', 'complaints', 'satisfaction', 'cost'] as const;
export type Sort = (typeof SORTS)[number];

export function sortOf(asked: string | undefined): Sort {
  return SORTS.find((one) => one === asked) ?? SORTS[0];
}

/** Worst first, but for `best` and `name`; what is not known comes last. */
export function sorted(
  items: readonly ServiceScoreJson[],
  asked: string | undefined,
  language: Language,
): readonly ServiceScoreJson[] {
  const sort = sortOf(asked);
  const byName = (a: ServiceScoreJson, b: ServiceScoreJson) => titleOf(a, language).localeCompare(titleOf(b, language), language);
  const known = (row: ServiceScoreJson): number => {
    const value = badness(row, sort);
    return value ?? Infinity;
  };
  return [...items].sort((a, b) => (sort === 'name' || known(a) === known(b) ? byName(a, b) : known(a) - known(b)));
}

/** Grows the further down a row belongs; null: not known. */
function badness(row: ServiceScoreJson, sort: Sort): number | null {
  const minus = (value: number | null): number | null => (value === null ? null : -value);
  switch (sort) {
    case 'weakest':
      return row.score?.value ?? null;
    case 'best':
      return minus(row.score?.value ?? null);
    case 'name':
      return 0;
    case 'time':
      return minus(row.medianLeadMs);
    case 'onTime':
    case 'satisfaction':
      return componentOf(row, sort).value;
    case 'rework':
      return componentOf(row, 'firstTimeRight').value;
    case 'complaints':
    case 'cost':
      return minus(componentOf(row, sort).value);
    default:
      return sort satisfies never;
  }
}
