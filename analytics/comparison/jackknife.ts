/**
 * Intervals of smooth figures (means, shares, areas) by leaving out lots of cases in turn (Quenouille; Miller 1974): weeks where the cases of a
 * week are alike, else cases dealt into lots by chance. With Student's t of as many degrees of freedom as there are lots less one.
 */
import type { Random } from '../simulation/random.ts';
import type { Observations } from '../survival.ts';
import type { DrawnBy } from './resampling.ts';
import { studentReach } from './tails.ts';

export interface Lots {
  readonly lots: number;
  /** By observation. */
  readonly lotOf: Int32Array;
}

const MOST_LOTS = 200;

export function lotsOf(seen: Observations, by: DrawnBy, chance: Random): Lots {
  if (by === 'cluster') return { lots: seen.clusters, lotOf: seen.cluster };
  const n = seen.durationMs.length;
  const lots = Math.min(n, MOST_LOTS);
  const lotOf = Int32Array.from({ length: n }, (_, index) => index % Math.max(1, lots));
  if (n > lots)
    for (let place = n - 1; place > 0; place--) {
      const other = chance.integer(place + 1);
      [lotOf[place], lotOf[other]] = [lotOf[other]!, lotOf[place]!];
    }
  return { lots, lotOf };
}

export interface StandardError {
  readonly se: number;
  readonly freedom: number;
}

/** Standard error of a figure of several independent samples. @param without by sample: the figure without each of its lots */
export function jackknifeError(without: readonly Float64Array[]): StandardError {
  let variance = 0;
  let parts = 0;
  for (const values of without) {
    const lots = values.length;
    if (lots < 2) return { se: NaN, freedom: 1 };
    const mean = values.reduce((sum, value) => sum + value, 0) / lots;
    const own = (values.reduce((sum, value) => sum + (value - mean) ** 2, 0) * (lots - 1)) / lots;
    variance += own;
    parts += own ** 2 / (lots - 1);
  }
  return { se: Math.sqrt(variance), freedom: parts > 0 ? variance ** 2 / parts : Infinity };
}

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

export function studentInterval(estimate: number, { se, freedom }: StandardError, level: number): Interval {
  const reach = se > 0 ? studentReach(level, freedom) * se : se;
  return { estimate, low: estimate - reach, high: estimate + reach, level };
}
