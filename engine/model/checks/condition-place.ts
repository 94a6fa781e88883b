import { isActivityType } from '../model-view.ts';
import { fault, flowsOf } from './rule.ts';
import type { Rule } from './rule.ts';

const DECIDING = new Set(['ExclusiveGateway', 'InclusiveGateway', 'ComplexGateway']);

export const rule: Rule = {
  id: 'condition-place',
  clause: '8.4.13 Sequence Flow: a conditional flow leaves an activity or an exclusive, inclusive or complex gateway',
  check: (model) =>
    flowsOf(model)
      .filter(
        ({ element, source }) =>
          element.conditionExpression && source && !isActivityType(source.type) && !DECIDING.has(source.type),
      )
      .map(({ element }) =>
        fault(rule, element, 'has a condition where none is asked; remove it or put an exclusive gateway before it.'),
      ),
};
