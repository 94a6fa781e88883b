import { describe, expect, test } from '@jest/globals';
import type { CalendarData } from '../../engine/time/calendar.ts';
import { givenDuty, readCalendars } from '../../analytics/calendar-file.ts';
import { discoverCalendars } from '../../analytics/discover-calendars.ts';
import { DutyTable, OFF_PARTS } from '../../analytics/duty.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { random } from '../../analytics/simulation/random.ts';
import { times } from '../../analytics/times.ts';
import { OFFICE } from './random-log.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const utc = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00Z`);

function offHours(data: CalendarData, from: string, to: string): Record<string, number> {
  const sums = Object.fromEntries(OFF_PARTS.map((part) => [part, 0]));
  const table = new DutyTable(data, 2025, 2027);
  table.eachOff(utc(from), utc(to), (fromAt, toAt, part) => {
    const name = OFF_PARTS[part] ?? '';
    sums[name] = (sums[name] ?? 0) + (toAt - fromAt) / HOUR;
  });
  expect((sums['offHours'] ?? 0) + (sums['holiday'] ?? 0) + (sums['absence'] ?? 0)).toBe(
    (utc(to) - utc(from) - table.msWithin(utc(from), utc(to))) / HOUR,
  );
  return sums;
}

describe('time off duty', () => {
  test('is the hours of the week up to when a normal week would go on, then the holiday, then the absence', () => {
    // Thursday 5 March 2026 16:00 to Friday 9:00: on duty until 17 and from 8.
    expect(offHours(OFFICE, '2026-03-05 16:00', '2026-03-06 09:00')).toEqual({ offHours: 15, holiday: 0, absence: 0 });
    // Tuesday 10 March 17:00 (16:00 on the eve) to Thursday 8:00; Wednesday 11 March is a holiday: the night to Wednesday is ordinary.
    expect(offHours(OFFICE, '2026-03-10 17:00', '2026-03-12 08:00')).toEqual({ offHours: 15, holiday: 24, absence: 0 });
    // Away on Thursday and Friday too: from Thursday 8:00 to Monday 8:00.
    const away = { ...OFFICE, absences: [{ from: '2026-03-12', to: '2026-03-13' }] };
    expect(offHours(away, '2026-03-10 17:00', '2026-03-16 08:00')).toEqual({ offHours: 15, holiday: 24, absence: 96 });
    // What begins in the absence is all absence, its nights too.
    expect(offHours(away, '2026-03-12 20:00', '2026-03-16 08:00')).toEqual({ offHours: 0, holiday: 0, absence: 84 });
  });

  test('of an institution that never closes is its holidays alone', () => {
    const always = {
      ...OFFICE,
      weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
      shortEves: false,
    };
    expect(offHours(always, '2026-03-10 17:00', '2026-03-12 08:00')).toEqual({ offHours: 0, holiday: 24, absence: 0 });
  });
});

/** Half a year of 9:00 to 17:00 on weekdays (without an hour at 12:00), 14 rows of 20 minutes a day by two people; nobody works on `closed`. */
function officeLog(closed: readonly string[], seed = 7) {
  const chance = random(seed);
  const builder = new EventLogBuilder('started');
  const begin = utc('2026-01-05 00:00');
  for (let day = 0; day < 26 * 7; day++) {
    const date = new Date(begin + day * DAY).toISOString().slice(0, 10);
    if (day % 7 >= 5 || closed.includes(date)) continue;
    for (let row = 0; row < 14; row++) {
      const hour = 9 + (row < 6 ? 0.5 * row : 0.5 * row + 1);
      const startedAt = begin + day * DAY + Math.floor((hour + chance.next() * 0.15) * HOUR);
      builder.addRow(builder.addCase(String(builder.rows)), {
        activity: `a${String(row % 3)}`,
        resource: row % 2 === 0 ? 'Ona' : 'Rasa',
        startedAt,
        completedAt: startedAt + HOUR / 3,
      });
    }
  }
  for (let row = 0; row < 3; row++)
    builder.addRow(0, { activity: 'a0', resource: 'Seldom', startedAt: begin + 10 * HOUR, completedAt: begin + 10 * HOUR + row });
  return builder.build();
}

