import { isWritten, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'multi-instance-behavior',
    clause: '10.3.8 Multi-Instance Characteristics, Complex Behavior Definition',
    demands: 'each complex behaviour of a multi-instance activity has a condition',
    severity: 'error',
  },
  ({ element: { loopCharacteristics: loop } }) =>
    loop?.complexBehaviorDefinition?.some(({ condition }) => !isWritten(condition))
      ? 'has a complex behaviour without a condition; write when its event is thrown.'
      : undefined,
);
