/**
 * A second, naive reading of BPMN 2.0.2 chapter 13: tokens on flows and in activities, moved one at a time. It shares nothing with the
 * engine and is never fast.
 *
 * What the standard leaves open is either fixed as the engine's documentation fixes it (internal moves first; inclusive joins and resets
 * of complex gateways when all else rests, in document order) or kept open: in which order tokens arrive at a complex gateway is free,
 * so a game is a set of possible markings and an observation picks those that fit. With `order: 'any'` the rest is open as well.
 */
import { type Board, must } from './board.ts';
import type { Condition, Graph, Node, Values } from './random-graph.ts';

/** The tokens of one running process or sub-process. */
export interface Scope {
  readonly id: string;
  /** Tokens on flows that have not yet arrived at their target. */
  moving: string[];
  /** Tokens on flows that wait at their target: at a join, or for more of them. */
  waiting: string[];
  /** Tokens in user tasks. */
  tasks: string[];
  /** Tokens in elements that found no flow to take: an incident each. */
  stuck: string[];
  inner: Scope[];
  /** Complex gateways that wait for reset, with the flows whose tokens they consumed in the first phase. */
  started: Record<string, string[]>;
}

export interface Marking {
  values: Values;
  /** None when the process has completed. */
  root?: Scope;
}

/** The game moves on and on without coming to rest, or branches beyond measure. */
export class Endless extends Error {}
/** A marking is one that the other player is known not to play. */
export class Outside extends Error {}
const MOST_MARKINGS = { rest: 2_000, any: 10_000 };
const LONGEST_MARKING = 4_000;

export interface Order {
  readonly order: 'rest' | 'any';
  /** Markings, also those on the way, that the other player is known not to play. */
  readonly isOutside?: (on: Board, marking: Marking) => boolean;
}

const scopeOf = (graph: Graph): Scope => {
  const start = must(graph.nodes.find(({ kind }) => kind === 'start'));
  const moving = graph.flows.filter(({ source }) => source === start.id).map(({ id }) => id);
  return { id: graph.id, moving, waiting: [], tasks: [], stuck: [], inner: [], started: {} };
};

/** All markings at rest that a new case may come to. */
export const begin = (on: Board, values: Values, order: Order): Marking[] =>
  new Game(on, order).rest({ values, root: scopeOf(on.graph) });

/** Completes a user task of a scope (its path through `inner`), or lets a stuck token try anew, with variables set before. */
export interface Move {
  readonly path: readonly number[];
  readonly element: string;
  readonly what: 'complete' | 'retry';
  readonly changes: Values;
}

/** All markings at rest that the move may lead to. */
export function move(on: Board, marking: Marking, { path, element, what, changes }: Move, order: Order): Marking[] {
  const game = new Game(on, order);
  const next = copyOf(marking);
  next.values = { ...next.values, ...changes };
  const scope = path.reduce((outer, index) => must(outer.inner[index]), must(next.root));
  remove(what === 'complete' ? scope.tasks : scope.stuck, element);
  const node = must(on.nodes.get(element));
  if (node.kind === 'complex') game.startComplex(next, scope, node);
  else game.leave(next, scope, node);
  return game.rest(next);
}

function remove(from: string[], what: string): void {
  const index = from.indexOf(what);
  if (index < 0) throw new Error(`no ${what} to remove`);
  from.splice(index, 1);
}

export function scopes({ root }: Marking): Scope[] {
  const all = root ? [root] : [];
  for (const scope of all) all.push(...scope.inner);
  return all;
}

const copyOf = ({ values, root }: Marking): Marking => ({ values, ...(root && { root: copyOfScope(root) }) });

const copyOfScope = (scope: Scope): Scope => ({
  ...scope,
  moving: [...scope.moving],
  waiting: [...scope.waiting],
  tasks: [...scope.tasks],
  stuck: [...scope.stuck],
  inner: scope.inner.map(copyOfScope),
  started: { ...scope.started },
});

const alive = ({ moving, tasks, stuck, inner }: Scope): number => moving.length + tasks.length + stuck.length + inner.length;
const isEmpty = (scope: Scope): boolean => scope.waiting.length + alive(scope) === 0;
/** Tokens wait at joins, and nothing else is alive in the scope that could still bring the missing ones. */
export const isDeadlocked = (scope: Scope): boolean => scope.waiting.length > 0 && alive(scope) === 0;

