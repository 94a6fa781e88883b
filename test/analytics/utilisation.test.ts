import { describe, expect, test } from '@jest/globals';
import { givenDuty } from '../../analytics/calendar-file.ts';
import { dottedChart } from '../../analytics/dotted-chart.ts';
import { NO_DUTY } from '../../analytics/duty.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { traces } from '../../analytics/traces.ts';
import { utilisation } from '../../analytics/utilisation.ts';
import { logOf } from './log-of.ts';
import { OFFICE } from './random-log.ts';

const HOUR = 3_600_000;
/** Monday 12 January 2026, 00:00 UTC: an office of 8:00-12:00 and 12:45-17:00, 8.25 h. */
const MONDAY_AT = Date.UTC(2026, 0, 12);
const OFFICE_DUTY = givenDuty(() => OFFICE);
const MONDAY = { fromAt: MONDAY_AT, beforeAt: MONDAY_AT + 24 * HOUR };

describe('utilisation', () => {
  const builder = new EventLogBuilder('started');
  const add = (resource: string, unit: string, from: number, to: number, suspended?: readonly [number, number]): void => {
    builder.addRow(builder.addCase(`${resource} ${String(from)}`), {
      activity: 'a',
      resource,
      unit,
      startedAt: MONDAY_AT + from * HOUR,
      completedAt: MONDAY_AT + to * HOUR,
      ...(suspended && { suspensions: [{ fromAt: MONDAY_AT + suspended[0] * HOUR, toAt: MONDAY_AT + suspended[1] * HOUR }] }),
    });
  };
  // Each of six in A: 9-11 and 10-12 (3 h, two at once for an hour), 16-18 (one hour on duty, one off): 4 h of 8.25 h, 1 h off.
  for (const number of [1, 2, 3, 4, 5, 6])
    for (const [from, to] of [
      [9, 11],
      [10, 12],
      [16, 18],
    ] as const)
      add(`a${String(number)}`, 'A', from, to);
  // Each of five in B: 8-12, of which 9-11 suspended: 2 h.
  for (const number of [1, 2, 3, 4, 5]) add(`b${String(number)}`, 'B', 8, 12, [9, 11]);
  const log = builder.build(MONDAY_AT + 48 * HOUR);

  test('is busy of on duty by unit, with two things at once counted once and suspensions not', () => {
    const found = utilisation(log, OFFICE_DUTY, MONDAY);
    expect(found).toEqual({
      n: 11,
      withoutHours: 0,
      withoutStarts: 0,
      groups: [
        {
          group: 'A',
          suppressed: false,
          figures: { n: 6, busyMs: 24 * HOUR, onDutyMs: 49.5 * HOUR, share: 24 / 49.5, offDutyMs: 6 * HOUR },
        },
        {
          group: 'B',
          suppressed: false,
          figures: { n: 5, busyMs: 10 * HOUR, onDutyMs: 41.25 * HOUR, share: 10 / 41.25, offDutyMs: 0 },
        },
      ],
    });
  });

  test('holds back groups of fewer than five people and what would give them away; single clerks only when asked for', () => {
    const role = (resource: string) => (resource === 'a1' ? 'head' : resource.startsWith('a') ? 'clerk' : 'registrar');
    const { groups } = utilisation(log, OFFICE_DUTY, { ...MONDAY, by: role });
    expect(groups.filter(({ suppressed }) => suppressed).map(({ group }) => group)).toHaveLength(2);
    expect(groups.find(({ group }) => group === 'head')).toEqual({ group: 'head', suppressed: true });
    const clerks = utilisation(log, OFFICE_DUTY, { ...MONDAY, by: 'resource' }).groups;
    expect(clerks.filter(({ suppressed }) => !suppressed)).toHaveLength(11);
  });

  test('says for whom it cannot be told', () => {
    expect(utilisation(log, NO_DUTY, MONDAY)).toEqual({ n: 11, withoutHours: 11, withoutStarts: 0, groups: [] });
    const events = new EventLogBuilder('completed');
    events.addRow(events.addCase('1'), { activity: 'a', resource: 'Ona', completedAt: MONDAY_AT });
    expect(utilisation(events.build(), OFFICE_DUTY, MONDAY)).toMatchObject({ n: 1, withoutStarts: 1, groups: [] });
  });
});

describe('the dotted chart', () => {
  test('has a dot for every completed activity, by time or since the start of its case', () => {
    const log = logOf('abc', 'b');
    const dots = dottedChart(log, traces(log), { order: 'duration' });
    expect([dots.n, dots.cases, dots.drawnCases]).toEqual([4, 2, 2]);
    expect(Array.from(dots.line)).toEqual([0, 1, 1, 1]);
    expect(Array.from(dots.activityOf, (code) => dots.activities[code])).toEqual(['b', 'a', 'b', 'c']);
    expect(Array.from(dots.atMs)).toEqual([HOUR, HOUR, 2 * HOUR, 3 * HOUR]);
    expect(Array.from(dottedChart(log, traces(log), { time: 'case' }).atMs)).toEqual([0, HOUR, 2 * HOUR, 0]);
  });

  test('draws whole cases spread over the order when there are too many dots, and says how many', () => {
    const log = logOf('10 abc');
    const dots = dottedChart(log, traces(log), { limit: 12 });
    // 30 dots of at most 12: every third case is 4 cases, 12 dots.
    expect([dots.drawnCases, dots.cases, dots.n, dots.atMs.length]).toEqual([4, 10, 30, 12]);
    expect(dottedChart(log, traces(log), { limit: 11 }).drawnCases).toBe(3);
    expect(dottedChart(log, traces(log), { limit: 0 }).drawnCases).toBe(1);
    // Of a, ab, abc and abcd every second is a and abc: 4 dots of at most 5.
    const rising = logOf('abcd', 'a', 'abc', 'ab');
    expect(Array.from(dottedChart(rising, traces(rising), { order: 'duration', limit: 5 }).line)).toEqual([0, 1, 1, 1]);
  });
});
