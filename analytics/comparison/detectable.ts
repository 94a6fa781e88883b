/**
 * What a comparison could see, before the fact: the least change of the median that would be proven with 80 % probability after so many months,
 * by simulation from the real distribution of the cases before.
 */
import type { Cohort } from '../cohorts.ts';
import { quantileOfSorted } from '../statistics.ts';
import { curveQuantile, medianOf } from '../survival.ts';
import type { Observations } from '../survival.ts';
import { durationText, MIN_COMPLETED } from '../verdict.ts';
import { replicates, uniformOrderStatistic } from './resampling.ts';
import type { Resampling } from './resampling.ts';

export interface DetectableEffect {
  readonly months: number;
  /** Cases that will have started by then. */
  readonly cases: number;
  /** The least change of the median; null when even a change of nine tenths would hardly be seen, or too few cases come. */
  readonly effectMs: number | null;
  /** The same as a share of the median before. */
  readonly effectShare: number | null;
}

export interface Detectable {
  readonly casesPerMonth: number;
  readonly medianMs: number;
  readonly power: number;
  readonly level: number;
  readonly effects: readonly DetectableEffect[];
  /** In words: of three months. */
  readonly text: string;
}

const POWER = 0.8;
const MONTHS = [1, 3, 6, 12];
const SAID_OF_MONTHS = 3;
const MOST_SHARE = 0.9;
const MONTH_MS = 30.4375 * 86_400_000;

/** @param effect how much less cases tell because those of a week are alike (1: not at all) @returns null when the median before is not known */
export function detectable(
  before: Cohort,
  effect: number,
  how: Pick<Resampling, 'resamples' | 'chance'> & { readonly level: number },
  casesPerMonth = perMonth(before),
): Detectable | null {
  const medianMs = medianOf(before.seen);
  if (before.completedMs.length < MIN_COMPLETED || !Number.isFinite(medianMs) || !(casesPerMonth > 0) || medianMs === 0)
    return null;
  const by = effect > 1 ? 'cluster' : 'observation';
  const befores = replicates(before.seen, [0.5], { ...how, by, chance: how.chance.split('before') })[0]!.ms;
  const curve = quantiles(before.seen);
  const effects = MONTHS.map((months): DetectableEffect => {
    const cases = Math.round(casesPerMonth * months);
    const tells = Math.floor(cases / effect);
    const share = tells < MIN_COMPLETED ? null : leastShare(befores, curve, tells, how);
    return { months, cases, effectMs: share === null ? null : share * medianMs, effectShare: share };
  });
  return {
    casesPerMonth,
    medianMs,
    power: POWER,
    level: how.level,
    effects,
    text: detectableText(casesPerMonth, medianMs, effects),
  };
}

function perMonth({ n, firstStartAt, lastStartAt }: Cohort): number {
  return lastStartAt > firstStartAt ? ((n - 1) / (lastStartAt - firstStartAt)) * MONTH_MS : 0;
}

/** The quantile function, tabulated. */
function quantiles(seen: Observations): Float64Array {
  return Float64Array.from({ length: 1001 }, (_, place) => curveQuantile(seen, Math.max(1e-9, place / 1000)));
}

/** The least share by which all durations must shrink for the interval of the difference to leave 0 out with the power. */
function leastShare(
  befores: Float64Array,
  curve: Float64Array,
  n: number,
  { chance, level }: Pick<Resampling, 'chance'> & { readonly level: number },
): number | null {
  const draws = chance.split(n);
  const afters = befores.map(() => quantileOfSorted(curve, uniformOrderStatistic(Math.ceil(n / 2), n, draws)));
  const power = (share: number): number => {
    const differences = befores.map((before, index) => afters[index]! * (1 - share) - before).sort();
    // How far the upper bound of an interval lies above its estimate.
    const reach = quantileOfSorted(differences, (1 + level) / 2) - quantileOfSorted(differences, 0.5);
    return differences.reduce((count, difference) => count + (difference < -reach ? 1 : 0), 0) / differences.length;
  };
  if (!(power(MOST_SHARE) >= POWER)) return null;
  let [low, high] = [0, MOST_SHARE];
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (power(middle) >= POWER) high = middle;
    else low = middle;
  }
  return high;
}

function detectableText(casesPerMonth: number, medianMs: number, effects: readonly DetectableEffect[]): string {
  const cases = String(Number(casesPerMonth.toPrecision(casesPerMonth < 10 ? 2 : 3)));
  const said = effects.find(({ months }) => months === SAID_OF_MONTHS);
  if (said?.effectMs != null)
    return `With ${cases} cases a month you will see a change of ${durationText(said.effectMs)} or more (median ${durationText(medianMs)}) after ${String(SAID_OF_MONTHS)} months.`;
  const first = effects.find(({ effectMs }) => effectMs !== null);
  return first?.effectMs == null
    ? `With ${cases} cases a month a change can hardly be seen within a year.`
    : `With ${cases} cases a month nothing can be seen after ${String(SAID_OF_MONTHS)} months; after ${String(first.months)}, a change of ${durationText(first.effectMs)} or more (median ${durationText(medianMs)}).`;
}
