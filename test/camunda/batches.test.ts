import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BatchOperationKey, ProcessDefinitionKey } from '@camunda8/orchestration-cluster-api';
import { AT_ONCE, camundaSide, deployArrows, elementId, fieldsOf, processId, refusalOf, sendRaw, type Side } from './client.ts';

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
});
afterAll(() => side.stop());

const start = async (id: string, count: number, more: object = {}) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const started = await side.camunda.createProcessInstance({ processDefinitionId: processId(id), ...more });
      return started.processInstanceKey;
    }),
  );
const read = (batchOperationKey: BatchOperationKey) => side.camunda.getBatchOperation({ batchOperationKey }, AT_ONCE);
/** The server's worker does it by itself; it is only hurried on. */
async function ended(batchOperationKey: BatchOperationKey | undefined) {
  if (batchOperationKey === undefined) throw new Error('no batch was created');
  while ((await read(batchOperationKey)).state === 'ACTIVE') await side.engine.fireDue();
  return read(batchOperationKey);
}
const itemsOf = async (batchOperationKey: BatchOperationKey, filter: object = {}) =>
  (await side.camunda.searchBatchOperationItems({ filter: { batchOperationKey, ...filter } }, AT_ONCE)).items ?? [];

test('process instances are cancelled by a filter, and each is accounted for', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start -> user:A -> end', { id: 'many' });
  const keys = await start('many', 3);
  const [, , kept] = keys;
  const filter = { processDefinitionId: 'many', processInstanceKey: { $neq: kept } } as never;
  const created = await camunda.cancelProcessInstancesBatchOperation({ filter }, AT_ONCE);
  expect(created.batchOperationType).toBe('CANCEL_PROCESS_INSTANCE');
  const batchOperationKey = created.batchOperationKey!;
  const done = await ended(batchOperationKey);
  expect(done).toEqual({
    batchOperationKey,
    state: 'COMPLETED',
    batchOperationType: 'CANCEL_PROCESS_INSTANCE',
    startDate: expect.any(String),
    endDate: expect.any(String),
    operationsTotalCount: 2,
    operationsFailedCount: 0,
    operationsCompletedCount: 2,
    errors: [],
  });
  const { items: running } = await camunda.searchProcessInstances(
    { filter: { processDefinitionId: 'many', state: 'ACTIVE' } },
    AT_ONCE,
  );
  expect(running.map((row) => row.processInstanceKey)).toEqual([kept]);
  const items = await itemsOf(batchOperationKey);
  expect(items.map((one) => one.itemKey).sort()).toEqual(keys.slice(0, 2).sort());
  expect(fieldsOf(items[0])).toEqual([
    'batchOperationKey',
    'itemKey',
    'operationType',
    'processInstanceKey',
    'processedDate',
    'state',
  ]);
  expect(items[0]).toMatchObject({ operationType: 'CANCEL_PROCESS_INSTANCE', state: 'COMPLETED', batchOperationKey });
  const cases = async (batchOperationId: object | string) =>
    (await camunda.searchProcessInstances({ filter: { processDefinitionId: 'many', batchOperationId } }, AT_ONCE)).items.length;
  expect(await cases(batchOperationKey)).toBe(2);
  expect(await cases({ $neq: batchOperationKey })).toBe(1);
  expect(await cases({ $exists: true })).toBe(2);
  expect(await cases({ $exists: false })).toBe(1);
});

