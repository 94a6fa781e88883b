import { triggerOf } from '../model-view.ts';
import { beginsAtStart, fault, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'sub-process-start',
  clause: '10.3.5 Sub-Process; 10.5.2 Start Event: an embedded sub-process has one none start event',
  check: (model) =>
    scopesOf(model).flatMap((scope) => {
      if (!scope.host || !beginsAtStart(scope)) return [];
      const starts = scope.nodes.filter(({ type }) => type === 'StartEvent');
      const triggered = starts.filter(({ element }) => triggerOf(element) !== 'none');
      const plain = starts.filter(({ element }) => triggerOf(element) === 'none');
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
