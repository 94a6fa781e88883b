import { transaction } from '../../database/transaction.ts';
import { refuse, type Refusal } from '../errors.ts';
import type { DefinitionKey } from '../ids.ts';
import type { Access } from '../store/access.ts';
import { deleteDefinition as erase, hasRunningCases, readDefinition, readVersion } from '../store/definitions.ts';
import { replaceStartSubscriptions, type StartSubscription } from '../store/start-subscriptions.ts';
import type { EngineNode } from './node.ts';
import { isStartFault, startSubscriptions } from './start-events.ts';

/**
 * Deletes a version of a process: nothing starts it any more, and if it was the latest, the one before it is, with its start events.
 * What has ended keeps it. Refused while cases follow it: a case that begins at this very moment still ends as it began.
 */
export async function deleteDefinition(node: EngineNode, access: Access, key: DefinitionKey): Promise<Refusal | undefined> {
  const { tenantId } = access;
  const now = node.clock.now();
  const before = await readDefinition(node.sql, tenantId, key);
  if (!before || before.deletedAt !== undefined) return refuse('notFound', `there is no definition ${key}`);
  const { processId } = before;
  // Compiled outside the transaction, which on an embedded database has the only session.
  const starts = await startsBefore(node, tenantId, processId, before.version);
  const refusal = await transaction(node.database, async (sql) => {
    if (await hasRunningCases(sql, tenantId, key)) return refuse('conflict', `cases of version ${before.version} are running`);
    const latest = await readVersion(sql, tenantId, processId);
    if (!(await erase(sql, tenantId, key, now))) return refuse('notFound', `there is no definition ${key}`);
    if (latest?.definitionKey === key) await replaceStartSubscriptions(sql, { tenantId, processId }, starts);
    return undefined;
  });
  if (refusal === undefined) node.definitions.forget(tenantId, key);
  return refusal;
}

/** What the version before this one, that is not deleted, begins with. */
async function startsBefore(
  node: EngineNode,
  tenantId: string,
  processId: string,
  below: number,
): Promise<readonly StartSubscription[]> {
  const stored = await readVersion(node.sql, tenantId, processId, { below });
  const compiled = stored && (await node.definitions.get(node.sql, tenantId, stored.definitionKey));
  if (!compiled) return [];
  const { definitionKey } = compiled.definition;
  const from = { tenantId, definitionKey, now: node.clock.now(), calendar: node.calendarOf(tenantId, undefined) };
  return startSubscriptions(compiled.process, from).filter((one): one is StartSubscription => !isStartFault(one));
}
