import { hasKind, nodesOf, fault } from './rule.ts';
import type { NodeView } from '../model-view.ts';
import type { Rule } from './rule.ts';

const NEVER_FAILS = new Set(['Task', 'ManualTask', 'UserTask', 'ReceiveTask']);

export const rule: Rule = {
  id: 'error-boundary-host',
  clause: '10.5.5 Error Event Definition: an error is thrown by the activity itself or inside it',
  demands: 'an error boundary event is attached to an activity that can throw an error',
  severity: 'warning',
  check: (model) =>
    nodesOf(model)
      .filter(({ boundary }) => boundary.length > 0)
      .filter((host) => !canFail(host))
      .flatMap(({ boundary }) => boundary.filter(({ element }) => hasKind(element, 'error')))
      .map(({ element }) => fault(rule, element, 'waits for an error that its activity can never throw; it will not be taken.')),
};

function canFail(node: NodeView): boolean {
  if (node.element.loopCharacteristics?.behavior !== undefined && node.element.loopCharacteristics.behavior !== 'All')
    return true;
  return node.inner ? node.inner.nodes.some(holdsError) : !NEVER_FAILS.has(node.type);
}

function holdsError(node: NodeView): boolean {
  if (node.type === 'EndEvent') return hasKind(node.element, 'error', 'message');
  if (node.type.endsWith('Event')) return node.type === 'IntermediateThrowEvent';
  return !node.type.endsWith('Gateway') && canFail(node);
}
