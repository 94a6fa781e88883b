/** A process as a net of places and transitions, all scopes in one: what its tokens can do when every choice is open. */

/** Tokens by place. */
export type Marking = Uint8Array;

export interface Transition {
  /** The flow node that moves, and the exclusive ways that lead to this move. */
  readonly element: string;
  readonly flows: readonly string[];
  /** The code of the activity that is seen when it fires; -1: nothing is seen. */
  readonly label: number;
  /** Places that lose and get a token; one that is named twice, two. */
  readonly takes: readonly number[];
  readonly puts: readonly number[];
  /** Places that lose all tokens: of a scope that is interrupted. */
  readonly empties: readonly number[];
  readonly guard?: Guard;
}

/**
 * `idle`: no token in these places, so that a scope is complete. `join`: an inclusive join takes one token of each marked input, when none
 * is on its way to another one (BPMN 2.0.2, table 13.3): bit i of `reach[place]` says that a token there can still come to `inputs[i]`.
 */
export type Guard =
  | { readonly kind: 'idle'; readonly places: readonly number[] }
  | { readonly kind: 'join'; readonly inputs: readonly number[]; readonly reach: ReadonlyMap<number, bigint> };

export interface TokenNet {
  readonly places: number;
  readonly transitions: readonly Transition[];
  /** Places that only remember that a node was come to: one token is as good as many. */
  readonly memories: ReadonlySet<number>;
  readonly initial: Marking;
  /** Fires when the case is complete, and leaves nothing. */
  readonly close: number;
  /** Names of the labels: those of the log first. */
  readonly labels: readonly string[];
  /** Flow nodes by label, for those that have one. */
  readonly elementsOf: ReadonlyMap<number, readonly string[]>;
  /** Where it allows more than the engine would: elements whose number or order of executions is not checked. */
  readonly loose: readonly string[];
}

/** Tokens on one place that are told apart: elements that begin at will could put any number there. */
const MOST_TOKENS = 8;

/** What `obstacleOf` answers when nothing is in the way, and when an inclusive join has no token at all. */
export const ENABLED = -1;
export const JOIN_LACKS = -2;

/**
 * Why a transition cannot fire, as a number, this being asked most of all: a place that lacks a token, or `-3 - place` for one whose token
 * is in the way.
 */
export function obstacleOf({ takes, guard }: Transition, marking: Marking): number {
  for (let index = 0; index < takes.length; index++) {
    const place = takes[index] ?? 0;
    const has = marking[place] ?? 0;
    if (has === 0 || (index > 0 && has <= timesBefore(takes, index))) return place;
  }
  if (guard?.kind === 'idle') {
    for (const place of guard.places) if (marking[place] !== 0) return blockedBy(place);
    return ENABLED;
  }
  if (guard?.kind !== 'join') return ENABLED;
  let marked = 0n;
  guard.inputs.forEach((place, index) => {
    if ((marking[place] ?? 0) > 0) marked |= 1n << BigInt(index);
  });
  if (marked === 0n) return JOIN_LACKS;
  for (const [place, reach] of guard.reach)
    if ((marking[place] ?? 0) > 0 && (reach & ~marked) !== 0n && (reach & marked) === 0n) return blockedBy(place);
  return ENABLED;
}

/** Its own inverse: the obstacle that a token is, the place of such an obstacle. */
export function blockedBy(place: number): number {
  return -3 - place;
}

function timesBefore(takes: readonly number[], index: number): number {
  const place = takes[index];
  let times = 0;
  for (let before = 0; before < index; before++) if (takes[before] === place) times++;
  return times;
}

/** The marking after an enabled transition; undefined where tokens would heap up. */
export function fire(
  { takes, puts, empties, guard }: Transition,
  marking: Marking,
  memories: TokenNet['memories'],
): Marking | undefined {
  const after = marking.slice();
  const add = (place: number, count: number): void => {
    after[place] = (after[place] ?? 0) + count;
  };
  for (const place of takes) add(place, -1);
  if (guard?.kind === 'join') for (const place of guard.inputs) if ((after[place] ?? 0) > 0) add(place, -1);
  for (const place of empties) after[place] = 0;
  for (const place of puts) {
    if (memories.has(place)) after[place] = 1;
    else {
      add(place, 1);
      if ((after[place] ?? 0) > MOST_TOKENS) return undefined;
    }
  }
  return after;
}
