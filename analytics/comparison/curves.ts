/** Curves of both cohorts with their bands, and the difference of the areas under them. */
import { survivalCurve } from '../survival.ts';
import type { Observations } from '../survival.ts';
import { jackknifeError, lotsOf } from './jackknife.ts';
import type { StandardError } from './jackknife.ts';
import type { Resampling } from './resampling.ts';
import { masses } from './superiority.ts';
import { lastToldMs, restrictedMean, survivalBand } from './survival-intervals.ts';
import type { BandPoint } from './survival-intervals.ts';
import { studentReach, twoSidedStudent } from './tails.ts';

export interface RestrictedMeans {
  /** Until when both curves are known. */
  readonly untilMs: number;
  readonly beforeMs: number;
  readonly afterMs: number;
  /** Standard errors. */
  readonly beforeSeMs: number;
  readonly afterSeMs: number;
  /** After minus before: time saved a case within `untilMs`, as long as it may be. */
  readonly difference: { readonly estimateMs: number; readonly lowMs: number; readonly highMs: number; readonly level: number };
  readonly statistic: number;
  readonly p: number;
}

type How = Pick<Resampling, 'chance' | 'by'> & { readonly level: number };

/** Steps enough for a chart, however many cases there are. */
const MOST_POINTS = 200;
/** A curve so near 0 or 1 is there. */
const EDGE = 1e-9;

/** Greenwood's band where cases stand alone and none was withdrawn, else one by leaving out lots. */
export function curveBand(seen: Observations, { chance, by, level }: How): readonly BandPoint[] {
  if (by === 'observation' && seen.withdrawn === 0) return thinned(survivalBand(seen, level));
  const points = thinned(survivalCurve(seen));
  const { lots, lotOf } = lotsOf(seen, by, chance);
  const without = Array.from({ length: lots }, (_, lot) => survivalAt(seen, masses(seen, Infinity, lotOf, lot), points));
  return points.map((point, place) => {
    const inner = without.map((survival) => survival[place]!);
    // Where one lot holds all ends, or all that is left, log-log has no bounds.
    if (inner.some((survival) => survival <= EDGE || survival >= 1 - EDGE))
      return { ...point, ...plainBounds(point.survival, inner, level) };
    const { se, freedom } = jackknifeError([Float64Array.from(inner, (survival) => Math.log(-Math.log(survival)))]);
    const reach = studentReach(level, freedom) * se;
    const isCertain = point.survival <= 0 || point.survival >= 1 || Number.isNaN(reach);
    return {
      ...point,
      low: isCertain ? point.survival : point.survival ** Math.exp(reach),
      high: isCertain ? point.survival : point.survival ** Math.exp(-reach),
    };
  });
}

function plainBounds(
  survival: number,
  without: readonly number[],
  level: number,
): { readonly low: number; readonly high: number } {
  const { se, freedom } = jackknifeError([Float64Array.from(without)]);
  const reach = se > 0 ? studentReach(level, freedom) * se : 0;
  return { low: Math.max(0, survival - reach), high: Math.min(1, survival + reach) };
}

function thinned<Point>(points: readonly Point[]): readonly Point[] {
  const every = Math.max(1, Math.ceil(points.length / MOST_POINTS));
  return points.filter((_, index) => index % every === 0 || index === points.length - 1);
}

function survivalAt(seen: Observations, mass: Float64Array, points: readonly { readonly atMs: number }[]): Float64Array {
  const survival = new Float64Array(points.length);
  let [left, index] = [1, 0];
  for (const [place, { atMs }] of points.entries()) {
    for (; index < mass.length && seen.durationMs[index]! <= atMs; index++) left -= mass[index]!;
    survival[place] = left;
  }
  return survival;
}

/** @returns null with fewer than two completed cases on a side */
export function restrictedMeans(before: Observations, after: Observations, { chance, by, level }: How): RestrictedMeans | null {
  if (before.completed < 2 || after.completed < 2) return null;
  const untilMs = Math.min(toldUntil(before), toldUntil(after));
  const isPlain = by === 'observation' && before.withdrawn + after.withdrawn === 0;
  const [first, second] = [restrictedMean(before, untilMs), restrictedMean(after, untilMs)];
  const [beforeMs, afterMs] = isPlain
    ? [first.meanMs, second.meanMs]
    : [area(before, masses(before, untilMs), untilMs), area(after, masses(after, untilMs), untilMs)];
  const without = (seen: Observations, name: string): Float64Array => {
    const { lots, lotOf } = lotsOf(seen, by, chance.split(name));
    return Float64Array.from({ length: lots }, (_, lot) => area(seen, masses(seen, untilMs, lotOf, lot), untilMs));
  };
  const left = isPlain ? null : [without(before, 'before'), without(after, 'after')];
  const [beforeSeMs = 0, afterSeMs = 0] = left ? left.map((lots) => jackknifeError([lots]).se) : [first.seMs, second.seMs];
  const error: Pick<StandardError, 'se' | 'freedom'> = left
    ? jackknifeError(left)
    : { se: Math.hypot(beforeSeMs, afterSeMs), freedom: Math.max(1, before.completed + after.completed - 2) };
  const estimateMs = afterMs - beforeMs;
  const reach = error.se > 0 ? studentReach(level, error.freedom) * error.se : 0;
  const statistic = error.se > 0 ? estimateMs / error.se : 0;
  return {
    untilMs,
    beforeMs,
    afterMs,
    beforeSeMs,
    afterSeMs,
    difference: { estimateMs, lowMs: estimateMs - reach, highMs: estimateMs + reach, level },
    statistic,
    p: twoSidedStudent(statistic, error.freedom),
  };
}

function toldUntil(seen: Observations): number {
  return Math.min(lastToldMs(seen), seen.durationMs[seen.durationMs.length - 1]!);
}

function area(seen: Observations, mass: Float64Array, untilMs: number): number {
  let [sum, ended] = [0, 0];
  for (let index = 0; index < mass.length && seen.durationMs[index]! <= untilMs; index++) {
    sum += mass[index]! * seen.durationMs[index]!;
    ended += mass[index]!;
  }
  return sum + (1 - ended) * untilMs;
}
