/** What `eiga improve --out` writes: of each proposal its scenario, and its model where that changes. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Improvement } from '../analytics/simulation/improvement/improve.ts';
import type { Proposal } from '../analytics/simulation/improvement/proposal.ts';
import { proposedXml } from '../analytics/simulation/improvement/proposed-model.ts';
import type { ExecutableProcess } from '../engine/index.ts';
import { WrongUse } from './command.ts';

export interface ProposalFiles {
  readonly scenario: string;
  /** null: the model stays as it is, or the change cannot be written into its file. */
  readonly model: string | null;
}

/** What is written into, and whether that may replace files which are there. */
export interface Folder {
  readonly path: string;
  readonly force: boolean;
}

/**
 * Nothing is written when one of the files is there already, unless it is forced.
 * @param found in their order, which their files' names begin with
 * @throws WrongUse naming a file that would be overwritten
 */
export async function writeProposals(
  { path, force }: Folder,
  found: readonly Improvement[],
  proposals: readonly Proposal[],
  { xml, process }: { readonly xml: string; readonly process: ExecutableProcess },
): Promise<readonly ProposalFiles[]> {
  const written: { readonly name: string; readonly content: string }[] = [];
  const files: ProposalFiles[] = [];
  for (const [rank, { kind, text }] of found.entries()) {
    const proposal = proposals.find((one) => one.kind === kind && one.text === text);
    if (proposal === undefined) throw new Error(`The proposal "${text}" was not simulated.`);
    const begin = join(path, `${String(rank + 1).padStart(2, '0')}-${kind}`);
    const model = await proposedXml(xml, process, proposal);
    files.push({ scenario: `${begin}.scenario.json`, model: model === null ? null : `${begin}.bpmn` });
    written.push({ name: `${begin}.scenario.json`, content: `${JSON.stringify(proposal.scenario, null, 2)}\n` });
    if (model !== null) written.push({ name: `${begin}.bpmn`, content: model });
  }
  const there = written.find(({ name }) => existsSync(name));
  if (there !== undefined && !force) throw new WrongUse(`${there.name} is there already: name another folder, or say --force.`);
  await mkdir(path, { recursive: true });
  for (const { name, content } of written) await writeFile(name, content);
  return files;
}
