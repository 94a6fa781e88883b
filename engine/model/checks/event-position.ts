import type { NodeView } from '../model-view.ts';
import { isEventSubProcess, kindsOf, nodeRule } from './rule.ts';

const CATCHES = ['message', 'timer', 'conditional', 'signal'];
/** Columns of the table; a none event is an event without a definition, and several definitions must each be allowed. */
export const ALLOWED = new Map<string, ReadonlySet<string>>([
  ['StartEvent', new Set(['none', ...CATCHES])],
  // That it has a trigger at all is asked by `event-sub-process-start`.
  ['EventSubProcessStart', new Set(['none', ...CATCHES, 'error', 'escalation', 'compensate'])],
  ['IntermediateCatchEvent', new Set([...CATCHES, 'link'])],
  ['BoundaryEvent', new Set([...CATCHES, 'error', 'escalation', 'cancel', 'compensate'])],
  ['IntermediateThrowEvent', new Set(['none', 'message', 'escalation', 'compensate', 'link', 'signal'])],
  ['EndEvent', new Set(['none', 'message', 'error', 'escalation', 'cancel', 'compensate', 'signal', 'terminate'])],
]);

export const rule = nodeRule(
  {
    id: 'event-position',
    clause: '10.5.5 Event Definitions, table 10.93',
    demands: 'event definitions stand only where the table of events has them, each of several too',
    severity: 'error',
  },
  ({ type, element, scope }) => {
    const allowed = ALLOWED.get(positionOf(type, scope));
    const kinds = kindsOf(element);
    const wrong = (kinds.length > 0 ? kinds : ['none']).find((kind) => allowed?.has(kind) === false);
    if (wrong === undefined) return undefined;
    return wrong === 'none'
      ? 'has no event definition; say what it waits for.'
      : `cannot be an event of the kind "${wrong}"; use another kind.`;
  },
);

function positionOf(type: string, scope: NodeView['scope']): string {
  return type === 'StartEvent' && isEventSubProcess(scope) ? 'EventSubProcessStart' : type;
}
