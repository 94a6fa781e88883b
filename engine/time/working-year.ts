/** One year of a working calendar, worked out once: its stretches of work with running totals, and its working days in order. */
import type { CalendarData } from './calendar-data.ts';
import { parseTimeOfDay } from './calendar-data.ts';
import { civilDay, dayNumberOf, MS_PER_DAY, parseDay, weekdayOf } from './civil-day.ts';
import { lithuanianHolidays } from './holidays.ts';
import { zoneNamed } from './zone.ts';

export interface WorkingYear {
  readonly year: number;
  /** Of the zone's first day of the year, and of the next year's. */
  readonly startAt: number;
  readonly endAt: number;
  /** Stretch i is worked from `starts[i]` to `ends[i]`, and `worked[i]` ms of the year are worked before it. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly worked: Float64Array;
  readonly workedMs: number;
  /** Day number of 1 January. */
  readonly firstDay: number;
  /** Day numbers of the working days, in order. */
  readonly workingDays: Int32Array;
  /** How many working days of the year come before its day i; one more entry than the year has days. */
  readonly workingDaysBefore: Int32Array;
}

const HOUR_MS = 3_600_000;

/** The parts of the data that every year needs, read once. */
export interface CalendarRules {
  readonly data: CalendarData;
  /** Of weekday 1-7, in order, milliseconds since midnight. */
  readonly hours: readonly (readonly Stretch[])[];
  readonly daysOff: ReadonlySet<number>;
  readonly transferred: ReadonlySet<number>;
  readonly absences: readonly { readonly from: number; readonly to: number }[];
}

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Reads calendar data that `calendarFaults` found nothing wrong with. */
export function readRules(data: CalendarData): CalendarRules {
  const hours: Stretch[][] = Array.from({ length: 8 }, () => []);
  for (const { weekday, from, to } of data.weekly) {
    hours[weekday]?.push({ fromMs: parseTimeOfDay(from) ?? 0, toMs: parseTimeOfDay(to) ?? 0 });
  }
  for (const day of hours) day.sort((a, b) => a.fromMs - b.fromMs);
  return {
    data,
    hours,
    daysOff: new Set(data.extraHolidays.map((day) => parseDay(day) ?? 0)),
    transferred: new Set(data.workingDays.map((day) => parseDay(day) ?? 0)),
    absences: data.absences.map(({ from, to }) => ({ from: parseDay(from) ?? 0, to: parseDay(to) ?? 0 })),
  };
}

/** Works out a year: some 50 µs, so it is kept by the calendar. */
export function workingYear(rules: CalendarRules, year: number): WorkingYear {
  const zone = zoneNamed(rules.data.zone);
  const firstDay = dayNumberOf(year, 1, 1);
  const nextFirstDay = dayNumberOf(year + 1, 1, 1);
  const holidays = holidaysAround(rules.data, year);
  const starts: number[] = [];
  const ends: number[] = [];
  const worked: number[] = [];
  const workingDays: number[] = [];
  const workingDaysBefore = new Int32Array(nextFirstDay - firstDay + 1);
  let workedMs = 0;
  for (let day = firstDay; day < nextFirstDay; day++) {
    workingDaysBefore[day - firstDay] = workingDays.length;
    const stretches = hoursOf(rules, holidays, day);
    if (stretches.length > 0) workingDays.push(day);
    for (const { fromMs, toMs } of stretches) {
      const start = zone.instantOf(day * MS_PER_DAY + fromMs);
      const end = zone.instantOf(day * MS_PER_DAY + toMs);
      if (end <= start) continue;
      starts.push(start);
      ends.push(end);
      worked.push(workedMs);
      workedMs += end - start;
    }
  }
  workingDaysBefore[nextFirstDay - firstDay] = workingDays.length;
  return {
    year,
    startAt: zone.instantOf(firstDay * MS_PER_DAY),
    endAt: zone.instantOf(nextFirstDay * MS_PER_DAY),
    starts: Float64Array.from(starts),
    ends: Float64Array.from(ends),
    worked: Float64Array.from(worked),
    workedMs,
    firstDay,
    workingDays: Int32Array.from(workingDays),
    workingDaysBefore,
  };
}

/** The holidays of a year, and of 1 January after it: New Year's Eve is an eve. */
function holidaysAround(data: CalendarData, year: number): ReadonlySet<number> {
  if (data.holidays === 'none') return new Set();
  const next = lithuanianHolidays(year + 1).slice(0, 1);
  return new Set([...lithuanianHolidays(year), ...next].map(({ date }) => parseDay(date) ?? 0));
}

function hoursOf(rules: CalendarRules, holidays: ReadonlySet<number>, day: number): readonly Stretch[] {
  if (rules.absences.some(({ from, to }) => day >= from && day <= to)) return [];
  const own = rules.hours[weekdayOf(day)] ?? [];
  const isTransferred = rules.transferred.has(day);
  if (!isTransferred && (own.length === 0 || holidays.has(day) || rules.daysOff.has(day))) return [];
  const hours = own.length > 0 ? own : (rules.hours.find((stretches) => stretches.length > 0) ?? []);
  const isEve = rules.data.shortEves && holidays.has(day + 1) && !rules.transferred.has(day + 1);
  return isEve ? withoutLast(hours, HOUR_MS) : hours;
}

/** Hours of a day without their last `lessMs` of work. */
function withoutLast(hours: readonly Stretch[], lessMs: number): readonly Stretch[] {
  const kept: Stretch[] = [];
  let left = lessMs;
  for (const { fromMs, toMs } of [...hours].reverse()) {
    const cut = Math.min(left, toMs - fromMs);
    left -= cut;
    if (toMs - cut > fromMs) kept.unshift({ fromMs, toMs: toMs - cut });
  }
  return kept;
}

/** The year that a day number falls in. */
export function yearOf(dayNumber: number): number {
  return civilDay(dayNumber).year;
}
