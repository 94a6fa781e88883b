/**
 * Which activities run side by side, judged from a log: the heuristic oracle of the Heuristics Miner as the Kronos reference uses it.
 * Two activities are concurrent when each directly follows the other about equally often (dependency below 0.9) without being a loop
 * of two (below 0.9). Source: methods of waiting-time analysis (Lashkevich et al. 2023), Weijters and Ribeiro 2011.
 */
import type { EventLog } from './log/event-log.ts';
import type { Traces } from './traces.ts';

const THRESHOLD = 0.9;

/** Whether two activities (codes) are concurrent; an activity is never concurrent with itself. */
export type Concurrency = (a: number, b: number) => boolean;

export function concurrency(log: EventLog, traced: Traces): Concurrency {
  const size = log.activities.length;
  const follows = new Map<number, number>();
  const loops = new Map<number, number>();
  const count = (counts: Map<number, number>, from: number, to: number): void => {
    counts.set(from * size + to, (counts.get(from * size + to) ?? 0) + 1);
  };
  for (let index = 0; index < log.cases.count; index++) {
    const trace = byEnd(log, traced.rows.subarray(traced.first[index], traced.first[index + 1]));
    for (let place = 1; place < trace.length; place++) {
      const previous = trace[place - 1]!;
      const activity = trace[place]!;
      count(follows, previous, activity);
      if (place > 1 && trace[place - 2] === activity && previous !== activity) count(loops, activity, previous);
    }
  }
  const df = (a: number, b: number): number => follows.get(a * size + b) ?? 0;
  const selfLoop = (a: number): number => df(a, a) / (df(a, a) + 1);
  const concurrent = new Set<number>();
  for (const pair of follows.keys()) {
    const a = Math.floor(pair / size);
    const b = pair % size;
    if (a >= b || df(b, a) === 0) continue;
    const both = (loops.get(a * size + b) ?? 0) + (loops.get(b * size + a) ?? 0);
    const loopOfTwo = selfLoop(a) < THRESHOLD && selfLoop(b) < THRESHOLD ? both / (both + 1) : 0;
    const dependency = (df(a, b) - df(b, a)) / (df(a, b) + df(b, a) + 1);
    if (loopOfTwo < THRESHOLD && Math.abs(dependency) < THRESHOLD) concurrent.add(a * size + b).add(b * size + a);
  }
  return (a, b) => concurrent.has(a * size + b);
}

/** Activities of a trace by (completion, start, name). */
function byEnd(log: EventLog, rows: Int32Array): readonly number[] {
  const { startedAt, completedAt, activityOf, activities } = log;
  const name = (row: number): string => activities[activityOf[row]!] ?? '';
  return Array.from(rows)
    .sort(
      (a, b) =>
        completedAt[a]! - completedAt[b]! ||
        startedAt[a]! - startedAt[b]! ||
        (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : a - b),
    )
    .map((row) => activityOf[row]!);
}
