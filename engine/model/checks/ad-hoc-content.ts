import { isActivityType } from '../model-view.ts';
import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'ad-hoc-content',
    clause: '10.3.5 Ad-Hoc Sub-Process; 13.3.5',
    demands: 'an ad-hoc sub-process holds at least one activity, and neither start nor end events',
    severity: 'error',
  },
  ({ element, inner, scope }) => {
    if (element.$type === 'bpmn:AdHocSubProcess' && !inner?.nodes.some(({ type }) => isActivityType(type)))
      return 'holds no activity; draw the work that can be done in it.';
    return scope.element.$type === 'bpmn:AdHocSubProcess' && ['bpmn:StartEvent', 'bpmn:EndEvent'].includes(element.$type)
      ? 'stands in an ad-hoc sub-process, which has neither beginning nor end; remove it.'
      : undefined;
  },
);
