/** Batches: one resource does the same activity for several cases in one go. */
import type { Enablement } from './enablement.ts';
import { COMPLETED } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';

/**
 * How batches are recognised.
 * - `reference` (Kronos, step 4): rows of one resource and activity follow each other without a gap, and each was enabled when the
 *   batch began. Their wait for the batch ends when the last of them is enabled.
 * - `burst`: as well, with gaps up to `gapMs`; and before it the resource let the activity lie for at least `idleMs` of its working
 *   time in which it did nothing else, while a member was already enabled for as long. So a signing day is a batch and a clerk who
 *   works off a queue is not. The wait for the batch ends when the batch begins.
 */
export type BatchRule =
  { readonly kind: 'reference' } | { readonly kind: 'burst'; readonly gapMs: number; readonly idleMs: number };

export interface Batches {
  /** Number of the batch of each row, -1 for none. */
  readonly batchOf: Int32Array;
  /** By batch: until when a member waits for the batch rather than in it. */
  readonly readyAt: readonly number[];
}

/** Working time of a resource between two instants, in ms. */
export type WorkingMs = (fromAt: number, toAt: number, resource: string | undefined, unit: string | undefined) => number;

/** Rows of each resource with a known start, by start: `rows` of resource r are rows[first[r]] … rows[first[r + 1] − 1]. */
export interface WorkOfResources {
  readonly rows: Int32Array;
  readonly first: Int32Array;
}

export function workOfResources(log: EventLog): WorkOfResources {
  const first = new Int32Array(log.resources.length + 1);
  const busy = (row: number): boolean => log.resourceOf[row]! >= 0 && !Number.isNaN(log.startedAt[row]!);
  for (let row = 0; row < log.rows; row++) if (busy(row)) first[log.resourceOf[row]! + 1]!++;
  for (let resource = 0; resource < log.resources.length; resource++) first[resource + 1]! += first[resource]!;
  const rows = new Int32Array(first[log.resources.length]!);
  const next = first.slice(0, log.resources.length);
  for (let row = 0; row < log.rows; row++) if (busy(row)) rows[next[log.resourceOf[row]!]!++] = row;
  for (let resource = 0; resource < log.resources.length; resource++) {
    rows
      .subarray(first[resource], first[resource + 1])
      .sort((a, b) => log.startedAt[a]! - log.startedAt[b]! || busyUntil(log, a) - busyUntil(log, b) || a - b);
  }
  return { rows, first };
}

/** When a row stops to hold its resource; an open one holds it to the end of observation. */
export function busyUntil(log: EventLog, row: number): number {
  return Number.isNaN(log.completedAt[row]!) ? Math.max(log.observedUntilAt, log.startedAt[row]!) : log.completedAt[row]!;
}

/** A suspended task does not hold its resource: of its span only as much as was worked counts, at its end. */
export function busyFrom(log: EventLog, row: number): number {
  return Math.min(log.startedAt[row]! + log.suspendedMs[row]!, busyUntil(log, row));
}

interface Run {
  readonly rows: number[];
  readonly startAt: number;
  endAt: number;
}

export function batches(
  log: EventLog,
  { enabledAt }: Enablement,
  work: WorkOfResources,
  rule: BatchRule,
  workingMs: WorkingMs,
): Batches {
  const batchOf = new Int32Array(log.rows).fill(-1);
  const readyAt: number[] = [];
  const gapMs = rule.kind === 'burst' ? rule.gapMs : 0;
  const close = (resource: number, run: Run, before: Run | undefined): void => {
    if (run.rows.length < 2) return;
    if (rule.kind === 'burst' && !isBurst(log, enabledAt, work, resource, run, before, rule.idleMs, workingMs)) return;
    for (const row of run.rows) batchOf[row] = readyAt.length;
    readyAt.push(rule.kind === 'burst' ? run.startAt : Math.max(...run.rows.map((row) => enabledAt[row]!)));
  };
  for (let resource = 0; resource < log.resources.length; resource++) {
    const runs = new Map<number, { now: Run; before: Run | undefined }>();
    for (let place = work.first[resource]!; place < work.first[resource + 1]!; place++) {
      const row = work.rows[place]!;
      if (log.ending[row] !== COMPLETED) continue;
      const activity = log.activityOf[row]!;
      const startAt = log.startedAt[row]!;
      const runOfActivity = runs.get(activity);
      if (runOfActivity && enabledAt[row]! <= runOfActivity.now.startAt && startAt - runOfActivity.now.endAt <= gapMs) {
        runOfActivity.now.rows.push(row);
        runOfActivity.now.endAt = Math.max(runOfActivity.now.endAt, log.completedAt[row]!);
        continue;
      }
      if (runOfActivity) close(resource, runOfActivity.now, runOfActivity.before);
      runs.set(activity, { now: { rows: [row], startAt, endAt: log.completedAt[row]! }, before: runOfActivity?.now });
    }
    for (const { now, before } of runs.values()) close(resource, now, before);
  }
  return { batchOf, readyAt };
}

function isBurst(
  log: EventLog,
  enabledAt: Float64Array,
  work: WorkOfResources,
  resource: number,
  run: Run,
  before: Run | undefined,
  idleMs: number,
  workingMs: WorkingMs,
): boolean {
  if (new Set(run.rows.map((row) => log.caseOf[row])).size < 2) return false;
  const lyingSince = Math.max(before?.endAt ?? -Infinity, Math.min(...run.rows.map((row) => enabledAt[row]!)));
  const name = log.resources[resource];
  let idle = workingMs(lyingSince, run.startAt, name, undefined);
  for (let place = work.first[resource]!; place < work.first[resource + 1]! && idle >= idleMs; place++) {
    const other = work.rows[place]!;
    if (log.startedAt[other]! >= run.startAt) break;
    const from = Math.max(busyFrom(log, other), lyingSince);
    const to = Math.min(busyUntil(log, other), run.startAt);
    if (to > from) idle -= workingMs(from, to, name, undefined);
  }
  return idle >= idleMs;
}
