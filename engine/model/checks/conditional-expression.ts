import { definitionsOf } from '../model-view.ts';
import { isWritten, kindOf, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'conditional-expression',
    clause: '10.5.5 Conditional Event Definition, attribute condition',
    demands: 'a conditional event has a condition',
    severity: 'error',
  },
  ({ element }) =>
    definitionsOf(element).some((definition) => kindOf(definition) === 'conditional' && !isWritten(definition.condition))
      ? 'waits for a condition and has none; write one.'
      : undefined,
);
