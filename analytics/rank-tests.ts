/** Tests of whether two samples differ, beside the effect and never in its place. */
import { OBSERVED_COMPLETED } from './survival.ts';
import type { Observations } from './survival.ts';

export interface MannWhitney {
  /** Pairs (before, after) in which after is less, ties counted half. */
  readonly u: number;
  /** P(after < before) + P(tie) / 2: 0.5 when there is no difference, above when after is faster. */
  readonly superiority: number;
  /** P(after > before) − P(after < before): above 0 when after is slower. */
  readonly cliffsDelta: number;
  /** Two-sided, normal approximation with corrections for ties and continuity, as scipy's `asymptotic`. */
  readonly p: number;
}

/** Both samples sorted ascending, both not empty. Source: Mann and Whitney 1947; tie correction as in Hollander and Wolfe. */
export function mannWhitney(before: Float64Array, after: Float64Array): MannWhitney {
  const pairs = before.length * after.length;
  const { u, tieTerm } = pairsLess(before, after);
  const size = before.length + after.length;
  const variance = (pairs / 12) * (size + 1 - tieTerm / (size * (size - 1)));
  const distance = Math.max(0, Math.abs(u - pairs / 2) - 0.5);
  return {
    u,
    superiority: u / pairs,
    cliffsDelta: (pairs - 2 * u) / pairs,
    p: variance > 0 ? Math.min(1, 2 * upperTail(distance / Math.sqrt(variance))) : 1,
  };
}

/** Pairs (before, after) in which after is less, ties half; and the sum of t³ − t over ties of both together. */
export function pairsLess(before: Float64Array, after: Float64Array): { readonly u: number; readonly tieTerm: number } {
  let u = 0;
  let tieTerm = 0;
  let below = 0;
  for (let index = 0, other = 0; index < before.length || other < after.length;) {
    const value = Math.min(before[index] ?? Infinity, after[other] ?? Infinity);
    let sameBefore = 0;
    let sameAfter = 0;
    for (; before[index] === value; index++) sameBefore++;
    for (; after[other] === value; other++) sameAfter++;
    u += sameBefore * (below + sameAfter / 2);
    below += sameAfter;
    const tied = sameBefore + sameAfter;
    tieTerm += tied ** 3 - tied;
  }
  return { u, tieTerm };
}

export interface LogRank {
  /** Chi-square with one degree of freedom. */
  readonly statistic: number;
  readonly p: number;
  /** Completions of the first cohort, seen and expected if there were no difference. */
  readonly observed: number;
  readonly expected: number;
}

/** The log-rank test of two cohorts with open cases; withdrawn cases count as censored here. Source: Mantel 1966. */
export function logRank(before: Observations, after: Observations): LogRank {
  return stratifiedLogRank([[before, after]]);
}

/** The same within strata, each before and after: completions are expected stratum by stratum (Peto et al. 1977). */
export function stratifiedLogRank(strata: readonly (readonly [Observations, Observations])[]): LogRank {
  let observed = 0;
  let expected = 0;
  let variance = 0;
  for (const [before, after] of strata) {
    const part = logRankParts(before, after);
    observed += part.observed;
    expected += part.expected;
    variance += part.variance;
  }
  const statistic = variance > 0 ? (observed - expected) ** 2 / variance : 0;
  return { statistic, p: Math.min(1, 2 * upperTail(Math.sqrt(statistic))), observed, expected };
}

function logRankParts(before: Observations, after: Observations) {
  let inBefore = 0;
  let inAfter = 0;
  let observed = 0;
  let expected = 0;
  let variance = 0;
  while (inBefore < before.durationMs.length || inAfter < after.durationMs.length) {
    const atMs = Math.min(before.durationMs[inBefore] ?? Infinity, after.durationMs[inAfter] ?? Infinity);
    const riskBefore = before.durationMs.length - inBefore;
    const risk = riskBefore + after.durationMs.length - inAfter;
    let endsBefore = 0;
    for (; before.durationMs[inBefore] === atMs; inBefore++) {
      if (before.ended[inBefore] === OBSERVED_COMPLETED) endsBefore++;
    }
    let ends = endsBefore;
    for (; after.durationMs[inAfter] === atMs; inAfter++) if (after.ended[inAfter] === OBSERVED_COMPLETED) ends++;
    if (ends === 0) continue;
    observed += endsBefore;
    expected += (ends * riskBefore) / risk;
    if (risk > 1) variance += (ends * riskBefore * (risk - riskBefore) * (risk - ends)) / (risk * risk * (risk - 1));
  }
  return { observed, expected, variance };
}

export interface VanElteren {
  /** Standard normal without a difference; below 0 when after is faster. */
  readonly z: number;
  readonly p: number;
}

/** Wilcoxon's test within strata, each weighted by 1 / (n + 1), with correction for ties. Each pair of samples ascending. Source: van Elteren 1960. */
export function vanElteren(strata: readonly (readonly [Float64Array, Float64Array])[]): VanElteren {
  let distance = 0;
  let variance = 0;
  for (const [before, after] of strata) {
    if (before.length === 0 || after.length === 0) continue;
    const { u, tieTerm } = pairsLess(before, after);
    const size = before.length + after.length;
    const pairs = before.length * after.length;
    distance += (pairs / 2 - u) / (size + 1);
    variance += ((pairs / 12) * (size + 1 - tieTerm / (size * (size - 1)))) / (size + 1) ** 2;
  }
  const z = variance > 0 ? distance / Math.sqrt(variance) : 0;
  return { z, p: Math.min(1, 2 * upperTail(Math.abs(z))) };
}

/** P(Z > z) of the standard normal for z ≥ 0, relative error below 1.2e-7 far into the tail (Press et al., erfcc). */
export function upperTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const series =
    -1.26551223 +
    t *
      (1.00002368 +
        t *
          (0.37409196 +
            t *
              (0.09678418 +
                t *
                  (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  return 0.5 * t * Math.exp(-x * x + series);
}
