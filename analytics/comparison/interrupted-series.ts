/**
 * Interrupted time series of weekly medians: did the level jump, or the slope turn, at the change, beyond what was under way? Least squares with
 * the errors of Newey and West 1987 (Bartlett weights), since weeks resemble their neighbours; critical values of Kiefer and Vogelsang 2005, which
 * know that these errors are themselves estimated. Placebo dates before the change say how often such a jump comes of itself.
 */
import type { Cohort } from '../cohorts.ts';
import { medianOf, observations } from '../survival.ts';
import type { Interval } from './jackknife.ts';
import { studentReach } from './tails.ts';

export interface SeriesPoint {
  /** Monday 00:00 UTC. */
  readonly fromAt: number;
  readonly n: number;
  readonly medianMs: number;
}

export interface InterruptedSeries {
  readonly changeAt: number;
  readonly weeksBefore: number;
  readonly weeksAfter: number;
  /** Weeks with fewer than 5 cases, or with too many open ones to know the median, are not there. */
  readonly points: readonly SeriesPoint[];
  /** The jump at the change, ms. */
  readonly level: Interval;
  /** The change of the slope, ms a week. */
  readonly slope: Interval;
  /** The slope before the change, ms a week. */
  readonly trendMs: number;
  /** Dates before the change at which there was none, and at how many of them the jump would have looked as great. */
  readonly placebo: { readonly dates: number; readonly asGreat: number };
}

const WEEK_MS = 7 * 86_400_000;
/** 1970-01-01 was a Thursday. */
const MONDAY_MS = 4 * 86_400_000;
const FEWEST_CASES = 5;
export const FEWEST_WEEKS = 8;

/** @returns null with fewer than 8 weeks on a side */
export function interruptedSeries(
  cohorts: readonly [Cohort, Cohort],
  startsOf: readonly [Float64Array, Float64Array],
  changeAt: number,
  level: number,
): InterruptedSeries | null {
  const points = [weeks(cohorts[0], startsOf[0]), weeks(cohorts[1], startsOf[1])].flat().sort((a, b) => a.fromAt - b.fromAt);
  const at = points.filter(({ fromAt }) => fromAt + WEEK_MS / 2 < changeAt).length;
  if (at < FEWEST_WEEKS || points.length - at < FEWEST_WEEKS) return null;
  const found = fit(points, at, level);
  return {
    changeAt,
    weeksBefore: at,
    weeksAfter: points.length - at,
    points,
    level: found.level,
    slope: found.slope,
    trendMs: found.trendMs,
    placebo: placebos(points.slice(0, at), Math.abs(found.level.estimate) / found.levelSe, level),
  };
}

function weeks({ seen }: Cohort, startedAt: Float64Array): readonly SeriesPoint[] {
  const inWeek = new Map<number, number[]>();
  for (let place = 0; place < startedAt.length; place++) {
    const week = Math.floor((startedAt[place]! - MONDAY_MS) / WEEK_MS);
    const known = inWeek.get(week);
    if (known) known.push(place);
    else inWeek.set(week, [place]);
  }
  return Array.from(inWeek, ([week, places]) => {
    const own = observations(
      Float64Array.from(places, (place) => seen.durationMs[place]!),
      Uint8Array.from(places, (place) => seen.ended[place]!),
    );
    return { fromAt: week * WEEK_MS + MONDAY_MS, n: places.length, medianMs: medianOf(own) };
  }).filter(({ n, medianMs }) => n >= FEWEST_CASES && Number.isFinite(medianMs));
}

/** At each week of the past that leaves 8 on both sides. */
function placebos(points: readonly SeriesPoint[], t: number, level: number): InterruptedSeries['placebo'] {
  let [dates, asGreat] = [0, 0];
  for (let at = FEWEST_WEEKS; at <= points.length - FEWEST_WEEKS; at++) {
    const found = fit(points, at, level);
    dates++;
    if (Math.abs(found.level.estimate) / found.levelSe >= t) asGreat++;
  }
  return { dates, asGreat };
}

