import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DecisionDefinitionId, DecisionDefinitionKey, DecisionEvaluationInstanceKey } from '@camunda8/orchestration-cluster-api';
import { decision, dmn, input, literal, table } from '../decision/dmn-file.ts';
import { modelXml } from '../support/model.ts';
import { AT_ONCE, camundaSide, fieldsOf, processId, refusalOf, sendRaw, type Side } from './client.ts';

const FEE = dmn(
  input('size', 'number') +
    decision('base', literal('size * 2'), ['input:in_size'], 'number') +
    decision(
      'fee',
      table({
        inputs: ['base'],
        outputs: [{ name: 'fee' }],
        rules: ['< 10 | 1', '>= 10 | 5'],
      }),
      ['decision:base'],
      'number',
      'the fee',
    ),
);

let side: Side;
let feeKey: DecisionDefinitionKey;
let baseKey: DecisionDefinitionKey;
let requirementsKey = '';
beforeAll(async () => {
  side = await camundaSide();
  const model = modelXml('start -> rule:Charge(fee){result: fee} -> user:After -> end', { id: 'charging' });
  const deployed = await side.camunda.createDeployment({
    resources: [new File([FEE], 'fee.dmn'), new File([model], 'charging.bpmn')],
  });
  const keys = new Map(deployed.decisions.map((one) => [one.decisionDefinitionId as string, one.decisionDefinitionKey!]));
  feeKey = keys.get('fee')!;
  baseKey = keys.get('base')!;
  requirementsKey = deployed.decisionRequirements[0]?.decisionRequirementsKey ?? '';
  expect(deployed.decisions.find((one) => (one.decisionDefinitionId as string) === 'fee')).toEqual({
    decisionDefinitionId: 'fee',
    version: 1,
    name: 'the fee',
    tenantId: '<default>',
    decisionRequirementsId: 'file',
    decisionDefinitionKey: feeKey,
    decisionRequirementsKey: requirementsKey,
  });
  expect(deployed.decisionRequirements).toEqual([
    {
      decisionRequirementsId: 'file',
      version: 1,
      decisionRequirementsName: 'File',
      tenantId: '<default>',
      resourceName: 'fee.dmn',
      decisionRequirementsKey: requirementsKey,
    },
  ]);
});
afterAll(() => side.stop());

const id = (text: string) => DecisionDefinitionId.assumeExists(text);

test('decision definitions are found, read, and told with their DMN', async () => {
  const { camunda } = side;
  const { items = [] } = await camunda.searchDecisionDefinitions({ sort: [{ field: 'name', order: 'DESC' }] }, AT_ONCE);
  expect(items.map((one) => one.name)).toEqual(['the fee', 'base']);
  const [fee] =
    (await camunda.searchDecisionDefinitions({ filter: { decisionDefinitionId: id('fee'), version: 1 } }, AT_ONCE)).items ?? [];
  expect(fee).toEqual({
    decisionDefinitionId: 'fee',
    name: 'the fee',
    version: 1,
    decisionRequirementsId: 'file',
    tenantId: '<default>',
    decisionDefinitionKey: feeKey,
    decisionRequirementsKey: requirementsKey,
  });
  expect(await camunda.getDecisionDefinition({ decisionDefinitionKey: feeKey }, AT_ONCE)).toEqual(fee);
  expect(await camunda.getDecisionDefinitionXml({ decisionDefinitionKey: feeKey }, AT_ONCE)).toBe(FEE);
  const decisionDefinitionKey = DecisionDefinitionKey.assumeExists('99');
  for (const missing of [
    () => camunda.getDecisionDefinition({ decisionDefinitionKey }, AT_ONCE),
    () => camunda.getDecisionDefinitionXml({ decisionDefinitionKey }, AT_ONCE),
  ])
    expect(await refusalOf(missing())).toMatchObject({ status: 404, title: 'NOT_FOUND' });
});

