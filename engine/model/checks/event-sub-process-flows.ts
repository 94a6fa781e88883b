import { isEventSubProcess, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'event-sub-process-flows',
    clause: '10.3.5 Event Sub-Process; 8.4.13 Sequence Flow',
    demands: 'no flow leads to or from an event sub-process',
    severity: 'error',
  },
  (node) =>
    isEventSubProcess(node) && node.incoming.length + node.outgoing.length > 0
      ? 'has flows, but its event alone begins it; remove them, or make it a plain sub-process.'
      : undefined,
);
