/** Groups of like cases, by attributes of the cases: what is compared like for like. */
import type { CaseCohort } from '../cohorts.ts';
import { attributeAt } from '../log/columns.ts';
import type { AttributeValue } from '../log/columns.ts';
import type { EventLog } from '../log/event-log.ts';
import { SMALLEST_GROUP } from '../small-groups.ts';
import { quantileOfSorted } from '../statistics.ts';

export interface Strata {
  readonly by: readonly string[];
  /** Only strata with 5 cases and more on each side, in order of their names; null for a value that is not told. */
  readonly values: readonly (readonly (string | null)[])[];
  /** By observation of each cohort, in the order of `seen`; -1 where there is nothing like it on the other side. */
  readonly of: readonly Int32Array[];
  /** Cases of each cohort that are in no stratum. */
  readonly leftOut: readonly number[];
}

/** Numbers with more different values than this are cut at their quartiles. */
const MOST_NUMBERS = 12;

/**
 * @param by names of attributes of cases (else of the case's first row that has it); `unit` and `version` where no attribute is called so
 * @returns the names that no case has, when there are any
 */
export function strataOf(
  cohorts: readonly CaseCohort[],
  by: readonly string[],
): Strata | { readonly unknown: readonly string[] } {
  const columns = by.map((name) => cohorts.map((cohort) => valuesOf(cohort, name)));
  const unknown = by.filter((_, place) => columns[place]!.every((values) => values.every((value) => value === undefined)));
  if (unknown.length > 0) return { unknown };
  const named = columns.map(asNames);
  const keysOf = cohorts.map((cohort, side) =>
    Array.from(cohort.caseOf, (_, index) => JSON.stringify(named.map((sides) => sides[side]![index] ?? null))),
  );
  const counts = keysOf.map((keys) => {
    const count = new Map<string, number>();
    for (const key of keys) count.set(key, (count.get(key) ?? 0) + 1);
    return count;
  });
  const kept = [...(counts[0] ?? new Map<string, number>()).keys()]
    .filter((key) => counts.every((count) => (count.get(key) ?? 0) >= SMALLEST_GROUP))
    .sort();
  const codes = new Map(kept.map((key, code) => [key, code]));
  const of = keysOf.map((keys) => Int32Array.from(keys, (key) => codes.get(key) ?? -1));
  return {
    by,
    values: kept.map((key) => JSON.parse(key) as (string | null)[]),
    of,
    leftOut: of.map((stratumOf) => stratumOf.reduce((count, stratum) => count + (stratum < 0 ? 1 : 0), 0)),
  };
}

/** The share of each stratum in all cohorts together. */
export function pooledShares({ values, of }: Strata): Float64Array {
  const shares = new Float64Array(values.length);
  let all = 0;
  for (const stratumOf of of)
    for (const stratum of stratumOf)
      if (stratum >= 0) {
        shares[stratum]!++;
        all++;
      }
  return shares.map((count) => count / all);
}

/** The value of an attribute of each case of a cohort, in the order of `seen`. */
export function valuesOf({ log, caseOf }: CaseCohort, name: string): readonly (AttributeValue | undefined)[] {
  const of = attributeOfCases(log, name);
  return Array.from(caseOf, (index) => of(index));
}

/** The value of an attribute by case: of the case, else of its first row that has it, else its unit or version. */
export function attributeOfCases(log: EventLog, asked: string): (index: number) => AttributeValue | undefined {
  const name = attributeName(log, asked);
  const ofCases = log.cases.attributes.get(name);
  if (ofCases) return (index) => attributeAt(ofCases, index);
  const ofRows = log.attributes.get(name);
  if (ofRows) return firstOfRows(log, (row) => attributeAt(ofRows, row));
  if (name === 'unit') return firstOfRows(log, (row) => log.units[log.unitOf[row]!]);
  if (name === 'version') return (index) => log.cases.versions[log.cases.versionOf[index]!];
  return () => undefined;
}

/** The name that an attribute has in a log: in CSV those of cases begin with `case:`. */
export function attributeName({ cases, attributes }: EventLog, asked: string): string {
  const isKnown = (name: string): boolean => cases.attributes.has(name) || attributes.has(name);
  return !isKnown(asked) && isKnown(`case:${asked}`) ? `case:${asked}` : asked;
}

function firstOfRows(log: EventLog, valueOf: (row: number) => AttributeValue | undefined) {
  return (index: number): AttributeValue | undefined => {
    for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
      const value = valueOf(row);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/** Values as names: numbers of which there are many as ranges between quartiles of both sides together. */
function asNames(sides: readonly (readonly (AttributeValue | undefined)[])[]): readonly (readonly (string | undefined)[])[] {
  const told = sides.flat().filter((value) => value !== undefined);
  const numbers = told.filter((value) => typeof value === 'number');
  if (numbers.length < told.length || new Set(numbers).size <= MOST_NUMBERS)
    return sides.map((values) => values.map((value) => (value === undefined ? undefined : String(value))));
  const sorted = Float64Array.from(numbers).sort();
  const bounds = [...new Set([0.25, 0.5, 0.75].map((share) => quantileOfSorted(sorted, share)))].filter((at) => at > sorted[0]!);
  const rangeOf = (value: number): string => {
    const place = bounds.filter((bound) => value >= bound).length;
    const [low, high] = [bounds[place - 1], bounds[place]];
    return low === undefined
      ? `< ${String(high)}`
      : high === undefined
        ? `≥ ${String(low)}`
        : `${String(low)} … < ${String(high)}`;
  };
  return sides.map((values) => values.map((value) => (typeof value === 'number' ? rangeOf(value) : undefined)));
}
