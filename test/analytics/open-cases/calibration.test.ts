import { describe, expect, test } from '@jest/globals';
import { calibrate, corrected } from '../../../analytics/open-cases/calibration.ts';
import type { Trial } from '../../../analytics/open-cases/calibration.ts';
import { logMinutes } from '../../../analytics/open-cases/comparables.ts';
import { censoredQuantiles, LEVELS, levelOf } from '../../../analytics/open-cases/quantiles.ts';
import { random } from '../../../analytics/simulation/random.ts';

describe('quantiles with values that are only known to be greater', () => {
  test('ten remission times of Freireich by hand', () => {
    // 6 6 6 6+ 7 9+ 10 10+ 11+ 13. Alive after 6: 7/10; after 7: 7/10 · 5/6 = 0.583; after 10: 0.583 · 3/4 = 0.4375; after 13: 0.
    const values = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13];
    const ended = [true, true, true, false, true, false, true, false, false, true];
    expect([...censoredQuantiles(values, ended, [0.1, 0.3, 0.31, 0.41, 0.42, 0.56, 0.57])]).toEqual([6, 6, 7, 7, 10, 10, 13]);
  });

  test('a weight of two is the same value twice, and beyond what ended the greatest value stands', () => {
    const twice = censoredQuantiles([1, 2, 2, 3], [true, true, true, false], [0.25, 0.5, 0.75, 0.9]);
    expect([...twice]).toEqual([1, 2, 2, 3]);
    expect(censoredQuantiles([3, 2, 1], [false, true, true], [0.25, 0.5, 0.75, 0.9], [1, 2, 1])).toEqual(twice);
    expect([...censoredQuantiles([], [], [0.5])]).toEqual([NaN]);
  });
});

const DAY = 86_400_000;
const MINUTE = 60_000;

/** A hundred forecasts every tenth day, each of an exponential with a mean of ten days; what comes is `factor` times that. */
function trials(seed: number, days: number, factor: (day: number) => number): readonly Trial[] {
  const chance = random(seed);
  const quantiles = Float64Array.from(LEVELS, (share) => logMinutes(-Math.log(1 - share) * 10 * DAY));
  return Array.from({ length: days * 10 }, (_, index) => {
    const at = Math.floor(index / 100) * 10 * DAY;
    const remainingMs = -Math.log(1 - chance.next()) * 10 * DAY * factor(at / DAY);
    return { at, endAt: at + remainingMs, forecast: { quantiles, load: 0, basis: 'age', n: 100 } };
  });
}

describe('calibration', () => {
  test.each([1, 2, 3])('forecasts that are right stay as they are (seed %i)', (seed) => {
    const { correction, coverage } = calibrate(trials(seed, 200, () => 1), 200 * DAY, 60 * DAY); // prettier-ignore
    expect(Math.abs(correction.offsets[levelOf(0.5)]!)).toBeLessThan(0.2);
    expect(coverage).toBeGreaterThan(0.76);
    expect(coverage).toBeLessThan(0.84);
  });

  test.each([1, 2, 3])('forecasts that are three times too short are made three times as long (seed %i)', (seed) => {
    const given = trials(seed, 400, () => 3);
    const { correction, coverage } = calibrate(given, 400 * DAY, 60 * DAY);
    for (const share of [0.1, 0.5, 0.9]) {
      const truthMs = -Math.log(1 - share) * 30 * DAY;
      const saidMs = corrected(given[0]!.forecast, correction)[levelOf(share)]!;
      expect(Math.abs(Math.log(saidMs / truthMs))).toBeLessThan(0.5);
    }
    expect(coverage).toBeGreaterThan(0.75);
    expect(coverage).toBeLessThan(0.85);
  });

  test.each([1, 2, 3])('where everything comes to take thrice as long in the middle, the interval follows (seed %i)', (seed) => {
    const given = trials(seed, 400, (day) => (day < 200 ? 1 : 3));
    const asTold = given.filter(({ at, endAt, forecast }) => {
      const remaining = logMinutes(endAt - at);
      return at >= 200 * DAY && remaining >= forecast.quantiles[1]! && remaining <= forecast.quantiles[17]!;
    });
    expect(asTold.length / 2000).toBeLessThan(0.6);
    const { coverage } = calibrate(given, 400 * DAY, 60 * DAY);
    expect(coverage).toBeGreaterThan(0.74);
    expect(coverage).toBeLessThan(0.86);
  });

  test('with fewer than 50 known ends nothing is moved and nothing claimed', () => {
    const { correction, coverage } = calibrate(trials(1, 4, () => 9), 1000 * DAY, 60 * DAY); // prettier-ignore
    expect([...new Set(correction.offsets)]).toEqual([0]);
    expect(coverage).toBeNull();
  });

  test('levels never fall, and what is left is never less than nothing', () => {
    const quantiles = Float64Array.from(LEVELS, (_, level) => logMinutes(level * MINUTE));
    const offsets = Float64Array.from(LEVELS, (_, level) => (level === 3 ? 2 : -1));
    const said = corrected({ quantiles, load: 0, basis: 'age', n: 1 }, { loadExponent: 0, offsets, few: false });
    expect([...said]).toEqual([...said].sort((a, b) => a - b));
    expect(said[0]).toBe(0);
  });
});
