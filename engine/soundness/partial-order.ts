import type { Marking } from './fire.ts';
import type { Net, Transition } from './net.ts';
import { inputsOf, makersOf, outputsOf } from './reach.ts';
import { viewOf } from './reduced-net.ts';

/** Larger nets are explored in full or not at all: which place leads where is kept as a square. */
const MOST_PLACES = 400;

/**
 * Which moves are enough in a marking: those of one place whose takers need nothing else (a free choice, which nothing outside it can
 * disable and no join can see), provided that no other token can come to that place.
 *
 * Theorem (Valmari 1991, stubborn sets; Godefroid 1996, persistent sets): exploring such a set alone keeps every reachable marking in
 * which nothing can fire, and, as the caller goes on with all moves when the set leads to nothing new (the breadth-first proviso of Bosnacki, Leue and
 * Lafuente 2006), which transitions can ever fire. A second token on a place is kept too: on the chosen place none can come; on any other
 * it lies there still after the chosen move.
 */
export class Clusters {
  private readonly places: readonly { readonly place: number; readonly takers: ReadonlySet<Transition> }[];
  /** Places from which each place can be reached. */
  private readonly before: readonly ReadonlySet<number>[];

  constructor(net: Net) {
    const takers = net.places.map((): Transition[] => []);
    const makers = makersOf(net.transitions, net.places);
    const isSmall = net.places.length <= MOST_PLACES;
    for (const transition of net.transitions) for (const place of new Set(inputsOf(transition))) takers[place]?.push(transition);
    const guards = net.transitions.flatMap(({ guard }) => (guard ? [guard] : []));
    const view = net.places.map((_, place) => guards.map((guard) => viewOf(guard, place)).join(' '));
    const isFree = (place: number): boolean =>
      (takers[place] ?? []).every(
        (taker) =>
          !taker.guard && !taker.ends && taker.pre.length === 1 && outputsOf(taker).every((after) => view[after] === view[place]),
      );
    const all = net.places.flatMap((_, place) => ((takers[place] ?? []).length > 0 && isSmall && isFree(place) ? [place] : []));
    this.places = all.map((place) => ({ place, takers: new Set(takers[place]) })).sort((a, b) => a.takers.size - b.takers.size);
    this.before = net.places.map((_, place) => (all.includes(place) ? cone(place, makers) : new Set<number>()));
  }

  /** The moves that are enough; undefined when there is no such place. */
  at(marking: Marking): ReadonlySet<Transition> | undefined {
    return this.places.find(({ place }) => marking[place] === 1 && !this.canFill(place, marking))?.takers;
  }

  private canFill(place: number, marking: Marking): boolean {
    for (const other of this.before[place] ?? []) if (other !== place && (marking[other] ?? 0) > 0) return true;
    return false;
  }
}

function cone(place: number, makers: readonly (readonly Transition[])[]): ReadonlySet<number> {
  const found = new Set<number>([place]);
  for (const each of found) for (const maker of makers[each] ?? []) for (const from of inputsOf(maker)) found.add(from);
  return found;
}
