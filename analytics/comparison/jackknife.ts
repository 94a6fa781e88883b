/**
 * Intervals of smooth figures (means, shares, areas) by leaving out lots of cases in turn (Quenouille; Miller 1974): weeks where the cases of a
 * week are alike, else cases dealt into lots by chance. With Student's t of as many degrees of freedom as there are lots less one, bent by the
 * figure's skewness (Hall 1992): a mean of durations is least certain where it is too short. Where a few lots make up most of the variance, so that
 * it is itself uncertain, there are fewer degrees of freedom (Satterthwaite 1946 with the variance's own kurtosis, O'Neill 2014).
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
  /** Of the figure: its third cumulant over se³. */
  readonly skewness: number;
}

/** Standard error of a figure of several independent samples. @param without by sample: the figure, with its sign, without each of the sample's lots */
export function jackknifeError(without: readonly Float64Array[]): StandardError {
  let variance = 0;
  let third = 0;
  let parts = 0;
  for (const values of without) {
    const lots = values.length;
    if (lots < 2) return { se: NaN, freedom: 1, skewness: 0 };
    const mean = values.reduce((sum, value) => sum + value, 0) / lots;
    const own = (values.reduce((sum, value) => sum + (value - mean) ** 2, 0) * (lots - 1)) / lots;
    variance += own;
    const each = values.map((value) => ((value - mean) ** 2 * (lots - 1)) / lots);
    const spread = each.reduce((sum, value) => sum + (value - own / lots) ** 2, 0);
    parts += Math.max(own ** 2 / (lots - 1), spread / 2);
    const cubes = values.reduce((sum, value) => sum + (mean - value) ** 3, 0);
    if (lots > 2) third += (cubes * (lots - 1) ** 2) / (lots * (lots - 2));
  }
  const skewness = variance > 0 ? third / variance ** 1.5 : 0;
  return { se: Math.sqrt(variance), freedom: parts > 0 ? variance ** 2 / parts : Infinity, skewness };
}

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

export function studentInterval(estimate: number, { se, freedom, skewness }: StandardError, level: number): Interval {
  if (!(se > 0)) return { estimate, low: estimate - se, high: estimate + se, level };
  const reach = studentReach(level, freedom);
  return { estimate, low: estimate - se * unbent(reach, skewness), high: estimate - se * unbent(-reach, skewness), level };
}

/** The inverse of Hall's monotone transformation of a studentised figure, T + s (T² / 3 + 1 / 6) + s² T³ / 27. */
function unbent(reach: number, skewness: number): number {
  if (Math.abs(skewness) < 1e-6) return reach;
  return (3 / skewness) * (Math.cbrt(1 + skewness * (reach - skewness / 6)) - 1);
}
