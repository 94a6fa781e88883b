import { describe, expect, test } from '@jest/globals';
import { brunnerMunzel, hodgesLehmann, logitInterval } from '../../../analytics/comparison/rank-effects.ts';
import { curveBand, restrictedMeans } from '../../../analytics/comparison/curves.ts';
import { superiority } from '../../../analytics/comparison/superiority.ts';
import { lastToldMs, restrictedMean, survivalBand } from '../../../analytics/comparison/survival-intervals.ts';
import {
  incompleteBeta,
  normalBelow,
  normalQuantile,
  studentReach,
  twoSidedStudent,
} from '../../../analytics/comparison/tails.ts';
import { logRank, stratifiedLogRank, vanElteren } from '../../../analytics/rank-tests.ts';
import { random } from '../../../analytics/simulation/random.ts';
import { seen } from '../seen.ts';

/** Freireich et al. 1963, Gehan 1965: weeks of remission. */
const TREATED = seen('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+');
const PLACEBO = seen('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');
const rounded = (value: number): number => Number(value.toFixed(4));

describe('the band of Kaplan and Meier', () => {
  test('is that of the textbook (Freireich; Kalbfleisch and Prentice, log-log)', () => {
    expect(survivalBand(TREATED, 0.95).map(({ atMs, low, high }) => [atMs, rounded(low), rounded(high)])).toEqual([
      [6, 0.6197, 0.9516],
      [7, 0.5631, 0.9228],
      [10, 0.5032, 0.8894],
      [13, 0.4316, 0.8491],
      [16, 0.3675, 0.8049],
      [22, 0.2678, 0.7468],
      [23, 0.1881, 0.6801],
    ]);
    expect(survivalBand(PLACEBO, 0.95).at(-1)).toMatchObject({ survival: 0, low: 0, high: 0 });
  });

  test('the restricted mean is the area under the curve, its error that of Greenwood', () => {
    // Without open cases it is the mean of min(T, 20), and the error its standard deviation (of the population) over √21.
    const found = restrictedMean(PLACEBO, 20);
    expect([found.meanMs, found.seMs]).toEqual([expect.closeTo(8.428571, 6), expect.closeTo(Math.sqrt(33.768707 / 21), 5)]);
    expect(restrictedMean(TREATED, 20).meanMs).toBeCloseTo(16.116527, 6);
    // By hand: 1 2 3+ 4 until 4: areas 1, 1.75, and 0.5 at the end from 2 to 4: 1 + 0.75 + 2 · 0.5 = 2.75. Variance: at 1 (2.75 − 1)² / (4 · 3),
    // at 2 (2.75 − 1.75)² / (3 · 2): 0.25521 + 0.16667.
    const small = restrictedMean(seen('1 2 3+ 4'), 4);
    expect([small.meanMs, small.seMs ** 2]).toEqual([2.75, expect.closeTo(0.421875, 9)]);
  });

  test('a curve whose longest case is open is told no further than that', () => {
    expect([lastToldMs(TREATED), lastToldMs(PLACEBO), lastToldMs(seen('5 5+'))]).toEqual([35, Infinity, 5]);
  });
});

describe('with open cases', () => {
  const how = (by: 'observation' | 'cluster') => ({ chance: random(1), by, level: 0.95 });

  test('pairs that both outlast what was seen are ties', () => {
    // Half of each ends, at 1 and at 2; the rest outlasts 3. Before ended at 1: never faster after. Before outlasts (1/2): after ended in 1/2,
    // else a tie: 1/2 · (1/2 + 1/4) = 0.375.
    const found = superiority(seen('1 1 3+ 3+'), seen('2 2 3+ 3+'), how('observation'));
    expect([found?.probability, found?.untilMs]).toEqual([0.375, 3]);
  });

  test('areas by leaving out lots are those under the curves, also where the curve does not come down', () => {
    const plain = restrictedMeans(TREATED, PLACEBO, how('observation'));
    const byLots = restrictedMeans(TREATED, PLACEBO, how('cluster'));
    expect(plain?.untilMs).toBe(23);
    expect([byLots?.untilMs, byLots?.beforeMs, byLots?.afterMs]).toEqual([
      23,
      expect.closeTo(plain?.beforeMs ?? NaN, 9),
      expect.closeTo(plain?.afterMs ?? NaN, 9),
    ]);
    expect((byLots?.beforeSeMs ?? 0) / (plain?.beforeSeMs ?? 1)).toBeCloseTo(1, 0);
  });

  test('the band by leaving out lots is about that of Greenwood', () => {
    const [plain, byLots] = [curveBand(TREATED, how('observation')), curveBand(TREATED, how('cluster'))];
    expect(byLots.map(({ survival }) => rounded(survival))).toEqual(plain.map(({ survival }) => rounded(survival)));
    for (const [place, { low, high }] of plain.entries()) {
      expect(Math.abs(byLots[place]!.low - low)).toBeLessThan(0.13);
      expect(Math.abs(byLots[place]!.high - high)).toBeLessThan(0.13);
    }
  });
});

