import { definitionsOf } from '../model-view.ts';
import { calledId } from './called.ts';
import { hasStart, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'call-beginning',
    clause: '10.5.2 Start Event: a called process has a none start event; 13.3.4',
    demands: 'a process that is called has a none start event, or no start event at all',
    severity: 'error',
  },
  ({ type, element }, { processes }) => {
    const root = type === 'CallActivity' ? processes.find(({ id }) => id === calledId(element))?.scopes[0] : undefined;
    if (!root || !hasStart(root)) return undefined;
    return root.nodes.some((node) => node.type === 'StartEvent' && definitionsOf(node.element).length === 0)
      ? undefined
      : `calls the process ${root.id}, which begins by events only; give it a none start event too.`;
  },
);
