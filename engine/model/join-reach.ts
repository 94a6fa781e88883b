import type { Join } from './executable-process.ts';
import { linkSources } from './links.ts';
import type { NodeView, ScopeView } from './model-view.ts';

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
  return new Map(joins.map((join) => [join.id, { reach: reachOf(join, before) }]));
}

/** From where a token comes to a node: along flows, from the activity by its boundary event, from a link's throw event. */
function predecessors({ nodes }: ScopeView): ReadonlyMap<NodeView, readonly NodeView[]> {
  const hosts = new Map(nodes.flatMap((host) => host.boundary.map((event) => [event, host])));
  return new Map(
    nodes.map((node) => {
      const host = hosts.get(node);
      const sources = node.incoming.flatMap(({ source }) => source ?? []);
      return [node, [...sources, ...(host ? [host] : []), ...linkSources(node)]];
    }),
  );
}

function reachOf(join: NodeView, before: ReadonlyMap<NodeView, readonly NodeView[]>): ReadonlyMap<string, bigint> {
  const reach = new Map<string, bigint>();
  join.incoming.forEach(({ source }, index) => {
    const bit = 1n << BigInt(index);
    const seen = new Set([join]);
    const open = source ? [source] : [];
    for (let node = open.pop(); node; node = open.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      reach.set(node.id, (reach.get(node.id) ?? 0n) | bit);
      open.push(...(before.get(node) ?? []));
    }
  });
  return reach;
}
