import type { NodeView, ScopeView } from '../model-view.ts';

/** Where a token can go next: along the flows inside the scope, and out by the boundary events of an activity. */
export function successors(node: NodeView): readonly NodeView[] {
  const targets = node.outgoing.flatMap(({ target }) => (target?.scope === node.scope ? [target] : []));
  return [...targets, ...node.boundary];
}

/** Every node of the scope that a token can come to. Links and event sub-processes begin by themselves. */
export function reachable(scope: ScopeView): ReadonlySet<NodeView> {
  const open = scope.nodes.filter((node) => beginsByItself(node) || isMisplaced(node));
  const reached = new Set(open);
  for (let node = open.pop(); node; node = open.pop()) {
    for (const next of successors(node)) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
}

function beginsByItself({ type, element }: NodeView): boolean {
  const isLink = (element.eventDefinitions ?? []).some(({ $type }) => $type === 'bpmn:LinkEventDefinition');
  const begins = element.instantiate === true || element.triggeredByEvent === true || element.isForCompensation === true;
  return type === 'StartEvent' || begins || (type === 'IntermediateCatchEvent' && isLink);
}

/** A boundary event whose host is wrong has a finding for that already. */
function isMisplaced({ type, element, scope }: NodeView): boolean {
  return type === 'BoundaryEvent' && !scope.nodes.some((host) => host.element === element.attachedToRef);
}

/** Every node of the scope from which some path comes to an end: a node that no flow leaves. */
export function ending(scope: ScopeView): ReadonlySet<NodeView> {
  const sources = new Map<NodeView, NodeView[]>();
  for (const node of scope.nodes) for (const next of successors(node)) sources.set(next, [...(sources.get(next) ?? []), node]);
  const open = scope.nodes.filter((node) => node.outgoing.length === 0);
  const found = new Set(open);
  for (let node = open.pop(); node; node = open.pop()) {
    for (const before of sources.get(node) ?? []) {
      if (found.has(before)) continue;
      found.add(before);
      open.push(before);
    }
  }
  return found;
}
