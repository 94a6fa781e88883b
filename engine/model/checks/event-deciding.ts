import { camunda7Prefix } from '../camunda7.ts';
import { extension } from '../model-view.ts';
import { kindsOf, preparedRule } from './rule.ts';

/** Each says how the event goes on: it ends what is around it, or waits for what it has begun. */
const DECIDING = new Set(['error', 'cancel', 'terminate', 'compensate']);

export const rule = preparedRule(
  {
    id: 'event-deciding',
    clause:
      '10.5.3 End Event: all consequences of a multiple one occur; 13.5.6: an error, a cancel and a terminate each end what is around it their own way; compensation and jobs beside others: one after the other in execution',
    demands:
      'of several definitions of a throw or end event at most one is an error, cancel, terminate, compensation or a message that a job sends',
    severity: 'error',
  },
  (model) => {
    const camunda7 = camunda7Prefix(model.definitions);
    return ({ type, element }) => {
      if (type !== 'EndEvent' && type !== 'IntermediateThrowEvent') return undefined;
      const isJob = extension(element, 'zeebe:TaskDefinition') ?? element.$attrs?.[`${camunda7 ?? ''}:topic`];
      const deciding = kindsOf(element).filter((kind) => DECIDING.has(kind) || (isJob && kind === 'message'));
      return deciding.length > 1
        ? `has several definitions that decide how it goes on (${deciding.join(', ')}); keep one, and put what has to be done before it into events of their own.`
        : undefined;
    };
  },
);
