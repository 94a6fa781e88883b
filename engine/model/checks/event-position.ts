import { triggerOf } from '../model-view.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

const CATCHES = ['message', 'timer', 'conditional', 'signal', 'multiple'];
/** Columns of the table; an event sub-process may begin with errors, escalations and compensation too. */
const ALLOWED = new Map<string, ReadonlySet<string>>([
  ['StartEvent', new Set(['none', ...CATCHES])],
  ['EventSubProcessStart', new Set([...CATCHES, 'error', 'escalation', 'compensate'])],
  ['IntermediateCatchEvent', new Set([...CATCHES, 'link'])],
  ['BoundaryEvent', new Set([...CATCHES, 'error', 'escalation', 'cancel', 'compensate'])],
  ['IntermediateThrowEvent', new Set(['none', 'message', 'escalation', 'compensate', 'link', 'signal', 'multiple'])],
  ['EndEvent', new Set(['none', 'message', 'error', 'escalation', 'cancel', 'compensate', 'signal', 'terminate', 'multiple'])],
]);

export const rule: Rule = {
  id: 'event-position',
  clause: '10.5.5 Event Definitions, table 10.93',
  check: (model) =>
    nodesOf(model).flatMap(({ type, element, scope }) => {
      const position = type === 'StartEvent' && scope.element.triggeredByEvent === true ? 'EventSubProcessStart' : type;
      const trigger = triggerOf(element);
      if (ALLOWED.get(position)?.has(trigger) !== false) return [];
      const says =
        trigger === 'none'
          ? 'has no event definition; say what it waits for'
          : `cannot be a ${trigger} event; use another kind of event`;
      return [fault(rule, element, `${says}.`)];
    }),
};
