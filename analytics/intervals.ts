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

/** Length of all together, in ms. */
export function lengthMs(stretches: Stretches): number {
  let sum = 0;
  for (let index = 0; index < stretches.length; index += 2) sum += stretches[index + 1]! - stretches[index]!;
  return sum;
}
