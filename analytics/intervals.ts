/** Stretches of time: flat lists [from, to, from, to, …], disjoint and in order. */

export type Stretches = readonly number[];

/** Union of stretches given in any order, as disjoint ones in order; empty ones are dropped. */
export function union(pairs: readonly (readonly [number, number])[]): Stretches {
  const sorted = pairs.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]);
  const joined: number[] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last) joined[joined.length - 1] = Math.max(last, to);
    else joined.push(from, to);
  }
  return joined;
}

/** What of `from` is not in `taken`. */
export function without(from: Stretches, taken: Stretches): Stretches {
  const left: number[] = [];
  let next = 0;
  for (let index = 0; index < from.length; index += 2) {
    let at = from[index]!;
    const end = from[index + 1]!;
    while (next < taken.length && taken[next + 1]! <= at) next += 2;
    for (let cut = next; cut < taken.length && taken[cut]! < end; cut += 2) {
      if (taken[cut]! > at) left.push(at, taken[cut]!);
      at = Math.max(at, taken[cut + 1]!);
    }
    if (at < end) left.push(at, end);
  }
  return left;
}

/** What is in both. */
export function within(a: Stretches, b: Stretches): Stretches {
  const both: number[] = [];
  for (let left = 0, right = 0; left < a.length && right < b.length;) {
    const from = Math.max(a[left]!, b[right]!);
    const to = Math.min(a[left + 1]!, b[right + 1]!);
    if (to > from) both.push(from, to);
    if (a[left + 1]! < b[right + 1]!) left += 2;
    else right += 2;
  }
  return both;
}

/** Length of all together, in ms. */
export function lengthMs(stretches: Stretches): number {
  let sum = 0;
  for (let index = 0; index < stretches.length; index += 2) sum += stretches[index + 1]! - stretches[index]!;
  return sum;
}

/** Many stretches, asked often: what of them lies between two instants, in the logarithm of their number. */
export class StretchTable {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Length of all before stretch i. */
  private readonly before: Float64Array;

  constructor(stretches: Stretches) {
    const count = stretches.length / 2;
    this.starts = new Float64Array(count);
    this.ends = new Float64Array(count);
    this.before = new Float64Array(count + 1);
    for (let index = 0; index < count; index++) {
      this.starts[index] = stretches[2 * index]!;
      this.ends[index] = stretches[2 * index + 1]!;
      this.before[index + 1] = this.before[index]! + this.ends[index]! - this.starts[index]!;
    }
  }

  /** Index of the first stretch that ends after an instant; their number when none does. */
  firstEndingAfter(at: number): number {
    return firstAbove(this.ends, at);
  }

  /** Length of what lies in [fromAt, toAt], in ms. */
  msWithin(fromAt: number, toAt: number): number {
    return toAt > fromAt ? this.msBefore(toAt) - this.msBefore(fromAt) : 0;
  }

  private msBefore(at: number): number {
    const index = this.firstEndingAfter(at);
    return this.before[index]! + (index < this.ends.length ? Math.max(0, at - this.starts[index]!) : 0);
  }
}

/** Index of the first value above a limit in a rising sequence; its length when there is none. */
export function firstAbove(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
