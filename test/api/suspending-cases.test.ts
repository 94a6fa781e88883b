/** A case as a whole stands still and goes on, over the wire. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let clerk: Client;
let admin: Client;
beforeAll(async () => {
  server = await testServer();
  [clerk, admin] = [await server.as('clerk'), await server.as('admin')];
  const arrows = `start -> and:fork -> user:Check{groups: permits} -> end
    fork -> xor:which? -> end:w [= undefinedYet]`;
  await server.deploy(
    { name: 'p.bpmn', content: modelXml(arrows, { id: 'p' }) },
    { name: 'child.bpmn', content: modelXml('start -> user:Do{groups: permits} -> end', { id: 'child' }) },
    { name: 'parent.bpmn', content: modelXml('start -> call:Ask(child) -> end', { id: 'parent' }) },
  );
});
afterAll(() => server.stop());

async function newCase(processId = 'p') {
  const body = { definition: { processId }, dimensions: { unit: 'permits' } };
  const { caseKey } = await clerk.ask('startCase', { body });
  return { params: { caseKey }, caseKey };
}
const body = { reason: 'applicant', note: 'Laukiame brėžinių' };

test('a suspended case says why and since when, and offers to go on, to be registered and to end; nothing in it offers anything', async () => {
  const { params, caseKey } = await newCase();
  expect((await admin.ask('getCase', { params })).actions).toEqual([
    'suspend',
    'cancel',
    'register',
    'setVariables',
    'modify',
    'migrate',
  ]);
  expect((await clerk.ask('getCase', { params })).actions).toEqual(['suspend', 'register', 'setVariables']);
  const { items: before } = await clerk.ask('listTasks', { query: { caseKey } });
  expect(before[0]).toMatchObject({ caseSuspended: false, actions: ['claim', 'assign', 'complete'] });

  const suspended = await clerk.ask('suspendCase', { params, body });
  expect(suspended).toMatchObject({
    status: 'suspended',
    suspension: { ...body, since: expect.any(String), withCaller: false },
    actions: ['resume', 'register'],
    incidents: [{ actions: [] }],
  });
  expect((await admin.ask('getCase', { params })).actions).toEqual(['resume', 'cancel', 'register']);
  const { items: tasks } = await clerk.ask('listTasks', { query: { caseKey } });
  expect(tasks).toMatchObject([{ status: 'created', caseSuspended: true, actions: [] }]);
  const { taskKey } = tasks[0]!;
  const conflict = { status: 409, body: { detail: 'the case is suspended; resume it first' } };
  for (const action of ['claim', 'complete'])
    expect(await clerk.send('POST', `/api/tasks/${taskKey}/${action}`, { body: {} })).toMatchObject(conflict);
  expect(await clerk.send('PATCH', `/api/cases/${caseKey}/variables`, { body: { variables: { a: 1 } } })).toMatchObject(conflict);
  const { items: incidents } = await admin.ask('listIncidents', { query: { caseKey } });
  expect(incidents).toMatchObject([{ actions: [] }]);
  expect(await admin.send('POST', `/api/incidents/${incidents[0]!.incidentKey}/resolve`)).toMatchObject({ status: 409 });
  expect(await clerk.send('POST', `/api/cases/${caseKey}/suspend`, { body })).toMatchObject({ status: 409 });
  expect((await clerk.ask('listCases', { query: { status: 'suspended' } })).items.map((one) => one.caseKey)).toEqual([caseKey]);
  // A half-filled form is not lost.
  await clerk.ask('saveDraft', { params: { taskKey }, body: { values: { half: 1 } } });

  const resumed = await clerk.ask('resumeCase', { params });
  expect(resumed).toMatchObject({ status: 'active', actions: ['suspend', 'register', 'setVariables'] });
  expect(resumed).not.toHaveProperty('suspension');
  expect((await clerk.ask('getTask', { params: { taskKey } })).draft?.values).toEqual({ half: 1 });
  expect(await clerk.send('POST', `/api/cases/${caseKey}/resume`)).toMatchObject({ status: 409 });
});

test('history tells the suspension of each element that lived then; the note stays out of the log and of the variables', async () => {
  const { params } = await newCase();
  await clerk.ask('suspendCase', { params, body });
  const rowOf = async () => (await clerk.ask('getCaseHistory', { params })).items.find(({ elementId }) => elementId === 'Check');
  expect((await rowOf())?.suspensions).toEqual([{ reason: 'applicant', from: expect.any(String) }]);
  await clerk.ask('resumeCase', { params });
  expect((await rowOf())?.suspensions).toEqual([{ reason: 'applicant', from: expect.any(String), to: expect.any(String) }]);
  expect(JSON.stringify(await clerk.ask('getCaseLog', { params }))).not.toContain('brėžinių');
  expect((await clerk.ask('getCaseVariables', { params })).variables).toEqual({});
});

test('a called case that stands still with its caller is resumed there', async () => {
  const { params, caseKey } = await newCase('parent');
  await server.engine.fireDue();
  const { items } = await clerk.ask('listCases', { query: { callerCaseKey: caseKey } });
  const called = { params: { caseKey: items[0]!.caseKey } };
  await clerk.ask('suspendCase', { params, body });
  await server.engine.fireDue();
  expect(await admin.ask('getCase', called)).toMatchObject({
    status: 'suspended',
    suspension: { reason: 'applicant', withCaller: true },
    actions: ['register'],
  });
  expect(await clerk.send('POST', `/api/cases/${called.params.caseKey}/resume`)).toMatchObject({
    status: 409,
    body: { detail: `the case is suspended with case ${caseKey}, which called it; resume that one` },
  });
});

test('many cases are suspended and resumed at once', async () => {
  await server.engine.stop();
  const [one, other] = [await newCase('child'), await newCase('child')];
  const filter = { caseKeys: [one.caseKey, other.caseKey] };
  const manager = await server.as('manager');
  const { batchKey } = await manager.ask('suspendCases', { body: { filter, reason: 'legal' } });
  await server.engine.fireDue();
  expect(await manager.ask('getBatch', { params: { batchKey } })).toMatchObject({
    plan: { kind: 'suspend', reason: 'legal' },
    status: 'completed',
    completed: 2,
  });
  expect(await manager.ask('getCase', one)).toMatchObject({ status: 'suspended', suspension: { reason: 'legal' } });
  expect(await manager.ask('countCases', { body: { kind: 'resume', filter } })).toEqual({ total: 2 });
  await manager.ask('resumeCases', { body: { filter } });
  await server.engine.fireDue();
  expect(await manager.ask('getCase', other)).toMatchObject({ status: 'active' });
});
