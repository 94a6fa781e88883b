/**
 * When each activity instance could have begun. The engine knows; for other logs it is estimated, and marked as an estimate:
 * with starts, by the last completion in the case that is not concurrent and not later than the start (Kronos, step 3; the case's start
 * when there is none); without starts, by the completion before it in the trace (and not at all for the first).
 */
import { concurrency } from './concurrency.ts';
import type { EventLog } from './log/event-log.ts';
import { traces } from './traces.ts';

export interface Enablement {
  /** NaN where neither known nor to be estimated. */
  readonly enabledAt: Float64Array;
  /** 1 where `enabledAt` is an estimate. */
  readonly estimated: Uint8Array;
  /** The row whose completion let this one begin, or -1. Of rows that the engine timed too it is found by time. */
  readonly predecessor: Int32Array;
}

export function enablement(log: EventLog): Enablement {
  const enabledAt = Float64Array.from(log.enabledAt);
  const estimated = new Uint8Array(log.rows);
  const predecessor = new Int32Array(log.rows).fill(-1);
  const traced = traces(log);
  const needsOracle = log.startedAt.some((at, row) => !Number.isNaN(at) && Number.isNaN(log.enabledAt[row]!));
  const concurrent = needsOracle ? concurrency(log, traced) : () => false;
  for (let index = 0; index < log.cases.count; index++) {
    const trace = traced.rows.subarray(traced.first[index], traced.first[index + 1]);
    const byEnd = byCompletion(log, trace);
    const known = earliestStart(log, trace);
    for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
      if (!Number.isNaN(enabledAt[row]!)) predecessor[row] = latestBefore(log, byEnd, row, enabledAt[row]!, () => false);
      else if (!Number.isNaN(log.startedAt[row]!)) {
        const before = latestBefore(log, byEnd, row, log.startedAt[row]!, concurrent);
        predecessor[row] = before;
        enabledAt[row] = before < 0 ? known : log.completedAt[before]!;
        estimated[row] = 1;
      }
    }
    for (let place = 1; place < trace.length; place++) {
      const row = trace[place]!;
      if (!Number.isNaN(enabledAt[row]!)) continue;
      predecessor[row] = trace[place - 1]!;
      enabledAt[row] = log.completedAt[trace[place - 1]!]!;
      estimated[row] = 1;
    }
  }
  return { enabledAt, estimated, predecessor };
}

/** A trace by completion; ties as they stand in it. */
export function byCompletion({ completedAt }: EventLog, trace: Int32Array): Int32Array {
  for (let place = 1; place < trace.length; place++)
    if (completedAt[trace[place]!]! < completedAt[trace[place - 1]!]!)
      return Int32Array.from(trace.keys())
        .sort((a, b) => completedAt[trace[a]!]! - completedAt[trace[b]!]! || a - b)
        .map((place) => trace[place]!);
  return trace;
}

/** The row with the latest completion at or before an instant, not concurrent with the row and completed before it. */
function latestBefore(
  { completedAt, activityOf }: EventLog,
  byEnd: Int32Array,
  row: number,
  at: number,
  concurrent: (a: number, b: number) => boolean,
): number {
  for (let place = countUpTo(completedAt, byEnd, at) - 1; place >= 0; place--) {
    const candidate = byEnd[place]!;
    if (candidate === row || completedAt[candidate]! >= completedAt[row]!) continue;
    if (!concurrent(activityOf[candidate]!, activityOf[row]!)) return candidate;
  }
  return -1;
}

/** How many rows of a list by completion are completed at or before an instant. */
export function countUpTo(completedAt: Float64Array, byEnd: Int32Array, at: number): number {
  let low = 0;
  let high = byEnd.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (completedAt[byEnd[middle]!]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function earliestStart(log: EventLog, trace: Int32Array): number {
  let first = NaN;
  for (let place = 0; place < trace.length; place++) {
    const row = trace[place]!;
    const beganAt = Number.isNaN(log.startedAt[row]!) ? log.completedAt[row]! : log.startedAt[row]!;
    if (!(beganAt >= first)) first = beganAt;
  }
  return first;
}
