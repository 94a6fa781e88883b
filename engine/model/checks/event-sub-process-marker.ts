import { isEventSubProcess, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'event-sub-process-marker',
    clause: '10.3.5 Event Sub-Process: each occurrence of its event begins it once, outside normal flow',
    demands: 'an event sub-process is neither looped nor marked for compensation',
    severity: 'error',
  },
  (node) =>
    isEventSubProcess(node) && (node.element.loopCharacteristics ?? node.element.isForCompensation === true)
      ? 'has a loop or compensation marker; put it on a sub-process inside.'
      : undefined,
);
