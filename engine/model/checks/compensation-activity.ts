import { associationsOf, isCompensationBoundary } from './compensation-pairs.ts';
import { isEventSubProcess, nodesOf, preparedRule } from './rule.ts';

export const rule = preparedRule(
  {
    id: 'compensation-activity',
    clause: '10.7.1 Compensation Handler; 10.3 Activities, attribute isForCompensation',
    demands: 'a compensation activity has no flows, and a compensation boundary event is associated with it',
    severity: 'error',
  },
  (model) => {
    const associations = associationsOf(model);
    const events = nodesOf(model).filter(isCompensationBoundary);
    const handlers = new Set(events.flatMap(({ element }) => associations.get(element) ?? []));
    return (node) => {
      if (node.element.isForCompensation !== true || isEventSubProcess(node)) return undefined;
      if (node.incoming.length + node.outgoing.length > 0)
        return 'is marked for compensation and has flows; remove them, or remove the marker.';
      return handlers.has(node.element)
        ? undefined
        : 'is marked for compensation, but no compensation event is associated with it; draw an association from one.';
    };
  },
);
