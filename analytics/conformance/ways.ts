/**
 * How a transition of the net can come to be enabled: the search behind alignments. Only what the goal needs is moved, by stubborn sets
 * that start from the goal (Schmidt: Using Petri net invariants in state space construction, 2003; as in LoLA): of twenty branches that may
 * each be skipped, none is moved before something waits for it.
 */
import { LeastCost } from './least-cost.ts';
import { blockedBy, ENABLED, fire, JOIN_LACKS, type Marking, obstacleOf, type TokenNet } from './token-net.ts';

/** A run of the model up to and with the goal. */
export interface Way {
  /** The number of the marking after it. */
  readonly to: number;
  /** Activities of the model that it does and nobody saw, the goal not counted. */
  readonly cost: number;
  /** Transitions in order, the goal last. */
  readonly run: readonly number[];
}

/** Markings that are looked at for one way. */
const MOST_LOOKED_AT = 400;
/** Ways that are kept before all are forgotten, and what is known of markings. */
const MOST_KEPT = 100_000;
const MOST_KNOWN = 3_000_000;

interface Found {
  readonly marking: number;
  readonly cost: number;
  readonly parent: Found | undefined;
  readonly by: number;
}

/** Ways to a goal, all of them that cost no more than `upTo`; those that are dearer may be some only. */
interface Searched {
  readonly ways: readonly Way[];
  readonly upTo: number;
  /** Given up before all was seen. */
  readonly isCut: boolean;
}

export class Ways {
  readonly net: TokenNet;
  readonly least: LeastCost;
  /** Attempts to fire a transition: what it all has cost, the same everywhere. */
  attempts = 0;
  /** Answers that may lack ways, the search being given up before all was seen. */
  cuts = 0;
  /** By hash the first marking, and by marking the next of the same hash. */
  private readonly numbers = new Map<number, number>();
  private readonly sameHash: number[] = [];
  private readonly markings: Marking[] = [];
  private readonly takers: readonly (readonly number[])[];
  private readonly givers: readonly (readonly number[])[];
  private readonly isIn: Uint8Array;
  /** By marking and goal. */
  private readonly kept = new Map<number, Map<number, Searched>>();
  private keptWays = 0;
  private known = 0;
  private readonly knownMoves: (Map<number, readonly number[] | 'enabled'> | undefined)[] = [];
  private readonly knownAfter: (Map<number, number> | undefined)[] = [];

  constructor(net: TokenNet) {
    this.net = net;
    this.least = new LeastCost(net);
    this.isIn = new Uint8Array(net.transitions.length);
    const takers = Array.from({ length: net.places }, () => new Set<number>());
    const givers = Array.from({ length: net.places }, () => new Set<number>());
    net.transitions.forEach(({ takes, puts, empties, guard }, index) => {
      const joined = guard?.kind === 'join' ? guard.inputs : [];
      // What puts a token back takes nothing away: it is moved where what else it gives is needed.
      const taken = takes.filter((place) => !puts.includes(place));
      for (const place of [...taken, ...empties, ...joined]) takers[place]?.add(index);
      for (const place of puts) if (!takes.includes(place)) givers[place]?.add(index);
    });
    this.takers = takers.map((set) => [...set]);
    this.givers = givers.map((set) => [...set]);
  }

  numberOf(marking: Marking): number {
    let hash = 0x811c9dc5;
    for (let place = 0; place < marking.length; place++) hash = Math.imul(hash ^ (marking[place] ?? 0), 0x01000193);
    const first = this.numbers.get(hash) ?? -1;
    for (let known = first; known >= 0; known = this.sameHash[known] ?? -1)
      if (isSame(this.markings[known], marking)) return known;
    const number = this.markings.push(marking) - 1;
    this.sameHash.push(first);
    this.numbers.set(hash, number);
    return number;
  }

  marking(number: number): Marking {
    return this.markings[number] ?? this.net.initial;
  }

  /**
   * Ways from a marking to the firing of a transition, the cheapest first, one for each marking after it.
   * @param most the dearest that is wanted; undefined: only the cheapest
   */
  to(from: number, goal: number, most: number | undefined): readonly Way[] {
    let ofMarking = this.kept.get(from) ?? new Map<number, Searched>();
    let known = ofMarking.get(goal);
    if (!known || !isEnough(known, most)) {
      known = this.search(from, goal, most);
      if (this.keptWays >= MOST_KEPT) {
        this.kept.clear();
        this.keptWays = 0;
        ofMarking = new Map<number, Searched>();
      }
      this.keptWays++;
      ofMarking.set(goal, known);
      this.kept.set(from, ofMarking);
    }
    const { ways, upTo, isCut } = known;
    if (isCut && (most ?? ways[0]?.cost ?? Infinity) > upTo) this.cuts++;
    const dearest = most ?? ways[0]?.cost ?? 0;
    const last = ways.at(-1);
    return last === undefined || last.cost <= dearest ? ways : ways.filter(({ cost }) => cost <= dearest);
  }

