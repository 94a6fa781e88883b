/** What a log shows of when people work: in which quarters of an hour of the week, on how many dates. */
import { MS_PER_DAY, weekdayOf } from '../engine/time/civil-day.ts';
import type { Zone } from '../engine/time/zone.ts';
import type { EventLog } from './log/event-log.ts';

/** What was seen of one resource or of several. */
export interface Evidence {
  readonly granules: readonly GranuleUse[];
  /** Rows by the number of the day on which they were completed. */
  readonly rowsOn: ReadonlyMap<number, number>;
}

export interface GranuleUse {
  /** 1 (Monday) to 7. */
  readonly weekday: number;
  /** Of the day, from 0. */
  readonly granule: number;
  /** Dates on which it was used, summed over activities. */
  readonly uses: number;
  /** The greatest share, over activities, of the dates of that weekday on which the activity was done. */
  readonly share: number;
}

/** A stretch of work longer than this is no evidence of hours of work in between. */
const LONGEST_WORK_MS = 12 * 3_600_000;

/** @param minutes length of a granule; divides 60 */
export function calendarEvidence(log: EventLog, rows: Int32Array, zone: Zone, minutes: number): Evidence {
  const perDay = (24 * 60) / minutes;
  const rowsOn = new Map<number, number>();
  const seen: number[] = [];
  for (const row of rows) {
    let last = 0;
    eachGranule(log, row, zone, minutes, (day, granule) => {
      seen.push(day, granule, log.activityOf[row]!);
      last = day;
    });
    rowsOn.set(last, (rowsOn.get(last) ?? 0) + 1);
  }
  let first = Infinity;
  let end = -Infinity;
  for (let index = 0; index < seen.length; index += 3) {
    first = Math.min(first, seen[index]!);
    end = Math.max(end, seen[index]! + 1);
  }
  const span = end - first;
  const size = log.activities.length;
  // One number for each (weekday, granule, activity, date) and for each (weekday, activity, date), so that sorting counts them.
  const used = new Float64Array(seen.length / 3);
  const active = new Float64Array(seen.length / 3);
  for (let index = 0; index < used.length; index++) {
    const [day = 0, granule = 0, activity = 0] = [seen[3 * index], seen[3 * index + 1], seen[3 * index + 2]];
    const weekday = weekdayOf(day);
    used[index] = ((weekday * perDay + granule) * size + activity) * span + day - first;
    active[index] = (weekday * size + activity) * span + day - first;
  }
  const datesOf = countDates(active, span);
  const granules = new Map<number, { weekday: number; granule: number; uses: number; share: number }>();
  for (const [key, dates] of countDates(used, span)) {
    const code = Math.floor(key / size);
    const weekday = Math.floor(code / perDay);
    const found = granules.get(code) ?? { weekday, granule: code % perDay, uses: 0, share: 0 };
    granules.set(code, found);
    found.uses += dates;
    found.share = Math.max(found.share, dates / (datesOf.get(weekday * size + (key % size)) ?? dates));
  }
  return { granules: [...granules.values()], rowsOn };
}

/** Different dates by what stands before them in the key. */
function countDates(keys: Float64Array, span: number): ReadonlyMap<number, number> {
  keys.sort();
  const counts = new Map<number, number>();
  for (let index = 0; index < keys.length; index++) {
    if (index > 0 && keys[index] === keys[index - 1]) continue;
    const key = Math.floor(keys[index]! / span);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The granules in which a row shows somebody at work: from start to end on one day, else those of its start and of its end. */
function eachGranule(
  log: EventLog,
  row: number,
  zone: Zone,
  minutes: number,
  each: (day: number, granule: number) => void,
): void {
  const endAt = log.completedAt[row]!;
  const startAt = Number.isNaN(log.startedAt[row]!) ? endAt : Math.min(log.startedAt[row]!, endAt);
  const size = minutes * 60_000;
  const perDay = MS_PER_DAY / size;
  const local = (at: number): number => Math.floor((at + zone.offsetMsAt(at)) / size);
  const first = local(startAt);
  const last = local(endAt);
  const visit = (granule: number): void => {
    const day = Math.floor(granule / perDay);
    each(day, granule - day * perDay);
  };
  const isOneGo =
    Math.floor(first / perDay) === Math.floor(last / perDay) && endAt - startAt <= LONGEST_WORK_MS && log.suspendedMs[row] === 0;
  visit(first);
  if (isOneGo) for (let granule = first + 1; granule <= last; granule++) visit(granule);
  else visit(last);
}
