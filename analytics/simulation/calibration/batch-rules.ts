/** Activities that a log shows to be done in batches, and when a batch is let go: on some weekdays, or by size. */
import type { CalendarData } from '../../../engine/time/calendar.ts';
import { MS_PER_DAY, weekdayOf } from '../../../engine/time/civil-day.ts';
import { zoneNamed } from '../../../engine/time/zone.ts';
import { batches, defaultBatchRule } from '../../batches.ts';
import type { WorkingMs } from '../../batches.ts';
import { enablement } from '../../enablement.ts';
import { COMPLETED } from '../../log/event-log.ts';
import type { EventLog } from '../../log/event-log.ts';
import { ResourceWork } from '../../resource-work.ts';

export type BatchFound = { readonly size: number } | { readonly weekly: CalendarData['weekly'] };

/** So many of an activity's rows are in batches. */
const SHARE = 0.7;
/** Batches on so few weekdays are let go by the calendar. */
const MOST_DAYS = 3;
const LEAST_BATCHES = 5;

/** By activity of the log. */
export function batchRules(
  log: EventLog,
  workingMs: WorkingMs,
  knowsHours: boolean,
  zone: string,
): ReadonlyMap<number, BatchFound> {
  const found = new Map<number, BatchFound>();
  const rule = defaultBatchRule(log, knowsHours);
  const { batchOf } = batches(log, enablement(log), new ResourceWork(log), rule, workingMs);
  const { offsetMsAt } = zoneNamed(zone);
  const rowsOf = new Map<number, { all: number; readonly batches: Map<number, { size: number; startAt: number }> }>();
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] !== COMPLETED || Number.isNaN(log.startedAt[row]!)) continue;
    const of = rowsOf.get(log.activityOf[row]!) ?? { all: 0, batches: new Map<number, { size: number; startAt: number }>() };
    rowsOf.set(log.activityOf[row]!, of);
    of.all += 1;
    const number = batchOf[row]!;
    if (number < 0) continue;
    const batch = of.batches.get(number) ?? { size: 0, startAt: Infinity };
    of.batches.set(number, batch);
    batch.size += 1;
    batch.startAt = Math.min(batch.startAt, log.startedAt[row]!);
  }
  for (const [activity, { all, batches: of }] of rowsOf) {
    const list = [...of.values()];
    const inBatches = list.reduce((sum, { size }) => sum + size, 0);
    if (list.length < LEAST_BATCHES || inBatches < SHARE * all) continue;
    const places = list.map(({ startAt }) => {
      const local = startAt + offsetMsAt(startAt);
      const day = Math.floor(local / MS_PER_DAY);
      return { weekday: weekdayOf(day), hour: (local - day * MS_PER_DAY) / 3_600_000 };
    });
    const days = [...new Set(places.map(({ weekday }) => weekday))]
      .map((weekday) => ({ weekday, n: places.filter((one) => one.weekday === weekday).length }))
      .filter(({ n }) => n >= 0.1 * places.length)
      .sort((a, b) => a.weekday - b.weekday);
    const isOnDays = days.length <= MOST_DAYS && days.reduce((sum, { n }) => sum + n, 0) >= 0.9 * places.length;
    if (isOnDays) {
      const hours = places.map(({ hour }) => hour).sort((a, b) => a - b);
      const from = Math.floor(hours[Math.floor(0.05 * hours.length)]!);
      const to = Math.max(from + 1, Math.ceil(hours[Math.ceil(0.95 * hours.length) - 1]!));
      const text = (hour: number): string => `${String(Math.min(24, hour)).padStart(2, '0')}:00`;
      found.set(activity, { weekly: days.map(({ weekday }) => ({ weekday, from: text(from), to: text(to) })) });
    } else {
      const sizes = list.map(({ size }) => size).sort((a, b) => a - b);
      found.set(activity, { size: Math.max(2, sizes[Math.floor(sizes.length / 2)]!) });
    }
  }
  return found;
}
