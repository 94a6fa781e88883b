/** Answers of some people alone: never so that the few who are left out could be reckoned. */
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { chosenAnswers } from '../../programme/survey/chosen-answers.ts';

interface Person {
  readonly unit: number;
  readonly channel: number;
  readonly kind: number;
}
const people = fc.array(fc.record({ unit: fc.nat(2), channel: fc.nat(1), kind: fc.nat(1) }), { maxLength: 60 });
const BY = ['unit', 'channel', 'kind'] as const;
const is = (by: (typeof BY)[number], value: number) => (person: Person) => person[by] === value;

describe('those who are chosen', () => {
  test('are all to whom every condition applies', () => {
    const all = [
      ...Array.from({ length: 7 }, () => ({ unit: 1, channel: 0, kind: 0 })),
      ...Array.from({ length: 5 }, () => ({ unit: 2, channel: 0, kind: 0 })),
    ];
    expect(chosenAnswers(all, [])).toEqual(all);
    expect(chosenAnswers(all, [is('unit', 1)])).toEqual(all.slice(0, 7));
    expect(chosenAnswers(all.slice(0, 11), [is('unit', 1)])).toBeUndefined();
  });

  test('are not told where they are 1 to 4 of many; all of a few are, who are held back figure by figure', () => {
    const all = [...Array.from({ length: 20 }, () => ({ unit: 1, channel: 0, kind: 0 })), { unit: 2, channel: 0, kind: 0 }];
    expect(chosenAnswers(all, [is('unit', 2)])).toBeUndefined();
    expect(chosenAnswers(all, [is('unit', 0)])).toEqual([]);
    expect(chosenAnswers(all.slice(0, 3), [])).toHaveLength(3);
  });

  test('never differ by 1 to 4 from those of a question with fewer conditions', () => {
    fc.assert(
      fc.property(people, fc.subarray([...BY]), fc.subarray([...BY]), (all, more, some) => {
        const fewer = some.filter((by) => more.includes(by));
        const [narrow, wide] = [more, fewer].map((those) =>
          chosenAnswers(
            all,
            those.map((by) => is(by, 0)),
          ),
        );
        if (narrow === undefined || wide === undefined) return;
        const left = wide.length - narrow.length;
        expect(left === 0 || left >= 5).toBe(true);
      }),
    );
  });
});
