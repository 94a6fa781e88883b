/** Batch operations: one thing done to every process instance that a filter finds. */
import { z } from 'zod';
import { isRefusal, refuse } from '../../engine/errors.ts';
import type { BatchItemView, BatchKey, BatchPlan, BatchView, DefinitionKey, Query } from '../../engine/index.ts';
import { type Action, may } from '../../organisation/index.ts';
import { iso } from '../answers/instants.ts';
import { caseFilter } from './case-filter.ts';
import { mapping } from './changes.ts';
import type { Asked, Endpoints } from './endpoint.ts';
import { filterOf, key, resolved, state, text, type Wanted } from './filters.ts';
import { reject } from './problem.ts';
import { keyText, name } from './request-values.ts';
import { answerSearch, searchBody } from './search.ts';

const TYPES = {
  CANCEL_PROCESS_INSTANCE: ['cancel'],
  RESOLVE_INCIDENT: ['resolve'],
  MIGRATE_PROCESS_INSTANCE: ['migrate'],
  MODIFY_PROCESS_INSTANCE: ['modify'],
  DELETE_PROCESS_INSTANCE: [],
  ADD_VARIABLE: [],
  UPDATE_VARIABLE: [],
  DELETE_DECISION_DEFINITION: [],
  DELETE_PROCESS_DEFINITION: [],
} as const;
/** What Camunda has no name for, suspending and resuming, is not there to its clients. */
type Told = Exclude<BatchPlan['kind'], 'suspend' | 'resume'>;
const TYPE: Readonly<Record<Told, keyof typeof TYPES>> = {
  cancel: 'CANCEL_PROCESS_INSTANCE',
  resolve: 'RESOLVE_INCIDENT',
  migrate: 'MIGRATE_PROCESS_INSTANCE',
  modify: 'MODIFY_PROCESS_INSTANCE',
};
interface OfTold {
  readonly kind: Told;
}
function isTold<Row extends { readonly kind: BatchPlan['kind'] }>(row: Row): row is Row & OfTold {
  return Object.hasOwn(TYPE, row.kind);
}
function told(query: Query): Query {
  return { ...query, filter: [...(query.filter ?? []), { field: 'kind', is: 'in', value: Object.keys(TYPE) }] };
}
const STATES = {
  ACTIVE: ['active'],
  CANCELED: ['cancelled'],
  COMPLETED: ['completed'],
  CREATED: [],
  FAILED: [],
  PARTIALLY_COMPLETED: [],
  SUSPENDED: ['suspended'],
} as const;
const STATE = { active: 'ACTIVE', cancelled: 'CANCELED', completed: 'COMPLETED', suspended: 'SUSPENDED' } as const;
const ITEM_STATES = { ACTIVE: ['open'], COMPLETED: ['completed'], CANCELED: ['cancelled'], FAILED: ['failed'] } as const;
const ITEM_STATE = { open: 'ACTIVE', completed: 'COMPLETED', cancelled: 'CANCELED', failed: 'FAILED' } as const;

const NEEDS: Readonly<Record<Told, Action>> = {
  cancel: 'cases.cancel',
  resolve: 'incidents.resolve',
  migrate: 'cases.repair',
  modify: 'cases.repair',
};

const search = searchBody(
  filterOf({ batchOperationKey: text('key'), operationType: state('kind', TYPES), state: state('status', STATES) }),
  { batchOperationKey: 'key', operationType: 'kind', state: 'status', startDate: 'createdAt', endDate: 'endedAt' },
);
const itemSearch = searchBody(
  filterOf({
    batchOperationKey: text('batchKey'),
    itemKey: text('itemKey'),
    processInstanceKey: key('caseKey'),
    state: state('status', ITEM_STATES),
  }),
  { batchOperationKey: 'batchKey', itemKey: 'itemKey', processInstanceKey: 'caseKey', state: 'status' },
);

const ofFilter = z.strictObject({ filter: caseFilter });
const migration = z.strictObject({
  filter: caseFilter,
  migrationPlan: z.strictObject({ mappingInstructions: mapping, targetProcessDefinitionKey: keyText }),
});
const modification = z.strictObject({
  filter: caseFilter,
  moveInstructions: z
    .array(z.strictObject({ sourceElementId: name, targetElementId: name }))
    .min(1, 'no instruction')
    .max(1_000),
});

