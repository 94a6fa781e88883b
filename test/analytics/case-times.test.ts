import { describe, expect, test } from '@jest/globals';
import { arrivalQueue } from '../../analytics/arrival-queue.ts';
import { givenDuty } from '../../analytics/calendar-file.ts';
import { caseTimes } from '../../analytics/case-times.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import type { Suspension } from '../../analytics/log/event-log.ts';
import { OFFICE } from './random-log.ts';

const HOUR = 3_600_000;
const utc = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00Z`);

describe('gross, net and legal time of a case', () => {
  /** Received Monday 2 March 2026 9:00, registered Tuesday 9:00, completed Thursday 19 March 9:00 (Wednesday 11 March is a holiday). */
  const caseWith = (suspensions: readonly Suspension[], facts = {}) => {
    const builder = new EventLogBuilder('started');
    const index = builder.addCase('1');
    builder.addRow(index, {
      activity: 'examine',
      enabledAt: utc('2026-03-03 09:00'),
      startedAt: utc('2026-03-03 10:00'),
      completedAt: utc('2026-03-19 09:00'),
      suspensions,
    });
    builder.describeCase(index, {
      status: 'completed',
      receivedAt: utc('2026-03-02 09:00'),
      registeredAt: utc('2026-03-03 09:00'),
      startedAt: utc('2026-03-03 09:00'),
      completedAt: utc('2026-03-19 09:00'),
      ...facts,
    });
    return caseTimes(
      builder.build(),
      givenDuty(() => OFFICE),
    );
  };

  test('are the wall from receipt, the same without suspensions, and working days after registration', () => {
    const times = caseWith([{ fromAt: utc('2026-03-04 09:00'), toAt: utc('2026-03-06 09:00'), reason: 'applicant' }]);
    // 17 days; 15 without the suspension. Working days 4, 5, 6, 9, 10, 12, 13, 16, 17, 18, 19 March: eleven.
    expect([times.grossMs[0], times.netMs[0], times.legalDays[0]]).toEqual([17 * 24 * HOUR, 15 * 24 * HOUR, 11]);
    // 2 March from 9:00: 7.25; 3–6, 9, 12, 13, 16–18: ten whole days of 8.25; 10 March, an eve: 7.25; 19 March: 1.
    expect((times.workingMs[0] ?? 0) / HOUR).toBe(7.25 + 10 * 8.25 + 7.25 + 1);
    expect([times.n, times.nReceived]).toEqual([1, 1]);
  });

  test('only a legal ground stops the statutory clock, and only for the days it covers whole', () => {
    // From Wednesday 4 to Monday 9 March: Thursday and Friday are covered whole.
    const legal = caseWith([{ fromAt: utc('2026-03-04 09:00'), toAt: utc('2026-03-09 09:00'), reason: 'legal' }]);
    expect(legal.legalDays[0]).toBe(9);
    const twice = { fromAt: utc('2026-03-05 09:00'), toAt: utc('2026-03-06 09:00'), reason: 'other' } as const;
    expect(caseWith([twice]).legalDays[0]).toBe(11);
  });

  test('a stretch suspended twice over is taken off once', () => {
    const times = caseWith([
      { fromAt: utc('2026-03-04 09:00'), toAt: utc('2026-03-06 09:00'), reason: 'applicant' },
      { fromAt: utc('2026-03-05 09:00'), toAt: utc('2026-03-07 09:00'), reason: 'legal' },
    ]);
    expect(times.netMs[0]).toBe(14 * 24 * HOUR);
  });

  test('a case that was never received counts from its start, an open one not at all', () => {
    expect(caseWith([], { receivedAt: NaN, registeredAt: NaN }).grossMs[0]).toBe(16 * 24 * HOUR);
    const open = caseWith([], { status: 'open' });
    expect([open.n, open.grossMs[0]]).toEqual([0, NaN]);
  });
});

describe('the queue before the first activity', () => {
  test('is receipt to registration, to the first enabling, to the first start', () => {
    const builder = new EventLogBuilder('started');
    const row = (key: string, enabled: number, started: number | undefined, received: number, registered?: number) => {
      const index = builder.addCase(key);
      builder.addRow(index, {
        activity: 'examine',
        enabledAt: enabled * HOUR,
        startedAt: started === undefined ? undefined : started * HOUR,
        completedAt: 100 * HOUR,
      });
      builder.addRow(index, { activity: 'decide', enabledAt: 50 * HOUR, startedAt: 60 * HOUR, completedAt: 100 * HOUR });
      builder.describeCase(index, {
        startedAt: enabled * HOUR,
        receivedAt: received * HOUR,
        registeredAt: registered === undefined ? undefined : registered * HOUR,
      });
    };
    row('1', 10, 12, 2, 6); // 4 unregistered, 4 not begun, 2 not started: 10
    row('2', 20, 21, 14); //   no registration: 6 not begun, 1 not started: 7
    row('3', 5, 6, 9); //      begun before it was received: left out
    const found = arrivalQueue(builder.build());
    expect([found.n, found.nContradicting]).toEqual([2, 1]);
    expect([found.unregistered.n, found.unregistered.totalMs]).toEqual([1, 4 * HOUR]);
    expect([found.notBegun.n, found.notBegun.totalMs, found.notBegun.medianMs]).toEqual([2, 10 * HOUR, 5 * HOUR]);
    expect([found.notStarted.n, found.notStarted.totalMs]).toEqual([2, 3 * HOUR]);
    expect(found.whole.totalMs).toBe(found.unregistered.totalMs + found.notBegun.totalMs + found.notStarted.totalMs);
  });

  test('of a foreign log is told by the attribute that the caller names', () => {
    const builder = new EventLogBuilder('started');
    const arrivals = ['2026-03-02T08:00:00Z', utc('2026-03-02 07:00'), 'soon'];
    for (const [index, arrival] of arrivals.entries()) {
      const startedAt = utc('2026-03-02 10:00');
      builder.addRow(builder.addCase(String(index)), { activity: 'a', startedAt, completedAt: startedAt + HOUR });
      builder.setCaseAttribute(index, 'filed', arrival);
    }
    const log = builder.build();
    expect([arrivalQueue(log, 'filed').n, arrivalQueue(log, 'filed').whole.totalMs]).toEqual([2, 5 * HOUR]);
    expect(arrivalQueue(log).n).toBe(0);
  });
});
