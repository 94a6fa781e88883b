import { triggerOf } from '../model-view.ts';
import type { NodeView, ScopeView } from '../model-view.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

const NEVER_FAILS = new Set(['Task', 'ManualTask', 'UserTask', 'ReceiveTask']);

export const rule: Rule = {
  id: 'error-boundary-host',
  clause: '10.5.5 Error Event Definition: an error is thrown by the activity itself or inside it',
  check: (model) => {
    const hosts = nodesOf(model).filter(({ boundary }) => boundary.length > 0);
    return hosts
      .filter((host) => !canFail(host))
      .flatMap(({ boundary }) => boundary.filter(({ element }) => triggerOf(element) === 'error'))
      .map(({ element }) =>
        fault(rule, element, 'waits for an error that its activity can never throw; it will not be taken.', 'warning'),
      );
  },
};

function canFail(node: NodeView): boolean {
  return node.inner ? holdsError(node.inner) : !NEVER_FAILS.has(node.type);
}

function holdsError({ nodes }: ScopeView): boolean {
  return nodes.some((node) => {
    if (node.type === 'EndEvent') return ['error', 'message'].includes(triggerOf(node.element));
    if (node.type.endsWith('Event')) return node.type === 'IntermediateThrowEvent';
    return !node.type.endsWith('Gateway') && canFail(node);
  });
}
