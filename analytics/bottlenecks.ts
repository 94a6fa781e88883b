/**
 * Bottlenecks: activities ranked by the time that cases lose before or in them without being worked on (waiting, and suspended while
 * somebody else is asked), with the cause and the cases behind.
 */
import type { SuspensionReason } from '../engine/case/state.ts';
import { defaultBatchRule } from './batches.ts';
import { knowsHours } from './explain-wait.ts';
import { COMPLETED, MESSAGE, OPEN, TIMER } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { eachPause } from './resource-work.ts';
import { quantileOfSorted, total } from './statistics.ts';
import { totalCycleTimeMs } from './times.ts';
import { PART_CODE, partOfReason, WAIT_PARTS } from './wait-parts.ts';
import { CAUSES, waitingCauses } from './waiting-causes.ts';
import type { CauseOptions, CauseTotals, WaitingCauses } from './waiting-causes.ts';

/** Whom or what an extraneous wait was for; `unexplained` when the log does not say. */
export type Party = SuspensionReason | 'timer' | 'message' | 'unassigned' | 'unexplained';

export type BottleneckCause = 'batching' | 'contention' | 'prioritisation' | 'unavailability' | Party;

export interface Bottleneck {
  readonly activity: string;
  /** Instances whose lost time is known. */
  readonly n: number;
  /** waitingMs + suspendedMs + unseparatedMs. */
  readonly totalMs: number;
  /** Before the start; while suspended; sojourn of instances whose start is not known, so that work and waiting cannot be told apart. */
  readonly waitingMs: number;
  readonly suspendedMs: number;
  readonly unseparatedMs: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  /** Of the cycle time of all cases together, and of the lost time of all activities together. */
  readonly share: number | null;
  readonly waitingShare: number | null;
  /** null where waiting cannot be told from work. */
  readonly cause: BottleneckCause | null;
  /** They add up to waitingMs + suspendedMs. */
  readonly causes: CauseTotals;
  /** extraneousMs by party. */
  readonly extraneous: Readonly<Record<`${Party}Ms`, number>>;
  readonly cases: { readonly count: number; readonly top: readonly { readonly caseKey: string; readonly totalMs: number }[] };
  /** Instances that are open now. */
  readonly open: number;
  readonly estimated: boolean;
}

export interface BottleneckOptions extends CauseOptions {
  /** How many case keys to name per bottleneck; 10 by default. */
  readonly topCases?: number;
}

/**
 * By lost time, the greatest first; activities without any are left out. For a log whose enabling instants are known the batch rule is
 * `burst`, else that of the reference method, unless the options say otherwise.
 */
export function bottlenecks(log: EventLog, options: BottleneckOptions = {}): readonly Bottleneck[] {
  const causes = waitingCauses(log, {
    ...options,
    batchRule: options.batchRule ?? defaultBatchRule(log, knowsHours(options)),
  });
  const lostMs = lostTimes(log, causes);
  const rowsOf = Array.from(log.activities, (): number[] => []);
  const openOf = new Int32Array(log.activities.length);
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] === OPEN) openOf[log.activityOf[row]!]!++;
    if (!Number.isNaN(lostMs[row]!)) rowsOf[log.activityOf[row]!]?.push(row);
  }
  const cycleTimeMs = totalCycleTimeMs(log);
  const allLostMs = total(lostMs.map((value) => (Number.isNaN(value) ? 0 : value)));
  return rowsOf
    .map((rows, activity) =>
      bottleneck(log, causes, lostMs, rows, activity, {
        cycleTimeMs,
        allLostMs,
        open: openOf[activity]!,
        topCases: options.topCases ?? 10,
      }),
    )
    .filter(({ totalMs }) => totalMs > 0)
    .sort((a, b) => b.totalMs - a.totalMs || (a.activity < b.activity ? -1 : 1));
}

/** By row; NaN where it is not known. */
function lostTimes(log: EventLog, causes: WaitingCauses): Float64Array {
  const lost = new Float64Array(log.rows).fill(NaN);
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] !== COMPLETED) continue;
    if (!Number.isNaN(causes.waitingMs[row]!)) lost[row] = causes.waitingMs[row]! + causes.pausedMs[row]!;
    else if (isUnseparated(log, row)) {
      const sojournMs = log.completedAt[row]! - causes.enabled.enabledAt[row]!;
      if (sojournMs >= 0) lost[row] = Math.max(sojournMs, log.suspendedMs[row]!);
    }
  }
  return lost;
}

function isUnseparated(log: EventLog, row: number): boolean {
  return Number.isNaN(log.startedAt[row]!) && log.kind[row] !== TIMER && log.kind[row] !== MESSAGE;
}

