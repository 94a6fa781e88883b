import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { orderedGroups } from '../../analytics/ordered-groups.ts';
import { quantileOfSorted, total } from '../../analytics/statistics.ts';

const SHARES = [0, 0.1, 0.5, 0.95, 0.999, 1];

/** What a plain sort says. */
function bySorting(values: Float64Array, groupOf: Int32Array, group: number) {
  const sample = values.filter((value, row) => groupOf[row] === group && value >= 0);
  const sum = total(sample);
  sample.sort();
  return { n: sample.length, total: sum, quantiles: SHARES.map((share) => quantileOfSorted(sample, share)) };
}

describe('quantiles of groups that are laid out once', () => {
  const value = fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.double({ noNaN: true, min: 0, max: 1e12 }),
    fc.constantFrom(NaN, 0, 0.25, 2 ** 47, 1e300, -1),
  );

  test('are those of each sorted group, of few and of many groups, whatever is left out', () => {
    const rows = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.array(fc.tuple(value, fc.nat()), { maxLength: 3000 }));
    fc.assert(
      fc.property(rows, ([groups, pairs]) => {
        const values = Float64Array.from(pairs, ([one]) => one);
        const groupOf = Int32Array.from(pairs, ([, code]) => (code % (groups + 1)) - 1);
        const found = orderedGroups(values, groupOf, groups);
        for (let group = 0; group < groups; group++)
          expect({
            n: found.n(group),
            total: found.total(group),
            quantiles: found.quantiles(group, SHARES),
          }).toEqual(bySorting(values, groupOf, group));
      }),
      { numRuns: 60, seed: 21 },
    );
  });

  test('do not change by being asked, nor with what they were made of', () => {
    const values = Float64Array.of(1, NaN, 3, 4, 5);
    const found = orderedGroups(values, Int32Array.of(0, 0, 1, -1, 0), 3);
    values.fill(7);
    for (let again = 0; again < 2; again++)
      expect([0, 1, 2].map((group) => found.quantiles(group, [0.5, 0]))).toEqual([
        [3, 1],
        [3, 3],
        [NaN, NaN],
      ]);
  });
});
