/**
 * Before and after: did cases become faster? Cohorts by start, open cases by Kaplan-Meier, the difference of medians with a seeded BCa
 * bootstrap interval, and one of four verdicts with its reasons. What else there is to say of a change is in `comparison/`.
 */
import { cohort } from './cohorts.ts';
import type { Cohort, CohortChoice } from './cohorts.ts';
import { differenceOf } from './comparison/bca.ts';
import { replicates } from './comparison/resampling.ts';
import type { Bounds } from './comparison/bca.ts';
import type { DrawnBy } from './comparison/resampling.ts';
import { random } from './simulation/random.ts';
import { quantileOfSorted } from './statistics.ts';
import { designEffect, medianOf, survivalQuantile } from './survival.ts';
import { judge, reasonText } from './verdict.ts';
import type { Reason, SpeedVerdict } from './verdict.ts';

export interface CohortFigures {
  /** Cases; of them open and withdrawn. */
  readonly n: number;
  readonly open: number;
  readonly withdrawn: number;
  /** Of the completed cases alone, as other tools show it: too low when cases are open. null without any. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  /** Of all cases; null when too many are open to know it. */
  readonly kmMedianMs: number | null;
  readonly kmP90Ms: number | null;
}

export interface Difference {
  /** After minus before, of the medians (of the curves' medians when there are open or withdrawn cases); null when not known. */
  readonly estimateMs: number | null;
  readonly lowMs: number | null;
  readonly highMs: number | null;
  readonly level: number;
}

export interface Comparison {
  readonly before: CohortFigures;
  readonly after: CohortFigures;
  readonly difference: Difference;
  readonly verdict: SpeedVerdict;
  /** English sentences; `reasonKeys` holds the same, one for one, for other languages. */
  readonly reasons: readonly string[];
  readonly reasonKeys: readonly Reason[];
  readonly seed: number;
}

export interface CompareOptions {
  /** 1 by default: the same data and seed give the same interval. */
  readonly seed?: number;
  /** 2,000 by default. */
  readonly resamples?: number;
}

export const LEVEL = 0.95;
export const RESAMPLES = 2000;
/** From here on cases of a week are so alike that weeks are drawn in the place of cases. */
const CLUSTERED_FROM = 1.5;
/** Fewer weeks than this give no interval by drawing weeks. */
const MIN_WEEKS = 8;

export function compare(beforeChoice: CohortChoice, afterChoice: CohortChoice, options: CompareOptions = {}): Comparison {
  return compareCohorts(cohort(beforeChoice), cohort(afterChoice), options);
}

export function compareCohorts(before: Cohort, after: Cohort, options: CompareOptions = {}): Comparison {
  return compared(before, after, differenceOfMedians(before, after, options), options.seed);
}

/** The interval of the difference of medians, as both are. */
export function differenceOfMedians(
  before: Cohort,
  after: Cohort,
  { seed = 1, resamples = RESAMPLES }: CompareOptions = {},
): Bounds {
  const { by } = dependenceOf(before, after);
  const chance = random(seed);
  const medians = (of: Cohort, name: string) => replicates(of.seen, [0.5], { resamples, chance: chance.split(name), by })[0]!;
  return differenceOf(medians(before, 'before'), medians(after, 'after'), LEVEL);
}

/** @param bounds of the difference that the verdict is on */
export function compared(before: Cohort, after: Cohort, bounds: Bounds, seed = 1): Comparison {
  const interval = { ...bounds, level: LEVEL };
  const { verdict, reasons } = judge({
    before,
    after,
    beforeMedianMs: medianOf(before.seen),
    afterMedianMs: medianOf(after.seen),
    interval,
    dependence: dependenceOf(before, after),
  });
  return {
    before: cohortFigures(before),
    after: cohortFigures(after),
    difference: {
      estimateMs: finite(interval.estimateMs),
      lowMs: finite(interval.lowMs),
      highMs: finite(interval.highMs),
      level: LEVEL,
    },
    verdict,
    reasons: reasons.map(reasonText),
    reasonKeys: reasons,
    seed,
  };
}

/** How alike the cases of a week are, and what is drawn because of it. */
export interface Dependence {
  readonly effect: number;
  readonly weeks: number;
  readonly by: DrawnBy;
}

export function dependenceOf(...cohorts: readonly Cohort[]): Dependence {
  const effect = Math.max(...cohorts.map(({ seen }) => designEffect(seen)));
  const weeks = Math.min(...cohorts.map(({ seen }) => seen.clusters));
  return { effect, weeks, by: effect >= CLUSTERED_FROM && weeks >= MIN_WEEKS ? 'cluster' : 'observation' };
}

export function cohortFigures(of: Cohort): CohortFigures {
  return {
    n: of.n,
    open: of.open,
    withdrawn: of.withdrawn,
    medianMs: finite(quantileOfSorted(of.completedMs, 0.5)),
    p90Ms: finite(quantileOfSorted(of.completedMs, 0.9)),
    kmMedianMs: finite(of.n === 0 ? NaN : medianOf(of.seen)),
    kmP90Ms: finite(of.n === 0 ? NaN : survivalQuantile(of.seen, 0.9)),
  };
}

export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
