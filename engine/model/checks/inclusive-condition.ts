import { elementRule, flowsOf, isWritten } from './rule.ts';

export const rule = elementRule(
  {
    id: 'inclusive-condition',
    clause: '10.6.3 Inclusive Gateway; 13.4.3',
    demands: 'every flow out of a splitting inclusive gateway but the default has a condition',
    severity: 'error',
  },
  flowsOf,
  ({ element, source }) =>
    source?.type === 'InclusiveGateway' &&
    source.outgoing.length > 1 &&
    source.element.default !== element &&
    !isWritten(element.conditionExpression)
      ? 'leaves an inclusive gateway without a condition; write one (=true: always) or make it the default flow.'
      : undefined,
);
