import type { NodeView, ScopeView } from '../model-view.ts';
import { hasKind, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'cancel-unanswered',
    clause: '13.3.4 Sub-Process: control leaves a cancelled transaction by its cancel boundary event',
    demands: 'a transaction that can be cancelled has a cancel boundary event, and one with such an event can be cancelled',
    severity: 'warning',
  },
  (node) => {
    if (node.type !== 'Transaction') return undefined;
    const cancels = node.inner !== undefined && holdsCancel(node.inner);
    const answers = node.boundary.some(({ element }: NodeView) => hasKind(element, 'cancel'));
    if (cancels === answers) return undefined;
    return cancels
      ? 'can be cancelled and has no cancel boundary event: its way ends there; attach one.'
      : 'has a cancel boundary event, but nothing in it cancels; draw a cancel end event inside.';
  },
);

/** Also in its sub-processes, but for transactions of their own. */
function holdsCancel({ nodes }: ScopeView): boolean {
  return nodes.some(
    ({ type, element, inner }) =>
      (type === 'EndEvent' && hasKind(element, 'cancel')) ||
      (inner !== undefined && type !== 'Transaction' && holdsCancel(inner)),
  );
}
