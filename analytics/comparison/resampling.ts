/**
 * Bootstrap of quantiles of curves (Efron 1979; of censored data by resampling cases, Efron 1981): replicates, and what makes an interval
 * of them bias-corrected and accelerated (BCa, Efron 1987). Seeded; nothing is sorted again.
 */
import { curveQuantile, medianOf } from '../survival.ts';
import type { Observations } from '../survival.ts';
import type { Random } from '../simulation/random.ts';

/** By cluster whole weeks are drawn, where the cases of a week are alike and drawing cases would be too sure. */
export type DrawnBy = 'observation' | 'cluster';

/** Makes a cohort one of another mix: each stratum gets its share, whatever its part of the cohort. */
export interface Standard {
  /** By observation; -1 for one that is left out. */
  readonly stratumOf: Int32Array;
  /** By stratum, adding up to 1. */
  readonly shares: Float64Array;
}

export interface Replicates {
  /** Of the cohort itself; Infinity where the curve does not come down so far. */
  readonly estimateMs: number;
  readonly ms: Float64Array;
  /** The skewness of the jackknife's values over 6 times their root sum of squares. */
  readonly acceleration: number;
  /** Weeks less one where weeks are drawn, since few of them tell little of their own spread; else Infinity. */
  readonly freedom: number;
}

export interface Resampling {
  readonly resamples: number;
  readonly chance: Random;
  readonly by: DrawnBy;
  readonly standard?: Standard | undefined;
}

/** Replicates of the durations within which shares of the cases are completed; 0.5 is `medianOf`. */
export function replicates(seen: Observations, shares: readonly number[], how: Resampling): readonly Replicates[] {
  if (seen.durationMs.length === 0)
    return shares.map(() => ({
      estimateMs: NaN,
      ms: new Float64Array(how.resamples).fill(NaN),
      acceleration: 0,
      freedom: Infinity,
    }));
  const isPlain = seen.open + seen.withdrawn === 0 && how.by === 'observation' && !how.standard;
  return isPlain ? shares.map((share) => ofOrderStatistics(seen, share, how)) : ofWeights(seen, shares, how);
}

/**
 * Without open cases, weeks and strata a resample's k-th value is the ⌈n U⌉-th of the sample, where U is the k-th of n uniforms: drawn at once
 * as a beta variate, in the place of n draws. The same distribution, exactly.
 */
function ofOrderStatistics(seen: Observations, share: number, { resamples, chance }: Resampling): Replicates {
  const n = seen.durationMs.length;
  const [low, high] = placesOf(n, share);
  const at = (uniform: number): number => seen.durationMs[Math.min(n - 1, Math.floor(n * uniform))]!;
  const ms = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    const uniform = uniformOrderStatistic(low + 1, n, chance);
    const next = high > low ? 1 - (1 - uniform) * (1 - chance.next()) ** (1 / (n - low - 1)) : uniform;
    ms[resample] = (at(uniform) + at(next)) / 2;
  }
  const [shortLow, shortHigh] = placesOf(n - 1, share);
  const without = (left: number, place: number): number => seen.durationMs[place < left ? place : place + 1]!;
  const values = Float64Array.from({ length: n }, (_, left) => (without(left, shortLow) + without(left, shortHigh)) / 2);
  return {
    estimateMs: quantileOf(seen, share),
    ms,
    acceleration: n < 3 ? 0 : accelerationOf(values),
    freedom: Infinity,
  };
}

/** The places of the order statistics whose mean the quantile is, as `quantileOf` has it. */
function placesOf(n: number, share: number): readonly [number, number] {
  if (share === 0.5) return [Math.floor((n - 1) / 2), Math.ceil((n - 1) / 2)];
  const place = Math.min(n - 1, Math.max(0, Math.ceil(n * share - n * 1e-12) - 1));
  return [place, place];
}

function quantileOf(seen: Observations, share: number, weights?: Int32Array | Float64Array, size?: number): number {
  return share === 0.5 ? medianOf(seen, weights, size) : curveQuantile(seen, share, weights, size);
}

/** More cases than this are left out in as many lots of chance. */
const MOST_LOTS = 300;

