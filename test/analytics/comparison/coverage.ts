/** How often an interval holds the truth, over many data sets whose truth is known: exponential, lognormal, tied, with open cases, by weeks. */
import { cohort } from '../../../analytics/cohorts.ts';
import { compare } from '../../../analytics/compare.ts';
import { differenceOf, intervalOf } from '../../../analytics/comparison/bca.ts';
import { restrictedMeans } from '../../../analytics/comparison/curves.ts';
import { neweyWestInterval } from '../../../analytics/comparison/interrupted-series.ts';
import { meanDifference, shareDifference } from '../../../analytics/comparison/measure.ts';
import { hodgesLehmann } from '../../../analytics/comparison/rank-effects.ts';
import { replicates } from '../../../analytics/comparison/resampling.ts';
import type { DrawnBy } from '../../../analytics/comparison/resampling.ts';
import { superiority } from '../../../analytics/comparison/superiority.ts';
import { survivalBand } from '../../../analytics/comparison/survival-intervals.ts';
import { normalBelow, normalQuantile } from '../../../analytics/comparison/tails.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { random } from '../../../analytics/simulation/random.ts';
import type { Random } from '../../../analytics/simulation/random.ts';
import { OBSERVED_COMPLETED, OBSERVED_OPEN, observations } from '../../../analytics/survival.ts';
import type { Observations } from '../../../analytics/survival.ts';
import { DAY, exponential, madeLog, normal } from './made-log.ts';

const LEVEL = 0.95;
const [BEFORE, AFTER] = [40, 28];

/** A family of durations of a scale; `survival` and `quantile` are the truth. */
interface Family {
  readonly draw: (chance: Random, scale: number) => number;
  readonly survival: (t: number, scale: number) => number;
  readonly quantile: (share: number, scale: number) => number;
  readonly mean: (scale: number) => number;
  readonly faster: (before: number, after: number) => number;
}

const EXPONENTIAL: Family = {
  draw: exponential,
  survival: (t, scale) => Math.exp(-t / scale),
  quantile: (share, scale) => -Math.log(1 - share) * scale,
  mean: (scale) => scale,
  faster: (before, after) => before / (before + after),
};
const SIGMA = 0.8;
const LOGNORMAL: Family = {
  draw: (chance, scale) => scale * Math.exp(SIGMA * normal(chance)),
  survival: (t, scale) => 1 - normalBelow(Math.log(t / scale) / SIGMA),
  quantile: (share, scale) => scale * Math.exp(SIGMA * normalQuantile(share)),
  mean: (scale) => scale * Math.exp(SIGMA ** 2 / 2),
  faster: (before, after) => normalBelow(Math.log(before / after) / SIGMA / Math.SQRT2),
};
/** Whole days: exponential, rounded up. */
const TIED: Family = {
  draw: (chance, scale) => Math.max(1, Math.ceil(exponential(chance, scale))),
  survival: (t, scale) => Math.exp(-Math.floor(t) / scale),
  quantile: (share, scale) => Math.ceil(-Math.log(1 - share) * scale),
  mean: (scale) => 1 / (1 - Math.exp(-1 / scale)),
  faster: (before, after) => {
    const [b, a] = [Math.exp(-1 / before), Math.exp(-1 / after)];
    return ((1 - a) * b + ((1 - a) * (1 - b)) / 2) / (1 - a * b);
  },
};

const completed = (family: Family, chance: Random, n: number, scale: number): Observations =>
  observations(
    Float64Array.from({ length: n }, () => family.draw(chance, scale)),
    new Uint8Array(n),
  );

/** Seen until an instant up to 120 days after they began: about a third are open. */
function withOpen(family: Family, chance: Random, n: number, scale: number): Observations {
  const durations = new Float64Array(n);
  const ended = new Uint8Array(n);
  for (let index = 0; index < n; index++) {
    const [ms, seenFor] = [family.draw(chance, scale), chance.next() * 120];
    durations[index] = Math.min(ms, seenFor);
    ended[index] = ms > seenFor ? OBSERVED_OPEN : OBSERVED_COMPLETED;
  }
  return observations(durations, ended);
}

/** Weeks of ten cases that share a factor. */
function inWeeks(chance: Random, weeks: number, scale: number): Observations {
  const factors = Array.from({ length: weeks }, () => Math.exp(0.5 * normal(chance)));
  return observations(
    Float64Array.from({ length: weeks * 10 }, (_, index) => scale * factors[index % weeks]! * Math.exp(0.5 * normal(chance))),
    new Uint8Array(weeks * 10),
    Array.from({ length: weeks * 10 }, (_, index) => index % weeks),
  );
}

type Held = (chance: Random) => readonly [low: number | null, truth: number, high: number | null];

export interface Case {
  readonly name: string;
  readonly held: Held;
}

