import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProcessDefinitionKey } from '@camunda8/orchestration-cluster-api';
import { AT_ONCE, camundaSide, deployArrows, processId, refusalOf, type Side } from './client.ts';

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
});
afterAll(() => side.stop());

const resourceKey = (definition: { readonly processDefinitionKey: ProcessDefinitionKey }) => definition.processDefinitionKey;
const versions = async (id: string) =>
  (
    await side.camunda.searchProcessDefinitions(
      { filter: { processDefinitionId: processId(id), isLatestVersion: true } },
      AT_ONCE,
    )
  ).items!.map(({ version }) => version);

test('a version is deleted when no process instance of it runs; the one before it is the latest again, its number is not given again', async () => {
  const { camunda } = side;
  const first = await deployArrows(camunda, 'start -> user:A -> end', { id: 'twice' });
  const second = await deployArrows(camunda, 'start -> user:B -> end', { id: 'twice' });
  const { processInstanceKey } = await camunda.createProcessInstance({ processDefinitionId: processId('twice') });
  expect(await refusalOf(camunda.deleteResource({ resourceKey: resourceKey(second) }))).toMatchObject({
    status: 409,
    title: 'INVALID_STATE',
  });
  await camunda.cancelProcessInstance({ processInstanceKey });
  await camunda.deleteResource({ resourceKey: resourceKey(second) });
  expect(await versions('twice')).toEqual([1]);
  const again = await camunda.createProcessInstance({ processDefinitionId: processId('twice') });
  expect(again.processDefinitionVersion).toBe(1);
  const { processDefinitionKey } = second;
  expect(await refusalOf(camunda.createProcessInstance({ processDefinitionKey }))).toMatchObject({ status: 404 });
  const byVersion = { processDefinitionId: processId('twice'), processDefinitionVersion: 2 };
  expect(await refusalOf(camunda.createProcessInstance(byVersion))).toMatchObject({ status: 404 });
  expect(await refusalOf(camunda.deleteResource({ resourceKey: resourceKey(second) }))).toMatchObject({ status: 404 });

  // What has ended keeps its version, and may be looked at.
  expect(await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({ processDefinitionVersion: 2 });
  expect(await camunda.getProcessDefinitionXml({ processDefinitionKey }, AT_ONCE)).toContain('id="B"');

  const third = await deployArrows(camunda, 'start -> user:B -> end', { id: 'twice' });
  expect([third.processDefinitionVersion, await versions('twice')]).toEqual([3, [3]]);
  await camunda.cancelProcessInstance({ processInstanceKey: again.processInstanceKey });
  for (const version of [first, third]) await camunda.deleteResource({ resourceKey: resourceKey(version) });
  expect(await versions('twice')).toEqual([]);
  const none = camunda.createProcessInstance({ processDefinitionId: processId('twice') });
  expect(await refusalOf(none)).toMatchObject({ status: 404 });
});

test('the start events of the version before begin cases again', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start.message:Go(go) -> user:A -> end', { id: 'messaged' });
  const second = await deployArrows(camunda, 'start.message:Go(go) -> user:B -> end', { id: 'messaged' });
  await camunda.deleteResource({ resourceKey: resourceKey(second) });
  await camunda.publishMessage({ name: 'go', correlationKey: '', timeToLive: 0 });
  const { items } = await camunda.searchProcessInstances({ filter: { processDefinitionId: processId('messaged') } }, AT_ONCE);
  expect(items.map((one) => one.processDefinitionVersion)).toEqual([1]);
});

test('a call goes to the version that is left, and is an incident when none is', async () => {
  const { camunda } = side;
  const called = await deployArrows(camunda, 'start -> user:A -> end', { id: 'called' });
  const newer = await deployArrows(camunda, 'start -> user:B -> end', { id: 'called' });
  await deployArrows(camunda, 'start -> call:C(called) -> end', { id: 'calling' });
  const call = async () => {
    const { processInstanceKey } = await camunda.createProcessInstance({ processDefinitionId: processId('calling') });
    const filter = { parentProcessInstanceKey: processInstanceKey };
    const [child] = (await camunda.searchProcessInstances({ filter }, AT_ONCE)).items;
    const incidents = (await camunda.searchIncidents({ filter: { processInstanceKey } }, AT_ONCE)).items?.length;
    await camunda.cancelProcessInstance({ processInstanceKey });
    return [child?.processDefinitionVersion, incidents];
  };
  await camunda.deleteResource({ resourceKey: resourceKey(newer) });
  expect(await call()).toEqual([1, 0]);
  await camunda.deleteResource({ resourceKey: resourceKey(called) });
  expect(await call()).toEqual([undefined, 1]);
});

test('what is no process definition is not found, and who may not deploy deletes nothing', async () => {
  const nothing = side.camunda.deleteResource({ resourceKey: ProcessDefinitionKey.assumeExists('99') });
  expect(await refusalOf(nothing)).toMatchObject({ status: 404, title: 'NOT_FOUND' });
  const clerk = side.clientOf('clerk');
  expect(await refusalOf(clerk.deleteResource({ resourceKey: ProcessDefinitionKey.assumeExists('99') }))).toMatchObject({
    status: 403,
  });
});
