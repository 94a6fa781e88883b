import { definitionsOf, triggerOf } from '../model-view.ts';
import type { NodeView } from '../model-view.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'event-gateway',
  clause: '10.6.6 Event-Based Gateway',
  check: (model) =>
    nodesOf(model)
      .filter(({ type }) => type === 'EventBasedGateway')
      .flatMap((gateway) => {
        const targets = gateway.outgoing.flatMap(({ target }) => (target ? [target] : []));
        const isMixed =
          targets.some(({ type }) => type === 'ReceiveTask') && targets.some(({ element }) => triggerOf(element) === 'message');
        return [
          ...(gateway.outgoing.length < 2
            ? [fault(rule, gateway.element, 'has fewer than two outgoing flows; draw one for each event.')]
            : []),
          ...(isMixed
            ? [fault(rule, gateway.element, 'leads to message events and receive tasks; use one of the two kinds.')]
            : []),
          ...targets.flatMap((target) => {
            const says = faultOf(target);
            return says === undefined ? [] : [fault(rule, target.element, says)];
          }),
        ];
      }),
};

const AWAITED = new Set(['message', 'timer', 'signal', 'conditional', 'multiple']);

function faultOf(target: NodeView): string | undefined {
  const { type, element, incoming, boundary } = target;
  const isEvent = type === 'IntermediateCatchEvent' && definitionsOf(element).length > 0 && AWAITED.has(triggerOf(element));
  if (!isEvent && type !== 'ReceiveTask')
    return 'follows an event-based gateway; put a message, timer or signal event or a receive task there.';
  if (incoming.length > 1) return 'follows an event-based gateway and has another incoming flow; lead that flow elsewhere.';
  return boundary.length > 0
    ? 'follows an event-based gateway and has boundary events; draw them as events of the gateway.'
    : undefined;
}
