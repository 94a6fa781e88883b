import { expect, test } from '@jest/globals';
import { groupOutcomes } from '../../programme/reference-effect.ts';

test('processes on the unified model are told with the share of cases in time and satisfaction, each with n and interval', () => {
  const { inTime, satisfaction } = groupOutcomes(['a', 'b'], [1, 1, 1, 1, 1, 1, 0, 0, 0, 0], [5, 4, 4, 3, 4]);
  // Wilson of 6 of 10: 0.3127 to 0.8318; mean 4 ± t(4) 2.7764 · √(0.5 / 5).
  expect([inTime.value, inTime.low?.toFixed(4), inTime.high?.toFixed(4)]).toEqual([0.6, '0.3127', '0.8318']);
  expect([satisfaction.n, satisfaction.value]).toEqual([5, 4]);
  expect(satisfaction.low).toBeCloseTo(4 - 2.7764 * Math.sqrt(0.1), 3);
  expect(groupOutcomes(['a'], [1, 1, 1, 1], []).inTime).toEqual({ n: 0, value: null, low: null, high: null });
});
