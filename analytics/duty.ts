/**
 * When people are on duty, as far as the analysis of a log knows: calendars that somebody gave, calendars discovered from the log, or
 * none. Time off duty is split by what keeps somebody away: the hours of a normal week, a holiday, an absence.
 */
import { calendarFaults } from '../engine/time/calendar.ts';
import type { CalendarData } from '../engine/time/calendar.ts';
import { MS_PER_DAY } from '../engine/time/civil-day.ts';
import { readRules, workingYear, yearOf } from '../engine/time/working-year.ts';
import { StretchTable } from './intervals.ts';
import type { EventLog } from './log/event-log.ts';

export type DutySource = 'given' | 'discovered' | 'none';

export interface Duty {
  readonly source: DutySource;
  /** Of a resource; without one, of the unit; without both, of the house. undefined: nobody knows, and nothing is unavailability. */
  readonly calendarOf: (resource: string | undefined, unit: string | undefined) => CalendarData | undefined;
}

export const NO_DUTY: Duty = { source: 'none', calendarOf: () => undefined };

/** Parts of the time off duty, in the order in which they stand in `OffDuty`. */
export const OFF_PARTS = ['offHours', 'holiday', 'absence'] as const;

/** Years around a log for which calendars are worked out; before and after them everybody counts as on duty. */
const MOST_YEARS = 60;

/** One calendar over the span of a log. */
export class DutyTable extends StretchTable {
  /** The calendar's own working day, in ms. */
  readonly workingDayMs: number;
  /** The gap before stretch i: hours of a normal week up to, holidays up to; absence is the rest of it. */
  private readonly normalUntil: Float64Array;
  private readonly holidayUntil: Float64Array;
  /** By day from the first stretch on: the first stretch that ends after the day begins. */
  private readonly firstOfDay: Int32Array;

  /** @throws RangeError for data that `calendarFaults` finds wrong */
  constructor(data: CalendarData, firstYear: number, lastYear: number) {
    const fault = calendarFaults(data)[0];
    if (fault !== undefined) throw new RangeError(fault);
    const all = stretchesOf(data, firstYear, lastYear);
    super(all);
    this.workingDayMs = workingDayMs(data);
    this.firstOfDay = firstByDay(this.starts, this.ends);
    const kept = new StretchTable(data.absences.length === 0 ? all : stretchesOf({ ...data, absences: [] }, firstYear, lastYear));
    const weekly = new StretchTable(
      stretchesOf({ ...data, absences: [], extraHolidays: [], holidays: 'none' }, firstYear, lastYear),
    );
    this.normalUntil = new Float64Array(this.starts.length);
    this.holidayUntil = new Float64Array(this.starts.length);
    for (let index = 0; index < this.starts.length; index++) {
      const closedAt = index === 0 ? -Infinity : this.ends[index - 1]!;
      const openAt = this.starts[index]!;
      this.normalUntil[index] = Math.min(openAt, nextStart(weekly, closedAt));
      this.holidayUntil[index] = Math.max(this.normalUntil[index]!, Math.min(openAt, nextStart(kept, closedAt)));
    }
  }

  /** As of any table, but asked millions of times: a day has few stretches, so that there is nothing to search. */
  override firstEndingAfter(at: number): number {
    const count = this.ends.length;
    if (!(at < this.ends[count - 1]!)) return count;
    if (at < this.starts[0]!) return 0;
    let index = this.firstOfDay[Math.floor((at - this.starts[0]!) / MS_PER_DAY)]!;
    while (this.ends[index]! <= at) index++;
    return index;
  }

  /** Calls back with each stretch off duty in [fromAt, toAt] and the index of its part in OFF_PARTS. */
  eachOff(fromAt: number, toAt: number, each: (fromAt: number, toAt: number, part: number) => void): void {
    for (let index = this.firstEndingAfter(fromAt); index < this.starts.length; index++) {
      const closedAt = index === 0 ? this.starts[0]! : this.ends[index - 1]!;
      if (closedAt >= toAt) return;
      const bounds = [closedAt, this.normalUntil[index]!, this.holidayUntil[index]!, this.starts[index]!];
      for (let part = 0; part < 3; part++) {
        const from = Math.max(fromAt, bounds[part]!);
        const to = Math.min(toAt, bounds[part + 1]!);
        if (to > from) each(from, to, part);
      }
    }
  }
}

