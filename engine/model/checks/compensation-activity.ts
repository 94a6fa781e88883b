import { associationsOf, isCompensationBoundary } from './compensation-pairs.ts';
import { fault, isEventSubProcess, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'compensation-activity',
  clause: '10.7.1 Compensation Handler; 10.3 Activities, attribute isForCompensation',
  demands: 'a compensation activity has no flows, and a compensation boundary event is associated with it',
  severity: 'error',
  check: (model) => {
    const associations = associationsOf(model);
    const events = nodesOf(model).filter(isCompensationBoundary);
    const handlers = new Set(events.flatMap(({ element }) => associations.get(element) ?? []));
    return nodesOf(model)
      .filter((node) => node.element.isForCompensation === true && !isEventSubProcess(node))
      .flatMap(({ element, incoming, outgoing }) => {
        if (incoming.length + outgoing.length > 0)
          return [fault(rule, element, 'is marked for compensation and has flows; remove them, or remove the marker.')];
        const says = 'is marked for compensation, but no compensation event is associated with it; draw an association from one.';
        return handlers.has(element) ? [] : [fault(rule, element, says)];
      });
  },
};