const MEDIAN_OF_PAIR = (
  share: number,
  by: DrawnBy,
  resamples: number,
  chance: Random,
  before: Observations,
  after: Observations,
) =>
  differenceOf(
    replicates(before, [share], { resamples, chance: chance.split('b'), by })[0]!,
    replicates(after, [share], { resamples, chance: chance.split('a'), by })[0]!,
    LEVEL,
  );

function areaUnder(family: Family, scale: number, until: number): number {
  const steps = 2000;
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += family.survival(((step + 0.5) * until) / steps || 1e-9, scale);
  return (sum * until) / steps;
}

export function coverageCases(resamples: number): readonly Case[] {
  const cases: Case[] = [];
  const families = { exponential: EXPONENTIAL, lognormal: LOGNORMAL, tied: TIED };
  for (const [name, family] of Object.entries(families)) {
    const samples = [
      ['', (chance: Random, n: number, scale: number) => completed(family, chance, n, scale)],
      [', open cases', (chance: Random, n: number, scale: number) => withOpen(family, chance, n, scale)],
    ] as const;
    for (const [suffix, draw] of samples) {
      const isOpen = suffix !== '';
      const quantiles = isOpen ? [0.5] : [0.5, 0.9];
      for (const share of quantiles)
        cases.push({
          name: `difference of ${share === 0.5 ? 'medians' : 'p90'} (BCa), ${name}${suffix}`,
          held: (chance) => {
            const found = MEDIAN_OF_PAIR(
              share,
              'observation',
              resamples,
              chance,
              draw(chance, 150, BEFORE),
              draw(chance, 220, AFTER),
            );
            return [found.lowMs, family.quantile(share, AFTER) - family.quantile(share, BEFORE), found.highMs];
          },
        });
      cases.push({
        name: `median of one (BCa), ${name}${suffix}`,
        held: (chance) => {
          const of = replicates(draw(chance, 150, BEFORE), [0.5], { resamples, chance, by: 'observation' })[0]!;
          const { lowMs, highMs } = intervalOf([{ sign: 1, of }], LEVEL);
          return [lowMs, family.quantile(0.5, BEFORE), highMs];
        },
      });
      cases.push({
        name: `curve at 40 days (log-log), ${name}${suffix}`,
        held: (chance) => {
          const point = survivalBand(draw(chance, 150, BEFORE), LEVEL).findLast(({ atMs }) => atMs <= 40);
          return [point?.low ?? null, family.survival(40, BEFORE), point?.high ?? null];
        },
      });
      cases.push({
        name: `superiority, ${name}${suffix}`,
        held: (chance) => {
          const found = superiority(draw(chance, 150, BEFORE), draw(chance, 220, AFTER), {
            chance,
            by: 'observation',
            level: LEVEL,
          })!;
          const until = found.untilMs ?? Infinity;
          const both = Number.isFinite(until) ? family.survival(until, BEFORE) * family.survival(until, AFTER) : 0;
          // Beyond the time the two families would go on as they did: what is faster there counts as a tie here.
          const beyond = name === 'lognormal' && both > 0 ? tailFaster(family, until) : both * family.faster(BEFORE, AFTER);
          return [found.low, family.faster(BEFORE, AFTER) - beyond + both / 2, found.high];
        },
      });
      cases.push({
        name: `difference of restricted means, ${name}${suffix}`,
        held: (chance) => {
          const found = restrictedMeans(draw(chance, 150, BEFORE), draw(chance, 220, AFTER), {
            chance,
            by: 'observation',
            level: LEVEL,
          })!;
          const truth = areaUnder(family, AFTER, found.untilMs) - areaUnder(family, BEFORE, found.untilMs);
          return [found.difference.lowMs, truth, found.difference.highMs];
        },
      });
    }
    cases.push({
      name: `shift (Hodges-Lehmann), ${name}`,
      held: (chance) => {
        const shift = 8;
        const [before, after] = [completed(family, chance, 150, BEFORE), completed(family, chance, 220, BEFORE)];
        const found = hodgesLehmann(
          before.durationMs,
          after.durationMs.map((ms) => ms + shift),
          LEVEL,
        );
        return [found.lowMs, shift, found.highMs];
      },
    });
    cases.push({
      name: `difference of means, ${name}`,
      held: (chance) => {
        const side = (n: number, scale: number) => ({
          values: Float64Array.from({ length: n }, () => family.draw(chance, scale)),
          weekOf: new Int32Array(n),
        });
        const { interval } = meanDifference(side(150, BEFORE), side(220, AFTER), 'observation', LEVEL);
        return [interval.low, family.mean(AFTER) - family.mean(BEFORE), interval.high];
      },
    });
  }
  cases.push({
    name: 'difference of shares (Newcombe)',
    held: (chance) => {
      const side = (n: number, share: number) => ({
        values: Float64Array.from({ length: n }, () => (chance.next() < share ? 1 : 0)),
        weekOf: Int32Array.from({ length: n }, (_, index) => index),
      });
      const { interval } = shareDifference(side(150, 0.2), side(220, 0.3), LEVEL);
      return [interval.low, 0.1, interval.high];
    },
  });
  cases.push({
    name: 'difference of medians (BCa by weeks), weeks alike',
    held: (chance) => {
      const found = MEDIAN_OF_PAIR(0.5, 'cluster', resamples, chance, inWeeks(chance, 40, BEFORE), inWeeks(chance, 50, AFTER));
      return [found.lowMs, AFTER - BEFORE, found.highMs];
    },
  });
  cases.push({
    name: 'superiority by weeks, weeks alike',
    held: (chance) => {
      const found = superiority(inWeeks(chance, 40, BEFORE), inWeeks(chance, 50, AFTER), {
        chance,
        by: 'cluster',
        level: LEVEL,
      })!;
      return [found.low, normalBelow(Math.log(BEFORE / AFTER)), found.high];
    },
  });
  cases.push({
    name: 'difference in differences (BCa), lognormal',
    held: (chance) => {
      const terms = (
        [
          [1, AFTER],
          [-1, BEFORE],
          [-1, 36],
          [1, BEFORE],
        ] as const
      ).map(([sign, scale], place) => ({
        sign,
        of: replicates(completed(LOGNORMAL, chance, 120, scale), [0.5], {
          resamples,
          chance: chance.split(place),
          by: 'observation',
        })[0]!,
      }));
      const found = intervalOf(terms, LEVEL);
      return [found.lowMs, AFTER - BEFORE - (36 - BEFORE), found.highMs];
    },
  });
  for (const likeness of [0, 0.3, 0.5])
    for (const place of [2, 3])
      cases.push({
        name: `${place === 2 ? 'jump' : 'turn'} of a series of 104 weeks, likeness of neighbours ${String(likeness)}`,
        held: (chance) => {
          let noise = normal(chance);
          const rows = Array.from({ length: 104 }, (_, week) => [1, week - 60, week < 60 ? 0 : 1, week < 60 ? 0 : week - 60]);
          const values = rows.map((row) => {
            noise = likeness * noise + Math.sqrt(1 - likeness ** 2) * normal(chance);
            return 30 + 0.1 * row[1]! - 4 * row[2]! + 0.05 * row[3]! + 3 * noise;
          });
          const { low, high } = neweyWestInterval(rows, values, place, LEVEL);
          return [low, place === 2 ? -4 : 0.05, high];
        },
      });
  return cases;
}

