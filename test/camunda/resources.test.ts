import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DecisionDefinitionId, DecisionDefinitionKey, ProcessDefinitionKey } from '@camunda8/orchestration-cluster-api';
import { decision, dmn, literal } from '../decision/dmn-file.ts';
import { modelXml } from '../support/model.ts';
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

const sheet = (title: string) =>
  new File(
    [JSON.stringify({ id: 'sheet', type: 'default', schemaVersion: 16, components: [{ type: 'text', text: title }] })],
    'sheet.form',
  );
const showing = (id: string, binding: string) =>
  new File(
    [modelXml('start -> user:A{form: sheet} -> end', { id }).replace('formId="sheet"', `formId="sheet"${binding}`)],
    `${id}.bpmn`,
  );

test('of a deleted form the version before is shown, but the tasks of its own deployment and those with nothing else keep it', async () => {
  const { camunda } = side;
  const [first] = (await camunda.createDeployment({ resources: [sheet('one')] })).forms;
  const bound = showing('bound', ' bindingType="deployment"');
  const [second] = (await camunda.createDeployment({ resources: [sheet('two'), bound, showing('free', '')] })).forms;
  expect([first?.version, second?.version]).toEqual([1, 2]);
  const shown = async (id: string) => {
    const { processInstanceKey } = await camunda.createProcessInstance({ processDefinitionId: processId(id) });
    const [task] = (await camunda.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE)).items;
    const form = await camunda.getUserTaskForm({ userTaskKey: task!.userTaskKey }, AT_ONCE);
    return form && 'version' in form ? form.version : undefined;
  };
  expect([await shown('bound'), await shown('free')]).toEqual([2, 2]);
  await camunda.deleteResource({ resourceKey: second!.formKey! });
  expect([await shown('bound'), await shown('free')]).toEqual([2, 1]);
  expect(await refusalOf(camunda.deleteResource({ resourceKey: second!.formKey! }))).toMatchObject({ status: 404 });
  await camunda.deleteResource({ resourceKey: first!.formKey! });
  expect([await shown('bound'), await shown('free')]).toEqual([2, 2]);
  const [third] = (await camunda.createDeployment({ resources: [sheet('two')] })).forms;
  expect([third?.version, await shown('bound'), await shown('free')]).toEqual([3, 2, 3]);
});

const sum = (value: number) => new File([dmn(decision('sum', literal(`${value}`), [], 'number'))], 'sum.dmn');

test('of a deleted DMN file nothing is evaluated but for cases that have nothing in its place', async () => {
  const { camunda } = side;
  const filesOf = async (resources: File[]) => (await camunda.createDeployment({ resources })).decisionRequirements;
  const [first] = await filesOf([sum(1)]);
  const model = (id: string, binding: string) =>
    new File(
      [
        modelXml('start -> rule:R(sum){result: r} -> user:A -> end', { id }).replace(
          'decisionId="sum"',
          `decisionId="sum"${binding}`,
        ),
      ],
      `${id}.bpmn`,
    );
  const [second] = await filesOf([sum(2), model('bound-sum', ' bindingType="deployment"'), model('free-sum', '')]);
  const given = async (id: string) => {
    const { processInstanceKey } = await camunda.createProcessInstance({ processDefinitionId: processId(id) });
    const { items } = await camunda.searchVariables({ filter: { processInstanceKey, name: 'r' } }, AT_ONCE);
    return items[0]?.value;
  };
  const decisionDefinitionId = DecisionDefinitionId.assumeExists('sum');
  const asked = async () => (await camunda.evaluateDecision({ decisionDefinitionId })).output;
  expect([await given('bound-sum'), await given('free-sum'), await asked()]).toEqual(['2', '2', '2']);
  await camunda.deleteResource({ resourceKey: second!.decisionRequirementsKey! });
  expect([await given('bound-sum'), await given('free-sum'), await asked()]).toEqual(['2', '1', '1']);
  await camunda.deleteResource({ resourceKey: first!.decisionRequirementsKey! });
  expect([await given('bound-sum'), await given('free-sum')]).toEqual(['2', '2']);
  expect(await refusalOf(asked())).toMatchObject({ status: 404 });
  const { items = [] } = await camunda.searchDecisionDefinitions({ filter: { decisionDefinitionId } }, AT_ONCE);
  expect(items.map(({ version }) => version)).toEqual([1, 2]);
  const { decisionDefinitionKey = DecisionDefinitionKey.assumeExists('1') } = items[0] ?? {};
  expect(await refusalOf(camunda.evaluateDecision({ decisionDefinitionKey }))).toMatchObject({ status: 404 });
  expect(await camunda.getDecisionDefinitionXml({ decisionDefinitionKey }, AT_ONCE)).toContain('id="sum"');
  const [third] = await filesOf([sum(2)]);
  expect([third?.version, await given('bound-sum'), await given('free-sum'), await asked()]).toEqual([3, '2', '2', '2']);
});

test('what is nothing that was deployed is not found, and who may not deploy deletes nothing', async () => {
  const nothing = side.camunda.deleteResource({ resourceKey: ProcessDefinitionKey.assumeExists('99') });
  expect(await refusalOf(nothing)).toMatchObject({ status: 404, title: 'NOT_FOUND' });
  const clerk = side.clientOf('clerk');
  expect(await refusalOf(clerk.deleteResource({ resourceKey: ProcessDefinitionKey.assumeExists('99') }))).toMatchObject({
    status: 403,
  });
});
