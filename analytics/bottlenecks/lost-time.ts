/** The time that instances of one activity lost: how much, to what, in which cases. */
import { COMPLETED, MESSAGE, TIMER } from '../log/event-log.ts';
import type { EventLog } from '../log/event-log.ts';
import { eachPause } from '../resource-work.ts';
import { PART_CODE, partOfReason, WAIT_PARTS } from '../wait-parts.ts';
import { CAUSES } from '../waiting-causes.ts';
import type { CauseTotals, WaitingCauses } from '../waiting-causes.ts';
import type { BottleneckCause, Party } from './losses.ts';

/** Milliseconds by party. */
export type PartyTotals = Readonly<Record<`${Party}Ms`, number>>;

/** By row: waiting and suspended after the start, or the sojourn where the start is not known; NaN where nothing is known. */
export function lostTimes(log: EventLog, causes: WaitingCauses): Float64Array {
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

/** Whether work and waiting of the row cannot be told apart. */
export function isUnseparated(log: EventLog, row: number): boolean {
  return Number.isNaN(log.startedAt[row]!) && log.kind[row] !== TIMER && log.kind[row] !== MESSAGE;
}

/** The extraneous part of the wait, and suspensions after the start, by whom one waited for. */
export function byParty(log: EventLog, causes: WaitingCauses, rows: readonly number[]): PartyTotals {
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
export function mainCause(totals: CauseTotals, extraneous: PartyTotals): BottleneckCause {
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

export interface CasesBehind {
  readonly count: number;
  readonly top: readonly { readonly caseKey: string; readonly totalMs: number }[];
}

/** How many cases lost time in these rows, and those that lost the most. */
export function casesBehind(log: EventLog, lostMs: Float64Array, rows: readonly number[], limit: number): CasesBehind {
  const byCase = new Map<number, number>();
  for (const row of rows) if (lostMs[row]! > 0) byCase.set(log.caseOf[row]!, (byCase.get(log.caseOf[row]!) ?? 0) + lostMs[row]!);
  const top = Array.from(byCase)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, limit);
  return { count: byCase.size, top: top.map(([index, totalMs]) => ({ caseKey: log.cases.keys[index] ?? '', totalMs })) };
}
