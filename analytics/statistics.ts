/** Quantiles and totals of samples. A sample is a Float64Array; NaN has no place in one. */
import { selectQuantiles } from './quantile-select.ts';

/**
 * Quantile of a sorted sample, linear between the order statistics: Hyndman and Fan's type 7, as numpy and R do by default.
 * @param share 0 is the least, 0.5 the median, 1 the greatest
 * @returns NaN for an empty sample
 */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return NaN;
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (place - below);
}

/** Milliseconds unless the sample has another unit; null where n is 0, since no number would be true. */
export interface Distribution {
  readonly n: number;
  readonly minMs: number | null;
  readonly p10Ms: number | null;
  readonly p25Ms: number | null;
  readonly medianMs: number | null;
  readonly meanMs: number | null;
  readonly p75Ms: number | null;
  readonly p90Ms: number | null;
  readonly p95Ms: number | null;
  readonly maxMs: number | null;
}

/** Rearranges the sample. */
export function distribution(sample: Float64Array): Distribution {
  const n = sample.length;
  let [least, most] = [Infinity, -Infinity];
  for (let index = 0; index < n; index++) {
    const value = sample[index]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const meanMs = total(sample) / n;
  const [p10 = NaN, p25 = NaN, median = NaN, p75 = NaN, p90 = NaN, p95 = NaN] = selectQuantiles(
    sample,
    [0.1, 0.25, 0.5, 0.75, 0.9, 0.95],
  );
  const known = (value: number): number | null => (n === 0 ? null : value);
  return {
    n,
    minMs: known(least),
    p10Ms: known(p10),
    p25Ms: known(p25),
    medianMs: known(median),
    meanMs: known(meanMs),
    p75Ms: known(p75),
    p90Ms: known(p90),
    p95Ms: known(p95),
    maxMs: known(most),
  };
}

/** Sum with Kahan's compensation, so that a million durations in milliseconds add up to the last digit. */
export function total(sample: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (let index = 0; index < sample.length; index++) {
    const term = sample[index]! - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  return sum;
}
