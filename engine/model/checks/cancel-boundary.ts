import { hasKind, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'cancel-boundary',
    clause: '10.5.5 Cancel Event Definition; 10.3.5 Transaction',
    demands: 'a cancel boundary event is attached to a transaction',
    severity: 'error',
  },
  ({ type, element }) =>
    type === 'BoundaryEvent' && hasKind(element, 'cancel') && element.attachedToRef?.$type !== 'bpmn:Transaction'
      ? 'waits for a cancellation, but its activity is no transaction; make it one, or catch an error.'
      : undefined,
);
