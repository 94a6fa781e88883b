import { elementRule, hasStart, scopesOf } from './rule.ts';

export const rule = elementRule(
  {
    id: 'no-end-event',
    clause: '10.5.3 End Event: where there is a start event there must be an end event',
    demands: 'where there is a start event there is an end event',
    severity: 'warning',
  },
  scopesOf,
  (scope) =>
    hasStart(scope) && !scope.nodes.some(({ type }) => type === 'EndEvent')
      ? 'has a start event and no end event; draw where it ends.'
      : undefined,
);