describe('tests of rank', () => {
  test('Brunner and Munzel is that of their pain scores (2000)', () => {
    const before = Float64Array.of(1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1).sort();
    const after = Float64Array.of(3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4).sort();
    // W = 3.1375 with 17.683 degrees of freedom, p = 0.005786, P(X < Y) + P(X = Y) / 2 = 0.788961, 0.5952169 to 0.9827052 (R, lawstat).
    const found = brunnerMunzel(before, after);
    expect(found.statistic).toBeCloseTo(3.13746748, 7);
    expect(found.p).toBeCloseTo(0.00578621, 7);
    expect(found.freedom).toBeCloseTo(17.683, 3);
    expect(1 - found.superiority).toBeCloseTo(0.788961, 6);
    expect(1 - found.superiority - studentReach(0.95, found.freedom) * found.se).toBeCloseTo(0.5952169, 6);
  });

  test('Brunner and Munzel of samples that do not overlap is beyond doubt, of equal ones nothing', () => {
    expect(brunnerMunzel(Float64Array.of(5, 6, 7), Float64Array.of(1, 2, 3))).toMatchObject({ superiority: 1, p: 0 });
    expect(brunnerMunzel(Float64Array.of(5, 5), Float64Array.of(5, 5))).toMatchObject({ superiority: 0.5, p: 1 });
  });

  test('an interval on the logit scale stays within 0 and 1', () => {
    const { low, high } = logitInterval(0.96, 0.03, 20, 0.95);
    expect(high).toBeLessThan(1);
    expect(0.96 - low).toBeGreaterThan(high - 0.96);
  });

  test('van Elteren is Wilcoxon within strata, weighted by 1 / (n + 1)', () => {
    // Stratum 1: 1 3 against 2: U = 1 of 2 pairs, distance 0. Stratum 2: 5 6 7 against 8 9: U = 0 of 6, (3 − 0) / 6 = 0.5;
    // variances 2/12 · 4 / 16 = 0.041667 and 6/12 · 6 / 36 = 0.083333: z = 0.5 / √0.125 = 1.41421.
    const found = vanElteren([
      [Float64Array.of(1, 3), Float64Array.of(2)],
      [Float64Array.of(5, 6, 7), Float64Array.of(8, 9)],
    ]);
    expect([found.z, found.p]).toEqual([expect.closeTo(Math.SQRT2, 9), expect.closeTo(0.1573, 4)]);
  });

  test('the stratified log-rank of two copies of one stratum has twice the evidence', () => {
    const one = logRank(TREATED, PLACEBO);
    const two = stratifiedLogRank([
      [TREATED, PLACEBO],
      [TREATED, PLACEBO],
    ]);
    expect([two.statistic, two.observed]).toEqual([expect.closeTo(2 * one.statistic, 9), 2 * one.observed]);
  });
});

describe('the shift of Hodges and Lehmann', () => {
  test('is the median of all differences, with the interval of Moses', () => {
    // Hollander and Wolfe, table 4.1 (permeability of the chorioamnion): shift −0.305 of the gestational age 12–26 weeks against term.
    const term = Float64Array.of(0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46).sort();
    const early = Float64Array.of(1.15, 0.88, 0.9, 0.74, 1.21).sort();
    expect(hodgesLehmann(term, early, 0.95).estimateMs).toBeCloseTo(-0.305, 9);
  });

  test('finds the same as sorting all differences, with ties too', () => {
    const chance = random(4);
    for (let round = 0; round < 40; round++) {
      const draw = (n: number) =>
        Float64Array.from({ length: n }, () => (round % 2 ? chance.integer(9) : chance.next() * 1e9)).sort();
      const [before, after] = [draw(3 + chance.integer(30)), draw(3 + chance.integer(30))];
      const all = Float64Array.from([...before].flatMap((x) => [...after].map((y) => y - x))).sort();
      const found = hodgesLehmann(before, after, 0.95);
      expect(found.estimateMs).toBe((all[Math.floor((all.length - 1) / 2)]! + all[Math.ceil((all.length - 1) / 2)]!) / 2);
      if (round % 2 === 0) {
        expect(all).toContain(found.lowMs);
        expect(all).toContain(found.highMs);
        expect(all.indexOf(found.lowMs)).toBe(all.length - 1 - all.indexOf(found.highMs));
      }
    }
  });

  test('has bounds between whole days where differences are tied', () => {
    // 0 to 9 twice each against the same and 1: differences are whole, the bounds part of the way from one to the next, on both sides alike.
    const before = Float64Array.from({ length: 20 }, (_, index) => Math.floor(index / 2));
    const { estimateMs, lowMs, highMs } = hodgesLehmann(before, before, 0.95);
    expect([estimateMs, lowMs + highMs]).toEqual([0, expect.closeTo(0, 9)]);
    expect(Number.isInteger(lowMs)).toBe(false);
    expect(lowMs).toBeGreaterThan(-3);
    expect(lowMs).toBeLessThan(-1);
  });
});

describe('tails', () => {
  test('of the normal and of Student are those of the tables', () => {
    expect([0.975, 0.5, 0.001, 0.9999].map((share) => rounded(normalQuantile(share)))).toEqual([1.96, 0, -3.0902, 3.719]);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect(normalBelow(-1.959964)).toBeCloseTo(0.025, 6);
    expect([1, 5, 17.683, 100].map((freedom) => rounded(studentReach(0.95, freedom)))).toEqual([12.7062, 2.5706, 2.1036, 1.984]);
    expect(studentReach(0.95, Infinity)).toBeCloseTo(1.959964, 6);
    expect(twoSidedStudent(2.5706, 5)).toBeCloseTo(0.05, 5);
    expect(incompleteBeta(0.3, 2, 3)).toBeCloseTo(0.3483, 10);
  });
});
