/** Quantiles of values some of which are only known to be greater: Kaplan and Meier (1958), each observation with a weight. */

/** At which shares a forecast is made: 0.05, 0.1 … 0.95. */
export const LEVELS: readonly number[] = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

/** The place of a share in LEVELS. */
export function levelOf(share: number): number {
  return Math.round(share * 20) - 1;
}

/**
 * For each share the least value by which so much has ended. Beyond what was observed the greatest value stands for all
 * that is greater (Efron 1967).
 * @param ended false: the value is what was seen so far, the truth is greater
 * @param shares ascending
 * @param weights 1 each when absent
 * @returns NaN for an empty sample
 */
export function censoredQuantiles(
  values: readonly number[],
  ended: readonly boolean[],
  shares: readonly number[],
  weights?: readonly number[],
): Float64Array {
  const weightOf = (index: number): number => weights?.[index] ?? 1;
  // At one value ends come before what is only known to be greater.
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || Number(ended[b]) - Number(ended[a]));
  const found = new Float64Array(shares.length).fill(values.length === 0 ? NaN : values[order.at(-1)!]!);
  let atRisk = order.reduce((sum, index) => sum + weightOf(index), 0);
  let alive = 1;
  let next = 0;
  for (const index of order) {
    if (next === shares.length) break;
    if (ended[index]) {
      alive *= Math.max(0, 1 - weightOf(index) / atRisk);
      while (next < shares.length && 1 - alive >= shares[next]! - 1e-9) found[next++] = values[index]!;
    }
    atRisk -= weightOf(index);
  }
  return found;
}
