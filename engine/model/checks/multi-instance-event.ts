import type { ModdleElement } from 'bpmn-moddle';
import { nodeRule } from './rule.ts';

/** The standard then throws a signal without a name, which nothing can wait for. */
export const rule = nodeRule(
  {
    id: 'multi-instance-event',
    clause: '10.3.8 Multi-Instance Characteristics, attributes behavior, oneBehaviorEventRef, noneBehaviorEventRef',
    demands: 'a multi-instance activity whose behaviour is None, One or Complex names the events that it throws',
    severity: 'warning',
  },
  ({ element: { loopCharacteristics: loop } }) =>
    loop && throwsNothing(loop)
      ? `has the behaviour ${loop.behavior ?? ''} and names no event that it throws; name one, or set the behaviour to All.`
      : undefined,
);

function throwsNothing(loop: ModdleElement): boolean {
  switch (loop.behavior) {
    case 'None':
      return !loop.noneBehaviorEventRef;
    case 'One':
      return !loop.oneBehaviorEventRef;
    case 'Complex':
      return !loop.complexBehaviorDefinition?.some(({ event }) => event);
    default:
      return false;
  }
}
