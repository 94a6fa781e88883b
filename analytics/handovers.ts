/** Hand-overs: who passes a case on to whom. */
import type { EventLog } from './log/event-log.ts';
import type { Traces } from './traces.ts';

export interface Handovers {
  /** Neighbours in a trace whose resources are both known; those of them with different resources. */
  readonly total: number;
  readonly changed: number;
  /** Different pairs (from, to) among them. */
  readonly pairs: number;
  readonly changedPairs: number;
  /** The commonest first; `from` and `to` may be the same. */
  readonly top: readonly { readonly from: string; readonly to: string; readonly count: number }[];
}

export function handovers(log: EventLog, { rows, first }: Traces, limit = 15): Handovers {
  const size = log.resources.length;
  const counts = new Map<number, number>();
  let total = 0;
  let changed = 0;
  for (let index = 0; index < log.cases.count; index++) {
    for (let place = first[index]! + 1; place < first[index + 1]!; place++) {
      const from = log.resourceOf[rows[place - 1]!]!;
      const to = log.resourceOf[rows[place]!]!;
      if (from < 0 || to < 0) continue;
      total++;
      if (from !== to) changed++;
      counts.set(from * size + to, (counts.get(from * size + to) ?? 0) + 1);
    }
  }
  const named = Array.from(counts, ([pair, count]) => ({ pair, from: Math.floor(pair / size), to: pair % size, count }));
  return {
    total,
    changed,
    pairs: named.length,
    changedPairs: named.filter(({ from, to }) => from !== to).length,
    top: named
      .sort((a, b) => b.count - a.count || a.pair - b.pair)
      .slice(0, limit)
      .map(({ from, to, count }) => ({ from: log.resources[from] ?? '', to: log.resources[to] ?? '', count })),
  };
}
