import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { selectQuantile, selectQuantiles } from '../../analytics/quantile-select.ts';
import { random } from '../../analytics/simulation/random.ts';
import { quantileOfSorted } from '../../analytics/statistics.ts';

describe('quantiles without sorting', () => {
  test('are those of the sorted sample, whatever the sample, in whatever order they are asked for', () => {
    const sample = fc.oneof(
      fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }),
      fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { maxLength: 2000 }),
    );
    const shares = fc.array(fc.oneof(fc.constantFrom(0, 0.5, 0.9, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(sample, shares, (values, asked) => {
        const sorted = Float64Array.from(values).sort();
        const mixed = Float64Array.from(values);
        expect(selectQuantiles(mixed, asked)).toEqual(asked.map((share) => quantileOfSorted(sorted, share)));
        expect(mixed.sort()).toEqual(sorted);
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  test('are right in samples long enough to be narrowed by a sample, with ties, sorted and upside down', () => {
    const chance = random(3);
    for (const value of [() => chance.next(), () => chance.integer(7), (index: number) => index, (index: number) => -index]) {
      const values = Float64Array.from({ length: 50_000 }, (_, index) => value(index));
      const sorted = values.slice().sort();
      for (const share of [0, 0.1, 0.5, 0.95, 0.99999, 1])
        expect(selectQuantile(values.slice(), share)).toBe(quantileOfSorted(sorted, share));
    }
  });

  test('of nothing are no number', () => {
    expect(selectQuantiles(new Float64Array(0), [0.5, 0.9])).toEqual([NaN, NaN]);
  });
});