interface Whole {
  readonly cycleTimeMs: number;
  readonly allLostMs: number;
  readonly open: number;
  readonly topCases: number;
}

function bottleneck(
  log: EventLog,
  causes: WaitingCauses,
  lostMs: Float64Array,
  rows: readonly number[],
  activity: number,
  whole: Whole,
): Bottleneck {
  const sum = (column: Float64Array): number =>
    rows.reduce((all, row) => all + (Number.isNaN(column[row]!) ? 0 : column[row]!), 0);
  const sorted = Float64Array.from(rows, (row) => lostMs[row]!).sort();
  const waitingMs = sum(causes.waitingMs);
  const suspendedMs = sum(causes.pausedMs);
  const totalMs = total(sorted);
  const extraneous = byParty(log, causes, rows);
  const totals = {
    batchingMs: sum(causes.byCause.batching),
    contentionMs: sum(causes.byCause.contention),
    prioritisationMs: sum(causes.byCause.prioritisation),
    unavailabilityMs: sum(causes.byCause.unavailability),
    extraneousMs: sum(causes.byCause.extraneous) + suspendedMs,
  };
  const unseparatedMs = Math.max(0, totalMs - waitingMs - suspendedMs);
  return {
    activity: log.activities[activity] ?? '',
    n: rows.length,
    totalMs,
    waitingMs,
    suspendedMs,
    unseparatedMs,
    medianMs: rows.length === 0 ? null : quantileOfSorted(sorted, 0.5),
    p90Ms: rows.length === 0 ? null : quantileOfSorted(sorted, 0.9),
    share: whole.cycleTimeMs > 0 ? totalMs / whole.cycleTimeMs : null,
    waitingShare: whole.allLostMs > 0 ? totalMs / whole.allLostMs : null,
    cause: unseparatedMs > totalMs / 2 ? null : mainCause(totals, extraneous),
    causes: totals,
    extraneous,
    cases: casesBehind(log, lostMs, rows, whole.topCases),
    open: whole.open,
    estimated: rows.some((row) => causes.enabled.estimated[row] === 1 || isUnseparated(log, row)),
  };
}

/** The extraneous part of the wait, and suspensions after the start, by whom one waited for. */
function byParty(log: EventLog, causes: WaitingCauses, rows: readonly number[]): Bottleneck['extraneous'] {
  const sums = WAIT_PARTS.map((part) => rows.reduce((all, row) => all + (causes.byPart[part]?.[row] ?? 0), 0));
  for (const row of rows) eachPause(log, row, (reason, ms) => (sums[partOfReason(reason)]! += ms));
  const ms = (part: Party): number => sums[PART_CODE[part]] ?? 0;
  return {
    applicantMs: ms('applicant'),
    documentMs: ms('document'),
    authorityMs: ms('authority'),
    legalMs: ms('legal'),
    otherMs: ms('other'),
    timerMs: ms('timer'),
    messageMs: ms('message'),
    unassignedMs: ms('unassigned'),
    unexplainedMs: ms('unexplained'),
  };
}

/**
 * The greatest cause. Closing hours lengthen every wait alike, so unavailability is named only when hardly anything else (less than a
 * tenth) is there: an absence, a holiday.
 */
function mainCause(totals: CauseTotals, extraneous: Bottleneck['extraneous']): BottleneckCause {
  const named: readonly (readonly [BottleneckCause, number])[] = [
    ['contention', totals.contentionMs],
    ['batching', totals.batchingMs],
    ['prioritisation', totals.prioritisationMs],
    ['applicant', extraneous.applicantMs],
    ['document', extraneous.documentMs],
    ['authority', extraneous.authorityMs],
    ['legal', extraneous.legalMs],
    ['other', extraneous.otherMs],
    ['timer', extraneous.timerMs],
    ['message', extraneous.messageMs],
    ['unassigned', extraneous.unassignedMs],
    ['unexplained', extraneous.unexplainedMs],
  ];
  const all = CAUSES.reduce((sum, cause) => sum + totals[`${cause}Ms`], 0);
  if (totals.unavailabilityMs > 0.9 * all) return 'unavailability';
  return named.reduce((greatest, candidate) => (candidate[1] > greatest[1] ? candidate : greatest))[0];
}

function casesBehind(log: EventLog, lostMs: Float64Array, rows: readonly number[], limit: number): Bottleneck['cases'] {
  const byCase = new Map<number, number>();
  for (const row of rows) if (lostMs[row]! > 0) byCase.set(log.caseOf[row]!, (byCase.get(log.caseOf[row]!) ?? 0) + lostMs[row]!);
  const top = Array.from(byCase)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, limit);
  return { count: byCase.size, top: top.map(([index, totalMs]) => ({ caseKey: log.cases.keys[index] ?? '', totalMs })) };
}
