import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'end-outgoing',
    clause: '10.5.3 End Event, Sequence Flow Connections',
    demands: 'no flow leaves an end event',
    severity: 'error',
  },
  ({ type, outgoing }) =>
    type === 'EndEvent' && outgoing.length > 0
      ? 'has an outgoing flow; remove it, or make the event an intermediate one.'
      : undefined,
);
