import type { ModdleElement } from 'bpmn-moddle';
import type { NodeView } from '../model-view.ts';
import { associationsOf, isCompensationBoundary } from './compensation-pairs.ts';
import { preparedRule } from './rule.ts';

export const rule = preparedRule(
  {
    id: 'compensation-boundary',
    clause: '10.7.1 Compensation Handler; 10.5.4 Intermediate Event',
    demands: 'a compensation boundary event has no flows and exactly one association, to a compensation activity of its scope',
    severity: 'error',
  },
  (model) => {
    const associations = associationsOf(model);
    return (node) => (isCompensationBoundary(node) ? faultOf(node, associations.get(node.element) ?? []) : undefined);
  },
);

function faultOf({ outgoing, scope }: NodeView, associated: readonly ModdleElement[]): string | undefined {
  if (outgoing.length > 0) return 'catches a compensation and has an outgoing flow; draw an association to what compensates.';
  const handlers = associated.filter(({ $type }) => $type !== 'bpmn:TextAnnotation');
  const [handler] = handlers;
  if (!handler) return 'is associated with no activity; draw an association to the activity that compensates.';
  if (handlers.length > 1) return 'is associated with several activities; keep one, and put the others into a sub-process.';
  if (handler.isForCompensation !== true)
    return `is associated with ${handler.id ?? 'an element'}, which is no compensation activity; mark it for compensation.`;
  return scope.nodes.some((node) => node.element === handler)
    ? undefined
    : 'is associated with an activity of another process or sub-process; move it to the same one.';
}
