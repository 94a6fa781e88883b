import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'start-incoming',
    clause: '10.5.2 Start Event, Sequence Flow Connections',
    demands: 'no flow leads to a start event',
    severity: 'error',
  },
  ({ type, incoming }) =>
    type === 'StartEvent' && incoming.length > 0
      ? 'has an incoming flow; lead it to the element after the start event.'
      : undefined,
);
