import { describe, expect, test } from '@jest/globals';
import { bottlenecks } from '../../analytics/bottlenecks.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { times } from '../../analytics/times.ts';

const HOUR = 3_600_000;

/**
 * Ten activity instances by hand, in hours:
 *   case 1: register 0→0→1, examine 1→5→9 (2 suspended for the applicant), decide 9→10→11, letter (message) 11→15
 *   case 2: register 2→2→3, examine 3→9→12, decide 12→12→13
 *   case 3: register 4→4→5, examine 5→(not started)→20, decide open since 20
 * Cycle times: case 1 0–15, case 2 2–13, case 3 4–(24 observed) = 15 + 11 + 20 = 46.
 */
function tenByHand() {
  const builder = new EventLogBuilder('started');
  const row = (key: string, activity: string, [enabled, started, completed]: readonly (number | undefined)[], more = {}) => {
    const instant = (hours: number | undefined) => (hours === undefined ? undefined : hours * HOUR);
    builder.addRow(builder.addCase(key), {
      activity,
      enabledAt: instant(enabled),
      startedAt: instant(started),
      completedAt: instant(completed),
      ...more,
    });
  };
  row('1', 'register', [0, 0, 1]);
  row('1', 'examine', [1, 5, 9], { suspendedMsBy: { applicant: 2 * HOUR } });
  row('1', 'decide', [9, 10, 11]);
  row('1', 'letter', [11, undefined, 15], { kind: 'message' });
  row('2', 'register', [2, 2, 3]);
  row('2', 'examine', [3, 9, 12]);
  row('2', 'decide', [12, 12, 13]);
  row('3', 'register', [4, 4, 5]);
  row('3', 'examine', [5, undefined, 20]);
  row('3', 'decide', [20]);
  for (const [index, [startedAt, completedAt]] of [
    [0, 15],
    [2, 13],
    [4, undefined],
  ].entries()) {
    builder.describeCase(index, {
      status: completedAt === undefined ? 'open' : 'completed',
      startedAt: (startedAt ?? 0) * HOUR,
      completedAt: completedAt === undefined ? undefined : completedAt * HOUR,
    });
  }
  return builder.build(24 * HOUR);
}

describe('times', () => {
  test('per activity: waiting, processing, suspended and sojourn, each with its own n', () => {
    const { activities, cycleTimeMs } = times(tenByHand());
    expect(cycleTimeMs).toBe(46 * HOUR);
    const examine = activities.find(({ activity }) => activity === 'examine');
    // waiting 4 and 6; processing 9−5−2 = 2 and 12−9 = 3; suspended 2, 0, 0; sojourn 8, 9, 15.
    expect(examine).toEqual({
      activity: 'examine',
      n: 3,
      waiting: { n: 2, medianMs: 5 * HOUR, p90Ms: 5.8 * HOUR, meanMs: 5 * HOUR, totalMs: 10 * HOUR, share: 10 / 46 },
      processing: { n: 2, medianMs: 2.5 * HOUR, p90Ms: 2.9 * HOUR, meanMs: 2.5 * HOUR, totalMs: 5 * HOUR, share: 5 / 46 },
      suspended: { n: 3, medianMs: 0, p90Ms: 1.6 * HOUR, meanMs: (2 / 3) * HOUR, totalMs: 2 * HOUR, share: 2 / 46 },
      sojourn: {
        n: 3,
        medianMs: 9 * HOUR,
        p90Ms: expect.closeTo(13.8 * HOUR, 3),
        meanMs: (32 / 3) * HOUR,
        totalMs: 32 * HOUR,
        share: 32 / 46,
      },
      estimated: false,
      nEstimated: 0,
    });
  });

  test('a message that is waited for is waiting and no processing', () => {
    const letter = times(tenByHand()).activities.find(({ activity }) => activity === 'letter');
    expect([letter?.waiting.totalMs, letter?.processing.totalMs]).toEqual([4 * HOUR, 0]);
  });

  test('an open instance is in no figure', () => {
    const decide = times(tenByHand()).activities.find(({ activity }) => activity === 'decide');
    expect([decide?.n, decide?.waiting.n, decide?.waiting.totalMs]).toEqual([2, 2, HOUR]);
  });

  test('per transition: from what let it begin', () => {
    const transition = times(tenByHand()).transitions.find(({ from, to }) => from === 'register' && to === 'examine');
    expect([transition?.n, transition?.waiting.totalMs, transition?.sojourn.totalMs, transition?.estimated]).toEqual([
      3,
      10 * HOUR,
      32 * HOUR,
      false,
    ]);
  });

  test('with completions alone the sojourn counts from the one before and is marked as an estimate; waiting is not invented', () => {
    const builder = new EventLogBuilder('completed');
    for (const [activity, hours] of [
      ['a', 1],
      ['b', 4],
      ['c', 5],
    ] as const)
      builder.addRow(builder.addCase('1'), { activity, completedAt: hours * HOUR });
    const { activities } = times(builder.build());
    const b = activities.find(({ activity }) => activity === 'b');
    expect([b?.sojourn.totalMs, b?.waiting.n, b?.waiting.medianMs, b?.processing.n, b?.suspended.n, b?.estimated]).toEqual([
      3 * HOUR,
      0,
      null,
      0,
      0,
      true,
    ]);
    expect(activities.find(({ activity }) => activity === 'a')?.sojourn.n).toBe(0);
  });

  test('instants that contradict each other leave their row out instead of a negative time', () => {
    const builder = new EventLogBuilder('started');
    builder.addRow(builder.addCase('1'), { activity: 'a', enabledAt: 5 * HOUR, startedAt: 4 * HOUR, completedAt: 6 * HOUR });
    const [a] = times(builder.build()).activities;
    expect([a?.waiting.n, a?.processing.n, a?.sojourn.n]).toEqual([0, 1, 1]);
  });
});

