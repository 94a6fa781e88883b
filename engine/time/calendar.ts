/** Working time: terms in working days, timers in working hours, waiting in office hours, staff of a simulation. */
import type { CalendarData } from './calendar-data.ts';
import { calendarFaults } from './calendar-data.ts';
import { addMonths, dayText, MS_PER_DAY, parseDay } from './civil-day.ts';
import type { Day } from './civil-day.ts';
import type { Duration } from './iso8601.ts';
import type { WorkingYear } from './working-year.ts';
import { readRules, workingYear, yearOf } from './working-year.ts';
import { zoneNamed } from './zone.ts';

export type { CalendarData, WorkingHours } from './calendar-data.ts';
export { calendarFaults, LITHUANIAN_OFFICE } from './calendar-data.ts';

/** Instants are milliseconds since 1970 in UTC, days `YYYY-MM-DD` of `zone`. What would lie outside 1900-2500 is its first or last moment. */
export interface WorkingCalendar {
  readonly zone: string;
  /** What a working day has on average: the week's hours over the weekdays that have any. */
  readonly workingMsPerDay: number;
  isWorkingDay(day: Day): boolean;
  /** P10D: ten working days later at the same time of day; PT4H: after four hours of work. Months are those of the calendar. Negative: back. */
  addWorking(from: number, duration: Duration): number;
  /** The n-th working day after a day, which itself is not counted; before it when n is negative; the day itself when 0. */
  addWorkingDays(day: Day, days: number): Day;
  /** Work between two instants; negative when b is before a. */
  workingMsBetween(a: number, b: number): number;
  /** Working days after dayA up to and with dayB; negative when dayB is before dayA. Undoes `addWorkingDays`. */
  workingDaysBetween(dayA: Day, dayB: Day): number;
  /** The instant itself when work goes on, else the start of the next stretch of work. */
  nextWorkingInstant(at: number): number;
  /** When work begun at an instant is done: the earliest instant with `workMs` of work since. `start` itself for 0; back when negative. */
  finishOf(start: number, workMs: number): number;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2500;

/**
 * The calendar over its data. Years are worked out at first use and kept, so hold on to it.
 * @throws RangeError with the first fault when the data cannot be right (ask `calendarFaults` first for data from outside), and from
 * the methods that take a day when the text is not one.
 */
export function calendar(data: CalendarData): WorkingCalendar {
  const faults = calendarFaults(data);
  if (faults[0] !== undefined) throw new RangeError(faults[0]);
  const rules = readRules(data);
  const zone = zoneNamed(data.zone);
  const years = new Map<number, WorkingYear>();
  let latest = yearTable(1970);

  function yearTable(year: number): WorkingYear {
    let table = years.get(year);
    if (table === undefined) {
      table = workingYear(rules, year);
      years.set(year, table);
    }
    return table;
  }

  function tableAt(instant: number): WorkingYear {
    if (instant >= latest.startAt && instant < latest.endAt) return latest;
    const day = Math.floor((instant + zone.offsetMsAt(instant)) / MS_PER_DAY);
    latest = yearTable(clampYear(yearOf(day)));
    return latest;
  }

  /** Work done in the instant's year before it. */
  function workedBefore(table: WorkingYear, instant: number): number {
    const index = firstAbove(table.ends, instant);
    if (index === table.ends.length) return table.workedMs;
    return at(table.worked, index) + Math.max(0, instant - at(table.starts, index));
  }

  function finishOf(start: number, workMs: number): number {
    if (workMs === 0) return start;
    let table = tableAt(start);
    let target = workedBefore(table, start) + workMs;
    if (workMs > 0) {
      while (target > table.workedMs) {
        if (table.year === LAST_YEAR) return table.endAt;
        target -= table.workedMs;
        table = yearTable(table.year + 1);
      }
      // The last stretch with less than `target` worked before it.
      const index = firstAtLeast(table.worked, target) - 1;
      return at(table.starts, index) + target - at(table.worked, index);
    }
    while (target < 0) {
      if (table.year === FIRST_YEAR) return table.startAt;
      table = yearTable(table.year - 1);
      target += table.workedMs;
    }
    const index = Math.max(0, firstAbove(table.worked, target) - 1);
    return table.starts.length === 0 ? table.startAt : at(table.starts, index) + target - at(table.worked, index);
  }

  function workingMsBetween(a: number, b: number): number {
    if (b < a) return 0 - workingMsBetween(b, a);
    const from = tableAt(a);
    const to = tableAt(b);
    let ms = workedBefore(to, b) - workedBefore(from, a);
    for (let year = from.year; year < to.year; year++) ms += yearTable(year).workedMs;
    return ms;
  }

  function nextWorkingInstant(instant: number): number {
    for (let table = tableAt(instant); ; table = yearTable(table.year + 1)) {
      const index = firstAbove(table.ends, instant);
      if (index < table.ends.length) return Math.max(instant, at(table.starts, index));
      if (table.year === LAST_YEAR) return table.endAt;
    }
  }

  /** Working days of the day's year up to and with it. */
  function workingDaysThrough(table: WorkingYear, day: number): number {
    return at(table.workingDaysBefore, Math.max(0, Math.min(day - table.firstDay + 1, table.workingDaysBefore.length - 1)));
  }

  function shiftDay(day: number, days: number): number {
    if (days === 0) return day;
    let table = yearTable(clampYear(yearOf(day)));
    if (days > 0) {
      let index = workingDaysThrough(table, day) + days - 1;
      while (index >= table.workingDays.length) {
        if (table.year === LAST_YEAR) return table.firstDay + table.workingDaysBefore.length - 2;
        index -= table.workingDays.length;
        table = yearTable(table.year + 1);
      }
      return at(table.workingDays, index);
    }
    let index = workingDaysThrough(table, day - 1) + days;
    while (index < 0) {
      if (table.year === FIRST_YEAR) return table.firstDay;
      table = yearTable(table.year - 1);
      index += table.workingDays.length;
    }
    return at(table.workingDays, index);
  }

  function addWorking(from: number, { months, days, ms }: Duration): number {
    if (months === 0 && days === 0) return finishOf(from, ms);
    const localMs = from + zone.offsetMsAt(from);
    const day = Math.floor(localMs / MS_PER_DAY);
    const toDay = shiftDay(months === 0 ? day : addMonths(day, months), days);
    return finishOf(zone.instantOf(toDay * MS_PER_DAY + (localMs - day * MS_PER_DAY)), ms);
  }

  function workingDaysBetween(dayA: number, dayB: number): number {
    if (dayB < dayA) return 0 - workingDaysBetween(dayB, dayA);
    const from = yearTable(clampYear(yearOf(dayA)));
    const to = yearTable(clampYear(yearOf(dayB)));
    let count = workingDaysThrough(to, dayB) - workingDaysThrough(from, dayA);
    for (let year = from.year; year < to.year; year++) count += yearTable(year).workingDays.length;
    return count;
  }

  function isWorkingDay(day: number): boolean {
    const table = yearTable(clampYear(yearOf(day)));
    return workingDaysThrough(table, day) > workingDaysThrough(table, day - 1);
  }

  return {
    zone: data.zone,
    workingMsPerDay: averageDayMs(rules.hours),
    isWorkingDay: (day) => isWorkingDay(dayNumber(day)),
    addWorking,
    addWorkingDays: (day, days) => dayText(shiftDay(dayNumber(day), days)),
    workingMsBetween,
    workingDaysBetween: (dayA, dayB) => workingDaysBetween(dayNumber(dayA), dayNumber(dayB)),
    nextWorkingInstant,
    finishOf,
  };
}

function clampYear(year: number): number {
  return Math.max(FIRST_YEAR, Math.min(LAST_YEAR, year));
}

function dayNumber(day: Day): number {
  const number = parseDay(day);
  if (number === undefined) throw new RangeError(`"${day.slice(0, 40)}" is not a day (YYYY-MM-DD)`);
  return number;
}

function averageDayMs(hours: readonly (readonly { readonly fromMs: number; readonly toMs: number }[])[]): number {
  const worked = hours.filter((stretches) => stretches.length > 0);
  return worked.flat().reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / worked.length;
}

function at(values: Float64Array | Int32Array, index: number): number {
  return values[index] ?? 0;
}

/** Index of the first value above `limit` in a rising sequence; its length when there is none. */
function firstAbove(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first value not below `limit`. */
function firstAtLeast(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) >= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
