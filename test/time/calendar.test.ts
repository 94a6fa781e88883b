import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendar, calendarFaults, LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';
import type { CalendarData } from '../../engine/time/calendar.ts';
import { dayText, parseDay, weekdayOf } from '../../engine/time/civil-day.ts';
import { parseDuration } from '../../engine/time/iso8601.ts';

const office = calendar(LITHUANIAN_OFFICE);
const SEED = 20260511;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const at = (text: string): number => Date.parse(text);
const iso = (instant: number): string => new Date(instant).toISOString();
const add = (from: string, duration: string, of = office): string => {
  const parsed = parseDuration(duration);
  if (parsed === undefined) throw new Error(`not a duration: ${duration}`);
  return iso(of.addWorking(at(from), parsed));
};
const changed = (change: Partial<CalendarData>) => calendar({ ...LITHUANIAN_OFFICE, ...change });

describe('terms in working days', () => {
  // From a decision of the ombudsman's office (4D-2024/1-643), then vectors computed by hand from the holidays.
  test.each([
    ['2024-05-14', 20, '2024-06-11'],
    ['2024-05-09', 20, '2024-06-06'],
    ['2026-03-27', 20, '2026-04-27'],
    ['2026-10-12', 20, '2026-11-10'],
    ['2026-12-14', 20, '2027-01-14'],
    ['2025-12-01', 20, '2026-01-02'],
    ['2025-12-01', 30, '2026-01-16'],
  ])('%s and %i working days is %s', (day, days, end) => {
    expect(office.addWorkingDays(day, days)).toBe(end);
    expect(office.workingDaysBetween(day, end)).toBe(days);
  });

  test.each([
    [2024, 251],
    [2025, 252],
    [2026, 251],
    [2027, 252],
  ])('%i has %i working days', (year, days) => {
    expect(office.workingDaysBetween(`${String(year - 1)}-12-31`, `${String(year)}-12-31`)).toBe(days);
  });

  test('the day it starts is not counted, worked or not', () => {
    expect(office.addWorkingDays('2026-05-08', 1)).toBe('2026-05-11');
    expect(office.addWorkingDays('2026-05-09', 1)).toBe('2026-05-11');
    expect(office.addWorkingDays('2026-05-09', 0)).toBe('2026-05-09');
  });

  test('counts back from a day', () => {
    expect(office.addWorkingDays('2026-05-11', -1)).toBe('2026-05-08');
    expect(office.addWorkingDays('2027-01-14', -20)).toBe('2026-12-14');
    expect(office.workingDaysBetween('2027-01-14', '2026-12-14')).toBe(-20);
  });

  test('29 February of a leap year is a day like others', () => {
    expect(office.addWorkingDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(office.addWorkingDays('2027-02-26', 1)).toBe('2027-03-01');
  });

  test('the n-th working day agrees with walking day by day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 18_000, max: 25_000 }), fc.integer({ min: -300, max: 300 }), (from, days) => {
        let day = from;
        for (let left = Math.abs(days); left > 0;) {
          day += Math.sign(days);
          if (office.isWorkingDay(dayText(day))) left--;
        }
        expect(office.addWorkingDays(dayText(from), days)).toBe(dayText(day));
      }),
      { seed: SEED },
    );
  });
});

