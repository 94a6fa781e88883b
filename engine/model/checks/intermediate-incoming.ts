import { hasKind, hasStart, nodeRule } from './rule.ts';

/** With a start event the rule `unreachable-node` says the same; in an ad-hoc sub-process such events begin by themselves. */
export const rule = nodeRule(
  {
    id: 'intermediate-incoming',
    clause: '10.5.4 Intermediate Event, Sequence Flow Connections',
    demands: 'a flow leads to every intermediate event but the target of a link',
    severity: 'error',
  },
  ({ type, element, incoming, scope }) =>
    type.startsWith('Intermediate') &&
    incoming.length === 0 &&
    !hasStart(scope) &&
    scope.element.$type !== 'bpmn:AdHocSubProcess' &&
    !(type === 'IntermediateCatchEvent' && hasKind(element, 'link'))
      ? 'has no incoming flow, and only activities and gateways begin by themselves; draw a flow to it.'
      : undefined,
);
