import type { Finding } from '../errors.ts';
import { inScopeWords, nodeWords } from './fault-words.ts';
import type { Exploration } from './explore.ts';
import type { SoundnessRule, TraceStep } from './finding.ts';
import { taken } from './fire.ts';
import type { Marking } from './fire.ts';
import type { Net } from './net.ts';
import { before } from './scope-graph.ts';
import type { ScopeGraph, Step } from './scope-graph.ts';
import { wayTo } from './trace.ts';

export interface Fault extends Finding {
  readonly rule: SoundnessRule;
  readonly trace: readonly TraceStep[];
  /** The deadlock that this follows from. */
  readonly cause?: string;
}

/** Steps that a token may come from and go to, structurally. */
export interface Order {
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
  readonly after: ReadonlyMap<string, ReadonlySet<string>>;
  /** By place, the step that it leads to. */
  readonly target: ReadonlyMap<string, string>;
}

export function orderOf(graph: ScopeGraph): Order {
  const steps = [...graph.steps.values()];
  const target = new Map(steps.flatMap(({ id, incoming }) => incoming.map((place) => [place, id] as const)));
  const sets = (): Map<string, Set<string>> =>
    new Map(
      graph.begins
        .flat()
        .concat([...graph.steps.keys()])
        .map((id) => [id, new Set<string>()]),
    );
  const [earlier, later] = [sets(), sets()];
  for (const { id, exits, resets, spawns } of steps)
    for (const { always, options } of [...exits, ...(resets ? [resets] : []), { always: spawns.map(before), options: [] }])
      for (const place of [...always, ...options]) {
        const to = target.get(place);
        if (to === undefined) continue;
        earlier.get(to)?.add(id);
        later.get(id)?.add(to);
      }
  return { before: earlier, after: later, target };
}

/** What an exploration has found, each fault once with the shortest way to it. */
export function faultsOf(graph: ScopeGraph, drawn: Net, exploration: Exploration): readonly Fault[] {
  const order = orderOf(graph);
  const deadlocks = [...deadlocksOf(graph, drawn, exploration, order), ...endlessOf(graph, drawn, exploration)];
  const found = new Map(deadlocks.map((fault) => [fault.element, fault]));
  return [...found.values(), ...deadNodesOf(graph, drawn, exploration, order, found), ...crowdsOf(graph, drawn, exploration)];
}

function deadlocksOf(graph: ScopeGraph, drawn: Net, exploration: Exploration, order: Order): readonly Fault[] {
  const found = new Map<string, Fault>();
  const seen = new Set<string>();
  for (const state of exploration.stuck) {
    const key = waitingIn(exploration.states[state]?.marking, exploration.net).join();
    if (seen.has(key)) continue;
    seen.add(key);
    const { steps: trace, marking } = wayTo(state, exploration, drawn);
    const waiting = waitingIn(marking, drawn);
    const goesOn = drawn.transitions.some((transition) => taken(drawn, transition, marking));
    for (const element of goesOn ? waiting.slice(0, 1) : rootsOf(waiting, marking, drawn, graph, order)) {
      const step = graph.steps.get(element);
      if (!step || found.has(element)) continue;
      const message = goesOn ? endlessMessage(step) : waitMessage(step, marking, drawn, graph);
      found.set(element, { rule: 'soundness/deadlock', severity: 'error', element, message, trace });
    }
  }
  return [...found.values()];
}

/** The steps that tokens wait at. */
function waitingIn(marking: Marking | undefined, { places }: Net): readonly string[] {
  return [
    ...new Set(
      places.flatMap(({ to, kind }, place) => ((marking?.[place] ?? 0) > 0 && kind === 'token' && to !== undefined ? [to] : [])),
    ),
  ];
}

/** Of the steps that wait, those that do not merely wait for what another one holds back. */
function rootsOf(waiting: readonly string[], marking: Marking, drawn: Net, graph: ScopeGraph, order: Order): readonly string[] {
  const behind = new Map(waiting.map((id) => [id, closure(id, order.after)]));
  const holds = (first: string, second: string): boolean => {
    const missing = missingOf(graph.steps.get(second), marking, drawn);
    return missing.some(({ from }) => from === first || (from !== undefined && (behind.get(first)?.has(from) ?? false)));
  };
  return waiting.filter((id) => waiting.every((other) => other === id || !holds(other, id) || holds(id, other)));
}

function missingOf(step: Step | undefined, marking: Marking, { places }: Net): readonly Net['places'][number][] {
  return places.filter(({ id }, place) => step?.incoming.includes(id) && marking[place] === 0);
}

function closure(id: string, next: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set<string>(next.get(id));
  for (const each of found) for (const to of next.get(each) ?? []) found.add(to);
  return found;
}

function waitMessage(step: Step, marking: Marking, drawn: Net, graph: ScopeGraph): string {
  const sources = (isMarked: boolean): string =>
    inScopeWords(
      drawn.places.flatMap(({ id, from }, place) =>
        step.incoming.includes(id) && (marking[place] ?? 0) > 0 === isMarked ? [from] : [],
      ),
      graph,
    );
  if (step.joins.kind === 'tokens')
    return `${nodeWords(step)} needs ${String(step.joins.count)} tokens to begin, and no more can come; lead as many to it, or lower its start quantity.`;
  return `${nodeWords(step)} waits for ever: a token has come from ${sources(true)}, and none can come any more from ${sources(false)}.`;
}

