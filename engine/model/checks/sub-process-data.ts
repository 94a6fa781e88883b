import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'sub-process-data',
    clause: '10.4.1 Data Modeling, Data Inputs and Outputs',
    demands: 'an embedded sub-process declares no data inputs and outputs of its own; it sees the data around it',
    severity: 'error',
  },
  ({ element, inner }) =>
    inner && element.ioSpecification
      ? 'declares data inputs and outputs, which only tasks, called processes and events have; remove ioSpecification.'
      : undefined,
);
