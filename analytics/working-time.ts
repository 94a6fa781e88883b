/** Working time between instants of a log, by the calendars of its units. */
import { dutyTables, houseTable } from './duty.ts';
import type { Duty } from './duty.ts';
import type { EventLog } from './log/event-log.ts';

export interface WorkingTime {
  /** What a working day of the house has on average; null when only units have calendars. */
  readonly dayMs: number | null;
  /**
   * Working ms from one instant to a later one, by the calendar of a unit (its code, -1 for none), or of the house. A stretch belongs to the unit
   * whose step ends it, that of a case to the unit of the case. NaN where there is no calendar, an instant is not known, or the end lies before.
   */
  readonly msBetween: (unit: number, fromAt: number, toAt: number) => number;
}

/** undefined where nobody knows working hours. About 30 ns a stretch, so nothing is kept by row. */
export function workingTime(log: EventLog, duty: Duty): WorkingTime | undefined {
  if (duty.source === 'none') return undefined;
  const tables = dutyTables(log, duty);
  const byUnit = Array.from({ length: log.units.length + 1 }, (_, place) => houseTable(tables, place - 1));
  return {
    dayMs: byUnit[0]?.workingDayMs ?? null,
    msBetween: (unit, fromAt, toAt) => (toAt >= fromAt ? (byUnit[unit + 1]?.msWithin(fromAt, toAt) ?? NaN) : NaN),
  };
}

/** The unit of each case: that of its first row that tells one; -1 where none does. */
export function unitOfCases(log: EventLog): Int32Array {
  const unitOf = new Int32Array(log.cases.count).fill(-1);
  for (let row = log.rows - 1; row >= 0; row--) if (log.unitOf[row]! >= 0) unitOf[log.caseOf[row]!] = log.unitOf[row]!;
  return unitOf;
}
