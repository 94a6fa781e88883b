import { hasKind, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'boundary-flows',
    clause: '10.5.4 Intermediate Event, Sequence Flow Connections',
    demands: 'no flow leads to a boundary event, and at least one leaves it unless it catches a compensation',
    severity: 'error',
  },
  ({ type, element, incoming, outgoing }) => {
    if (type !== 'BoundaryEvent') return undefined;
    if (incoming.length > 0) return 'has an incoming flow; only its event leads here: remove the flow.';
    return outgoing.length === 0 && !hasKind(element, 'compensate')
      ? 'has no outgoing flow; draw what happens after the event.'
      : undefined;
  },
);
