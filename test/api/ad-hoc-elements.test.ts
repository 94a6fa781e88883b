import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

async function start(arrows: string, id: string): Promise<string> {
  await server.deploy({ name: `${id}.bpmn`, content: modelXml(arrows, { id }) });
  const body = { definition: { processId: id }, dimensions: { unit: 'permits' } };
  return (await (await server.as('clerk')).ask('startCase', { body })).caseKey;
}
const HELP = 'Help {\n user:Call{groups: permits; name: Call her}\n user:Visit{groups: permits}\n}';

test('a clerk begins what an ad-hoc sub-process offers; who may not is offered nothing', async () => {
  const caseKey = await start(`start -> adhoc:Help{until: =false} -> end\n${HELP}`, 'help');
  const clerk = await server.as('clerk');
  const { activeElements } = await clerk.ask('getCase', { params: { caseKey } });
  expect(activeElements).toMatchObject([
    { elementId: 'Help', begins: [{ elementId: 'Call', elementName: 'Call her' }, { elementId: 'Visit' }] },
  ]);
  const [help] = (await (await server.as('analyst')).ask('getCase', { params: { caseKey } })).activeElements;
  expect(help?.begins).toBeUndefined();
  const begin = (elementId: string) =>
    clerk.send('POST', `/api/cases/${caseKey}/begin`, {
      body: { elementInstanceKey: activeElements[0]?.elementInstanceKey, elementId },
    });
  expect(await begin('Nothing')).toMatchObject({ status: 422, body: { detail: expect.stringContaining('Call, Visit') } });
  expect(await begin('Call')).toMatchObject({ status: 200 });
  const after = await clerk.ask('getCase', { params: { caseKey } });
  expect(after.activeElements.map(({ elementId }) => elementId).sort()).toEqual(['Call', 'Help']);
});

test('in sequence nothing more is offered while one thing goes on', async () => {
  const caseKey = await start(`start -> adhoc:Help{until: =false; sequential: yes} -> end\n${HELP}`, 'sequence');
  const clerk = await server.as('clerk');
  const params = { caseKey };
  const [help] = (await clerk.ask('getCase', { params })).activeElements;
  expect(help?.begins).toHaveLength(2);
  const elementInstanceKey = help?.elementInstanceKey ?? '';
  const { activeElements } = await clerk.ask('beginElement', { params, body: { elementInstanceKey, elementId: 'Visit' } });
  expect(activeElements.map(({ begins }) => begins)).toEqual([undefined, undefined]);
});

test('cases are found by the case that called them', async () => {
  await server.deploy({ name: 'child.bpmn', content: modelXml('start -> user:Do -> end', { id: 'child' }) });
  const callerCaseKey = await start('start -> call:Ask(child) -> end', 'parent');
  await server.engine.fireDue();
  const clerk = await server.as('admin');
  const { items } = await clerk.ask('listCases', { query: { callerCaseKey } });
  expect(items.map(({ processId }) => processId)).toEqual(['child']);
});
