import { triggerOf } from '../model-view.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'boundary-flows',
  clause: '10.5.4 Intermediate Event: a boundary event is no target of a flow and is the source of at least one',
  check: (model) =>
    nodesOf(model)
      .filter(({ type }) => type === 'BoundaryEvent')
      .flatMap(({ element, incoming, outgoing }) => [
        ...(incoming.length > 0
          ? [fault(rule, element, 'has an incoming flow; only its event leads here: remove the flow.')]
          : []),
        ...(outgoing.length === 0 && triggerOf(element) !== 'compensate'
          ? [fault(rule, element, 'has no outgoing flow; draw what happens after the event.')]
          : []),
      ]),
};
