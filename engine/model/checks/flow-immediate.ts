import { elementRule, flowsOf } from './rule.ts';

export const rule = elementRule(
  {
    id: 'flow-immediate',
    clause: '8.4.13 Sequence Flow, attribute isImmediate',
    demands: 'no flow of an executable process has isImmediate="false", which allows activities that are not drawn',
    severity: 'error',
  },
  flowsOf,
  ({ element }) =>
    element.isImmediate === false
      ? 'has isImmediate="false"; an executable process has no steps that are not drawn: remove it.'
      : undefined,
);
