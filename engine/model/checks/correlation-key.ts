import type { ModdleElement } from 'bpmn-moddle';
import { definitionsOf, extension } from '../model-view.ts';
import type { ModelView, NodeView } from '../model-view.ts';
import { messageFlowsOf } from './message-flows.ts';
import { isEventSubProcess, kindOf, nodeRule } from './rule.ts';

/** The receiver of a message flow can be found without a key: both cases belong to one conversation. */
export const rule = nodeRule(
  {
    id: 'correlation-key',
    clause: '8.4.2 Correlation: a running case is found by key (zeebe:subscription of the message)',
    demands: 'a message that a running case waits for has a correlation key, unless a message flow of the file leads there',
    severity: 'error',
  },
  (node, model) => {
    if (!waitsInCase(node)) return undefined;
    const message = messagesOf(node).find((one) => !extension(one, 'zeebe:Subscription')?.correlationKey?.trim());
    if (!message || isReceiver(node, model)) return undefined;
    return `waits for the message ${message.name ?? message.id ?? ''} without a correlation key; give the message one.`;
  },
);

function waitsInCase({ type, element, scope, incoming }: NodeView): boolean {
  if (type === 'StartEvent') return isEventSubProcess(scope);
  const gateway = incoming[0]?.source;
  if (gateway?.type !== 'EventBasedGateway') return element.instantiate !== true;
  return gateway.element.instantiate !== true || gateway.element.eventGatewayType === 'Parallel';
}

function messagesOf({ type, element }: NodeView): readonly ModdleElement[] {
  if (type === 'ReceiveTask') return element.messageRef ? [element.messageRef] : [];
  if (!['StartEvent', 'IntermediateCatchEvent', 'BoundaryEvent'].includes(type)) return [];
  return definitionsOf(element).flatMap((one) => (kindOf(one) === 'message' && one.messageRef ? [one.messageRef] : []));
}

function isReceiver({ element }: NodeView, model: ModelView): boolean {
  return messageFlowsOf(model).some((flow) => flow.element.targetRef === element);
}
