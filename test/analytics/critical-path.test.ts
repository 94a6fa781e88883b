import { describe, expect, test } from '@jest/globals';
import { givenDuty } from '../../analytics/calendar-file.ts';
import { criticalPaths, criticalPathShares, PATH_KINDS } from '../../analytics/critical-path.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import type { ActivityInstance, EventLog } from '../../analytics/log/event-log.ts';
import { WAIT_PARTS } from '../../analytics/wait-parts.ts';

const HOUR = 3_600_000;

/** Of one case from hour 0 to `end`: [activity, enabled, started, completed], and what else is told. */
function caseOf(
  end: number,
  rows: readonly (readonly [string, number | undefined, number | undefined, number, Partial<ActivityInstance>?])[],
): EventLog {
  const builder = new EventLogBuilder('started');
  const index = builder.addCase('1');
  const at = (hour: number | undefined) => (hour === undefined ? undefined : hour * HOUR);
  for (const [activity, enabled, started, completed, more] of rows)
    builder.addRow(index, { activity, enabledAt: at(enabled), startedAt: at(started), completedAt: at(completed), ...more });
  builder.describeCase(index, { status: 'completed', startedAt: 0, completedAt: end * HOUR });
  return builder.build();
}

/** `from-to activity kind part`, in hours. */
function pathOf(log: EventLog, paths = criticalPaths(log)): readonly string[] {
  return Array.from(paths.fromAt, (fromAt, place) => {
    const activity = log.activities[log.activityOf[paths.rowOf[place] ?? -1] ?? -1] ?? '–';
    const part = WAIT_PARTS[paths.partOf[place] ?? -1];
    const hours = `${String(fromAt / HOUR)}-${String((paths.toAt[place] ?? NaN) / HOUR)}`;
    return [hours, activity, PATH_KINDS[paths.kindOf[place] ?? -1], ...(part === undefined ? [] : [part])].join(' ');
  });
}

describe('the critical path', () => {
  test('of two branches is the one that ends last; the sum is the cycle time, not that of both', () => {
    // register 0–1; then side by side: check (waits 1–2, works 2–4) and opinion (waits 1–5, works 5–9); decide 9–10–12, told at 13.
    const log = caseOf(13, [
      ['register', 0, 0, 1],
      ['check', 1, 2, 4],
      ['opinion', 1, 5, 9],
      ['decide', 9, 10, 12],
    ]);
    expect(pathOf(log)).toEqual([
      '0-1 register processing',
      '1-5 opinion waiting unexplained',
      '5-9 opinion processing',
      '9-10 decide waiting unexplained',
      '10-12 decide processing',
      '12-13 – gap',
    ]);
  });

  test('between a completion and what it did not enable, counts what was open: a reminder while the answer is awaited', () => {
    // letter 0–1; answer awaited 1–20; at 8 a timer reminds: remind is enabled at 8, done at 9; after the answer decide 20–21.
    const log = caseOf(21, [
      ['letter', 0, 0, 1],
      ['answer', 1, undefined, 20, { kind: 'message', party: 'applicant' }],
      ['remind', 8, 8, 9],
      ['decide', 20, 20, 21],
    ]);
    expect(pathOf(log)).toEqual(['0-1 letter processing', '1-20 answer waiting applicant', '20-21 decide processing']);
    // The same without an end to the answer before the case ends by the reminder: what was open until 8 is the answer.
    const reminded = caseOf(9, [
      ['letter', 0, 0, 1],
      ['remind', 8, 8, 9],
      ['answer', 1, undefined, 20, { kind: 'message', party: 'applicant' }],
    ]);
    expect(pathOf(reminded)).toEqual(['0-1 letter processing', '1-8 answer waiting applicant', '8-9 remind processing']);
  });

  test('says when nothing was open, and when work and waiting cannot be told apart', () => {
    const log = caseOf(10, [
      ['register', 1, 1, 2],
      ['archive', 4, undefined, 10],
    ]);
    expect(pathOf(log)).toEqual(['0-1 – gap', '1-2 register processing', '2-4 – gap', '4-10 archive unseparated']);
  });

  test('has suspensions in their place, a told one before the start too', () => {
    const pause = (from: number, to: number, reason: 'document' | 'legal') => ({ fromAt: from * HOUR, toAt: to * HOUR, reason });
    const log = caseOf(10, [['examine', 0, 4, 10, { suspensions: [pause(1, 3, 'document'), pause(5, 8, 'legal')] }]]);
    expect(pathOf(log)).toEqual([
      '0-1 examine waiting unexplained',
      '1-3 examine waiting document',
      '3-4 examine waiting unexplained',
      '4-5 examine processing',
      '5-8 examine suspension legal',
      '8-10 examine processing',
    ]);
    // Three stretches of work and waiting of one case are one case.
    expect(criticalPathShares(log, criticalPaths(log)).map(({ n }) => n)).toEqual([1, 1, 1, 1]);
  });

  test('is summed over cases with shares of the cycle time', () => {
    const builder = new EventLogBuilder('started');
    for (const [key, started] of [
      ['1', 2],
      ['2', 6],
    ] as const)
      builder.addRow(builder.addCase(key), {
        activity: 'examine',
        enabledAt: 0,
        startedAt: started * HOUR,
        completedAt: 8 * HOUR,
      });
    for (const index of [0, 1]) builder.describeCase(index, { status: 'completed', startedAt: 0, completedAt: 8 * HOUR });
    const log = builder.build();
    // Waiting 2 + 6 of 16, work 6 + 2.
    expect(criticalPathShares(log, criticalPaths(log))).toEqual([
      { activity: 'examine', kind: 'waiting', part: 'unexplained', n: 2, totalMs: 8 * HOUR, share: 0.5 },
      { activity: 'examine', kind: 'processing', part: null, n: 2, totalMs: 8 * HOUR, share: 0.5 },
    ]);
  });

  test('leaves open and withdrawn cases out and counts the others', () => {
    const builder = new EventLogBuilder('started');
    for (const key of ['1', '2', '3'])
      builder.addRow(builder.addCase(key), { activity: 'a', enabledAt: 0, startedAt: 1, completedAt: 2 });
    builder.describeCase(0, { status: 'open', startedAt: 0 });
    builder.describeCase(1, { status: 'withdrawn', startedAt: 0, completedAt: 2 });
    builder.describeCase(2, { status: 'completed', startedAt: 0, completedAt: 2 });
    const { n, totalMs, first } = criticalPaths(builder.build(), { duty: givenDuty(() => undefined) });
    expect([n, totalMs, [...first]]).toEqual([1, 2, [0, 0, 0, 2]]);
  });
});
