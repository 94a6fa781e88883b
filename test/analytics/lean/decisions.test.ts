import { beforeAll, describe, expect, test } from '@jest/globals';
import { decisions } from '../../../analytics/lean/decisions.ts';
import { inventory } from '../../../analytics/lean/inventory.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { traces } from '../../../analytics/traces.ts';
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import { model } from '../../support/model.ts';
import { logOfTraces } from '../log-of.ts';

let process: ExecutableProcess;
beforeAll(async () => {
  ({ process } = await model(`
    start -> user:Check -> xor:complete
    complete -> user:Approve [= ok]
    complete -> user:Ask [default] -> Check
    Approve -> xor:approved
    approved -> user:Deliver [= yes] -> end
    approved -> end:refused [default]
  `));
});

const found = (...cases: readonly (readonly string[])[]) => {
  const log = logOfTraces(cases);
  return decisions(log, traces(log), process);
};
const way = ['Check', 'Approve', 'Deliver'] as const;

describe('decisions', () => {
  test('tells how often each way was gone, with loops, and an end by what did not come', () => {
    const [check, approve] = found(way, ['Check', 'Ask', ...way], ['Check', 'Approve']);
    expect(check).toMatchObject({ activity: 'Check', gateway: 'complete', n: 4, othersAtMost: null });
    expect(check?.ways.map(({ next, n }) => [next, n])).toEqual([
      [['Approve'], 3],
      [['Ask'], 1],
    ]);
    expect(approve?.ways.map(({ next, n }) => [next, n])).toEqual([
      [['Deliver'], 2],
      [[], 1],
    ]);
  });

  test('an approval that never refused: how rarely it could, at 95 %', () => {
    const [, approve] = found(...Array.from({ length: 59 }, () => way));
    expect(approve?.n).toBe(59);
    // The rule of three says 3/59 = 5.1 %.
    expect(approve?.othersAtMost).toBeCloseTo(0.0495, 4);
  });

  test('a case that is still open says nothing of what comes', () => {
    const builder = new EventLogBuilder('completed');
    builder.addRow(builder.addCase('1'), { activity: 'Deliver', completedAt: 1 });
    const open = builder.addCase('2');
    builder.addRow(open, { activity: 'Approve', completedAt: 2 });
    builder.describeCase(1, { status: 'open', startedAt: 1 });
    const log = builder.build();
    expect(decisions(log, traces(log), process)[1]).toMatchObject({ n: 0, nUnknown: 1, othersAtMost: null });
  });
});

test('inventory: two cases of a day and one that is open for half of two days', () => {
  const DAY = 86_400_000;
  const builder = new EventLogBuilder('completed');
  for (const [index, [from, to]] of [
    [0, 1],
    [1, 2],
    [1, undefined],
  ].entries()) {
    builder.addRow(builder.addCase(String(index)), { activity: 'a', completedAt: (to ?? 1) * DAY });
    builder.describeCase(index, {
      status: to === undefined ? 'open' : 'completed',
      startedAt: (from ?? 0) * DAY,
      completedAt: to === undefined ? undefined : to * DAY,
    });
  }
  expect(inventory(builder.build(2 * DAY))).toEqual({ meanOpen: 1.5, openNow: 1, endedPerDay: 1 });
});
