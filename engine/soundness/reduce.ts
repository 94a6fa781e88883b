/**
 * Structural reductions. What is left of a well-structured model is one transition, and every firing of a reduced net is, move by move, one
 * of the drawn net.
 *
 * Theorem (Berthelot 1987, "Transformations and decompositions of nets"; Murata 1989, §V.B; for deadlocks also Thierry-Mieg 2020): post-
 * agglomeration of a place whose takers need nothing else, fusion of parallel places and of parallel transitions, and removal of
 * self-loops keep liveness, boundedness and safeness, reachable deadlocks, and which transitions can ever fire. Two additions keep its
 * conditions in BPMN's nets: what ends the whole scope is never agglomerated, as firing it early would take other tokens; and an inclusive
 * join asks where other tokens are, so that places are merged only when they look alike to every join that is left (`view`).
 */
import { agglomerateJoin } from './reduce-join.ts';
import type { Net, Transition } from './net.ts';
import { inSequence, nodesOf, ReducedNet } from './reduced-net.ts';
import { outputsOf } from './reach.ts';

export function reduce(net: Net): Net {
  const reduced = new ReducedNet(net);
  const rules = [agglomeratePlaces, fusePlaces, fuseTransitions, dropLoops, agglomerateJoins];
  while (rules.map((rule) => rule(reduced)).some(Boolean));
  return reduced.result();
}

function agglomeratePlaces(reduced: ReducedNet): boolean {
  return reduced.net.places.map((_, place) => place !== reduced.net.start && agglomerate(place, reduced)).some(Boolean);
}

/** Post-agglomeration: whoever marks the place goes on at once. */
function agglomerate(place: number, reduced: ReducedNet): boolean {
  const first = [...reduced.makersOf(place)];
  const second = [...reduced.takersOf(place)];
  if (first.length === 0 || second.length === 0 || reduced.net.places[place]?.kind !== 'token') return false;
  if (first.length > 1 && second.length > 1 && first.length * second.length > first.length + second.length) return false;
  const view = reduced.view(place);
  const isFree = second.every(
    (taker) =>
      !taker.guard &&
      !taker.ends &&
      taker.pre.length === 1 &&
      outputsOf(taker).every((other) => other !== place && reduced.view(other) === view),
  );
  if (!isFree || !first.every((maker) => fits(maker, place, second))) return false;
  const proved = reduced.alsoOf(place);
  for (const maker of first) reduced.remove(maker);
  for (const taker of second) reduced.remove(taker);
  for (const maker of first) for (const taker of second) reduced.add(inSequence(maker, taker, place, proved));
  return true;
}

/** It puts one token there; as an option only when there is one way on, and options of two transitions do not mix. */
function fits(maker: Transition, place: number, takers: readonly Transition[]): boolean {
  if (outputsOf(maker).filter((other) => other === place).length !== 1) return false;
  if (maker.guard && takers.length > 1) return false; // one join would become several
  const hasOptions = takers.some(({ options }) => options.length > 0);
  return maker.post.includes(place) ? !hasOptions || maker.options.length === 0 : takers.length === 1 && !hasOptions;
}

/** Places with the same makers and takers always hold the same tokens: one of them is enough. */
function fusePlaces(reduced: ReducedNet): boolean {
  const ids = new Map([...reduced.transitions].map((transition, index) => [transition, index]));
  const kept = new Map<string, number>();
  const dropped = new Map<number, number>();
  reduced.net.places.forEach(({ kind }, place) => {
    const makers = [...reduced.makersOf(place)];
    const takers = [...reduced.takersOf(place)];
    if (makers.length === 0 || kind === 'memory' || place === reduced.net.start) return;
    if (!takers.every(({ guard, pre }) => !guard && pre.filter((other) => other === place).length === 1)) return;
    const made = makers.map((maker) => `${String(ids.get(maker))}/${madeBy(maker, place)}`);
    if (made.some((how) => how.endsWith('often'))) return;
    const taken = takers.map((taker) => ids.get(taker));
    const key = [kind, reduced.view(place), made.sort().join(), taken.sort().join()].join(';');
    const same = kept.get(key);
    if (same === undefined) kept.set(key, place);
    else dropped.set(place, same);
  });
  if (dropped.size === 0) return false;
  for (const [place, same] of dropped) reduced.note(same, reduced.alsoOf(place));
  for (const transition of [...reduced.transitions]) {
    const without = (places: readonly number[]): readonly number[] => places.filter((place) => !dropped.has(place));
    const { pre, post, options } = transition;
    if (![...pre, ...outputsOf(transition)].some((place) => dropped.has(place))) continue;
    reduced.replace(transition, {
      ...transition,
      pre: without(pre),
      post: without(post),
      options: options.map((option) => ({ ...option, places: without(option.places) })),
    });
  }
  return true;
}

/** Always, by which option, or more than once. */
function madeBy(maker: Transition, place: number): string {
  if (outputsOf(maker).filter((other) => other === place).length !== 1) return 'often';
  return String(maker.options.findIndex(({ places }) => places.includes(place)));
}

/** Transitions with the same places before and after are one. Ends that only they reach need not be told apart. */
function fuseTransitions(reduced: ReducedNet): boolean {
  const kept = new Map<string, Transition>();
  let changed = false;
  for (const transition of [...reduced.transitions]) {
    const { pre, post, options, guard, ends } = transition;
    if (options.length > 0 || guard) continue;
    const isOwnEnd = (place: number): boolean => reduced.net.places[place]?.kind === 'done' && reduced.makersOf(place).size === 1;
    const named = (place: number): string => (isOwnEnd(place) ? 'done' : String(place));
    const after = [...new Set([...post.map(named)])].length === post.length ? post.map(named).sort() : post.map(String).sort();
    const key = `${[...pre].sort().join()};${after.join()};${ends ?? ''}`;
    const same = kept.get(key);
    if (!same) {
      kept.set(key, transition);
      continue;
    }
    const both: Transition = { ...same, also: [...new Set([...same.also, ...nodesOf(transition)])] };
    reduced.remove(transition);
    reduced.replace(same, both);
    kept.set(key, both);
    changed = true;
  }
  return changed;
}

/** What puts back all that it takes changes nothing; its nodes are alive once the place is marked. */
function dropLoops(reduced: ReducedNet): boolean {
  let changed = false;
  for (const transition of [...reduced.transitions]) {
    const { pre, post, options, guard, ends } = transition;
    const [place] = pre;
    if (guard || ends || options.length > 0 || pre.length !== 1 || post.length !== 1 || post[0] !== place || place === undefined)
      continue;
    reduced.note(place, nodesOf(transition));
    reduced.remove(transition);
    changed = true;
  }
  return changed;
}

function agglomerateJoins(reduced: ReducedNet): boolean {
  const joins = [...reduced.transitions].filter(({ guard }) => guard?.kind === 'inclusive');
  const changed = joins.map((join) => agglomerateJoin(join, reduced)).some(Boolean);
  if (changed) reduced.look();
  return changed;
}
