import { definitionsOf, triggerOf } from '../model-view.ts';
import { fault } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'message-start-name',
  clause: '10.5.2 Start Event: a message starts one case; Camunda 8 demands unique names in a process',
  check: ({ processes }) => {
    const seen = new Set<string>();
    return processes.flatMap(({ scopes }) =>
      (scopes[0]?.nodes ?? [])
        .filter(({ type, element }) => type === 'StartEvent' && triggerOf(element) === 'message')
        .flatMap(({ element }) => {
          const name = definitionsOf(element)[0]?.messageRef?.name?.trim() ?? '';
          if (name === '' || !seen.has(name)) {
            seen.add(name);
            return [];
          }
          return [
            fault(
              rule,
              element,
              `is the second one to start with the message ${name}; give each start event a message of its own.`,
            ),
          ];
        }),
    );
  },
};
