/**
 * The critical path of each case: a partition of [case start, case end] into stretches, each given to one activity and one reason, so
 * that they add up to the cycle time in spite of parallel branches. From the end of the case it is walked back along what came last
 * ("last arriver", as Yang and Miller 1988 do for parallel programs): what was completed last let the rest begin, and of its time the
 * work, the suspensions and the wait are its own; then follows what was completed last before it was enabled. A branch that was done
 * earlier than another costs the case nothing and is not on the path.
 *
 * Between a completion and what follows it without being enabled by it, an activity that was open throughout counts (a reminder sent while
 * the answer was awaited), of several the one enabled last; where nothing was open there is a gap.
 */
import { byCompletion, countUpTo, enablement } from './enablement.ts';
import type { Enablement } from './enablement.ts';
import { explainer } from './explain-wait.ts';
import type { CauseOptions, Explainer } from './explain-wait.ts';
import { CASE_COMPLETED, COMPLETED, MESSAGE, TIMER } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { hasPlaces, pausedMs, suspensionsWithin } from './resource-work.ts';
import { traces } from './traces.ts';
import { partOfReason, WAIT_PARTS } from './wait-parts.ts';
import type { WaitPart } from './wait-parts.ts';

/**
 * `unseparated`: between enabled and completed of an activity whose start is not known; `gap`: nothing was open. A `waiting` or
 * `suspension` stretch has a part besides.
 */
export const PATH_KINDS = ['waiting', 'processing', 'suspension', 'unseparated', 'gap'] as const;
export type PathKind = (typeof PATH_KINDS)[number];

export const NO_PART = 255;

export interface CriticalPaths {
  /** Completed cases whose start and end are known: those that have a path. */
  readonly n: number;
  /** Their cycle time together, which all stretches add up to: exactly for instants in whole ms, else within 1e-6 of it. */
  readonly totalMs: number;
  /** Stretches of case c are first[c] … first[c + 1] − 1, in order of time. */
  readonly first: Int32Array;
  readonly fromAt: Float64Array;
  readonly toAt: Float64Array;
  /** The row of the log, or -1 for a gap. */
  readonly rowOf: Int32Array;
  /** Codes into PATH_KINDS. */
  readonly kindOf: Uint8Array;
  /** Codes into WAIT_PARTS, or NO_PART. */
  readonly partOf: Uint8Array;
}

interface Stretch {
  readonly fromAt: number;
  readonly toAt: number;
  readonly row: number;
  readonly kind: number;
  readonly part: number;
}

const [WAITING, PROCESSING, SUSPENSION, UNSEPARATED, GAP] = [0, 1, 2, 3, 4] as const;

/** @param known the enablement and explainer of the same log and options, for a caller that has them */
export function criticalPaths(
  log: EventLog,
  options: CauseOptions = {},
  known?: { readonly enabled: Enablement; readonly explained: Explainer },
): CriticalPaths {
  const enabled = known?.enabled ?? enablement(log);
  const explained = known?.explained ?? explainer(log, enabled, options);
  const traced = traces(log);
  const all: Stretch[] = [];
  const first = new Int32Array(log.cases.count + 1);
  let n = 0;
  let totalMs = 0;
  for (let index = 0; index < log.cases.count; index++) {
    const startedAt = log.cases.startedAt[index]!;
    const completedAt = log.cases.completedAt[index]!;
    if (log.cases.status[index] === CASE_COMPLETED && completedAt >= startedAt) {
      const byEnd = byCompletion(log, traced.rows.subarray(traced.first[index], traced.first[index + 1]));
      const path = pathOf(log, enabled, explained, byEnd, startedAt, completedAt);
      for (let place = path.length - 1; place >= 0; place--) all.push(path[place]!);
      n++;
      totalMs += completedAt - startedAt;
    }
    first[index + 1] = all.length;
  }
  return {
    n,
    totalMs,
    first,
    fromAt: Float64Array.from(all, ({ fromAt }) => fromAt),
    toAt: Float64Array.from(all, ({ toAt }) => toAt),
    rowOf: Int32Array.from(all, ({ row }) => row),
    kindOf: Uint8Array.from(all, ({ kind }) => kind),
    partOf: Uint8Array.from(all, ({ part }) => part),
  };
}

/** Latest first. */
function pathOf(
  log: EventLog,
  { enabledAt, predecessor }: Enablement,
  explained: Explainer,
  byEnd: Int32Array,
  startedAt: number,
  completedAt: number,
): readonly Stretch[] {
  const path: Stretch[] = [];
  const walked = new Set<number>();
  let at = completedAt;
  let row = lastCompleted(log, byEnd, walked, at);
  while (at > startedAt) {
    const until = row < 0 ? startedAt : Math.max(startedAt, Math.min(at, log.completedAt[row]!));
    at = bridge(log, enabledAt, explained, byEnd, walked, path, until, at);
    if (row < 0) break;
    walked.add(row);
    const from = Math.max(startedAt, Math.min(at, beginOf(log, enabledAt, row)));
    path.push(
      ...stretchesOf(log, enabledAt, explained, row)
        .flatMap((stretch) => clipped(stretch, from, at))
        .sort(latestFirst),
    );
    at = from;
    const before = predecessor[row]!;
    // The oracle's choice (foreign logs) or what was completed last (our own); never the same row twice.
    row = before >= 0 && !walked.has(before) && log.completedAt[before]! <= at ? before : lastCompleted(log, byEnd, walked, at);
  }
  return path;
}

