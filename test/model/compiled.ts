/** Models compiled without the structural rules: those have tests of their own. */
import type { Finding } from '../../engine/errors.ts';
import { compile } from '../../engine/model/compile.ts';
import type { ExecutableProcess, FlowNode } from '../../engine/model/executable-process.ts';
import { parse } from '../../engine/model/parse.ts';
import { modelXml } from '../support/model.ts';

interface Compiled {
  readonly process: ExecutableProcess;
  readonly processes: readonly ExecutableProcess[];
  /** `rule at element`. */
  readonly refused: readonly string[];
}

/** Arrow lines compiled; only what the compiler itself refuses counts. */
export function compiled(text: string): Promise<Compiled> {
  return compiledXml(modelXml(text));
}

/** @throws Error when the file cannot be parsed or holds no process. */
export async function compiledXml(xml: string): Promise<Compiled> {
  const parsed = await parse(xml);
  if ('findings' in parsed) throw new Error(`${parsed.findings.map(sentence).join('\n')}\n${xml}`);
  const { processes, findings } = compile(parsed.definitions);
  const [process] = processes;
  if (!process) throw new Error(`no process in\n${xml}`);
  return { process, processes, refused: findings.map(({ rule, element }) => `${rule} at ${element}`) };
}

export function node(process: ExecutableProcess, id: string): FlowNode {
  const found = process.nodes.get(id);
  if (!found) throw new Error(`${id} is not compiled`);
  return found;
}

function sentence({ rule, element, message }: Finding): string {
  return `${rule} at ${element}: ${message}`;
}
