import { definitionsOf } from '../model-view.ts';
import { isEventSubProcess, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'event-sub-process-start',
    clause: '10.3.5 Event Sub-Process; 10.5.2 Start Event',
    demands: 'an event sub-process has exactly one start event, and that has a trigger',
    severity: 'error',
  },
  (node) => {
    if (!isEventSubProcess(node)) return undefined;
    const starts = node.inner?.nodes.filter(({ type }) => type === 'StartEvent') ?? [];
    const [start] = starts;
    if (!start) return 'has no start event; draw one with the event that begins it.';
    if (starts.length > 1) return 'has several start events; keep one, or draw an event sub-process for each.';
    return definitionsOf(start.element).length === 0
      ? 'begins by no event; give its start event a trigger, or draw a plain sub-process.'
      : undefined;
  },
);
