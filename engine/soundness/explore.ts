import { choices, firings, MOST_OPTIONS } from './fire.ts';
import type { Marking } from './fire.ts';
import type { Net, Transition } from './net.ts';
import { Clusters } from './partial-order.ts';
import { nodesOf } from './reduced-net.ts';

/** Both are counted, never clocked: the same model gives the same answer everywhere. */
export interface Limits {
  /** Markings of one net that are looked at. */
  readonly states: number;
  /** Attempts to fire a transition. */
  readonly attempts: number;
}
export const LIMITS: Limits = { states: 50_000, attempts: 3_000_000 };

export interface State {
  readonly marking: Marking;
  /** The state before it, and what fired there. */
  readonly parent?: number;
  readonly by?: Transition;
  readonly chosen: readonly number[];
}

export interface Exploration {
  readonly net: Net;
  readonly states: readonly State[];
  /** Nodes that were seen to do something. */
  readonly alive: ReadonlySet<string>;
  /** States with tokens in which nothing can fire. */
  readonly stuck: readonly number[];
  /** The first state from which no end and no stuck state can be reached. */
  readonly endless?: number;
  /** By place, the first state with two tokens on it. */
  readonly crowded: ReadonlyMap<number, number>;
  /** Whether it was seen to end as it should, and by an end that completes nothing. */
  readonly completes: boolean;
  readonly aborts: boolean;
  /** Nothing was left out. */
  readonly complete: boolean;
}

export interface Search {
  readonly limits: Limits;
  /** Depth first comes to an end soon where breadth first never would. */
  readonly order: 'breadth' | 'depth';
  /** Whether tokens that meet no others may move one after the other only: fewer states, but ways to them are not the shortest. */
  readonly partial: boolean;
}

/**
 * All reachable markings, or enough of them: see `Clusters` of partial-order.ts for what may be left out. Markings in which a token
 * already waits at an end of the whole scope come last and only while some node has not been seen alive: whatever happens there, that
 * end comes.
 */
export function explore(net: Net, search: Search): Exploration {
  const explorer = new Explorer(net, search);
  explorer.run();
  return explorer;
}

interface Firable {
  readonly by: Transition;
  /** The sets of its options that are tried. */
  readonly sets: readonly (readonly number[])[];
  readonly nodes: readonly string[];
}

class Explorer implements Exploration {
  readonly net: Net;
  readonly states: State[] = [];
  readonly alive = new Set<string>();
  readonly stuck: number[] = [];
  endless?: number;
  readonly crowded = new Map<number, number>();
  completes = false;
  aborts = false;
  complete = true;
  private readonly search: Search;
  private readonly clusters: Clusters | undefined;
  private readonly numbers = new Map<string, number>();
  private readonly before: number[][] = [];
  private readonly ending = new Set<number>();
  private readonly open: number[] = [];
  private readonly later: number[] = [];
  private readonly moves: readonly Firable[];
  /** Places whose tokens wait for nothing but an end of the whole scope. */
  private readonly lastPlaces: readonly number[];
  private attempts = 0;

  constructor(net: Net, search: Search) {
    this.net = net;
    this.search = search;
    this.clusters = search.partial ? new Clusters(net) : undefined;
    this.moves = net.transitions.map((by) => ({ by, sets: choices(by.options.length, by.fewest), nodes: nodesOf(by) }));
    this.lastPlaces = net.transitions.flatMap(({ ends, pre }) => (ends ? pre : []));
    if (net.transitions.some(({ options }) => options.length > MOST_OPTIONS)) this.complete = false;
  }

  run(): void {
    const marking = new Uint8Array(this.net.places.length);
    marking[this.net.start] = 1;
    this.reach({ marking, chosen: [] });
    let next = 0;
    const isBreadth = this.search.order === 'breadth';
    for (;;) {
      const state = isBreadth ? this.open[next++] : this.open.pop();
      if (state === undefined || !this.isWithin()) break;
      this.expand(state, this.clusters);
    }
    for (const state of this.later) {
      if (this.isAllAlive() || !this.isWithin()) break;
      this.expand(state);
    }
    if (this.complete) this.findEndless();
  }

  private isAllAlive(): boolean {
    return this.net.elements.every((element) => this.alive.has(element));
  }

  private isWithin(): boolean {
    const { states, attempts } = this.search.limits;
    const isWithin = this.states.length <= states && this.attempts <= attempts;
    if (!isWithin) this.complete = false;
    return isWithin;
  }

  private expand(number: number, clusters?: Clusters): void {
    const state = this.states[number];
    if (!state) return;
    if (state.marking.some((count, place) => count >= this.net.most && this.net.places[place]?.kind === 'token')) {
      this.ending.add(number);
      this.complete = false;
      return;
    }
    const known = this.states.length;
    const some = clusters?.at(state.marking);
    if (some) this.fire(number, state, (by) => some.has(by));
    // Nothing new: what else could move must not be passed over for ever.
    if (some && this.states.length > known) return;
    if (this.fire(number, state, (by) => !some?.has(by)) || some) return;
    if (state.marking.some((count, place) => count > 0 && this.net.places[place]?.kind === 'token')) this.stuck.push(number);
    else this.completes = true;
    this.ending.add(number);
  }

  /** @returns whether any could. */
  private fire(number: number, { marking }: State, isMeant: (by: Transition) => boolean): boolean {
    let fired = false;
    for (const { by, sets, nodes } of this.moves) {
      if (!isMeant(by)) continue;
      this.attempts++;
      for (const { after, chosen } of firings(this.net, by, marking, sets)) {
        for (const node of nodes) this.alive.add(node);
        fired = true;
        if (by.ends) this.end(number, by.ends);
        else this.reach({ marking: after, parent: number, by, chosen });
      }
    }
    return fired;
  }

  private end(number: number, how: 'scope' | 'abnormal'): void {
    this.ending.add(number);
    if (how === 'scope') this.completes = true;
    else this.aborts = true;
  }

  private reach(state: State): void {
    const key = String.fromCharCode(...state.marking);
    const known = this.numbers.get(key);
    const number = known ?? this.states.length;
    if (known === undefined) {
      this.numbers.set(key, number);
      this.states.push(state);
      this.before.push([]);
      state.marking.forEach((count, place) => {
        if (count > 1 && this.net.places[place]?.kind !== 'memory' && !this.crowded.has(place)) this.crowded.set(place, number);
      });
      const isLast = this.lastPlaces.some((place) => (state.marking[place] ?? 0) > 0);
      (isLast ? this.later : this.open).push(number);
      if (isLast) this.ending.add(number);
    }
    if (state.parent !== undefined) this.before[number]?.push(state.parent);
  }

  private findEndless(): void {
    for (const number of this.ending) for (const parent of this.before[number] ?? []) this.ending.add(parent);
    const endless = this.states.findIndex((_, number) => !this.ending.has(number));
    if (endless >= 0) this.endless = endless;
  }
}
