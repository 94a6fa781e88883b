import { isWritten, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'ad-hoc-condition',
    clause: '10.3.5 Ad-Hoc Sub-Process, attribute completionCondition',
    demands: 'a completion condition that stands on an ad-hoc sub-process has a text',
    severity: 'error',
  },
  ({ element }) =>
    element.$type === 'bpmn:AdHocSubProcess' && element.completionCondition && !isWritten(element.completionCondition)
      ? 'has an empty completion condition; write one or remove it.'
      : undefined,
);
