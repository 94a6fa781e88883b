import { describe, expect, test } from '@jest/globals';
import { differenceOf, intervalOf } from '../../../analytics/comparison/bca.ts';
import { accelerationOf, replicates } from '../../../analytics/comparison/resampling.ts';
import type { DrawnBy } from '../../../analytics/comparison/resampling.ts';
import { random } from '../../../analytics/simulation/random.ts';
import { OBSERVED_COMPLETED, OBSERVED_OPEN, observations } from '../../../analytics/survival.ts';

const completed = (values: readonly number[], weeks?: readonly number[]) =>
  observations(Float64Array.from(values), new Uint8Array(values.length), weeks);

const drawn = (values: readonly number[], share: number, by: DrawnBy = 'observation', weeks?: readonly number[], seed = 1) =>
  replicates(completed(values, weeks), [share], { resamples: 4000, chance: random(seed), by })[0]!;

describe('replicates', () => {
  test('are the same for the same seed and others for another', () => {
    const values = [5, 8, 13, 21, 34];
    expect(drawn(values, 0.5).ms).toEqual(drawn(values, 0.5).ms);
    expect(drawn(values, 0.5).ms).not.toEqual(drawn(values, 0.5, 'observation', undefined, 2).ms);
  });

  test('of a median come as often as the binomial says', () => {
    // Of five draws of five values the third is the least value when three or more draws are it: P(Bin(5, 1/5) ≥ 3) = 0.05792; at most the
    // second with P(Bin(5, 2/5) ≥ 3) = 0.31744.
    const { ms } = drawn([1, 2, 3, 4, 5], 0.5);
    const share = (most: number): number => ms.filter((value) => value <= most).length / ms.length;
    expect(Math.abs(share(1) - 0.05792)).toBeLessThan(0.015);
    expect(Math.abs(share(2) - 0.31744)).toBeLessThan(0.03);
  });

  test('of an even number are means of two neighbours in the resample', () => {
    // Of two draws of 0 and 1: both 0, both 1, or (half of the time) one of each, of which the median is 0.5.
    const { ms } = drawn([0, 1], 0.5);
    expect(new Set(ms)).toEqual(new Set([0, 0.5, 1]));
    expect(Math.abs(ms.filter((value) => value === 0.5).length / ms.length - 0.5)).toBeLessThan(0.03);
  });

  test('by order statistics and by counts have the same distribution', () => {
    // An open case that outlives all leaves the 0.2-quantile where it is, but makes the curve be walked with counts.
    const values = Array.from({ length: 41 }, (_, index) => index ** 2);
    const byOrder = drawn(values, 0.2).ms.slice().sort();
    const seen = observations(
      Float64Array.from(values),
      Uint8Array.from(values, (_, index) => (index === 40 ? OBSERVED_OPEN : OBSERVED_COMPLETED)),
    );
    const byCounts = replicates(seen, [0.2], { resamples: 4000, chance: random(5), by: 'observation' })[0]!
      .ms.slice()
      .sort();
    for (const place of [200, 1000, 2000, 3000, 3800])
      expect(Math.abs(Math.sqrt(byOrder[place]!) - Math.sqrt(byCounts[place]!))).toBeLessThanOrEqual(1);
  });

  test('by clusters draw whole clusters', () => {
    // Two weeks of equal values: the median of a resample is 1, 9 or (one of each) 5.
    const { ms } = drawn([1, 1, 1, 9, 9, 9], 0.5, 'cluster', [70, 70, 70, 80, 80, 80]);
    expect(new Set(ms)).toEqual(new Set([1, 5, 9]));
  });

  test('of a standardised cohort are of the mix that is asked for', () => {
    // 90 short and 10 long cases; in a mix of halves the quantile of 0.6 is a long one, always.
    const seen = completed([...new Array<number>(90).fill(1), ...new Array<number>(10).fill(50)]);
    const standard = {
      stratumOf: Int32Array.from(seen.durationMs, (ms) => (ms === 1 ? 0 : 1)),
      shares: Float64Array.of(0.5, 0.5),
    };
    const how = { resamples: 300, chance: random(1), by: 'observation' } as const;
    expect(new Set(replicates(seen, [0.6], { ...how, standard })[0]!.ms)).toEqual(new Set([50]));
    expect(new Set(replicates(seen, [0.6], how)[0]!.ms)).toEqual(new Set([1]));
  });
});