test('a decision is evaluated without a process instance, with what it required, and what was decided is found', async () => {
  const { camunda } = side;
  const told = await camunda.evaluateDecision({ decisionDefinitionId: id('fee'), variables: { size: 7 } });
  const { decisionEvaluationKey } = told;
  expect(told).toMatchObject({
    decisionDefinitionId: 'fee',
    decisionDefinitionName: 'the fee',
    decisionDefinitionVersion: 1,
    decisionRequirementsId: 'file',
    output: '5',
    failureMessage: '',
    decisionDefinitionKey: feeKey,
    decisionInstanceKey: decisionEvaluationKey,
  });
  const [base, fee, ...others] = told.evaluatedDecisions;
  expect(others).toEqual([]);
  expect(base).toMatchObject({ decisionDefinitionKey: baseKey, output: '14', decisionDefinitionType: 'LITERAL_EXPRESSION' });
  expect(fee).toMatchObject({
    decisionDefinitionKey: feeKey,
    decisionDefinitionType: 'DECISION_TABLE',
    output: '5',
    evaluatedInputs: [{ inputValue: '14' }],
    matchedRules: [{ ruleIndex: 2, evaluatedOutputs: [{ outputValue: '5' }] }],
  });
  expect(await camunda.evaluateDecision({ decisionDefinitionKey: feeKey, variables: { size: 2 } })).toMatchObject({
    output: '1',
  });

  const sort = [{ field: 'decisionDefinitionId' }] as never;
  const found = await camunda.searchDecisionInstances({ filter: { decisionEvaluationKey }, sort }, AT_ONCE);
  expect(found.items?.map((one) => [one.decisionDefinitionId as string, one.result, one.state])).toEqual([
    ['base', '14', 'EVALUATED'],
    ['fee', '5', 'EVALUATED'],
  ]);
  const { decisionEvaluationInstanceKey } = found.items![1]!;
  expect(decisionEvaluationInstanceKey).toBe(fee!.decisionEvaluationInstanceKey);
  const one = await camunda.getDecisionInstance({ decisionEvaluationInstanceKey: decisionEvaluationInstanceKey! }, AT_ONCE);
  expect(one).toEqual({
    ...found.items![1],
    evaluatedInputs: fee!.evaluatedInputs,
    matchedRules: fee!.matchedRules,
  });
  expect(fieldsOf(found.items![1])).toEqual(
    [
      ...['decisionDefinitionId', 'decisionDefinitionKey', 'decisionDefinitionName', 'decisionDefinitionType'],
      ...['decisionDefinitionVersion', 'decisionEvaluationInstanceKey', 'decisionEvaluationKey', 'evaluationDate'],
      ...['result', 'state', 'tenantId'],
    ].sort(),
  );
  const search = async (filter: object) => (await camunda.searchDecisionInstances({ filter }, AT_ONCE)).items?.length;
  expect(await search({ decisionEvaluationInstanceKey })).toBe(1);
  expect(await search({ decisionEvaluationKey, decisionDefinitionType: 'LITERAL_EXPRESSION' })).toBe(1);
  expect(await search({ decisionEvaluationKey, decisionDefinitionType: 'UNKNOWN' })).toBe(0);
  expect(await search({ state: 'FAILED' })).toBe(0);
  const missing = DecisionEvaluationInstanceKey.assumeExists('99');
  expect(await refusalOf(camunda.getDecisionInstance({ decisionEvaluationInstanceKey: missing }, AT_ONCE))).toMatchObject({
    status: 404,
  });
});

test('what a business rule task decided belongs to its process instance', async () => {
  const { camunda } = side;
  const { processInstanceKey, processDefinitionKey } = await camunda.createProcessInstance({
    processDefinitionId: processId('charging'),
    variables: { size: 2 },
  });
  const { items = [] } = await camunda.searchDecisionInstances(
    { filter: { processInstanceKey, decisionDefinitionId: id('fee') } },
    AT_ONCE,
  );
  expect(items).toMatchObject([{ processInstanceKey, processDefinitionKey, result: '1', decisionDefinitionKey: feeKey }]);
  const elements = await camunda.searchElementInstances({ filter: { processInstanceKey, type: 'BUSINESS_RULE_TASK' } }, AT_ONCE);
  expect(elements.items?.map((one) => one.elementInstanceKey)).toEqual([items[0]?.elementInstanceKey]);
});

test('refusals have Camunda’s titles', async () => {
  const { camunda } = side;
  expect(await refusalOf(camunda.evaluateDecision({ decisionDefinitionId: id('unknown') }))).toMatchObject({
    status: 404,
    title: 'NOT_FOUND',
  });
  const send = (body: object, user?: 'manager') => sendRaw(side.url, 'POST', '/decision-definitions/evaluation', body, user);
  expect(await send({})).toMatchObject({ status: 400, body: { title: 'INVALID_ARGUMENT' } });
  expect(await send({ decisionDefinitionId: 'fee', decisionDefinitionKey: feeKey })).toMatchObject({ status: 400 });
  expect(await send({ decisionDefinitionId: 'fee', inputs: {} })).toMatchObject({ status: 400, body: { title: 'Bad Request' } });
  expect(await send({ decisionDefinitionId: 'fee', tenantId: 'other' })).toMatchObject({ status: 400 });
  expect(await send({ decisionDefinitionId: 'fee' }, 'manager')).toMatchObject({ status: 403 });
});
