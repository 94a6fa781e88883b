import { fault, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

/** The standard leaves ids open; tokens, tasks and logs name elements by them. */
export const rule: Rule = {
  id: 'missing-id',
  clause: '8.3.1 Base Element, attribute id; demanded by execution',
  demands: 'processes and the elements of their flow have ids',
  severity: 'error',
  check: (model) =>
    scopesOf(model).flatMap((scope) =>
      [...(scope.host ? [] : [scope.element]), ...(scope.element.flowElements ?? [])]
        .filter(({ id }) => id === undefined)
        .map((element) => ({ ...fault(rule, element, 'has no id; give it one.'), element: scope.id })),
    ),
};
