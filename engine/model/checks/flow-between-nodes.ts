import type { ModdleElement } from 'bpmn-moddle';
import { elementRule, flowsOf } from './rule.ts';

const FLOW_NODE = /Task$|Activity$|Event$|Gateway$|SubProcess$|Transaction$/;

/** Whether a sequence flow can begin or end there at all, in whichever pool or sub-process it stands. */
export function isFlowNode(element: ModdleElement | undefined): boolean {
  return element === undefined || FLOW_NODE.test(element.$type);
}

export const rule = elementRule(
  {
    id: 'flow-between-nodes',
    clause: '7.6.1 Sequence Flow Connections Rules; 8.4.1 Artifacts; 8.4.13 Sequence Flow',
    demands: 'a sequence flow connects activities, events and gateways, never data, artifacts or pools',
    severity: 'error',
  },
  flowsOf,
  ({ element }) =>
    isFlowNode(element.sourceRef) && isFlowNode(element.targetRef)
      ? undefined
      : 'connects what is no activity, event or gateway; draw an association instead.',
);
