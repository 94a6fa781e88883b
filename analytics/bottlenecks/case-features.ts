/** By what cases may differ: their attributes, the version that they ran on, the unit that did an activity. */
import type { AttributeColumn, AttributeValue } from '../log/columns.ts';
import { ATTRIBUTE_TYPES } from '../log/columns.ts';
import { COMPLETED } from '../log/event-log.ts';
import type { EventLog } from '../log/event-log.ts';
import { MIN_SEGMENT } from '../segments.ts';
import type { Feature } from '../segments.ts';
import { quantileOfSorted } from '../statistics.ts';

/** `attribute` is the name of the case attribute; the unit and the version have none. A range is from (inclusive) to (exclusive; null: no bound). */
export type Condition =
  | { readonly of: 'attribute'; readonly attribute: string; readonly value: AttributeValue }
  | { readonly of: 'attribute'; readonly attribute: string; readonly from: number | null; readonly to: number | null }
  | { readonly of: 'unit' | 'version'; readonly value: string };

/** More features and groups than these are not searched, the commonest groups first: beyond them chance finds more than there is. */
const MOST_FEATURES = 30;
const MOST_GROUPS = 50;
/** A number with no more different values than this is a code: each value is a group. */
const MOST_CODES = 5;
const QUARTERS = [0.25, 0.5, 0.75];

/**
 * Attributes whose values are people of the log are left out: no clerk is singled out. So are dates, identifiers and nested values.
 * In order of the source.
 */
export function caseFeatures(log: EventLog): readonly Feature<Condition>[] {
  const people = new Set(log.resources);
  const features: Feature<Condition>[] = [];
  if (log.cases.versions.length > 1)
    features.push(
      common(
        log.cases.versionOf,
        log.cases.versions.map((value): Condition => ({ of: 'version', value })),
      ),
    );
  for (const [attribute, column] of log.cases.attributes) {
    if (features.length === MOST_FEATURES) break;
    const feature = attributeFeature(attribute, column, people);
    if (feature && feature.groups.length > 0) features.push(feature);
  }
  return features;
}

/** The unit of the first completed instance of an activity in each case. */
export function unitFeature(log: EventLog, rows: readonly number[]): Feature<Condition> {
  const unitOf = new Int32Array(log.cases.count).fill(-1);
  for (const row of rows)
    if (log.ending[row] === COMPLETED && unitOf[log.caseOf[row]!]! < 0) unitOf[log.caseOf[row]!] = log.unitOf[row]!;
  return common(
    unitOf,
    log.units.map((value): Condition => ({ of: 'unit', value })),
  );
}

function attributeFeature(
  attribute: string,
  { codes, values, typeOf }: AttributeColumn,
  people: ReadonlySet<string>,
): Feature<Condition> | undefined {
  const types = new Set(Array.from(typeOf ?? [], (code) => ATTRIBUTE_TYPES[code]));
  if (['date', 'id', 'list', 'container'].some((type) => types.has(type as (typeof ATTRIBUTE_TYPES)[number]))) return undefined;
  let named = 0;
  let told = 0;
  for (const code of codes) {
    if (code < 0) continue;
    told++;
    if (people.has(String(values[code]))) named++;
  }
  if (named * 2 > told) return undefined;
  if (values.length > MOST_CODES && values.every((value) => typeof value === 'number')) {
    // Whole numbers that are all different are a running number.
    if (values.length === told && values.every(Number.isInteger)) return undefined;
    return ranges(attribute, codes, values);
  }
  return common(
    codes,
    values.map((value): Condition => ({ of: 'attribute', attribute, value })),
  );
}

/** Quarters of the cases; equal bounds make fewer of them. */
function ranges(attribute: string, codes: Int32Array, values: readonly number[]): Feature<Condition> {
  const sorted = Float64Array.from(
    codes.filter((code) => code >= 0),
    (code) => values[code]!,
  ).sort();
  const bounds = [...new Set(QUARTERS.map((share) => quantileOfSorted(sorted, share)))].filter((bound) => bound > sorted[0]!);
  const groupOf = codes.map((code) => (code < 0 ? -1 : bounds.filter((bound) => values[code]! >= bound).length));
  const groups = [...bounds, null].map((to, index): Condition => ({
    of: 'attribute',
    attribute,
    from: bounds[index - 1] ?? null,
    to,
  }));
  return { groupOf, groups };
}

/** The commonest groups that are large enough. */
function common(groupOf: Int32Array, groups: readonly Condition[]): Feature<Condition> {
  const sizes = new Int32Array(groups.length);
  for (const group of groupOf) if (group >= 0) sizes[group]!++;
  const kept = Array.from(groups.keys())
    .filter((group) => sizes[group]! >= MIN_SEGMENT)
    .sort((a, b) => sizes[b]! - sizes[a]! || a - b)
    .slice(0, MOST_GROUPS);
  const places = new Int32Array(groups.length).fill(-1);
  for (const [place, group] of kept.entries()) places[group] = place;
  return {
    groupOf: groupOf.map((group) => (group < 0 ? -1 : places[group]!)),
    groups: kept.flatMap((group) => groups[group] ?? []),
  };
}
