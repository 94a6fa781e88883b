/** The dotted chart: every completed activity as a dot, by time and by case (Song and van der Aalst 2007). */
import type { EventLog } from './log/event-log.ts';
import type { Traces } from './traces.ts';
import { unitOfCases } from './working-time.ts';
import type { WorkingTime } from './working-time.ts';

export interface Dots {
  /** By dot: the completion, or how long after the start of its case it is. */
  readonly atMs: Float64Array;
  /** By dot, where `case` is asked for: how much working time of the case's unit after its start; absent without calendars. */
  readonly workingMs?: Float64Array;
  /** By dot: the place of its case, from 0, in the order asked for. */
  readonly line: Int32Array;
  /** By dot: code into `activities`. */
  readonly activityOf: Int32Array;
  readonly activities: readonly string[];
  /** Cases drawn, of `cases` that have a dot; dots drawn, of `n`. Cases are drawn whole or not at all. */
  readonly drawnCases: number;
  readonly cases: number;
  readonly n: number;
}

export interface DotOptions {
  /** `calendar`: instants. `case`: since the start of the case. */
  readonly time?: 'calendar' | 'case';
  readonly order?: 'start' | 'duration';
  /** At most so many dots (20,000 by default), but for one case at least. */
  readonly limit?: number;
  readonly working?: WorkingTime | undefined;
}

/**
 * Where there are more dots than the limit, every k-th case of the order is drawn, with the least k that fits, so that what is drawn is spread
 * evenly over the order and no case is half there. `drawnCases` of `cases` says how many.
 */
export function dottedChart(
  log: EventLog,
  { rows, first }: Traces,
  { time = 'calendar', order = 'start', limit = 20_000, working }: DotOptions = {},
): Dots {
  const startAt = (index: number): number => log.completedAt[rows[first[index]!]!]!;
  const lengthMs = (index: number): number => log.completedAt[rows[first[index + 1]! - 1]!]! - startAt(index);
  const cases: number[] = [];
  for (let index = 0; index < log.cases.count; index++) if (first[index]! < first[index + 1]!) cases.push(index);
  cases.sort((a, b) => (order === 'duration' ? lengthMs(a) - lengthMs(b) : startAt(a) - startAt(b)) || a - b);
  let every = Math.max(1, Math.ceil(rows.length / Math.max(1, limit)));
  const dotsOf = (one: number): number => first[one + 1]! - first[one]!;
  const drawnBy = (step: number): number[] => cases.filter((_, place) => place % step === 0);
  let drawn = drawnBy(every);
  while (drawn.length > 1 && drawn.reduce((sum, one) => sum + dotsOf(one), 0) > limit) drawn = drawnBy(++every);
  const count = drawn.reduce((sum, one) => sum + dotsOf(one), 0);
  const dots = { atMs: new Float64Array(count), line: new Int32Array(count), activityOf: new Int32Array(count) };
  const workingMs = working && time === 'case' ? new Float64Array(count) : undefined;
  const unitOf = workingMs && unitOfCases(log);
  let dot = 0;
  for (const [line, index] of drawn.entries()) {
    const startedAt = Number.isNaN(log.cases.startedAt[index]!) ? startAt(index) : log.cases.startedAt[index]!;
    for (let place = first[index]!; place < first[index + 1]!; place++, dot++) {
      const row = rows[place]!;
      dots.atMs[dot] = log.completedAt[row]! - (time === 'case' ? startedAt : 0);
      if (working && workingMs && unitOf) workingMs[dot] = working.msBetween(unitOf[index]!, startedAt, log.completedAt[row]!);
      dots.line[dot] = line;
      dots.activityOf[dot] = log.activityOf[row]!;
    }
  }
  return {
    ...dots,
    ...(workingMs && { workingMs }),
    activities: log.activities,
    drawnCases: drawn.length,
    cases: cases.length,
    n: rows.length,
  };
}
