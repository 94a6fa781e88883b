import { definitionsOf } from '../model-view.ts';
import { calledId } from './called.ts';
import { hasStart, preparedRule } from './rule.ts';

export const rule = preparedRule(
  {
    id: 'call-beginning',
    clause: '10.5.2 Start Event: a called process has a none start event; 13.3.4',
    demands: 'a process that is called has a none start event, or no start event at all',
    severity: 'error',
  },
  ({ processes }) => {
    const roots = new Map(processes.map(({ id, scopes }) => [id, scopes[0]]));
    return ({ type, element }) => {
      const root = type === 'CallActivity' ? roots.get(calledId(element) ?? '') : undefined;
      if (!root || !hasStart(root)) return undefined;
      return root.nodes.some((node) => node.type === 'StartEvent' && definitionsOf(node.element).length === 0)
        ? undefined
        : `calls the process ${root.id}, which begins by events only; give it a none start event too.`;
    };
  },
);