test('tokens are moved, versions changed and incidents resolved in the same way, failures with their reason', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start -> user:A -> service:B{job: b} -> user:C -> end', { id: 'old' });
  const next = await deployArrows(camunda, 'start -> user:A -> service:B2{job: b} -> user:C2 -> end', { id: 'new' });
  const [first, second, third] = await start('old', 3);
  const moved = await camunda.modifyProcessInstancesBatchOperation(
    {
      filter: { processInstanceKey: { $in: [first!, second!] } },
      moveInstructions: [{ sourceElementId: elementId('A'), targetElementId: elementId('B') }],
    },
    AT_ONCE,
  );
  expect(await ended(moved.batchOperationKey)).toMatchObject({
    operationsCompletedCount: 2,
    batchOperationType: 'MODIFY_PROCESS_INSTANCE',
  });
  const asking = { type: 'b', worker: 'w', timeout: 60_000, maxJobsToActivate: 5, requestTimeout: -1 };
  for (const { jobKey } of (await camunda.activateJobs(asking)).jobs)
    await camunda.failJob({ jobKey, retries: 0, errorMessage: 'down' });
  const resolved = await camunda.resolveIncidentsBatchOperation(
    {
      filter: { processDefinitionId: 'old', hasIncident: true },
    },
    AT_ONCE,
  );
  expect(await ended(resolved.batchOperationKey)).toMatchObject({
    batchOperationType: 'RESOLVE_INCIDENT',
    operationsTotalCount: 2,
    operationsCompletedCount: 2,
  });
  const items = await itemsOf(resolved.batchOperationKey!);
  expect(items.map((one) => one.processInstanceKey).sort()).toEqual([first, second].sort());
  expect(items.every((one) => one.itemKey !== one.processInstanceKey)).toBe(true);

  const [, job] = (await camunda.activateJobs(asking)).jobs.sort((a, b) =>
    a.processInstanceKey === first ? -1 : b.processInstanceKey === first ? 1 : 0,
  );
  await camunda.completeJob({ jobKey: job!.jobKey });
  const migrated = await camunda.migrateProcessInstancesBatchOperation(
    {
      filter: { processDefinitionId: 'old' },
      migrationPlan: {
        targetProcessDefinitionKey: next.processDefinitionKey,
        mappingInstructions: [{ sourceElementId: elementId('B'), targetElementId: elementId('B2') }],
      },
    },
    AT_ONCE,
  );
  expect(await ended(migrated.batchOperationKey)).toMatchObject({
    batchOperationType: 'MIGRATE_PROCESS_INSTANCE',
    operationsTotalCount: 3,
    operationsCompletedCount: 2,
    operationsFailedCount: 1,
  });
  const failed = await itemsOf(migrated.batchOperationKey!, { state: 'FAILED' });
  expect(failed).toMatchObject([{ processInstanceKey: second, errorMessage: expect.stringContaining("'C' has no counterpart") }]);
  expect(await itemsOf(migrated.batchOperationKey!, { processInstanceKey: third })).toMatchObject([{ state: 'COMPLETED' }]);
});

test('a batch operation is suspended, resumed, cancelled and found', async () => {
  const { camunda } = side;
  await side.engine.stop();
  await deployArrows(camunda, 'start -> user:A -> end', { id: 'still' });
  await start('still', 2);
  const filter = { processDefinitionId: 'still' } as never;
  const { batchOperationKey: key } = await camunda.cancelProcessInstancesBatchOperation({ filter }, AT_ONCE);
  const batchOperationKey = key!;
  await camunda.suspendBatchOperation({ batchOperationKey }, AT_ONCE);
  await side.engine.fireDue();
  expect(await read(batchOperationKey)).toMatchObject({
    state: 'SUSPENDED',
    operationsCompletedCount: 0,
    operationsTotalCount: 2,
  });
  expect((await read(batchOperationKey)).endDate).toBeUndefined();
  expect((await itemsOf(batchOperationKey)).map((one) => one.state)).toEqual(['ACTIVE', 'ACTIVE']);
  expect(await refusalOf(camunda.suspendBatchOperation({ batchOperationKey }, AT_ONCE))).toMatchObject({
    status: 409,
    title: 'INVALID_STATE',
  });
  await camunda.resumeBatchOperation({ batchOperationKey }, AT_ONCE);
  await camunda.cancelBatchOperation({ batchOperationKey }, AT_ONCE);
  await side.engine.fireDue();
  expect(await read(batchOperationKey)).toMatchObject({ state: 'CANCELED', operationsCompletedCount: 0 });
  expect((await itemsOf(batchOperationKey)).map((one) => one.state)).toEqual(['CANCELED', 'CANCELED']);

  const search = async (filter: object) =>
    (await camunda.searchBatchOperations({ filter, sort: [{ field: 'startDate', order: 'DESC' }] }, AT_ONCE)).items?.map(
      (one) => one.batchOperationKey,
    );
  expect(await search({ state: 'CANCELED' })).toEqual([batchOperationKey]);
  expect(await search({ operationType: 'MODIFY_PROCESS_INSTANCE' })).toHaveLength(1);
  expect(await search({ operationType: { $in: ['ADD_VARIABLE'] } })).toEqual([]);
  expect(await search({ batchOperationKey })).toEqual([batchOperationKey]);
  expect(await search({ batchOperationKey: 'no key' })).toEqual([]);
  side.engine.run();
});

