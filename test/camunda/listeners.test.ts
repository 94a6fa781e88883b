/** Jobs of listeners as the official client takes, answers and looks for them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { AT_ONCE, camundaSide, deployArrows, processId, refusalOf, type Side } from './client.ts';

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
});
afterAll(() => side.stop());

async function take(type: string) {
  const asked = { type, worker: 'w', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: -1 };
  const [job] = (await side.camunda.activateJobs(asked)).jobs;
  if (!job) throw new Error(`no job of type ${type}`);
  return job;
}
const complete = ({ jobKey }: Awaited<ReturnType<typeof take>>, result?: object) =>
  side.camunda.completeJob({ jobKey, variables: {}, ...(result && { result: { type: 'userTask', ...result } as never }) });

test('a listener tells what it is of; its headers go over those of its element', async () => {
  const { camunda } = side;
  const xml = modelXml('start -> service:Do{job: work; header a: element; header b: element; on start: look} -> end', {
    id: 'heard',
    on: { end: 'close' },
  }).replace(
    'type="look" retries="1" />',
    'type="look" retries="1"><zeebe:taskHeaders><zeebe:header key="b" value="listener" /></zeebe:taskHeaders></zeebe:executionListener>',
  );
  await camunda.createDeployment({ resources: [new File([xml], 'heard.bpmn')] });
  const { processInstanceKey } = await camunda.createProcessInstance({ processDefinitionId: processId('heard') });
  const look = await take('look');
  expect(look).toMatchObject({
    kind: 'EXECUTION_LISTENER',
    listenerEventType: 'START',
    elementId: 'Do',
    customHeaders: { a: 'element', b: 'listener' },
  });
  expect(look).not.toHaveProperty('userTask');
  await complete(look);
  const work = await take('work');
  expect(work).toMatchObject({
    kind: 'BPMN_ELEMENT',
    listenerEventType: 'UNSPECIFIED',
    customHeaders: { a: 'element', b: 'element' },
  });
  await complete(work);
  const close = await take('close');
  expect(close).toMatchObject({ kind: 'EXECUTION_LISTENER', listenerEventType: 'END', elementId: 'heard', customHeaders: {} });
  expect(String(close.elementInstanceKey)).toBe(String(processInstanceKey));
  expect(await refusalOf(camunda.throwJobError({ jobKey: close.jobKey, errorCode: 'E' }))).toMatchObject({ status: 409 });
  await complete(close);

  const found = async (filter: object, sort: object[] = [{ field: 'jobKey' }]) =>
    (await camunda.searchJobs({ filter: { processInstanceKey, ...filter }, sort: sort as never }, AT_ONCE)).items.map(
      ({ type, kind, listenerEventType }) => [type, kind, listenerEventType],
    );
  const [ofStart, ofWork, ofEnd] = [
    ['look', 'EXECUTION_LISTENER', 'START'],
    ['work', 'BPMN_ELEMENT', 'UNSPECIFIED'],
    ['close', 'EXECUTION_LISTENER', 'END'],
  ];
  expect(await found({})).toEqual([ofStart, ofWork, ofEnd]);
  expect(await found({ kind: 'BPMN_ELEMENT' })).toEqual([ofWork]);
  expect(await found({ kind: { $neq: 'BPMN_ELEMENT' } })).toEqual([ofStart, ofEnd]);
  expect(await found({ kind: { $in: ['TASK_LISTENER', 'AD_HOC_SUB_PROCESS'] } })).toEqual([]);
  expect(await found({ listenerEventType: 'END' })).toEqual([ofEnd]);
  expect(await found({ listenerEventType: { $in: ['UNSPECIFIED', 'START'] } })).toEqual([ofStart, ofWork]);
  expect(await found({}, [{ field: 'listenerEventType', order: 'DESC' }])).toEqual([ofStart, ofEnd, ofWork]);
  const { items } = await camunda.searchJobs({ filter: { jobKey: look.jobKey } }, AT_ONCE);
  expect(items[0]?.customHeaders).toEqual({ a: 'element', b: 'listener' });
});

test("a user task's listeners see the task as it is asked to be, correct and deny; its state says what they are about to let happen", async () => {
  const { camunda } = side;
  await deployArrows(
    camunda,
    `start -> user:Check{groups: permits; priority: 40; header unit: north; on creating: made; on assigning: may, may2; on updating: watch; on completing: fine; on canceling: gone} -> end
     Check ! message:Stop(stop){key: ="k"} -> end:stopped`,
    { id: 'asked' },
  );
  await camunda.createProcessInstance({ processDefinitionId: processId('asked') });
  const task = async () => (await camunda.searchUserTasks({ filter: { elementId: 'Check' } as never }, AT_ONCE)).items[0]!;

  const { userTaskKey, state } = await task();
  expect(state).toBe('CREATING');
  expect(await refusalOf(camunda.assignUserTask({ userTaskKey, assignee: 'ona' }))).toMatchObject({ status: 409 });
  const made = await take('made');
  expect(made).toMatchObject({
    kind: 'TASK_LISTENER',
    listenerEventType: 'CREATING',
    userTask: {
      action: 'create',
      assignee: null,
      candidateGroups: ['permits'],
      candidateUsers: [],
      changedAttributes: [],
      dueDate: null,
      followUpDate: null,
      priority: 40,
      userTaskKey,
    },
  });
  expect(made.customHeaders).toMatchObject({
    unit: 'north',
    'io.camunda.zeebe:userTaskKey': String(userTaskKey),
    'io.camunda.zeebe:candidateGroups': '["permits"]',
    'io.camunda.zeebe:priority': '40',
  });
  expect(made.customHeaders).not.toHaveProperty('io.camunda.zeebe:assignee');
  expect(await refusalOf(complete(made, { denied: true }))).toMatchObject({ status: 409 });
  await complete(made, { corrections: { dueDate: '2027-01-02T03:04:05Z' } });
  expect(await task()).toMatchObject({ state: 'CREATED', dueDate: '2027-01-02T03:04:05.000Z' });

  await camunda.assignUserTask({ userTaskKey, assignee: 'ona' });
  expect(await task()).toMatchObject({ state: 'ASSIGNING' });
  await complete(await take('may'), { corrections: { priority: 90 } });
  const second = await take('may2');
  expect(second.userTask).toMatchObject({
    action: 'assign',
    assignee: 'ona',
    priority: 90,
    changedAttributes: ['assignee', 'priority'],
  });
  await complete(second, { denied: true });
  expect(await task()).toMatchObject({ state: 'CREATED', priority: 40 });
  expect(await task()).not.toHaveProperty('assignee');

  await camunda.updateUserTask({ userTaskKey, changeset: { priority: 10 } });
  const watch = await take('watch');
  expect(watch.userTask).toMatchObject({ action: 'update', priority: 10, changedAttributes: ['priority'] });
  expect(await task()).toMatchObject({ state: 'UPDATING', priority: 40 });
  await complete(watch);
  expect(await task()).toMatchObject({ state: 'CREATED', priority: 10 });

  await camunda.completeUserTask({ userTaskKey, variables: { n: 1 } });
  const fine = await take('fine');
  expect((await camunda.searchUserTasks({ filter: { state: 'COMPLETING' } }, AT_ONCE)).items).toHaveLength(1);
  expect(await refusalOf(camunda.completeJob({ jobKey: fine.jobKey, variables: { x: 1 } }))).toMatchObject({ status: 400 });
  await complete(fine, { denied: true });

  await camunda.publishMessage({ name: 'stop', correlationKey: 'k', timeToLive: 0 });
  expect(await task()).toMatchObject({ state: 'CANCELING' });
  const gone = await take('gone');
  expect(gone).toMatchObject({ listenerEventType: 'CANCELING', userTask: { action: 'cancel', userTaskKey } });
  await complete(gone);
  expect(await task()).toMatchObject({ state: 'CANCELED' });
  const { items } = await camunda.searchJobs({ filter: { kind: 'TASK_LISTENER' }, sort: [{ field: 'jobKey' }] }, AT_ONCE);
  expect(items.map(({ listenerEventType }) => listenerEventType)).toEqual([
    'CREATING',
    'ASSIGNING',
    'ASSIGNING',
    'UPDATING',
    'COMPLETING',
    'CANCELING',
  ]);
});
