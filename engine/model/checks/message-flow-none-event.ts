import type { ModdleElement } from 'bpmn-moddle';
import { kindsOf, elementRule } from './rule.ts';
import { messageFlowsOf, processOf } from './message-flows.ts';

/** A pool that shows no process sends and receives nothing here: its message flows are documentation. */
export const rule = elementRule(
  {
    id: 'message-flow-none-event',
    clause: '10.5.2, 10.5.3 and 10.5.4, Message Flow Connections; 9.4 Message Flow',
    demands:
      'an event at the end of a message flow between two processes is a message event, or nothing is sent or awaited there',
    severity: 'warning',
  },
  messageFlowsOf,
  ({ element: { sourceRef, targetRef } }) => {
    if (!sourceRef || !targetRef || !processOf(sourceRef) || !processOf(targetRef)) return undefined;
    const event = [sourceRef, targetRef].find(isNone);
    return event && `ends at ${event.id ?? 'an event'}, which is no message event: no message goes there; make it one.`;
  },
);

function isNone(end: ModdleElement): boolean {
  return end.$type.endsWith('Event') && kindsOf(end).length === 0;
}
