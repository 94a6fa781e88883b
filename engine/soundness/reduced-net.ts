/** A net while it is reduced: transitions by place, and what two transitions become when they always fire one after the other. */
import type { Guard, Move, Net, Option, Transition } from './net.ts';
import { inputsOf, outputsOf } from './reach.ts';

export class ReducedNet {
  readonly net: Net;
  readonly transitions: Set<Transition>;
  private readonly makers: readonly Set<Transition>[];
  private readonly takers: readonly Set<Transition>[];
  /** Nodes that are alive when the place is ever marked. */
  private readonly also = new Map<number, readonly string[]>();
  private views: string[] = [];

  constructor(net: Net) {
    this.net = net;
    this.makers = net.places.map(() => new Set());
    this.takers = net.places.map(() => new Set());
    this.transitions = new Set();
    for (const transition of net.transitions) this.add(transition);
    this.look();
  }

  /** Which inputs of the joins that are left a token in the place can still come by: equal for places that no join tells apart. */
  view(place: number): string {
    return this.views[place] ?? '';
  }

  look(): void {
    const guards = [...this.transitions].flatMap(({ guard }) => (guard && guard.kind !== 'start' ? [guard] : []));
    this.views = this.net.places.map((_, place) => guards.map((guard) => viewOf(guard, place)).join(' '));
  }

  /** The same for all joins but one. */
  viewBeside(guard: Guard, place: number): string {
    const others = [...this.transitions].flatMap((other) =>
      other.guard && other.guard !== guard && other.guard.kind !== 'start' ? [other.guard] : [],
    );
    return others.map((other) => viewOf(other, place)).join(' ');
  }

  makersOf(place: number): ReadonlySet<Transition> {
    return this.makers[place] ?? new Set();
  }

  takersOf(place: number): ReadonlySet<Transition> {
    return this.takers[place] ?? new Set();
  }

  alsoOf(place: number): readonly string[] {
    return this.also.get(place) ?? [];
  }

  note(place: number, nodes: readonly string[]): void {
    this.also.set(place, [...new Set([...this.alsoOf(place), ...nodes])]);
  }

  add(transition: Transition): void {
    this.transitions.add(transition);
    for (const place of outputsOf(transition)) this.makers[place]?.add(transition);
    for (const place of inputsOf(transition)) this.takers[place]?.add(transition);
  }

  remove(transition: Transition): void {
    this.transitions.delete(transition);
    for (const place of outputsOf(transition)) this.makers[place]?.delete(transition);
    for (const place of inputsOf(transition)) this.takers[place]?.delete(transition);
  }

  replace(old: Transition, by: Transition): void {
    this.remove(old);
    this.add(by);
  }

  /** The reduced net with the places that are left; a place whose mark proves nodes alive passes that on to what marks it. */
  result(): Net {
    const transitions = [...this.transitions].map((transition) => {
      const proved = outputsOf(transition).flatMap((place) => this.alsoOf(place));
      return proved.length > 0 ? { ...transition, also: [...new Set([...transition.also, ...proved])] } : transition;
    });
    const all = transitions.flatMap((transition) => [...inputsOf(transition), ...outputsOf(transition), ...memoryOf(transition)]);
    const left = [...new Set([this.net.start, ...all])].sort((a, b) => a - b);
    const numbers = new Map(left.map((place, number) => [place, number]));
    const moved = (places: readonly number[]): readonly number[] => places.map((place) => numbers.get(place) ?? 0);
    const places = left.flatMap((place) => this.net.places[place] ?? []);
    const [start = 0] = moved([this.net.start]);
    return { ...this.net, start, places, transitions: transitions.map((transition) => renumbered(transition, left, moved)) };
  }
}

function memoryOf({ guard }: Transition): readonly number[] {
  return guard ? [...guard.seen, ...(guard.active === undefined ? [] : [guard.active])] : [];
}

function renumbered(
  transition: Transition,
  left: readonly number[],
  moved: (places: readonly number[]) => readonly number[],
): Transition {
  const { pre, post, options, guard } = transition;
  const [active] = guard?.active === undefined ? [] : moved([guard.active]);
  const reach = left.map((place) => guard?.reach[place] ?? 0n);
  return {
    ...transition,
    pre: moved(pre),
    post: moved(post),
    options: options.map((option) => ({ ...option, places: moved(option.places) })),
    ...(guard && {
      guard: { ...guard, inputs: moved(guard.inputs), seen: moved(guard.seen), reach, ...(active !== undefined && { active }) },
    }),
  };
}

/** Which inputs of a join a token in the place can still come by, or that it is at one. */
export function viewOf(guard: Guard, place: number): string {
  const input = guard.inputs.indexOf(place);
  return input >= 0 ? `at ${String(input)}` : (guard.reach[place] ?? 0n).toString(16);
}

/** All nodes that a transition's moves stand for. */
export function nodesOf({ run, also, options }: Transition): readonly string[] {
  const moves = [...run, ...options.flatMap((option) => option.run)];
  return [...also, ...moves.flatMap(({ by }) => (by.element === undefined ? [] : [by.element]))];
}

/** `first` and at once `second`, which takes the token that the first puts on the place. */
export function inSequence(first: Transition, second: Transition, place: number, proved: readonly string[]): Transition {
  const also = [...new Set([...first.also, ...second.also, ...proved])];
  if (!first.post.includes(place))
    return { ...first, also, options: first.options.map((option) => continued(option, second, place)) };
  const post = [...first.post.filter((other) => other !== place), ...second.post];
  const run = [...first.run, ...second.run];
  const later = second.options.length > 0;
  const { options, fewest } = later ? second : first;
  const picks = later ? first.run.length + (second.picks ?? 0) : first.picks;
  const { pre, guard } = first;
  return { pre, post, options, fewest, run, also, ...(guard && { guard }), ...(picks !== undefined && { picks }) };
}

function continued(option: Option, second: Transition, place: number): Option {
  if (!option.places.includes(place)) return option;
  const places = [...option.places.filter((other) => other !== place), ...second.post];
  return { ...option, places, run: [...option.run, ...second.run] };
}

/** The moves of a transition whose options have been chosen. */
export function movesOf({ run, picks, options }: Transition, chosen: readonly number[]): readonly Move[] {
  if (options.length === 0) return run;
  const taken = chosen.flatMap((index) => options[index] ?? []);
  const open = run.map((move, index) => (index === picks ? { ...move, chosen: taken.map(({ origin }) => origin) } : move));
  return [...open, ...taken.flatMap((option) => option.run)];
}
