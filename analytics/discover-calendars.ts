/**
 * Working calendars of a log for which none is given, after the crisp calendars of pix-framework (methods of waiting-time analysis): the
 * week is cut into granules; a granule is work when it was often enough used (confidence), and then by frequency until most of what
 * happened lies in the calendar (support). Ours besides: the time between a start and an end of the same day is evidence too; a short hole in
 * somebody's day is filled with the hours of the house; resources seen on few days get the calendar of all such resources together; and days
 * on which nobody worked, though one always does, are holidays.
 */
import type { CalendarData, WorkingHours } from '../engine/time/calendar.ts';
import { dayText } from '../engine/time/civil-day.ts';
import { zoneNamed } from '../engine/time/zone.ts';
import { calendarEvidence } from './calendar-evidence.ts';
import type { Evidence } from './calendar-evidence.ts';
import type { Duty } from './duty.ts';
import { COMPLETED, WORK } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';

export interface DiscoveryOptions {
  /** IANA name of the zone in which people work; UTC by default. */
  readonly zone?: string | undefined;
  /** 15 by default; divides 60. */
  readonly granuleMinutes?: number;
  /** Least share of the dates of a weekday and activity on which a granule was used; 0.1 by default. */
  readonly confidence?: number;
  /** Least share of the evidence inside the calendar; 0.7 by default. */
  readonly support?: number;
  /** Least share of all rows for a calendar of one's own; 0.0001 by default. */
  readonly participation?: number;
  /** Least number of dates for a calendar of one's own; 20 by default: a month. */
  readonly leastDates?: number;
}

