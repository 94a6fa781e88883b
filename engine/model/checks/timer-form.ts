import { definitionsOf } from '../model-view.ts';
import { formOf } from '../timers.ts';
import { kindOf, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'timer-form',
    clause: '10.5.5 Timer Event Definition, attributes timeDate, timeDuration, timeCycle',
    demands: 'a timer has exactly one of date, duration and cycle',
    severity: 'error',
  },
  ({ element }) =>
    definitionsOf(element).some((definition) => kindOf(definition) === 'timer' && !formOf(definition))
      ? 'needs one value: a date, a duration or a cycle.'
      : undefined,
);
