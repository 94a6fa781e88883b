import type { NodeView } from '../model-view.ts';
import { fault, hasKind, kindsOf, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

const AWAITED = new Set(['message', 'timer', 'signal', 'conditional']);

export const rule: Rule = {
  id: 'event-gateway',
  clause: '10.6.6 Event-Based Gateway',
  demands:
    'an event-based gateway leads to two or more events or receive tasks (not messages of both kinds) with no other incoming flow and no boundary events; only an instantiating one is parallel',
  severity: 'error',
  check: (model) =>
    nodesOf(model)
      .filter(({ type }) => type === 'EventBasedGateway')
      .flatMap((gateway) => {
        const targets = gateway.outgoing.flatMap(({ target }) => (target ? [target] : []));
        const says = [gatewayFault(gateway, targets)].filter((sentence) => sentence !== undefined);
        return [
          ...says.map((sentence) => fault(rule, gateway.element, sentence)),
          ...targets.flatMap((target) => {
            const sentence = targetFault(target);
            return sentence === undefined ? [] : [fault(rule, target.element, sentence)];
          }),
        ];
      }),
};

function gatewayFault({ element, outgoing }: NodeView, targets: readonly NodeView[]): string | undefined {
  if (outgoing.length < 2) return 'has fewer than two outgoing flows; draw one for each event.';
  if (element.eventGatewayType === 'Parallel' && element.instantiate !== true)
    return 'waits for all its events in the middle of a process; use a parallel gateway, or let it begin the process.';
  return targets.some(({ type }) => type === 'ReceiveTask') && targets.some((target) => hasKind(target.element, 'message'))
    ? 'leads to message events and receive tasks; use one of the two kinds.'
    : undefined;
}

function targetFault({ type, element, incoming, boundary }: NodeView): string | undefined {
  const kinds = kindsOf(element);
  const isEvent = type === 'IntermediateCatchEvent' && kinds.length > 0 && kinds.every((kind) => AWAITED.has(kind));
  if (!isEvent && type !== 'ReceiveTask')
    return 'follows an event-based gateway; put a message, timer, signal or conditional event or a receive task there.';
  if (incoming.length > 1) return 'follows an event-based gateway and has another incoming flow; lead that flow elsewhere.';
  return boundary.length > 0
    ? 'follows an event-based gateway and has boundary events; draw them as events of the gateway.'
    : undefined;
}
