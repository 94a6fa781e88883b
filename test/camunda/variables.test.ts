import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { VariableKey } from '@camunda8/orchestration-cluster-api';
import { AT_ONCE, camundaSide, deployArrows, elementId, processId, refusalOf, type Side } from './client.ts';

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
});
afterAll(() => side.stop());

test('every variable is found again by its key, whole, as long as its scope lives', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start -> user:Check{in mine: =all} -> user:Then -> end', { id: 'kept' });
  const long = 'ž'.repeat(9_000);
  for (let count = 0; count < 5; count++)
    await camunda.createProcessInstance({
      processDefinitionId: processId('kept'),
      variables: { all: count, long, 'two words': [count], ąžuolas: null, hidden: { a: 1 } },
    });
  const { items } = await camunda.searchVariables({ page: { limit: 1_000 } }, AT_ONCE);
  expect(items).toHaveLength(30);
  expect(new Set(items.map(({ variableKey }) => String(variableKey))).size).toBe(30);
  for (const { isTruncated, value, ...row } of items) {
    const found = await camunda.getVariable({ variableKey: row.variableKey }, AT_ONCE);
    expect(found).toEqual({ ...row, value: isTruncated ? JSON.stringify(long) : value });
    const filter = { variableKey: row.variableKey };
    expect((await camunda.searchVariables({ filter }, AT_ONCE)).items.map(({ name }) => name)).toEqual([row.name]);
  }
  const mine = items.find(({ name }) => name === 'mine')!;
  const two = { variableKey: { $in: [mine.variableKey, items[0]!.variableKey] } };
  expect((await camunda.searchVariables({ filter: two }, AT_ONCE)).items).toHaveLength(mine === items[0] ? 1 : 2);
  const filter = { processInstanceKey: mine.processInstanceKey, elementId: elementId('Check') } as never;
  const { userTaskKey } = (await camunda.searchUserTasks({ filter }, AT_ONCE)).items[0]!;
  await camunda.completeUserTask({ userTaskKey });
  const gone = camunda.getVariable({ variableKey: mine.variableKey }, AT_ONCE);
  expect(await refusalOf(gone)).toMatchObject({ status: 404, title: 'NOT_FOUND' });
  const none = camunda.getVariable({ variableKey: VariableKey.assumeExists('99') }, AT_ONCE);
  expect(await refusalOf(none)).toMatchObject({ status: 404 });
});

test('a process instance ends after the element that its start names', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start -> user:A -> user:B -> end', { id: 'tried' });
  const { processInstanceKey } = await camunda.createProcessInstance({
    processDefinitionId: processId('tried'),
    runtimeInstructions: [{ type: 'TERMINATE_PROCESS_INSTANCE', afterElementId: elementId('A') }],
  });
  const { userTaskKey } = (await camunda.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE)).items[0]!;
  await camunda.completeUserTask({ userTaskKey });
  expect(await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({ state: 'TERMINATED' });
  const { items } = await camunda.searchElementInstances({ filter: { processInstanceKey } }, AT_ONCE);
  expect(items?.map((one) => one.elementId)).not.toContain('B');
});