export interface DiscoveredCalendars extends Duty {
  /** `none` when the times of the log tell no hours: dates alone, or hardly any rows. */
  readonly source: 'discovered' | 'none';
  /** Of everybody together. */
  readonly whole?: CalendarData;
  readonly resources: readonly {
    readonly resource: string;
    /** A calendar of its own, that of all with few days together, or that of the whole log. */
    readonly basis: 'own' | 'pooled' | 'whole';
    /** Dates on which it completed something. */
    readonly dates: number;
  }[];
  /** Days on which nobody worked, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

/** When the busiest weekday has less, the log has dates and no times. */
const LEAST_DAY_MINUTES = 120;
/** A log of more rows is judged by an even sample of so many; a resource by all of its own. */
const MOST_ROWS = 500_000;

export function discoverCalendars(log: EventLog, options: DiscoveryOptions = {}): DiscoveredCalendars {
  const { zone = 'UTC', granuleMinutes = 15, confidence = 0.1, support = 0.7, participation = 0.0001, leastDates = 20 } = options;
  const { rows, first } = workByResource(log);
  const every = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
  const evidence = (of: Int32Array): Evidence => calendarEvidence(log, of, zoneNamed(zone), granuleMinutes);
  const all = evidence(every > 1 ? rows.filter((_, place) => place % every === 0) : rows);
  const extraHolidays = holidaysOf(all.rowsOn, every);
  const made = (seen: Evidence, house?: CalendarData): CalendarData | undefined => {
    const found = hoursOf(seen, granuleMinutes, confidence, support);
    const weekly = house ? filled(found, house.weekly) : found;
    if (weekly.length === 0) return undefined;
    return { zone, weekly, holidays: 'none', extraHolidays, workingDays: [], shortEves: false, absences: [] };
  };
  const whole = made(all);
  if (whole === undefined || longestDayMinutes(whole) < LEAST_DAY_MINUTES)
    return { source: 'none', calendarOf: () => undefined, resources: [], holidays: [] };
  const own = new Map<string, CalendarData>();
  const few: number[] = [];
  const dates = log.resources.map((resource, code) => {
    const mine = rows.subarray(first[code], first[code + 1]);
    const seen = evidence(mine);
    const isMuch = seen.rowsOn.size >= leastDates && mine.length >= participation * rows.length;
    const found = isMuch ? made(seen, whole) : undefined;
    if (found) own.set(resource, found);
    else for (const row of mine) few.push(row);
    return seen.rowsOn.size;
  });
  const together = evidence(Int32Array.from(few));
  const pooled = together.rowsOn.size < leastDates ? undefined : made(together, whole);
  return {
    source: 'discovered',
    calendarOf: (resource) => (resource === undefined ? whole : (own.get(resource) ?? pooled ?? whole)),
    whole,
    resources: log.resources.map((resource, code) => ({
      resource,
      basis: own.has(resource) ? 'own' : pooled ? 'pooled' : 'whole',
      dates: dates[code]!,
    })),
    holidays: extraHolidays,
  };
}

/** Completed rows of people by resource; those without one come last. */
function workByResource(log: EventLog): { readonly rows: Int32Array; readonly first: Int32Array } {
  const size = log.resources.length;
  const first = new Int32Array(size + 2);
  const slot = (row: number): number => (log.resourceOf[row]! < 0 ? size : log.resourceOf[row]!);
  const isWork = (row: number): boolean =>
    log.ending[row] === COMPLETED && log.kind[row] === WORK && log.completedAt[row]! >= -1e15;
  for (let row = 0; row < log.rows; row++) if (isWork(row)) first[slot(row) + 1]!++;
  for (let code = 0; code <= size; code++) first[code + 1]! += first[code]!;
  const rows = new Int32Array(first[size + 1]!);
  const next = first.slice();
  for (let row = 0; row < log.rows; row++) if (isWork(row)) rows[next[slot(row)]!++] = row;
  return { rows, first };
}

/** Kept granules of each weekday, neighbours joined. */
function hoursOf({ granules }: Evidence, minutes: number, confidence: number, support: number): readonly WorkingHours[] {
  const byFrequency = [...granules].sort(
    (a, b) =>
      Number(b.share >= confidence) - Number(a.share >= confidence) ||
      b.uses - a.uses ||
      a.weekday - b.weekday ||
      a.granule - b.granule,
  );
  const wanted = support * granules.reduce((sum, { uses }) => sum + uses, 0);
  let covered = 0;
  const kept = byFrequency.filter(({ share, uses }) => {
    const isKept = share >= confidence || covered < wanted;
    if (isKept) covered += uses;
    return isKept;
  });
  const joined: { weekday: number; first: number; end: number }[] = [];
  for (const { weekday, granule } of kept.sort((a, b) => a.weekday - b.weekday || a.granule - b.granule)) {
    const last = joined.at(-1);
    if (last?.weekday === weekday && last.end === granule) last.end++;
    else joined.push({ weekday, first: granule, end: granule + 1 });
  }
  const text = (granule: number): string => {
    const hours = Math.floor((granule * minutes) / 60);
    return `${String(hours).padStart(2, '0')}:${String((granule * minutes) % 60).padStart(2, '0')}`;
  };
  return joined.map(({ weekday, first, end }) => ({ weekday, from: text(first), to: text(end) }));
}

/** Longer than this between two pieces of work is a part of the day off; shorter, there was nothing to do. */
const LONGEST_HOLE_MINUTES = 120;

/** Fills short holes in a day with the hours of the house, so that its lunch stays a lunch. */
function filled(hours: readonly WorkingHours[], house: readonly WorkingHours[]): readonly WorkingHours[] {
  const all: { weekday: number; from: string; to: string }[] = [];
  const add = (weekday: number, from: string, to: string): void => {
    const last = all.at(-1);
    if (last?.weekday === weekday && last.to === from) last.to = to;
    else all.push({ weekday, from, to });
  };
  for (const { weekday, from, to } of hours) {
    const last = all.at(-1);
    if (last?.weekday === weekday && minutesOf(from) - minutesOf(last.to) <= LONGEST_HOLE_MINUTES) {
      const hole = last.to;
      for (const open of house)
        if (open.weekday === weekday && open.from < from && open.to > hole)
          add(weekday, open.from > hole ? open.from : hole, open.to < from ? open.to : from);
    }
    add(weekday, from, to);
  }
  return all;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

const WEEKS_AROUND = 8;
const LEAST_WEEKS = 4;
const NEARLY_ALWAYS = 0.9;
/** So many rows a day that none at all is no chance: with 7 on average it happens once in a thousand days (Poisson). */
const MANY = 7;

/** Dates without a row of a weekday on which nearly always much is done, judged by the eight weeks before and after. */
function holidaysOf(rowsOn: ReadonlyMap<number, number>, every: number): readonly string[] {
  const days = [...rowsOn.keys()].sort((a, b) => a - b);
  const [first = 0, last = -1] = [days[0], days.at(-1)];
  const isHoliday = (day: number): boolean => {
    let [weeks, worked, rows] = [0, 0, 0];
    for (let week = -WEEKS_AROUND; week <= WEEKS_AROUND; week++) {
      const other = day + 7 * week;
      if (week === 0 || other < first || other > last) continue;
      weeks++;
      worked += rowsOn.has(other) ? 1 : 0;
      rows += rowsOn.get(other) ?? 0;
    }
    return weeks >= LEAST_WEEKS && worked >= NEARLY_ALWAYS * weeks && rows * every >= MANY * weeks;
  };
  const holidays: string[] = [];
  for (let place = 1; place < days.length; place++)
    for (let day = days[place - 1]! + 1; day < days[place]!; day++) if (isHoliday(day)) holidays.push(dayText(day));
  return holidays;
}

function longestDayMinutes({ weekly }: CalendarData): number {
  const byDay = new Map<number, number>();
  for (const { weekday, from, to } of weekly) byDay.set(weekday, (byDay.get(weekday) ?? 0) + minutesOf(to) - minutesOf(from));
  return Math.max(0, ...byDay.values());
}
