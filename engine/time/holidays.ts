/**
 * Public holidays of Lithuania, Labour Code art. 123, computed for any year. They are the default of a calendar that an institution
 * edits as data; a holiday on a weekend is not moved.
 */
import { dayNumberOf, dayText, weekdayOf } from './civil-day.ts';
import type { Day } from './civil-day.ts';

export interface Holiday {
  readonly date: Day;
  /** In Lithuanian. */
  readonly name: string;
  readonly nameEn: string;
}

/** Easter Sunday of a year as a day number: the anonymous Gregorian algorithm (Meeus, Jones, Butcher). */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const moonShift = Math.floor((century + 8) / 25);
  const correction = Math.floor((century - moonShift + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const count = epact + weekday - 7 * shift + 114;
  return dayNumberOf(year, Math.floor(count / 31), (count % 31) + 1);
}

function firstSunday(year: number, month: number): number {
  const first = dayNumberOf(year, month, 1);
  return first + (7 - weekdayOf(first));
}

/** The holidays of a year in the order of the calendar; two names may fall on one day (1 May on a Sunday). */
export function lithuanianHolidays(year: number): readonly Holiday[] {
  const easter = easterSunday(year);
  const days: [number, string, string][] = [
    [dayNumberOf(year, 1, 1), 'Naujieji metai', "New Year's Day"],
    [dayNumberOf(year, 2, 16), 'Lietuvos valstybės atkūrimo diena', 'Day of Restoration of the State'],
    [dayNumberOf(year, 3, 11), 'Lietuvos nepriklausomybės atkūrimo diena', 'Day of Restoration of Independence'],
    [easter, 'Velykos', 'Easter Sunday'],
    [easter + 1, 'Antroji Velykų diena', 'Easter Monday'],
    [dayNumberOf(year, 5, 1), 'Tarptautinė darbo diena', 'International Labour Day'],
    [firstSunday(year, 5), 'Motinos diena', "Mother's Day"],
    [firstSunday(year, 6), 'Tėvo diena', "Father's Day"],
    [dayNumberOf(year, 6, 24), 'Rasos ir Joninių diena', "St John's Day"],
    [dayNumberOf(year, 7, 6), 'Valstybės diena', 'Statehood Day'],
    [dayNumberOf(year, 8, 15), 'Žolinė', 'Assumption Day'],
    [dayNumberOf(year, 11, 1), 'Visų šventųjų diena', "All Saints' Day"],
    [dayNumberOf(year, 12, 24), 'Kūčios', 'Christmas Eve'],
    [dayNumberOf(year, 12, 25), 'Kalėdos', 'Christmas Day'],
    [dayNumberOf(year, 12, 26), 'Antroji Kalėdų diena', 'Second Day of Christmas'],
  ];
  if (year >= 2020) days.push([dayNumberOf(year, 11, 2), 'Mirusiųjų atminimo (Vėlinių) diena', "All Souls' Day"]);
  return days.sort((a, b) => a[0] - b[0]).map(([day, name, nameEn]) => ({ date: dayText(day), name, nameEn }));
}