function firstByDay(starts: Float64Array, ends: Float64Array): Int32Array {
  const count = ends.length;
  const firstOfDay = new Int32Array(count === 0 ? 0 : 1 + Math.floor((ends[count - 1]! - starts[0]!) / MS_PER_DAY));
  let index = 0;
  for (let day = 0; day < firstOfDay.length; day++) {
    while (ends[index]! <= starts[0]! + day * MS_PER_DAY) index++;
    firstOfDay[day] = index;
  }
  return firstOfDay;
}

/** What a working day has on average: the week's hours over the weekdays that have any. */
function workingDayMs({ weekly }: CalendarData): number {
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const worked = weekly.reduce((sum, { from, to }) => sum + minutes(to) - minutes(from), 0);
  return (worked * 60_000) / new Set(weekly.map(({ weekday }) => weekday)).size;
}

const EVE_MS = 2 * 3_600_000;

/** When a calendar would open again after an instant at which another closes; the shorter day of an eve counts as closed for the rest of it. */
function nextStart(table: StretchTable, at: number): number {
  const index = table.firstEndingAfter(at);
  const start = table.starts[index];
  if (start === undefined || start > at) return start ?? Infinity;
  return table.ends[index]! - at > EVE_MS ? at : (table.starts[index + 1] ?? Infinity);
}

function stretchesOf(data: CalendarData, firstYear: number, lastYear: number): number[] {
  const rules = readRules(data);
  const all: number[] = [];
  for (let year = firstYear; year <= lastYear; year++) {
    const { starts, ends } = workingYear(rules, year);
    for (let index = 0; index < starts.length; index++) {
      if (all.at(-1) === starts[index]) all[all.length - 1] = ends[index]!;
      else all.push(starts[index]!, ends[index]!);
    }
  }
  return all;
}

/** The calendars of a log's people, each worked out once. */
export interface DutyTables {
  /** By code of the resource and of the unit, -1 for none; undefined where nobody knows. */
  readonly of: (resource: number, unit: number) => DutyTable | undefined;
}

export function dutyTables(log: EventLog, duty: Duty): DutyTables {
  const years = yearsOf(log);
  const byData = new Map<CalendarData, DutyTable>();
  const known = new Map<number, DutyTable | undefined>();
  return {
    of(resource, unit) {
      const key = (resource + 1) * (log.units.length + 1) + unit + 1;
      if (known.has(key)) return known.get(key);
      const data = duty.calendarOf(log.resources[resource], log.units[unit]);
      let table = data && byData.get(data);
      if (data && !table) byData.set(data, (table = new DutyTable(data, ...years)));
      known.set(key, table);
      return table;
    },
  };
}

/** The calendar of a unit, or of the house: nobody's absences are in it. */
export function houseTable(tables: DutyTables, unit: number): DutyTable | undefined {
  return tables.of(-1, unit) ?? tables.of(-1, -1);
}

/** The first and last year of a log, one more on each side, and no more than the last MOST_YEARS. */
function yearsOf(log: EventLog): readonly [number, number] {
  let first = Infinity;
  let last = log.observedUntilAt;
  for (const column of [log.enabledAt, log.startedAt, log.completedAt, log.cases.startedAt, log.cases.receivedAt]) {
    for (let index = 0; index < column.length; index++) {
      if (column[index]! < first) first = column[index]!;
      if (!(column[index]! <= last) && !Number.isNaN(column[index]!)) last = column[index]!;
    }
  }
  if (!(first <= last)) return [1970, 1970];
  const year = (at: number): number => Math.max(1900, Math.min(2500, yearOf(Math.floor(at / MS_PER_DAY))));
  return [Math.max(year(first) - 1, year(last) + 1 - MOST_YEARS), year(last) + 1];
}
