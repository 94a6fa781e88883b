import { expect, test } from '@jest/globals';
import { bySaving } from '../../../modeler/features/what-if/proposal-order.ts';

const saving = (mean: number | null) => ({ mean, low: mean, high: mean, n: 5 });
const proposal = (name: string, days: number | null, cost: number | null) => ({
  name,
  savedDays: saving(days),
  savedCost: saving(cost),
});

const PROPOSALS = [
  proposal('quick', 5, -20),
  proposal('cheap', 1, 40),
  proposal('untold', null, null),
  proposal('also cheap', 0, 40),
];

test('proposals are ranked by the days or by the cost that a case saves; what is not known comes last, equals stay as they came', () => {
  expect(bySaving(PROPOSALS, 'savedDays').map(({ name }) => name)).toEqual(['quick', 'cheap', 'also cheap', 'untold']);
  expect(bySaving(PROPOSALS, 'savedCost').map(({ name }) => name)).toEqual(['cheap', 'also cheap', 'quick', 'untold']);
  expect(PROPOSALS[0]?.name).toBe('quick');
});