/** P(after < before, both beyond a time), by integration over the quantiles of before. */
function tailFaster(family: Family, until: number): number {
  const steps = 400;
  const beyond = family.survival(until, BEFORE);
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const at = family.quantile(1 - (beyond * (step + 0.5)) / steps, BEFORE);
    sum += family.survival(until, AFTER) - family.survival(at, AFTER);
  }
  return (sum * beyond) / steps;
}

export interface Covered {
  readonly name: string;
  readonly share: number;
  readonly below: number;
  readonly above: number;
}

/** The share of data sets in which the interval held the truth, and in which it lay below and above. @param seed other data sets */
export function covered({ name, held }: Case, dataSets: number, seed = 0): Covered {
  let [below, above] = [0, 0];
  for (let round = 0; round < dataSets; round++) {
    const [low, truth, high] = held(random(seed + round + 1));
    if (high !== null && high < truth) below++;
    else if (low === null || high === null || low > truth) above++;
  }
  return { name, share: 1 - (below + above) / dataSets, below, above };
}

/** In how many of the random splits of the cases of one period the halves are called different, which nothing makes them. */
export function falseClaims(log: EventLog, rounds: number, resamples: number, seed = 0): number {
  let claims = 0;
  for (let round = 0; round < rounds; round++) {
    const chance = random(seed + round + 1);
    const isBefore = Array.from({ length: log.cases.count }, () => chance.next() < 0.5);
    const { verdict } = compare(
      { log, only: (index) => isBefore[index]! },
      { log, only: (index) => !isBefore[index] },
      { seed: seed + round, resamples },
    );
    if (verdict === 'faster' || verdict === 'slower') claims++;
  }
  return claims / rounds;
}

/** How often a change of all durations by a factor is found, with so many cases on each side that last as those of a log do. */
export function power(log: EventLog, n: number, factor: number, rounds: number, resamples: number): number {
  const { completedMs } = cohort({ log });
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const chance = random(round + 1);
    const draw = (by: number): EventLog =>
      madeLog(
        Array.from({ length: n }, (_, index) => ({
          startDay: index / 2,
          days: (completedMs[chance.integer(completedMs.length)]! / DAY) * by,
        })),
      );
    if (compare({ log: draw(1) }, { log: draw(factor) }, { seed: round, resamples }).verdict === 'faster') found++;
  }
  return found / rounds;
}
