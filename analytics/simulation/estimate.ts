/** A figure of independent replications with its interval. */
import { studentQuantile } from './student.ts';

/** In the unit that the name of the field says. */
export interface Estimate {
  /** null when no replication has the figure. */
  readonly mean: number | null;
  /** Of Student's interval over the replications; null with fewer than two. */
  readonly low: number | null;
  readonly high: number | null;
  /** Replications that have the figure. */
  readonly n: number;
}

export const LEVEL = 0.95;

/** What a figure can be: none of these is below zero, a share is not above one. An interval says no more than that. */
const BOUNDS = { amount: [0, Infinity], share: [0, 1], difference: [-Infinity, Infinity] } as const;

/** @param values one of each replication; null where a replication does not have the figure */
export function estimate(values: readonly (number | null)[], what: keyof typeof BOUNDS = 'amount', level = LEVEL): Estimate {
  const known = values.filter((value) => value !== null);
  const n = known.length;
  if (n === 0) return { mean: null, low: null, high: null, n };
  const mean = known.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { mean, low: null, high: null, n };
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(level, n - 1) * Math.sqrt(variance / n);
  const [least, most] = BOUNDS[what];
  return { mean, low: Math.max(least, mean - half), high: Math.min(most, mean + half), n };
}

/** Of the differences after − before, replication by replication: both met the same chance. */
export function estimateDifference(
  before: readonly (number | null)[],
  after: readonly (number | null)[],
  level = LEVEL,
): Estimate {
  return estimate(
    after.map((value, index) => {
      const other = before[index] ?? null;
      return value === null || other === null ? null : value - other;
    }),
    'difference',
    level,
  );
}
