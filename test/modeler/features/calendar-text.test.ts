import { describe, expect, test } from '@jest/globals';
import { LITHUANIAN_OFFICE } from '../../../engine/time/calendar.ts';
import { calendarIn, calendarText } from '../../../modeler/features/organisation/calendar-text.ts';

const OFFICE = {
  ...LITHUANIAN_OFFICE,
  weekly: LITHUANIAN_OFFICE.weekly.map((one) => ({ ...one })),
  extraHolidays: ['2026-08-14'],
  workingDays: [],
  absences: [
    { from: '2026-07-01', to: '2026-07-14' },
    { from: '2026-12-31', to: '2026-12-31' },
  ],
};
const TEXT = calendarText(OFFICE);
const read = (change: Partial<typeof TEXT>) => calendarIn({ ...TEXT, ...change }, OFFICE.zone);
const hours = (monday: string) => ({ hours: [monday, ...TEXT.hours.slice(1)] });

describe('a working calendar as people write it', () => {
  test('is the calendar again', () => {
    expect([TEXT.hours[0], TEXT.hours[6], TEXT.closed]).toEqual([
      '08:00-12:00, 12:45-17:00',
      '',
      '2026-07-01 - 2026-07-14\n2026-12-31',
    ]);
    expect(read({})).toEqual({ calendar: OFFICE });
  });

  test('may have hours without a nought, in any order, and days divided by commas', () => {
    const found = read({ ...hours('13:00–17:30; 8:00-12:00'), workingDays: '2026-03-21, 2026-03-14' });
    if ('faults' in found) throw new Error('refused');
    expect(found.calendar.workingDays).toEqual(['2026-03-14', '2026-03-21']);
    expect(found.calendar.weekly.filter(({ weekday }) => weekday === 1)).toEqual([
      { weekday: 1, from: '08:00', to: '12:00' },
      { weekday: 1, from: '13:00', to: '17:30' },
    ]);
  });

  test.each([
    ['hours that overlap', hours('08:00-12:00, 11:00-17:00'), 'day1'],
    ['hours that end before they begin', hours('17:00-08:00'), 'day1'],
    ['hours that there are not', hours('8-17'), 'day1'],
    ['no hours at all', { hours: ['', '', '', '', '', '', ''] }, 'hours'],
    ['a day that there is not', { extraHolidays: '2026-02-30' }, 'extraHolidays'],
    ['a transferred day in words', { workingDays: 'Saturday' }, 'workingDays'],
    ['closed until before it begins', { closed: '2026-07-14 - 2026-07-01' }, 'closed'],
    ['three days on a line', { closed: '2026-07-01 - 2026-07-02 - 2026-07-03' }, 'closed'],
  ])('is refused where it has %s', (_what, change, part) => {
    expect(read(change)).toEqual({ faults: new Set([part]) });
  });
});