/** @param at the first point after the change */
function fit(points: readonly SeriesPoint[], at: number, level: number) {
  const origin = points[at]!.fromAt;
  const rows = points.map(({ fromAt }, index) => {
    const time = (fromAt - origin) / WEEK_MS;
    return index < at ? [1, time, 0, 0] : [1, time, 1, time];
  });
  const { coefficients, errors, lags } = neweyWest(
    rows,
    points.map(({ medianMs }) => medianMs),
  );
  const reach = fixedBandwidthReach(level, (lags + 1) / rows.length, rows.length - 4);
  const interval = (place: number): Interval => {
    const [estimate, se] = [coefficients[place]!, errors[place]!];
    return { estimate, low: estimate - reach * se, high: estimate + reach * se, level };
  };
  return { level: interval(2), slope: interval(3), trendMs: coefficients[1]!, levelSe: errors[2]! };
}

/**
 * Least squares with errors by Newey and West.
 * @param lags of the errors' likeness; by default 1.3 √n (Lazarus, Lewis, Stock and Watson 2018)
 */
export function neweyWest(
  rows: readonly (readonly number[])[],
  values: readonly number[],
  lags = Math.floor(1.3 * Math.sqrt(rows.length)) - 1,
) {
  const width = rows[0]?.length ?? 0;
  const cross = matrix(width, (i, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0));
  const bread = inverse(cross);
  const moment = Array.from({ length: width }, (_, i) => rows.reduce((sum, row, t) => sum + row[i]! * values[t]!, 0));
  const coefficients = bread.map((row) => dot(row, moment));
  const residuals = rows.map((row, t) => values[t]! - dot(row, coefficients));
  const meat = matrix(width, (i, j) => {
    let sum = 0;
    for (let lag = 0; lag <= lags; lag++) {
      const weight = (1 - lag / (lags + 1)) / (lag === 0 ? 2 : 1);
      for (let t = lag; t < rows.length; t++) {
        const both = rows[t]![i]! * rows[t - lag]![j]! + rows[t - lag]![i]! * rows[t]![j]!;
        sum += weight * both * residuals[t]! * residuals[t - lag]!;
      }
    }
    return sum;
  });
  // n / (n − k): the coefficients are estimated too.
  const scale = rows.length / (rows.length - width);
  const errors = bread.map((row) =>
    Math.sqrt(
      Math.max(
        0,
        scale *
          dot(
            row,
            meat.map((inner) => dot(inner, row)),
          ),
      ),
    ),
  );
  return { coefficients, errors, lags };
}

/** Kiefer and Vogelsang 2005, table 1 (Bartlett, 97.5 %), scaled to other levels and few degrees of freedom by Student's t. */
function fixedBandwidthReach(level: number, share: number, freedom: number): number {
  const inflated = (1.96 + 2.9694 * share + 0.416 * share ** 2 - 0.5324 * share ** 3) / 1.96;
  return inflated * studentReach(level, freedom);
}

function matrix(width: number, of: (i: number, j: number) => number): number[][] {
  return Array.from({ length: width }, (_, i) => Array.from({ length: width }, (__, j) => of(i, j)));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

/** Gauss and Jordan with the greatest pivot. */
function inverse(of: readonly (readonly number[])[]): number[][] {
  const width = of.length;
  const rows = of.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < width; column++) {
    let pivot = column;
    for (let row = column; row < width; row++) if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const scale = rows[column]![column]!;
    rows[column] = rows[column]!.map((value) => value / scale);
    for (let row = 0; row < width; row++) {
      const factor = rows[row]![column]!;
      if (row !== column) rows[row] = rows[row]!.map((value, j) => value - factor * rows[column]![j]!);
    }
  }
  return rows.map((row) => row.slice(width));
}
