/**
 * To which unit a case belongs when units are compared. A one-stop desk has every case first, so that the first unit tells nothing: then it
 * is the unit that does the step which most divides the cases among units.
 */
import type { EventLog } from './log/event-log.ts';
import { unitOfCases } from './working-time.ts';

/** By case the unit of the first row of an activity that tells one; -1 where none does. */
export function unitOfStep(log: EventLog, activity: number): Int32Array {
  const unitOf = new Int32Array(log.cases.count).fill(-1);
  for (let row = log.rows - 1; row >= 0; row--)
    if (log.activityOf[row] === activity && log.unitOf[row]! >= 0) unitOf[log.caseOf[row]!] = log.unitOf[row]!;
  return unitOf;
}

/** Of two steps that divide the cases nearly as well, the one that most cases have says more of them. Bits. */
const BETTER_BY = 0.1;

/** The activity whose units divide the cases better than the first units do; undefined when none does. */
export function dividingStep(log: EventLog): number | undefined {
  let most = information(unitOfCases(log), log.units.length) + BETTER_BY;
  let found: number | undefined;
  for (let activity = 0; activity < log.activities.length; activity++) {
    const bits = information(unitOfStep(log, activity), log.units.length);
    if (bits > most) [most, found] = [bits, activity];
  }
  return found;
}

/** Entropy of the units of cases (Shannon 1948), times the share of the cases that have one. */
function information(unitOf: Int32Array, units: number): number {
  const counts = new Int32Array(units);
  let known = 0;
  for (const unit of unitOf) {
    if (unit < 0) continue;
    counts[unit] = counts[unit]! + 1;
    known++;
  }
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / known) * Math.log2(count / known);
  return known === 0 ? 0 : (bits * known) / unitOf.length;
}