/** Whether a gateway that waits for reset still resets when its scope has no token left is open: both are allowed. */
const isComplete = (scope: Scope): boolean => isEmpty(scope) && Object.keys(scope.started).length === 0;

class Game {
  readonly on: Board;
  readonly rules: Order;

  constructor(on: Board, rules: Order) {
    this.on = on;
    this.rules = rules;
  }

  rest(from: Marking): Marking[] {
    const atRest: Marking[] = [];
    const seen = new Set<string>();
    const toDo = [from];
    for (let marking = toDo.pop(); marking; marking = toDo.pop()) {
      this.completeScopes(marking);
      const key = text(marking);
      if (seen.has(key)) continue;
      seen.add(key);
      if (this.rules.isOutside?.(this.on, marking)) throw new Outside();
      if (seen.size > MOST_MARKINGS[this.rules.order] || key.length > LONGEST_MARKING) throw new Endless();
      const next = this.choices(marking);
      (next.length > 0 ? toDo : atRest).push(...(next.length > 0 ? next : [marking]));
    }
    if (atRest.length === 0) throw new Endless();
    return atRest;
  }

  /** The markings that one move leads to; a gateway that waits for rest moves when no token does. */
  private choices(marking: Marking): Marking[] {
    const isFixed = this.rules.order === 'rest';
    const ended = scopes(marking).findIndex(isEmpty);
    if (ended >= 0) {
      const completed = copyOf(marking);
      must(scopes(completed)[ended]).started = {};
      return [completed, ...this.firings(marking, ended, [...this.on.nodes.values()])];
    }
    const tokens = scopes(marking).flatMap((scope, index) => [...new Set(scope.moving)].map((flow) => ({ index, flow })));
    const plain = isFixed && tokens.find(({ flow }) => this.on.target(flow).kind !== 'complex');
    const next = (plain ? [plain] : tokens).map(({ index, flow }) => {
      const copy = copyOf(marking);
      this.arrive(copy, must(scopes(copy)[index]), flow);
      return copy;
    });
    if (next.length > 0 && isFixed) return next;
    const fired = [...this.on.nodes.values()].flatMap((gateway) =>
      [...scopes(marking).keys()].flatMap((index) => this.firings(marking, index, [gateway])),
    );
    return isFixed ? fired.slice(0, 1) : [...next, ...fired];
  }

  private firings(marking: Marking, index: number, gateways: readonly Node[]): Marking[] {
    return gateways.flatMap((gateway) => {
      const copy = copyOf(marking);
      return this.fireAtRest(copy, must(scopes(copy)[index]), gateway) ? [copy] : [];
    });
  }

  private arrive(marking: Marking, scope: Scope, flow: string): void {
    remove(scope.moving, flow);
    const node = this.on.target(flow);
    const incoming = this.on.incoming(node.id);
    switch (node.kind) {
      case 'start': // nothing leads there
      case 'end': // 13.5.6: the token is consumed
        return;
      case 'terminate': // 13.5.6: so are all others of the scope
        Object.assign(scope, { moving: [], waiting: [], tasks: [], stuck: [], inner: [], started: {} });
        return;
      case 'exclusive': // table 13.2: each token passes
        this.leave(marking, scope, node);
        return;
      case 'user':
      case 'task':
      case 'sub': {
        // 13.3.2: an instance as soon as startQuantity tokens are there, whichever flow they came by
        scope.waiting.push(flow);
        const here = scope.waiting.filter((each) => incoming.includes(each));
        if (here.length < node.startQuantity) return;
        for (const each of here) remove(scope.waiting, each);
        if (node.kind === 'user') scope.tasks.push(node.id);
        else if (node.inner) scope.inner.push(scopeOf(node.inner));
        else this.leave(marking, scope, node);
        return;
      }
      case 'parallel': // table 13.1: one token from each flow, excess stays
        scope.waiting.push(flow);
        if (!incoming.every((each) => scope.waiting.includes(each))) return;
        for (const each of incoming) remove(scope.waiting, each);
        this.leave(marking, scope, node);
        return;
      case 'inclusive':
        scope.waiting.push(flow);
        if (incoming.length === 1) this.fireAtRest(marking, scope, node); // nothing to wait for
        return;
      case 'complex':
        scope.waiting.push(flow);
        this.startComplex(marking, scope, node);
        return;
      default:
        node.kind satisfies never;
    }
  }

