/**
 * Why each activity instance waited between enabled and started: batching, contention, prioritisation, unavailability, extraneous, in
 * this precedence, adding up exactly. The reference method is that of Kronos (Lashkevich, Milani, Chapela-Campa, Suvorau, Dumas 2023),
 * with instants that the engine knows in the place of estimates, and what is extraneous split by whom one waited for.
 */
import { batches, busyFrom, busyUntil, workOfResources } from './batches.ts';
import type { BatchRule, WorkingMs, WorkOfResources } from './batches.ts';
import { enablement } from './enablement.ts';
import type { Enablement } from './enablement.ts';
import { lengthMs, union, without } from './intervals.ts';
import type { Stretches } from './intervals.ts';
import { COMPLETED, MESSAGE, TIMER } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';

export const CAUSES = ['batching', 'contention', 'prioritisation', 'unavailability', 'extraneous'] as const;
export type Cause = (typeof CAUSES)[number];

/** Milliseconds by cause; what the engine knows of the extraneous part is beside it. */
export type CauseTotals = Readonly<Record<`${Cause}Ms`, number>>;

export interface WaitingCauses {
  readonly enabled: Enablement;
  /** NaN where no wait is known (no start, or not completed). */
  readonly waitingMs: Float64Array;
  /** By cause and row; 0 where no wait is known. Their sum is `waitingMs`. */
  readonly byCause: Readonly<Record<Cause, Float64Array>>;
}

export interface CauseOptions {
  /** The working time of a resource; around the clock when it is not known, and then nothing is unavailability. */
  readonly workingMs?: WorkingMs | undefined;
  readonly batchRule?: BatchRule | undefined;
}

const AROUND_THE_CLOCK: WorkingMs = (fromAt, toAt) => toAt - fromAt;

export function waitingCauses(log: EventLog, options: CauseOptions = {}): WaitingCauses {
  const workingMs = options.workingMs ?? AROUND_THE_CLOCK;
  const rule = options.batchRule ?? { kind: 'reference' };
  const enabled = enablement(log);
  const work = workOfResources(log);
  const busy = { work, latestEnd: latestEnds(log, work), placeOf: placesOf(log, work) };
  const { batchOf, readyAt } = batches(log, enabled, work, rule, workingMs);
  const column = (): Float64Array => new Float64Array(log.rows);
  const byCause = {
    batching: column(),
    contention: column(),
    prioritisation: column(),
    unavailability: column(),
    extraneous: column(),
  };
  const waitingMs = column().fill(NaN);
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] !== COMPLETED) continue;
    const enabledAt = enabled.enabledAt[row]!;
    if (log.kind[row] === TIMER || log.kind[row] === MESSAGE) {
      if (!(log.completedAt[row]! >= enabledAt)) continue;
      waitingMs[row] = byCause.extraneous[row] = log.completedAt[row]! - enabledAt;
      continue;
    }
    const startedAt = log.startedAt[row]!;
    if (!(startedAt >= enabledAt)) continue;
    waitingMs[row] = startedAt - enabledAt;
    if (startedAt === enabledAt) continue;
    const batch = batchOf[row]!;
    const batchReadyAt = batch < 0 ? enabledAt : Math.min(readyAt[batch]!, startedAt);
    let left: Stretches = [enabledAt, startedAt];
    const take = (cause: Cause, stretches: Stretches): void => {
      const rest = without(left, stretches);
      byCause[cause][row] = lengthMs(left) - lengthMs(rest);
      left = rest;
    };
    take('batching', [enabledAt, batchReadyAt]);
    const others = occupations(log, enabled, busy, batchOf, row, batchReadyAt);
    take('contention', union(others.contention));
    take('prioritisation', union(others.prioritisation));
    const offDutyMs = offDuty(log, left, row, workingMs);
    byCause.unavailability[row] = offDutyMs;
    byCause.extraneous[row] = lengthMs(left) - offDutyMs;
  }
  return { enabled, waitingMs, byCause };
}

interface Busy {
  readonly work: WorkOfResources;
  /** By place: the latest end of work of the resource up to it, so that a search can stop. */
  readonly latestEnd: Float64Array;
  /** Place of each row in `work`, -1 for none. */
  readonly placeOf: Int32Array;
}

