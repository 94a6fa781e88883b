/** Variants: traces with the same activities in the same order. */
import type { EventLog } from './log/event-log.ts';
import type { Traces } from './traces.ts';

export interface Variant {
  readonly activities: readonly string[];
  readonly count: number;
}

export interface Variants {
  /** Number of different traces; the empty trace of a case without completed activities is none. */
  readonly count: number;
  /** The variant of each case, -1 for an empty trace. */
  readonly variantOf: Int32Array;
  /** Cases of each variant, and one case that shows it. */
  readonly sizes: Int32Array;
  readonly exampleOf: Int32Array;
}

/** Linear in events: each trace is hashed, and equal hashes are compared in full. */
export function variants(log: EventLog, { rows, first }: Traces): Variants {
  const cases = log.cases.count;
  const activityOf = log.activityOf;
  const variantOf = new Int32Array(cases).fill(-1);
  const sizes = new Int32Array(cases);
  const exampleOf = new Int32Array(cases);
  /** The next variant with the same hash. */
  const sameHash = new Int32Array(cases).fill(-1);
  const byHash = new Map<number, number>();
  let count = 0;
  for (let index = 0; index < cases; index++) {
    const from = first[index]!;
    const length = first[index + 1]! - from;
    if (length === 0) continue;
    let low = 0x811c9dc5;
    let high = length;
    for (let offset = 0; offset < length; offset++) {
      const activity = activityOf[rows[from + offset]!]!;
      low = Math.imul(low ^ activity, 0x01000193);
      high = Math.imul(high + activity, 0x85ebca6b) ^ (high >>> 15);
    }
    const hash = (low >>> 0) * 2097152 + ((high >>> 0) & 2097151);
    const firstOfHash = byHash.get(hash) ?? -1;
    let variant = firstOfHash;
    while (variant >= 0 && !sameTrace(activityOf, rows, first, exampleOf[variant]!, index)) variant = sameHash[variant]!;
    if (variant < 0) {
      variant = count++;
      exampleOf[variant] = index;
      sameHash[variant] = firstOfHash;
      byHash.set(hash, variant);
    }
    sizes[variant]!++;
    variantOf[index] = variant;
  }
  return { count, variantOf, sizes: sizes.subarray(0, count), exampleOf: exampleOf.subarray(0, count) };
}

function sameTrace(activityOf: Int32Array, rows: Int32Array, first: Int32Array, a: number, b: number): boolean {
  const fromA = first[a]!;
  const fromB = first[b]!;
  const length = first[a + 1]! - fromA;
  if (length !== first[b + 1]! - fromB) return false;
  for (let offset = 0; offset < length; offset++) {
    if (activityOf[rows[fromA + offset]!] !== activityOf[rows[fromB + offset]!]) return false;
  }
  return true;
}

/** The commonest variants, ties in the order in which they first occur. */
export function topVariants(log: EventLog, { rows, first }: Traces, found: Variants, limit: number): readonly Variant[] {
  const order = Array.from(found.sizes.keys()).sort((a, b) => found.sizes[b]! - found.sizes[a]! || a - b);
  return order.slice(0, limit).map((variant) => {
    const example = found.exampleOf[variant]!;
    const trace = Array.from(rows.subarray(first[example], first[example + 1]));
    return { activities: trace.map((row) => log.activities[log.activityOf[row]!] ?? ''), count: found.sizes[variant]! };
  });
}

/** How many of the commonest variants cover a share of the cases. */
export function variantsCovering(found: Variants, share: number): number {
  const sizes = Array.from(found.sizes).sort((a, b) => b - a);
  const needed = share * sizes.reduce((sum, size) => sum + size, 0);
  let covered = 0;
  let count = 0;
  while (covered < needed && count < sizes.length) covered += sizes[count++] ?? 0;
  return count;
}
