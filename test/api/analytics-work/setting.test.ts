import { expect, test } from '@jest/globals';
import { dutyOf, type Setting } from '../../../api/analytics-work/setting.ts';
import { LITHUANIAN_OFFICE } from '../../../engine/time/calendar.ts';
import { logOf } from '../../analytics/log-of.ts';

test('an absent clerk has a calendar of her own, the same object each time; her colleagues and units have theirs', () => {
  const away = { from: '2026-03-02', to: '2026-03-06' };
  const unit = { ...LITHUANIAN_OFFICE, absences: [{ from: '2026-12-24', to: '2026-12-31' }] };
  const setting: Setting = {
    elementNames: new Map(),
    unitNames: new Map(),
    places: { institutions: [], units: [] },
    zone: 'Europe/Vilnius',
    hours: 'given',
    calendars: { house: LITHUANIAN_OFFICE, units: new Map([['permits', unit]]) },
    absences: new Map([['ann', [away]]]),
    dueAt: new Map(),
  };
  const { calendarOf } = dutyOf(logOf('a'), setting);
  expect(calendarOf('ann', 'permits')?.absences).toEqual([...unit.absences, away]);
  expect(calendarOf('ann', 'permits')).toBe(calendarOf('ann', 'permits'));
  expect(calendarOf('bob', 'permits')).toBe(unit);
  expect(calendarOf('ann', undefined)?.absences).toEqual([away]);
  expect(calendarOf(undefined, undefined)).toBe(LITHUANIAN_OFFICE);
});
