/** Batches: one resource does the same activity for several cases in one go. */
import { ascending, fromFirst, grouped } from './ascending.ts';
import type { Enablement } from './enablement.ts';
import { COMPLETED } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { busyUntil } from './resource-work.ts';
import type { ResourceWork } from './resource-work.ts';

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

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * `burst` for a log whose enabling instants are known, else that of the reference method. Without working hours a night is no sign of a
 * batch, so the work must have lain for most of a day.
 */
export function defaultBatchRule(log: EventLog, knowsHours: boolean): BatchRule {
  let known = 0;
  for (let row = 0; row < log.rows; row++) if (!Number.isNaN(log.enabledAt[row]!)) known++;
  if (known * 2 < log.rows) return { kind: 'reference' };
  return { kind: 'burst', gapMs: 30 * MINUTE_MS, idleMs: knowsHours ? 2 * HOUR_MS : 20 * HOUR_MS };
}

export interface Batches {
  /** Number of the batch of each row, -1 for none. */
  readonly batchOf: Int32Array;
  /** By batch: until when a member waits for the batch rather than in it. */
  readonly readyAt: readonly number[];
}

/** Working time of a resource between two instants, in ms. */
export type WorkingMs = (fromAt: number, toAt: number, resource: string | undefined, unit: string | undefined) => number;

interface Run {
  readonly rows: number[];
  readonly startAt: number;
  endAt: number;
}

export function batches(
  log: EventLog,
  { enabledAt }: Enablement,
  work: ResourceWork,
  rule: BatchRule,
  workingMs: WorkingMs,
): Batches {
  const batchOf = new Int32Array(log.rows).fill(-1);
  const readyAt: number[] = [];
  const gapMs = rule.kind === 'burst' ? rule.gapMs : 0;
  const close = (resource: number, run: Run, before: Run | undefined): void => {
    if (run.rows.length < 2) return;
    if (rule.kind === 'burst' && !isBurst(log, enabledAt, work, resource, run, before, rule.idleMs, workingMs)) return;
    let lastEnabledAt = -Infinity;
    for (const row of run.rows) {
      batchOf[row] = readyAt.length;
      lastEnabledAt = Math.max(lastEnabledAt, enabledAt[row]!);
    }
    readyAt.push(rule.kind === 'burst' ? run.startAt : lastEnabledAt);
  };
  for (const rows of startedRows(log)) {
    const resource = log.resourceOf[rows[0] ?? 0]!;
    const runs = new Map<number, { now: Run; before: Run | undefined }>();
    for (const row of rows) {
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

/** Completed rows of each resource whose start is known, by (start, completion). */
function startedRows(log: EventLog): readonly Int32Array[] {
  const rows: number[] = [];
  for (let row = 0; row < log.rows; row++)
    if (log.resourceOf[row]! >= 0 && log.ending[row] === COMPLETED && !Number.isNaN(log.startedAt[row]!)) rows.push(row);
  const until = fromFirst(rows.map((row) => busyUntil(log, row)));
  const places = ascending(fromFirst(rows.map((row) => log.startedAt[row]!)), ascending(until));
  const inTime = places.map((place) => rows[place]!);
  const { sorted, first } = grouped(inTime, log.resourceOf, log.resources.length);
  return Array.from(log.resources, (_, resource) => sorted.subarray(first[resource], first[resource + 1])).filter(
    (group) => group.length > 0,
  );
}

function isBurst(
  log: EventLog,
  enabledAt: Float64Array,
  work: ResourceWork,
  resource: number,
  run: Run,
  before: Run | undefined,
  idleMs: number,
  workingMs: WorkingMs,
): boolean {
  if (run.rows.every((row) => log.caseOf[row] === log.caseOf[run.rows[0]!])) return false;
  const firstEnabledAt = run.rows.reduce((first, row) => Math.min(first, enabledAt[row]!), Infinity);
  const lyingSince = Math.max(before?.endAt ?? -Infinity, firstEnabledAt);
  const name = log.resources[resource];
  let idle = workingMs(lyingSince, run.startAt, name, undefined);
  if (idle < idleMs) return false;
  work.eachOverlapping(resource, lyingSince, run.startAt, (place) => {
    if (log.startedAt[work.row[place]!]! >= run.startAt) return;
    const from = Math.max(work.from[place]!, lyingSince);
    const to = Math.min(work.to[place]!, run.startAt);
    if (to > from) idle -= workingMs(from, to, name, undefined);
  });
  return idle >= idleMs;
}
