import { readModel, type ReadModel } from '../model/compile.ts';
import { checkSoundness } from './check-soundness.ts';

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
  const { processes, findings } = await readModel(xml);
  const checked = processes.map((process) => checkSoundness(process));
  return {
    processes,
    findings: [...findings, ...checked.flatMap((soundness) => soundness.findings)],
    explored: checked.reduce((sum, { explored }) => sum + explored, 0),
    complete: checked.every(({ complete }) => complete),
  };
}
