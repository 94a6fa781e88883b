import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ascending, fromFirst, grouped } from '../../analytics/ascending.ts';

const SEED = Number(process.env['EIGA_SEED'] ?? 1);
/** Whole milliseconds, before 1970 too, many of them equal, some not known. */
const instant = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(NaN), fc.integer({ min: -1e12, max: 2e12 }));
const rows = fc.array(fc.record({ group: fc.integer({ min: 0, max: 4 }), from: instant, to: instant }), { maxLength: 40 });

test(`by group, instant, other instant and place, as comparing any two sorts them (seed ${String(SEED)})`, () => {
  fc.assert(
    fc.property(rows, (all) => {
      const byTime = ascending(fromFirst(all.map(({ from }) => from)), ascending(fromFirst(all.map(({ to }) => to))));
      const groupOf = all.map(({ group }) => group);
      const { sorted, first } = grouped(byTime, groupOf, 5);
      // What is not known comes first, beside the least that is known.
      const known = (values: readonly number[], at: number): number =>
        Number.isNaN(at) ? Math.min(...values.filter((value) => !Number.isNaN(value)), Infinity) : at;
      const [froms, tos] = [all.map(({ from }) => from), all.map(({ to }) => to)];
      const rank = (values: readonly number[], index: number) => known(values, values[index]!);
      const order = [...all.keys()].sort((a, b) => {
        const compared = [groupOf[a]! - groupOf[b]!];
        for (const values of [froms, tos]) {
          const [one, other] = [rank(values, a), rank(values, b)];
          compared.push(one === other ? 0 : one - other);
        }
        return compared.find((value) => value !== 0) ?? a - b;
      });
      expect([...sorted]).toEqual(order);
      expect([...first]).toEqual([0, 1, 2, 3, 4, 5].map((group) => groupOf.filter((one) => one < group).length));
    }),
    { seed: SEED },
  );
});
