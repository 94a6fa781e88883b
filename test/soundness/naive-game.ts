/**
 * The token game of a random scope by brute force: every marking, no reductions, one token on one flow at a time. Written from BPMN 2.0.2
 * §13.4 beside the explorer, with which it shares nothing.
 */
import type { Edge, RandomScope } from './random-scope.ts';

/** Tokens by edge, and by task where one is being worked on. */
type Tokens = ReadonlyMap<string, number>;

export interface Game {
  readonly alive: ReadonlySet<string>;
  readonly deadlocks: boolean;
  /** A marking from which neither an end nor a deadlock can be reached. */
  readonly endless: boolean;
  readonly unsafe: boolean;
  readonly completes: boolean;
  /** False: too many markings, or tokens without bound. */
  readonly complete: boolean;
}

const MOST_MARKINGS = 1_500;
const MOST_TOKENS = 5;

interface Next {
  readonly element: string;
  readonly tokens: Tokens;
  readonly ends?: true;
}

export function playAll(scope: RandomScope): Game {
  const start = new Map([['n0', 1]]);
  const seen = new Map<string, Tokens>([[text(start), start]]);
  const before = new Map<string, string[]>();
  const final = new Set<string>();
  const alive = new Set<string>();
  const result = { deadlocks: false, endless: false, unsafe: false, completes: false, complete: true };
  for (const [key, tokens] of seen) {
    if (seen.size > MOST_MARKINGS || [...tokens.values()].some((count) => count > MOST_TOKENS))
      return { ...result, alive, complete: false };
    if ([...tokens.values()].some((count) => count > 1)) result.unsafe = true;
    const moves = nextOf(scope, tokens);
    for (const { element, tokens: after, ends } of moves) {
      alive.add(element);
      if (ends) {
        result.completes = true;
        final.add(key);
        continue;
      }
      const reached = text(after);
      if (!seen.has(reached)) seen.set(reached, after);
      before.set(reached, [...(before.get(reached) ?? []), key]);
    }
    if (moves.length > 0) continue;
    final.add(key);
    if (tokens.size > 0) result.deadlocks = true;
    else result.completes = true;
  }
  for (const key of final) for (const earlier of before.get(key) ?? []) final.add(earlier);
  return { ...result, endless: final.size < seen.size, alive };
}

/** All moves of one node that a marking allows. */
export function nextOf(scope: RandomScope, tokens: Tokens): readonly Next[] {
  const moves: Next[] = [];
  for (const [id, kind] of scope.kinds) {
    const incoming = scope.edges.filter(({ target }) => target === id).map((edge) => edge.id);
    const outgoing = scope.edges.filter((edge) => edge.source === id && !edge.id.startsWith('!')).map((edge) => edge.id);
    const left = scope.edges.filter((edge) => edge.source === id && edge.id.startsWith('!')).map((edge) => edge.id);
    const here = incoming.filter((edge) => tokens.has(edge));
    const move = (taken: readonly string[], put: readonly string[], element = id): void => {
      moves.push({ element, tokens: moved(tokens, taken, put) });
    };
    const split = (taken: readonly string[]): void => {
      if (kind === 'exclusiveGateway') for (const edge of outgoing) move(taken, [edge]);
      else if (kind === 'inclusiveGateway') for (const set of sets(outgoing)) move(taken, set);
      else move(taken, outgoing);
    };
    if (kind === 'startEvent' && tokens.has(id)) move([id], outgoing);
    else if (kind === 'terminate' && here.length > 0) moves.push({ element: id, tokens: new Map(), ends: true });
    else if (kind === 'task' && left.length > 0) {
      for (const edge of here) move([edge], [id]);
      if (tokens.has(id)) move([id], outgoing);
      if (tokens.has(id)) for (const edge of left) move([id], [edge], `${id}!`);
    } else if (kind === 'parallelGateway') {
      if (here.length === incoming.length && here.length > 0) split(here);
    } else if (kind === 'inclusiveGateway' && incoming.length > 1) {
      if (here.length > 0 && !awaits(scope, tokens, id, incoming, here)) split(here);
    } else for (const edge of here) split([edge]);
  }
  return moves;
}

/** Table 13.3: some token has a path to an empty incoming flow and none to one that has a token, not visiting the gateway. */
function awaits(
  scope: RandomScope,
  tokens: Tokens,
  gateway: string,
  incoming: readonly string[],
  here: readonly string[],
): boolean {
  return [...tokens.keys()].some((at) => {
    if (incoming.includes(at)) return false;
    const ends = pathsFrom(at, scope.edges, gateway).filter((edge) => incoming.includes(edge));
    return ends.some((edge) => !here.includes(edge)) && !ends.some((edge) => here.includes(edge));
  });
}

function pathsFrom(at: string, edges: readonly Edge[], gateway: string): readonly string[] {
  const node = edges.find(({ id }) => id === at)?.target ?? at;
  const nodes = new Set(node === gateway ? [] : [node]);
  const found: string[] = [];
  for (const from of nodes)
    for (const { id, source, target } of edges) {
      if (source !== from) continue;
      found.push(id);
      if (target !== gateway) nodes.add(target);
    }
  return found;
}

function moved(tokens: Tokens, taken: readonly string[], put: readonly string[]): Tokens {
  const after = new Map(tokens);
  const add = (at: string, count: number): unknown => {
    const left = (after.get(at) ?? 0) + count;
    return left === 0 ? after.delete(at) : after.set(at, left);
  };
  for (const at of taken) add(at, -1);
  for (const at of put) add(at, 1);
  return after;
}

function sets(edges: readonly string[]): readonly (readonly string[])[] {
  return edges
    .reduce<string[][]>((all, edge) => [...all, ...all.map((set) => [...set, edge])], [[]])
    .filter(({ length }) => length > 0);
}

export function text(tokens: Tokens): string {
  return [...tokens]
    .map(([at, count]) => `${at}:${String(count)}`)
    .sort()
    .join(' ');
}
