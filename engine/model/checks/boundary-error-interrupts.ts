import { hasKind, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'boundary-error-interrupts',
    clause: '10.5.4 Intermediate Event, attribute cancelActivity; table 10.93',
    demands: 'a boundary event that catches an error or a cancellation interrupts its activity',
    severity: 'error',
  },
  ({ type, element }) =>
    type === 'BoundaryEvent' && element.cancelActivity === false && hasKind(element, 'error', 'cancel')
      ? 'catches an error or a cancellation and does not interrupt; make it interrupting.'
      : undefined,
);
