import { definitionsOf } from '../model-view.ts';
import { fault } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'several-none-starts',
  clause: '13.2 Process Instantiation and Termination: each start event that occurs makes a case of its own',
  demands: 'a process has one none start event, as a case begins at another one only when that is named',
  severity: 'warning',
  check: ({ processes }) =>
    processes.flatMap(({ scopes }) =>
      (scopes[0]?.nodes ?? [])
        .filter(({ type, element }) => type === 'StartEvent' && definitionsOf(element).length === 0)
        .slice(1)
        .map(({ element }) =>
          fault(rule, element, 'is not the first none start event; a case begins here only when it is named.'),
        ),
    ),
};