  private search(from: number, goal: number, most: number | undefined): Searched {
    if (this.known > MOST_KNOWN) {
      this.knownMoves.length = this.knownAfter.length = 0;
      this.known = 0;
    }
    const best = new Map<number, number>([[from, 0]]);
    const levels: Found[][] = [[{ marking: from, cost: 0, parent: undefined, by: goal }]];
    const found = new Map<number, Way>();
    let looked = 0;
    let limit = most ?? Infinity;
    for (let cost = 0; cost < levels.length && cost <= limit; cost++) {
      const level = levels[cost] ?? [];
      for (const at of level) {
        if ((best.get(at.marking) ?? Infinity) < cost) continue;
        if (looked++ > MOST_LOOKED_AT) return { ways: [...found.values()], upTo: cost - 1, isCut: true };
        const moves = this.moves(at.marking, goal);
        if (moves === 'enabled') {
          const after = this.fired(goal, at.marking);
          if (after >= 0 && !found.has(after)) found.set(after, { to: after, cost, run: runTo(at, goal) });
          if (most === undefined) limit = cost;
          continue;
        }
        for (const by of moves) {
          const after = this.fired(by, at.marking);
          if (after < 0) continue;
          const dear = cost + ((this.net.transitions[by]?.label ?? -1) >= 0 ? 1 : 0);
          if (dear > limit || (best.get(after) ?? Infinity) <= dear) continue;
          best.set(after, dear);
          (levels[dear] ??= []).push({ marking: after, cost: dear, parent: at, by });
        }
      }
    }
    // Where nothing was left out for being too dear, dearer ways are none.
    return { ways: [...found.values()], upTo: limit, isCut: false };
  }

  /** `needed`, asked once of a marking and a goal. */
  private moves(number: number, goal: number): readonly number[] | 'enabled' {
    let ofMarking = this.knownMoves[number];
    if (!ofMarking) this.knownMoves[number] = ofMarking = new Map();
    let known = ofMarking.get(goal);
    if (known === undefined) {
      ofMarking.set(goal, (known = this.needed(this.marking(number), goal)));
      this.known++;
    }
    return known;
  }

  /** The number of the marking after it; -1 where tokens would heap up. */
  private fired(by: number, number: number): number {
    this.attempts++;
    let ofMarking = this.knownAfter[number];
    if (!ofMarking) this.knownAfter[number] = ofMarking = new Map();
    const known = ofMarking.get(by);
    if (known !== undefined) return known;
    const transition = this.net.transitions[by];
    const marking = transition && fire(transition, this.marking(number), this.net.memories);
    const after = marking ? this.numberOf(marking) : -1;
    ofMarking.set(by, after);
    this.known++;
    return after;
  }

  /** Enabled transitions of which one comes first on every way to the goal. */
  private needed(marking: Marking, goal: number): readonly number[] | 'enabled' {
    const { transitions } = this.net;
    const isIn = this.isIn.fill(0);
    const list = [goal];
    const enabled: number[] = [];
    isIn[goal] = 1;
    const add = (others: readonly number[]): void => {
      for (const other of others)
        if (isIn[other] === 0) {
          isIn[other] = 1;
          list.push(other);
        }
    };
    for (const index of list) {
      const transition = transitions[index];
      if (!transition) continue;
      const obstacle = obstacleOf(transition, marking);
      const joined = transition.guard?.kind === 'join' ? transition.guard.inputs : [];
      if (obstacle >= 0) add(this.givers[obstacle] ?? []);
      else if (obstacle === JOIN_LACKS) for (const place of joined) add(this.givers[place] ?? []);
      else if (obstacle !== ENABLED) add(this.takers[blockedBy(obstacle)] ?? []);
      else if (index === goal) return 'enabled';
      else {
        enabled.push(index);
        // What it empties needs no move before: that would be undone.
        for (const places of [transition.takes, joined]) for (const place of places) add(this.takers[place] ?? []);
      }
    }
    return enabled.sort((a, b) => a - b);
  }
}

/** Searching anew would find no more: it would stop where this one did, or this one went as far. */
function isEnough({ ways, upTo, isCut }: Searched, most: number | undefined): boolean {
  return isCut || upTo === Infinity || (most === undefined ? ways.length > 0 : most <= upTo);
}

function isSame(a: Marking | undefined, b: Marking): boolean {
  if (!a) return false;
  for (let place = 0; place < b.length; place++) if (a[place] !== b[place]) return false;
  return true;
}

function runTo(found: Found, goal: number): readonly number[] {
  const run = [goal];
  for (let at: Found = found; at.parent; at = at.parent) run.push(at.by);
  return run.reverse();
}
