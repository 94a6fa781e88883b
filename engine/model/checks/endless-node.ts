import { triggerOf } from '../model-view.ts';
import type { ScopeView } from '../model-view.ts';
import { ending, reachable } from './reach.ts';
import { beginsAtStart, fault, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

/** A loop that only something outside it can stop is fine where such a thing is drawn. */
export const rule: Rule = {
  id: 'endless-node',
  clause: '13.2 Process Instantiation and Termination: a process completes when no token is left',
  check: (model) =>
    scopesOf(model).flatMap((scope) => {
      if (!beginsAtStart(scope) || isStoppedFromOutside(scope)) return [];
      const reached = reachable(scope);
      const ends = ending(scope);
      return scope.nodes
        .filter((node) => reached.has(node) && !ends.has(node))
        .map(({ element }) => fault(rule, element, 'can never come to an end; draw a way out of the loop.'));
    }),
};

/** By a terminate or error end event beside it, or by an interrupting boundary event around it. */
function isStoppedFromOutside(scope: ScopeView): boolean {
  const stops = scope.nodes.some(
    ({ type, element }) => type === 'EndEvent' && ['terminate', 'error'].includes(triggerOf(element)),
  );
  if (stops) return true;
  if (!scope.host) return false;
  return scope.host.boundary.some(({ element }) => element.cancelActivity !== false) || isStoppedFromOutside(scope.host.scope);
}
