import { hasKind, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'cancel-end',
    clause: '10.5.5 Cancel Event Definition; 10.3.5 Transaction',
    demands: 'a cancel end event stands in a transaction itself, in no other process or sub-process',
    severity: 'error',
  },
  ({ type, element, scope }) =>
    type === 'EndEvent' && hasKind(element, 'cancel') && scope.element.$type !== 'bpmn:Transaction'
      ? 'cancels a transaction and stands in none; move it into the transaction itself, or throw an error.'
      : undefined,
);
