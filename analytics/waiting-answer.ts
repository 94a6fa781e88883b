/** What `eiga analyse` answers about waiting: the whole, its causes, the transitions, the paths that made cases take so long. */
import { arrivalQueue } from './arrival-queue.ts';
import type { ArrivalQueue } from './arrival-queue.ts';
import { defaultBatchRule } from './batches.ts';
import { causesByTransition, causesOfRows, sumCauses } from './cause-sums.ts';
import type { CauseGroup, CauseSums, TransitionCauses } from './cause-sums.ts';
import { criticalPaths, criticalPathShares } from './critical-path.ts';
import type { PathShare } from './critical-path.ts';
import { houseTable } from './duty.ts';
import { enablement } from './enablement.ts';
import type { Enablement } from './enablement.ts';
import { explainer, inWorkingTime, knowsHours } from './explain-wait.ts';
import type { CauseOptions, Explainer } from './explain-wait.ts';
import { COMPLETED } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import type { DutySource } from './duty.ts';
import type { WaitPart } from './wait-parts.ts';
import { causesOf } from './waiting-causes.ts';
import type { CauseTotals, CAUSES } from './waiting-causes.ts';

export interface WaitingAnswer {
  /** Rows with a known wait, and completed rows of which it is not known. */
  readonly n: number;
  readonly nUnknown: number;
  readonly totalMs: number;
  readonly processingMs: number;
  /** processing / (processing + waiting): cycle time efficiency (Kronos). null when both are 0. */
  readonly cte: number | null;
  /** The efficiency that there would be without a cause. */
  readonly cteWithout: Readonly<Record<(typeof CAUSES)[number], number | null>>;
  readonly causes: CauseTotals;
  /** The same by part: they add up to their cause. */
  readonly parts: Readonly<Record<`${WaitPart}Ms`, number>>;
  /** The whole and its causes in working time of the units' calendars, with the length of the house's working day; null without calendars. */
  readonly working: (CauseSums & { readonly workingDayMs: number }) | null;
  readonly pausedMs: number;
  readonly someoneElseFreeMs: number | null;
  /** Where the working hours came from; with `none` nothing counts as unavailability. */
  readonly calendar: DutySource;
  /** Instances whose enabling is an estimate. */
  readonly nEstimated: number;
  /** Rows without a predecessor are in no transition; `withoutTransition` holds them, so that all add up. */
  readonly byTransition: readonly (Omit<TransitionCauses, 'cases'> & { readonly cases: number })[];
  readonly withoutTransition: CauseSums;
  readonly byActivity: readonly CauseGroup[];
  readonly queue: ArrivalQueue;
  /** Of completed cases; the shares add up to their cycle time. */
  readonly criticalPath: { readonly n: number; readonly totalMs: number; readonly shares: readonly PathShare[] };
}

export interface WaitingOptions extends CauseOptions {
  /** Case attribute that tells when a case arrived, for logs without a receipt. */
  readonly arrival?: string | undefined;
}

export function waitingAnswer(log: EventLog, options: WaitingOptions = {}): WaitingAnswer {
  const asked = { ...options, batchRule: options.batchRule ?? defaultBatchRule(log, knowsHours(options)) };
  const enabled = enablement(log);
  const explained = explainer(log, enabled, asked);
  const causes = causesOf(log, enabled, explained, asked);
  const all: number[] = [];
  const alone: number[] = [];
  let nEstimated = 0;
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] !== COMPLETED) continue;
    all.push(row);
    nEstimated += enabled.estimated[row]!;
    if (enabled.predecessor[row]! < 0) alone.push(row);
  }
  const whole = causesOfRows(causes, all);
  const paths = criticalPaths(log, asked, { enabled, explained });
  const efficiency = (waitingMs: number): number | null =>
    whole.processingMs + waitingMs > 0 ? whole.processingMs / (whole.processingMs + waitingMs) : null;
  return {
    n: whole.n,
    nUnknown: all.length - whole.n,
    totalMs: whole.totalMs,
    processingMs: whole.processingMs,
    cte: efficiency(whole.totalMs),
    cteWithout: {
      batching: efficiency(whole.totalMs - whole.batchingMs),
      contention: efficiency(whole.totalMs - whole.contentionMs),
      prioritisation: efficiency(whole.totalMs - whole.prioritisationMs),
      unavailability: efficiency(whole.totalMs - whole.unavailabilityMs),
      extraneous: efficiency(whole.totalMs - whole.extraneousMs),
    },
    causes: {
      batchingMs: whole.batchingMs,
      contentionMs: whole.contentionMs,
      prioritisationMs: whole.prioritisationMs,
      unavailabilityMs: whole.unavailabilityMs,
      extraneousMs: whole.extraneousMs,
    },
    parts: {
      batchingMs: whole.batchingMs,
      contentionMs: whole.contentionMs,
      prioritisationMs: whole.prioritisationMs,
      offHoursMs: whole.offHoursMs,
      holidayMs: whole.holidayMs,
      absenceMs: whole.absenceMs,
      applicantMs: whole.applicantMs,
      documentMs: whole.documentMs,
      authorityMs: whole.authorityMs,
      legalMs: whole.legalMs,
      otherMs: whole.otherMs,
      timerMs: whole.timerMs,
      messageMs: whole.messageMs,
      unassignedMs: whole.unassignedMs,
      unexplainedMs: whole.unexplainedMs,
    },
    working: workingAnswer(log, asked, enabled, explained, all),
    pausedMs: whole.pausedMs,
    someoneElseFreeMs: whole.someoneElseFreeMs,
    calendar: causes.calendar,
    nEstimated,
    byTransition: causesByTransition(log, causes).map((group) => ({ ...group, cases: group.cases.length })),
    withoutTransition: causesOfRows(causes, alone),
    byActivity: sumCauses(log, causes, 'activity'),
    queue: arrivalQueue(log, options.arrival, enabled),
    criticalPath: { n: paths.n, totalMs: paths.totalMs, shares: criticalPathShares(log, paths) },
  };
}

function workingAnswer(
  log: EventLog,
  asked: CauseOptions,
  enabled: Enablement,
  explained: Explainer,
  rows: readonly number[],
): WaitingAnswer['working'] {
  const workingDayMs = houseTable(explained.tables, -1)?.workingDayMs;
  if (workingDayMs === undefined) return null;
  const options = { ...asked, clock: 'working' } as const;
  return { ...causesOfRows(causesOf(log, enabled, inWorkingTime(log, explained), options), rows), workingDayMs };
}
