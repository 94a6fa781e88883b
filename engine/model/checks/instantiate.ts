import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'instantiate',
    clause: '10.3.3 Receive Task and 10.6.6 Event-Based Gateway, attribute instantiate; 13.5.1',
    demands: 'what begins a case stands in the process itself and has no incoming flow, or one from a none start event alone',
    severity: 'error',
  },
  ({ type, element, incoming, scope }) => {
    if (element.instantiate !== true || !['ReceiveTask', 'EventBasedGateway'].includes(type)) return undefined;
    if (scope.host) return 'begins a case and stands in a sub-process; move it to the process, or set instantiate="false".';
    const [first] = incoming;
    const isFirst = !first || (incoming.length === 1 && first.source?.type === 'StartEvent');
    return isFirst ? undefined : 'begins a case and has incoming flows; remove them, or set instantiate="false".';
  },
);
