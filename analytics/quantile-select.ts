/**
 * Quantiles without sorting: only the order statistics that are asked for are brought to their places (Floyd and Rivest 1975, algorithm
 * 489), in about 1.5 passes for the first and less for each further one.
 */

/**
 * Quantile of a sample in any order, linear between the order statistics: type 7, as `quantileOfSorted`. Rearranges the sample.
 * @param share 0 is the least, 0.5 the median, 1 the greatest
 * @returns NaN for an empty sample
 */
export function selectQuantile(values: Float64Array, share: number): number {
  return selectQuantiles(values, [share])[0]!;
}

/** The same of many shares, cheaper than one by one. Rearranges the sample. */
export function selectQuantiles(values: Float64Array, shares: readonly number[]): readonly number[] {
  const found = new Array<number>(shares.length).fill(NaN);
  if (values.length === 0) return found;
  const last = values.length - 1;
  // From the greatest share down: what lies above the last place found is never looked at again.
  const order = Array.from(shares.keys()).sort((a, b) => shares[b]! - shares[a]!);
  let right = last;
  for (const index of order) {
    const place = last * shares[index]!;
    const below = Math.floor(place);
    const above = Math.min(below + 1, last);
    if (below <= right) select(values, below, 0, right);
    const low = values[below]!;
    const high = above === below || place === below ? low : leastOf(values, above, right);
    found[index] = low + (high - low) * (place - below);
    right = Math.min(right, below);
  }
  return found;
}

/** The value that would stand at `place` if the sample were sorted. Rearranges the sample. */
export function orderStatistic(values: Float64Array, place: number): number {
  select(values, place, 0, values.length - 1);
  return values[place]!;
}

/** The order statistic of `from`, which lies in [from, right] or is in its place already; brings it there. */
function leastOf(values: Float64Array, from: number, right: number): number {
  let at = from;
  for (let index = from + 1; index <= right; index++) if (values[index]! < values[at]!) at = index;
  swap(values, from, at);
  return values[from]!;
}

/** Ranges longer than this are first narrowed by a sample. */
const SAMPLED_FROM = 600;

/** Rearranges [left, right] so that `place` holds its order statistic, nothing greater before it and nothing less after it. */
function select(values: Float64Array, place: number, left: number, right: number): void {
  let [low, high] = [left, right];
  while (high > low) {
    if (high - low > SAMPLED_FROM) {
      const n = high - low + 1;
      const rank = place - low + 1;
      const z = Math.log(n);
      const size = 0.5 * Math.exp((2 * z) / 3);
      const spread = 0.5 * Math.sqrt((z * size * (n - size)) / n) * (rank < n / 2 ? -1 : 1);
      const from = Math.max(low, Math.floor(place - (rank * size) / n + spread));
      const to = Math.min(high, Math.floor(place + ((n - rank) * size) / n + spread));
      select(values, place, from, to);
    }
    const pivot = values[place]!;
    let [i, j] = [low, high];
    swap(values, low, place);
    if (values[high]! > pivot) swap(values, high, low);
    while (i < j) {
      swap(values, i, j);
      i++;
      j--;
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
    }
    if (values[low] === pivot) swap(values, low, j);
    else {
      j++;
      swap(values, j, high);
    }
    if (j <= place) low = j + 1;
    if (place <= j) high = j - 1;
  }
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = values[a]!;
  values[a] = values[b]!;
  values[b] = kept;
}
