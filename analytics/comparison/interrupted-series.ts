/**
 * Interrupted time series of weekly medians: did the level jump, or the slope turn, at the change, beyond what was under way? Least squares with
 * the errors of Newey and West 1987 (Bartlett weights), since weeks resemble their neighbours; how many errors an interval must reach is found by
 * simulation, since these errors are estimates of few weeks. Placebo dates before the change say how often such a jump comes of itself.
 */
import type { Cohort } from '../cohorts.ts';
import { medianOf, observations } from '../survival.ts';
import type { Interval } from './jackknife.ts';
import { quantileOfSorted } from '../statistics.ts';
import { random } from '../simulation/random.ts';
import type { Random } from '../simulation/random.ts';

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
  const { coefficients, errors, of } = intervals(rowsOf(points, at), mediansOf(points), level);
  return {
    changeAt,
    weeksBefore: at,
    weeksAfter: points.length - at,
    points,
    level: of(JUMP),
    slope: of(TURN),
    trendMs: coefficients[TREND]!,
    placebo: placebos(points.slice(0, at), Math.abs(coefficients[JUMP]!) / errors[JUMP]!),
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
function placebos(points: readonly SeriesPoint[], t: number): InterruptedSeries['placebo'] {
  let [dates, asGreat] = [0, 0];
  for (let at = FEWEST_WEEKS; at <= points.length - FEWEST_WEEKS; at++) {
    const { coefficients, errors } = neweyWest(rowsOf(points, at), mediansOf(points));
    dates++;
    if (Math.abs(coefficients[JUMP]!) / errors[JUMP]! >= t) asGreat++;
  }
  return { dates, asGreat };
}

const [TREND, JUMP, TURN] = [1, 2, 3];

/** @param at the first point after the change */
function rowsOf(points: readonly SeriesPoint[], at: number): readonly (readonly number[])[] {
  const origin = points[at]!.fromAt;
  return points.map(({ fromAt }, index) => {
    const time = (fromAt - origin) / WEEK_MS;
    return index < at ? [1, time, 0, 0] : [1, time, 1, time];
  });
}

function mediansOf(points: readonly SeriesPoint[]): readonly number[] {
  return points.map(({ medianMs }) => medianMs);
}

/** The interval of one coefficient. */
export function neweyWestInterval(
  rows: readonly (readonly number[])[],
  values: readonly number[],
  place: number,
  level: number,
): Interval {
  return intervals(rows, values, level).of(place);
}

function intervals(rows: readonly (readonly number[])[], values: readonly number[], level: number) {
  const { coefficients, errors, residuals } = neweyWest(rows, values);
  const likeness = likenessOf(residuals);
  const of = (place: number): Interval => {
    const [estimate, se] = [coefficients[place]!, errors[place]!];
    const reach = simulatedReach(rows, place, likeness, level);
    return { estimate, low: estimate - reach * se, high: estimate + reach * se, level };
  };
  return { coefficients, errors, of };
}

/** Each of the two lines that are fitted takes away likeness of neighbours, about (2 + 4ρ) / n of its points (Kendall 1954). */
function likenessOf(residuals: readonly number[]): number {
  const n = residuals.length;
  const both = residuals.reduce((sum, value, index) => sum + (index > 0 ? value * residuals[index - 1]! : 0), 0);
  const squares = residuals.reduce((sum, value) => sum + value * value, 0);
  const found = squares > 0 ? (both / squares + 4 / n) / (1 - 8 / n) : 0;
  return Math.min(0.9, Math.max(0, found));
}

const SIMULATED = 1000;

/**
 * How many errors an interval must reach to hold the truth so often: the quantile of |t| in series of the same weeks without any change, whose
 * neighbours are as alike. The tables assume far more weeks than a change has behind it.
 */
function simulatedReach(rows: readonly (readonly number[])[], place: number, likeness: number, level: number): number {
  const chance = random(1);
  const fitted = leastSquares(rows);
  const ts = Float64Array.from({ length: SIMULATED }, () => {
    let noise = normalVariate(chance);
    const values = rows.map(() => {
      const now = noise;
      noise = likeness * noise + Math.sqrt(1 - likeness ** 2) * normalVariate(chance);
      return now;
    });
    const { coefficients, errors } = fitted(values, lagsOf(rows.length));
    return Math.abs(coefficients[place]!) / errors[place]!;
  }).sort();
  return quantileOfSorted(ts, level);
}

function normalVariate(chance: Random): number {
  return Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
}

/** As Newey and West 1994 have it as a start. */
function lagsOf(n: number): number {
  return Math.floor(4 * (n / 100) ** (2 / 9));
}

/** Least squares with errors by Newey and West. @param lags of the errors' likeness */
export function neweyWest(rows: readonly (readonly number[])[], values: readonly number[], lags = lagsOf(rows.length)) {
  return leastSquares(rows)(values, lags);
}

function leastSquares(rows: readonly (readonly number[])[]) {
  const width = rows[0]?.length ?? 0;
  const bread = inverse(matrix(width, (i, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)));
  const scores = rows.map((row) => bread.map((of) => dot(of, row)));
  // n / (n − k): the coefficients are estimated too.
  const scale = rows.length / (rows.length - width);
  return (values: readonly number[], lags: number) => {
    const coefficients = bread.map((_, i) => scores.reduce((sum, score, t) => sum + score[i]! * values[t]!, 0));
    const residuals = rows.map((row, t) => values[t]! - dot(row, coefficients));
    const errors = bread.map((_, i) => {
      const weighted = scores.map((score, t) => score[i]! * residuals[t]!);
      let sum = 0;
      for (let lag = 0; lag <= lags; lag++) {
        const weight = lag === 0 ? 1 : 2 * (1 - lag / (lags + 1));
        for (let t = lag; t < weighted.length; t++) sum += weight * weighted[t]! * weighted[t - lag]!;
      }
      return Math.sqrt(Math.max(0, scale * sum));
    });
    return { coefficients, errors, residuals };
  };
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
