import type { ModelView, ScopeView } from '../model-view.ts';
import { callersOf } from './called.ts';
import { ending, reachable } from './reach.ts';
import { fault, handlerStart, hasKind, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

/** A loop that only something outside it can stop is fine where such a thing is drawn. */
export const rule: Rule = {
  id: 'endless-node',
  clause: '13.2 Process Instantiation and Termination: a process completes when no token is left',
  demands: 'every element can come to an end, or something drawn outside its loop stops it',
  severity: 'error',
  check: (model) =>
    scopesOf(model).flatMap((scope) => {
      const reached = reachable(scope);
      const ends = ending(scope);
      const endless = scope.nodes.filter((node) => reached.has(node) && !ends.has(node));
      if (endless.length === 0 || isStopped(scope, model)) return [];
      return endless.map(({ element }) => fault(rule, element, 'can never come to an end; draw a way out of the loop.'));
    }),
};

/** By an end event that ends its scope, an interrupting event sub-process, an ad-hoc condition, or an interrupting boundary event around it. */
function isStopped(scope: ScopeView, model: ModelView): boolean {
  const { host, element } = scope;
  const stops = scope.nodes.some((node) => {
    if (node.type === 'EndEvent') return hasKind(node.element, 'terminate', 'error', 'cancel');
    const start = handlerStart(node);
    return start && start.element.isInterrupting !== false && !hasKind(start.element, 'compensate');
  });
  if (stops || element.completionCondition) return true;
  if (host) return host.boundary.some((event) => event.element.cancelActivity !== false) || isStopped(host.scope, model);
  return callersOf(scope.id, model).some(({ boundary }) => boundary.some((event) => event.element.cancelActivity !== false));
}
