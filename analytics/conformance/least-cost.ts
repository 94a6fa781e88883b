/**
 * What an alignment costs at least from a marking on: events of activities that no token can come to any more, whatever else happens. It
 * overestimates what can happen (a transition needs one of its tokens, not all), so it never says too much.
 */
import type { Marking, TokenNet } from './token-net.ts';

export class LeastCost {
  /** By label, its place in the sets; -1: the model does not have it. */
  private readonly indexOf: ReadonlyMap<number, number>;
  /** By place, the labels that a token there can still come to. */
  private readonly reach: readonly Uint8Array[];
  private readonly kept = new Map<number, Uint8Array>();

  constructor(net: TokenNet) {
    const labels = new Set(net.transitions.map(({ label }) => label).filter((label) => label >= 0));
    this.indexOf = new Map([...labels].map((label, index) => [label, index]));
    this.reach = reachOf(net, this.indexOf);
  }

  /** How often each label comes in what is left of a trace. */
  counter(trace: readonly number[]): Rest {
    const counts = new Uint32Array(this.indexOf.size);
    let unknown = 0;
    for (const label of trace) {
      const index = this.indexOf.get(label);
      if (index === undefined) unknown++;
      else counts[index]!++;
    }
    return { counts, unknown };
  }

  /** The rest without its first event. */
  takeOff(rest: Rest, label: number): void {
    const index = this.indexOf.get(label);
    if (index === undefined) rest.unknown--;
    else rest.counts[index]!--;
  }

  of(number: number, marking: Marking, { counts, unknown }: Rest): number {
    const reached = this.reachedFrom(number, marking);
    let cost = unknown;
    for (let index = 0; index < counts.length; index++) if (reached[index] === 0) cost += counts[index]!;
    return cost;
  }

  private reachedFrom(number: number, marking: Marking): Uint8Array {
    const known = this.kept.get(number);
    if (known) return known;
    const reached = new Uint8Array(this.indexOf.size);
    for (let place = 0; place < marking.length; place++) {
      if (marking[place] === 0) continue;
      const from = this.reach[place]!;
      for (let index = 0; index < reached.length; index++) reached[index]! |= from[index]!;
    }
    this.kept.set(number, reached);
    return reached;
  }
}

export interface Rest {
  readonly counts: Uint32Array;
  unknown: number;
}

function reachOf({ places, transitions }: TokenNet, indexOf: ReadonlyMap<number, number>): readonly Uint8Array[] {
  const movers = Array.from({ length: places }, (): number[] => []);
  /** Those that need no token of a place can fire from any marking. */
  const free: number[] = [];
  transitions.forEach(({ takes, guard }, transition) => {
    const needed = [...takes, ...(guard?.kind === 'join' ? guard.inputs : [])];
    for (const place of needed) movers[place]?.push(transition);
    if (needed.length === 0) free.push(transition);
  });
  return movers.map((first) => {
    const labels = new Uint8Array(indexOf.size);
    const seen = new Uint8Array(transitions.length);
    const list: number[] = [];
    const add = (transition: number): void => {
      if (seen[transition] === 1) return;
      seen[transition] = 1;
      list.push(transition);
    };
    [...first, ...free].forEach(add);
    for (const transition of list) {
      const { label, puts } = transitions[transition]!;
      const index = indexOf.get(label);
      if (index !== undefined) labels[index] = 1;
      for (const place of puts) movers[place]?.forEach(add);
    }
    return labels;
  });
}
