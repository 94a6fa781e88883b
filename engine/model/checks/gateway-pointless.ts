import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'gateway-pointless',
    clause: '10.6.1 Gateways, Sequence Flow Considerations',
    demands: 'a gateway has several incoming or several outgoing flows',
    severity: 'warning',
  },
  ({ type, incoming, outgoing }) =>
    type.endsWith('Gateway') && type !== 'EventBasedGateway' && incoming.length < 2 && outgoing.length < 2
      ? 'neither splits nor joins; remove it.'
      : undefined,
);
