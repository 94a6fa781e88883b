/** Working hours of a week as people name them: the same hours on some weekdays, with a break where there is one. */
import { LITHUANIAN_OFFICE } from '../../../engine/time/calendar.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { CalendarJson, ScenarioJson, Stretch } from './scenario-json.ts';
import { OWN_CALENDAR } from './scenario-diff.ts';

/** Office hours where a scenario does not say its own. */
export const OFFICE = 'office';
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export interface Hours {
  readonly weekdays: readonly number[];
  /** `HH:MM`. */
  readonly from: string;
  readonly to: string;
}

export const USUAL_HOURS: Hours = { weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' };

/** Why these are no hours, as a key of the dictionary; undefined when they are. */
export function hoursFault({ weekdays, from, to }: Hours): 'days' | 'time' | 'order' | undefined {
  if (weekdays.length === 0) return 'days';
  if (![from, to].every((time) => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time))) return 'time';
  return from < to ? undefined : 'order';
}

/** The scenario with a calendar of these hours, zone and holidays as at the office, and what the calendar is called. */
export function withCalendar(
  scenario: ScenarioJson,
  { weekdays, from, to }: Hours,
): { readonly scenario: ScenarioJson; readonly name: string } {
  const name = `${OWN_CALENDAR}${weekdays.join('')} ${from}-${to}`;
  const weekly = weekdays.map((weekday) => ({ weekday, from, to }));
  const calendars = { ...scenario.calendars, [name]: { ...scenario.calendars[OFFICE], weekly } };
  return { scenario: { ...scenario, calendars }, name };
}

/** The hours of a calendar: `Mon–Fri 08:00–12:00, 13:00–17:00`. */
export function hoursWords(scenario: Pick<ScenarioJson, 'calendars'>, name: string, t: Translate): string {
  const weekly = weeklyOf(scenario.calendars[name]);
  const byDay = WEEKDAYS.map((weekday) => ({ weekday, hours: stretchWords(weekly, weekday) })).filter(
    ({ hours }) => hours !== '',
  );
  const runs: { first: number; last: number; hours: string }[] = [];
  for (const { weekday, hours } of byDay) {
    const run = runs.at(-1);
    if (run?.hours === hours && run.last === weekday - 1) run.last = weekday;
    else runs.push({ first: weekday, last: weekday, hours });
  }
  const day = (weekday: number): string => t(`whatIf.weekday.${String(weekday)}`);
  if (runs.length === 0) return t('whatIf.noHours');
  const words = runs
    .map(({ first, last, hours }) => `${first === last ? day(first) : `${day(first)}–${day(last)}`} ${hours}`)
    .join('; ');
  return words.length > LONGEST ? t('whatIf.irregularHours', { count: Math.round(hoursAWeek(weekly)) }) : words;
}

/** Longer than this, hours are told by how many they are. */
const LONGEST = 90;
const MINUTES_AN_HOUR = 60;

function hoursAWeek(weekly: readonly Stretch[]): number {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * MINUTES_AN_HOUR + Number(time.slice(3, 5));
  return weekly.reduce((sum, { from, to }) => sum + minutes(to) - minutes(from), 0) / MINUTES_AN_HOUR;
}

function weeklyOf(calendar: CalendarJson | undefined): readonly Stretch[] {
  return calendar?.weekly ?? LITHUANIAN_OFFICE.weekly;
}

function stretchWords(weekly: readonly Stretch[], weekday: number): string {
  const mine = weekly.filter((one) => one.weekday === weekday).sort((a, b) => a.from.localeCompare(b.from));
  const joined: { from: string; to: string }[] = [];
  for (const { from, to } of mine) {
    const last = joined.at(-1);
    if (last !== undefined && last.to >= from) last.to = to > last.to ? to : last.to;
    else joined.push({ from, to });
  }
  return joined.map(({ from, to }) => `${from}–${to}`).join(', ');
}
