import { isActivityType } from '../model-view.ts';
import { elementRule, flowsOf } from './rule.ts';

export const rule = elementRule(
  {
    id: 'condition-alone',
    clause: '8.4.13 Sequence Flow: a conditional flow from an activity has at least one other flow beside it',
    demands: 'an activity with a conditional flow has another outgoing flow, so that its token is never left without a way',
    severity: 'warning',
  },
  flowsOf,
  ({ element, source }) =>
    element.conditionExpression && source && isActivityType(source.type) && source.outgoing.length === 1
      ? 'is the only flow out of its activity and has a condition; draw a default flow beside it.'
      : undefined,
);
