import type { ModdleElement } from 'bpmn-moddle';
import { definitionsOf, extension } from '../model-view.ts';
import { flowMessages } from '../message-flows.ts';
import type { NodeView } from '../model-view.ts';
import { isEventSubProcess, kindOf, preparedRule } from './rule.ts';

/** The receiver of a message flow between executable pools is found without a key: both cases belong to one conversation. */
export const rule = preparedRule(
  {
    id: 'correlation-key',
    clause: '8.4.2 Correlation: a running case is found by key (zeebe:subscription of the message)',
    demands:
      'a message that a running case waits for has a correlation key, unless a message flow between executable pools leads there',
    severity: 'error',
  },
  (model) => {
    const conversations = flowMessages(model);
    return (node) => {
      if (!waitsInCase(node) || conversations.has(node.id)) return undefined;
      const message = messagesOf(node).find((one) => !extension(one, 'zeebe:Subscription')?.correlationKey?.trim());
      return (
        message && `waits for the message ${message.name ?? message.id ?? ''} without a correlation key; give the message one.`
      );
    };
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
