/** How often the intervals of the reasons of a change hold the truth: its parts, and the difference like for like. Two kinds of cases in another mix. */
import { cohort } from '../../../analytics/cohorts.ts';
import { caseMix } from '../../../analytics/comparison/case-mix.ts';
import { decompose } from '../../../analytics/comparison/decomposition.ts';
import type { ChangePart } from '../../../analytics/comparison/decomposition.ts';
import { pooledShares, strataOf } from '../../../analytics/comparison/strata.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import type { Random } from '../../../analytics/simulation/random.ts';
import type { Case } from './coverage.ts';
import { DAY, exponential, normal } from './made-log.ts';

const LEVEL = 0.95;
const [NOBODY, WORK, KINDS] = [0, 1, ['simple', 'hard']];
interface Side {
  /** By kind the mean days of wait and work. */
  readonly days: readonly [readonly [number, number], readonly [number, number]];
  /** Share of hard cases. */
  readonly hard: number;
  readonly n: number;
}
const BEFORE: Side = {
  days: [
    [10, 3],
    [24, 9],
  ],
  hard: 0.3,
  n: 150,
};
const AFTER: Side = {
  days: [
    [6, 3],
    [18, 7],
  ],
  hard: 0.45,
  n: 220,
};

/** Days of a mean, by a family of durations. */
export type DaysOf = (chance: Random, mean: number) => number;

const SIGMA = 0.8;
const FAMILIES: Readonly<Record<string, { readonly days: DaysOf; readonly mean: (mean: number) => number }>> = {
  exponential: { days: exponential, mean: (mean) => mean },
  lognormal: { days: (chance, mean) => mean * Math.exp(SIGMA * normal(chance) - SIGMA ** 2 / 2), mean: (mean) => mean },
  tied: {
    days: (chance, mean) => Math.max(1, Math.ceil(exponential(chance, mean))),
    mean: (mean) => 1 / (1 - Math.exp(-1 / mean)),
  },
};

/** Cases of two kinds, each of one activity. @param perWeek so many begin in a week and share a factor of it; null: each for itself */
function side(of: Side, days: DaysOf, chance: Random, perWeek: number | null) {
  const builder = new EventLogBuilder('started');
  let factor = 1;
  for (let number = 0; number < of.n; number++) {
    if (perWeek !== null && number % perWeek === 0) factor = Math.exp(0.4 * normal(chance) - 0.08);
    const kind = chance.next() < of.hard ? 1 : 0;
    const beginAt = (perWeek === null ? number / 2 : 7 * Math.floor(number / perWeek)) * DAY;
    const [wait, work] = of.days[kind].map((mean) => factor * days(chance, mean) * DAY) as [number, number];
    const index = builder.addCase(String(number));
    builder.setCaseAttribute(index, 'kind', KINDS[kind]!);
    builder.describeCase(index, { status: 'completed', startedAt: beginAt, completedAt: beginAt + wait + work });
    builder.addRow(index, { activity: 'a', enabledAt: beginAt, startedAt: beginAt + wait, completedAt: beginAt + wait + work });
  }
  return cohort({ log: builder.build(100_000 * DAY) });
}

const likeness = (before: ReturnType<typeof side>, after: ReturnType<typeof side>) => {
  const strata = strataOf([before, after], ['kind']);
  if ('unknown' in strata) throw new Error('No case has a kind.');
  return strata;
};

/** Days of each part, as Kitagawa has them, of the means that the data are drawn with. */
function truthOf(meanOf: (mean: number) => number): Partial<Record<ChangePart, number>> {
  const truth = { mix: 0, extraneous: 0, processing: 0 };
  for (const kind of [0, 1] as const) {
    const [p, q] = [BEFORE, AFTER].map(({ hard }) => (kind === 1 ? hard : 1 - hard)) as [number, number];
    for (const [place, part] of [
      [NOBODY, 'extraneous'],
      [WORK, 'processing'],
    ] as const) {
      const [b, a] = [meanOf(BEFORE.days[kind][place]!), meanOf(AFTER.days[kind][place]!)];
      truth.mix += ((q - p) * (a + b)) / 2;
      truth[part] += ((q + p) * (a - b)) / 2;
    }
  }
  return truth;
}

export function partCases(resamples: number): readonly Case[] {
  const cases: Case[] = [];
  for (const [name, { days, mean }] of Object.entries(FAMILIES))
    for (const perWeek of name === 'lognormal' ? [null, 5] : [null])
      for (const [part, truth] of Object.entries(truthOf(mean)))
        cases.push({
          name: `decomposition: ${part}, ${name}${perWeek === null ? '' : ', by weeks that are alike'}`,
          held: (chance) => {
            const [before, after] = [side(BEFORE, days, chance, perWeek), side(AFTER, days, chance, perWeek)];
            const by = perWeek === null ? 'observation' : 'cluster';
            const found = decompose(before, after, likeness(before, after), () => ({}), { chance, by, level: LEVEL });
            const of = found?.parts.find((one) => one.part === part);
            return [of?.lowMs ?? null, truth * DAY, of?.highMs ?? null];
          },
        });
  cases.push({
    name: 'difference of medians like for like (BCa), exponential',
    held: (chance) => {
      // One step, so that a kind's median is known; the mix is that of the cases that came.
      const one = (of: Side): Side => ({
        ...of,
        days: [
          [of.days[0][0], 0],
          [of.days[1][0], 0],
        ],
      });
      const zeroOf: DaysOf = (of, of0) => (of0 === 0 ? 0 : exponential(of, of0));
      const [before, after] = [side(one(BEFORE), zeroOf, chance, null), side(one(AFTER), zeroOf, chance, null)];
      const strata = likeness(before, after);
      const [ofHard] = [pooledShares(strata)[strata.values.findIndex(([kind]) => kind === 'hard')] ?? 0];
      const found = caseMix(before, after, strata, { resamples, chance, by: 'observation' }, LEVEL)?.standardised.difference;
      const median = ({ days: [[simple], [hard]] }: Side): number =>
        halfOf((t) => (1 - ofHard) * Math.exp(-t / simple) + ofHard * Math.exp(-t / hard));
      return [found?.lowMs ?? null, (median(AFTER) - median(BEFORE)) * DAY, found?.highMs ?? null];
    },
  });
  return cases;
}

/** Where a falling curve is one half. */
function halfOf(survival: (t: number) => number): number {
  let [low, high] = [0, 1000];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (survival(middle) > 0.5) low = middle;
    else high = middle;
  }
  return low;
}