export function batchEndpoints({ on }: Endpoints): void {
  const at = (path: string) => ({ method: 'POST', path: `/process-instances/${path}` }) as const;
  on({ ...at('cancellation'), needs: NEEDS.cancel, body: ofFilter }, (asked) => create(asked, { kind: 'cancel' }));
  on({ ...at('incident-resolution'), needs: NEEDS.resolve, body: ofFilter }, (asked) => create(asked, { kind: 'resolve' }));
  on({ ...at('migration'), needs: NEEDS.migrate, body: migration }, (asked) => {
    const { targetProcessDefinitionKey, mappingInstructions } = asked.body.migrationPlan;
    const definitionKey = targetProcessDefinitionKey as DefinitionKey;
    return create(asked, { kind: 'migrate', definitionKey, elements: mappingInstructions });
  });
  on({ ...at('modification'), needs: NEEDS.modify, body: modification }, (asked) => {
    const move = asked.body.moveInstructions.map((one) => ({ from: one.sourceElementId, to: one.targetElementId }));
    return create(asked, { kind: 'modify', move });
  });

  on({ method: 'GET', path: '/batch-operations/:key', needs: 'cases.read' }, async (asked) => {
    const found = await find(asked);
    return found ? batch(found) : noBatch(asked.key);
  });
  on({ method: 'POST', path: '/batch-operations/search', needs: 'cases.read', body: search }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.batches(access, told(query)),
      (rows) => rows.filter(isTold).map(batch),
    ),
  );
  on({ method: 'POST', path: '/batch-operation-items/search', needs: 'cases.read', body: itemSearch }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.batchItems(access, told(query)),
      (rows) => rows.filter(isTold).map(item),
    ),
  );
  for (const [path, change] of [
    ['cancellation', 'cancel'],
    ['suspension', 'suspend'],
    ['resumption', 'resume'],
  ] as const)
    on({ method: 'POST', path: `/batch-operations/:key/${path}`, needs: 'cases.read' }, async (asked) => {
      const found = await find(asked);
      if (!found) return noBatch(asked.key);
      if (!may(asked.person, NEEDS[found.kind])) reject('Forbidden', 'Your role does not allow this batch operation.');
      return asked.engine.batches[change](asked.access, found.key);
    });
}

async function create(asked: Asked<{ readonly filter: readonly Wanted[] }>, plan: BatchPlan & OfTold) {
  const filter = await resolved(asked, asked.body.filter);
  const created = await asked.engine.batches.create(asked.access, { plan, filter });
  return isRefusal(created) ? created : { batchOperationKey: created.batchKey, batchOperationType: TYPE[plan.kind] };
}

async function find({ engine, access, key: asked }: Asked<unknown>): Promise<(BatchView & OfTold) | undefined> {
  const filter = [{ field: 'key', is: 'eq', value: asked as BatchKey }] as const;
  const [found] = (await engine.search.batches(access, { filter, limit: 1 })).items;
  return found && isTold(found) ? found : undefined;
}

function noBatch(asked: string) {
  return refuse('notFound', `Batch Operation with key '${asked}' not found`);
}

function batch(row: BatchView & OfTold) {
  return {
    batchOperationKey: row.key,
    state: STATE[row.status],
    batchOperationType: TYPE[row.kind],
    startDate: iso(row.createdAt),
    ...(row.endedAt !== undefined && { endDate: iso(row.endedAt) }),
    operationsTotalCount: row.total,
    operationsFailedCount: row.failed,
    operationsCompletedCount: row.completed,
    errors: [],
  };
}

function item(row: BatchItemView & OfTold) {
  return {
    operationType: TYPE[row.kind],
    batchOperationKey: row.batchKey,
    itemKey: row.itemKey,
    processInstanceKey: row.caseKey,
    state: ITEM_STATE[row.status],
    ...(row.processedAt !== undefined && { processedDate: iso(row.processedAt) }),
    ...(row.message !== undefined && { errorMessage: row.message }),
  };
}
