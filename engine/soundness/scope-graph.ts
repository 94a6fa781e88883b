/** What the nodes of one scope do with tokens: BPMN's kinds reduced to how they join and how they are left. */
import type { FlowNode } from '../model/executable-process.ts';

export interface ScopeGraph {
  /** The scope, or the non-interrupting boundary event whose branch this is. */
  readonly id: string;
  readonly steps: ReadonlyMap<string, Step>;
  /** Ways in which it begins: sets of nodes that get a token each. */
  readonly begins: readonly (readonly string[])[];
  /** Second tokens are meant: quantities, elements activated at will. */
  readonly multiplies: boolean;
}

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly kind: FlowNode['kind'];
  readonly joins: Joining;
  /** Where its tokens come from: sequence flows, and `before(id)` for beginnings, links and boundary events. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly exits: readonly Exit[];
  /** How a complex gateway is left at its reset. */
  readonly resets?: Exit;
  /** Non-interrupting boundary events whose branches come back to these nodes. */
  readonly spawns: readonly string[];
  /** `scope`: it takes all other tokens of the scope with it; `abnormal`: and the scope does not complete. */
  readonly ends?: 'token' | 'scope' | 'abnormal';
  /** What its compiled form says of each outgoing flow; kept for changes of the gateway's kind. */
  readonly defaultFlow?: string;
}

export type Joining =
  | { readonly kind: 'each' | 'all' | 'inclusive' }
  | { readonly kind: 'tokens'; readonly count: number }
  /** `starts`: whether the activation condition holds (or may hold) of so many tokens. */
  | { readonly kind: 'complex'; readonly starts: (count: number) => boolean };

/** One way to leave a node: tokens on all of `always` and on `fewest` or more of `options`. */
export interface Exit {
  readonly element: string;
  readonly always: readonly string[];
  readonly options: readonly string[];
  readonly fewest: number;
  /** Tokens on each flow. */
  readonly times: number;
}

/** The place right before a node that no flow stands for. */
export function before(id: string): string {
  return `>${id}`;
}

/** The node or flow that a place is shown at. */
export function shownAs(place: string): string {
  return place.startsWith('>') ? place.slice(1) : place;
}

export function exit(element: string, always: readonly string[], options: readonly string[] = [], times = 1): Exit {
  return { element, always, options, fewest: always.length > 0 ? 0 : 1, times };
}

/** One flow of several. */
export function oneOf(element: string, flows: readonly string[]): readonly Exit[] {
  return flows.map((flow) => exit(element, [flow]));
}

/** Those flows that are always taken and any others; the default flow when there is nothing else to take. */
export function anyOf(
  element: string,
  flows: { readonly always: readonly string[]; readonly options: readonly string[]; readonly otherwise?: string | undefined },
  times = 1,
): readonly Exit[] {
  const { always, options, otherwise } = flows;
  const taken = always.length + options.length > 0 ? [exit(element, always, options, times)] : [];
  return otherwise !== undefined && always.length === 0 ? [...taken, exit(element, [otherwise], [], times)] : taken;
}

/** The same graph with one step changed. */
export function withStep(graph: ScopeGraph, step: Step): ScopeGraph {
  return { ...graph, steps: new Map(graph.steps).set(step.id, step) };
}
