import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CaseKey } from '../../engine/index.ts';
import { TENANT } from '../../api/main.ts';
import { AT_ONCE, camundaSide, deployArrows, processId, refusalOf, type Side } from './client.ts';

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
});
afterAll(() => side.stop());

test('a case that is suspended here is active to Camunda’s clients, and nothing in it can be done', async () => {
  const { camunda, engine } = side;
  await deployArrows(camunda, 'start -> user:A -> service:B{job: b} -> end', { id: 'p' });
  const started = await camunda.createProcessInstance({ processDefinitionId: processId('p') });
  const { processInstanceKey } = started;
  const access = { tenantId: TENANT, units: 'all' } as const;
  const perform = (command: Parameters<typeof engine.perform>[2]) =>
    engine.perform(access, processInstanceKey as string as CaseKey, command);
  await perform({ type: 'suspendCase', reason: 'applicant' });
  expect(await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({ state: 'ACTIVE' });
  const { items } = await camunda.searchProcessInstances({ filter: { state: 'ACTIVE' } }, AT_ONCE);
  expect(items.map((row) => row.processInstanceKey)).toEqual([processInstanceKey]);
  const tasks = await camunda.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE);
  const { userTaskKey } = tasks.items[0]!;
  expect(await refusalOf(camunda.completeUserTask({ userTaskKey }))).toMatchObject({
    status: 409,
    detail: expect.stringContaining('suspended'),
  });
  await perform({ type: 'resumeCase' });
  await camunda.completeUserTask({ userTaskKey });
  await perform({ type: 'suspendCase', reason: 'applicant' });
  const ask = { type: 'b', timeout: 1000, maxJobsToActivate: 1, requestTimeout: -1 };
  expect((await camunda.activateJobs(ask)).jobs).toEqual([]);
  await perform({ type: 'resumeCase' });
  expect((await camunda.activateJobs(ask)).jobs).toHaveLength(1);
  await perform({ type: 'suspendCase', reason: 'applicant' });
  await camunda.cancelProcessInstance({ processInstanceKey });
  expect(await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({ state: 'TERMINATED' });
});

test('a batch that suspends is none of Camunda’s', async () => {
  const { camunda, engine } = side;
  const filter = [{ field: 'processId', is: 'eq', value: 'p' }] as const;
  const created = await engine.batches.create({ tenantId: TENANT, units: 'all' }, { plan: { kind: 'resume' }, filter });
  if (!('batchKey' in created)) throw new Error('refused');
  expect((await camunda.searchBatchOperations({}, AT_ONCE)).items).toEqual([]);
  const batchOperationKey = created.batchKey as string as never;
  expect(await refusalOf(camunda.getBatchOperation({ batchOperationKey }, AT_ONCE))).toMatchObject({ status: 404 });
});