function endlessMessage(step: Step): string {
  return `From ${nodeWords(step)} no end can be reached any more: tokens go round for ever; draw a way out.`;
}

function endlessOf(graph: ScopeGraph, drawn: Net, exploration: Exploration): readonly Fault[] {
  if (exploration.endless === undefined) return [];
  const { steps: trace, marking } = wayTo(exploration.endless, exploration, drawn);
  const [element] = waitingIn(marking, drawn);
  const step = graph.steps.get(element ?? '');
  return step ? [{ rule: 'soundness/deadlock', severity: 'error', element: step.id, message: endlessMessage(step), trace }] : [];
}

/** Nodes that nothing can come to; of those behind one another the first, and the first behind a deadlock. */
function deadNodesOf(
  graph: ScopeGraph,
  drawn: Net,
  exploration: Exploration,
  order: Order,
  deadlocks: ReadonlyMap<string, Fault>,
): readonly Fault[] {
  if (!exploration.complete) return [];
  const hosts = new Map([...graph.steps.values()].flatMap(({ id, exits }) => exits.map(({ element }) => [element, id] as const)));
  const dead = new Set(exploration.net.elements.filter((element) => !exploration.alive.has(element)));
  const earlier = (element: string): readonly string[] =>
    graph.steps.has(element) ? [...(order.before.get(element) ?? [])] : [hosts.get(element) ?? ''];
  const isFirst = (element: string): boolean => {
    const from = earlier(element);
    return (
      !deadlocks.has(element) && (!from.every((id) => dead.has(id)) || from.length === 0 || from.some((id) => deadlocks.has(id)))
    );
  };
  const first = [...dead].filter(isFirst);
  const told = first.length > 0 || deadlocks.size > 0 ? first : [...dead].slice(0, 1);
  return told.map((element) => {
    const step = graph.steps.get(element);
    const cause = earlier(element).find((id) => deadlocks.has(id));
    const trace = deadTrace(element, drawn, exploration) ?? deadlocks.get(cause ?? '')?.trace ?? [];
    const words = step ? nodeWords(step) : `boundary event (${element})`;
    const message = `${words} is never reached, whatever is chosen; lead a token to it, or remove it.`;
    const fault = { severity: 'error', element, message, trace, ...(cause !== undefined && { cause }) } as const;
    return { rule: 'soundness/dead-node', ...fault };
  });
}

/** The shortest way by which a token comes to a node that it does not get through. */
function deadTrace(element: string, drawn: Net, exploration: Exploration): readonly TraceStep[] | undefined {
  const { states, net } = exploration;
  const inputs = net.places.flatMap(({ to, kind }, place) => (to === element && kind === 'token' ? [place] : []));
  const state = states.findIndex(({ marking }) => inputs.some((place) => (marking[place] ?? 0) > 0));
  return state > 0 ? wayTo(state, exploration, drawn).steps : undefined;
}

/** Second tokens where one was meant: told where ways meet that had split in parallel. */
function crowdsOf(graph: ScopeGraph, drawn: Net, exploration: Exploration): readonly Fault[] {
  if (graph.multiplies) return [];
  const { net, crowded } = exploration;
  const places = new Map(net.places.map(({ id }, place) => [id, place]));
  const from = new Map(drawn.places.map((place) => [place.id, place.from]));
  const isCrowded = (id: string, alone: boolean): boolean => {
    const place = places.get(id);
    return place === undefined ? alone : crowded.has(place);
  };
  const climb = (first: string): string | undefined => {
    const seen = new Set<string>();
    for (let at = graph.steps.get(first); at;) {
      if (seen.has(at.id)) return undefined;
      seen.add(at.id);
      const step = at;
      const up = step.incoming.find((id) => isCrowded(id, step.incoming.length === 1));
      if (up === undefined) return step.id;
      at = graph.steps.get(from.get(up) ?? '');
    }
    return undefined;
  };
  const found = new Map<string, number>();
  for (const [place, state] of [...crowded].sort(([, a], [, b]) => a - b)) {
    const element = climb(net.places[place]?.from ?? '');
    if (element !== undefined && !found.has(element)) found.set(element, state);
  }
  const [any] = [...crowded].sort(([, a], [, b]) => a - b);
  if (found.size === 0 && any) found.set(net.places[any[0]]?.from ?? '', any[1]);
  return [...found].flatMap(([element, state]) => {
    const step = graph.steps.get(element);
    return step ? [crowdFault(step, graph, wayTo(state, exploration, drawn).steps)] : [];
  });
}

function crowdFault(step: Step, graph: ScopeGraph, trace: readonly TraceStep[]): Fault {
  const isEnd = step.ends !== undefined;
  const often = isEnd ? 'is reached by a second token' : 'passes on a second token while the first one is still under way';
  return {
    rule: isEnd ? 'soundness/improper-completion' : 'soundness/unsafe',
    severity: 'warning',
    element: step.id,
    message: `${nodeWords(step)} ${often}: ways that run in parallel ${graph.steps.size > 0 && step.incoming.length > 1 ? 'meet here without being joined' : 'come here'}; join them before it if that is not meant.`,
    trace,
  };
}
