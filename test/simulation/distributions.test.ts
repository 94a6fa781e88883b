import { describe, expect, it } from '@jest/globals';
import { distributionSchema, draw, moments } from '../../analytics/simulation/distributions.ts';
import type { Distribution } from '../../analytics/simulation/distributions.ts';
import { random } from '../../analytics/simulation/random.ts';

/** Kind, distribution, and mean and variance worked out by hand. */
const KNOWN: readonly (readonly [string, Distribution, number, number])[] = [
  ['fixed', { kind: 'fixed', value: 7 }, 7, 0],
  ['exponential', { kind: 'exponential', mean: 3 }, 3, 9],
  ['uniform', { kind: 'uniform', min: 2, max: 8 }, 5, 3],
  ['normal', { kind: 'normal', mean: 10, sd: 2 }, 10, 4],
  ['lognormal', { kind: 'lognormal', mean: 45, sd: 20 }, 45, 400],
  ['gamma', { kind: 'gamma', mean: 6, sd: 4 }, 6, 16],
  ['gamma with a shape below 1', { kind: 'gamma', mean: 2, sd: 4 }, 2, 16],
  ['triangular', { kind: 'triangular', min: 0, mode: 3, max: 9 }, 4, 3.5],
  ['empirical', { kind: 'empirical', values: [1, 2, 4], weights: [1, 2, 1] }, 2.25, 1.1875],
  ['empirical without weights', { kind: 'empirical', values: [1, 3] }, 2, 1],
];
const DRAWS = 60_000;

describe('a distribution', () => {
  it.each(KNOWN)('%s has the moments of its definition', (_, distribution, mean, variance) => {
    expect(moments(distribution).mean).toBeCloseTo(mean, 10);
    expect(moments(distribution).variance).toBeCloseTo(variance, 10);
  });

  it.each(KNOWN)('%s is drawn with these moments (seed 11, five standard errors)', (_, distribution, mean, variance) => {
    const stream = random(11);
    let sum = 0;
    let squares = 0;
    let fourth = 0;
    for (let index = 0; index < DRAWS; index++) {
      const deviation = draw(distribution, stream) - mean;
      sum += deviation;
      squares += deviation ** 2;
      fourth += deviation ** 4;
    }
    const errorOfMean = Math.sqrt(variance / DRAWS);
    const errorOfVariance = Math.sqrt(Math.max(0, fourth / DRAWS - variance ** 2) / DRAWS);
    expect(Math.abs(sum / DRAWS)).toBeLessThanOrEqual(5 * errorOfMean);
    expect(Math.abs(squares / DRAWS - variance)).toBeLessThanOrEqual(5 * errorOfVariance);
  });

  it('has its whole shape, not only its moments: quantiles of the lognormal and the triangular (seed 12)', () => {
    const stream = random(12);
    const sorted = (distribution: Distribution) =>
      Array.from({ length: DRAWS }, () => draw(distribution, stream)).sort((a, b) => a - b);
    // ln X has variance ln(1 + (20/45)²) = 0.180377 and mean ln 45 − 0.090189, so the median is 45 / e^0.090189 = 41.119.
    expect(sorted({ kind: 'lognormal', mean: 45, sd: 20 })[DRAWS / 2]).toBeCloseTo(41.119, 0);
    // F(3) = 3²/(9 · 3) = 1/3.
    expect(sorted({ kind: 'triangular', min: 0, mode: 3, max: 9 })[Math.floor(DRAWS / 3)]).toBeCloseTo(3, 1);
  });

  it.each([
    [{ kind: 'uniform', min: 3, max: 2 }],
    [{ kind: 'triangular', min: 0, mode: 5, max: 4 }],
    [{ kind: 'gamma', mean: 0, sd: 1 }],
    [{ kind: 'exponential', mean: -1 }],
    [{ kind: 'empirical', values: [] }],
    [{ kind: 'empirical', values: [1, 2], weights: [1] }],
    [{ kind: 'empirical', values: [1], weights: [0] }],
    [{ kind: 'poisson', mean: 1 }],
    [{ kind: 'fixed', value: Infinity }],
  ])('is refused when it cannot be: %j', (source) => {
    expect(distributionSchema.safeParse(source).success).toBe(false);
  });
});
