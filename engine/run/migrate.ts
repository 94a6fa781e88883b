import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { CaseKey } from '../ids.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import type { Access } from '../store/access.ts';
import { readCase } from '../store/cases.ts';
import type { MigrateRequest, Performed } from './contract.ts';
import { refusalOf } from './dry-run.ts';
import type { EngineNode } from './node.ts';

/** Takes a case to another version, or tells everything that stands in the way; nothing has moved then. */
export async function migrate(
  node: EngineNode,
  access: Access,
  caseKey: CaseKey,
  request: MigrateRequest,
): Promise<Performed | Refusal> {
  const { definitionKey, elements = {}, dryRun } = request;
  const command = { type: 'migrateCase', definitionKey, elements } as const;
  const before = await readCase(node.sql, { tenantId: access.tenantId, caseKey });
  const from = before && (await node.definitions.get(node.sql, access.tenantId, before.state.definitionKey));
  const to = await node.definitions.get(node.sql, access.tenantId, definitionKey);
  // What the caller may not see is told by the step, as for every command.
  const refused = await refusalOf(node, access, caseKey, command);
  if (refused?.refused === 'notFound' || refused?.refused === 'conflict') return refused;
  const faults = from && to ? misnamed(elements, from.process, to.process) : [];
  if (faults.length > 0) return refuse('invalid', [...faults, ...(refused ? [refused.message] : [])].join('; '));
  if (refused) return refused;
  if (dryRun) return { caseKey, version: before?.state.version ?? 0 };
  const done = await node.perform({ access, caseKey, command });
  if (isRefusal(done)) return done;
  await done.followed;
  return { caseKey, version: done.state.version };
}

/** Names in the mapping that neither version knows. */
export function misnamed(
  elements: Readonly<Record<string, string>>,
  from: ExecutableProcess,
  to: ExecutableProcess,
): readonly string[] {
  const knows = ({ nodes, flows }: ExecutableProcess, id: string) => nodes.has(id) || flows.has(id);
  return Object.entries(elements).flatMap(([source, target]) => [
    ...(knows(from, source) ? [] : [`the case's version has no element '${source}'`]),
    ...(knows(to, target) ? [] : [`the other version has no element '${target}'`]),
  ]);
}