  /** Table 13.5, waiting for start: when the condition is true, a token is consumed from each flow that has one. */
  startComplex(marking: Marking, scope: Scope, node: Node): void {
    if (scope.started[node.id] || scope.stuck.includes(node.id)) return;
    const here = scope.waiting.filter((each) => this.on.incoming(node.id).includes(each));
    if (here.length === 0 || here.length < node.activation) return;
    const marked = [...new Set(here)];
    if (!this.leave(marking, scope, node, true)) return; // an exception: nothing has been consumed
    for (const each of marked) remove(scope.waiting, each);
    scope.started[node.id] = marked.sort();
  }

  /** Tables 13.3 and 13.5 (waiting for reset), in the same words: fires unless a token is still expected. */
  private fireAtRest(marking: Marking, scope: Scope, node: Node): boolean {
    const consumed = scope.started[node.id];
    if (node.kind === 'complex' ? !consumed : node.kind !== 'inclusive') return false;
    const incoming = this.on.incoming(node.id);
    const marked = incoming.filter((flow) => scope.waiting.includes(flow));
    if (node.kind === 'inclusive' && marked.length === 0) return false;
    const received = new Set([...marked, ...(consumed ?? [])]);
    const others = [
      ...[...scope.moving, ...scope.waiting].map((flow) => [flow]),
      ...[...scope.tasks, ...scope.stuck, ...scope.inner.map(({ id }) => id)].map((id) =>
        id === node.id ? [] : this.on.outgoing(id).map((flow) => flow.id),
      ),
    ];
    for (const from of others) {
      const ends = this.pathsTo(node.id, from);
      if (ends.some((flow) => !received.has(flow)) && !ends.some((flow) => received.has(flow))) return false;
    }
    for (const flow of marked) if (!consumed?.includes(flow)) remove(scope.waiting, flow);
    this.leave(marking, scope, node, false);
    if (consumed) {
      Reflect.deleteProperty(scope.started, node.id);
      this.startComplex(marking, scope, node); // what is left may be enough for the next round
    }
    return true;
  }

  /** The incoming flows of a gateway in which paths end that begin with one of these flows and do not visit the gateway. */
  private pathsTo(gateway: string, from: readonly string[]): string[] {
    const path = new Set(from);
    for (const id of path) {
      const { target } = must(this.on.flows.get(id));
      if (target !== gateway) for (const flow of this.on.outgoing(target)) path.add(flow.id);
    }
    return this.on.incoming(gateway).filter((flow) => path.has(flow));
  }

  /** Puts tokens on the flows that a node takes; false and an incident when there is none to take though there should be. */
  leave(marking: Marking, scope: Scope, node: Node, waitingForStart = true): boolean {
    const outgoing = this.on.outgoing(node.id);
    const isTrue = (condition: Condition): boolean =>
      'variable' in condition
        ? (marking.values[condition.variable] ?? 0) > condition.above
        : condition.waitingForStart === waitingForStart;
    const valid = outgoing.filter(({ id, condition }) => id !== node.default && (!condition || isTrue(condition)));
    // 8.4.13: the default flow only if all others are not valid; one without a condition always is
    const most = node.kind === 'exclusive' ? 1 : outgoing.length;
    const taken = valid.length > 0 ? valid.slice(0, most) : outgoing.filter(({ id }) => id === node.default);
    if (taken.length === 0 && outgoing.length > 0 && (node.kind !== 'complex' || waitingForStart)) {
      scope.stuck.push(node.id);
      return false;
    }
    for (let count = 0; count < node.completionQuantity; count++) scope.moving.push(...taken.map(({ id }) => id));
    return true;
  }

  /** 13.2 and 13.3.4: a scope without a token is complete, innermost first; a sub-process is left then. */
  private completeScopes(marking: Marking): void {
    for (const scope of scopes(marking).reverse())
      for (const inner of scope.inner.filter(isComplete)) {
        scope.inner.splice(scope.inner.indexOf(inner), 1);
        this.leave(marking, scope, must(this.on.nodes.get(inner.id)));
      }
    if (marking.root && isComplete(marking.root)) delete marking.root;
  }
}

/** The same text for the same marking. */
export function text({ root }: Marking): string {
  const sorted = (scope: Scope): string =>
    JSON.stringify([
      scope.id,
      ...[scope.moving, scope.waiting, scope.tasks, scope.stuck, scope.inner.map(sorted)].map((tokens) => [...tokens].sort()),
      Object.entries(scope.started).sort(([a], [b]) => a.localeCompare(b)),
    ]);
  return root ? sorted(root) : 'completed';
}
