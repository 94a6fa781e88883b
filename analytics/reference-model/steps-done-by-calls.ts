/** Steps of a reference that a unit's model leaves to other processes. */
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { matchSteps } from './match-steps.ts';
import { stepsOf } from './steps.ts';

/**
 * What a called process does is recorded in its own cases: in the log of the caller such a step is never seen, and is not missing for that.
 * @param choices by step of the reference the element of the model; '' for none
 */
export function stepsDoneByCalls(
  reference: ExecutableProcess,
  model: ExecutableProcess,
  choices: Readonly<Record<string, string>> = {},
): readonly string[] {
  const { of } = matchSteps(stepsOf(reference), stepsOf(model), choices);
  return [...of]
    .filter(([, { elements }]) => elements.every((id) => model.nodes.get(id)?.kind === 'callActivity'))
    .map(([step]) => step);
}
