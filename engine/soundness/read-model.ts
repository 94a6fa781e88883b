import { readModel, type ReadModel } from '../model/compile.ts';
import { checkSoundness } from './check-soundness.ts';

/**
 * A BPMN file as processes that can run, with everything there is to say about it: what the structural rules say, and when those
 * find no error, where tokens would get stuck. A fault of soundness does not keep the processes from being given back.
 */
export async function readCheckedModel(xml: string): Promise<ReadModel> {
  const { processes, findings } = await readModel(xml);
  return { processes, findings: [...findings, ...processes.flatMap((process) => checkSoundness(process).findings)] };
}
