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
const MOST_TOKENS = 4;

/** Why it cannot fire: a place that lacks a token, or one with a token in the way. */
export type Obstacle =
  { readonly kind: 'lacks'; readonly places: readonly number[] } | { readonly kind: 'blocked'; readonly place: number };

export function obstacleOf({ takes, guard }: Transition, marking: Marking): Obstacle | undefined {
  for (const [index, place] of takes.entries())
    if ((marking[place] ?? 0) <= timesBefore(takes, index)) return { kind: 'lacks', places: [place] };
  if (guard?.kind === 'idle') {
    const place = guard.places.find((one) => (marking[one] ?? 0) > 0);
    return place === undefined ? undefined : { kind: 'blocked', place };
  }
  if (guard?.kind !== 'join') return undefined;
  let marked = 0n;
  guard.inputs.forEach((place, index) => {
    if ((marking[place] ?? 0) > 0) marked |= 1n << BigInt(index);
  });
  if (marked === 0n) return { kind: 'lacks', places: guard.inputs };
  for (const [place, reach] of guard.reach)
    if ((marking[place] ?? 0) > 0 && (reach & ~marked) !== 0n && (reach & marked) === 0n) return { kind: 'blocked', place };
  return undefined;
}

function timesBefore(takes: readonly number[], index: number): number {
  const place = takes[index];
  let times = 0;
  for (let before = 0; before < index; before++) if (takes[before] === place) times++;
  return times;
}

/** The marking after an enabled transition; undefined where tokens would heap up. */
export function fire({ takes, puts, empties, guard }: Transition, marking: Marking): Marking | undefined {
  const after = marking.slice();
  const add = (place: number, count: number): void => {
    after[place] = (after[place] ?? 0) + count;
  };
  for (const place of takes) add(place, -1);
  if (guard?.kind === 'join') for (const place of guard.inputs) if ((after[place] ?? 0) > 0) add(place, -1);
  for (const place of empties) after[place] = 0;
  for (const place of puts) add(place, 1);
  return puts.some((place) => (after[place] ?? 0) > MOST_TOKENS && (after[place] ?? 0) > (marking[place] ?? 0))
    ? undefined
    : after;
}
