/** The models that a model calls: of its own file, of the files that are named, else of the files beside it. */
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readCheckedModel } from '../engine/index.ts';
import type { ExecutableProcess } from '../engine/index.ts';
import { readResources } from './model-files.ts';

/**
 * @param ofFile the processes of the model's own file @param path of that @param named other files
 * @returns what is found, called by called; a process that is not found is left out
 * @throws WrongUse when a file that is named is not there
 */
export async function calledModels(
  process: ExecutableProcess,
  ofFile: readonly ExecutableProcess[],
  path: string,
  named: readonly string[],
): Promise<{ readonly processes: readonly ExecutableProcess[] } | { readonly faults: readonly string[] }> {
  if (callsOf(process).length === 0) return { processes: [] };
  const ofNamed = await processesIn(named);
  const read = new Set([path, ...named].map((one) => resolve(one)));
  const beside = (await readdir(dirname(path))).filter((name) => name.endsWith('.bpmn')).map((name) => join(dirname(path), name));
  const ofBeside = await processesIn(beside.filter((one) => !read.has(resolve(one))).sort());
  const found = new Map<string, ExecutableProcess>();
  const asked = [process];
  for (let next = asked.pop(); next !== undefined; next = asked.pop())
    for (const id of callsOf(next)) {
      if (found.has(id)) continue;
      const first = [ofFile.map((one) => ({ process: one, path })), ofNamed, ofBeside]
        .map((group) => group.filter((one) => one.process.id === id))
        .find((group) => group.length > 0);
      const [only, ...more] = first ?? [];
      if (only === undefined) continue;
      if (more.length > 0)
        return {
          faults: [`The process "${id}" is in ${[only, ...more].map((one) => one.path).join(' and in ')}: name one with --with.`],
        };
      found.set(id, only.process);
      asked.push(only.process);
    }
  return { processes: [...found.values()] };
}

/** The processes that call activities name; those that are worked out at run time are not known. */
export function callsOf({ nodes }: ExecutableProcess): readonly string[] {
  return [...nodes.values()].flatMap((node) => {
    const id = node.kind === 'callActivity' ? node.called.processId.constant : undefined;
    return typeof id === 'string' ? [id] : [];
  });
}

async function processesIn(paths: readonly string[]) {
  const resources = await readResources(paths);
  const found = [];
  for (const { path, content } of resources)
    for (const process of (await readCheckedModel(content)).processes) found.push({ process, path });
  return found;
}
