import { isCompensationBoundary, isCompensationHandler } from './compensation-pairs.ts';
import { fault, nodesOf, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'compensation-twice',
  clause: '10.7.1 Compensation Handler; 10.5.6 Handling Events',
  demands: 'an activity has at most one compensation boundary event, a scope at most one compensation event sub-process',
  severity: 'error',
  check: (model) => [
    ...nodesOf(model).flatMap(({ boundary }) =>
      boundary
        .filter(isCompensationBoundary)
        .slice(1)
        .map(({ element }) => fault(rule, element, 'is a second compensation event of its activity; keep one.')),
    ),
    ...scopesOf(model).flatMap(({ nodes }) =>
      nodes
        .filter(isCompensationHandler)
        .slice(1)
        .map(({ element }) => fault(rule, element, 'is a second compensation event sub-process of its scope; keep one.')),
    ),
  ],
};