test('refusals: an empty filter, an unknown version, a batch that is not there, a role that may not', async () => {
  const { camunda } = side;
  expect(await refusalOf(camunda.cancelProcessInstancesBatchOperation({ filter: {} }, AT_ONCE))).toMatchObject({
    status: 400,
    title: 'INVALID_ARGUMENT',
  });
  const filter = { processDefinitionId: 'still' } as never;
  const migrationPlan = { mappingInstructions: [], targetProcessDefinitionKey: ProcessDefinitionKey.assumeExists('99') };
  expect(await refusalOf(camunda.migrateProcessInstancesBatchOperation({ filter, migrationPlan }, AT_ONCE))).toMatchObject({
    status: 404,
  });
  expect(await refusalOf(camunda.modifyProcessInstancesBatchOperation({ filter, moveInstructions: [] }, AT_ONCE))).toMatchObject({
    status: 400,
  });
  const unknown = await sendRaw(side.url, 'POST', '/process-instances/cancellation', { filter, dryRun: true });
  expect(unknown).toMatchObject({ status: 400, body: { title: 'Bad Request', detail: expect.stringContaining('[dryRun]') } });
  const batchOperationKey = BatchOperationKey.assumeExists('99');
  expect(await refusalOf(read(batchOperationKey))).toMatchObject({ status: 404, title: 'NOT_FOUND' });
  expect(await refusalOf(camunda.cancelBatchOperation({ batchOperationKey }, AT_ONCE))).toMatchObject({
    status: 404,
    title: 'NOT_FOUND',
  });

  const clerk = side.clientOf('clerk');
  const manager = side.clientOf('manager');
  const moveInstructions = [{ sourceElementId: elementId('A'), targetElementId: elementId('A') }];
  for (const refused of [
    () => clerk.cancelProcessInstancesBatchOperation({ filter }, AT_ONCE),
    () => clerk.resolveIncidentsBatchOperation({ filter }, AT_ONCE),
    () => manager.modifyProcessInstancesBatchOperation({ filter, moveInstructions }, AT_ONCE),
    () => manager.migrateProcessInstancesBatchOperation({ filter, migrationPlan }, AT_ONCE),
  ])
    expect(await refusalOf(refused())).toMatchObject({ status: 403, title: 'Forbidden' });
  const created = await manager.cancelProcessInstancesBatchOperation({ filter }, AT_ONCE);
  const own = { batchOperationKey: created.batchOperationKey! };
  expect(await refusalOf(clerk.getBatchOperation(own, AT_ONCE))).toMatchObject({ status: 404 });
  expect(await refusalOf(side.clientOf('analyst').cancelBatchOperation(own, AT_ONCE))).toMatchObject({ status: 403 });
  expect(await refusalOf(side.clientOf('strange-manager').getBatchOperation(own, AT_ONCE))).toMatchObject({ status: 404 });
});
