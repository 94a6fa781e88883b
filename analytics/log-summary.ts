/** The figures by which a log is known: how much is in it, where cases begin and end, what follows what, how long cases take. */
import { directlyFollows, traceEnds } from './directly-follows.ts';
import type { DirectlyFollows, TraceEnds } from './directly-follows.ts';
import { CASE_COMPLETED } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { distribution } from './statistics.ts';
import type { Distribution } from './statistics.ts';
import { traces } from './traces.ts';
import { variants } from './variants.ts';

export interface LogFigures {
  readonly cases: number;
  /** Completed activity instances. */
  readonly events: number;
  /** Different activities, resources and variants among them. */
  readonly activities: number;
  readonly resources: number;
  readonly variants: number;
  /** First and last instant, ISO 8601 in UTC; null for a log without any. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface LogSummary extends TraceEnds {
  readonly log: LogFigures;
  readonly directlyFollows: readonly DirectlyFollows[];
  /** From the start to the completion of the completed cases. */
  readonly caseDuration: Distribution;
}

export function summarise(log: EventLog): LogSummary {
  const traced = traces(log);
  const [fromAt, toAt] = span(log);
  return {
    log: {
      cases: log.cases.count,
      events: traced.rows.length,
      activities: distinct(log.activityOf, traced.rows, log.activities.length),
      resources: distinct(log.resourceOf, traced.rows, log.resources.length),
      variants: variants(log, traced).count,
      from: isoInstant(fromAt),
      to: isoInstant(toAt),
    },
    ...traceEnds(log, traced),
    directlyFollows: directlyFollows(log, traced),
    caseDuration: distribution(caseDurationsMs(log)),
  };
}

/** Cycle times of the completed cases, in the order of the cases. */
export function caseDurationsMs(log: EventLog): Float64Array {
  const durations = new Float64Array(log.cases.count);
  let count = 0;
  for (let index = 0; index < log.cases.count; index++) {
    const durationMs = log.cases.completedAt[index]! - log.cases.startedAt[index]!;
    if (log.cases.status[index] === CASE_COMPLETED && !Number.isNaN(durationMs)) durations[count++] = durationMs;
  }
  return durations.slice(0, count);
}

/** ISO 8601 in UTC with milliseconds, or null for NaN. */
export function isoInstant(at: number): string | null {
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** From the first start of a case to the last completion (of a case or of an activity). */
function span(log: EventLog): readonly [number, number] {
  let first = NaN;
  let last = NaN;
  for (let index = 0; index < log.cases.count; index++) {
    if (!(log.cases.startedAt[index]! >= first) && !Number.isNaN(log.cases.startedAt[index]!))
      first = log.cases.startedAt[index]!;
    if (!(log.cases.completedAt[index]! <= last) && !Number.isNaN(log.cases.completedAt[index]!))
      last = log.cases.completedAt[index]!;
  }
  for (let row = 0; row < log.rows; row++) {
    if (!(log.completedAt[row]! <= last) && !Number.isNaN(log.completedAt[row]!)) last = log.completedAt[row]!;
  }
  return [first, last];
}

function distinct(codes: Int32Array, rows: Int32Array, size: number): number {
  const seen = new Uint8Array(size);
  let count = 0;
  for (let place = 0; place < rows.length; place++) {
    const code = codes[rows[place]!]!;
    if (code >= 0 && seen[code] === 0) {
      seen[code] = 1;
      count++;
    }
  }
  return count;
}
