/**
 * Whether instances of an activity lose more time of late: those enabled in the last quarter of the time in which the log has it, against those
 * before. By the instant of enabling, and open instances count for as long as they have waited (Kaplan-Meier): else the last period would
 * hold the short waits alone. Judged as a before/after comparison is (compare.ts), with its guards.
 */
import { cohort } from '../cohorts.ts';
import type { Cohort } from '../cohorts.ts';
import { compareCohorts } from '../compare.ts';
import { CANCELLED, COMPLETED, MESSAGE, OPEN, TIMER } from '../log/event-log.ts';
import type { EventLog } from '../log/event-log.ts';
import { pausedMs } from '../resource-work.ts';
import { OBSERVED_COMPLETED, OBSERVED_OPEN, OBSERVED_WITHDRAWN, observations } from '../survival.ts';
import type { SpeedVerdict } from '../verdict.ts';

export const TRENDS = ['rising', 'falling', 'no proven change', 'not enough data'] as const;
export type TrendDirection = (typeof TRENDS)[number];

export interface Trend {
  readonly direction: TrendDirection;
  /** Median time lost by an instance in the last period minus that before, ms, with its interval; null where not known. */
  readonly estimateMs: number | null;
  readonly lowMs: number | null;
  readonly highMs: number | null;
  readonly level: number;
  /** When the last period begins, ms since 1970; null without instances. */
  readonly lastFromAt: number | null;
  /** Instances, open ones too. */
  readonly nBefore: number;
  readonly nLast: number;
}

const LAST_SHARE = 0.25;
const WEEK_MS = 7 * 86_400_000;
/** More instances than this are resampled less often, which blurs the bounds by a few parts of a hundred of the interval's width. */
const MANY = 5000;
const FEW_RESAMPLES = 300;

const DIRECTION: Readonly<Record<SpeedVerdict, TrendDirection>> = {
  slower: 'rising',
  faster: 'falling',
  'no proven change': 'no proven change',
  'not enough data': 'not enough data',
};

/**
 * @param rows all rows of the activity
 * @param lostMs by row, NaN where it is not known or the row is not completed
 */
export function trendOf(
  log: EventLog,
  enabledAt: Float64Array,
  lostMs: Float64Array,
  rows: readonly number[],
  { seed, resamples }: { readonly seed: number; readonly resamples: number },
): Trend {
  const { knowsOpenCases, observedUntilAt } = cohort({ log, startedFromAt: Infinity });
  const seen = rows.flatMap((row) => {
    const [ms, ended] = lossSoFar(log, enabledAt, lostMs, row, observedUntilAt);
    return ms >= 0 ? [{ beganAt: enabledAt[row]!, ms, ended }] : [];
  });
  const firstAt = seen.reduce((first, { beganAt }) => Math.min(first, beganAt), Infinity);
  const lastFromAt = observedUntilAt - LAST_SHARE * (observedUntilAt - firstAt);
  const period = (isLast: boolean): Cohort => {
    const inside = seen.filter(({ beganAt }) => beganAt >= lastFromAt === isLast);
    return cohortOf(inside, knowsOpenCases, observedUntilAt);
  };
  const [before, last] = [period(false), period(true)];
  const found = compareCohorts(before, last, {
    seed,
    resamples: seen.length > MANY ? Math.min(resamples, FEW_RESAMPLES) : resamples,
  });
  return {
    direction: DIRECTION[found.verdict],
    ...found.difference,
    lastFromAt: seen.length === 0 ? null : lastFromAt,
    nBefore: before.n,
    nLast: last.n,
  };
}

/** What the instance lost, and whether that is all: an open one that waits or is suspended goes on losing. NaN where it is not known. */
function lossSoFar(
  log: EventLog,
  enabledAt: Float64Array,
  lostMs: Float64Array,
  row: number,
  untilAt: number,
): readonly [number, number] {
  if (log.ending[row] === COMPLETED) return [lostMs[row]!, OBSERVED_COMPLETED];
  const stoppedAt = log.ending[row] === OPEN ? untilAt : log.completedAt[row]!;
  const isWaitOnly = log.kind[row] === TIMER || log.kind[row] === MESSAGE;
  const startedAt = isWaitOnly ? NaN : log.startedAt[row]!;
  const ms = Number.isNaN(startedAt) ? stoppedAt - enabledAt[row]! : startedAt - enabledAt[row]! + pausedMs(log, row);
  if (log.ending[row] === CANCELLED) return [ms, OBSERVED_WITHDRAWN];
  return [ms, Number.isNaN(startedAt) || isSuspended(log, row) ? OBSERVED_OPEN : OBSERVED_COMPLETED];
}

function isSuspended({ suspensions }: EventLog, row: number): boolean {
  if (!suspensions) return false;
  return suspensions.toAt.subarray(suspensions.first[row], suspensions.first[row + 1]).some(Number.isNaN);
}

function cohortOf(
  seen: readonly { readonly beganAt: number; readonly ms: number; readonly ended: number }[],
  knowsOpenCases: boolean,
  observedUntilAt: number,
): Cohort {
  const observed = observations(
    Float64Array.from(seen, ({ ms }) => ms),
    Uint8Array.from(seen, ({ ended }) => ended),
    seen.map(({ beganAt }) => Math.floor(beganAt / WEEK_MS)),
  );
  const begins = Float64Array.from(seen, ({ beganAt }) => beganAt).sort();
  return {
    n: seen.length,
    open: observed.open,
    withdrawn: observed.withdrawn,
    seen: observed,
    completedMs: observed.durationMs.filter((_, index) => observed.ended[index] === OBSERVED_COMPLETED),
    watchedMs: begins.map((at) => observedUntilAt - at).sort(),
    firstStartAt: begins[0] ?? Infinity,
    lastStartAt: begins.at(-1) ?? -Infinity,
    observedUntilAt,
    knowsOpenCases,
  };
}
