/**
 * Subgroup search: in which cases is a figure worst? Every group of one feature and every pair of groups of two is tested against all
 * other cases (Mann-Whitney, normal approximation with corrections for ties and continuity), and p is corrected for all tests of all
 * figures together (Benjamini and Hochberg 1995). Of the segments that stand, the one with the greatest z is the worst: size and effect
 * both count (Klösgen 1996), and outliers do not decide. Deterministic.
 */
import { upperTail } from './rank-tests.ts';
import { quantileOfSorted } from './statistics.ts';

/** A division of the cases: by the value of an attribute, by a range of a number, by unit. */
export interface Feature<Group> {
  /** By case: its group, or -1 when the feature is not told. */
  readonly groupOf: Int32Array;
  readonly groups: readonly Group[];
}

export interface Segment<Group> {
  /** One group, or two that hold together. */
  readonly groups: readonly Group[];
  /** Cases in it, and all others that have the figure. */
  readonly n: number;
  readonly nRest: number;
  readonly medianMs: number;
  readonly restMedianMs: number;
  readonly meanMs: number;
  readonly restMeanMs: number;
  /** P(greater than in the rest) − P(less): 1 when every case of it exceeds every other. */
  readonly cliffsDelta: number;
  readonly p: number;
  /** The false discovery rate at which it would stand (adjusted p). */
  readonly q: number;
}

export interface SegmentSearch<Group> {
  /** Tests of all figures together, by which p was corrected. */
  readonly tests: number;
  /** By figure; null where no segment is proven to be worse than the rest. */
  readonly worst: readonly (Segment<Group> | null)[];
}

/** What a search is made on: features with at most 50 groups each are meant. */
export interface SegmentQuestion<Group> {
  /** Of each case, ms; NaN for a case that does not count. */
  readonly values: Float64Array;
  readonly features: readonly Feature<Group>[];
}

/** Smaller groups are never shown nor tested, and neither are those whose rest is smaller: the rest would tell of them. */
export const MIN_SEGMENT = 5;
const FALSE_DISCOVERY_RATE = 0.05;
/** Cliff's delta below this is negligible (Romano 2006): with many cases anything is proven. */
const LEAST_DELTA = 0.147;

interface Tested {
  /** Feature and group, and the second pair or -1. */
  readonly places: readonly [number, number, number, number];
  readonly n: number;
  readonly z: number;
  readonly p: number;
  readonly delta: number;
  readonly meanMs: number;
  readonly restMeanMs: number;
}

/** @param progress told how many of how many questions are done */
export function searchSegments<Group>(
  questions: readonly SegmentQuestion<Group>[],
  progress?: (done: number, of: number) => void,
): SegmentSearch<Group> {
  const tested = questions.map((question, index) => {
    progress?.(index, questions.length);
    return testAll(question);
  });
  const adjusted = benjaminiHochberg(Float64Array.from(tested.flat(), ({ p }) => p));
  let first = 0;
  const worst = questions.map((question, index) => {
    let best: (Tested & { readonly q: number }) | undefined;
    const tests = tested[index] ?? [];
    for (const [place, test] of tests.entries()) {
      const q = adjusted[first + place]!;
      const isWorse = q <= FALSE_DISCOVERY_RATE && test.delta >= LEAST_DELTA && test.meanMs > test.restMeanMs;
      // The first tested goes first: one feature before two.
      if (isWorse && test.z > (best?.z ?? 0)) best = { ...test, q };
    }
    first += tests.length;
    return best ? described(question, best) : null;
  });
  return { tests: first, worst };
}

/** Adjusted p of each: the least rate of false discoveries at which it would be called one. Source: Benjamini and Hochberg 1995. */
export function benjaminiHochberg(ps: Float64Array): Float64Array {
  const order = Array.from(ps.keys()).sort((a, b) => ps[b]! - ps[a]!);
  const adjusted = new Float64Array(ps.length);
  let least = 1;
  for (const [place, index] of order.entries()) {
    least = Math.min(least, (ps[index]! * ps.length) / (ps.length - place));
    adjusted[index] = least;
  }
  return adjusted;
}

