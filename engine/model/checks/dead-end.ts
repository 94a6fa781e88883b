import { hasKind, isEventSubProcess, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'dead-end',
    clause: '10.5.3 End Event: where end events are used, every other element leads on; 10.5.4',
    demands: 'where a scope has an end event, a flow leaves every other element of it',
    severity: 'warning',
  },
  (node) => {
    const { type, element, outgoing, scope } = node;
    if (outgoing.length > 0 || ['EndEvent', 'BoundaryEvent', 'EventBasedGateway'].includes(type)) return undefined;
    if (isEventSubProcess(node) || element.isForCompensation === true || hasKind(element, 'link')) return undefined;
    return scope.nodes.some((other) => other.type === 'EndEvent')
      ? 'has no outgoing flow beside an end event; lead it to an end event too.'
      : undefined;
  },
);
