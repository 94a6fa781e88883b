import type { ScopeView } from '../model-view.ts';
import { hasKind, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'cancel-end',
    clause: '10.5.3 End Event: used within a Transaction Sub-Process; 10.3.5 Transaction',
    demands: 'a cancel end event stands in a transaction, or in a sub-process within one',
    severity: 'error',
  },
  ({ type, element, scope }) =>
    type === 'EndEvent' && hasKind(element, 'cancel') && !inTransaction(scope)
      ? 'cancels a transaction and stands in none; move it into a transaction, or throw an error.'
      : undefined,
);

function inTransaction({ element, host }: ScopeView): boolean {
  return element.$type === 'bpmn:Transaction' || (host !== undefined && inTransaction(host.scope));
}
