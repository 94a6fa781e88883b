import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let newest = '';
beforeAll(async () => {
  server = await testServer();
  await deploy('start -> user:Check{groups: permits} -> user:Sign{groups: permits} -> end');
});
afterAll(() => server.stop());

async function deploy(arrows: string, id = 'permit'): Promise<void> {
  const { definitions } = await server.deploy({ name: `${id}.bpmn`, content: modelXml(arrows, { id }) });
  newest = definitions[0]?.definitionKey ?? '';
}
const analyst = () => server.as('analyst');
const start = async (processId = 'permit') => {
  const body = { definition: { processId }, dimensions: { unit: 'permits' } };
  return (await (await analyst()).ask('startCase', { body })).caseKey;
};
const standsAt = async (caseKey: string) =>
  (await (await analyst()).ask('getCase', { params: { caseKey } })).activeElements.map((one) => one.elementId);

test('an analyst changes by hand where a case stands, and looks first whether it would be refused', async () => {
  const client = await analyst();
  const caseKey = await start();
  const before = await client.ask('getCase', { params: { caseKey } });
  expect(before.actions).toEqual(['modify', 'migrate']);
  expect((await (await server.as('clerk')).ask('getCase', { params: { caseKey } })).actions).not.toContain('modify');
  const elementInstanceKey = before.activeElements[0]!.elementInstanceKey;
  const modify = (body: object) => client.send('POST', `/api/cases/${caseKey}/modify`, { body });
  const move = [{ elementInstanceKey, to: 'Sign' }];
  for (const dryRun of [true, false])
    expect(await modify({ move: [{ elementInstanceKey, to: 'Nowhere' }], dryRun })).toMatchObject({
      status: 422,
      body: { code: 'invalid', detail: expect.stringContaining("'Nowhere'") },
    });
  expect(await modify({ move, dryRun: true })).toMatchObject({ status: 200, body: { activeElements: [{ elementId: 'Check' }] } });
  const moved = await client.ask('modifyCase', { params: { caseKey }, body: { move, variables: { by: 'hand' } } });
  expect(moved.activeElements.map((one) => one.elementId)).toEqual(['Sign']);
  expect((await client.ask('getCaseVariables', { params: { caseKey } })).variables).toEqual({ by: 'hand' });
  expect(await modify({ move })).toMatchObject({ status: 404 });
  expect(await modify({ activate: [{ element: 'Sign' }] })).toMatchObject({ status: 400 });
});

test('a case goes on in another version; a dry run tells all that stands in the way', async () => {
  const client = await analyst();
  const caseKey = await start();
  await deploy('start -> user:Examine -> service:Sign{job: sign} -> end');
  const migrate = (body: object) =>
    client.send('POST', `/api/cases/${caseKey}/migrate`, { body: { definitionKey: newest, ...body } });
  expect(await migrate({ dryRun: true })).toMatchObject({
    status: 422,
    body: { code: 'invalid', detail: expect.stringContaining("'Check' has no counterpart") },
  });
  expect(await migrate({ elements: { Check: 'Nowhere', What: 'Examine' } })).toMatchObject({
    status: 422,
    body: { detail: expect.stringMatching(/'Nowhere'.*'What'/s) },
  });
  expect(await migrate({ elements: { Check: 'Examine' }, dryRun: true })).toMatchObject({
    status: 200,
    body: { processVersion: 1 },
  });
  expect(await standsAt(caseKey)).toEqual(['Check']);
  expect(await migrate({ elements: { Check: 'Examine' } })).toMatchObject({ status: 200, body: { definitionKey: newest } });
  expect(await standsAt(caseKey)).toEqual(['Examine']);
  expect(await migrate({ definitionKey: '99' })).toMatchObject({ status: 404 });
});

test('a called case tells its caller, and cannot be cancelled by itself', async () => {
  await deploy('start -> user:Do -> end', 'child');
  await deploy('start -> call:Ask(child) -> end', 'parent');
  const parent = await start('parent');
  await server.engine.fireDue();
  const admin = await server.as('admin');
  const { items } = await admin.ask('listCases', { query: { processId: 'child' } });
  expect(items[0]).toMatchObject({ callerCaseKey: parent });
  const caseKey = items[0]!.caseKey;
  expect((await admin.ask('getCase', { params: { caseKey } })).actions).not.toContain('cancel');
  expect((await admin.ask('getCase', { params: { caseKey: parent } })).actions).toContain('cancel');
});