describe('acceleration', () => {
  test('is the skewness of what is left out over 6 √n', () => {
    // Without each: 0 four times, 5 once. Mean 1; Σ(mean − x)² = 4 + 16 = 20; Σ(mean − x)³ = 4 − 64 = −60; −60 / (6 · 20^1.5) = −0.1118.
    expect(accelerationOf(Float64Array.of(0, 0, 0, 0, 5))).toBeCloseTo(-0.1118, 4);
    expect(accelerationOf(Float64Array.of(3, 3, 3))).toBe(0);
  });

  test('of the ninth decile is that of a share: skewness (2q − 1) / √(q (1 − q)) over 6 √n', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + index / 1000);
    expect(drawn(values, 0.9).acceleration).toBeCloseTo(0.8 / 0.3 / 60, 2);
    expect(Math.abs(drawn(values, 0.5).acceleration)).toBeLessThan(1e-6);
  });
});

describe('an interval', () => {
  const flat = (estimateMs: number, ms: readonly number[], acceleration = 0) => ({
    estimateMs,
    ms: Float64Array.from(ms),
    acceleration,
    freedom: Infinity,
  });
  const hundred = Array.from({ length: 1001 }, (_, index) => index / 10);

  test('without bias and acceleration is that of the percentiles', () => {
    const { lowMs, highMs } = intervalOf([{ sign: 1, of: flat(50, hundred) }], 0.95);
    expect([lowMs, highMs]).toEqual([expect.closeTo(2.5, 1), expect.closeTo(97.5, 1)]);
  });

  test('moves with the bias and with the acceleration', () => {
    const bound = (estimate: number, acceleration: number) =>
      intervalOf([{ sign: 1, of: flat(estimate, hundred, acceleration) }], 0.95);
    // Each half a step further out than these shares, as the value is the middle of what it stands for.
    // z0 = Φ⁻¹(0.6) · 2/3 = 0.1689: Φ(2 · 0.1689 ∓ 1.96) = Φ(−1.6222) = 0.0524 and Φ(2.2978) = 0.9892.
    expect(bound(60, 0)).toMatchObject({ lowMs: expect.closeTo(5.19, 1), highMs: expect.closeTo(98.97, 1) });
    // a = 0.1, no bias: Φ(−1.96 / 1.196) = Φ(−1.6388) = 0.0506 and Φ(1.96 / 0.804) = Φ(2.4378) = 0.9926.
    expect(bound(50, 0.1)).toMatchObject({ lowMs: expect.closeTo(5.01, 1), highMs: expect.closeTo(99.31, 1) });
  });

  test('ends between tied replicates, where half of the ties are on either side', () => {
    // 2.5 % of 100: of the four 1s from 0 to 4 the middle is at 2, of the six 2s at 7; 2.5 lies a tenth of the way between them.
    const ties = [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, ...new Array<number>(80).fill(5), 8, 8, 8, 8, 8, 8, 9, 9, 9, 9];
    const { lowMs, highMs } = intervalOf([{ sign: 1, of: flat(5, ties) }], 0.95);
    expect([lowMs, highMs]).toEqual([expect.closeTo(1.1, 3), expect.closeTo(8.9, 3)]);
  });

  test('of a curve that does not come down is infinite and not too near', () => {
    const open = flat(30, [30, 30, 30, Infinity, Infinity, Infinity, 20, 20, 20, 30]);
    const found = differenceOf(flat(10, new Array<number>(10).fill(10)), open, 0.95);
    expect(found).toEqual({ estimateMs: 20, lowMs: expect.closeTo(10, 0), highMs: Infinity });
  });
});
