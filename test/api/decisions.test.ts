/** Decisions over HTTP: deployed beside models, listed, read, evaluated, and what was decided for a case. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { problem } from '../../api/contract.ts';
import { decision, dmn, literal, table } from '../decision/dmn-file.ts';
import { modelXml } from '../support/model.ts';
import { testServer, type TestServer } from '../support/server.ts';

const FEE = table({
  policy: 'UNIQUE',
  inputs: [{ text: 'area', type: 'number', label: 'Area, m²' }],
  outputs: [{ name: 'fee', type: 'number' }],
  rules: ['< 100 | 20', '[100..500] | 50', '>= 500 | 90'],
});
const MODEL = {
  name: 'permit.bpmn',
  content: modelXml('start -> rule:Fee(fee){result: fee} -> user:Pay -> end', { id: 'permit' }),
};
const file = (content: string) => ({ name: 'fee.dmn', content: dmn(content) });

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

test('decisions are deployed with a model, listed with their versions, newest first, and read with their file', async () => {
  const first = await server.deploy(MODEL, file(decision('fee', literal('1'), [], undefined, 'Fee')));
  expect(first.decisions).toMatchObject([{ decisionId: 'fee', name: 'Fee', version: 1, isNew: true }]);
  const second = await server.deploy(MODEL, file(decision('fee', FEE, [], undefined, 'Fee of the permit')));
  expect(second.definitions).toMatchObject([{ version: 1, isNew: false }]);
  const clerk = await server.as('clerk');
  const { items } = await clerk.ask('listDecisions');
  expect(items).toMatchObject([
    {
      decisionId: 'fee',
      name: 'Fee of the permit',
      versions: [
        { version: 2, kind: 'decisionTable', requirementsId: 'file', requirementsVersion: 2, resourceName: 'fee.dmn' },
        { version: 1, kind: 'literalExpression' },
      ],
    },
  ]);
  const decisionKey = items[0]?.versions[0]?.decisionKey ?? '';
  expect((await clerk.ask('getDecision', { params: { decisionKey } })).xml).toBe(
    file(decision('fee', FEE, [], undefined, 'Fee of the permit')).content,
  );
});

test('a DMN file with faults is refused with all of them, and named', async () => {
  const analyst = await server.as('analyst');
  const bad = file(
    `${decision('a', table({ policy: 'BEST', inputs: ['x'], outputs: [{}], rules: ['1 | 2'] }))}${decision('b', table({ inputs: ['x'], outputs: [{}], rules: ['1 | 2 | 3'] }))}`,
  );
  const answer = await analyst.send('POST', '/api/definitions', { body: { resources: [bad] } });
  expect(answer.status).toBe(422);
  const { findings, code } = problem.parse(answer.body);
  expect(code).toBe('refusedModel');
  expect(findings).toMatchObject([
    { element: 'a', rule: 'hit-policy' },
    { element: 'b', rule: 'rule-entries', severity: 'error', resource: 'fee.dmn' },
  ]);
  expect(await analyst.ask('checkModels', { body: { resources: [bad] } })).toEqual({ findings });
});

test('what a case’s decision came to is shown with the rules that matched and their values', async () => {
  const clerk = await server.as('clerk');
  const { caseKey } = await clerk.ask('startCase', {
    body: { definition: { processId: 'permit' }, variables: { area: 250 }, dimensions: { unit: 'permits' } },
  });
  const { items, total } = await clerk.ask('listDecisionInstances', { query: { caseKey } });
  expect(total).toBe(1);
  expect(items).toMatchObject([
    {
      caseKey,
      elementId: 'Fee',
      decisionId: 'fee',
      decisionName: 'Fee of the permit',
      decisionVersion: 2,
      askedId: 'fee',
      ordinal: 1,
      rules: [2],
      values: {
        inputs: [{ name: 'Area, m²', value: 250 }],
        matched: [{ ruleIndex: 2, ruleId: 'rule2', outputs: [{ name: 'fee', value: 50 }] }],
        value: 50,
      },
    },
  ]);
  const neighbour = await server.as('neighbour');
  expect(await neighbour.ask('listDecisionInstances', { query: { caseKey } })).toMatchObject({ items: [], total: 0 });
});

test('a decision is evaluated without a case: the latest by its id, or a version by its key', async () => {
  const clerk = await server.as('clerk');
  const versions = (await clerk.ask('listDecisions')).items[0]?.versions ?? [];
  const body = { variables: { area: 80 } };
  const latest = await clerk.ask('evaluateDecision', { body: { ...body, decision: { decisionId: 'fee' } } });
  expect(latest).toMatchObject({
    decisionKey: versions[0]?.decisionKey,
    value: 20,
    evaluated: [{ decisionId: 'fee', kind: 'decisionTable', matched: [{ ruleIndex: 1 }], value: 20 }],
    notes: [],
  });
  const decisionKey = versions[1]?.decisionKey;
  expect((await clerk.ask('evaluateDecision', { body: { ...body, decision: { decisionKey } } })).value).toBe(1);
  const { items } = await (await server.as('manager')).ask('listDecisionInstances', { query: { decisionId: 'fee', limit: '2' } });
  expect(items.map(({ decisionVersion, caseKey }) => [decisionVersion, caseKey])).toEqual([
    [1, undefined],
    [2, undefined],
  ]);
  expect(items[1]?.decisionInstanceKey).toBe(latest.decisionInstanceKey);
});

test('an evaluation that cannot be is refused with a sentence', async () => {
  const clerk = await server.as('clerk');
  const ask = async (body: unknown) => {
    const answer = await clerk.send('POST', '/api/decisions/evaluate', { body });
    return { status: answer.status, detail: problem.parse(answer.body).detail };
  };
  const both = await ask({ decision: { decisionId: 'fee' }, variables: { area: 500 } });
  expect(both.status).toBe(422);
  expect(both.detail).toMatch(/Rules 2, 3 all match/);
  expect((await ask({ decision: { decisionId: 'none' } })).status).toBe(404);
  expect((await ask({ decision: { decisionId: 'fee', decisionKey: '1' } })).status).toBe(400);
  expect((await ask({ decision: { decisionId: 'fee' }, version: 1 })).status).toBe(400);
});
