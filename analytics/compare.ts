/**
 * Before and after: did cases become faster? Cohorts by start, open cases by Kaplan-Meier, the difference of medians with a seeded
 * bootstrap interval, and one of four verdicts with its reasons. Source: methods of honest before/after comparison; Efron 1981 (bootstrap of
 * censored data by resampling cases).
 */
import { cohort } from './cohorts.ts';
import type { Cohort, CohortChoice } from './cohorts.ts';
import { random } from './simulation/random.ts';
import { quantileOfSorted } from './statistics.ts';
import { bootstrapMedians, designEffect, medianOf, survivalQuantile } from './survival.ts';
import { judge, reasonText } from './verdict.ts';
import type { Reason, Verdict } from './verdict.ts';

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
  readonly verdict: Verdict;
  /** English sentences; `reasonKeys` holds the same, one for one, for other languages. */
  readonly reasons: readonly string[];
  readonly reasonKeys: readonly Reason[];
  readonly seed: number;
}

export interface CompareOptions {
  /** 1 by default: the same data and seed give the same interval. */
  readonly seed?: number;
  /** 1,000 by default. */
  readonly resamples?: number;
}

const LEVEL = 0.95;
/** From here on cases of a week are so alike that weeks are drawn in the place of cases. */
const CLUSTERED_FROM = 1.5;
/** Fewer weeks than this give no interval by drawing weeks. */
const MIN_WEEKS = 8;

export function compare(beforeChoice: CohortChoice, afterChoice: CohortChoice, options: CompareOptions = {}): Comparison {
  return compareCohorts(cohort(beforeChoice), cohort(afterChoice), options);
}

export function compareCohorts(before: Cohort, after: Cohort, options: CompareOptions = {}): Comparison {
  const { seed = 1, resamples = 1000 } = options;
  const beforeMedianMs = medianOf(before.seen);
  const afterMedianMs = medianOf(after.seen);
  const effect = Math.max(designEffect(before.seen), designEffect(after.seen));
  const weeks = Math.min(before.seen.clusters, after.seen.clusters);
  const by = effect >= CLUSTERED_FROM && weeks >= MIN_WEEKS ? 'cluster' : 'observation';
  const interval = {
    estimateMs: afterMedianMs - beforeMedianMs,
    ...percentileInterval(before, after, by, seed, resamples),
    level: LEVEL,
  };
  const beforeP90Ms = survivalQuantile(before.seen, 0.9);
  const { verdict, reasons } = judge({
    before,
    after,
    beforeMedianMs,
    afterMedianMs,
    beforeP90Ms,
    interval,
    dependence: { effect, weeks, drawn: by === 'cluster' },
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

interface Bounds {
  readonly lowMs: number;
  readonly highMs: number;
}

/** An unreached median counts as an infinite one, so that many of them make the bound infinite rather than too near. */
function percentileInterval(
  before: Cohort,
  after: Cohort,
  by: 'observation' | 'cluster',
  seed: number,
  resamples: number,
): Bounds {
  if (before.n === 0 || after.n === 0) return { lowMs: NaN, highMs: NaN };
  const chance = random(seed);
  const befores = bootstrapMedians(before.seen, resamples, chance.split('before'), by);
  const afters = bootstrapMedians(after.seen, resamples, chance.split('after'), by);
  const differences = afters.map((median, index) => difference(befores[index]!, median)).sort();
  const bound = (share: number): number => {
    const value = quantileOfSorted(differences, share);
    return Number.isNaN(value) ? differences[Math.round((differences.length - 1) * share)]! : value;
  };
  return { lowMs: bound((1 - LEVEL) / 2), highMs: bound((1 + LEVEL) / 2) };
}

/** Both not reached says nothing of the difference: it counts to the far end that makes the interval wider. */
function difference(before: number, after: number): number {
  return before === Infinity && after === Infinity ? Infinity : after - before;
}

function cohortFigures(of: Cohort): CohortFigures {
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

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
