/** Quantiles and totals of samples. A sample is a Float64Array; NaN has no place in one. */

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

/** Sorts the sample in place. */
export function distribution(sample: Float64Array): Distribution {
  sample.sort();
  const n = sample.length;
  const at = (share: number): number | null => (n === 0 ? null : quantileOfSorted(sample, share));
  return {
    n,
    minMs: at(0),
    p10Ms: at(0.1),
    p25Ms: at(0.25),
    medianMs: at(0.5),
    meanMs: n === 0 ? null : total(sample) / n,
    p75Ms: at(0.75),
    p90Ms: at(0.9),
    p95Ms: at(0.95),
    maxMs: at(1),
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

/**
 * Samples by group: group g is values[first[g]] … values[first[g + 1] − 1]. Values that are NaN and groups below 0 are left out.
 * @param groupOf the group of each value
 */
export function grouped(
  values: Float64Array,
  groupOf: Int32Array,
  groups: number,
): { readonly sample: (group: number) => Float64Array } {
  const first = new Int32Array(groups + 1);
  for (let index = 0; index < values.length; index++) {
    if (groupOf[index]! >= 0 && !Number.isNaN(values[index]!)) first[groupOf[index]! + 1]!++;
  }
  for (let group = 0; group < groups; group++) first[group + 1]! += first[group]!;
  const sorted = new Float64Array(first[groups]!);
  const next = first.slice(0, groups);
  for (let index = 0; index < values.length; index++) {
    if (groupOf[index]! >= 0 && !Number.isNaN(values[index]!)) sorted[next[groupOf[index]!]!++] = values[index]!;
  }
  return { sample: (group) => sorted.subarray(first[group], first[group + 1]) };
}
