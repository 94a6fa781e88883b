/** The directly-follows graph: which activity came right after which, and how often. */
import type { EventLog } from './log/event-log.ts';
import type { Traces } from './traces.ts';

export interface DirectlyFollows {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Activities by how often a trace begins or ends with them. */
export interface TraceEnds {
  readonly startActivities: Readonly<Record<string, number>>;
  readonly endActivities: Readonly<Record<string, number>>;
}

/** Above this a full matrix would take more than 64 MB. */
const DENSE_ACTIVITIES = 4096;

/** Edges, the most frequent first, ties by names. Linear in events. */
export function directlyFollows(log: EventLog, traces: Traces): readonly DirectlyFollows[] {
  const size = log.activities.length;
  const edges: DirectlyFollows[] = [];
  const add = (edge: number, count: number): void => {
    edges.push({ from: log.activities[Math.floor(edge / size)] ?? '', to: log.activities[edge % size] ?? '', count });
  };
  if (size <= DENSE_ACTIVITIES) {
    const counts = new Int32Array(size * size);
    eachPair(log, traces, (edge) => counts[edge]!++);
    for (let edge = 0; edge < counts.length; edge++) if (counts[edge]! > 0) add(edge, counts[edge]!);
  } else {
    const counts = new Map<number, number>();
    eachPair(log, traces, (edge) => counts.set(edge, (counts.get(edge) ?? 0) + 1));
    for (const [edge, count] of counts) add(edge, count);
  }
  return edges.sort((a, b) => b.count - a.count || compareText(a.from, b.from) || compareText(a.to, b.to));
}

function eachPair(log: EventLog, { rows, first }: Traces, visit: (edge: number) => void): void {
  const { activityOf } = log;
  const size = log.activities.length;
  for (let index = 0; index < log.cases.count; index++) {
    const end = first[index + 1]!;
    for (let place = first[index]! + 1; place < end; place++)
      visit(activityOf[rows[place - 1]!]! * size + activityOf[rows[place]!]!);
  }
}

/** With which activities traces begin and end, the most frequent first. */
export function traceEnds(log: EventLog, { rows, first }: Traces): TraceEnds {
  const starts = new Int32Array(log.activities.length);
  const ends = new Int32Array(log.activities.length);
  for (let index = 0; index < log.cases.count; index++) {
    if (first[index] === first[index + 1]) continue;
    starts[log.activityOf[rows[first[index]!]!]!]!++;
    ends[log.activityOf[rows[first[index + 1]! - 1]!]!]!++;
  }
  return { startActivities: countsByName(log, starts), endActivities: countsByName(log, ends) };
}

/** Counts above zero by name, the greatest first, ties by name. */
export function countsByName(log: EventLog, counts: Int32Array): Readonly<Record<string, number>> {
  const named = log.activities.map((name, code) => [name, counts[code] ?? 0] as const).filter(([, count]) => count > 0);
  return Object.fromEntries(named.sort((a, b) => b[1] - a[1] || compareText(a[0], b[0])));
}

/** By code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
