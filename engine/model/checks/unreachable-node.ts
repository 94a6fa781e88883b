import { beginsByItself, reachable } from './reach.ts';
import { fault, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'unreachable-node',
  clause: '10.5.2 Start Event: with a start event, every other element is reached by a flow; 13.2',
  demands: 'every element can be reached from where its scope begins, by flows, links or boundary events',
  severity: 'error',
  check: (model) =>
    scopesOf(model).flatMap((scope) => {
      if (!scope.nodes.some(beginsByItself)) return [];
      const reached = reachable(scope);
      return scope.nodes
        .filter((node) => !reached.has(node))
        .map(({ element }) => fault(rule, element, 'is never reached; connect it to what leads here or remove it.'));
    }),
};
