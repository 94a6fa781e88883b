import type { Drawn, Guard, Move, Net, Option, Place, Transition } from './net.ts';
import { makersOf, reachOf } from './reach.ts';
import { before, shownAs } from './scope-graph.ts';
import type { Exit, ScopeGraph, Step } from './scope-graph.ts';

/** Tokens on one place beyond which a state is not looked at further, times the largest quantity. */
const MOST_TOKENS = 3;
const LARGEST_MOST = 200;

/** The net of a scope as it is drawn. */
export function netOf(graph: ScopeGraph): Net {
  const { places, transitions, start } = new Builder(graph);
  const makers = makersOf(transitions, places);
  const steps = [...graph.steps.values()];
  const quantities = steps.flatMap(({ joins, exits }) => [
    joins.kind === 'tokens' ? joins.count : 1,
    ...exits.map(({ times }) => times),
  ]);
  return {
    places,
    transitions: transitions.map((transition) => withReach(transition, makers, places)),
    start,
    elements: [...new Set(steps.flatMap(({ id, exits }) => [id, ...exits.map(({ element }) => element)]))],
    most: Math.min(LARGEST_MOST, MOST_TOKENS * Math.max(1, ...quantities)),
  };
}

function withReach(transition: Drawn, makers: ReturnType<typeof makersOf>, places: readonly Place[]): Drawn {
  const { guard } = transition;
  return guard ? drawn({ ...transition, guard: { ...guard, reach: reachOf(guard, makers, places) } }) : transition;
}

/** A transition that stands for itself. */
function drawn(move: Pick<Drawn, 'pre' | 'post'> & Partial<Drawn>): Drawn {
  const run: Move[] = [];
  const made: Drawn = { options: [], fewest: 0, also: [], picks: 0, ...move, run };
  run.push({ by: made, chosen: [] });
  return made;
}

class Builder {
  readonly places: Place[] = [];
  readonly transitions: Drawn[] = [];
  readonly start: number;
  private readonly byId = new Map<string, number>();
  private readonly isWatched: boolean;

  constructor(graph: ScopeGraph) {
    this.isWatched = [...graph.steps.values()].some(({ joins }) => joins.kind === 'inclusive' || joins.kind === 'complex');
    this.start = this.place({ id: '', shown: graph.id, kind: 'token' });
    for (const step of graph.steps.values())
      for (const place of step.incoming) this.place({ id: place, shown: shownAs(place), kind: 'token', to: step.id });
    for (const step of graph.steps.values())
      for (const { always, options } of [...step.exits, ...(step.resets ? [step.resets] : [])])
        for (const id of [...always, ...options]) this.produced(id, step.id);
    for (const set of graph.begins) this.add({ pre: [this.start], post: set.map((id) => this.at(before(id))) });
    for (const step of graph.steps.values()) this.step(step);
  }

  private step(step: Step): void {
    const { id, joins, exits, spawns, ends } = step;
    const entries = step.incoming.map((place) => this.at(place));
    if (ends) {
      const done = ends === 'token' ? [this.place({ id: `done ${id}`, shown: id, kind: 'done', from: id })] : [];
      for (const entry of entries) this.add({ pre: [entry], post: done, element: id, ...(ends !== 'token' && { ends }) });
      return;
    }
    if (joins.kind === 'complex') return this.complex(step, joins.starts);
    const isPlain = joins.kind === 'each' || joins.kind === 'all';
    const waits = !isPlain || spawns.length > 0 || exits.some(({ element }) => element !== id);
    const pres = joins.kind === 'all' ? [entries] : entries.map((entry) => [entry]);
    // Where joins look at tokens, ways that meet are to be one place before they go on: `reduce` needs it.
    if (!waits && (pres.length <= 1 || (exits.length <= 1 && !this.isWatched))) {
      for (const pre of pres) for (const way of exits) this.leave(pre, way, exits);
      return;
    }
    const inside = this.inside(id);
    const arrival = { post: [inside], element: id, half: true as const };
    if (joins.kind === 'inclusive') this.add({ ...arrival, pre: [], guard: inclusive(id, entries) });
    else if (joins.kind === 'tokens') {
      const gathered = this.place({ id: `gathered ${id}`, shown: id, kind: 'token', from: id, to: id });
      for (const pre of pres) this.add({ pre, post: [gathered], element: id, half: true });
      this.add({ ...this.spawning(step), pre: Array.from({ length: joins.count }, () => gathered), ...arrival });
    } else for (const pre of pres) this.add({ ...this.spawning(step), pre, ...arrival });
    for (const way of exits) this.leave([inside], way, exits);
  }

  private spawning({ spawns }: Step): Pick<Transition, 'options' | 'fewest'> {
    return { options: spawns.map((id) => this.option(before(id))), fewest: 0 };
  }

  private complex({ id, incoming, exits, resets }: Step, starts: (count: number) => boolean): void {
    const memory = (what: string): number => this.place({ id: `${what} ${id}`, shown: id, kind: 'memory', to: id });
    const inside = this.inside(id);
    const active = memory('active');
    const inputs = incoming.map((place) => this.at(place));
    const guard = { step: id, inputs, seen: incoming.map((place) => memory(`seen ${place}`)), active, starts, reach: [] };
    this.add({ pre: [], post: [inside, active], element: id, half: true, guard: { ...guard, kind: 'start' } });
    for (const way of exits) this.leave([inside], way, exits);
    const post = (resets?.always ?? []).map((flow) => this.at(flow));
    this.add({ pre: [active], post, element: id, guard: { ...guard, kind: 'reset' } });
  }

  private leave(pre: readonly number[], way: Exit, all: readonly Exit[]): void {
    const { element, always, options, fewest, times } = way;
    const flow = all.length > 1 && always.length === 1 && options.length === 0 ? { flow: shownAs(always[0] ?? '') } : {};
    const copies = Array.from({ length: times }, () => always.map((id) => this.at(id))).flat();
    this.add({ pre, post: copies, options: options.map((id) => this.option(id, times)), fewest, element, ...flow });
  }

  private option(id: string, times = 1): Option {
    const origin = this.at(id);
    return { origin, places: Array.from({ length: times }, () => origin), run: [] };
  }

  private add(move: Pick<Drawn, 'pre' | 'post'> & Partial<Drawn>): void {
    this.transitions.push(drawn(move));
  }

  private inside(id: string): number {
    return this.place({ id: `inside ${id}`, shown: id, kind: 'token', from: id, to: id });
  }

  private place(place: Place): number {
    const known = this.byId.get(place.id);
    if (known !== undefined) return known;
    this.byId.set(place.id, this.places.length);
    return this.places.push(place) - 1;
  }

  private produced(id: string, from: string): void {
    const at = this.byId.get(id);
    const place = at === undefined ? undefined : this.places[at];
    if (at === undefined || !place) this.place({ id, shown: shownAs(id), kind: 'token', from });
    else if (place.from === undefined) this.places[at] = { ...place, from };
  }

  private at(id: string): number {
    return this.place({ id, shown: shownAs(id), kind: 'token' });
  }
}

function inclusive(step: string, inputs: readonly number[]): Guard {
  return { kind: 'inclusive', step, inputs, seen: [], starts: () => true, reach: [] };
}
