import { describe, expect, test } from '@jest/globals';
import { meanIntervals } from '../../../analytics/bottlenecks/mean-interval.ts';
import { random } from '../../../analytics/simulation/random.ts';

const WEEK = 7 * 86_400_000;
const DRAWING = { seed: 1, resamples: 1000 };
const all = (ms: readonly number[]) => ({ places: [...ms.keys()], ms });
const weeks = (n: number, perWeek: number) => Float64Array.from({ length: n }, (_, index) => Math.floor(index / perWeek) * WEEK);

describe('the interval of the mean saving', () => {
  test('is a point where every case saves the same, and is not made of fewer than twenty cases', () => {
    expect(meanIntervals(weeks(20, 2), DRAWING)(all(Array.from({ length: 20 }, () => 7)))).toMatchObject({ lowMs: 7, highMs: 7 });
    expect(meanIntervals(weeks(19, 2), DRAWING)(all(Array.from({ length: 19 }, () => 7)))).toMatchObject({
      lowMs: null,
      highMs: null,
    });
  });

  test('counts the cases that save nothing', () => {
    // One of forty saves 40: mean 1; in a resample it comes k times, so the mean is k: 0 to 3 in 95 of 100.
    const { lowMs, highMs } = meanIntervals(weeks(40, 1), DRAWING)({ places: [3], ms: [40] });
    expect([lowMs, highMs]).toEqual([0, 3]);
  });

  test('covers the true mean in about 95 of 100 samples', () => {
    const seed = 3;
    const chance = random(seed);
    let covered = 0;
    for (let sample = 0; sample < 400; sample++) {
      // Half save nothing, half an exponential of mean 2: true mean 1.
      const ms = Array.from({ length: 100 }, () => (chance.next() < 0.5 ? 0 : -2 * Math.log(1 - chance.next())));
      const { lowMs, highMs } = meanIntervals(weeks(100, 4), { seed: sample, resamples: 400 })(all(ms));
      if ((lowMs ?? Infinity) <= 1 && 1 <= (highMs ?? -Infinity)) covered++;
    }
    expect({ seed, covered, isGood: covered >= 364 && covered <= 392 }).toMatchObject({ isGood: true });
  });

  test('is made of whole weeks where the cases of a week are alike, and is wider then', () => {
    // Twenty weeks of ten cases, each week with its own level.
    const chance = random(9);
    const levels = Array.from({ length: 20 }, () => 10 * chance.next());
    const ms = Array.from({ length: 200 }, (_, index) => (levels[Math.floor(index / 10)] ?? 0) + chance.next());
    const apart = meanIntervals(weeks(200, 1), DRAWING)(all(ms));
    const alike = meanIntervals(weeks(200, 10), DRAWING)(all(ms));
    expect([apart.drawn, alike.drawn]).toEqual(['cases', 'weeks']);
    expect(alike.effect).toBeGreaterThan(5);
    const width = ({ lowMs, highMs }: typeof apart): number => (highMs ?? NaN) - (lowMs ?? NaN);
    // √10 times as wide when a week tells no more than a case.
    expect(width(alike) / width(apart)).toBeGreaterThan(2.3);
  });

  test('of many cases is that of lots, as wide as that of the cases', () => {
    const chance = random(2);
    const ms = Array.from({ length: 20_000 }, () => -Math.log(1 - chance.next()));
    const { lowMs, highMs } = meanIntervals(weeks(20_000, 1), { seed: 1, resamples: 400 })(all(ms));
    // 2 · 1.96 · 1 / √20,000 = 0.0277.
    expect((highMs ?? NaN) - (lowMs ?? NaN)).toBeGreaterThan(0.023);
    expect((highMs ?? NaN) - (lowMs ?? NaN)).toBeLessThan(0.033);
  });
});
