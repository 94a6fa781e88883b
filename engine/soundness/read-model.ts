import { readModel, type ReadModel } from '../model/compile.ts';
import { checkSoundness, type Soundness } from './check-soundness.ts';

export interface CheckedModel extends ReadModel {
  /** Of the search for faults of soundness, all processes together; see `Soundness`. Nothing is searched in a model with structural errors. */
  readonly explored: number;
  readonly complete: boolean;
}

/**
 * A BPMN file as processes that can run, with everything there is to say about it: what the structural rules say, and when those
 * find no error, where tokens would get stuck. A fault of soundness does not keep the processes from being given back.
 */
export async function readCheckedModel(xml: string): Promise<CheckedModel> {
  const model = await readModel(xml);
  return withSoundness(
    model,
    model.processes.map((process) => checkSoundness(process)),
  );
}

/** A model with what was found of the soundness of its processes. */
export function withSoundness({ processes, findings }: ReadModel, checked: readonly Soundness[]): CheckedModel {
  return {
    processes,
    findings: [...findings, ...checked.flatMap((soundness) => soundness.findings)],
    explored: checked.reduce((sum, { explored }) => sum + explored, 0),
    complete: checked.every(({ complete }) => complete),
  };
}
