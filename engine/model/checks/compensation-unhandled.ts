import { isCompensable } from './compensation-pairs.ts';
import { compensated } from './compensation-reference.ts';
import { fault, isEventSubProcess, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'compensation-unhandled',
  clause: '13.5.5 Compensation: without a handler nothing is compensated',
  demands: 'the activity that a compensation event names has a compensation handler',
  severity: 'warning',
  check: (model) => {
    const nodes = new Map(nodesOf(model).map((node) => [node.element, node]));
    return nodesOf(model).flatMap((event) =>
      compensated(event).flatMap((activity) => {
        const node = nodes.get(activity);
        if (!node || activity.isForCompensation === true || isEventSubProcess(node) || isCompensable(node)) return [];
        return [
          fault(
            rule,
            event.element,
            `compensates ${node.id}, which has no compensation handler: nothing will happen; attach one to it.`,
          ),
        ];
      }),
    );
  },
};
