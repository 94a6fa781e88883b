import { describe, expect, test } from '@jest/globals';
import { jackknifeError, studentInterval } from '../../../analytics/comparison/jackknife.ts';
import { studentReach } from '../../../analytics/comparison/tails.ts';

/** The mean without each value in turn. */
function without(values: readonly number[], sign = 1): Float64Array {
  const sum = values.reduce((all, value) => all + value, 0);
  return Float64Array.from(values, (value) => (sign * (sum - value)) / (values.length - 1));
}

describe('the error of a mean, by leaving out each value', () => {
  test('is the textbook one, and its skewness that of the sample over the root of n', () => {
    // Deviations −3, −2, −1, 6: squares add up to 50, cubes to 180. se² = 50 / 12; third cumulant 4 · 180 / 6 / 16.
    const { se, freedom, skewness } = jackknifeError([without([1, 2, 3, 10])]);
    expect(se).toBeCloseTo(Math.sqrt(50 / 12), 12);
    expect(skewness).toBeCloseTo(7.5 / (50 / 12) ** 1.5, 12);
    expect(freedom).toBeCloseTo(3, 12);
  });

  test('has fewer degrees of freedom where one value makes up most of the variance', () => {
    // Nine times 0 and a 10: shares of the variance 1/90 each and 81/90; their squared deviations from 1/10 add up to 0.7111.
    const { freedom } = jackknifeError([without([0, 0, 0, 0, 0, 0, 0, 0, 0, 10])]);
    expect(freedom).toBeCloseTo(2 / (9 * (1 / 90 - 0.1) ** 2 + 0.8 ** 2), 10);
  });

  test('of a difference of two alike samples is not skew', () => {
    const sample = [1, 2, 3, 10];
    expect(jackknifeError([without(sample, -1), without(sample)]).skewness).toBeCloseTo(0, 12);
  });
});

describe('its interval', () => {
  test('is Student’s where nothing is skew', () => {
    const { low, high } = studentInterval(5, { se: 2, freedom: 9, skewness: 0 }, 0.95);
    const reach = studentReach(0.95, 9);
    expect([low, high]).toEqual([expect.closeTo(5 - 2 * reach, 12), expect.closeTo(5 + 2 * reach, 12)]);
  });

  test.each([0.4, -0.4, 1e-5])('ends where Hall’s transformation reaches Student’s values, skewness %d', (skewness) => {
    const { low, high } = studentInterval(5, { se: 2, freedom: 30, skewness }, 0.95);
    const bent = (end: number): number => {
      const t = (5 - end) / 2;
      return t + skewness * (t ** 2 / 3 + 1 / 6) + (skewness ** 2 * t ** 3) / 27;
    };
    expect(bent(low)).toBeCloseTo(studentReach(0.95, 30), 8);
    expect(bent(high)).toBeCloseTo(-studentReach(0.95, 30), 8);
  });

  test('reaches further to the long side of skew durations', () => {
    const { low, high } = studentInterval(4, jackknifeError([without([1, 2, 3, 3, 4, 4, 11])]), 0.95);
    expect(high - 4).toBeGreaterThan(4 - low);
  });
});
