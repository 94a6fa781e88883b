import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'empty-sub-process',
    clause: '10.3.5 Sub-Process; 13.3.4: it completes as soon as nothing is left in it',
    demands: 'a sub-process holds something; an empty one is over at once',
    severity: 'warning',
  },
  ({ type, element, inner }) =>
    ['SubProcess', 'Transaction'].includes(type) && inner?.nodes.length === 0 && element.triggeredByEvent !== true
      ? 'holds nothing and is over at once; draw its content.'
      : undefined,
);
