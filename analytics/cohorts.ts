/** Cohorts: the cases that started in a period (or of a version), and how long each took or has been open. */
import { CASE_COMPLETED, CASE_OPEN } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { OBSERVED_COMPLETED, OBSERVED_OPEN, OBSERVED_WITHDRAWN, observations } from './survival.ts';
import type { Observations } from './survival.ts';

/**
 * Which cases are compared. By their start, since a cohort by its end holds too many of the long ones of the past and too few of the
 * long ones of today. All parts that are given must hold.
 */
export interface CohortChoice {
  readonly log: EventLog;
  /** The start lies in [startedFromAt, startedBeforeAt): end exclusive. */
  readonly startedFromAt?: number | undefined;
  readonly startedBeforeAt?: number | undefined;
  readonly version?: string | undefined;
  /** The world as it was known then: cases that had not started are not there, cases that had not ended are open. */
  readonly asOfAt?: number | undefined;
  /** Only the cases (by number in the log) for which it is true. */
  readonly only?: ((index: number) => boolean) | undefined;
}

export interface Cohort {
  /** Cases, among them open and withdrawn ones. */
  readonly n: number;
  readonly open: number;
  readonly withdrawn: number;
  /** Clustered by the week of the start: cases of one week meet the same queue, the same absences, the same rush. */
  readonly seen: Observations;
  /** Durations of the completed cases, ascending. */
  readonly completedMs: Float64Array;
  /** For how long each case was or could have been watched, ascending: from its start to the end of observation. */
  readonly watchedMs: Float64Array;
  readonly firstStartAt: number;
  readonly lastStartAt: number;
  readonly observedUntilAt: number;
  /** False when the source does not tell open cases from completed ones, as an imported log without an as-of date. */
  readonly knowsOpenCases: boolean;
}

/** A cohort of cases of a log. */
export interface CaseCohort extends Cohort {
  readonly log: EventLog;
  /** The case behind each observation of `seen`. */
  readonly caseOf: Int32Array;
}

const WEEK_MS = 7 * 86_400_000;

export function cohort(choice: CohortChoice): CaseCohort {
  const { log, asOfAt } = choice;
  const { cases } = log;
  const observedUntilAt = Math.min(asOfAt ?? Infinity, Number.isNaN(log.observedUntilAt) ? Infinity : log.observedUntilAt);
  const version = choice.version === undefined ? undefined : cases.versions.indexOf(choice.version);
  const members: number[] = [];
  const durations: number[] = [];
  const ended: number[] = [];
  const watched: number[] = [];
  const weeks: number[] = [];
  let firstStartAt = Infinity;
  let lastStartAt = -Infinity;
  for (let index = 0; index < cases.count; index++) {
    const startedAt = cases.startedAt[index]!;
    if (!(startedAt >= (choice.startedFromAt ?? -Infinity) && startedAt < (choice.startedBeforeAt ?? Infinity))) continue;
    if (startedAt > observedUntilAt || (version !== undefined && cases.versionOf[index] !== version)) continue;
    const completedAt = cases.completedAt[index]!;
    const isOpen =
      cases.status[index] === CASE_OPEN || Number.isNaN(completedAt) || (asOfAt !== undefined && completedAt > asOfAt);
    const durationMs = (isOpen ? observedUntilAt : completedAt) - startedAt;
    if (!(durationMs >= 0) || choice.only?.(index) === false) continue;
    members.push(index);
    durations.push(durationMs);
    ended.push(isOpen ? OBSERVED_OPEN : cases.status[index] === CASE_COMPLETED ? OBSERVED_COMPLETED : OBSERVED_WITHDRAWN);
    watched.push(observedUntilAt - startedAt);
    weeks.push(Math.floor(startedAt / WEEK_MS));
    firstStartAt = Math.min(firstStartAt, startedAt);
    lastStartAt = Math.max(lastStartAt, startedAt);
  }
  const seen = observations(Float64Array.from(durations), Uint8Array.from(ended), weeks);
  return {
    log,
    n: durations.length,
    open: seen.open,
    withdrawn: seen.withdrawn,
    seen,
    caseOf: seen.source.map((index) => members[index]!),
    completedMs: seen.durationMs.filter((_, index) => seen.ended[index] === OBSERVED_COMPLETED),
    watchedMs: Float64Array.from(watched).sort(),
    firstStartAt,
    lastStartAt,
    observedUntilAt,
    knowsOpenCases: asOfAt !== undefined || cases.status.includes(CASE_OPEN) || log.cases.versions.length > 0,
  };
}
