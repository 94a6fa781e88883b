/** The directly-follows relation of the traces that are mined, by position in a list of their activities. */
import type { MinedTraces } from './mined-traces.ts';

export interface Follows {
  readonly activities: readonly number[];
  /** Cases by pair: `edges[from * activities.length + to]`. */
  readonly edges: Float64Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

export function followsOf({ traces, weights }: MinedTraces): Follows {
  const activities = [...new Set(traces.flat())].sort((a, b) => a - b);
  const at = new Map(activities.map((activity, index) => [activity, index]));
  const size = activities.length;
  const follows = {
    activities,
    edges: new Float64Array(size * size),
    starts: new Float64Array(size),
    ends: new Float64Array(size),
  };
  traces.forEach((trace, index) => {
    const weight = weights[index] ?? 0;
    let before = -1;
    for (const activity of trace) {
      const here = at.get(activity) ?? 0;
      if (before < 0) follows.starts[here]! += weight;
      else follows.edges[before * size + here]! += weight;
      before = here;
    }
    if (before >= 0) follows.ends[before]! += weight;
  });
  return follows;
}

/**
 * Without what is rare beside its likes: of the ways to go on from an activity (the end is one) those taken less often than `noise` times
 * the commonest, and starts likewise (Leemans, Fahland, van der Aalst: Discovering Block-Structured Process Models from Event Logs
 * Containing Infrequent Behaviour, 2014).
 */
export function withoutNoise({ activities, edges, starts, ends }: Follows, noise: number): Follows {
  const size = activities.length;
  const kept = { activities, edges: edges.slice(), starts: starts.slice(), ends: ends.slice() };
  const leastStart = noise * Math.max(...starts);
  for (let from = 0; from < size; from++) {
    const row = kept.edges.subarray(from * size, (from + 1) * size);
    const least = noise * row.reduce((most, count) => Math.max(most, count), ends[from] ?? 0);
    row.forEach((count, to) => {
      if (count < least) row[to] = 0;
    });
    if ((ends[from] ?? 0) < least) kept.ends[from] = 0;
    if ((starts[from] ?? 0) < leastStart) kept.starts[from] = 0;
  }
  return kept;
}

/** Groups of positions: what is joined is in one. */
export class Groups {
  private readonly parent: number[];

  constructor(size: number) {
    this.parent = Array.from({ length: size }, (_, index) => index);
  }

  of(index: number): number {
    let root = index;
    while (this.parent[root] !== root) root = this.parent[root] = this.parent[this.parent[root] ?? root] ?? root;
    return root;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.of(a), this.of(b)].sort((x, y) => x - y);
    this.parent[high ?? a] = low ?? b;
  }

  /** The groups of some positions, by their first member. */
  list(members: Iterable<number>): number[][] {
    const groups = new Map<number, number[]>();
    for (const member of members) {
      const root = this.of(member);
      const group = groups.get(root);
      if (group) group.push(member);
      else groups.set(root, [member]);
    }
    return [...groups.values()];
  }
}
