/** Spans of time as a scenario gives them, in milliseconds. A draw below zero counts as zero. */
import type { WorkingCalendar } from '../../engine/time/calendar.ts';

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;

/** The instant so many working days (of the calendar's average length, also parts of one) after another. */
export function afterWorkingDays(calendar: WorkingCalendar, from: number, days: number): number {
  return calendar.finishOf(from, Math.round(Math.max(0, days) * calendar.workingMsPerDay));
}