describe('working days as data', () => {
  test('holidays, weekends and an institution’s own days are off; transferred days are worked', () => {
    const own = changed({ extraHolidays: ['2026-05-04'], workingDays: ['2026-05-02', '2026-12-24'] });
    expect(office.isWorkingDay('2026-05-04')).toBe(true);
    expect(own.isWorkingDay('2026-05-04')).toBe(false);
    expect(own.isWorkingDay('2026-05-02')).toBe(true);
    expect(own.isWorkingDay('2026-12-24')).toBe(true);
    expect(office.isWorkingDay('2026-12-24')).toBe(false);
  });

  test('a transferred Saturday has the hours of the first weekday that has any', () => {
    const own = changed({ workingDays: ['2026-05-09'] });
    expect(own.workingMsBetween(at('2026-05-09T00:00:00+03:00'), at('2026-05-10T00:00:00+03:00'))).toBe(8.25 * HOUR);
  });

  test('nothing is worked in an absence, both ends included', () => {
    const absent = changed({ absences: [{ from: '2026-05-11', to: '2026-05-13' }], workingDays: ['2026-05-12'] });
    expect(absent.addWorkingDays('2026-05-08', 1)).toBe('2026-05-14');
  });

  test('the working day before a holiday is an hour shorter, at its end', () => {
    // 2026-06-23 (Tuesday) is before 24 June: until 16:00; 2026-12-31 (Thursday) before 1 January.
    expect(iso(office.nextWorkingInstant(at('2026-06-23T16:00:00+03:00')))).toBe('2026-06-25T05:00:00.000Z');
    expect(office.workingMsBetween(at('2026-12-31T00:00:00+02:00'), at('2027-01-01T00:00:00+02:00'))).toBe(7.25 * HOUR);
    const full = changed({ shortEves: false });
    expect(full.workingMsBetween(at('2026-12-31T00:00:00+02:00'), at('2027-01-01T00:00:00+02:00'))).toBe(8.25 * HOUR);
  });

  test('without holidays 1 January is worked', () => {
    expect(changed({ holidays: 'none' }).isWorkingDay('2026-01-01')).toBe(true);
  });

  test('an office week has 40 hours, eight on average a day', () => {
    expect(office.workingMsBetween(at('2026-05-11T00:00:00Z'), at('2026-05-18T00:00:00Z'))).toBe(40 * HOUR);
    expect(office.workingMsPerDay).toBe(8 * HOUR);
  });

  test('what cannot be a calendar is refused with every fault in a sentence', () => {
    const broken: CalendarData = {
      ...LITHUANIAN_OFFICE,
      zone: 'Vilnius',
      weekly: [
        { weekday: 8, from: '08:00', to: '17:00' },
        { weekday: 1, from: '17:00', to: '08:00' },
        { weekday: 2, from: '08:00', to: '12:00' },
        { weekday: 2, from: '11:00', to: '17:00' },
      ],
      extraHolidays: ['2026-02-30'],
      absences: [{ from: '2026-05-02', to: '2026-05-01' }],
    };
    expect(calendarFaults(broken)).toEqual([
      '"Vilnius" is not the name of a time zone.',
      '8 is not a weekday (1, Monday, to 7, Sunday).',
      'Weekday 1: 17:00-08:00 are not hours of one day.',
      'Weekday 2: hours of work overlap.',
      '"2026-02-30" is not a day (YYYY-MM-DD).',
      'An absence ends before it begins: 2026-05-02 to 2026-05-01.',
    ]);
    expect(() => calendar(broken)).toThrow('is not the name of a time zone');
    expect(calendarFaults({ ...LITHUANIAN_OFFICE, weekly: [] })).toEqual(['The calendar has no hours of work.']);
    expect(() => calendar({ ...LITHUANIAN_OFFICE, weekly: [] })).toThrow('The calendar has no hours of work.');
    expect(calendarFaults(LITHUANIAN_OFFICE)).toEqual([]);
  });
});

