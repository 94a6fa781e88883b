/** How much two samples differ in rank: the probability that a case after is faster than one before, and the shift. With intervals. */
import { pairsLess } from '../rank-tests.ts';
import { studentReach, twoSidedStudent } from './tails.ts';

export interface BrunnerMunzel {
  /** P(after < before) + P(tie) / 2. */
  readonly superiority: number;
  readonly se: number;
  readonly freedom: number;
  /** Above 0 when after is greater. */
  readonly statistic: number;
  readonly p: number;
}

/** Brunner and Munzel 2000: right where spreads differ, and with ties. Both samples ascending, of two and more. */
export function brunnerMunzel(before: Float64Array, after: Float64Array): BrunnerMunzel {
  const [n, m] = [before.length, after.length];
  const inAfter = placements(before, after);
  const superiority = mean(inAfter) / m;
  const spreadBefore = n * variance(inAfter);
  const spreadAfter = m * variance(placements(after, before));
  const se = Math.sqrt(spreadBefore + spreadAfter) / (n * m);
  const distance = 0.5 - superiority;
  // Samples that do not overlap have no spread: they differ beyond doubt.
  const statistic = se > 0 ? distance / se : distance === 0 ? 0 : distance * Infinity;
  const freedom = (spreadBefore + spreadAfter) ** 2 / (spreadBefore ** 2 / (n - 1) + spreadAfter ** 2 / (m - 1));
  return { superiority, se, freedom, statistic, p: se > 0 ? twoSidedStudent(statistic, freedom) : distance === 0 ? 1 : 0 };
}

/** For each element of a sample how many of the other are less, ties counted half. Both ascending. */
function placements(of: Float64Array, among: Float64Array): Float64Array {
  const places = new Float64Array(of.length);
  for (let index = 0, less = 0, notGreater = 0; index < of.length; index++) {
    while (less < among.length && among[less]! < of[index]!) less++;
    notGreater = Math.max(notGreater, less);
    while (notGreater < among.length && among[notGreater]! <= of[index]!) notGreater++;
    places[index] = (less + notGreater) / 2;
  }
  return places;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: Float64Array): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

/** The interval of a probability on the logit scale, which keeps it within 0 and 1. */
export function logitInterval(
  share: number,
  se: number,
  freedom: number,
  level: number,
): { readonly low: number; readonly high: number } {
  if (!(se > 0) || share <= 0 || share >= 1) return { low: share, high: share };
  const reach = (studentReach(level, freedom) * se) / (share * (1 - share));
  const odds = Math.log(share / (1 - share));
  const back = (logit: number): number => 1 / (1 + Math.exp(-logit));
  return { low: back(odds - reach), high: back(odds + reach) };
}

export interface Shift {
  readonly estimateMs: number;
  readonly lowMs: number;
  readonly highMs: number;
}

/**
 * Hodges and Lehmann 1963: the median of all differences after − before, and the interval of Moses that inverts Mann and Whitney's test.
 * Nothing but O(n + m) of memory. Both samples ascending and not empty.
 * @param effect by how much the variance grows because cases are alike (1: not at all)
 */
export function hodgesLehmann(before: Float64Array, after: Float64Array, level: number, effect = 1): Shift {
  const [n, m] = [before.length, after.length];
  const pairs = n * m;
  const size = n + m;
  const variance = (effect * pairs * (size + 1 - pairsLess(before, after).tieTerm / (size * (size - 1)))) / 12;
  const reach = studentReach(level, Infinity) * Math.sqrt(variance);
  const rank = Math.max(0, Math.floor(pairs / 2 - reach - 0.5));
  const middle = (pairs - 1) / 2;
  const estimateMs = (differenceAt(before, after, Math.floor(middle)) + differenceAt(before, after, Math.ceil(middle))) / 2;
  return {
    estimateMs,
    lowMs: boundAt(before, after, rank),
    highMs: boundAt(before, after, pairs - 1 - rank),
  };
}

/** The rank-th (from 0) of all differences after − before: bisection over values, each step counted in one pass over both. */
function differenceAt(before: Float64Array, after: Float64Array, rank: number): number {
  let low = after[0]! - before[before.length - 1]!;
  let high = after[after.length - 1]! - before[0]!;
  for (let step = 0; step < 100 && low < high; step++) {
    const middle = low + (high - low) / 2;
    const { count, greatest, next } = notAbove(before, after, middle);
    if (count > rank) high = greatest;
    else low = next;
  }
  return low;
}

/**
 * The same for a bound: of equal differences, as whole days have, each is taken to stand for its part of the way to its neighbours. Without
 * that an interval of tied data ends at whole days and holds the truth too often.
 */
function boundAt(before: Float64Array, after: Float64Array, rank: number): number {
  const at = differenceAt(before, after, rank);
  const upTo = notAbove(before, after, at);
  const below = notBelow(before, after, at);
  const tied = upTo.count - below.less;
  if (tied < 2) return at;
  const place = (rank + 0.5 - below.less) / tied - 0.5;
  const neighbour = place < 0 ? below.previous : upTo.next;
  return Number.isFinite(neighbour) ? at + Math.abs(place) * (neighbour - at) : at;
}

/** How many differences are ≤ a bound, the greatest of them, and the least above. */
function notAbove(before: Float64Array, after: Float64Array, bound: number) {
  let count = 0;
  let greatest = -Infinity;
  let next = Infinity;
  for (let index = 0, place = 0; index < before.length; index++) {
    while (place < after.length && after[place]! - before[index]! <= bound) place++;
    count += place;
    if (place > 0) greatest = Math.max(greatest, after[place - 1]! - before[index]!);
    if (place < after.length) next = Math.min(next, after[place]! - before[index]!);
  }
  return { count, greatest, next };
}

/** How many differences are < a bound, and the greatest of them. */
function notBelow(before: Float64Array, after: Float64Array, bound: number) {
  let less = 0;
  let previous = -Infinity;
  for (let index = 0, place = 0; index < before.length; index++) {
    while (place < after.length && after[place]! - before[index]! < bound) place++;
    less += place;
    if (place > 0) previous = Math.max(previous, after[place - 1]! - before[index]!);
  }
  return { less, previous };
}
