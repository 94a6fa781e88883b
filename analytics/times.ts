/**
 * Where the time goes, per activity and per transition. waiting = started − enabled; processing = completed − started − suspended;
 * sojourn = completed − enabled. A suspension before the start is waiting, so the three always make up the sojourn. An instant that is
 * not known takes its row out of the figures that need it: n says how many are in. At a timer or a message nobody works: its whole
 * sojourn is waiting. With calendars every figure is there in working time too.
 */
import { dutyTables, houseTable } from './duty.ts';
import type { Duty } from './duty.ts';
import { enablement } from './enablement.ts';
import type { Enablement } from './enablement.ts';
import { COMPLETED, MESSAGE, TIMER } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { orderedGroups } from './ordered-groups.ts';
import type { OrderedGroups } from './ordered-groups.ts';
import { byTheWall, pausedMs } from './resource-work.ts';
import type { Measure } from './resource-work.ts';
import { total } from './statistics.ts';

export interface TimeFigures {
  readonly n: number;
  /** null when n is 0. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  readonly meanMs: number | null;
  readonly totalMs: number;
  /** Of the cycle time of all cases together; parallel branches can add up to more than 1. null without any cycle time. */
  readonly share: number | null;
  /** The same in working time of the calendar of the row's unit (of the house when it has none); absent without calendars. */
  readonly working?: WorkingFigures;
}

/** Milliseconds of working time; a day of it is `Times.workingDayMs` long. */
export interface WorkingFigures {
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  readonly meanMs: number | null;
  readonly totalMs: number;
}

export interface ActivityTimes {
  readonly activity: string;
  /** Completed instances. */
  readonly n: number;
  readonly waiting: TimeFigures;
  readonly processing: TimeFigures;
  readonly suspended: TimeFigures;
  readonly sojourn: TimeFigures;
  /** True when for any instance the instant of enabling is an estimate; of how many instances it is. */
  readonly estimated: boolean;
  readonly nEstimated: number;
}

export interface TransitionTimes {
  readonly from: string;
  readonly to: string;
  readonly n: number;
  /** From the completion of `from` (or the enabling that it caused) to the start of `to`, and to the completion of `to`. */
  readonly waiting: TimeFigures;
  readonly sojourn: TimeFigures;
  readonly estimated: boolean;
  readonly nEstimated: number;
}

export interface Times {
  /** By total sojourn time, the greatest first. */
  readonly activities: readonly ActivityTimes[];
  readonly transitions: readonly TransitionTimes[];
  /** Cycle time of all cases together, of open ones up to the end of observation. */
  readonly cycleTimeMs: number;
  /** What a working day of the house's calendar has on average; absent without one. */
  readonly workingDayMs?: number;
}

/** The durations of each row; NaN where an instant is missing, the row is not completed, or the instants contradict each other. */
export interface RowTimes {
  readonly waitingMs: Float64Array;
  readonly processingMs: Float64Array;
  readonly suspendedMs: Float64Array;
  readonly sojournMs: Float64Array;
}

/** Of one row, by the wall; NaN where it is not known (see `RowTimes`). */
function processingMsAt(log: EventLog, row: number): number {
  if (log.ending[row] !== COMPLETED) return NaN;
  if (log.kind[row] === TIMER || log.kind[row] === MESSAGE) return 0;
  return notNegative(log.completedAt[row]! - log.startedAt[row]! - pausedMs(log, row));
}

/**
 * Processing times by activity code, by the wall. Laid out at the first question about a log and kept as long as the log is, so that
 * every further one takes microseconds: n, quantiles and totals of any activity.
 */
export function processingByActivity(log: EventLog): OrderedGroups {
  let groups = KEPT.get(log);
  if (!groups) {
    const processingMs = new Float64Array(log.rows);
    for (let row = 0; row < log.rows; row++) processingMs[row] = processingMsAt(log, row);
    groups = orderedGroups(processingMs, log.activityOf, log.activities.length);
    KEPT.set(log, groups);
  }
  return groups;
}
const KEPT = new WeakMap<EventLog, OrderedGroups>();

export function rowTimes(log: EventLog, { enabledAt }: Enablement, measure: Measure = byTheWall): RowTimes {
  const column = (): Float64Array => new Float64Array(log.rows).fill(NaN);
  const times = { waitingMs: column(), processingMs: column(), suspendedMs: column(), sojournMs: column() };
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] !== COMPLETED) continue;
    const waitsOnly = log.kind[row] === TIMER || log.kind[row] === MESSAGE;
    const endAt = log.completedAt[row]!;
    const startedAt = waitsOnly ? endAt : log.startedAt[row]!;
    const between = (fromAt: number, toAt: number): number => (toAt >= fromAt ? measure(row, fromAt, toAt) : NaN);
    const paused = waitsOnly ? 0 : pausedMs(log, row, measure);
    times.waitingMs[row] = between(enabledAt[row]!, startedAt);
    times.processingMs[row] = notNegative(between(startedAt, endAt) - paused);
    const isTimed = !Number.isNaN(log.startedAt[row]!) || !Number.isNaN(log.enabledAt[row]!);
    times.suspendedMs[row] = isTimed || paused > 0 ? paused : NaN;
    times.sojournMs[row] = between(enabledAt[row]!, endAt);
  }
  return times;
}

