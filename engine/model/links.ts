/** Link events: two halves of one sequence flow, joined by their name within a scope (BPMN 2.0.2 §10.5.5). */
import { definitionsOf } from './model-view.ts';
import type { NodeView } from './model-view.ts';

const LINK = 'bpmn:LinkEventDefinition';

/** The catch event of a link's name in the scope of a node. */
export function linkTarget(node: NodeView, name: string | undefined): NodeView | undefined {
  return node.scope.nodes.find((other) => other.type === 'IntermediateCatchEvent' && linkNames(other).includes(name?.trim()));
}

/** The throw events that lead to a link's catch event; none for other nodes. */
export function linkSources(node: NodeView): readonly NodeView[] {
  const names = node.type === 'IntermediateCatchEvent' ? linkNames(node) : [];
  if (names.length === 0) return [];
  return node.scope.nodes.filter(
    (other) => other.type === 'IntermediateThrowEvent' && linkNames(other).some((name) => names.includes(name)),
  );
}

/** Whether a token comes to a node by a link and not by a flow. */
export function isLinkTarget(node: NodeView): boolean {
  return node.type === 'IntermediateCatchEvent' && linkNames(node).length > 0;
}

function linkNames({ element }: NodeView): readonly (string | undefined)[] {
  return definitionsOf(element).flatMap(({ $type, name }) => ($type === LINK ? [name?.trim()] : []));
}
