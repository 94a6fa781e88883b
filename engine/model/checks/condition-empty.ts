import { fault, flowsOf } from './rule.ts';
import type { Rule } from './rule.ts';

/** Exclusive splits have a rule of their own. */
export const rule: Rule = {
  id: 'condition-empty',
  clause: '8.4.13 Sequence Flow, attribute conditionExpression',
  check: (model) =>
    flowsOf(model)
      .filter(({ source }) => source?.type !== 'ExclusiveGateway' || source.outgoing.length < 2)
      .filter(({ element }) => element.conditionExpression && !element.conditionExpression.body?.trim())
      .map(({ element }) => fault(rule, element, 'has an empty condition; write one or remove it.')),
};
