/** Which cases of a log are meant. */
import { CASE_STATUSES } from './event-log.ts';
import type { CaseStanding, EventLog } from './event-log.ts';

/** A case must meet all that is given. */
export interface Selection {
  /** Cases that started in [startedFromAt, startedBeforeAt). */
  readonly startedFromAt?: number | undefined;
  readonly startedBeforeAt?: number | undefined;
  /** Of the process definition. */
  readonly version?: string | undefined;
  /** Some row of the case was done, or waits, in one of these units; and in one of the units of these institutions. */
  readonly units?: readonly string[] | undefined;
  readonly institutions?: { readonly names: readonly string[]; readonly units: readonly string[] } | undefined;
  /** The units whose cases whoever asks may know of; all when absent. */
  readonly reach?: readonly string[] | undefined;
  /** Some row is of one of these activities. */
  readonly activities?: readonly string[] | undefined;
  readonly status?: CaseStanding | undefined;
  /** Attributes of the case, as text: of each any of the values. */
  readonly attributes?: readonly { readonly name: string; readonly values: readonly string[] }[] | undefined;
}

/** Tells of a case's index whether it is selected. What the log does not know (a unit, an attribute) selects no case. */
export function selects(log: EventLog, selection: Selection): (caseIndex: number) => boolean {
  const { cases } = log;
  const { startedFromAt, startedBeforeAt, version, units, institutions, reach, activities, status, attributes = [] } = selection;
  const rules: ((index: number) => boolean)[] = [];
  if (startedFromAt !== undefined) rules.push((index) => cases.startedAt[index]! >= startedFromAt);
  if (startedBeforeAt !== undefined) rules.push((index) => cases.startedAt[index]! < startedBeforeAt);
  if (version !== undefined) rules.push((index) => cases.versions[cases.versionOf[index]!] === version);
  if (status !== undefined) rules.push((index) => CASE_STATUSES[cases.status[index]!] === status);
  if (units !== undefined) rules.push(hasRow(log, log.unitOf, log.units, units));
  if (institutions !== undefined) rules.push(hasRow(log, log.unitOf, log.units, institutions.units));
  if (reach !== undefined) rules.push(hasRow(log, log.unitOf, log.units, reach));
  if (activities !== undefined) rules.push(hasRow(log, log.activityOf, log.activities, activities));
  for (const { name, values } of attributes) {
    const column = cases.attributes.get(name);
    const wanted = new Set(values);
    const fits = column?.values.map((value) => wanted.has(String(value))) ?? [];
    rules.push((index) => fits[column?.codes[index] ?? -1] === true);
  }
  return (index) => rules.every((rule) => rule(index));
}

/** Whether some row of a case has one of the codes of these names. */
function hasRow({ cases }: EventLog, codes: Int32Array, known: readonly string[], names: readonly string[]) {
  const wanted = new Set(names);
  const fits = known.map((name) => wanted.has(name));
  return (index: number): boolean => {
    for (let row = cases.firstRow[index]!; row < cases.firstRow[index + 1]!; row++) if (fits[codes[row]!] === true) return true;
    return false;
  };
}