function testAll<Group>({ values, features }: SegmentQuestion<Group>): readonly Tested[] {
  const { rankOf, n, tieTerm } = ranks(values);
  const allMs = values.reduce((sum, ms) => sum + (Number.isNaN(ms) ? 0 : ms), 0);
  const tests: Tested[] = [];
  const test = ({ size: sizes, rankSum: rankSums, ms }: Sums, at: number, places: Tested['places']): void => {
    const [size, rankSum] = [sizes[at]!, rankSums[at]!];
    const rest = n - size;
    if (size < MIN_SEGMENT || rest < MIN_SEGMENT) return;
    const pairs = size * rest;
    const u = rankSum - (size * (size + 1)) / 2;
    const variance = (pairs / 12) * (n + 1 - tieTerm / (n * (n - 1)));
    const distance = Math.max(0, Math.abs(u - pairs / 2) - 0.5);
    const absoluteZ = variance > 0 ? distance / Math.sqrt(variance) : 0;
    const p = Math.min(1, 2 * upperTail(absoluteZ));
    tests.push({
      places,
      n: size,
      z: u > pairs / 2 ? absoluteZ : -absoluteZ,
      p,
      delta: (2 * u) / pairs - 1,
      meanMs: ms[at]! / size,
      restMeanMs: (allMs - ms[at]!) / rest,
    });
  };
  const sizes: Float64Array[] = [];
  for (const [index, feature] of features.entries()) {
    const alone = sums(values, rankOf, feature.groups.length, (at) => feature.groupOf[at]!);
    sizes.push(alone.size);
    for (const group of feature.groups.keys()) test(alone, group, [index, group, -1, -1]);
  }
  for (const [index, feature] of features.entries())
    for (let other = index + 1; other < features.length; other++) {
      const second = features[other]!;
      const width = second.groups.length;
      const both = sums(values, rankOf, feature.groups.length * width, (at) =>
        feature.groupOf[at]! < 0 || second.groupOf[at]! < 0 ? -1 : feature.groupOf[at]! * width + second.groupOf[at]!,
      );
      for (let cell = 0; cell < both.size.length; cell++) {
        const [group, otherGroup] = [Math.floor(cell / width), cell % width];
        // The pair is the same cases as one of its groups alone: not another segment.
        if (both.size[cell] === sizes[index]![group]! || both.size[cell] === sizes[other]![otherGroup]!) continue;
        test(both, cell, [index, group, other, otherGroup]);
      }
    }
  return tests;
}

/** By group: its cases, and the sums of their ranks and values. */
interface Sums {
  readonly size: Float64Array;
  readonly rankSum: Float64Array;
  readonly ms: Float64Array;
}

function sums(values: Float64Array, rankOf: Float64Array, groups: number, groupOf: (index: number) => number): Sums {
  const size = new Float64Array(groups);
  const rankSum = new Float64Array(groups);
  const ms = new Float64Array(groups);
  for (let index = 0; index < rankOf.length; index++) {
    const group = groupOf(index);
    if (group < 0 || Number.isNaN(rankOf[index]!)) continue;
    size[group]!++;
    rankSum[group]! += rankOf[index]!;
    ms[group]! += values[index]!;
  }
  return { size, rankSum, ms };
}

/** Mid-ranks from 1 of the values that are numbers, and the sum of t³ − t over ties. */
function ranks(values: Float64Array): { readonly rankOf: Float64Array; readonly n: number; readonly tieTerm: number } {
  const order = Array.from(values.keys())
    .filter((index) => !Number.isNaN(values[index]!))
    .sort((a, b) => values[a]! - values[b]!);
  const rankOf = new Float64Array(values.length).fill(NaN);
  let tieTerm = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let place = from; place < to; place++) rankOf[order[place]!] = (from + to + 1) / 2;
    tieTerm += (to - from) ** 3 - (to - from);
  }
  return { rankOf, n: order.length, tieTerm };
}

function described<Group>({ values, features }: SegmentQuestion<Group>, found: Tested & { readonly q: number }): Segment<Group> {
  const [first, group, second, otherGroup] = found.places;
  const isIn = (index: number): boolean =>
    features[first]?.groupOf[index] === group && (second < 0 || features[second]?.groupOf[index] === otherGroup);
  const counted = Array.from(values.keys()).filter((index) => !Number.isNaN(values[index]!));
  const inside = Float64Array.from(counted.filter(isIn), (index) => values[index]!).sort();
  const rest = Float64Array.from(
    counted.filter((index) => !isIn(index)),
    (index) => values[index]!,
  ).sort();
  return {
    groups: [features[first]?.groups[group], features[second]?.groups[otherGroup]].flatMap((one) =>
      one === undefined ? [] : [one],
    ),
    n: inside.length,
    nRest: rest.length,
    medianMs: quantileOfSorted(inside, 0.5),
    restMedianMs: quantileOfSorted(rest, 0.5),
    meanMs: found.meanMs,
    restMeanMs: found.restMeanMs,
    cliffsDelta: found.delta,
    p: found.p,
    q: found.q,
  };
}
