import type { Guard, Net, Transition } from './net.ts';

/** Tokens by place. */
export type Marking = Uint8Array;

export interface Firing {
  readonly after: Marking;
  /** Indexes of the options that were taken. */
  readonly chosen: readonly number[];
}

/** Options of one transition whose every set is tried; of more, each alone, each pair and all. */
export const MOST_OPTIONS = 8;

/** The marking without what the transition takes; undefined when it is not enabled. */
export function taken(net: Net, { pre, guard }: Transition, marking: Marking): Marking | undefined {
  for (const place of pre) if (marking[place] === 0) return undefined;
  if (guard && !isOpen(guard, net, marking)) return undefined;
  const after = marking.slice();
  for (const place of pre) {
    if (after[place] === 0) return undefined;
    after[place] = (after[place] ?? 0) - 1;
  }
  if (guard) join(guard, marking, after);
  return after;
}

/** All ways in which a transition can fire, given the sets of its options that are tried. */
export function firings(
  net: Net,
  transition: Transition,
  marking: Marking,
  sets: readonly (readonly number[])[],
): readonly Firing[] {
  const rest = taken(net, transition, marking);
  if (!rest) return [];
  for (const place of transition.post) put(net, rest, place);
  if (transition.options.length === 0) return [{ after: rest, chosen: [] }];
  return sets.map((chosen) => {
    const after = rest.slice();
    for (const index of chosen) for (const place of transition.options[index]?.places ?? []) put(net, after, place);
    return { after, chosen };
  });
}

function put(net: Net, marking: Marking, place: number): void {
  const most = net.places[place]?.kind === 'done' ? 2 : 255;
  marking[place] = Math.min(most, (marking[place] ?? 0) + 1);
}

function isOpen(guard: Guard, net: Net, marking: Marking): boolean {
  const has = (place: number | undefined): boolean => place !== undefined && (marking[place] ?? 0) > 0;
  if (guard.kind === 'start') {
    const count = guard.inputs.reduce((sum, place) => sum + (marking[place] ?? 0), 0);
    return count > 0 && !has(guard.active) && guard.starts(count);
  }
  let received = 0n;
  guard.inputs.forEach((place, index) => {
    if (has(place) || has(guard.seen[index])) received |= 1n << BigInt(index);
  });
  if (received === 0n) return false;
  for (let place = 0; place < net.places.length; place++) {
    if (marking[place] === 0) continue;
    const reach = guard.reach[place] ?? 0n;
    if ((reach & ~received) !== 0n && (reach & received) === 0n) return false;
  }
  return true;
}

/** Takes a join's tokens and keeps what a complex gateway remembers. */
function join(guard: Guard, marking: Marking, after: Marking): void {
  guard.inputs.forEach((place, index) => {
    const seen = guard.seen[index];
    const count = marking[place] ?? 0;
    const wasSeen = guard.kind === 'reset' && seen !== undefined && (marking[seen] ?? 0) > 0;
    if (count > 0 && !wasSeen) {
      after[place] = count - 1;
      if (guard.kind === 'start' && seen !== undefined) after[seen] = 1;
    }
    if (wasSeen) after[seen] = 0;
  });
}

/** Sets of `fewest` or more of so many options. */
export function choices(count: number, fewest: number): readonly (readonly number[])[] {
  return (count <= MOST_OPTIONS ? subsets(count) : someSubsets(count)).filter(({ length }) => length >= fewest);
}

function subsets(count: number): readonly (readonly number[])[] {
  return Array.from({ length: 1 << count }, (_, set) => indexes(count).filter((index) => (set & (1 << index)) !== 0));
}

function someSubsets(count: number): readonly (readonly number[])[] {
  const all = indexes(count);
  const pairs = all.flatMap((first) => all.slice(first + 1).map((second) => [first, second]));
  return [[], ...all.map((index) => [index]), ...pairs, all];
}

function indexes(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
