import type { Join } from './executable-process.ts';
import { linkSources } from './links.ts';
import type { NodeView, ScopeView } from './model-view.ts';

/** By index of a node in its scope. */
type Predecessors = readonly (readonly number[])[];
/** Bits of a set that one integer holds. */
const WORD = 30;

/**
 * The inclusive and complex gateways of a scope that join flows, each with what BPMN 2.0.2 table 13.3 asks of it: from which nodes a
 * token may still come, by which of its flows, without visiting it. O(incoming flows × edges) each.
 */
export function compileJoins(scope: ScopeView): ReadonlyMap<string, Join> {
  const joins = scope.nodes.filter(
    ({ type, incoming }) => (type === 'InclusiveGateway' || type === 'ComplexGateway') && incoming.length > 1,
  );
  if (joins.length === 0) return new Map();
  const before = predecessors(scope);
  return new Map(joins.map((join) => [join.id, { reach: reachOf(join, scope, before) }]));
}

/** From where a token comes to each node: along flows, from the activity by its boundary event, from a link's throw event. */
function predecessors({ nodes }: ScopeView): Predecessors {
  const indexes = new Map(nodes.map((node, index) => [node, index]));
  const hosts = new Map(nodes.flatMap((host) => host.boundary.map((event) => [event, host])));
  return nodes.map((node) => {
    const sources = [...node.incoming.map(({ source }) => source), hosts.get(node), ...linkSources(node)];
    return sources.flatMap((source) => (source && indexes.get(source)) ?? []);
  });
}

function reachOf(join: NodeView, { nodes }: ScopeView, before: Predecessors): ReadonlyMap<string, bigint> {
  const gate = nodes.indexOf(join);
  const reach = new Map<string, bigint>();
  for (let first = 0; first < join.incoming.length; first += WORD) {
    const sources = join.incoming.slice(first, first + WORD).map(({ source }) => (source ? nodes.indexOf(source) : -1));
    const word = reachByWord(sources, gate, before);
    // Few sets differ, so that each is made once.
    const sets = new Map<number, bigint>();
    nodes.forEach(({ id }, index) => {
      const bits = word[index] ?? 0;
      if (bits === 0) return;
      const set = sets.get(bits) ?? BigInt(bits) << BigInt(first);
      sets.set(bits, set);
      reach.set(id, (reach.get(id) ?? 0n) | set);
    });
  }
  return reach;
}

/** Up to 30 sources of flows at once: bit i of a node is set when `sources[i]` is reached from it, never through the gate. */
function reachByWord(sources: readonly number[], gate: number, before: Predecessors): Int32Array {
  const reached = new Int32Array(before.length);
  sources.forEach((source, index) => {
    const bit = 1 << index;
    const open = source < 0 ? [] : [source];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const bits = reached[at] ?? 0;
      if (at === gate || (bits & bit) !== 0) continue;
      reached[at] = bits | bit;
      open.push(...(before[at] ?? []));
    }
  });
  return reached;
}
