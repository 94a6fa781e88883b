import { fault, flowsOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'flow-ends',
  clause: '8.4.13 Sequence Flow: sourceRef and targetRef are required',
  check: (model) =>
    flowsOf(model)
      .filter(({ element }) => element.sourceRef === undefined || element.targetRef === undefined)
      .map(({ element }) => fault(rule, element, 'does not connect two elements; draw it again from source to target.')),
};