describe('working hours', () => {
  test('four hours go over lunch, the end of the day and the weekend', () => {
    expect(add('2026-05-11T10:00:00+03:00', 'PT4H')).toBe(iso(at('2026-05-11T14:45:00+03:00')));
    expect(add('2026-05-08T14:45:00+03:00', 'PT4H')).toBe(iso(at('2026-05-11T11:00:00+03:00')));
  });

  test('a piece of work that fills the day ends when the day does, not when the next begins', () => {
    expect(add('2026-05-11T08:00:00+03:00', 'PT8H15M')).toBe(iso(at('2026-05-11T17:00:00+03:00')));
  });

  test('days keep the time of day, then the hours follow', () => {
    expect(add('2026-05-08T10:30:00+03:00', 'P10D')).toBe(iso(at('2026-05-22T10:30:00+03:00')));
    expect(add('2026-05-08T10:30:00+03:00', 'P1DT2H')).toBe(iso(at('2026-05-11T13:15:00+03:00')));
    expect(add('2026-03-27T10:00:00+02:00', 'P1D')).toBe(iso(at('2026-03-30T10:00:00+03:00')));
  });

  test('nothing to wait for is due at once', () => {
    expect(add('2026-05-09T10:30:00+03:00', 'PT0S')).toBe(iso(at('2026-05-09T10:30:00+03:00')));
  });

  test('the next working instant is now, or when work goes on', () => {
    expect(office.nextWorkingInstant(at('2026-05-11T09:00:00+03:00'))).toBe(at('2026-05-11T09:00:00+03:00'));
    expect(iso(office.nextWorkingInstant(at('2026-05-11T12:10:00+03:00')))).toBe(iso(at('2026-05-11T12:45:00+03:00')));
    expect(iso(office.nextWorkingInstant(at('2026-12-23T16:30:00+02:00')))).toBe(iso(at('2026-12-28T08:00:00+02:00')));
  });

  test('a night shift loses an hour when the clock goes forward and gains one when it goes back', () => {
    const nights = calendar({ ...LITHUANIAN_OFFICE, weekly: [{ weekday: 7, from: '00:00', to: '06:00' }], holidays: 'none' });
    const worked = (day: string): number => nights.workingMsBetween(at(`${day}T12:00:00Z`) - 86_400_000, at(`${day}T12:00:00Z`));
    expect([worked('2026-03-22'), worked('2026-03-29'), worked('2026-10-25')]).toEqual([6 * HOUR, 5 * HOUR, 7 * HOUR]);
  });

  test('work around the clock has no gaps', () => {
    const always = calendar({
      ...LITHUANIAN_OFFICE,
      weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
      holidays: 'none',
      shortEves: false,
    });
    expect(always.finishOf(at('2026-03-28T20:00:00Z'), 12 * HOUR)).toBe(at('2026-03-29T08:00:00Z'));
    expect(always.workingMsBetween(at('2025-06-01T00:00:00Z'), at('2027-06-01T00:00:00Z'))).toBe(730 * 24 * HOUR);
  });

  test('what lies beyond the year 2500 or before 1900 is the last or first moment, not a hang', () => {
    expect(new Date(office.finishOf(at('2026-01-05T08:00:00Z'), 1e15)).getUTCFullYear()).toBe(2500);
    expect(office.addWorkingDays('2026-01-05', 3_000_000)).toBe('2500-12-31');
    expect(office.addWorkingDays('2026-01-05', -3_000_000)).toBe('1900-01-01');
  });

  const instants = fc.integer({
    min: Math.floor(at('2019-01-01T00:00:00Z') / MINUTE),
    max: Math.floor(at('2031-01-01T00:00:00Z') / MINUTE),
  });

  test('working time between three instants adds up', () => {
    fc.assert(
      fc.property(instants, instants, instants, (a, b, c) => {
        const between = (from: number, to: number): number => office.workingMsBetween(from * MINUTE, to * MINUTE);
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
        expect(between(a, b)).toBe(0 - between(b, a) + 0);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('finishing is the inverse of measuring, forwards and backwards', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -200_000, max: 200_000 }), (start, minutes) => {
        const end = office.finishOf(start * MINUTE, minutes * MINUTE);
        expect(office.workingMsBetween(start * MINUTE, end)).toBe(minutes * MINUTE);
        if (minutes > 0) expect(office.workingMsBetween(start * MINUTE, end - 1)).toBe(minutes * MINUTE - 1);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('the tables agree with counting quarters of an hour by the rules of the law', () => {
    const holidays = new Set(['2026-05-01', '2026-06-24']);
    const isWorked = (local: number): boolean => {
      const day = dayText(Math.floor(local / 86_400_000));
      const weekday = weekdayOf(parseDay(day) ?? 0);
      const minute = (local % 86_400_000) / MINUTE;
      if (weekday > 5 || holidays.has(day)) return false;
      const isEve = holidays.has(dayText((parseDay(day) ?? 0) + 1));
      const end = (weekday === 5 ? 945 : 1020) - (isEve ? 60 : 0);
      return (minute >= 480 && minute < 720) || (minute >= 765 && minute < end);
    };
    let worked = 0;
    for (let local = at('2026-04-20T00:00:00Z'); local < at('2026-06-27T00:00:00Z'); local += 15 * MINUTE) {
      const instant = local - 3 * HOUR; // summer time in Vilnius throughout
      expect(office.workingMsBetween(at('2026-04-20T00:00:00Z') - 3 * HOUR, instant)).toBe(worked);
      if (isWorked(local)) worked += 15 * MINUTE;
    }
    expect(worked).toBeGreaterThan(370 * HOUR);
  });
});
