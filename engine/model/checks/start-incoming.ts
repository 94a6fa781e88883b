import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'start-incoming',
  clause: '10.5.2 Start Event: it is no target of a sequence flow',
  check: (model) =>
    nodesOf(model)
      .filter(({ type, incoming }) => type === 'StartEvent' && incoming.length > 0)
      .map(({ element }) => fault(rule, element, 'has an incoming flow; lead it to the element after the start event.')),
};
