import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';

export const CLOCKS = ['calendar', 'working'] as const;
/** By the wall, or by the calendars of the units. */
export type Clock = (typeof CLOCKS)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Working time in working days of the calendar's own length; below a day in hours and minutes. @param dayMs what a working day has */
export function workingDuration(ms: number, dayMs: number, t: Translate, format: Formats): string {
  if (ms === 0) return format.number(0);
  if (Math.abs(ms) < dayMs) {
    // Seconds are the same on every clock.
    if (Math.abs(ms) < MINUTE_MS) return format.duration(ms);
    if (Math.abs(ms) < HOUR_MS) return t('duration.workingMinutes', countOf(Math.round(ms / MINUTE_MS), format));
    return t('duration.workingHours', countOf(Number((ms / HOUR_MS).toFixed(1)), format));
  }
  return t('duration.workingDays', countOf(Number((ms / dayMs).toFixed(1)), format));
}

function countOf(value: number, format: Formats): { readonly count: number; readonly amount: string } {
  return { count: value, amount: format.number(value) };
}
