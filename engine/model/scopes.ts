import { optional } from './compilation.ts';
import type { Join, Scope } from './executable-process.ts';
import { isLinkTarget } from './links.ts';
import { definitionsOf, isActivityType, triggerOf } from './model-view.ts';
import type { NodeView, ScopeView } from './model-view.ts';

/** What begins in a scope and by what (BPMN 2.0.2 §13.2), and which joins wait in it. */
export function compileScope(scope: ScopeView, joins: ReadonlyMap<string, Join>): Scope {
  const startEvents = scope.nodes.filter((node) => node.type === 'StartEvent' || (!scope.host && instantiates(node)));
  const handlers = scope.nodes.flatMap(({ element, inner }) => (element.triggeredByEvent === true && inner ? inner : []));
  const compensation = handlers.find(({ nodes }) => nodes.some(isCompensationStart));
  return {
    id: scope.id,
    startEvents: ids(startEvents),
    begins: ids(beginnings(scope, startEvents)),
    handlers: handlers.flatMap(({ nodes }) => ids(nodes.filter((node) => isStart(node) && !isCompensationStart(node)))),
    ...optional('compensation', compensation?.id),
    joins: ids(scope.nodes.filter((node) => joins.has(node.id) || isResettable(node))),
  };
}

/** A node that no flow, host, link or event of its own brings a token to: it begins by itself. */
export function beginsWithoutFlow(node: NodeView): boolean {
  const { type, element, incoming } = node;
  if (incoming.length > 0 || type === 'BoundaryEvent' || isLinkTarget(node)) return false;
  return element.triggeredByEvent !== true && element.isForCompensation !== true;
}

/** What an ad-hoc sub-process can activate: its activities, and its events between them. */
export function adHocElements(scope: ScopeView): readonly string[] {
  const isElement = ({ type }: NodeView): boolean => isActivityType(type) || type.startsWith('Intermediate');
  return ids(scope.nodes.filter((node) => isElement(node) && beginsWithoutFlow(node)));
}

/** Whether a case may begin at the node although it is no start event. */
export function instantiates(node: NodeView): boolean {
  if (node.type === 'ReceiveTask' && node.element.instantiate === true) return true;
  return node.incoming.some(({ source }) => source?.type === 'EventBasedGateway' && source.element.instantiate === true);
}

function beginnings({ element, host, nodes }: ScopeView, startEvents: readonly NodeView[]): readonly NodeView[] {
  if (element.$type === 'bpmn:AdHocSubProcess') return [];
  if (element.triggeredByEvent === true) return startEvents.slice(0, 1);
  if (startEvents.length === 0) return nodes.filter(beginsWithoutFlow);
  const none = startEvents.filter((node) => isStart(node) && triggerOf(node.element) === 'none');
  return host ? none : none.slice(0, 1);
}

function isStart({ type }: NodeView): boolean {
  return type === 'StartEvent';
}

function isCompensationStart(node: NodeView): boolean {
  const definitions = isStart(node) ? definitionsOf(node.element) : [];
  return definitions.length > 0 && definitions.every(({ $type }) => $type === 'bpmn:CompensateEventDefinition');
}

/** A complex gateway waits for its reset also when a single flow leads to it. */
function isResettable({ type, element }: NodeView): boolean {
  return type === 'ComplexGateway' && element.activationCondition !== undefined;
}

function ids(nodes: readonly NodeView[]): readonly string[] {
  return nodes.map(({ id }) => id);
}
