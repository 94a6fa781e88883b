/**
 * Where the time goes, per activity and per transition. waiting = started − enabled; processing = completed − started − suspended;
 * sojourn = completed − enabled. An instant that is not known takes its row out of the figures that need it: n says how many are in.
 * At a timer or a message nobody works: its whole sojourn is waiting.
 */
import { enablement } from './enablement.ts';
import type { Enablement } from './enablement.ts';
import { COMPLETED, MESSAGE, TIMER } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { grouped, quantileOfSorted, total } from './statistics.ts';

export interface TimeFigures {
  readonly n: number;
  /** null when n is 0. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  readonly meanMs: number | null;
  readonly totalMs: number;
  /** Of the cycle time of all cases together; parallel branches can add up to more than 1. null without any cycle time. */
  readonly share: number | null;
}

export interface ActivityTimes {
  readonly activity: string;
  /** Completed instances. */
  readonly n: number;
  readonly waiting: TimeFigures;
  readonly processing: TimeFigures;
  readonly suspended: TimeFigures;
  readonly sojourn: TimeFigures;
  /** True when for any instance the instant of enabling is an estimate. */
  readonly estimated: boolean;
}

export interface TransitionTimes {
  readonly from: string;
  readonly to: string;
  readonly n: number;
  /** From the completion of `from` (or the enabling that it caused) to the start of `to`, and to the completion of `to`. */
  readonly waiting: TimeFigures;
  readonly sojourn: TimeFigures;
  readonly estimated: boolean;
}

export interface Times {
  /** By total sojourn time, the greatest first. */
  readonly activities: readonly ActivityTimes[];
  readonly transitions: readonly TransitionTimes[];
  /** Cycle time of all cases together, of open ones up to the end of observation. */
  readonly cycleTimeMs: number;
}

/** The durations of each row; NaN where an instant is missing, the row is not completed, or the instants contradict each other. */
export interface RowTimes {
  readonly waitingMs: Float64Array;
  readonly processingMs: Float64Array;
  readonly suspendedMs: Float64Array;
  readonly sojournMs: Float64Array;
}

export function rowTimes(log: EventLog, { enabledAt }: Enablement): RowTimes {
  const column = (): Float64Array => new Float64Array(log.rows).fill(NaN);
  const times = { waitingMs: column(), processingMs: column(), suspendedMs: column(), sojournMs: column() };
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] !== COMPLETED) continue;
    const waitsOnly = log.kind[row] === TIMER || log.kind[row] === MESSAGE;
    const startedAt = waitsOnly ? log.completedAt[row]! : log.startedAt[row]!;
    times.waitingMs[row] = notNegative(startedAt - enabledAt[row]!);
    times.processingMs[row] = notNegative(log.completedAt[row]! - startedAt - log.suspendedMs[row]!);
    const isTimed = !Number.isNaN(log.startedAt[row]!) || !Number.isNaN(log.enabledAt[row]!);
    times.suspendedMs[row] = isTimed || log.suspendedMs[row]! > 0 ? log.suspendedMs[row]! : NaN;
    times.sojournMs[row] = notNegative(log.completedAt[row]! - enabledAt[row]!);
  }
  return times;
}

export function times(log: EventLog, enabled: Enablement = enablement(log)): Times {
  const rows = rowTimes(log, enabled);
  const cycleTimeMs = totalCycleTimeMs(log);
  return {
    activities: activityTimes(log, enabled, rows, cycleTimeMs),
    transitions: transitionTimes(log, enabled, rows, cycleTimeMs),
    cycleTimeMs,
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

function activityTimes(log: EventLog, enabled: Enablement, rows: RowTimes, cycleTimeMs: number): readonly ActivityTimes[] {
  const size = log.activities.length;
  const counts = new Int32Array(size);
  const estimated = new Uint8Array(size);
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] !== COMPLETED) continue;
    counts[log.activityOf[row]!]!++;
    if (enabled.estimated[row] === 1) estimated[log.activityOf[row]!] = 1;
  }
  const waiting = grouped(rows.waitingMs, log.activityOf, size);
  const processing = grouped(rows.processingMs, log.activityOf, size);
  const suspended = grouped(rows.suspendedMs, log.activityOf, size);
  const sojourn = grouped(rows.sojournMs, log.activityOf, size);
  return log.activities
    .map((activity, code) => ({
      activity,
      n: counts[code]!,
      waiting: figures(waiting.sample(code), cycleTimeMs),
      processing: figures(processing.sample(code), cycleTimeMs),
      suspended: figures(suspended.sample(code), cycleTimeMs),
      sojourn: figures(sojourn.sample(code), cycleTimeMs),
      estimated: estimated[code] === 1,
    }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.sojourn.totalMs - a.sojourn.totalMs || b.n - a.n || (a.activity < b.activity ? -1 : 1));
}

function transitionTimes(log: EventLog, enabled: Enablement, rows: RowTimes, cycleTimeMs: number): readonly TransitionTimes[] {
  const size = log.activities.length;
  const codes = new Map<number, number>();
  const transitionOf = new Int32Array(log.rows).fill(-1);
  const counts: number[] = [];
  const estimated: boolean[] = [];
  for (let row = 0; row < log.rows; row++) {
    const before = enabled.predecessor[row]!;
    if (before < 0 || log.ending[row] !== COMPLETED) continue;
    const pair = log.activityOf[before]! * size + log.activityOf[row]!;
    let code = codes.get(pair);
    if (code === undefined) codes.set(pair, (code = codes.size));
    transitionOf[row] = code;
    counts[code] = (counts[code] ?? 0) + 1;
    estimated[code] = (estimated[code] ?? false) || enabled.estimated[row] === 1;
  }
  const waiting = grouped(rows.waitingMs, transitionOf, codes.size);
  const sojourn = grouped(rows.sojournMs, transitionOf, codes.size);
  return Array.from(codes, ([pair, code]) => ({
    from: log.activities[Math.floor(pair / size)] ?? '',
    to: log.activities[pair % size] ?? '',
    n: counts[code] ?? 0,
    waiting: figures(waiting.sample(code), cycleTimeMs),
    sojourn: figures(sojourn.sample(code), cycleTimeMs),
    estimated: estimated[code] ?? false,
  })).sort((a, b) => b.sojourn.totalMs - a.sojourn.totalMs || b.n - a.n);
}

/** Sorts the sample in place. */
function figures(sample: Float64Array, cycleTimeMs: number): TimeFigures {
  sample.sort();
  const n = sample.length;
  const totalMs = total(sample);
  return {
    n,
    medianMs: n === 0 ? null : quantileOfSorted(sample, 0.5),
    p90Ms: n === 0 ? null : quantileOfSorted(sample, 0.9),
    meanMs: n === 0 ? null : totalMs / n,
    totalMs,
    share: cycleTimeMs > 0 ? totalMs / cycleTimeMs : null,
  };
}

function notNegative(durationMs: number): number {
  return durationMs >= 0 ? durationMs : NaN;
}
