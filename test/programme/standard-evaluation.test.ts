import { describe, expect, test } from '@jest/globals';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';
import { calendar, LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';
import { decidedCases, evaluate } from '../../programme/standard/evaluate.ts';
import type { Promised } from '../../programme/standard/standard-shapes.ts';

const OFFICE = calendar(LITHUANIAN_OFFICE);
const at = (text: string) => Date.parse(`${text}:00+02:00`);
const WITHIN_15: Promised = { kind: 'answeredWithin', workingDays: 15, share: 0.9 };

interface Told {
  readonly received: string;
  readonly ended?: string;
  readonly status?: 'completed' | 'withdrawn';
}

function logOf(cases: readonly Told[], until: string): EventLog {
  const builder = new EventLogBuilder('started');
  for (const [number, { received, ended, status = 'completed' }] of cases.entries()) {
    const index = builder.addCase(String(number));
    const completedAt = ended === undefined ? undefined : at(ended);
    builder.addRow(index, { activity: 'answer', startedAt: at(received), completedAt });
    builder.describeCase(index, {
      status: ended === undefined ? 'open' : status,
      startedAt: at(received),
      receivedAt: at(received),
      completedAt,
    });
  }
  return builder.build(at(until));
}
const judged = (log: EventLog) => ({ log, calendar: OFFICE, dueAt: new Map<string, number>() });

describe('when a case is decided', () => {
  // Received on Friday 9 January 2026: the fifteenth working day after it is Friday 30 January.
  const received = '2026-01-09T10:00';

  test('answered on the last day it is kept, the day after it is broken since the end of the last day', () => {
    const log = logOf(
      [
        { received, ended: '2026-01-30T23:59' },
        { received, ended: '2026-02-02T08:00' },
      ],
      '2026-03-02T08:00',
    );
    const decided = decidedCases(judged(log), WITHIN_15);
    expect(decided.map(({ kept }) => kept)).toEqual([true, false]);
    expect(decided[1]?.decidedAt).toBe(at('2026-01-31T00:00') - 1);
  });

  test('open it is broken as soon as its days have run out, and undecided before', () => {
    const log = (until: string) => logOf([{ received }], until);
    expect(decidedCases(judged(log('2026-01-30T23:00')), WITHIN_15)).toEqual([]);
    expect(decidedCases(judged(log('2026-01-31T01:00')), WITHIN_15)).toMatchObject([{ kept: false, isOpen: true }]);
  });

  test('withdrawn in time it does not count, withdrawn too late it was broken', () => {
    const ended = (day: string) => ({ received, ended: day, status: 'withdrawn' as const });
    const log = logOf([ended('2026-01-20T10:00'), ended('2026-02-20T10:00')], '2026-03-02T08:00');
    expect(decidedCases(judged(log), WITHIN_15).map(({ index, kept }) => [index, kept])).toEqual([[1, false]]);
  });

  test('by the statutory term where that is promised; cases without one do not count', () => {
    const log = logOf(
      [
        { received, ended: '2026-02-02T08:00' },
        { received, ended: '2026-02-02T08:00' },
      ],
      '2026-03-02T08:00',
    );
    const dueAt = new Map([['0', at('2026-02-03T00:00') - 1]]);
    expect(decidedCases({ ...judged(log), dueAt }, { kind: 'inTime', share: 0.9 })).toMatchObject([{ index: 0, kept: true }]);
  });
});

describe('a standard over months', () => {
  /** `kept` of ten cases of each month are answered the day after they came. */
  const months = (...kept: readonly number[]) =>
    logOf(
      kept.flatMap((good, month) => {
        const text = (day: string) => `2025-${String(month + 1).padStart(2, '0')}-${day}T10:00`;
        return Array.from({ length: 10 }, (_, number) => ({
          received: text('02'),
          ended: number < good ? text('03') : text('27'),
        }));
      }),
      `2025-${String(kept.length + 1).padStart(2, '0')}-02T10:00`,
    );

  test('tells each month with its interval (Wilson: 9 of 10 is 59.6 to 98.2 %), and the last quarter that is over', () => {
    const { months: told, quarter } = evaluate(judged(months(9, 10, 8, 10)), WITHIN_15);
    expect(told[0]).toMatchObject({ from: '2025-01-01', to: '2025-02-01', n: 10, kept: 9, share: 0.9, isPartial: false });
    expect([told[0]?.low, told[0]?.high].map((bound) => bound?.toFixed(3))).toEqual(['0.596', '0.982']);
    expect(quarter).toMatchObject({ from: '2025-01-01', to: '2025-04-01', n: 30, kept: 27 });
  });

  test('one month below the promise is chance, two in a row are an alert, until one is good again', () => {
    expect(evaluate(judged(months(10, 10, 8)), WITHIN_15).alert).toBeNull();
    expect(evaluate(judged(months(10, 8, 7)), WITHIN_15).alert).toEqual({
      from: '2025-02-01',
      to: '2025-04-01',
      reason: 'belowTarget',
    });
    expect(evaluate(judged(months(8, 7, 9)), WITHIN_15).alert).toBeNull();
  });

  test('a month out of the limits of the months before is an alert at once', () => {
    const { alert } = evaluate(judged(months(10, 9, 10, 10, 9, 10, 10, 9, 10, 2)), { ...WITHIN_15, share: 0.5 });
    expect(alert).toMatchObject({ from: '2025-10-01', reason: 'outOfBand' });
  });

  test('lists what broke it, the latest first, and holds back months of fewer than five cases', () => {
    const log = logOf(
      [{ received: '2025-01-02T10:00', ended: '2025-02-27T10:00' }, { received: '2025-02-03T10:00' }],
      '2025-06-02T10:00',
    );
    const { breaches, months: told } = evaluate(judged(log), WITHIN_15);
    expect(breaches.map(({ index }) => index)).toEqual([1, 0]);
    expect(told[0]).toMatchObject({ n: 1, kept: null, share: null });
  });
});

describe('a standard of satisfaction', () => {
  const answers = (week: string, good: number, bad: number, unit = 'permits') =>
    Array.from({ length: good + bad }, (_, place) => ({
      wave: 1,
      value: place < good ? 4 : 3,
      version: 1,
      unit,
      caseWeek: undefined,
      week,
    }));
  const SATISFIED: Promised = { kind: 'satisfied', share: 0.8 };
  // The week of Monday 29 December is December's.
  const ratings = [...answers('2025-11-03', 9, 1), ...answers('2025-12-29', 7, 3), ...answers('2026-01-05', 6, 4, 'social')];
  const of = (more: object = {}) => evaluate({ ...judged(logOf([], '2026-02-03T08:00')), ratings, ...more }, SATISFIED);

  test('counts answers of 4 and 5 by the month of their week, alerts after two months below, and names nobody', () => {
    const { months, quarter, alert, breaches } = of();
    expect(months.map(({ from, n, kept }) => [from, n, kept])).toEqual([
      ['2025-11-01', 10, 9],
      ['2025-12-01', 10, 7],
      ['2026-01-01', 10, 6],
      ['2026-02-01', 0, null],
    ]);
    expect(quarter).toMatchObject({ from: '2025-10-01', n: 20, kept: 16 });
    expect(alert).toEqual({ from: '2025-12-01', to: '2026-02-01', reason: 'belowTarget' });
    expect(breaches).toEqual([]);
  });

  test('of one unit counts those who were with it, and tells nothing of fewer than five', () => {
    expect(of({ unit: 'social' }).months[0]).toMatchObject({ n: 10, kept: 6 });
    expect(of({ ratings: answers('2026-01-05', 4, 0) }).months[0]).toMatchObject({ n: 4, kept: null, share: null });
  });
});

test('answers that are left out are never told by the difference: a month that leaves fewer than five out is held back', () => {
  const answers = (week: string, n: number) =>
    Array.from({ length: n }, () => ({ wave: 1, value: 5, version: undefined, unit: 'permits', caseWeek: undefined, week }));
  const log = logOf([], '2026-03-02T08:00');
  const { months } = evaluate(
    {
      ...judged(log),
      ratings: [...answers('2026-01-05', 6), ...answers('2026-02-02', 6)],
      leftOut: [...answers('2026-01-05', 2), ...answers('2026-02-02', 5)],
    },
    { kind: 'satisfied', share: 0.8 },
  );
  expect(months.map(({ n, kept }) => [n, kept])).toEqual([
    [6, null],
    [6, 6],
    [0, null],
  ]);
});
