import { definitionsOf, extension, triggerOf } from '../model-view.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

const WAITING = new Set(['IntermediateCatchEvent', 'BoundaryEvent']);

export const rule: Rule = {
  id: 'correlation-key',
  clause: '8.4.2 Correlation: a running case is found by key (zeebe:subscription of the message)',
  check: (model) =>
    nodesOf(model).flatMap(({ type, element }) => {
      const isWaiting = type === 'ReceiveTask' || (WAITING.has(type) && triggerOf(element) === 'message');
      if (!isWaiting || element.instantiate === true) return [];
      const message = type === 'ReceiveTask' ? element.messageRef : definitionsOf(element)[0]?.messageRef;
      if (!message || extension(message, 'zeebe:Subscription')?.correlationKey?.trim()) return [];
      return [
        fault(
          rule,
          element,
          `waits for the message ${message.name ?? message.id ?? ''} without a correlation key; give the message one.`,
        ),
      ];
    }),
};
