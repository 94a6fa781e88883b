import { describe, expect, test } from '@jest/globals';
import { logRank, mannWhitney, upperTail } from '../../analytics/rank-tests.ts';
import { random } from '../../analytics/simulation/random.ts';
import { distribution, quantileOfSorted, total } from '../../analytics/statistics.ts';
import { designEffect, medianOf, observations, survivalCurve, survivalQuantile } from '../../analytics/survival.ts';
import { seen } from './seen.ts';

/** Freireich et al. 1963, weeks of remission: the example of every textbook. */
const TREATED = seen('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+');
const PLACEBO = seen('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');

describe('quantiles', () => {
  test('are those of numpy (type 7)', () => {
    // numpy.quantile([1, 2, 4, 8, 16], [0, .1, .25, .5, .9, 1]) = [1, 1.4, 2, 4, 12.8, 16]
    const sample = Float64Array.of(1, 2, 4, 8, 16);
    expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((share) => quantileOfSorted(sample, share))).toEqual([
      1,
      1.4,
      2,
      4,
      expect.closeTo(12.8, 12),
      16,
    ]);
    expect(quantileOfSorted(new Float64Array(0), 0.5)).toBeNaN();
  });

  test('of nothing are null with n 0, so that no number stands where none is', () => {
    expect(distribution(new Float64Array(0))).toMatchObject({ n: 0, medianMs: null, meanMs: null, maxMs: null });
  });

  test('a sum keeps its last digits over millions of terms', () => {
    const sample = new Float64Array(3_000_000).fill(0.1);
    expect(total(sample)).toBeCloseTo(300_000, 9);
  });
});

describe('Kaplan-Meier', () => {
  test('gives the survival of the textbook', () => {
    const curve = survivalCurve(TREATED).map(({ atMs, survival, atRisk, completed }) => [
      atMs,
      Number(survival.toFixed(3)),
      atRisk,
      completed,
    ]);
    expect(curve).toEqual([
      [6, 0.857, 21, 3],
      [7, 0.807, 17, 1],
      [10, 0.753, 15, 1],
      [13, 0.69, 12, 1],
      [16, 0.627, 11, 1],
      [22, 0.538, 7, 1],
      [23, 0.448, 6, 1],
    ]);
    expect([survivalQuantile(TREATED, 0.5), survivalQuantile(PLACEBO, 0.5)]).toEqual([23, 8]);
  });

  test('says that a quantile is not reached instead of naming the last duration', () => {
    expect(survivalQuantile(TREATED, 0.9)).toBe(Infinity);
  });

  test('without open cases is the plain distribution', () => {
    expect(survivalQuantile(seen('1 2 3 4'), 0.5)).toBe(2);
    expect(medianOf(seen('1 2 3 4'))).toBe(2.5);
    expect(medianOf(seen('4 1 9'))).toBe(4);
  });

  test('takes a withdrawal neither for a completion nor for a case that goes on', () => {
    // Of those never withdrawn, 2, 3 and 4 are equally likely: median 3. As censored it would be 3 too, but 1w 1w 1w 4 not 1.
    expect(survivalQuantile(seen('1w 2 3 4'), 0.5)).toBe(3);
    expect(survivalCurve(seen('1w 2 3 4')).map(({ survival }) => survival)).toEqual([
      expect.closeTo(2 / 3, 12),
      expect.closeTo(1 / 3, 12),
      expect.closeTo(0, 12),
    ]);
    expect(survivalQuantile(seen('1w 1w 1w 4'), 0.5)).toBe(4);
    // 2w lowers who is at risk at 3: incidence 1/4 at 1, 1/4 each at 3 and 4, of 3/4: the half is passed at 3.
    expect(survivalQuantile(seen('1 2w 3 4'), 0.5)).toBe(3);
  });
});

describe('likeness of the cases of a week', () => {
  test('the design effect is the cluster size where clusters are alike, and 1 where they say nothing', () => {
    const values = Float64Array.from({ length: 200 }, (_, index) => Math.floor(index / 10));
    const clusters = Array.from({ length: 200 }, (_, index) => Math.floor(index / 10));
    expect(designEffect(observations(values, new Uint8Array(200), clusters))).toBeCloseTo(10, 6);
    const chance = random(5);
    const unlike = Float64Array.from({ length: 2000 }, () => chance.next());
    expect(
      designEffect(
        observations(
          unlike,
          new Uint8Array(2000),
          Array.from(unlike, (_, index) => index % 100),
        ),
      ),
    ).toBeLessThan(1.3);
  });
});

describe('tests of difference', () => {
  test('Mann-Whitney is that of scipy', () => {
    // scipy.stats.mannwhitneyu([19, 22, 16, 29, 24], [20, 11, 17, 12], method='asymptotic'): U1 = 17, p = 0.11134688653314041
    const found = mannWhitney(Float64Array.of(16, 19, 22, 24, 29), Float64Array.of(11, 12, 17, 20));
    expect(found.u).toBe(17);
    expect(found.p).toBeCloseTo(0.111346887, 6);
    expect(found.superiority).toBe(0.85);
    expect(found.cliffsDelta).toBeCloseTo(-0.7, 12);
  });

  test('Mann-Whitney counts ties as half', () => {
    expect(mannWhitney(Float64Array.of(1, 2, 2), Float64Array.of(2, 3))).toMatchObject({ u: 1, superiority: 1 / 6 });
    expect(mannWhitney(Float64Array.of(4, 4), Float64Array.of(4, 4)).p).toBe(1);
  });

  test('log-rank is that of the textbook', () => {
    // Freireich data: chi-square 16.79, expected events of the treated 19.25 against 9 seen.
    const found = logRank(TREATED, PLACEBO);
    expect(found.statistic).toBeCloseTo(16.793, 3);
    expect([found.observed, found.expected]).toEqual([9, expect.closeTo(19.25, 2)]);
    expect(found.p).toBeCloseTo(4.17e-5, 7);
  });

  test('the normal tail is right at 0, 1.96 and far out', () => {
    expect([upperTail(0), upperTail(1.959964), upperTail(8)]).toEqual([
      expect.closeTo(0.5, 7),
      expect.closeTo(0.025, 7),
      expect.closeTo(6.2209605742717405e-16, 21),
    ]);
  });
});

describe('chance', () => {
  test('is the same for a seed for ever', () => {
    const chance = random(42);
    expect([chance.next(), chance.next(), chance.integer(1000)]).toEqual(PINNED);
  });

  test('is uniform', () => {
    const chance = random(7);
    const counts = new Int32Array(10);
    for (let draw = 0; draw < 100_000; draw++) counts[chance.integer(10)]!++;
    // Chi-square with nine degrees of freedom is below 27.9 in 999 of 1000 seeds.
    expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
  });

  test('a stream of a name does not depend on what was drawn before, and names differ', () => {
    const drawn = random(1);
    drawn.next();
    expect(drawn.split('arrivals').next()).toBe(random(1).split('arrivals').next());
    const first = ['arrivals', 'durations', 0, 1, 2].map((name) => random(1).split(name).next());
    expect(new Set(first).size).toBe(5);
    expect(random(1).split('a').next()).not.toBe(random(2).split('a').next());
  });
});

const PINNED = [0.15377165265745885, 0.018084542542176507, 534];
