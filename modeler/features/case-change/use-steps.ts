import { useAnswer } from '../../queries.ts';
import { useNames } from '../labels/model-labels.ts';
import { modelSteps } from './model-steps.ts';
import type { ModelStep } from './model-steps.ts';

/** The elements of a version that can be begun by hand, named in the reader's language; none while it is not chosen (an empty key). */
export function useSteps(definitionKey: string, processId: string): readonly ModelStep[] {
  const definition = useAnswer('getDefinition', { params: { definitionKey } }, { enabled: definitionKey !== '' });
  const nameOf = useNames(definitionKey === '' ? [] : [definitionKey]);
  return modelSteps(definition.data?.xml ?? '', processId)
    .filter(({ kind }) => kind === 'step')
    .map((step) => ({ ...step, name: nameOf(definitionKey, step.id, step.name) }));
}
