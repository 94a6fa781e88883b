/** Spans of time as a scenario gives them, in milliseconds. A draw below zero counts as zero. */
import type { WorkingCalendar } from '../../engine/time/calendar.ts';
import type { Calendars } from './calendars.ts';

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;

/** The instant so many working days (of the calendar's average length, also parts of one) after another. */
export function afterWorkingDays(calendar: WorkingCalendar, from: number, days: number): number {
  return calendar.finishOf(from, Math.round(Math.max(0, days) * calendar.workingMsPerDay));
}

/** The instant so many minutes after another: of the working time of a calendar, or of the clock on the wall. */
export function afterMinutes(calendars: Calendars, calendar: string | undefined, from: number, minutes: number): number {
  const spanMs = Math.round(Math.max(0, minutes) * MINUTE_MS);
  return calendar === undefined ? from + spanMs : calendars.named(calendar).finishOf(from, spanMs);
}
