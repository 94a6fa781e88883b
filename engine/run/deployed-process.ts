import { compile } from '../model/compile.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import { parse } from '../model/parse.ts';

/**
 * Compiles a process of a stored file without the structural rules: a rule that is newer than the version must not stop its running
 * cases. Undefined when the file has no such process.
 */
export async function deployedProcess(xml: string, processId: string): Promise<ExecutableProcess | undefined> {
  const parsed = await parse(xml);
  const processes = 'definitions' in parsed ? compile(parsed.definitions).processes : [];
  return processes.find(({ id }) => id === processId);
}
