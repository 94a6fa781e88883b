/**
 * The quality score of a service: Σ part × points. Points are min–max with declared goalposts (OECD and JRC, Handbook on Constructing
 * Composite Indicators, 2008, chapters 5 and 6; as the Human Development Index). The interval puts the intervals of the components together
 * (MOVER: Zou and Donner, Statistics in Medicine 27, 2008), with how the components go together in the same cases; each end goes through the
 * goalposts, so that it holds near them and where all cases were alike, where a slope would say that nothing is uncertain. Pure.
 */
import { normalQuantile, SMALLEST_GROUP } from '../../analytics/index.ts';
import { wilson } from '../survey/estimates.ts';
import {
  bandOf,
  pointsOf,
  QUALITY_COMPONENTS,
  type QualityBand,
  type QualityComponent,
  type QualityMethod,
} from './method-shapes.ts';

/** Of one case, NaN where it is not known. */
export interface CaseQuality {
  /** 1 or 0. */
  readonly onTime: number;
  readonly firstTimeRight: number;
  /** 1: a complaint came. */
  readonly complaints: number;
  readonly cost: number;
}

export interface ServiceQuality {
  readonly cases: readonly CaseQuality[];
  /** Costs of cases of the same time before. */
  readonly costsBefore: readonly number[];
  /** Ratings 1 to 5; undefined where what is asked for cannot be told from answers. */
  readonly ratings: readonly number[] | undefined;
  /** Whether anybody writes complaints down. */
  readonly hasComplaints: boolean;
}

/**
 * Why a component has no points: fewer than the method asks for (`few`), fewer cases before (`fewBefore`), answers do not tell what is
 * filtered by (`notDivided`), nobody writes complaints down (`notRecorded`).
 */
export type Missing = 'few' | 'fewBefore' | 'notDivided' | 'notRecorded';

export interface ComponentScore {
  readonly component: QualityComponent;
  /** Cases or answers. */
  readonly n: number;
  /** With its interval of 95 %; null below 5. Of cost the index; shares otherwise. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Euros for a case, now and before; null of the others. */
  readonly mean: number | null;
  readonly meanBefore: number | null;
  readonly points: number | null;
  readonly pointsLow: number | null;
  readonly pointsHigh: number | null;
  /** Part of the score that it makes, 0 to 1, and how many points of it. */
  readonly part: number;
  readonly contribution: number | null;
  readonly missing: Missing | null;
}

export interface ServiceScore {
  readonly components: readonly ComponentScore[];
  /** Part of all weight that is known. */
  readonly knownWeight: number;
  /** With its interval of 95 %; null: not rated. */
  readonly score: { readonly value: number; readonly low: number; readonly high: number; readonly band: QualityBand } | null;
}

interface Estimated {
  readonly n: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly mean?: number | null;
  readonly meanBefore?: number | null;
  readonly missing: Missing | null;
  /** How each case moves the mean, by its place; with `spread`, the standard error. None of what comes not from cases. */
  readonly pulls?: Float64Array;
  readonly spread?: number;
}

const LEVEL = 0.95;
const SATISFIED = 4;
const UNKNOWN = { value: null, low: null, high: null } as const;

export function scoreService(of: ServiceQuality, method: QualityMethod): ServiceScore {
  const estimates = QUALITY_COMPONENTS.map((component) => ({ component, ...estimateOf(component, of, method) }));
  const weightOf = (component: QualityComponent): number => method.components[component].weight;
  const total = QUALITY_COMPONENTS.reduce((sum, component) => sum + weightOf(component), 0);
  const known = estimates.reduce((sum, { component, missing }) => sum + (missing === null ? weightOf(component) : 0), 0);
  const components = estimates.map((one): ComponentScore => {
    const { component, n, value, low, high, mean = null, meanBefore = null, missing } = one;
    const goal = method.components[component];
    const ends = [low, high].map((end) => (missing !== null || end === null ? null : pointsOf(end, goal)));
    const points = missing !== null || value === null ? null : pointsOf(value, goal);
    const part = points === null || known === 0 ? 0 : goal.weight / known;
    const [one_, other] = ends;
    const isKnown = one_ != null && other != null;
    return {
      ...{ component, n, value, low, high, mean, meanBefore, points, part, missing },
      pointsLow: isKnown ? Math.min(one_, other) : null,
      pointsHigh: isKnown ? Math.max(one_, other) : null,
      contribution: points === null ? null : part * points,
    };
  });
  const knownWeight = total === 0 ? 0 : known / total;
  // Sums of parts are not exact.
  if (known === 0 || knownWeight < method.leastWeight - 1e-9) return { components, knownWeight, score: null };
  const value = components.reduce((sum, { contribution }) => sum + (contribution ?? 0), 0);
  const [below, above] = reaches(components, estimates, method);
  const score = { value, low: Math.max(0, value - below), high: Math.min(100, value + above), band: bandOf(value, method) };
  return { components, knownWeight, score };
}

