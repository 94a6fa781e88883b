import { messageFlowsOf, processOf } from './message-flows.ts';
import { elementRule } from './rule.ts';

export const rule = elementRule(
  {
    id: 'message-flow-pools',
    clause: '7.6.2 Message Flow Connection Rules; 9.4 Message Flow',
    demands: 'a message flow connects two different pools',
    severity: 'error',
  },
  messageFlowsOf,
  ({ element: { sourceRef, targetRef } }) => {
    if (!sourceRef || !targetRef) return undefined;
    const process = processOf(sourceRef);
    return sourceRef === targetRef || (process && process === processOf(targetRef))
      ? 'stays inside one pool; draw a sequence flow, or a message to another pool.'
      : undefined;
  },
);
