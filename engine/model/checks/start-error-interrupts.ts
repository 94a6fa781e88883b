import { hasKind, isEventSubProcess, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'start-error-interrupts',
    clause: '10.5.2 Start Event, attribute isInterrupting; table 10.93',
    demands: 'an event sub-process that begins by an error interrupts its scope',
    severity: 'error',
  },
  ({ type, element, scope }) =>
    type === 'StartEvent' && isEventSubProcess(scope) && element.isInterrupting === false && hasKind(element, 'error')
      ? 'begins by an error and does not interrupt; make it interrupting.'
      : undefined,
);
