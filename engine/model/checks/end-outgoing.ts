import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'end-outgoing',
  clause: '10.5.3 End Event: it is no source of a sequence flow',
  check: (model) =>
    nodesOf(model)
      .filter(({ type, outgoing }) => type === 'EndEvent' && outgoing.length > 0)
      .map(({ element }) => fault(rule, element, 'has an outgoing flow; remove it, or make the event an intermediate one.')),
};
