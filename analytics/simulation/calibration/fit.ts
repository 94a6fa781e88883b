/** Which distribution a sample has: the family whose quantiles are nearest to those of the sample. */
import { quantileOfSorted } from '../../statistics.ts';
import type { Distribution } from '../distributions.ts';
import { gammaQuantile, normalQuantile } from './special-functions.ts';

export interface Fit {
  readonly distribution: Distribution;
  /** Mean distance of the quantiles (Wasserstein's first), in the sample's unit. */
  readonly distance: number;
  readonly n: number;
}

/** Quantiles that are compared; a longer sample is seen by so many of its own. */
const POINTS = 200;
const MOST_VALUES = 100;
/** A value is fixed when so many are next to the middle one. */
const FIXED_SHARE = 0.95;
/** A family that is further away than this share of the mean is none: the sample speaks for itself. */
const TOLERANCE = 0.1;
const NEARLY = 0.02;

/**
 * Families with the sample's own mean and deviation, compared quantile by quantile: exact where others draw a random sample for it.
 * @param sample not empty, none below zero @param near what is no further apart is the same
 */
export function fit(sample: readonly number[], near: number): Fit {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  const median = quantileOfSorted(sorted, 0.5);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  if (sorted.filter((value) => Math.abs(value - median) <= near).length >= FIXED_SHARE * n)
    return { distribution: { kind: 'fixed', value: median }, distance: distanceTo(sorted, () => median), n };
  const sd = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  const fits = families(sorted[0]!, sorted[n - 1]!, mean, sd).map(({ distribution, quantile }) => ({
    distribution,
    distance: distanceTo(sorted, quantile),
    n,
  }));
  const nearest = fits.reduce((found, one) => (one.distance < found.distance ? one : found));
  // A family with one figure less is as good when it is nearly as near.
  const simple = fits.find(({ distribution }) => distribution.kind === 'exponential');
  const best = simple !== undefined && simple.distance <= nearest.distance + NEARLY * mean ? simple : nearest;
  return best.distance <= TOLERANCE * mean ? best : { ...ownValues(sorted), n };
}

interface Family {
  readonly distribution: Distribution;
  readonly quantile: (share: number) => number;
}

function families(least: number, most: number, mean: number, sd: number): readonly Family[] {
  const logVariance = Math.log1p((sd / mean) ** 2);
  const shape = (mean / sd) ** 2;
  // As wide as the deviation asks for, but not below zero.
  const half = Math.min(mean, sd * Math.sqrt(3));
  // The mode for which the mean is that of the sample, as far as there is one.
  const mode = Math.min(most, Math.max(least, 3 * mean - least - most));
  const peak = (mode - least) / (most - least);
  const triangular = mode > least && mode < most;
  return [
    { distribution: { kind: 'exponential', mean }, quantile: (share) => -mean * Math.log1p(-share) },
    {
      distribution: { kind: 'uniform', min: mean - half, max: mean + half },
      quantile: (share) => mean + (2 * share - 1) * half,
    },
    {
      distribution: { kind: 'bounded', of: { kind: 'normal', mean, sd }, plus: 0, min: 0 },
      quantile: (share) => Math.max(0, mean + sd * normalQuantile(share)),
    },
    {
      distribution: { kind: 'lognormal', mean, sd },
      quantile: (share) => mean * Math.exp(Math.sqrt(logVariance) * normalQuantile(share) - logVariance / 2),
    },
    { distribution: { kind: 'gamma', mean, sd }, quantile: (share) => (gammaQuantile(share, shape) * mean) / shape },
    ...(triangular
      ? [
          {
            distribution: { kind: 'triangular', min: least, mode, max: most } as const,
            quantile: (share: number) =>
              share < peak
                ? least + Math.sqrt(share * (most - least) * (mode - least))
                : most - Math.sqrt((1 - share) * (most - least) * (most - mode)),
          },
        ]
      : []),
  ];
}

/** Its own quantiles, equally likely. */
function ownValues(sorted: Float64Array): Omit<Fit, 'n'> {
  const size = Math.min(MOST_VALUES, sorted.length);
  const values = Array.from({ length: size }, (_, index) => quantileOfSorted(sorted, (index + 0.5) / size));
  const quantile = (share: number): number => values[Math.min(size - 1, Math.floor(share * size))]!;
  return { distribution: { kind: 'empirical', values }, distance: distanceTo(sorted, quantile) };
}

function distanceTo(sorted: Float64Array, quantile: (share: number) => number): number {
  const points = Math.min(POINTS, sorted.length);
  let sum = 0;
  for (let point = 0; point < points; point++) {
    const share = (point + 0.5) / points;
    const own = points === sorted.length ? sorted[point]! : quantileOfSorted(sorted, share);
    sum += Math.abs(own - quantile(share));
  }
  return sum / points;
}

/** Without values that are 20 median deviations or more away from the median. */
export function withoutOutliers(sample: readonly number[]): readonly number[] {
  const middle = (values: readonly number[]): number => quantileOfSorted(Float64Array.from(values).sort(), 0.5);
  const median = middle(sample);
  const deviation = middle(sample.map((value) => Math.abs(value - median)));
  return deviation === 0 ? sample : sample.filter((value) => Math.abs(value - median) < 20 * deviation);
}
