/** Arrivals, completions and work in progress over time. */
import type { EventLog } from './log/event-log.ts';

export interface Month {
  /** `2026-03` */
  readonly month: string;
  /** Cases that started, and cases that ended, in the month. */
  readonly arrivals: number;
  readonly completions: number;
  /** Cases that had started before the month began and had not ended then. */
  readonly inProgressAtStart: number;
}

/** Months (UTC) from the first start to the last end, each with its figures; months without anything are among them. */
export function byMonth(log: EventLog): readonly Month[] {
  const { count, startedAt, completedAt } = log.cases;
  const arrivals = new Map<number, number>();
  const completions = new Map<number, number>();
  const add = (counts: Map<number, number>, at: number): void => {
    if (!Number.isNaN(at)) counts.set(monthOf(at), (counts.get(monthOf(at)) ?? 0) + 1);
  };
  for (let index = 0; index < count; index++) {
    add(arrivals, startedAt[index]!);
    add(completions, completedAt[index]!);
  }
  const seen = [...arrivals.keys(), ...completions.keys()].sort((a, b) => a - b);
  const months: Month[] = [];
  let inProgress = 0;
  for (let month = seen[0] ?? 0; month <= (seen.at(-1) ?? -1); month++) {
    const arrived = arrivals.get(month) ?? 0;
    const completed = completions.get(month) ?? 0;
    months.push({ month: nameOf(month), arrivals: arrived, completions: completed, inProgressAtStart: inProgress });
    inProgress += arrived - completed;
  }
  return months;
}

/** Months since year 0. */
function monthOf(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function nameOf(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}
