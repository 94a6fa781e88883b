import { triggerOf } from '../model-view.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'boundary-error-interrupts',
  clause: '10.5.4 Intermediate Event, attribute cancelActivity: an error always interrupts',
  check: (model) =>
    nodesOf(model)
      .filter(
        ({ type, element }) => type === 'BoundaryEvent' && triggerOf(element) === 'error' && element.cancelActivity === false,
      )
      .map(({ element }) => fault(rule, element, 'catches an error and does not interrupt; make it interrupting.')),
};