test('many cases are changed at once; what failed is told with its reason', async () => {
  await server.engine.stop();
  await deploy('start -> user:A -> user:B -> end', 'many');
  const cases = [await start('many'), await start('many'), await start('many')];
  const client = await analyst();
  const counted = async (kind: 'cancel' | 'resolve', filter: { processId?: string; number?: string }) =>
    (await client.ask('countCases', { body: { kind, filter } })).total;
  expect([await counted('cancel', { processId: 'many' }), await counted('resolve', { processId: 'many' })]).toEqual([3, 0]);
  expect(await counted('cancel', { processId: 'many', number: 'no such number' })).toBe(0);
  expect(await client.send('POST', '/api/batches/count', { body: { kind: 'cancel', filter: {} } })).toMatchObject({
    status: 400,
  });
  const moved = await client.ask('modifyCases', {
    body: { filter: { caseKeys: cases.slice(0, 2) }, move: [{ from: 'A', to: 'B' }] },
  });
  expect(moved.total).toBe(2);
  const params = { batchKey: moved.batchKey };
  expect(await client.ask('getBatch', { params })).toMatchObject({
    status: 'active',
    actions: ['suspend', 'cancel'],
    completed: 0,
  });
  expect((await (await server.as('manager')).ask('getBatch', { params })).actions).toEqual([]);
  expect(await (await server.as('manager')).send('POST', `/api/batches/${moved.batchKey}/cancel`)).toMatchObject({ status: 403 });
  expect(await client.ask('suspendBatch', { params })).toMatchObject({ status: 'suspended', actions: ['resume', 'cancel'] });
  await server.engine.fireDue();
  expect(await standsAt(cases[0]!)).toEqual(['A']);
  expect(await client.ask('resumeBatch', { params })).toMatchObject({ status: 'active' });
  await server.engine.fireDue();
  expect(await client.ask('getBatch', { params })).toMatchObject({ status: 'completed', completed: 2, failed: 0, actions: [] });
  expect(await client.send('POST', `/api/batches/${moved.batchKey}/resume`)).toMatchObject({ status: 409 });
  expect(await Promise.all(cases.map(standsAt))).toEqual([['B'], ['B'], ['A']]);

  await deploy('start -> user:A -> end', 'many');
  const body = { filter: { processId: 'many', version: 1 }, definitionKey: newest };
  const migrated = await client.ask('migrateCases', { body });
  await server.engine.fireDue();
  const failed = await client.ask('listBatchItems', { params: { batchKey: migrated.batchKey }, query: { status: 'failed' } });
  expect(failed.items.map(({ caseKey }) => caseKey).sort()).toEqual(cases.slice(0, 2).sort());
  expect(failed.items[0]?.message).toContain("'B' has no counterpart");
  const ended = await (await server.as('manager')).ask('cancelCases', { body: { filter: { processId: 'many' } } });
  await server.engine.fireDue();
  const { items, total } = await client.ask('listBatches');
  expect(total).toBe(3);
  expect(items[0]).toMatchObject({
    batchKey: ended.batchKey,
    plan: { kind: 'cancel' },
    filter: [{ field: 'processId', is: 'eq', value: 'many' }],
    createdBy: 'manager',
    completed: 3,
    actions: [],
  });
  expect(await client.send('POST', '/api/batches/resolve', { body: { filter: {} } })).toMatchObject({ status: 400 });
});

test('places of a multi-instance activity are told apart: what holds its rounds, and each of them', async () => {
  await deploy('start -> user:Inspect{groups: permits; times: 2} -> end', 'rounds');
  const caseKey = await start('rounds');
  const { activeElements } = await (await analyst()).ask('getCase', { params: { caseKey } });
  expect(activeElements.map(({ elementId, holdsRounds, loopCounter }) => [elementId, holdsRounds, loopCounter])).toEqual([
    ['Inspect', true, undefined],
    ['Inspect', false, 1],
    ['Inspect', false, 2],
  ]);
});
