/** One measure of a comparison: its value before and after, and their difference with an interval. */
import { designEffect, observations } from '../survival.ts';
import { MIN_COMPLETED } from '../verdict.ts';
import { jackknifeError, studentInterval } from './jackknife.ts';
import type { Interval } from './jackknife.ts';
import type { DrawnBy } from './resampling.ts';
import { normalQuantile } from './tails.ts';

export type Unit = 'ms' | 'days' | 'share' | 'count' | 'money' | 'points';

export interface Measure {
  readonly unit: Unit;
  readonly statistic: 'median' | 'mean' | 'share';
  /** Which way is better. */
  readonly better: 'less' | 'more';
  /** Cases that have it. */
  readonly before: { readonly n: number; readonly value: number };
  readonly after: { readonly n: number; readonly value: number };
  /** After minus before; bounds may be null where too many cases are open. */
  readonly difference: {
    readonly estimate: number;
    readonly low: number | null;
    readonly high: number | null;
    readonly level: number;
  };
  readonly change: Change;
}

/** What the interval says; below 20 cases on a side nothing. */
export const CHANGES = ['better', 'worse', 'not proven', 'not enough data'] as const;
export type Change = (typeof CHANGES)[number];

export function measure(
  of: Pick<Measure, 'unit' | 'statistic' | 'better' | 'before' | 'after'>,
  { estimate, low, high, level }: Interval,
): Measure | null {
  if (of.before.n === 0 || of.after.n === 0 || !Number.isFinite(estimate)) return null;
  const known = (bound: number): number | null => (Number.isFinite(bound) ? bound : null);
  const difference = { estimate, low: known(low), high: known(high), level };
  return { ...of, difference, change: changeOf(of, difference) };
}

function changeOf({ before, after, better }: Pick<Measure, 'before' | 'after' | 'better'>, of: Measure['difference']): Change {
  const { low, high } = of;
  if (Math.min(before.n, after.n) < MIN_COMPLETED || low === null || high === null) return 'not enough data';
  if (low <= 0 && high >= 0) return 'not proven';
  return high < 0 === (better === 'less') ? 'better' : 'worse';
}

/** One value a case, NaN where a case has none, and the week of each. */
export interface CaseValues {
  readonly values: Float64Array;
  readonly weekOf: Int32Array;
}

/** Difference of means, by leaving out each case, or each week where the cases of a week are alike. */
export function meanDifference(before: CaseValues, after: CaseValues, by: DrawnBy, level: number) {
  const sides = [before, after].map((side) => ({ side, ...totalsOf(side, by) }));
  const [first, second] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const [meanBefore, meanAfter] = [first.sum / first.n, second.sum / second.n];
  const without = sides.map(({ sum, n, lots }, place) =>
    Float64Array.from(lots, (lot) => ((place === 0 ? -1 : 1) * (sum - lot.sum)) / (n - lot.n)),
  );
  return {
    before: { n: first.n, value: meanBefore },
    after: { n: second.n, value: meanAfter },
    interval: studentInterval(meanAfter - meanBefore, jackknifeError(without), level),
  };
}

function totalsOf({ values, weekOf }: CaseValues, by: DrawnBy) {
  const lots = new Map<number, { sum: number; n: number }>();
  let [sum, n] = [0, 0];
  for (const [index, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    const key = by === 'cluster' ? weekOf[index]! : index;
    const lot = lots.get(key);
    if (lot) {
      lot.sum += value;
      lot.n++;
    } else lots.set(key, { sum: value, n: 1 });
    sum += value;
    n++;
  }
  return { sum, n, lots: [...lots.values()] };
}

/** Difference of shares of 0 and 1: Newcombe 1998 (method 10) on Wilson's intervals, n divided by the design effect of the weeks. */
export function shareDifference(before: CaseValues, after: CaseValues, level: number) {
  const [first, second] = [before, after].map((side) => wilson(side, level)) as [Wilson, Wilson];
  const estimate = second.share - first.share;
  return {
    before: { n: first.n, value: first.share },
    after: { n: second.n, value: second.share },
    interval: {
      estimate,
      low: estimate - Math.hypot(second.share - second.low, first.high - first.share),
      high: estimate + Math.hypot(second.high - second.share, first.share - first.low),
      level,
    },
  };
}

interface Wilson {
  readonly n: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Wilson 1927. */
export function wilson(side: CaseValues, level: number): Wilson {
  const known = Array.from(side.values.keys()).filter((index) => !Number.isNaN(side.values[index]!));
  const values = Float64Array.from(known, (index) => side.values[index]!);
  const n = values.length;
  const share = values.reduce((sum, value) => sum + value, 0) / n;
  const weeks = known.map((index) => side.weekOf[index]!);
  const size = n / designEffect(observations(values, new Uint8Array(n), weeks));
  const z = normalQuantile((1 + level) / 2);
  const centre = (share + (z * z) / (2 * size)) / (1 + (z * z) / size);
  const reach = (z / (1 + (z * z) / size)) * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size));
  return { n, share, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}
