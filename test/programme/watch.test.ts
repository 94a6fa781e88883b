import { describe, expect, test } from '@jest/globals';
import { isReached, slidBack, wayGone, wholeMonths } from '../../programme/plan/watch.ts';

const months = (...values: readonly (number | null)[]) =>
  values.map((value, index) => ({ from: `2026-0${String(index + 1)}-01`, to: `2026-0${String(index + 2)}-01`, value, n: 9 }));

describe('the watch over what was achieved', () => {
  test('sees two months in a row that are worse by more than the tolerance, and no single one', () => {
    expect(slidBack('medianCycle', months(10, 12, 10, 12), 10, 0.1)).toBeUndefined();
    expect(slidBack('medianCycle', months(10, 12, 13), 10, 0.1)?.map(({ from }) => from)).toEqual(['2026-02-01', '2026-03-01']);
    // By a tenth exactly is not by more.
    expect(slidBack('medianCycle', months(10, 11, 11), 10, 0.1)).toBeUndefined();
  });

  test('knows which way is worse', () => {
    expect(slidBack('onTime', months(0.7, 0.7), 0.9, 0.1)).toHaveLength(2);
    expect(slidBack('onTime', months(0.99, 1), 0.9, 0.1)).toBeUndefined();
  });

  test('passes over months with too few cases, and forgets what has recovered', () => {
    expect(slidBack('medianCycle', months(12, null, 12), 10, 0.1)).toHaveLength(2);
    expect(slidBack('medianCycle', months(12, 12, 10), 10, 0.1)).toBeUndefined();
    expect(slidBack('medianCycle', months(12, null, null), 10, 0.1)).toBeUndefined();
  });

  test('looks at whole months alone', () => {
    expect(wholeMonths('2025-11-15', '2026-02-28')).toEqual([
      { from: '2025-12-01', to: '2026-01-01' },
      { from: '2026-01-01', to: '2026-02-01' },
    ]);
    expect(wholeMonths('2026-01-01', '2026-02-01')).toEqual([{ from: '2026-01-01', to: '2026-02-01' }]);
    expect(wholeMonths('2026-01-02', '2026-02-28')).toEqual([]);
  });

  test('tells how far it is to the target, in whichever direction', () => {
    expect([wayGone(40, 20, 25), wayGone(0.6, 0.9, 0.9), wayGone(40, 20, 44), wayGone(null, 20, 25)]).toEqual([
      0.75,
      1,
      -0.2,
      null,
    ]);
    expect([isReached('medianCycle', 20, 20), isReached('onTime', 0.9, 0.89), isReached('onTime', 0.9, null)]).toEqual([
      true,
      false,
      null,
    ]);
  });
});