/** How far the interval reaches below and above the score. */
function reaches(
  components: readonly ComponentScore[],
  estimates: readonly Estimated[],
  method: QualityMethod,
): readonly [number, number] {
  const counted = components.flatMap(({ component, part, points, pointsLow, pointsHigh }, place) => {
    if (points === null || pointsLow === null || pointsHigh === null || part === 0) return [];
    const { worst, best } = method.components[component];
    const { pulls, spread } = estimates[place] ?? {};
    return [
      { below: part * (points - pointsLow), above: part * (pointsHigh - points), sign: Math.sign(best - worst), pulls, spread },
    ];
  });
  const together = (side: 'below' | 'above'): number => {
    let sum = 0;
    for (const [place, one] of counted.entries())
      for (const [at, other] of counted.entries())
        sum += one[side] * other[side] * (place === at ? 1 : one.sign * other.sign * correlation(one, other));
    return Math.sqrt(Math.max(0, sum));
  };
  return [together('below'), together('above')];
}

type Pulling =
  Pick<Estimated, 'pulls' | 'spread'> | { readonly pulls: Float64Array | undefined; readonly spread: number | undefined };

/** Of two means over partly the same cases; 0 where they share none. */
function correlation(one: Pulling, other: Pulling): number {
  const spread = (one.spread ?? 0) * (other.spread ?? 0);
  if (one.pulls === undefined || other.pulls === undefined || spread === 0) return 0;
  let sum = 0;
  for (const [place, pull] of one.pulls.entries()) sum += pull * (other.pulls[place] ?? 0);
  return Math.max(-1, Math.min(1, sum / spread));
}

function estimateOf(component: QualityComponent, of: ServiceQuality, method: QualityMethod): Estimated {
  switch (component) {
    case 'satisfaction': {
      if (of.ratings === undefined) return { n: 0, ...UNKNOWN, missing: 'notDivided' };
      const satisfied = of.ratings.reduce((sum, rating) => sum + (rating >= SATISFIED ? 1 : 0), 0);
      return share(satisfied, of.ratings.length, method.leastAnswers);
    }
    case 'complaints':
      return of.hasComplaints ? shareOfCases(component, of, method) : { n: 0, ...UNKNOWN, missing: 'notRecorded' };
    case 'onTime':
    case 'firstTimeRight':
      return shareOfCases(component, of, method);
    case 'cost':
      return costIndex(of, method);
    default:
      return component satisfies never;
  }
}

function share(count: number, n: number, least: number): Estimated {
  const missing = n < least ? 'few' : null;
  if (n < SMALLEST_GROUP) return { n, ...UNKNOWN, missing: 'few' };
  return { n, value: count / n, ...wilson(count / n, n), missing };
}

function shareOfCases(
  component: 'onTime' | 'firstTimeRight' | 'complaints',
  { cases }: ServiceQuality,
  { leastCases }: QualityMethod,
): Estimated {
  const pulling = pullsOf(cases.map((one) => one[component]));
  return { ...share(pulling.sum, pulling.n, leastCases), ...pulling };
}

/** Ratio of two means of different cases: delta method on its logarithm, which a ratio's distribution is nearer to normal on. */
function costIndex({ cases, costsBefore }: ServiceQuality, { leastCases }: QualityMethod): Estimated {
  const now = pullsOf(cases.map(({ cost }) => cost));
  const before = pullsOf(costsBefore);
  const { n } = now;
  const told = (one: typeof now): number | null => (one.n < SMALLEST_GROUP ? null : one.sum / one.n);
  const means = { mean: told(now), meanBefore: told(before) };
  if (n < leastCases) return { n, ...UNKNOWN, ...means, missing: 'few' };
  if (before.n < leastCases || !(before.sum > 0)) return { n, ...UNKNOWN, ...means, missing: 'fewBefore' };
  const [mean, was] = [now.sum / n, before.sum / before.n];
  const value = mean / was;
  const spread = Math.hypot(now.spread / was, (value * before.spread) / was);
  const reach = value === 0 ? 1 : Math.exp((normalQuantile((1 + LEVEL) / 2) * spread) / value);
  const pulls = now.pulls.map((pull) => pull / was);
  return { n, value, low: value / reach, high: value * reach, ...means, missing: null, pulls, spread };
}

/** Sum and n of what is known, how each value pulls the mean, and its standard error. */
function pullsOf(values: readonly number[]) {
  let [sum, n, squares] = [0, 0, 0];
  for (const value of values) if (!Number.isNaN(value)) [sum, n] = [sum + value, n + 1];
  const pulls = Float64Array.from(values, (value) =>
    Number.isNaN(value) ? 0 : (value - sum / n) / Math.sqrt(n * Math.max(1, n - 1)),
  );
  for (const pull of pulls) squares += pull * pull;
  return { sum, n, pulls, spread: Math.sqrt(squares) };
}
