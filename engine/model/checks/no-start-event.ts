import { beginsAtStart, fault, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

/** The standard lets elements without incoming flows begin by themselves when there is no start event; this engine wants it drawn. */
export const rule: Rule = {
  id: 'no-start-event',
  clause: '10.5.2 Start Event',
  check: (model) =>
    scopesOf(model)
      .filter((scope) => beginsAtStart(scope) && !scope.nodes.some(({ type }) => type === 'StartEvent'))
      .map(({ element }) => fault(rule, element, 'has no start event; draw one where it begins.')),
};
