import { beginsAtStart, elementRule, hasStart, scopesOf } from './rule.ts';

/** Without both, elements that no flow leads to begin by themselves (13.2), which is legal and told by nothing. */
export const rule = elementRule(
  {
    id: 'no-start-event',
    clause: '10.5.2 Start Event: where there is an end event there must be a start event',
    demands: 'a process or sub-process with an end event has a start event; else it begins at the elements that no flow leads to',
    severity: 'warning',
  },
  scopesOf,
  (scope) =>
    beginsAtStart(scope) && !hasStart(scope) && scope.nodes.some(({ type }) => type === 'EndEvent')
      ? 'has an end event and no start event; draw one where it begins.'
      : undefined,
);
