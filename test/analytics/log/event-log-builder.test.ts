import { describe, expect, test } from '@jest/globals';
import { SUSPENSION_REASONS } from '../../../engine/case/state.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { random } from '../../../analytics/simulation/random.ts';

const names = (log: EventLog): string[] => [...log.activityOf].map((code) => log.activities[code] ?? '');

describe('building an event log', () => {
  test('sorts by case and time whatever the order of adding, ties as they were added', () => {
    const builder = new EventLogBuilder('completed');
    const [one, two] = [builder.addCase('1'), builder.addCase('2')];
    builder.addRow(two, { activity: 'x', completedAt: 5 });
    builder.addRow(one, { activity: 'b', completedAt: 7 });
    builder.addRow(two, { activity: 'w', completedAt: 4 });
    builder.addRow(one, { activity: 'c', completedAt: 7 });
    builder.addRow(one, { activity: 'a', completedAt: 6 });
    const log = builder.build();
    expect(names(log)).toEqual(['a', 'b', 'c', 'w', 'x']);
    expect([...log.caseOf]).toEqual([0, 0, 0, 1, 1]);
    expect([...log.cases.firstRow]).toEqual([0, 3, 5]);
  });

  test('sorts long and short cases as a stable sort does, on random rows', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const chance = random(seed);
      const builder = new EventLogBuilder('started');
      const rows = Array.from({ length: 400 }, (_, index) => {
        const startedAt = chance.integer(20);
        return {
          name: String(index),
          of: chance.next() < 0.7 ? 0 : chance.integer(9),
          startedAt,
          completedAt: startedAt + chance.integer(3),
        };
      });
      for (const { name, of, ...instants } of rows) builder.addRow(builder.addCase(String(of)), { activity: name, ...instants });
      const log = builder.build();
      const order = log.cases.keys.flatMap((key) =>
        rows.filter(({ of }) => String(of) === key).sort((a, b) => a.startedAt - b.startedAt || a.completedAt - b.completedAt),
      );
      expect([seed, names(log)]).toEqual([seed, order.map(({ name }) => name)]);
    }
  });

  test('an imported case starts and ends with its rows; one that was described as the source says', () => {
    const builder = new EventLogBuilder('completed');
    builder.addRow(builder.addCase('imported'), { activity: 'a', completedAt: 10 });
    builder.addRow(builder.addCase('imported'), { activity: 'b', completedAt: 30 });
    const own = builder.addCase('own');
    builder.describeCase(own, { status: 'open', startedAt: 5, receivedAt: 1, version: '2' });
    builder.addRow(own, { activity: 'a', enabledAt: 5, completedAt: 8 });
    const { cases } = builder.build(40);
    expect([...cases.status]).toEqual([1, 0]);
    expect([...cases.startedAt]).toEqual([10, 5]);
    expect([...cases.completedAt]).toEqual([30, NaN]);
    expect([cases.receivedAt[1], cases.versions[cases.versionOf[1] ?? -1], cases.versionOf[0]]).toEqual([1, '2', -1]);
  });

  test('a case of which only the standing is told starts with the first instant of its rows, open ones too', () => {
    const builder = new EventLogBuilder('completed');
    const index = builder.addCase('1');
    builder.describeCase(index, { status: 'open' });
    builder.addRow(index, { activity: 'a', startedAt: 7, completedAt: 9 });
    builder.addRow(index, { activity: 'b', enabledAt: 4 });
    builder.describeCase(builder.addCase('empty'), { status: 'withdrawn' });
    const { cases } = builder.build();
    expect([...cases.startedAt]).toEqual([4, NaN]);
    expect([...cases.completedAt]).toEqual([NaN, NaN]);
    // What is told later counts.
    builder.describeCase(index, { startedAt: 3 });
    expect(builder.build().cases.startedAt[0]).toBe(3);
  });

  test('goes on after a build: what was open is completed, what was built before stays as it was', () => {
    const builder = new EventLogBuilder('completed');
    const index = builder.addCase('1');
    const row = builder.addRow(index, { activity: 'a', enabledAt: 1 });
    builder.addRow(index, { activity: 'b', enabledAt: 1, completedAt: 2 });
    const before = builder.build();
    expect([names(before), [...before.ending]]).toEqual([
      ['b', 'a'],
      [1, 0],
    ]);
    builder.reviseRow(row, { startedAt: 1, completedAt: 1.5, resource: 'Ona' });
    builder.addRow(builder.addCase('2'), { activity: 'a', completedAt: 9 });
    const after = builder.build();
    expect([names(after), [...after.ending]]).toEqual([
      ['a', 'b', 'a'],
      [1, 1, 1],
    ]);
    expect([names(before), before.resources, before.cases.count]).toEqual([['b', 'a'], [], 1]);
  });

  test('keeps suspensions by reason and as a total, also for rows far apart', () => {
    const builder = new EventLogBuilder('completed');
    const index = builder.addCase('1');
    const first = builder.addRow(index, { activity: 'a', completedAt: 1, suspendedMsBy: { applicant: 5, legal: 2 } });
    for (let row = 1; row < 3000; row++) builder.addRow(index, { activity: 'a', completedAt: 1 + row });
    builder.reviseRow(2999, { suspendedMsBy: { authority: 9 } });
    const log = builder.build();
    expect([log.suspendedMs[first], log.suspendedMsBy?.applicant[first], log.suspendedMsBy?.legal[first]]).toEqual([7, 5, 2]);
    expect([log.suspendedMs[2999], log.suspendedMsBy?.authority[2999], log.suspendedMs[1500]]).toEqual([9, 9, 0]);
  });

  test('keeps suspensions one by one beside their rows, in the order of time, and replaces them when told again', () => {
    const builder = new EventLogBuilder('completed');
    const index = builder.addCase('1');
    // Added late first: the sorted log has `early` in row 0.
    const late = builder.addRow(index, { activity: 'late', completedAt: 90, claimedAt: 50 });
    builder.addRow(index, { activity: 'none', completedAt: 50 });
    builder.addRow(index, { activity: 'early', completedAt: 40, suspensions: [{ fromAt: 20, toAt: 25 }] });
    builder.reviseRow(late, { suspensions: [{ fromAt: 60, reason: 'legal' }] });
    builder.reviseRow(late, {
      suspensions: [
        { fromAt: 70, toAt: 73, reason: 'other' },
        { fromAt: 60, toAt: 65, reason: 'legal' },
      ],
    });
    const { suspensions, suspendedMs, suspendedMsBy, claimedAt } = builder.build();
    expect([...(suspensions?.first ?? [])]).toEqual([0, 1, 1, 3]);
    expect([...(suspensions?.fromAt ?? [])]).toEqual([20, 60, 70]);
    expect([...(suspensions?.toAt ?? [])]).toEqual([25, 65, 73]);
    expect([...(suspensions?.reasonOf ?? [])].map((code) => SUSPENSION_REASONS[code])).toEqual([undefined, 'legal', 'other']);
    expect([...suspendedMs]).toEqual([5, 0, 8]);
    expect([suspendedMsBy?.legal[2], suspendedMsBy?.other[2], suspendedMsBy?.other[0]]).toEqual([5, 3, 0]);
    expect([...(claimedAt ?? [])]).toEqual([NaN, NaN, 50]);
  });

  test('has no columns for claims and suspensions when none was told', () => {
    const builder = new EventLogBuilder('completed');
    builder.addRow(builder.addCase('1'), { activity: 'a', completedAt: 1 });
    expect(Object.keys(builder.build())).not.toEqual(expect.arrayContaining(['claimedAt']));
    expect(builder.build().suspensions).toBeUndefined();
  });

  test('is watched until its last instant, or until when it is told', () => {
    const builder = new EventLogBuilder('completed');
    builder.addRow(builder.addCase('1'), { activity: 'a', enabledAt: 3, completedAt: 8 });
    expect(builder.build().observedUntilAt).toBe(8);
    expect(builder.build(20).observedUntilAt).toBe(20);
  });
});
