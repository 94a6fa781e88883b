import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProcessDefinitionKey, UserTaskKey } from '@camunda8/orchestration-cluster-api';
import { modelXml } from '../support/model.ts';
import { AT_ONCE, camundaSide, deployArrows, fieldsOf, processId, refusalOf, type Side } from './client.ts';

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
});
afterAll(() => side.stop());

const FORM = { id: 'check', type: 'default', components: [{ key: 'fine', type: 'checkbox', id: 'F1', label: 'Fine' }] };

test('the forms of a start and of a task are told; where there is none, nothing', async () => {
  const { camunda } = side;
  const model = modelXml('start{form: check} -> user:Check{form: check} -> user:Plain -> end', { id: 'formed' });
  const deployed = await camunda.createDeployment({
    resources: [new File([JSON.stringify(FORM)], 'check.form'), new File([model], 'formed.bpmn')],
  });
  const { processDefinitionKey } = deployed.processes[0]!;
  const { formKey } = deployed.forms[0]!;
  const form = { tenantId: '<default>', formId: 'check', schema: FORM, version: expect.anything(), formKey };
  expect(await camunda.getStartProcessForm({ processDefinitionKey }, AT_ONCE)).toEqual(form);
  await camunda.createProcessInstance({ processDefinitionKey });
  const userTaskKey = async () =>
    (await camunda.searchUserTasks({ filter: { state: 'CREATED' } }, AT_ONCE)).items[0]!.userTaskKey;
  const first = await userTaskKey();
  expect(await camunda.getUserTaskForm({ userTaskKey: first }, AT_ONCE)).toEqual(form);
  await camunda.completeUserTask({ userTaskKey: first });
  expect(await camunda.getUserTaskForm({ userTaskKey: await userTaskKey() }, AT_ONCE)).toEqual({});
  const plain = await deployArrows(camunda, 'start -> end', { id: 'plain' });
  expect(await camunda.getStartProcessForm({ processDefinitionKey: plain.processDefinitionKey }, AT_ONCE)).toEqual({});
  const missing = { processDefinitionKey: ProcessDefinitionKey.assumeExists('99') };
  expect(await refusalOf(camunda.getStartProcessForm(missing, AT_ONCE))).toMatchObject({ status: 404, title: 'NOT_FOUND' });
  const noTask = { userTaskKey: UserTaskKey.assumeExists('99') };
  expect(await refusalOf(camunda.getUserTaskForm(noTask, AT_ONCE))).toMatchObject({ status: 404, title: 'NOT_FOUND' });
});

test('a user task has its own variables and those around it, and no others', async () => {
  const { camunda } = side;
  const model = `
    start -> and:fork -> sub:S{in mine: ="S"} -> end
    fork -> sub:T{in other: ="T"} -> end:t
    S {
      start -> user:Inner{in own: ="I"} -> end
    }
    T {
      start -> user:Else -> end
    }
  `;
  await deployArrows(camunda, model, { id: 'scoped' });
  await camunda.createProcessInstance({ processDefinitionId: processId('scoped'), variables: { all: 'A' } });
  const { items } = await camunda.searchUserTasks({ filter: { elementId: 'Inner' } as never }, AT_ONCE);
  const { userTaskKey } = items[0]!;
  const search = async (filter: object = {}) =>
    (await camunda.searchUserTaskVariables({ userTaskKey, filter, sort: [{ field: 'name' }] }, AT_ONCE)).items.map((one) => [
      one.name,
      one.value,
    ]);
  expect(await search()).toEqual([
    ['all', '"A"'],
    ['mine', '"S"'],
    ['own', '"I"'],
  ]);
  expect(await search({ name: { $like: 'm*' } })).toEqual([['mine', '"S"']]);
  const noTask = { userTaskKey: UserTaskKey.assumeExists('99') };
  expect(await refusalOf(camunda.searchUserTaskVariables(noTask, AT_ONCE))).toMatchObject({ status: 404 });
});

test('jobs are found by their state, type and message', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start -> service:Send{job: letter; header kind: fast} -> end', { id: 'letters' });
  for (let count = 0; count < 3; count++) await camunda.createProcessInstance({ processDefinitionId: processId('letters') });
  const asking = { type: 'letter', worker: 'post', timeout: 60_000, maxJobsToActivate: 2, requestTimeout: -1 };
  const [first, second] = (await camunda.activateJobs(asking)).jobs;
  await camunda.failJob({ jobKey: first!.jobKey, retries: 1, errorMessage: 'no stamp' });
  await camunda.failJob({ jobKey: second!.jobKey, retries: 0, errorMessage: 'no paper' });
  const search = async (filter: object) => (await camunda.searchJobs({ filter: { type: 'letter', ...filter } }, AT_ONCE)).items;
  const [failed] = await search({ state: 'FAILED' });
  expect(failed).toMatchObject({
    jobKey: second!.jobKey,
    customHeaders: { kind: 'fast' },
    errorMessage: 'no paper',
    worker: '',
    retries: 0,
    hasFailedWithRetriesLeft: false,
    kind: 'BPMN_ELEMENT',
    state: 'FAILED',
  });
  expect(fieldsOf(failed)).toEqual(
    [
      ...['customHeaders', 'elementId', 'elementInstanceKey', 'errorMessage', 'hasFailedWithRetriesLeft', 'jobKey', 'kind'],
      ...['listenerEventType', 'processDefinitionId', 'processDefinitionKey', 'processInstanceKey', 'retries', 'state'],
      ...['tenantId', 'type', 'worker'],
      ...(failed && 'deadline' in failed ? ['deadline'] : []),
    ].sort(),
  );
  expect((await search({ hasFailedWithRetriesLeft: true })).map((one) => one.jobKey)).toEqual([first!.jobKey]);
  expect(await search({ hasFailedWithRetriesLeft: false })).toHaveLength(2);
  expect(await search({ state: 'CREATED' })).toHaveLength(2);
  expect(await search({ kind: 'TASK_LISTENER' })).toEqual([]);
  expect(await search({ errorMessage: { $like: '*stamp' } })).toHaveLength(1);
});

test('a listener of a user task denies what was asked of it, corrects it, or lets it be', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start -> user:Sign{on assigning: may-assign} -> end', { id: 'listened' });
  await camunda.createProcessInstance({ processDefinitionId: processId('listened') });
  const task = async () => (await camunda.searchUserTasks({ filter: { elementId: 'Sign' } as never }, AT_ONCE)).items[0]!;
  const { userTaskKey } = await task();
  const answer = async (result: object) => {
    await camunda.assignUserTask({ userTaskKey, assignee: 'admin' });
    const { jobs } = await camunda.activateJobs({
      type: 'may-assign',
      timeout: 60_000,
      maxJobsToActivate: 1,
      requestTimeout: -1,
    });
    await camunda.completeJob({ jobKey: jobs[0]!.jobKey, result: { type: 'userTask', ...result } as never });
    return (await task()).assignee ?? null;
  };
  expect(await answer({ denied: true, deniedReason: 'not he' })).toBeNull();
  expect(await answer({ corrections: { assignee: 'clerk', priority: 80 } })).toBe('clerk');
  expect(await task()).toMatchObject({ priority: 80 });
});
