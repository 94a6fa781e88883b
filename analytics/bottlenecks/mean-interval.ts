/**
 * Percentile intervals of a mean per case by a seeded bootstrap (Efron 1979). The same draws serve all activities, so that they are
 * compared on the same resamples. As in a comparison whole weeks are drawn where the cases of a week are alike.
 */
import { random } from '../simulation/random.ts';
import type { Random } from '../simulation/random.ts';
import { quantileOfSorted } from '../statistics.ts';
import { designEffect, observations } from '../survival.ts';
import { MIN_COMPLETED } from '../verdict.ts';
import type { Saving } from './saved-time.ts';

export interface MeanInterval {
  /** ms for each of the n cases; null with fewer than 20. */
  readonly lowMs: number | null;
  readonly highMs: number | null;
  readonly level: number;
  readonly drawn: 'cases' | 'weeks';
  /** By how much the variance grows because cases of a week are alike (1: not at all). */
  readonly effect: number;
}

const LEVEL = 0.95;
/** As in a comparison: see compare.ts. */
const CLUSTERED_FROM = 1.5;
const MIN_WEEKS = 8;
/** More cases than this are dealt by chance into as many lots, and lots are drawn: the variance of a mean is the same, the cost is not. */
const MOST_LOTS = 2000;
const WEEK_MS = 7 * 86_400_000;

/** @param startedAt of each case, on whose week it depends with which others it is alike */
export function meanIntervals(
  startedAt: Float64Array,
  { seed, resamples }: { readonly seed: number; readonly resamples: number },
): (saving: Saving) => MeanInterval {
  const n = startedAt.length;
  const weekNumbers = Array.from(startedAt, (at) => Math.floor(at / WEEK_MS));
  const codes = new Map(Array.from(new Set(weekNumbers), (week, code) => [week, code]));
  const weekOf = Int32Array.from(weekNumbers, (week) => (codes.get(week) ?? 0) % MOST_LOTS);
  const chance = random(seed);
  const byCase = drawer(lots(n, chance.split('lots')), resamples, chance.split('cases'));
  const byWeek = drawer(weekOf, resamples, chance.split('weeks'));
  return (saving) => {
    const dense = new Float64Array(n);
    for (const [at, place] of saving.places.entries()) dense[place] = saving.ms[at]!;
    const effect = n < MIN_COMPLETED ? 1 : designEffect(observations(dense, new Uint8Array(n), weekNumbers));
    const drawn = effect >= CLUSTERED_FROM && codes.size >= MIN_WEEKS ? 'weeks' : 'cases';
    if (n < MIN_COMPLETED) return { lowMs: null, highMs: null, level: LEVEL, drawn, effect };
    const means = (drawn === 'weeks' ? byWeek : byCase)(saving);
    const bound = (share: number): number => quantileOfSorted(means, share);
    return { lowMs: bound((1 - LEVEL) / 2), highMs: bound((1 + LEVEL) / 2), level: LEVEL, drawn, effect };
  };
}

/** The lot of each case, of even sizes. */
function lots(n: number, chance: Random): Int32Array {
  const lotOf = Int32Array.from({ length: n }, (_, place) => place % MOST_LOTS);
  if (n <= MOST_LOTS) return lotOf;
  for (let place = n - 1; place > 0; place--) {
    const other = chance.integer(place + 1);
    [lotOf[place], lotOf[other]] = [lotOf[other]!, lotOf[place]!];
  }
  return lotOf;
}

/** Resampled means, ascending. Drawn once, when they are first asked for: counts of each group in each resample. */
function drawer(groupOf: Int32Array, resamples: number, chance: Random): (saving: Saving) => Float64Array {
  const groups = groupOf.reduce((most, group) => Math.max(most, group + 1), 0);
  const sizes = new Float64Array(groups);
  for (const group of groupOf) sizes[group]!++;
  const cases = new Float64Array(resamples);
  let counts: Uint16Array | undefined;
  const draw = (): Uint16Array => {
    const drawn = new Uint16Array(groups * resamples);
    for (let resample = 0; resample < resamples; resample++)
      for (let left = groups; left > 0; left--) {
        const group = chance.integer(groups);
        drawn[group * resamples + resample]!++;
        cases[resample]! += sizes[group]!;
      }
    return drawn;
  };
  return ({ places, ms }) => {
    counts ??= draw();
    const sums = new Float64Array(groups);
    for (const [at, place] of places.entries()) sums[groupOf[place]!]! += ms[at]!;
    const means = new Float64Array(resamples);
    for (let group = 0; group < groups; group++) {
      if (sums[group] === 0) continue;
      for (let resample = 0; resample < resamples; resample++)
        means[resample]! += counts[group * resamples + resample]! * sums[group]!;
    }
    for (let resample = 0; resample < resamples; resample++) means[resample]! /= cases[resample]!;
    return means.sort();
  };
}
