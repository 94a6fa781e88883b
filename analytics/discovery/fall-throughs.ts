/** What is done where the directly-follows relation does not fall apart: the fall-throughs of the inductive miner, the flower last. */
import type { Follows } from './follows.ts';
import type { MinedTraces } from './mined-traces.ts';
import { TraceBag } from './mined-traces.ts';

/** Among how many activities one is looked for that is concurrent to all others: each takes a search for a cut. */
const MOST_TRIED = 100;

/** An activity beside all others: the log of it alone, and that of the others. */
export interface Beside {
  readonly alone: MinedTraces;
  readonly others: MinedTraces;
}

/** An activity that every trace has exactly once is concurrent to all others. */
export function oncePerTrace(log: MinedTraces, { activities }: Follows): Beside | undefined {
  const once = activities.find((activity) => log.traces.every((trace) => trace.filter((one) => one === activity).length === 1));
  return once === undefined ? undefined : beside(log, once);
}

/** The most frequent activity without which the others fall apart. */
export function concurrent(
  log: MinedTraces,
  { activities }: Follows,
  fallsApart: (others: MinedTraces) => boolean,
): Beside | undefined {
  if (activities.length > MOST_TRIED) return undefined;
  const events = new Map<number, number>();
  log.traces.forEach((trace, index) => {
    for (const activity of trace) events.set(activity, (events.get(activity) ?? 0) + (log.weights[index] ?? 0));
  });
  for (const activity of [...activities].sort((a, b) => (events.get(b) ?? 0) - (events.get(a) ?? 0) || a - b)) {
    const parts = beside(log, activity);
    if (fallsApart(parts.others)) return parts;
  }
  return undefined;
}

function beside(log: MinedTraces, activity: number): Beside {
  const [alone, others] = [new TraceBag(), new TraceBag()];
  log.traces.forEach((trace, index) => {
    const weight = log.weights[index] ?? 0;
    alone.add(
      trace.filter((one) => one === activity),
      weight,
    );
    others.add(
      trace.filter((one) => one !== activity),
      weight,
    );
  });
  return { alone, others };
}

/**
 * Traces in pieces, where what begins traces comes again: right after what ends them (`strict`), or anywhere. Undefined when none has
 * more than one piece.
 */
export function repeated(log: MinedTraces, { activities, starts, ends }: Follows, strict: boolean): MinedTraces | undefined {
  const begin = new Set(activities.filter((_, position) => (starts[position] ?? 0) > 0));
  const end = new Set(activities.filter((_, position) => (ends[position] ?? 0) > 0));
  const bag = new TraceBag();
  let pieces = 0;
  log.traces.forEach((trace, index) => {
    let from = 0;
    for (let place = 1; place <= trace.length; place++) {
      const isBorder = begin.has(trace[place] ?? -1) && (!strict || end.has(trace[place - 1] ?? -1));
      if (place < trace.length && !isBorder) continue;
      pieces++;
      bag.add(trace.slice(from, place), log.weights[index] ?? 0);
      from = place;
    }
  });
  return pieces > log.traces.length ? bag : undefined;
}
