import { definitionsOf, triggerOf } from '../model-view.ts';
import { formOf } from '../timers.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'timer-form',
  clause: '10.5.5 Timer Event Definition: exactly one of timeDate, timeDuration and timeCycle',
  check: (model) =>
    nodesOf(model)
      .filter(
        ({ element }) => triggerOf(element) === 'timer' && definitionsOf(element).every((definition) => !formOf(definition)),
      )
      .map(({ element }) => fault(rule, element, 'needs one value: a date, a duration or a cycle.')),
};
