import { definitionsOf } from '../model-view.ts';
import type { NodeView, ScopeView } from '../model-view.ts';
import { hasKind, hasStart, isEventSubProcess } from './rule.ts';

/** The name of a link event, when the node is one. */
export function linkName({ element }: NodeView): string | undefined {
  return definitionsOf(element)
    .find(({ $type }) => $type === 'bpmn:LinkEventDefinition')
    ?.name?.trim();
}

/** Where a token can go next: along flows and links inside the scope, and out by the boundary events of an activity. */
type Successors = (node: NodeView) => readonly NodeView[];

function successorsIn(scope: ScopeView): Successors {
  const links = new Map<string, NodeView>();
  for (const node of scope.nodes) {
    const name = node.type === 'IntermediateCatchEvent' ? linkName(node) : undefined;
    if (name) links.set(name, node);
  }
  return (node) => {
    const targets = node.outgoing.flatMap(({ target }) => (target?.scope === scope ? [target] : []));
    const linked = node.type === 'IntermediateThrowEvent' ? links.get(linkName(node) ?? '') : undefined;
    return [...targets, ...(linked ? [linked] : []), ...node.boundary.filter((event) => event.scope === scope)];
  };
}

/** Whether a token appears on the node without a flow that leads to it. */
export function beginsByItself(node: NodeView): boolean {
  const { type, element, incoming, scope } = node;
  if (type === 'StartEvent' || isEventSubProcess(node) || element.isForCompensation === true) return true;
  if (incoming.length > 0 || type === 'BoundaryEvent' || type === 'EndEvent') return false;
  if (element.instantiate === true) return !scope.host;
  if (type.startsWith('Intermediate') && hasKind(element, 'link')) return false;
  return scope.element.$type === 'bpmn:AdHocSubProcess' || (!hasStart(scope) && !type.startsWith('Intermediate'));
}

/** Every node of the scope that a token can come to. */
export function reachable(scope: ScopeView): ReadonlySet<NodeView> {
  const successors = successorsIn(scope);
  const linked = new Set(scope.nodes.flatMap(successors));
  const begins = scope.nodes.filter((node) => beginsByItself(node) || (isMisplaced(node) && !linked.has(node)));
  return closure(begins, successors);
}

/** Boundary events whose host is wrong, links that nothing leads to and events that would begin a scope have findings already. */
function isMisplaced({ type, element, incoming, scope }: NodeView): boolean {
  if (type.startsWith('Intermediate') && incoming.length === 0 && !hasStart(scope)) return true;
  return type === 'BoundaryEvent' || (type === 'IntermediateCatchEvent' && hasKind(element, 'link'));
}

/** Every node of the scope from which some path comes to an end: a node that nothing leaves. */
export function ending(scope: ScopeView): ReadonlySet<NodeView> {
  const successors = successorsIn(scope);
  const sources = new Map<NodeView, NodeView[]>();
  const ends: NodeView[] = [];
  for (const node of scope.nodes) {
    const next = successors(node).filter(takesToken);
    if (next.length === 0) ends.push(node);
    for (const one of next) {
      const known = sources.get(one);
      if (known) known.push(node);
      else sources.set(one, [node]);
    }
  }
  return closure(ends, (node) => sources.get(node) ?? []);
}

/** A boundary event that does not interrupt leaves the token of its activity where it is. */
function takesToken({ type, element }: NodeView): boolean {
  return type !== 'BoundaryEvent' || (element.cancelActivity !== false && !hasKind(element, 'compensate'));
}

function closure(from: readonly NodeView[], next: Successors): ReadonlySet<NodeView> {
  const open = [...from];
  const found = new Set(open);
  for (let node = open.pop(); node; node = open.pop()) {
    for (const one of next(node)) {
      if (found.has(one)) continue;
      found.add(one);
      open.push(one);
    }
  }
  return found;
}
