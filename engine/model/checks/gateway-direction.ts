import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'gateway-direction',
    clause: '8.4.9 Gateways, attribute gatewayDirection',
    demands: 'the flows of a gateway are as its gatewayDirection says',
    severity: 'error',
  },
  ({ element, incoming, outgoing }) => {
    const joins = incoming.length > 1;
    const splits = outgoing.length > 1;
    const keeps = new Map([
      ['Converging', joins && !splits],
      ['Diverging', splits && !joins],
      ['Mixed', joins && splits],
    ]).get(element.gatewayDirection ?? '');
    return keeps === false
      ? `is ${element.gatewayDirection ?? ''} by its attribute and not by its flows; set gatewayDirection to Unspecified.`
      : undefined;
  },
);
