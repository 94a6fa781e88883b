/** A working calendar as people write it: hours of a weekday on a line, days one on a line. */
import type { WorkingCalendarJson } from '../../../api/contract/organisation.ts';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export interface CalendarText {
  /** By weekday from Monday: `08:00-12:00, 12:45-17:00`; empty where nothing is worked. */
  readonly hours: readonly string[];
  readonly hasHolidays: boolean;
  readonly shortEves: boolean;
  readonly extraHolidays: string;
  readonly workingDays: string;
  /** Closed from … to, both included: `2026-07-01 - 2026-07-14`. */
  readonly closed: string;
}

/** Where a fault is: a weekday, or one of the lists. */
export type CalendarPart = `day${number}` | 'extraHolidays' | 'workingDays' | 'closed' | 'hours';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const STRETCH = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/;

export function calendarText({ weekly, holidays, shortEves, ...lists }: WorkingCalendarJson): CalendarText {
  return {
    hours: WEEKDAYS.map((weekday) =>
      weekly
        .filter((one) => one.weekday === weekday)
        .sort((a, b) => a.from.localeCompare(b.from))
        .map(({ from, to }) => `${from}-${to}`)
        .join(', '),
    ),
    hasHolidays: holidays === 'LT',
    shortEves,
    extraHolidays: lists.extraHolidays.join('\n'),
    workingDays: lists.workingDays.join('\n'),
    closed: lists.absences.map(({ from, to }) => (from === to ? from : `${from} - ${to}`)).join('\n'),
  };
}

/** The calendar that is written, or the parts that say nothing one could work by. */
export function calendarIn(
  text: CalendarText,
  zone: string,
): { readonly calendar: WorkingCalendarJson } | { readonly faults: ReadonlySet<CalendarPart> } {
  const faults = new Set<CalendarPart>();
  const weekly = WEEKDAYS.flatMap((weekday) => {
    const found = stretchesIn(text.hours[weekday - 1] ?? '');
    if (found === undefined) faults.add(`day${weekday}`);
    return (found ?? []).map((stretch) => ({ weekday, ...stretch }));
  });
  if (weekly.length === 0 && faults.size === 0) faults.add('hours');
  const daysIn = (part: 'extraHolidays' | 'workingDays'): string[] => {
    const days = linesOf(text[part]);
    if (!days.every(isDay)) faults.add(part);
    return [...new Set(days)].sort();
  };
  const [extraHolidays, workingDays] = [daysIn('extraHolidays'), daysIn('workingDays')];
  const absences = linesOf(text.closed).map((line) => {
    const [from = '', to = from, ...more] = line.split(/\s+[-–]\s+/);
    if (!isDay(from) || !isDay(to) || to < from || more.length > 0) faults.add('closed');
    return { from, to };
  });
  if (faults.size > 0) return { faults };
  const { shortEves, hasHolidays } = text;
  return { calendar: { zone, weekly, holidays: hasHolidays ? 'LT' : 'none', extraHolidays, workingDays, shortEves, absences } };
}

/** Undefined where it is no hours of one day, or they overlap. */
function stretchesIn(text: string): { from: string; to: string }[] | undefined {
  const stretches: { from: string; to: string }[] = [];
  for (const part of text.split(/[,;]/).map((one) => one.trim())) {
    if (part === '') continue;
    const match = STRETCH.exec(part);
    if (match === null) return undefined;
    const [, h1 = '', m1 = '', h2 = '', m2 = ''] = match;
    const [from, to] = [`${h1.padStart(2, '0')}:${m1}`, `${h2.padStart(2, '0')}:${m2}`];
    if (from >= to || to > '24:00' || m1 > '59' || m2 > '59') return undefined;
    stretches.push({ from, to });
  }
  stretches.sort((a, b) => a.from.localeCompare(b.from));
  return stretches.some(({ from }, place) => place > 0 && from < (stretches[place - 1]?.to ?? '')) ? undefined : stretches;
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
