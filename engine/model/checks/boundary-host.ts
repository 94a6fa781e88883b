import { isActivityType } from '../model-view.ts';
import type { NodeView } from '../model-view.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'boundary-host',
  clause: '10.5.4 Intermediate Event: a boundary event is attached to an activity, attribute attachedToRef',
  check: (model) => {
    const nodes = nodesOf(model);
    const byElement = new Map(nodes.map((node) => [node.element, node]));
    return nodes.flatMap((node) => {
      if (node.type !== 'BoundaryEvent') return [];
      const attachedTo = node.element.attachedToRef;
      const says = faultOf(node, attachedTo && byElement.get(attachedTo));
      return says === undefined ? [] : [fault(rule, node.element, says)];
    });
  },
};

function faultOf(event: NodeView, host: NodeView | undefined): string | undefined {
  if (!host || host === event) return 'is attached to nothing; attach it to an activity of the same process.';
  if (!isActivityType(host.type)) return 'is attached to what is no activity; attach it to a task or a sub-process.';
  if (host.element.triggeredByEvent === true) return 'is attached to an event sub-process; attach it to the activity around it.';
  return host.scope === event.scope ? undefined : 'stands in another sub-process than its activity; move it to the same one.';
}
