import { elementRule, flowsOf, isWritten } from './rule.ts';

export const rule = elementRule(
  {
    id: 'exclusive-condition',
    clause: '10.6.2 Exclusive Gateway; 13.4.2',
    demands: 'every flow out of a splitting exclusive gateway but the default has a condition',
    severity: 'error',
  },
  flowsOf,
  ({ element, source }) =>
    source?.type === 'ExclusiveGateway' &&
    source.outgoing.length > 1 &&
    source.element.default !== element &&
    !isWritten(element.conditionExpression)
      ? 'leaves an exclusive gateway without a condition; write one or make it the default flow.'
      : undefined,
);
