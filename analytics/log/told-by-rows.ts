/** What the rows of a log tell of its cases and of itself, as a reader takes it when nothing else is said (growing-cases.ts). */
import type { EventLog } from './event-log.ts';

/** First and last instant of the ended rows of a case; a start counts only where the log is ordered by starts. NaN without ended rows. */
export function spanOfCase(log: EventLog, index: number): readonly [firstAt: number, lastAt: number] {
  let first = NaN;
  let last = NaN;
  for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
    const completedAt = log.completedAt[row]!;
    if (Number.isNaN(completedAt)) continue;
    const startedAt = log.startedAt[row]!;
    const beganAt = log.orderedBy === 'started' && !Number.isNaN(startedAt) ? startedAt : completedAt;
    if (!(beganAt >= first)) first = beganAt;
    if (!(completedAt <= last)) last = completedAt;
  }
  return [first, last];
}

/** The last instant of a log, NaN when it has none. */
export function latestAt({ enabledAt, startedAt, completedAt, cases }: EventLog): number {
  let last = NaN;
  for (const column of [enabledAt, startedAt, completedAt, cases.completedAt])
    for (const at of column) if (!(at <= last) && !Number.isNaN(at)) last = at;
  return last;
}