function ofWeights(seen: Observations, shares: readonly number[], how: Resampling): readonly Replicates[] {
  const n = seen.durationMs.length;
  const { chance, by, resamples } = how;
  const weighted = weigher(seen, how.standard);
  const whole = shares.map((share) => weighted(new Int32Array(n).fill(1), share));
  const units = by === 'cluster' ? seen.clusters : n;
  const drawn = new Int32Array(units);
  const counts = by === 'cluster' ? new Int32Array(n) : drawn;
  const draw = drawer(chance);
  const ms = shares.map(() => new Float64Array(resamples));
  for (let resample = 0; resample < resamples; resample++) {
    draw(drawn);
    if (by === 'cluster') for (let index = 0; index < n; index++) counts[index] = drawn[seen.cluster[index]!]!;
    for (const [place, share] of shares.entries()) ms[place]![resample] = weighted(counts, share, place > 0);
  }
  const lots = by === 'cluster' ? seen.clusters : Math.min(n, MOST_LOTS);
  const lotOf =
    by === 'cluster' ? seen.cluster : Int32Array.from({ length: n }, (_, index) => (n === lots ? index : chance.integer(lots)));
  const left = shares.map(() => new Float64Array(lots));
  const rest = new Int32Array(n);
  for (let lot = 0; lot < lots; lot++) {
    for (let index = 0; index < n; index++) rest[index] = lotOf[index] === lot ? 0 : 1;
    for (const [place, share] of shares.entries()) left[place]![lot] = weighted(rest, share, place > 0);
  }
  return shares.map((_, place) => ({
    estimateMs: whole[place]!,
    ms: ms[place]!,
    acceleration: accelerationOf(left[place]!),
    freedom: by === 'cluster' ? Math.max(1, lots - 1) : Infinity,
  }));
}

/** The quantile of a resample; `again` says that the counts are those of the call before. */
function weigher(
  seen: Observations,
  standard: Standard | undefined,
): (counts: Int32Array, share: number, again?: boolean) => number {
  const n = seen.durationMs.length;
  const weights = standard && new Float64Array(n);
  const inStratum = new Float64Array(standard?.shares.length ?? 0);
  let size = 0;
  return (counts, share, again = false) => {
    if (!standard || !weights) {
      if (!again) {
        size = 0;
        for (let index = 0; index < n; index++) size += counts[index]!;
      }
      return size === 0 ? NaN : quantileOf(seen, share, counts, size);
    }
    if (!again) size = standardise(counts, standard, inStratum, weights);
    return curveQuantile(seen, share, weights, size);
  };
}

/** Weights that give each stratum its share. @returns their sum */
export function standardise(counts: Int32Array, standard: Standard, inStratum: Float64Array, weights: Float64Array): number {
  const { stratumOf, shares } = standard;
  inStratum.fill(0);
  for (let index = 0; index < counts.length; index++) if (stratumOf[index]! >= 0) inStratum[stratumOf[index]!]! += counts[index]!;
  let size = 0;
  for (let stratum = 0; stratum < shares.length; stratum++) if (inStratum[stratum]! > 0) size += shares[stratum]!;
  for (let index = 0; index < counts.length; index++) {
    const stratum = stratumOf[index]!;
    weights[index] = stratum < 0 || counts[index] === 0 ? 0 : (counts[index]! * shares[stratum]!) / inStratum[stratum]!;
  }
  return size;
}

/** From the values without each part in turn. 0 where all are the same, or one is not known. */
export function accelerationOf(without: Float64Array): number {
  let mean = 0;
  for (const value of without) mean += value / without.length;
  let squares = 0;
  let cubes = 0;
  for (const value of without) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  const acceleration = cubes / (6 * squares ** 1.5);
  return Number.isFinite(acceleration) ? acceleration : 0;
}

/** Fills an array with how often each of its places was drawn, as many draws as places. xoshiro128** in locals: the inner loop of all. */
function drawer(chance: Random): (counts: Int32Array) => void {
  const { imul, floor } = Math;
  const word = (): number => floor(chance.next() * 4294967296) | 0;
  let [a, b, c, d] = [word(), word(), word(), word() | 1];
  return (counts) => {
    counts.fill(0);
    const scale = counts.length / 4294967296;
    for (let left = counts.length; left > 0; left--) {
      const mixed = imul(b, 5);
      const drawn = imul((mixed << 7) | (mixed >>> 25), 9) >>> 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      counts[(drawn * scale) | 0]!++;
    }
  };
}

/** The rank-th (from 1) least of n uniforms, drawn at once. */
export function uniformOrderStatistic(rank: number, n: number, chance: Random): number {
  return beta(rank, n - rank + 1, chance);
}

/** A beta variate of whole parameters from two gamma ones. */
function beta(a: number, b: number, chance: Random): number {
  const first = gamma(a, chance);
  return first / (first + gamma(b, chance));
}

/** Marsaglia and Tsang 2000, shape ≥ 1. */
function gamma(shape: number, chance: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - chance.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
