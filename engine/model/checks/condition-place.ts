import { isActivityType } from '../model-view.ts';
import { elementRule, flowsOf } from './rule.ts';

const DECIDING = new Set(['ExclusiveGateway', 'InclusiveGateway', 'ComplexGateway']);

export const rule = elementRule(
  {
    id: 'condition-place',
    clause: '8.4.13 Sequence Flow; 10.6.4 Parallel Gateway; 10.6.6 Event-Based Gateway',
    demands: 'a conditional flow leaves an activity or an exclusive, inclusive or complex gateway',
    severity: 'error',
  },
  flowsOf,
  ({ element, source }) =>
    element.conditionExpression && source && !isActivityType(source.type) && !DECIDING.has(source.type)
      ? 'has a condition where none is asked; remove it or put an exclusive gateway before it.'
      : undefined,
);
