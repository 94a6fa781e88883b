/** How many of the first cases are left out, so that an empty house at the start does not make the figures better than they are. */

/** Said by the caller as a number of cases; a tenth of them unless said; or found from the cases' own times. */
export type WarmUp = number | 'auto';
export const WARM_UP_SHARE = 0.1;

const BATCH = 5;

/**
 * The marginal standard error rule over means of five (MSER-5: White, Cobb and Spratt 2000): the truncation after which the remaining
 * means vary least against their number, at most half of them.
 * @param series the figure of each case in the order in which they came, averaged over replications (as Welch does); NaN is left out
 */
export function mserTruncation(series: Float64Array): number {
  const means: number[] = [];
  for (let first = 0; first + BATCH <= series.length; first += BATCH) {
    const known = series.subarray(first, first + BATCH).filter((value) => !Number.isNaN(value));
    if (known.length > 0) means.push(known.reduce((sum, value) => sum + value, 0) / known.length);
  }
  let best = { cut: 0, error: Infinity };
  let [n, sum, squares] = [0, 0, 0];
  // From the end, so that each cut costs one addition; sums about the last mean lose no digits.
  const origin = means.at(-1) ?? 0;
  for (let cut = means.length - 1; cut >= 0; cut--) {
    const value = means[cut]! - origin;
    n += 1;
    sum += value;
    squares += value * value;
    const error = (squares - (sum * sum) / n) / (n * n);
    if (cut <= means.length / 2 && error <= best.error) best = { cut, error };
  }
  return best.cut * BATCH;
}
