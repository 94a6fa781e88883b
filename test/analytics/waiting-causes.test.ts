import { describe, expect, test } from '@jest/globals';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import type { EventLog, Suspension } from '../../analytics/log/event-log.ts';
import { causesByTransition } from '../../analytics/cause-sums.ts';
import { CAUSES, waitingCauses } from '../../analytics/waiting-causes.ts';
import { describeWithLogs, referenceLog, referenceText } from './reference-logs.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describeWithLogs('the waiting causes of the reference logs are met in every row', () => {
  const columns = { case: 'case_id', activity: 'Activity', resource: 'Resource', start: 'start_time', end: 'end_time' };
  for (const number of [1, 2, 3]) {
    test(`of manual log ${String(number)}: batching, prioritisation and contention, and the rest as a sum`, async () => {
      const log = await referenceLog(`kronos/manual_log_${String(number)}.csv`, { columns });
      const expected = expectedRows(referenceText(`expected/kronos/manual_log_${String(number)}_expected.csv`));
      const found = causesByTransition(log, waitingCauses(log)).map((row) => ({
        transition: `${row.from}/${String(row.fromResource)}→${row.to}/${String(row.toResource)}`,
        count: row.count,
        cases: [...row.cases].sort().join(),
        total: row.totalMs / 1000,
        batching: row.batchingMs / 1000,
        prioritisation: row.prioritisationMs / 1000,
        contention: row.contentionMs / 1000,
        rest: (row.unavailabilityMs + row.extraneousMs) / 1000,
      }));
      expect(found.sort(byTransition)).toEqual(expected.sort(byTransition));
    });
  }
});

function byTransition(a: { transition: string }, b: { transition: string }): number {
  return a.transition < b.transition ? -1 : 1;
}

function expectedRows(csv: string) {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const values = (line.match(/"[^"]*"|[^,]+/g) ?? []).map((value) => value.replaceAll('"', ''));
    const row = new Map(names.map((name, index) => [name, values[index] ?? '']));
    const seconds = (name: string): number => {
      const parts = /^(\d+) days(?: (\d+):(\d+):(\d+))?$/.exec(row.get(name) ?? '');
      if (!parts) throw new Error(`${name}: ${String(row.get(name))}`);
      const [days = 0, hours = 0, minutes = 0, rest = 0] = parts.slice(1).map((part) => Number(part || 0));
      return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
    };
    return {
      transition: `${String(row.get('source_activity'))}/${String(row.get('source_resource'))}→${String(row.get('target_activity'))}/${String(row.get('target_resource'))}`,
      count: Number(row.get('frequency')),
      cases: (row.get('cases') ?? '').split(',').sort().join(),
      total: Number(row.get('wt_total_seconds')),
      batching: seconds('wt_batching'),
      prioritisation: seconds('wt_prioritization'),
      contention: seconds('wt_contention'),
      rest: seconds('wt_unavailability') + seconds('wt_extraneous'),
    };
  });
}

/** Hours of the day [case, activity, resource, enabled, started, completed]. */
function engineLog(rows: readonly (readonly [string, string, string, number, number, number])[]): EventLog {
  const builder = new EventLogBuilder('completed');
  for (const [key, activity, resource, enabled, started, completed] of rows) {
    builder.addRow(builder.addCase(key), {
      activity,
      resource,
      enabledAt: enabled * HOUR,
      startedAt: started * HOUR,
      completedAt: completed * HOUR,
    });
  }
  return builder.build();
}

/** The hours of a cause by `case/activity`. */
function hours(log: EventLog, causes: ReturnType<typeof waitingCauses>, key: string): Record<string, number> {
  const row = log.activityOf.findIndex(
    (activity, index) => `${String(log.cases.keys[log.caseOf[index] ?? 0])}/${String(log.activities[activity])}` === key,
  );
  return Object.fromEntries(CAUSES.map((cause) => [cause, (causes.byCause[cause][row] ?? NaN) / HOUR]));
}

