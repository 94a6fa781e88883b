import { isFlowNode } from './flow-between-nodes.ts';
import { fault, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'flow-crosses-border',
  clause: '7.6.1 Sequence Flow Connections Rules',
  demands: 'no sequence flow crosses the border of a pool or a sub-process',
  severity: 'error',
  check: (model) =>
    scopesOf(model).flatMap((scope) =>
      scope.flows
        .filter(({ element: { sourceRef, targetRef } }) => sourceRef !== undefined && targetRef !== undefined)
        .filter(({ element: { sourceRef, targetRef } }) => isFlowNode(sourceRef) && isFlowNode(targetRef))
        .filter(({ source, target }) => source?.scope !== scope || target?.scope !== scope)
        .map(({ element }) =>
          fault(
            rule,
            element,
            'crosses the border of a sub-process or pool; connect elements on one side, or use a message or a boundary event.',
          ),
        ),
    ),
};