/** Fills [until, at] with rows that were open throughout, and gaps. @returns until */
function bridge(
  log: EventLog,
  enabledAt: Float64Array,
  explained: Explainer,
  byEnd: Int32Array,
  walked: Set<number>,
  path: Stretch[],
  until: number,
  at: number,
): number {
  let now = at;
  while (now > until) {
    let open = -1;
    for (let place = byEnd.length - 1; place >= 0 && log.completedAt[byEnd[place]!]! > now; place--) {
      const row = byEnd[place]!;
      const isOpen = !walked.has(row) && enabledAt[row]! < now;
      if (isOpen && (open < 0 || enabledAt[row]! > enabledAt[open]!)) open = row;
    }
    const from = open < 0 ? until : Math.max(until, enabledAt[open]!);
    if (open < 0) path.push({ fromAt: from, toAt: now, row: -1, kind: GAP, part: NO_PART });
    else
      path.push(
        ...stretchesOf(log, enabledAt, explained, open)
          .flatMap((stretch) => clipped(stretch, from, now))
          .sort(latestFirst),
      );
    now = from;
  }
  return now;
}

/** The row completed last up to an instant that has not been walked, or -1. */
function lastCompleted(log: EventLog, byEnd: Int32Array, walked: ReadonlySet<number>, at: number): number {
  for (let place = countUpTo(log.completedAt, byEnd, at) - 1; place >= 0; place--)
    if (!walked.has(byEnd[place]!)) return byEnd[place]!;
  return -1;
}

/** When the row was enabled, or else started, or else completed. */
export function beginOf(log: EventLog, enabledAt: Float64Array, row: number): number {
  const endAt = log.completedAt[row]!;
  const startedAt = log.startedAt[row]! <= endAt ? log.startedAt[row]! : endAt;
  return enabledAt[row]! <= endAt ? enabledAt[row]! : startedAt;
}

/** The whole of a row's time from its beginning to its completion, in no order, without gap or overlap. */
export function stretchesOf(log: EventLog, enabledAt: Float64Array, explained: Explainer, row: number): readonly Stretch[] {
  const endAt = log.completedAt[row]!;
  const beginAt = beginOf(log, enabledAt, row);
  const isWaitOnly = log.kind[row] === TIMER || log.kind[row] === MESSAGE;
  const startedAt = isWaitOnly ? endAt : log.startedAt[row]!;
  if (!(startedAt <= endAt)) return [{ fromAt: beginAt, toAt: endAt, row, kind: UNSEPARATED, part: NO_PART }];
  const stretches: Stretch[] = [];
  if (startedAt >= beginAt && log.ending[row] === COMPLETED)
    explained.explain(row, (part, fromAt, toAt) => stretches.push({ fromAt, toAt, row, kind: WAITING, part }));
  let at = Math.max(beginAt, startedAt);
  for (const { fromAt, toAt, part } of pausesOf(log, row, at, endAt)) {
    if (fromAt > at) stretches.push({ fromAt: at, toAt: fromAt, row, kind: PROCESSING, part: NO_PART });
    stretches.push({ fromAt, toAt, row, kind: SUSPENSION, part });
    at = toAt;
  }
  if (endAt > at) stretches.push({ fromAt: at, toAt: endAt, row, kind: PROCESSING, part: NO_PART });
  return stretches;
}

/** Suspensions after the start; where only their length is known, it is taken to come first. */
function pausesOf(log: EventLog, row: number, fromAt: number, toAt: number) {
  if (hasPlaces(log, row))
    return suspensionsWithin(log, row, fromAt, toAt).map((pause) => ({ ...pause, part: partOfReason(pause.reason) }));
  const ms = Math.min(pausedMs(log, row), toAt - fromAt);
  return ms > 0 ? [{ fromAt, toAt: fromAt + ms, part: partOfReason(NO_PART) }] : [];
}

function clipped(stretch: Stretch, fromAt: number, toAt: number): readonly Stretch[] {
  const from = Math.max(fromAt, stretch.fromAt);
  const to = Math.min(toAt, stretch.toAt);
  return to > from ? [{ ...stretch, fromAt: from, toAt: to }] : [];
}

function latestFirst(a: Stretch, b: Stretch): number {
  return b.fromAt - a.fromAt;
}

/** Time on the paths of all cases given to one activity and reason. */
export interface PathShare {
  /** null for gaps. */
  readonly activity: string | null;
  readonly kind: PathKind;
  readonly part: WaitPart | null;
  /** Cases whose path has it. */
  readonly n: number;
  readonly totalMs: number;
  /** Of the cycle time of all cases together; null without any. They add up to 1. */
  readonly share: number | null;
}

/** Summed over cases, the greatest first. */
export function criticalPathShares(log: EventLog, paths: CriticalPaths): readonly PathShare[] {
  const groups = new Map<number, { activity: number; kind: number; part: number; n: number; last: number; totalMs: number }>();
  for (let index = 0; index + 1 < paths.first.length; index++)
    for (let place = paths.first[index]!; place < paths.first[index + 1]!; place++) {
      const activity = paths.rowOf[place]! < 0 ? -1 : log.activityOf[paths.rowOf[place]!]!;
      const kind = paths.kindOf[place]!;
      const part = paths.partOf[place]!;
      const key = ((activity + 1) * PATH_KINDS.length + kind) * 256 + part;
      let group = groups.get(key);
      if (!group) groups.set(key, (group = { activity, kind, part, n: 0, last: -1, totalMs: 0 }));
      group.totalMs += paths.toAt[place]! - paths.fromAt[place]!;
      if (group.last !== index) group.n++;
      group.last = index;
    }
  return Array.from(groups.values(), ({ activity, kind, part, n, totalMs }) => ({
    activity: log.activities[activity] ?? null,
    kind: PATH_KINDS[kind] ?? 'gap',
    part: WAIT_PARTS[part] ?? null,
    n,
    totalMs,
    share: paths.totalMs > 0 ? totalMs / paths.totalMs : null,
  })).sort((a, b) => b.totalMs - a.totalMs);
}