describe('bottlenecks', () => {
  test('are ranked by the time lost, with shares, causes, cases behind and what is open', () => {
    const found = bottlenecks(tenByHand());
    expect(found.map(({ activity }) => activity)).toEqual(['examine', 'letter', 'decide']);
    const [examine, letter, decide] = found;
    // Lost at examine: 4 + 2 suspended, 6, and 15 of case 3, in which work and waiting cannot be told apart. Of all 27 + 4 + 1.
    expect(examine).toMatchObject({
      n: 3,
      totalMs: 27 * HOUR,
      waitingMs: 10 * HOUR,
      suspendedMs: 2 * HOUR,
      unseparatedMs: 15 * HOUR,
      share: 27 / 46,
      waitingShare: 27 / 32,
      cause: null,
      estimated: true,
      cases: {
        count: 3,
        top: [
          { caseKey: '3', totalMs: 15 * HOUR },
          { caseKey: '1', totalMs: 6 * HOUR },
          { caseKey: '2', totalMs: 6 * HOUR },
        ],
      },
    });
    expect(examine?.extraneous).toMatchObject({ applicantMs: 2 * HOUR, unexplainedMs: 10 * HOUR });
    expect(letter).toMatchObject({ cause: 'message', totalMs: 4 * HOUR, extraneous: { messageMs: 4 * HOUR } });
    expect(decide).toMatchObject({ open: 1, cause: 'unexplained' });
  });

  test('name the shortage of one clerk as contention, in spite of nights', () => {
    // One clerk, 9 to 17; ten cases enabled at 9 of the first day, each takes four working hours: two a day.
    const builder = new EventLogBuilder('started');
    for (let index = 0; index < 10; index++) {
      const startedAt = (Math.floor(index / 2) * 24 + 9 + (index % 2) * 4) * HOUR;
      builder.addRow(builder.addCase(String(index)), {
        activity: 'examine',
        resource: 'Ona',
        enabledAt: 9 * HOUR,
        startedAt,
        completedAt: startedAt + 4 * HOUR,
      });
    }
    const nineToFive = (fromAt: number, toAt: number): number => {
      let sum = 0;
      for (let day = 0; day < 10; day++)
        sum += Math.max(0, Math.min(toAt, (day * 24 + 17) * HOUR) - Math.max(fromAt, (day * 24 + 9) * HOUR));
      return sum;
    };
    const [examine] = bottlenecks(builder.build(), { workingMs: nineToFive });
    expect(examine?.cause).toBe('contention');
    expect(examine?.causes.unavailabilityMs).toBeGreaterThan(examine?.causes.contentionMs ?? Infinity);
  });

  test('name closing hours only when nothing else is there', () => {
    const builder = new EventLogBuilder('started');
    builder.addRow(builder.addCase('1'), {
      activity: 'examine',
      resource: 'Ona',
      enabledAt: 0,
      startedAt: 100 * HOUR,
      completedAt: 101 * HOUR,
    });
    const [examine] = bottlenecks(builder.build(), { workingMs: () => 0 });
    expect(examine?.cause).toBe('unavailability');
  });

  test('name no more cases than asked for, and count all', () => {
    const [examine] = bottlenecks(tenByHand(), { topCases: 1 });
    expect(examine?.cases).toEqual({ count: 3, top: [{ caseKey: '3', totalMs: 15 * HOUR }] });
  });
});
