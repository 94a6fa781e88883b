/** Batches: begin, look, stop. */
import { refuse, type Refusal } from '../../engine/errors.ts';
import type { Access, BatchItemView, BatchKey, BatchPlan, BatchView, DefinitionKey, Engine, Query } from '../../engine/index.ts';
import { type Action, may, type Person } from '../../organisation/index.ts';
import { iso, isoOr } from '../answers/instants.ts';
import { type BatchJson, batchOperations, type CaseFilterJson } from '../contract/batches.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';
import { caseConditions } from './case-query.ts';

/** What one must be allowed to do to one case, to do it to many or to stop it. */
const NEEDS: Readonly<Record<BatchPlan['kind'], Action>> = {
  cancel: 'cases.cancel',
  suspend: 'cases.edit',
  resume: 'cases.edit',
  resolve: 'incidents.resolve',
  modify: 'cases.repair',
  migrate: 'cases.repair',
};
const ACTIONS: Readonly<Record<BatchView['status'], BatchJson['actions']>> = {
  active: ['suspend', 'cancel'],
  suspended: ['resume', 'cancel'],
  cancelled: [],
  completed: [],
};

export function batchRoutes({ route }: Binder, engine: Engine): void {
  const create = (access: Access, filter: CaseFilterJson, plan: BatchPlan) =>
    engine.batches.create(access, { plan, filter: caseConditions(filter) });

  route(batchOperations.countCases, ({ access, body: { kind, filter } }) =>
    engine.batches.count(access, { kind, filter: caseConditions(filter) }),
  );
  route(batchOperations.cancelCases, ({ access, body }) => create(access, body.filter, { kind: 'cancel' }));
  route(batchOperations.suspendCases, ({ access, body: { filter, reason } }) =>
    create(access, filter, { kind: 'suspend', reason }),
  );
  route(batchOperations.resumeCases, ({ access, body }) => create(access, body.filter, { kind: 'resume' }));
  route(batchOperations.resolveIncidents, ({ access, body }) => create(access, body.filter, { kind: 'resolve' }));
  route(batchOperations.modifyCases, ({ access, body }) => create(access, body.filter, { kind: 'modify', move: body.move }));
  route(batchOperations.migrateCases, ({ access, body: { filter, definitionKey, elements } }) =>
    create(access, filter, { kind: 'migrate', definitionKey: definitionKey as DefinitionKey, elements }),
  );

  route(batchOperations.listBatches, async ({ access, person, query }) => {
    const page = await engine.search.batches(access, {
      sort: [
        { field: 'createdAt', order: 'desc' },
        { field: 'key', order: 'desc' },
      ],
      limit: query.limit,
      ...(query.after !== undefined && { after: query.after }),
    });
    return { items: page.items.map((row) => batchJson(row, person)), total: page.total, endCursor: page.endCursor };
  });

  route(batchOperations.getBatch, ({ access, person, params }) => told(access, person, params.batchKey));

  route(batchOperations.listBatchItems, async ({ access, params, query }) => {
    if (!(await find(access, params.batchKey))) return noBatch();
    const filter: NonNullable<Query['filter']>[number][] = [{ field: 'batchKey', is: 'eq', value: params.batchKey }];
    if (query.status !== undefined) filter.push({ field: 'status', is: 'eq', value: query.status });
    const page = await engine.search.batchItems(access, {
      filter,
      limit: query.limit,
      ...(query.after !== undefined && { after: query.after }),
    });
    return { items: page.items.map(itemJson), total: page.total, endCursor: page.endCursor };
  });

  for (const [operation, change] of [
    [batchOperations.suspendBatch, 'suspend'],
    [batchOperations.resumeBatch, 'resume'],
    [batchOperations.cancelBatch, 'cancel'],
  ] as const)
    route(operation, async ({ access, person, params }) => {
      const row = await find(access, params.batchKey);
      if (!row) return noBatch();
      if (!may(person, NEEDS[row.kind])) fail('forbidden', 'Your role does not allow this.');
      return (await engine.batches[change](access, row.key)) ?? told(access, person, row.key);
    });

  async function find(access: Access, key: string): Promise<BatchView | undefined> {
    const filter = [{ field: 'key', is: 'eq', value: key as BatchKey }] as const;
    return (await engine.search.batches(access, { filter, limit: 1 })).items[0];
  }

  async function told(access: Access, person: Person, key: string): Promise<BatchJson | Refusal> {
    const row = await find(access, key);
    return row ? batchJson(row, person) : noBatch();
  }
}

function noBatch(): Refusal {
  return refuse('notFound', 'There is no such batch.');
}

function batchJson({ key, tenantId: _, kind, plan, filter, createdAt, endedAt, ...row }: BatchView, person: Person): BatchJson {
  const times = { createdAt: iso(createdAt), endedAt: isoOr(endedAt, undefined) };
  const told = plan.kind === 'modify' ? { ...plan, move: plan.move.map((one) => ({ ...one })) } : plan;
  const asked = filter && { filter: filter.map(conditionJson) };
  return {
    batchKey: key,
    ...row,
    ...asked,
    plan: told,
    ...times,
    actions: may(person, NEEDS[kind]) ? [...ACTIONS[row.status]] : [],
  };
}

function conditionJson(condition: NonNullable<BatchView['filter']>[number]) {
  const { is, value } = condition;
  return { ...('field' in condition && { field: condition.field }), is, value };
}

function itemJson({ itemKey, caseKey, status, processedAt, message }: BatchItemView) {
  return { itemKey, caseKey, status, processedAt: isoOr(processedAt, undefined), message };
}
