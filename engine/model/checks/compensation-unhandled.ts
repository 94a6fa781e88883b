import { isCompensable } from './compensation-pairs.ts';
import { compensated } from './compensation-reference.ts';
import { nodeRule, nodesOf } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'compensation-unhandled',
    clause: '13.5.5 Compensation: without a handler nothing is compensated',
    demands: 'the activity that a compensation event names has a compensation handler',
    severity: 'warning',
  },
  (node, model) => {
    const named = compensated(node);
    if (named.length === 0) return undefined;
    const without = nodesOf(model).find(
      (other) => named.includes(other.element) && other.element.isForCompensation !== true && !isCompensable(other),
    );
    return without && `compensates ${without.id}, which has no compensation handler: nothing will happen; attach one to it.`;
  },
);
