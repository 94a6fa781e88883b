/** What the rows of a log took and waited for: work without the hours off duty, and delays that nobody's work and hours explain. */
import { calendar } from '../../../engine/time/calendar.ts';
import type { CalendarData, WorkingCalendar } from '../../../engine/time/calendar.ts';
import type { DiscoveredCalendars } from '../../discover-calendars.ts';
import { enablement } from '../../enablement.ts';
import { COMPLETED, WORK } from '../../log/event-log.ts';
import type { EventLog } from '../../log/event-log.ts';

export interface WorkTimes {
  /** Working time of each row, shared where somebody did several things at once; NaN where it is not known. */
  readonly workMs: Float64Array;
  /**
   * Working time of the house from when it could have been begun to when its resource was last idle before it was: had it been possible then, it would
   * have been begun. What is after that is waiting for the resource. NaN where it is not known.
   */
  readonly delayMs: Float64Array;
  readonly enabledAt: Float64Array;
  /** Starts that the log does not have are estimated: when it could have been begun by its resource. */
  readonly startedAt: Float64Array;
  readonly estimatedStarts: number;
  /** Rows that overlapped others of their resource. */
  readonly overlapping: number;
}

/** Calendars by resource, each made once. */
export function calendarsByResource(
  duty: DiscoveredCalendars,
  always: CalendarData,
): (resource: string | undefined) => WorkingCalendar {
  const made = new Map<CalendarData, WorkingCalendar>();
  return (resource) => {
    const data = duty.calendarOf(resource, undefined) ?? always;
    const known = made.get(data) ?? calendar(data);
    made.set(data, known);
    return known;
  };
}

export function workTimes(log: EventLog, calendarOf: (resource: string | undefined) => WorkingCalendar): WorkTimes {
  const { enabledAt } = enablement(log);
  const startedAt = Float64Array.from(log.startedAt);
  const workMs = new Float64Array(log.rows).fill(NaN);
  const delayMs = new Float64Array(log.rows).fill(NaN);
  const office = calendarOf(undefined);
  let [estimatedStarts, overlapping] = [0, 0];
  for (const rows of rowsByResource(log)) {
    const resource = log.resources[log.resourceOf[rows[0]!]!];
    const hours = calendarOf(resource);
    let freeAt = -Infinity;
    for (const row of rows) {
      const endAt = log.completedAt[row]!;
      const possibleAt = Math.max(enabledAt[row]!, resource === undefined ? -Infinity : freeAt);
      if (Number.isNaN(startedAt[row]!)) {
        estimatedStarts += 1;
        startedAt[row] = Math.min(endAt, Number.isNaN(possibleAt) ? endAt : possibleAt);
      }
      freeAt = Math.max(freeAt, endAt);
    }
    const idleBefore = resource === undefined ? (at: number) => at : idlenessOf(rows, startedAt, log, hours);
    for (const row of rows) {
      const [from, to] = [enabledAt[row]!, idleBefore(startedAt[row]!)];
      if (Number.isNaN(from)) continue;
      const ownMs = from < to ? hours.workingMsBetween(from, to) : 0;
      // Until the resource could have begun it in vain; what is after that is waiting for its hours.
      delayMs[row] = ownMs === 0 ? 0 : office.workingMsBetween(from, hours.finishOf(from, ownMs));
    }
    overlapping += share(rows, startedAt, log, hours, resource !== undefined, workMs);
  }
  return { workMs, delayMs, enabledAt, startedAt, estimatedStarts, overlapping };
}

/** Completed rows of people, by resource and start (or completion); those without a resource last. */
function rowsByResource(log: EventLog): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] !== COMPLETED || log.kind[row] !== WORK || Number.isNaN(log.completedAt[row]!)) continue;
    const rows = groups.get(log.resourceOf[row]!);
    if (rows === undefined) groups.set(log.resourceOf[row]!, [row]);
    else rows.push(row);
  }
  const beginOf = (row: number): number => (Number.isNaN(log.startedAt[row]!) ? log.completedAt[row]! : log.startedAt[row]!);
  for (const rows of groups.values()) rows.sort((a, b) => beginOf(a) - beginOf(b) || log.completedAt[a]! - log.completedAt[b]!);
  return [...groups.values()];
}

/** Work without a longer pause than this goes on. */
const PAUSE_MS = 60_000;

/** The last instant at or before another at which a resource on duty was at nothing. */
function idlenessOf(
  rows: readonly number[],
  startedAt: Float64Array,
  log: EventLog,
  hours: WorkingCalendar,
): (at: number) => number {
  const stretches: { readonly from: number; to: number }[] = [];
  for (const row of [...rows].sort((a, b) => startedAt[a]! - startedAt[b]!)) {
    const [from, to] = [startedAt[row]!, log.completedAt[row]!];
    const last = stretches.at(-1);
    if (last !== undefined && (from <= last.to || hours.workingMsBetween(last.to, from) <= PAUSE_MS))
      last.to = Math.max(last.to, to);
    else stretches.push({ from, to });
  }
  return (at) => {
    let [low, high] = [0, stretches.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (stretches[middle]!.from <= at) low = middle + 1;
      else high = middle;
    }
    // Every row begins inside a stretch.
    return stretches[low - 1]?.from ?? at;
  };
}

/** Who does several things at once gives each an equal part of the time. @returns rows that shared */
function share(
  rows: readonly number[],
  startedAt: Float64Array,
  log: EventLog,
  hours: WorkingCalendar,
  isOne: boolean,
  workMs: Float64Array,
): number {
  const shared = new Set<number>();
  for (const row of rows) workMs[row] = 0;
  if (!isOne) {
    for (const row of rows) workMs[row] = hours.workingMsBetween(startedAt[row]!, log.completedAt[row]!);
  } else {
    const stamps = [...new Set(rows.flatMap((row) => [startedAt[row]!, log.completedAt[row]!]))].sort((a, b) => a - b);
    const byStart = [...rows].sort((a, b) => startedAt[a]! - startedAt[b]!);
    let next = 0;
    let active: number[] = [];
    for (let at = 0; at + 1 < stamps.length; at++) {
      const [from, to] = [stamps[at]!, stamps[at + 1]!];
      active = active.filter((row) => log.completedAt[row]! > from);
      for (; next < byStart.length && startedAt[byStart[next]!]! <= from; next++)
        if (log.completedAt[byStart[next]!]! > from) active.push(byStart[next]!);
      if (active.length === 0) continue;
      const each = hours.workingMsBetween(from, to) / active.length;
      for (const row of active) {
        workMs[row]! += each;
        if (active.length > 1) shared.add(row);
      }
    }
  }
  // Where suspensions lie is not asked: their length is no work.
  for (const row of rows) if (log.suspendedMs[row]! > 0) workMs[row] = Math.max(0, workMs[row]! - log.suspendedMs[row]!);
  return shared.size;
}
