/** When cases come, from the instants of a log: hours of the week in which they do, and the shape of the gaps inside these hours. */
import { calendar } from '../../../engine/time/calendar.ts';
import type { CalendarData, WorkingCalendar } from '../../../engine/time/calendar.ts';
import { MS_PER_DAY, weekdayOf } from '../../../engine/time/civil-day.ts';
import { dayOf, zoneNamed } from '../../../engine/time/zone.ts';
import { scaled } from '../distributions.ts';
import type { Distribution } from '../distributions.ts';
import { fit, withoutOutliers } from './fit.ts';

export interface ArrivalPattern {
  readonly perWorkingDay: number;
  /** With mean 1. */
  readonly gap: Distribution;
  /** A factor for each month; absent when the log is too short to tell. */
  readonly seasons?: readonly number[];
  readonly calendar: CalendarData;
}

/** Shorter logs, and those with fewer cases a month, do not tell how months differ. */
const LEAST_MONTHS = 2;
const LEAST_CASES = 20;

/** Least share of the weeks in which an hour of the week was used, and least share of the arrivals inside the hours that are kept. */
const CONFIDENCE = 0.1;
const SUPPORT = 0.9;

/** @param instants of at least two cases that did not come at once @param holidays days on which nobody worked */
export function arrivalPattern(
  instants: readonly number[],
  zone: string,
  holidays: readonly string[],
): ArrivalPattern | undefined {
  const sorted = [...instants].sort((a, b) => a - b);
  const weekly = hoursOf(sorted, zone);
  const data: CalendarData = {
    zone,
    weekly,
    holidays: 'none',
    extraHolidays: [...holidays],
    workingDays: [],
    shortEves: false,
    absences: [],
  };
  const hours = calendar(data);
  const gaps = sorted.slice(1).map((at, index) => hours.workingMsBetween(sorted[index]!, at));
  const wholeMs = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  if (!(wholeMs > 0)) return undefined;
  const seasons = seasonsOf(sorted, hours, wholeMs);
  const relative = gaps.map((gap, index) => (gap / wholeMs) * (seasons?.[monthOf(sorted[index]!, zone)] ?? 1));
  // Without the outliers it is the shape; how many come is as seen.
  const kept = withoutOutliers(relative);
  const mean = kept.reduce((sum, gap) => sum + gap, 0) / kept.length;
  if (!(mean > 0)) return undefined;
  const shape = fit(
    kept.map((gap) => gap / mean),
    1_000 / wholeMs,
  ).distribution;
  return {
    perWorkingDay: hours.workingMsPerDay / wholeMs,
    gap: ofMeanOne(shape),
    ...(seasons === undefined ? {} : { seasons }),
    calendar: data,
  };
}

/** Cases to working time of each month of the year against the whole; 1 for a month of which little is seen. */
function seasonsOf(instants: readonly number[], hours: WorkingCalendar, wholeMs: number): readonly number[] | undefined {
  const counts = new Float64Array(12);
  const workMs = new Float64Array(12);
  for (const at of instants.slice(0, -1)) counts[monthOf(at, hours.zone)]! += 1;
  const [first, last] = [instants[0]!, instants.at(-1)!];
  for (let at = first; at < last; at += MS_PER_DAY)
    workMs[monthOf(at, hours.zone)]! += hours.workingMsBetween(at, Math.min(last, at + MS_PER_DAY));
  const isKnown = (month: number): boolean => counts[month]! >= LEAST_CASES && workMs[month]! > 0;
  const months = Array.from({ length: 12 }, (_, month) => month);
  if (months.filter(isKnown).length < LEAST_MONTHS) return undefined;
  return months.map((month) => (isKnown(month) ? (counts[month]! * wholeMs) / workMs[month]! : 1));
}

function monthOf(at: number, zone: string): number {
  return Number(dayOf(at, zone).slice(5, 7)) - 1;
}

/** What is left of a deviation from 1 is that of the sample's own quantiles. */
function ofMeanOne(shape: Distribution): Distribution {
  if (shape.kind !== 'empirical') return shape;
  const mean = shape.values.reduce((sum, value) => sum + value, 0) / shape.values.length;
  return mean > 0 ? scaled(shape, 1 / mean) : { kind: 'exponential', mean: 1 };
}

function hoursOf(instants: readonly number[], zone: string): CalendarData['weekly'] {
  const { offsetMsAt } = zoneNamed(zone);
  const used = new Map<number, { readonly weeks: Set<number>; n: number }>();
  const weeks = new Set<number>();
  for (const at of instants) {
    const local = at + offsetMsAt(at);
    const day = Math.floor(local / MS_PER_DAY);
    const week = Math.floor((day + 3) / 7);
    const slot = weekdayOf(day) * 24 + Math.floor((local - day * MS_PER_DAY) / 3_600_000);
    const use = used.get(slot) ?? { weeks: new Set<number>(), n: 0 };
    used.set(slot, use);
    use.weeks.add(week);
    use.n += 1;
    weeks.add(week);
  }
  let covered = 0;
  const kept = [...used]
    .sort(([, a], [, b]) => b.n - a.n)
    .filter(([, { weeks: own, n }]) => {
      const isKept = own.size / weeks.size >= CONFIDENCE || covered < SUPPORT * instants.length;
      if (isKept) covered += n;
      return isKept;
    })
    .map(([slot]) => slot)
    .sort((a, b) => a - b);
  const joined: { weekday: number; from: number; to: number }[] = [];
  for (const slot of kept) {
    const [weekday, from] = [Math.floor(slot / 24), slot % 24];
    const last = joined.at(-1);
    if (last?.weekday === weekday && last.to === from) last.to = from + 1;
    else joined.push({ weekday, from, to: from + 1 });
  }
  const text = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  return joined.map(({ weekday, from, to }) => ({ weekday, from: text(from), to: text(to) }));
}
