import { elementRule } from './rule.ts';

export const rule = elementRule(
  {
    id: 'process-public',
    clause: '10.2 Process, attributes processType and isExecutable',
    demands: 'an executable process is not of the type Public',
    severity: 'error',
  },
  ({ processes }) => processes,
  ({ element }) =>
    element.processType === 'Public' ? 'is executable and of the type Public; make it Private, or do not execute it.' : undefined,
);