/** When the row's resource did other work while it waited: taken in turn (contention), or although it came later (prioritisation). */
function occupations(
  log: EventLog,
  { enabledAt }: Enablement,
  busy: Busy,
  batchOf: Int32Array,
  row: number,
  batchReadyAt: number,
) {
  const contention: (readonly [number, number])[] = [];
  const prioritisation: (readonly [number, number])[] = [];
  const startedAt = log.startedAt[row]!;
  const place = busy.placeOf[row]!;
  if (place < 0) return { contention, prioritisation };
  const begin = busy.work.first[log.resourceOf[row]!]!;
  for (let earlier = place - 1; earlier >= begin && busy.latestEnd[earlier]! > enabledAt[row]!; earlier--) {
    const other = busy.work.rows[earlier]!;
    const until = busyUntil(log, other);
    if (log.startedAt[other]! >= startedAt || until <= enabledAt[row]!) continue;
    const sameBatch = batchOf[row]! >= 0 && batchOf[other] === batchOf[row];
    const threshold = sameBatch ? enabledAt[row]! : batchReadyAt;
    const stretch = [Math.max(threshold, busyFrom(log, other)), Math.min(startedAt, until)] as const;
    const otherEnabledAt = Number.isNaN(enabledAt[other]!) ? log.startedAt[other]! : enabledAt[other]!;
    (otherEnabledAt <= threshold ? contention : prioritisation).push(stretch);
  }
  return { contention, prioritisation };
}

function offDuty(log: EventLog, left: Stretches, row: number, workingMs: WorkingMs): number {
  const resource = log.resources[log.resourceOf[row]!];
  const unit = log.units[log.unitOf[row]!];
  let offDutyMs = 0;
  for (let index = 0; index < left.length; index += 2) {
    const span = left[index + 1]! - left[index]!;
    offDutyMs += Math.max(0, span - workingMs(left[index]!, left[index + 1]!, resource, unit));
  }
  return offDutyMs;
}

function latestEnds(log: EventLog, { rows, first }: WorkOfResources): Float64Array {
  const ends = new Float64Array(rows.length);
  for (let resource = 0; resource + 1 < first.length; resource++) {
    let latest = -Infinity;
    for (let place = first[resource]!; place < first[resource + 1]!; place++)
      ends[place] = latest = Math.max(latest, busyUntil(log, rows[place]!));
  }
  return ends;
}

function placesOf(log: EventLog, { rows }: WorkOfResources): Int32Array {
  const places = new Int32Array(log.rows).fill(-1);
  for (let place = 0; place < rows.length; place++) places[rows[place]!] = place;
  return places;
}

/** Waiting of one kind of transition between resources, with its causes. */
export interface TransitionCauses extends CauseTotals {
  readonly from: string;
  readonly fromResource: string | null;
  readonly to: string;
  readonly toResource: string | null;
  readonly count: number;
  readonly cases: readonly string[];
  readonly totalMs: number;
}

/** By pair of activities and resources, the greatest waiting first. Rows without a predecessor or a known wait are not in it. */
export function causesByTransition(log: EventLog, causes: WaitingCauses): readonly TransitionCauses[] {
  const groups = new Map<string, { rows: number[]; before: number }>();
  for (let row = 0; row < log.rows; row++) {
    const before = causes.enabled.predecessor[row]!;
    if (before < 0 || Number.isNaN(causes.waitingMs[row]!)) continue;
    const key = [log.activityOf[before], log.resourceOf[before], log.activityOf[row], log.resourceOf[row]].join();
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { rows: [row], before });
  }
  const sum = (rows: readonly number[], column: Float64Array): number => rows.reduce((all, row) => all + column[row]!, 0);
  return Array.from(groups.values(), ({ rows, before }) => {
    const row = rows[0] ?? 0;
    return {
      from: log.activities[log.activityOf[before]!] ?? '',
      fromResource: log.resources[log.resourceOf[before]!] ?? null,
      to: log.activities[log.activityOf[row]!] ?? '',
      toResource: log.resources[log.resourceOf[row]!] ?? null,
      count: rows.length,
      cases: [...new Set(rows.map((each) => log.cases.keys[log.caseOf[each]!] ?? ''))],
      totalMs: sum(rows, causes.waitingMs),
      batchingMs: sum(rows, causes.byCause.batching),
      contentionMs: sum(rows, causes.byCause.contention),
      prioritisationMs: sum(rows, causes.byCause.prioritisation),
      unavailabilityMs: sum(rows, causes.byCause.unavailability),
      extraneousMs: sum(rows, causes.byCause.extraneous),
    };
  }).sort((a, b) => b.totalMs - a.totalMs || b.count - a.count);
}
