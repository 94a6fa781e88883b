import { transaction } from '../../database/transaction.ts';
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import { BUCKETS, numberedKey, type BatchKey, type CaseKey, type IncidentKey } from '../ids.ts';
import type { Command, StartCommand } from '../case/command.ts';
import type { Access } from '../store/access.ts';
import { BATCHES } from '../store/batch-searchables.ts';
import type { BatchPlan, BatchView } from '../store/batch-views.ts';
import {
  changeBatch,
  countItems,
  endBatches,
  failItem,
  insertBatch,
  itemClaim,
  openItems,
  type OpenItem,
} from '../store/batches.ts';
import { readCase } from '../store/cases.ts';
import { search } from '../store/search.ts';
import { TAKEN } from './commit-group.ts';
import { deletedVersion } from './compiled-definitions.ts';
import type { BatchRequest, Engine } from './contract.ts';
import type { EngineNode } from './node.ts';

/** Items of a batch; see docs/camunda.md. One statement writes them all. */
export const MOST_ITEMS = 50_000;
/** Taken at once of each batch: a few commit groups, so that timers and jobs are not kept waiting. */
const OF_EACH = 32;
/** A case may move between looking where it stands and moving it. */
const LOOKS = 3;

class TooMany extends Error {}

export function batches(node: EngineNode): Engine['batches'] {
  return {
    create: (access, request) => create(node, access, request),
    count: async (access, { kind, filter }) =>
      filter.length === 0 ? unfiltered() : { total: await countItems(node.sql, { access, kind, filter }, MOST_ITEMS) },
    suspend: (access, key) => change(node, access, key, { from: ['active'], to: 'suspended' }),
    resume: (access, key) => change(node, access, key, { from: ['suspended'], to: 'active' }),
    cancel: (access, key) =>
      change(node, access, key, { from: ['active', 'suspended'], to: 'cancelled', endedAt: node.clock.now() }),
  };
}

function unfiltered(): Refusal {
  return refuse('invalid', 'say which cases: a filter needs at least one condition');
}

async function create(node: EngineNode, access: Access, { plan, filter }: BatchRequest) {
  if (filter.length === 0) return unfiltered();
  if (plan.kind === 'modify' && plan.move.length === 0) return refuse('invalid', 'nothing to move');
  const refusal = plan.kind === 'migrate' ? await unreachable(node, access, plan) : undefined;
  if (refusal) return refusal;
  const number = await node.numbers.next();
  const key = numberedKey<BatchKey>(number, number % BUCKETS);
  const at = node.clock.now();
  try {
    const total = await transaction(node.database, async (sql) => {
      const found = await insertBatch(sql, { access, key, plan, filter, at }, MOST_ITEMS);
      if (found > MOST_ITEMS) throw new TooMany();
      return found;
    });
    for (const rouse of node.rousers) rouse();
    return { batchKey: key, total };
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    return refuse('limit', `the filter finds more than ${MOST_ITEMS}; say it more closely`);
  }
}

/** The cases may follow several versions, so only where they go is looked at before. */
async function unreachable(
  node: EngineNode,
  { tenantId }: Access,
  { definitionKey, elements }: Extract<BatchPlan, { kind: 'migrate' }>,
): Promise<Refusal | undefined> {
  const to = await node.definitions.get(node.sql, tenantId, definitionKey);
  if (!to) return refuse('notFound', `there is no process definition ${definitionKey}`);
  if (!(await node.definitions.mayStart(node.sql, tenantId, definitionKey))) return deletedVersion(to);
  const { nodes, flows } = to.process;
  const unknown = Object.values(elements).filter((id) => !nodes.has(id) && !flows.has(id));
  return unknown.length > 0 ? refuse('invalid', `the other version has no element '${unknown.join("', '")}'`) : undefined;
}

async function change(
  node: EngineNode,
  access: Access,
  key: BatchKey,
  to: Parameters<typeof changeBatch>[3],
): Promise<Refusal | undefined> {
  const { items } = await search(node.sql, BATCHES, access, { filter: [{ field: 'key', is: 'eq', value: key }], limit: 1 });
  const [batch]: readonly BatchView[] = items;
  if (!batch) return refuse('notFound', `there is no batch ${key}`);
  if (!(await changeBatch(node.sql, access, key, to))) return refuse('conflict', `the batch is ${batch.status} already`);
  for (const rouse of node.rousers) rouse();
  return undefined;
}

/**
 * Goes on with the batches that are open: some items of each, side by side with whatever else happens to their cases. Several nodes may
 * do so at once, and any of them may end in between: an item is taken in the transaction of its step.
 * @returns how many items were done, or tried in vain
 */
export async function workOnBatches(node: EngineNode): Promise<number> {
  const items = await openItems(node.sql, OF_EACH);
  const done = await Promise.all(items.map((item) => work(node, item)));
  await endBatches(node.sql, node.clock.now());
  return done.filter(Boolean).length;
}

/** @returns false when somebody else has the item, or its batch stands still */
async function work(node: EngineNode, item: OpenItem): Promise<boolean> {
  const at = node.clock.now();
  const why = await attempt(node, item, at);
  if (why === TAKEN) return false;
  if (why) await failItem(node.sql, item, why.message, at);
  return true;
}

async function attempt(node: EngineNode, item: OpenItem, at: number): Promise<Refusal | undefined> {
  const { access, caseKey } = item;
  try {
    for (let look = 1; ; look++) {
      const command = await commandOf(node, item);
      if (isRefusal(command)) return command;
      const done = await node.perform({ access, caseKey, command, claims: [itemClaim(item, at)] });
      if (!isRefusal(done)) return undefined;
      if (item.plan.kind !== 'modify' || done.refused !== 'notFound' || look === LOOKS) return done;
    }
  } catch (error) {
    node.background.fault(error, `working on item ${item.itemKey} of batch ${item.batchKey}`);
    return refuse('conflict', `a fault of the program: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function commandOf(node: EngineNode, item: OpenItem): Promise<Exclude<Command, StartCommand> | Refusal> {
  const { plan, itemKey, caseKey, access } = item;
  switch (plan.kind) {
    case 'cancel':
      return { type: 'cancelCase' };
    case 'suspend':
      return { type: 'suspendCase', reason: plan.reason };
    case 'resume':
      return { type: 'resumeCase' };
    case 'resolve':
      // The key of an incident's item is the incident's.
      return { type: 'resolveIncident', incidentKey: itemKey as IncidentKey };
    case 'migrate':
      return { type: 'migrateCase', definitionKey: plan.definitionKey, elements: plan.elements };
    case 'modify':
      return moving(node, access, caseKey, plan);
    default:
      return plan satisfies never;
  }
}

/** What stands at each of the elements now; of one that is done several times, the whole. */
async function moving(
  node: EngineNode,
  { tenantId }: Access,
  caseKey: CaseKey,
  { move }: Extract<BatchPlan, { kind: 'modify' }>,
): Promise<Exclude<Command, StartCommand> | Refusal> {
  const read = await readCase(node.sql, { tenantId, caseKey });
  const living = Object.values(read?.state.instances ?? {}).filter(
    ({ status, loopCounter }) => status !== 'completed' && loopCounter === undefined,
  );
  const moves = move.flatMap(({ from, to }) =>
    living.filter(({ elementId }) => elementId === from).map(({ key }) => ({ key, to })),
  );
  if (moves.length === 0)
    return refuse('conflict', `the case stands at none of ${move.map(({ from }) => `'${from}'`).join(', ')}`);
  return { type: 'modifyCase', activate: [], terminate: [], move: moves };
}
