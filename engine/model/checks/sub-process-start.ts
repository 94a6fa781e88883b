import { definitionsOf } from '../model-view.ts';
import { beginsAtStart, fault, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'sub-process-start',
  clause: '13.3.4 Sub-Process: a unique empty start event or none; 10.5.2 Start Event',
  demands: 'a sub-process or transaction has at most one start event, and that has no trigger',
  severity: 'error',
  check: (model) =>
    scopesOf(model).flatMap((scope) => {
      if (!scope.host || !beginsAtStart(scope)) return [];
      const starts = scope.nodes.filter(({ type }) => type === 'StartEvent');
      const triggered = starts.filter(({ element }) => definitionsOf(element).length > 0);
      const plain = starts.filter((start) => !triggered.includes(start));
      return [
        ...triggered.map(({ element }) =>
          fault(rule, element, 'stands in an embedded sub-process, which begins by its flow; remove the trigger.'),
        ),
        ...plain
          .slice(1)
          .map(({ element }) => fault(rule, element, 'is a second none start event of its sub-process; keep one.')),
      ];
    }),
};
