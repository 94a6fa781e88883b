import { isActivityType } from '../model-view.ts';
import type { NodeView } from '../model-view.ts';
import { isEventSubProcess, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'boundary-host',
    clause: '10.5.4 Intermediate Event, attribute attachedToRef; 10.3.5 Event Sub-Process; 10.7.1 Compensation Handler',
    demands: 'a boundary event is attached to an activity of its scope that normal flow can reach',
    severity: 'error',
  },
  (event) => {
    if (event.type !== 'BoundaryEvent') return undefined;
    return faultOf(event, event.scope.nodes.find(({ boundary }) => boundary.includes(event)) ?? hostElsewhere(event));
  },
);

/** Whatever the event names that is no node of its scope. */
function hostElsewhere({ element }: NodeView): 'elsewhere' | undefined {
  return element.attachedToRef ? 'elsewhere' : undefined;
}

function faultOf(event: NodeView, host: NodeView | 'elsewhere' | undefined): string | undefined {
  if (!host || host === event) return 'is attached to nothing; attach it to an activity of the same process.';
  if (host === 'elsewhere') return 'stands in another process or sub-process than its activity; move it to the same one.';
  if (!isActivityType(host.type)) return 'is attached to what is no activity; attach it to a task or a sub-process.';
  if (isEventSubProcess(host)) return 'is attached to an event sub-process; attach it to the activity around it.';
  return host.element.isForCompensation === true
    ? 'is attached to a compensation activity; handle what happens inside a compensating sub-process.'
    : undefined;
}
