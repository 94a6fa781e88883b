import { isWritten, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'complex-activation',
    clause: '10.6.5 Complex Gateway, attribute activationCondition; 13.4.5',
    demands: 'a complex gateway with several incoming flows says by its activation condition when it fires',
    severity: 'error',
  },
  ({ type, element, incoming }) =>
    type === 'ComplexGateway' && (incoming.length > 1 || element.activationCondition) && !isWritten(element.activationCondition)
      ? 'joins flows without an activation condition; write one, such as =activationCount >= 2.'
      : undefined,
);
