/**
 * Three clocks of one case. Gross: what the citizen lives through, by the wall, from receipt (or, when that is not known, registration or
 * the start of the case) to completion. Net: gross without the time in which any of its activities was suspended. Legal: working days
 * of the institution's calendar after the day of registration up to and with that of completion, without the working days that a suspension
 * on a legal ground covers whole; a term that begins anew or is extended is known to the engine's statutory term, not to a log.
 */
import { calendar } from '../engine/time/calendar.ts';
import type { WorkingCalendar } from '../engine/time/calendar.ts';
import { SUSPENSION_REASONS } from '../engine/case/state.ts';
import { dayText } from '../engine/time/civil-day.ts';
import { dayNumberAt } from '../engine/time/zone.ts';
import { dutyTables } from './duty.ts';
import type { Duty } from './duty.ts';
import { lengthMs, union } from './intervals.ts';
import type { Stretches } from './intervals.ts';
import { CASE_COMPLETED } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { hasPlaces, suspensionsWithin } from './resource-work.ts';

/** By case; NaN where it is not known. Only completed cases have times. */
export interface CaseTimes {
  readonly grossMs: Float64Array;
  readonly netMs: Float64Array;
  /** Gross in working time; NaN without a calendar. */
  readonly workingMs: Float64Array;
  /** Whole working days on the statutory clock; NaN without a calendar. */
  readonly legalDays: Float64Array;
  /** Completed cases with a gross time, and those of them that were received before they were registered or started. */
  readonly n: number;
  readonly nReceived: number;
}

export function caseTimes(log: EventLog, duty?: Duty): CaseTimes {
  const column = (): Float64Array => new Float64Array(log.cases.count).fill(NaN);
  const times = { grossMs: column(), netMs: column(), workingMs: column(), legalDays: column() };
  const tables = duty && duty.source !== 'none' ? dutyTables(log, duty) : undefined;
  const calendars = new Map<string | undefined, WorkingCalendar | undefined>();
  const calendarOf = (unit: string | undefined): WorkingCalendar | undefined => {
    if (!calendars.has(unit)) {
      const data = duty?.calendarOf(undefined, unit);
      calendars.set(unit, data && calendar(data));
    }
    return calendars.get(unit);
  };
  let n = 0;
  let nReceived = 0;
  for (let index = 0; index < log.cases.count; index++) {
    const endAt = log.cases.completedAt[index]!;
    const registeredAt = known(log.cases.registeredAt[index]!, log.cases.startedAt[index]!);
    const receivedAt = known(log.cases.receivedAt[index]!, registeredAt);
    if (log.cases.status[index] !== CASE_COMPLETED || !(endAt >= receivedAt)) continue;
    n++;
    if (!Number.isNaN(log.cases.receivedAt[index]!)) nReceived++;
    const unit = log.unitOf[log.cases.firstRow[index]!] ?? -1;
    times.grossMs[index] = endAt - receivedAt;
    times.netMs[index] = endAt - receivedAt - Math.min(endAt - receivedAt, suspendedMsOf(log, index, receivedAt, endAt));
    times.workingMs[index] = tables?.of(-1, unit)?.msWithin(receivedAt, endAt) ?? NaN;
    const clock = endAt >= registeredAt ? calendarOf(log.units[unit]) : undefined;
    if (clock)
      times.legalDays[index] = legalDays(clock, registeredAt, endAt, suspensionsOf(log, index, registeredAt, endAt, LEGAL));
  }
  return { ...times, n, nReceived };
}

const LEGAL = SUSPENSION_REASONS.indexOf('legal');

function known(at: number, otherwise: number): number {
  return Number.isNaN(at) ? otherwise : at;
}

/** Time in which any activity of the case was suspended; where places are not known, the sum of its suspensions. */
export function suspendedMsOf(log: EventLog, index: number, fromAt: number, toAt: number): number {
  let unplacedMs = 0;
  for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++)
    if (!hasPlaces(log, row)) unplacedMs += log.suspendedMs[row]!;
  return unplacedMs + lengthMs(suspensionsOf(log, index, fromAt, toAt));
}

/** Suspensions of the rows of a case as stretches. @param reason those with this code alone; all when absent */
function suspensionsOf(log: EventLog, index: number, fromAt: number, toAt: number, reason?: number): Stretches {
  const places: (readonly [number, number])[] = [];
  for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++)
    for (const pause of suspensionsWithin(log, row, fromAt, toAt))
      if (reason === undefined || pause.reason === reason) places.push([pause.fromAt, pause.toAt]);
  return union(places);
}

function legalDays(clock: WorkingCalendar, fromAt: number, toAt: number, suspended: Stretches): number {
  const day = (at: number): number => dayNumberAt(at, clock.zone);
  let days = clock.workingDaysBetween(dayText(day(fromAt)), dayText(day(toAt)));
  for (let index = 0; index < suspended.length; index += 2) {
    // Whole days alone: from the day after it began to the day before it ended.
    const [begun, ended] = [day(suspended[index]!), day(suspended[index + 1]!)];
    if (ended - begun > 1) days -= clock.workingDaysBetween(dayText(begun), dayText(ended - 1));
  }
  return days;
}
