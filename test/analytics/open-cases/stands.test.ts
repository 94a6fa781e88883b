import { describe, expect, test } from '@jest/globals';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import type { CaseFacts, EventLog } from '../../../analytics/log/event-log.ts';
import { standAt, standsOf } from '../../../analytics/open-cases/stands.ts';

/** Each stand of a case as `from-to what`. */
function told(log: EventLog, index: number): readonly string[] {
  const stands = standsOf(log);
  const texts: string[] = [];
  for (let stand = stands.firstOf[index]!; stand < stands.firstOf[index + 1]!; stand++) {
    const { standing, activities } = stands.sets[stands.setOf[stand]!]!;
    const names = activities.map((code) => log.activities[code]).join('+');
    const latest = log.activities[stands.activityOf[stand]!] ?? 'nothing';
    texts.push(
      `${String(stands.fromAt[stand])}-${String(stands.toAt[stand])} ${standing} ${names} (${latest}, ${String(stands.doneOf[stand])} done)`,
    );
  }
  return texts;
}

/** A case of which more is known than its rows. */
function addCase(builder: EventLogBuilder, key: string, facts: CaseFacts): number {
  const index = builder.addCase(key);
  builder.describeCase(index, facts);
  return index;
}

describe('where a case stood', () => {
  test('in a log of events it stands after what ended last; of events at one instant the last counts', () => {
    const builder = new EventLogBuilder('completed');
    const index = builder.addCase('1');
    for (const [activity, completedAt] of [
      ['a', 10],
      ['b', 30],
      ['c', 30],
      ['a', 50],
    ] as const)
      // prettier-ignore
      builder.addRow(index, { activity, completedAt });
    expect(told(builder.build(), 0)).toEqual(['10-30 after a (a, 1 done)', '30-50 after c (c, 3 done)']);
  });

  test('where enablings are known it stands at all that is open, parallel branches together', () => {
    const builder = new EventLogBuilder('started');
    const index = addCase(builder, '1', { status: 'open', startedAt: 5 });
    // a: 10 to 20; then b and c side by side, c ends at 40, and b is open for ever; d was started at 50 without an enabling and ended at 60.
    builder.addRow(index, { activity: 'a', enabledAt: 10, startedAt: 15, completedAt: 20 });
    builder.addRow(index, { activity: 'c', enabledAt: 20, startedAt: 30, completedAt: 40 });
    builder.addRow(index, { activity: 'b', enabledAt: 20 });
    builder.addRow(index, { activity: 'd', startedAt: 50, completedAt: 60 });
    expect(told(builder.build(100), 0)).toEqual([
      '5-10 after  (nothing, 0 done)',
      '10-20 at a (a, 0 done)',
      '20-40 at c+b (b, 1 done)',
      '40-50 at b (b, 2 done)',
      '50-60 at b+d (d, 2 done)',
      '60-Infinity at b (b, 3 done)',
    ]);
  });

  test('a stand is found by its instant: its begin belongs to it, its end to the next, and the end of the case to none', () => {
    const builder = new EventLogBuilder('completed');
    for (const name of ['1', '2']) {
      const index = builder.addCase(name);
      for (const completedAt of [10, 30, 60]) builder.addRow(index, { activity: `a${String(completedAt)}`, completedAt });
    }
    const stands = standsOf(builder.build());
    expect([9, 10, 29, 30, 59, 60].map((at) => standAt(stands, 1, at))).toEqual([-1, 2, 2, 3, 3, -1]);
  });
});