/** @param duty calendars for the figures in working time; by unit, since a clerk's absence is no shorter wait for the case */
export function times(log: EventLog, enabled: Enablement = enablement(log), duty?: Duty): Times {
  const rows = rowTimes(log, enabled);
  const tables = duty && duty.source !== 'none' ? dutyTables(log, duty) : undefined;
  const inWork =
    tables && rowTimes(log, enabled, (row, fromAt, toAt) => houseTable(tables, log.unitOf[row]!)?.msWithin(fromAt, toAt) ?? NaN);
  const workingDayMs = tables?.of(-1, -1)?.workingDayMs;
  const cycleTimeMs = totalCycleTimeMs(log);
  return {
    activities: activityTimes(log, enabled, rows, inWork, cycleTimeMs),
    transitions: transitionTimes(log, enabled, rows, inWork, cycleTimeMs),
    cycleTimeMs,
    ...(workingDayMs !== undefined && { workingDayMs }),
  };
}

/** Sum over cases from start to end, or to the end of observation. */
export function totalCycleTimeMs(log: EventLog): number {
  const durations = new Float64Array(log.cases.count);
  for (let index = 0; index < log.cases.count; index++) {
    const endedAt = log.cases.completedAt[index]!;
    const durationMs = (Number.isNaN(endedAt) ? log.observedUntilAt : endedAt) - log.cases.startedAt[index]!;
    if (durationMs > 0) durations[index] = durationMs;
  }
  return total(durations);
}

function activityTimes(
  log: EventLog,
  enabled: Enablement,
  rows: RowTimes,
  inWork: RowTimes | undefined,
  cycleTimeMs: number,
): readonly ActivityTimes[] {
  const size = log.activities.length;
  const counts = new Int32Array(size);
  const estimated = new Int32Array(size);
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] !== COMPLETED) continue;
    counts[log.activityOf[row]!]!++;
    estimated[log.activityOf[row]!]! += enabled.estimated[row]!;
  }
  const of = (duration: keyof RowTimes, kept?: OrderedGroups) =>
    figuresOf(rows[duration], inWork?.[duration], log.activityOf, size, cycleTimeMs, kept);
  const processing = of('processingMs', processingByActivity(log));
  const [waiting, suspended, sojourn] = [of('waitingMs'), of('suspendedMs'), of('sojournMs')];
  return log.activities
    .map((activity, code) => ({
      activity,
      n: counts[code]!,
      waiting: waiting(code),
      processing: processing(code),
      suspended: suspended(code),
      sojourn: sojourn(code),
      estimated: estimated[code]! > 0,
      nEstimated: estimated[code]!,
    }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.sojourn.totalMs - a.sojourn.totalMs || b.n - a.n || (a.activity < b.activity ? -1 : 1));
}

function transitionTimes(
  log: EventLog,
  enabled: Enablement,
  rows: RowTimes,
  inWork: RowTimes | undefined,
  cycleTimeMs: number,
): readonly TransitionTimes[] {
  const size = log.activities.length;
  const codes = new Map<number, number>();
  const transitionOf = new Int32Array(log.rows).fill(-1);
  const counts: number[] = [];
  const estimated: number[] = [];
  for (let row = 0; row < log.rows; row++) {
    const before = enabled.predecessor[row]!;
    if (before < 0 || log.ending[row] !== COMPLETED) continue;
    const pair = log.activityOf[before]! * size + log.activityOf[row]!;
    let code = codes.get(pair);
    if (code === undefined) codes.set(pair, (code = codes.size));
    transitionOf[row] = code;
    counts[code] = (counts[code] ?? 0) + 1;
    estimated[code] = (estimated[code] ?? 0) + enabled.estimated[row]!;
  }
  const of = (duration: keyof RowTimes) => figuresOf(rows[duration], inWork?.[duration], transitionOf, codes.size, cycleTimeMs);
  const [waiting, sojourn] = [of('waitingMs'), of('sojournMs')];
  return Array.from(codes, ([pair, code]) => ({
    from: log.activities[Math.floor(pair / size)] ?? '',
    to: log.activities[pair % size] ?? '',
    n: counts[code] ?? 0,
    waiting: waiting(code),
    sojourn: sojourn(code),
    estimated: (estimated[code] ?? 0) > 0,
    nEstimated: estimated[code] ?? 0,
  })).sort((a, b) => b.sojourn.totalMs - a.sojourn.totalMs || b.n - a.n);
}

/** Figures by group of a duration, by the wall and in working time. */
function figuresOf(
  byRow: Float64Array,
  inWork: Float64Array | undefined,
  groupOf: Int32Array,
  size: number,
  cycleTimeMs: number,
  kept?: OrderedGroups,
): (code: number) => TimeFigures {
  const wall = kept ?? orderedGroups(byRow, groupOf, size);
  const working = inWork && orderedGroups(inWork, groupOf, size);
  return (code) => {
    const found = figures(wall, code, cycleTimeMs);
    if (!working) return found;
    const { medianMs, p90Ms, meanMs, totalMs } = figures(working, code, cycleTimeMs);
    return { ...found, working: { medianMs, p90Ms, meanMs, totalMs } };
  };
}

function figures(groups: OrderedGroups, code: number, cycleTimeMs: number): TimeFigures {
  const n = groups.n(code);
  const totalMs = groups.total(code);
  const [medianMs = NaN, p90Ms = NaN] = groups.quantiles(code, [0.5, 0.9]);
  return {
    n,
    medianMs: n === 0 ? null : medianMs,
    p90Ms: n === 0 ? null : p90Ms,
    meanMs: n === 0 ? null : totalMs / n,
    totalMs,
    share: cycleTimeMs > 0 ? totalMs / cycleTimeMs : null,
  };
}

function notNegative(durationMs: number): number {
  return durationMs >= 0 ? durationMs : NaN;
}
