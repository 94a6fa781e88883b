import { reachable } from './reach.ts';
import { beginsAtStart, fault, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'unreachable-node',
  clause: '10.5.2 Start Event: with a start event, every other node is reached by a flow',
  check: (model) =>
    scopesOf(model).flatMap((scope) => {
      if (!beginsAtStart(scope) || !scope.nodes.some(({ type }) => type === 'StartEvent')) return [];
      const reached = reachable(scope);
      return scope.nodes
        .filter((node) => !reached.has(node))
        .map(({ element }) => fault(rule, element, 'is never reached from a start event; connect it or remove it.'));
    }),
};
