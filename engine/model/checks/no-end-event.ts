import { beginsAtStart, fault, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'no-end-event',
  clause: '10.5.3 End Event: where there is a start event there must be an end event',
  check: (model) =>
    scopesOf(model)
      .filter((scope) => beginsAtStart(scope) && scope.nodes.some(({ type }) => type === 'StartEvent'))
      .filter((scope) => !scope.nodes.some(({ type }) => type === 'EndEvent'))
      .map(({ element }) => fault(rule, element, 'has a start event and no end event; draw where it ends.', 'warning')),
};
