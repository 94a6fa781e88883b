import type { ModdleElement } from 'bpmn-moddle';
import { isActivityType, typeOf } from '../model-view.ts';
import { elementRule, hasKind, kindsOf } from './rule.ts';
import { messageFlowsOf } from './message-flows.ts';

const SENDS = new Set(['EndEvent', 'IntermediateThrowEvent']);
const RECEIVES = new Set(['StartEvent', 'IntermediateCatchEvent', 'BoundaryEvent']);

export const rule = elementRule(
  {
    id: 'message-flow-ends',
    clause: '7.6.2 Message Flow Connection Rules; 9.4 Message Flow; 10.5.2, 10.5.3, 10.5.4 Message Flow Connections',
    demands:
      'a message flow leads from a pool, an activity or a throwing message event to a pool, an activity or a catching message event',
    severity: 'error',
  },
  messageFlowsOf,
  ({ element: { sourceRef, targetRef } }) => {
    if (!sourceRef || !targetRef) return 'does not connect two ends; draw it again from sender to receiver.';
    if (!can(sourceRef, SENDS))
      return `begins at ${sourceRef.id ?? ''}, which sends no message; begin at a task or a message event.`;
    return can(targetRef, RECEIVES)
      ? undefined
      : `leads to ${targetRef.id ?? ''}, which receives no message; lead it to a task or a message event.`;
  },
);

function can(end: ModdleElement, events: ReadonlySet<string>): boolean {
  const type = typeOf(end);
  // An event without a definition is the business of `message-flow-none-event`.
  if (events.has(type)) return hasKind(end, 'message') || kindsOf(end).length === 0;
  return type === 'Participant' || (isActivityType(type) && end.triggeredByEvent !== true);
}