describe('calendars discovered from a log', () => {
  test('have the hours of the office, without its lunch and weekends, and the days on which nobody worked', () => {
    const closed = ['2026-03-11', '2026-04-06'];
    const found = discoverCalendars(officeLog(closed));
    expect(found.source).toBe('discovered');
    expect(found.holidays).toEqual(closed);
    const ona = found.calendarOf('Ona', undefined);
    expect(new Set(ona?.weekly.map(({ weekday }) => weekday))).toEqual(new Set([1, 2, 3, 4, 5]));
    const table = new DutyTable(ona ?? OFFICE, 2026, 2026);
    const on = (from: string, to: string) => table.msWithin(utc(from), utc(to)) / HOUR;
    expect(on('2026-02-03 12:00', '2026-02-03 12:45')).toBe(0);
    expect(on('2026-02-03 17:30', '2026-02-04 08:45')).toBe(0);
    expect(on('2026-02-07 00:00', '2026-02-09 00:00')).toBe(0);
    expect(on('2026-03-11 00:00', '2026-03-12 00:00')).toBe(0);
    // Ona is seen for twenty minutes of every hour; in between there was nothing to do, which is not off duty.
    expect(on('2026-02-03 00:00', '2026-02-04 00:00')).toBeGreaterThanOrEqual(6);
  });

  test('give who was seen on few days the calendar of the house, and say so', () => {
    const found = discoverCalendars(officeLog([]));
    expect(found.resources.map(({ resource, basis }) => [resource, basis])).toEqual([
      ['Ona', 'own'],
      ['Rasa', 'own'],
      ['Seldom', 'whole'],
    ]);
    expect(found.calendarOf('Seldom', undefined)).toBe(found.whole);
  });

  test('take no empty day for a holiday where little is done', () => {
    // Three hours of work every Monday but one: a Monday without a request is no wonder.
    const builder = new EventLogBuilder('started');
    for (let week = 0; week < 30; week++) {
      const startedAt = utc('2026-01-05 09:00') + week * 7 * DAY;
      if (week !== 10)
        builder.addRow(builder.addCase(String(week)), { activity: 'a', startedAt, completedAt: startedAt + 3 * HOUR });
    }
    const { source, holidays } = discoverCalendars(builder.build());
    expect([source, holidays]).toEqual(['discovered', []]);
  });

  test('are not invented for a log of dates without times', () => {
    const builder = new EventLogBuilder('completed');
    for (let day = 0; day < 300; day++)
      builder.addRow(builder.addCase(String(day)), {
        activity: 'a',
        resource: 'Ona',
        completedAt: utc('2026-01-05 00:00') + day * DAY,
      });
    const found = discoverCalendars(builder.build());
    expect([found.source, found.calendarOf('Ona', undefined)]).toEqual(['none', undefined]);
    expect(discoverCalendars(new EventLogBuilder().build()).source).toBe('none');
  });
});

describe('calendars that are given', () => {
  test('are one for everybody, or by resource, by unit, and a default', () => {
    const one = readCalendars({ zone: 'UTC' });
    if ('faults' in one) throw new Error(one.faults.join());
    expect([one.source, one.calendarOf('Ona', 'permits')?.zone]).toEqual(['given', 'UTC']);
    const several = readCalendars({
      default: { zone: 'UTC' },
      resources: { Ona: { zone: 'Europe/Riga' } },
      units: { permits: { zone: 'Europe/Tallinn' } },
    });
    if ('faults' in several) throw new Error(several.faults.join());
    const zones = [['Ona', 'permits'] as const, ['Rasa', 'permits'] as const, ['Rasa', undefined] as const].map(
      ([resource, unit]) => several.calendarOf(resource, unit)?.zone,
    );
    expect(zones).toEqual(['Europe/Riga', 'Europe/Tallinn', 'UTC']);
  });

  test('that cannot be right are faults with their place', () => {
    const found = readCalendars({ resources: { Ona: { zone: 'Nowhere/Land' } } });
    expect(found).toEqual({ faults: [expect.stringMatching(/^resources\.Ona: .*Nowhere\/Land/)] });
    expect(readCalendars({ weekly: [{ weekday: 8, from: '08:00', to: '12:00' }] })).toHaveProperty('faults');
    expect(readCalendars(7)).toHaveProperty('faults');
  });
});

test('every figure of times is there in working time too, with the length of a working day', () => {
  // Friday 6 March 2026 16:00 to Monday 9:00 waiting: one hour of Friday and one of Monday; then two hours of work.
  const builder = new EventLogBuilder('started');
  const friday = utc('2026-03-06 16:00');
  const monday = utc('2026-03-09 09:00');
  builder.addRow(builder.addCase('1'), {
    activity: 'examine',
    enabledAt: friday,
    startedAt: monday,
    completedAt: monday + 2 * HOUR,
  });
  const log = builder.build();
  const found = times(
    log,
    undefined,
    givenDuty(() => OFFICE),
  );
  const [examine] = found.activities;
  // Eight hours and a quarter a day, five days.
  expect(found.workingDayMs).toBe(8.25 * HOUR);
  expect([examine?.waiting.totalMs, examine?.waiting.working?.totalMs, examine?.processing.working?.medianMs]).toEqual([
    65 * HOUR,
    2 * HOUR,
    2 * HOUR,
  ]);
  expect(examine?.sojourn.working).toEqual({ medianMs: 4 * HOUR, p90Ms: 4 * HOUR, meanMs: 4 * HOUR, totalMs: 4 * HOUR });
  expect(times(log).workingDayMs).toBeUndefined();
});
