import { describe, expect, test } from '@jest/globals';
import { dayText } from '../../engine/time/civil-day.ts';
import { easterSunday, lithuanianHolidays } from '../../engine/time/holidays.ts';

describe('Lithuanian holidays', () => {
  test('2026 has the sixteen of the Labour Code, in order', () => {
    expect(lithuanianHolidays(2026).map(({ date }) => date)).toEqual([
      '2026-01-01',
      '2026-02-16',
      '2026-03-11',
      '2026-04-05',
      '2026-04-06',
      '2026-05-01',
      '2026-05-03',
      '2026-06-07',
      '2026-06-24',
      '2026-07-06',
      '2026-08-15',
      '2026-11-01',
      '2026-11-02',
      '2026-12-24',
      '2026-12-25',
      '2026-12-26',
    ]);
  });

  test('2 November is one since 2020', () => {
    expect(lithuanianHolidays(2019).some(({ date }) => date === '2019-11-02')).toBe(false);
    expect(lithuanianHolidays(2020).some(({ date }) => date === '2020-11-02')).toBe(true);
    expect(lithuanianHolidays(2019)).toHaveLength(15);
  });

  test('both languages name each day', () => {
    const easterMonday = lithuanianHolidays(2026).find(({ date }) => date === '2026-04-06');
    expect(easterMonday).toEqual({ date: '2026-04-06', name: 'Antroji Velykų diena', nameEn: 'Easter Monday' });
  });

  test.each([
    [1961, '1961-04-02'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2076, '2076-04-19'],
  ])('Easter of %i is %s', (year, day) => {
    expect(dayText(easterSunday(year))).toBe(day);
  });
});
