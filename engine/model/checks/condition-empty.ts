import { elementRule, flowsOf, isWritten } from './rule.ts';

/** Exclusive and inclusive splits have rules of their own. */
export const rule = elementRule(
  {
    id: 'condition-empty',
    clause: '8.4.13 Sequence Flow, attribute conditionExpression; 8.4.6 Expressions',
    demands: 'a condition that stands on a flow has a text',
    severity: 'error',
  },
  flowsOf,
  ({ element, source }) => {
    const splits = ['ExclusiveGateway', 'InclusiveGateway'].includes(source?.type ?? '') && (source?.outgoing.length ?? 0) > 1;
    if (splits || !element.conditionExpression || isWritten(element.conditionExpression)) return undefined;
    return 'has an empty condition; write one or remove it.';
  },
);
