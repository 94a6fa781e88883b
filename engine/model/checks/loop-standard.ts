import { isWritten, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'loop-standard',
    clause: '10.3.8 Standard Loop Characteristics; 13.3.6 Loop Activity',
    demands: 'a standard loop has a condition or a maximum, and a maximum is a whole number of 1 or more',
    severity: 'error',
  },
  ({ element: { loopCharacteristics: loop } }) => {
    if (loop?.$type !== 'bpmn:StandardLoopCharacteristics') return undefined;
    const { loopMaximum, loopCondition } = loop;
    if (loopMaximum !== undefined && !(loopMaximum >= 1)) return 'loops at most less than once; write a maximum of 1 or more.';
    if (loopCondition && !isWritten(loopCondition)) return 'has an empty loop condition; write one or remove it.';
    return loopMaximum === undefined && !loopCondition ? 'loops for ever; write a loop condition or a maximum.' : undefined;
  },
);
