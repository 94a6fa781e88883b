/** A working calendar as data: what an institution edits and the database keeps. */
import { MS_PER_DAY, parseDay } from './civil-day.ts';
import type { Day } from './civil-day.ts';
import { isZone } from './zone.ts';

export interface CalendarData {
  /** IANA name; days and hours are those of this zone. */
  readonly zone: string;
  /** Hours of work; `weekday` 1 (Monday) to 7, `from` and `to` as `HH:MM`, `to` up to `24:00`. A lunch is the gap between two. */
  readonly weekly: readonly WorkingHours[];
  readonly holidays: 'LT' | 'none';
  /** Days off beyond the holidays: an institution's own. They do not shorten the day before. */
  readonly extraHolidays: readonly Day[];
  /** Transferred days: worked though a holiday or a weekend, with the hours of their weekday, or of the first that has any. */
  readonly workingDays: readonly Day[];
  /** The working day before a holiday is one hour shorter (Labour Code art. 112). */
  readonly shortEves: boolean;
  /** Both ends included; nothing is worked, transferred or not. */
  readonly absences: readonly { readonly from: Day; readonly to: Day }[];
}

export interface WorkingHours {
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}

const office = (weekday: number, to: string): WorkingHours[] => [
  { weekday, from: '08:00', to: '12:00' },
  { weekday, from: '12:45', to },
];

/** A Lithuanian office: Monday to Thursday 8:00-17:00, Friday 8:00-15:45, lunch 12:00-12:45; 40 hours a week. */
export const LITHUANIAN_OFFICE: CalendarData = {
  zone: 'Europe/Vilnius',
  weekly: [...office(1, '17:00'), ...office(2, '17:00'), ...office(3, '17:00'), ...office(4, '17:00'), ...office(5, '15:45')],
  holidays: 'LT',
  extraHolidays: [],
  workingDays: [],
  shortEves: true,
  absences: [],
};

/** Milliseconds since midnight of `HH:MM` (00:00-24:00); undefined for anything else. */
export function parseTimeOfDay(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  const ms = match === null ? MS_PER_DAY + 1 : (Number(match[1]) * 60 + Number(match[2])) * 60_000;
  return ms > MS_PER_DAY || Number(match?.[2]) > 59 ? undefined : ms;
}

/** Everything that is wrong with a calendar, one sentence each; empty when `calendar` will take it. */
export function calendarFaults(data: CalendarData): readonly string[] {
  const faults: string[] = [];
  if (!isZone(data.zone)) faults.push(`"${data.zone.slice(0, 60)}" is not the name of a time zone.`);
  if (data.weekly.length === 0) faults.push('The calendar has no hours of work.');
  const byDay = new Map<number, [number, number][]>();
  for (const { weekday, from, to } of data.weekly) {
    const [fromMs, toMs] = [parseTimeOfDay(from), parseTimeOfDay(to)];
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) {
      faults.push(`${String(weekday)} is not a weekday (1, Monday, to 7, Sunday).`);
    } else if (fromMs === undefined || toMs === undefined || fromMs >= toMs) {
      faults.push(`Weekday ${String(weekday)}: ${from.slice(0, 10)}-${to.slice(0, 10)} are not hours of one day.`);
    } else byDay.set(weekday, [...(byDay.get(weekday) ?? []), [fromMs, toMs]]);
  }
  for (const [weekday, hours] of byDay) {
    hours.sort((a, b) => a[0] - b[0]);
    const overlap = hours.some(([fromMs], index) => index > 0 && fromMs < (hours[index - 1]?.[1] ?? 0));
    if (overlap) faults.push(`Weekday ${String(weekday)}: hours of work overlap.`);
  }
  const days = [...data.extraHolidays, ...data.workingDays, ...data.absences.flatMap(({ from, to }) => [from, to])];
  for (const day of days) if (parseDay(day) === undefined) faults.push(`"${day.slice(0, 20)}" is not a day (YYYY-MM-DD).`);
  for (const { from, to } of data.absences) if (from > to) faults.push(`An absence ends before it begins: ${from} to ${to}.`);
  return faults;
}
