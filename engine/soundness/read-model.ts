import { readModel, type ReadModel } from '../model/compile.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import { checkSoundness, type Soundness } from './check-soundness.ts';
import type { SoundnessFinding } from './finding.ts';

/**
 * A BPMN file as processes that can run, with everything there is to say about it: what the structural rules say, and when those
 * find no error, where tokens would get stuck, and whether some of their states were left out. A fault of soundness does not keep the processes from being given back.
 */
export async function readCheckedModel(xml: string): Promise<ReadModel> {
  const model = await readModel(xml);
  return withSoundness(
    model,
    model.processes.map((process) => checkSoundness(process)),
  );
}

/** A model with what was found of the soundness of its processes, one by one; nothing of `checked` when the search was given up. */
export function withSoundness({ processes, findings }: ReadModel, checked?: readonly Soundness[]): ReadModel {
  const found = processes.flatMap((process, index): readonly SoundnessFinding[] => {
    const soundness = checked?.[index];
    return soundness?.complete ? soundness.findings : [...(soundness?.findings ?? []), unexplored(process, soundness)];
  });
  return { processes, findings: [...findings, ...found] };
}

/** What of a process was left out must not pass for sound. */
function unexplored({ id, name }: ExecutableProcess, soundness: Soundness | undefined): SoundnessFinding {
  const sought = soundness
    ? `explored ${String(soundness.explored)} states, ${soundness.findings.length === 0 ? 'no fault found' : 'faults found'}; there are more`
    : 'exploring its states took too long and was given up; there are some';
  const message = `Process ${name === '' || name === id ? '' : `"${name}" `}(${id}): ${sought}, in which tokens may still get stuck. Move parts of it into sub-processes, each of which is explored by itself, and give no gateway more than 8 conditional flows.`;
  return { rule: 'soundness/unexplored', severity: 'warning', element: id, message, trace: [] };
}
