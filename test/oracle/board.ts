/** A graph laid out for playing. */
import type { Flow, Graph, Node } from './random-graph.ts';

/** The parts of a graph by id, sub-processes' parts included. */
export interface Board {
  readonly graph: Graph;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** The node that a flow leads to. */
  readonly target: (flow: string) => Node;
  readonly incoming: (id: string) => string[];
  readonly outgoing: (id: string) => Flow[];
}

export function board(graph: Graph): Board {
  const graphs = [graph];
  for (const part of graphs) graphs.push(...part.nodes.flatMap(({ inner }) => inner ?? []));
  const flows = graphs.flatMap((part) => part.flows);
  const nodes = new Map(documentOrder(graph).map((node) => [node.id, node]));
  const byId = new Map(flows.map((flow) => [flow.id, flow]));
  return {
    graph,
    nodes,
    flows: byId,
    target: (flow) => must(nodes.get(must(byId.get(flow)).target)),
    incoming: (id) => flows.filter(({ target }) => target === id).map((flow) => flow.id),
    outgoing: (id) => flows.filter(({ source }) => source === id),
  };
}

const documentOrder = (graph: Graph): Node[] =>
  graph.nodes.flatMap((node) => [node, ...(node.inner ? documentOrder(node.inner) : [])]);

/** @throws when there is no such thing on the board. */
export function must<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('no such thing on the board');
  return thing;
}
