/** Which cases of a log are meant. */
import { attributeAt } from './columns.ts';
import { CASE_STATUSES } from './event-log.ts';
import type { CaseStanding, EventLog } from './event-log.ts';

/** A case must meet all that is given. */
export interface Selection {
  /** Cases that started in [startedFromAt, startedBeforeAt). */
  readonly startedFromAt?: number | undefined;
  readonly startedBeforeAt?: number | undefined;
  /** Of the process definition. */
  readonly version?: string | undefined;
  /** Some row of the case was done, or waits, in this unit. */
  readonly unit?: string | undefined;
  /** Some row is of this activity. */
  readonly activity?: string | undefined;
  readonly status?: CaseStanding | undefined;
  /** An attribute of the case, as text. */
  readonly attribute?: { readonly name: string; readonly value: string } | undefined;
}

/** Tells of a case's index whether it is selected. What the log does not know (a unit, an attribute) selects no case. */
export function selects(log: EventLog, selection: Selection): (caseIndex: number) => boolean {
  const { cases } = log;
  const { startedFromAt, startedBeforeAt, version, unit, activity, status, attribute } = selection;
  const hasRow = (codes: Int32Array, names: readonly string[], name: string) => {
    const code = names.indexOf(name);
    return (index: number) => code >= 0 && codes.subarray(cases.firstRow[index], cases.firstRow[index + 1]).includes(code);
  };
  const rules: ((index: number) => boolean)[] = [];
  if (startedFromAt !== undefined) rules.push((index) => cases.startedAt[index]! >= startedFromAt);
  if (startedBeforeAt !== undefined) rules.push((index) => cases.startedAt[index]! < startedBeforeAt);
  if (version !== undefined) rules.push((index) => cases.versions[cases.versionOf[index]!] === version);
  if (status !== undefined) rules.push((index) => CASE_STATUSES[cases.status[index]!] === status);
  if (unit !== undefined) rules.push(hasRow(log.unitOf, log.units, unit));
  if (activity !== undefined) rules.push(hasRow(log.activityOf, log.activities, activity));
  if (attribute !== undefined) {
    const column = cases.attributes.get(attribute.name);
    rules.push((index) => String(attributeAt(column, index)) === attribute.value && attributeAt(column, index) !== undefined);
  }
  return (index) => rules.every((rule) => rule(index));
}