describe('waiting causes of the engine', () => {
  test('a clerk busy with a case that came first is contention, with one that came later prioritisation', () => {
    // Case 2 waits from 10 to 15: until 11 for case 1 (enabled 9), 12 to 14 for case 3 (enabled 11), the rest for nothing known.
    const log = engineLog([
      ['1', 'examine', 'Ona', 9, 9, 11],
      ['2', 'examine', 'Ona', 10, 15, 16],
      ['3', 'decide', 'Ona', 11, 12, 14],
    ]);
    expect(hours(log, waitingCauses(log), '2/examine')).toEqual({
      batching: 0,
      contention: 1,
      prioritisation: 2,
      unavailability: 0,
      extraneous: 2,
    });
  });

  test('time outside working hours is unavailability only where nothing else explains it', () => {
    // Enabled at 16, started at 33 (9 the next day); she works from 9 to 17: one hour extraneous, sixteen off duty.
    const log = engineLog([['1', 'examine', 'Ona', 16, 33, 34]]);
    const causes = waitingCauses(log, { workingMs: nineToFive });
    expect(hours(log, causes, '1/examine')).toEqual({
      batching: 0,
      contention: 0,
      prioritisation: 0,
      unavailability: 16,
      extraneous: 1,
    });
  });

  test('signing everything once a day is batching until the signing begins', () => {
    // Enabled at 9, 10 and 11; all signed from 16 on, one after the other with five minutes between.
    const log = engineLog([
      ['1', 'sign', 'Mayor', 9, 16, 16.1],
      ['2', 'sign', 'Mayor', 10, 16.2, 16.3],
      ['3', 'sign', 'Mayor', 11, 16.4, 16.5],
    ]);
    const causes = waitingCauses(log, {
      workingMs: nineToFive,
      batchRule: { kind: 'burst', gapMs: 30 * MINUTE, idleMs: 2 * HOUR },
    });
    expect(hours(log, causes, '1/sign')['batching']).toBeCloseTo(7, 9);
    expect(hours(log, causes, '2/sign')['batching']).toBeCloseTo(6, 9);
    expect(hours(log, causes, '3/sign')).toMatchObject({
      contention: expect.closeTo(0.2, 9),
      extraneous: expect.closeTo(0.2, 9),
    });
  });

  test('a clerk who works off a queue without a pause makes no batch', () => {
    // Busy with case 0 until 12; cases 1 to 3 have come at 9, 10 and 11 and follow at once.
    const log = engineLog([
      ['0', 'examine', 'Ona', 8, 8, 12],
      ['1', 'examine', 'Ona', 9, 12, 13],
      ['2', 'examine', 'Ona', 10, 13, 14],
      ['3', 'examine', 'Ona', 11, 14, 15],
    ]);
    const causes = waitingCauses(log, {
      workingMs: nineToFive,
      batchRule: { kind: 'burst', gapMs: 30 * MINUTE, idleMs: 2 * HOUR },
    });
    expect(hours(log, causes, '3/examine')).toEqual({
      batching: 0,
      contention: 3,
      prioritisation: 0,
      unavailability: 0,
      extraneous: 0,
    });
  });

  test('work that came before the batch was complete is contention for its members, not prioritisation', () => {
    // The batch of 1 and 2 is complete at 12; case 3, enabled at 11, is done from 13 to 15.
    const log = engineLog([
      ['1', 'sign', 'Ona', 9, 15, 16],
      ['2', 'sign', 'Ona', 12, 16, 17],
      ['3', 'examine', 'Ona', 11, 13, 15],
    ]);
    expect(hours(log, waitingCauses(log), '1/sign')).toEqual({
      batching: 3,
      contention: 2,
      prioritisation: 0,
      unavailability: 0,
      extraneous: 1,
    });
  });

  test('a task suspended for the applicant does not keep its clerk from another', () => {
    const builder = new EventLogBuilder('completed');
    const suspended = { suspendedMsBy: { applicant: 6 * HOUR } };
    builder.addRow(builder.addCase('1'), {
      activity: 'examine',
      resource: 'Ona',
      enabledAt: 9 * HOUR,
      startedAt: 9 * HOUR,
      completedAt: 16 * HOUR,
      ...suspended,
    });
    builder.addRow(builder.addCase('2'), {
      activity: 'examine',
      resource: 'Ona',
      enabledAt: 10 * HOUR,
      startedAt: 12 * HOUR,
      completedAt: 13 * HOUR,
    });
    const log = builder.build();
    expect(hours(log, waitingCauses(log), '2/examine')).toMatchObject({ contention: 0, extraneous: 2 });
  });

  test('what somebody told goes first: the clerk was busy and off duty meanwhile, the case waited for the applicant', () => {
    // Case 2 is enabled at 10 and begun at 15; told suspended from 9 to 13 and from 14 (reason not told) to 20. Ona works on case 1 until 14.
    const builder = new EventLogBuilder('completed');
    const row = (key: string, enabled: number, started: number, completed: number, suspensions: readonly Suspension[] = []) =>
      builder.addRow(builder.addCase(key), {
        activity: 'examine',
        resource: 'Ona',
        enabledAt: enabled * HOUR,
        startedAt: started * HOUR,
        completedAt: completed * HOUR,
        suspensions,
      });
    row('1', 9, 9, 14);
    row('2', 10, 15, 21, [
      { fromAt: 9 * HOUR, toAt: 13 * HOUR, reason: 'applicant' },
      { fromAt: 14 * HOUR, toAt: 20 * HOUR },
    ]);
    const log = builder.build();
    const causes = waitingCauses(log, { workingMs: () => 0 });
    const second = log.caseOf.indexOf(1);
    const parts = Object.entries(causes.byPart).map(([part, column]) => [part, (column[second] ?? NaN) / HOUR] as const);
    expect(Object.fromEntries(parts.filter(([, ms]) => ms > 0))).toEqual({ applicant: 3, contention: 1, unexplained: 1 });
    // After the start five hours of the second suspension are left, and one of work.
    expect([(causes.pausedMs[second] ?? NaN) / HOUR, (causes.processingMs[second] ?? NaN) / HOUR]).toEqual([5, 1]);
  });

  test('a wait that was suspended for a legal ground is that as long as it was, and then for its party', () => {
    const builder = new EventLogBuilder('completed');
    builder.addRow(builder.addCase('1'), {
      activity: 'answer',
      kind: 'message',
      party: 'authority',
      enabledAt: 0,
      completedAt: 10 * HOUR,
      suspensions: [{ fromAt: 2 * HOUR, toAt: 5 * HOUR, reason: 'legal' }],
    });
    const { byPart, waitingMs, processingMs, pausedMs } = waitingCauses(builder.build());
    expect([byPart.legal?.[0], byPart.authority?.[0], waitingMs[0]]).toEqual([3 * HOUR, 7 * HOUR, 10 * HOUR]);
    expect([processingMs[0], pausedMs[0]]).toEqual([0, 0]);
  });

  test('a machine keeps no office hours', () => {
    const builder = new EventLogBuilder('completed');
    builder.addRow(builder.addCase('1'), {
      activity: 'notify',
      kind: 'machine',
      enabledAt: 0,
      startedAt: HOUR,
      completedAt: HOUR,
    });
    const { byCause } = waitingCauses(builder.build(), { workingMs: () => 0 });
    expect([byCause.unavailability[0], byCause.extraneous[0]]).toEqual([0, HOUR]);
  });

  test('one task that is open for ever does not hide what its clerk did meanwhile', () => {
    // Ona began case 0 at 1 and never ends it; case 2 waits from 10 to 15, of which she works on case 1 from 11 to 12.
    const builder = new EventLogBuilder('started');
    builder.addRow(builder.addCase('0'), { activity: 'examine', resource: 'Ona', enabledAt: 0, startedAt: HOUR });
    for (const [key, enabled, started, completed] of [
      ['1', 9, 11, 12],
      ['2', 10, 15, 16],
    ] as const)
      builder.addRow(builder.addCase(key), {
        activity: 'examine',
        resource: 'Ona',
        enabledAt: enabled * HOUR,
        startedAt: started * HOUR,
        completedAt: completed * HOUR,
      });
    const log = builder.build(20 * HOUR);
    expect(hours(log, waitingCauses(log), '2/examine')).toMatchObject({ contention: 5, extraneous: 0 });
  });
});

/** Nine to five, every day. */
function nineToFive(fromAt: number, toAt: number): number {
  let sum = 0;
  for (let day = Math.floor(fromAt / (24 * HOUR)); day * 24 * HOUR < toAt; day++) {
    sum += Math.max(0, Math.min(toAt, (day * 24 + 17) * HOUR) - Math.max(fromAt, (day * 24 + 9) * HOUR));
  }
  return sum;
}
