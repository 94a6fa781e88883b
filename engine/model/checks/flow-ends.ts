import { elementRule, flowsOf } from './rule.ts';

export const rule = elementRule(
  {
    id: 'flow-ends',
    clause: '8.4.13 Sequence Flow, attributes sourceRef and targetRef',
    demands: 'a sequence flow has a source and a target',
    severity: 'error',
  },
  flowsOf,
  ({ element }) =>
    element.sourceRef === undefined || element.targetRef === undefined
      ? 'does not connect two elements; draw it again from source to target.'
      : undefined,
);
