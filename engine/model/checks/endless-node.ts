import type { NodeView, ScopeView } from '../model-view.ts';
import { callersIn } from './called.ts';
import { ending, reachable } from './reach.ts';
import { fault, handlerStart, hasKind, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

/** A loop that only something outside it can stop is fine where such a thing is drawn. */
export const rule: Rule = {
  id: 'endless-node',
  clause: '13.2 Process Instantiation and Termination: a process completes when no token is left',
  demands: 'every element can come to an end, or something drawn outside its loop stops it',
  severity: 'error',
  check: (model) => {
    const callers = callersIn(model);
    return scopesOf(model).flatMap((scope) => {
      const reached = reachable(scope);
      const ends = ending(scope);
      const endless = scope.nodes.filter((node) => reached.has(node) && !ends.has(node));
      if (endless.length === 0 || isStopped(scope, callers)) return [];
      return endless.map(({ element }) => fault(rule, element, 'can never come to an end; draw a way out of the loop.'));
    });
  },
};

/** By an end event that ends its scope, an interrupting event sub-process, an ad-hoc condition, or a boundary event around it. */
function isStopped({ id, host, element, nodes }: ScopeView, callers: ReturnType<typeof callersIn>): boolean {
  if (element.completionCondition || nodes.some(stopsScope)) return true;
  if (host) return isInterruptible(host) || isStopped(host.scope, callers);
  return callers.get(id)?.some(isInterruptible) ?? false;
}

function stopsScope(node: NodeView): boolean {
  if (node.type === 'EndEvent') return hasKind(node.element, 'terminate', 'error', 'cancel');
  const start = handlerStart(node);
  return start !== undefined && start.element.isInterrupting !== false && !hasKind(start.element, 'compensate');
}

function isInterruptible({ boundary }: NodeView): boolean {
  return boundary.some(({ element }) => element.cancelActivity !== false && !hasKind(element, 'compensate'));
}
