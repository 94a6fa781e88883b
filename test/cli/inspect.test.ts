import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { command } from '../../cli/commands/inspect.ts';
import { modelXml } from '../support/model.ts';
import { ADMINISTRATOR, PASSWORD, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const signedIn = process.env['EIGA_ADMIN'];
beforeAll(async () => {
  server = await testServer();
  process.env['EIGA_ADMIN'] = `${ADMINISTRATOR}:${PASSWORD}`;
});
afterAll(async () => {
  if (signedIn === undefined) delete process.env['EIGA_ADMIN'];
  else process.env['EIGA_ADMIN'] = signedIn;
  await server.stop();
});

test('a case is shown as the stream of its machines, one document a line', async () => {
  await server.deploy({ name: 'ask.bpmn', content: modelXml('start -> user:Check -> end', { id: 'ask' }) });
  const admin = await server.as('admin');
  const { caseKey } = await admin.ask('startCase', { body: { definition: { processId: 'ask' }, variables: {} } });
  const outcome = await command.run([caseKey, '--url', server.url]);
  const lines = (outcome?.text ?? '').split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({ type: '@xstate.actor', rootId: caseKey, machine: 'case' });
  expect(lines).toContainEqual(expect.objectContaining({ type: '@xstate.actor', machine: 'task', name: 'Check' }));
  expect(outcome).toMatchObject({ exit: 0, json: { items: lines } });
});

test('a case that does not exist is a refusal in words; what is no key is a wrong use', async () => {
  expect(await command.run(['1073741831', '--url', server.url])).toMatchObject({ exit: 1, json: { error: expect.any(String) } });
  await expect(command.run(['seven'])).rejects.toThrow('by its key');
});
