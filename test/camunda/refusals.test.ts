import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADMINISTRATOR, type User } from '../support/server.ts';
import {
  type Asking,
  sendRaw,
  AT_ONCE,
  camundaClient,
  camundaSide,
  deployArrows,
  fieldsOf,
  refusalOf,
  type Side,
  processId,
} from './client.ts';

let side: Side;
let processInstanceKey = '';
let userTaskKey = '';
beforeAll(async () => {
  side = await camundaSide();
  await deployArrows(side.camunda, 'start -> user:Check{groups: ="permits"} -> service:Work{job: work} -> end', { id: 'plain' });
  const variables = { eiga: { unit: 'permits' }, secret: 'SECRET' };
  ({ processInstanceKey } = await side.camunda.createProcessInstance({ processDefinitionId: processId('plain'), variables }));
  const found = await side.camunda.searchUserTasks({}, AT_ONCE);
  userTaskKey = found.items[0]?.userTaskKey ?? '';
});
afterAll(() => side.stop());

const send = (...asking: Asking) => sendRaw(side.url, ...asking);

test('a refusal is a problem document of Camunda and nothing more', async () => {
  const told = await send('GET', '/process-instances/4294967296');
  expect(told).toMatchObject({ status: 404, type: 'application/problem+json' });
  expect(told.body).toEqual({
    type: 'about:blank',
    title: 'NOT_FOUND',
    status: 404,
    detail: "Process Instance with key '4294967296' not found",
    instance: '/v2/process-instances/4294967296',
  });
});

describe('400: an unknown field is refused wherever it stands', () => {
  test.each<[string, string, string, unknown, string]>([
    ['in a command', 'POST', '/process-instances', { processDefinitionId: 'plain', unit: 'x' }, '[unit]'],
    ['in a search', 'POST', '/user-tasks/search', { filters: {} }, '[filters]'],
    ['in a filter', 'POST', '/process-instances/search', { filter: { unit: 'permits' } }, '[filter.unit]'],
    [
      'in an alternative of a filter',
      'POST',
      '/process-instances/search',
      { filter: { $or: [{ caseNumber: '1' }] } },
      '[filter.$or.0.caseNumber]',
    ],
    ['in another filter', 'POST', '/user-tasks/search', { filter: { suspension: 'x' } }, '[filter.suspension]'],
    ['in a page', 'POST', '/incidents/search', { page: { offset: 1 } }, '[page.offset]'],
    ['in a sort', 'POST', '/variables/search', { sort: [{ field: 'name', by: 'x' }] }, '[sort.0.by]'],
    ['in a changeset', 'PATCH', '/jobs/1', { changeset: { retries: 1, lease: 2 } }, '[changeset.lease]'],
    ['in a job', 'POST', '/jobs/activation', { type: 'a', timeout: 1, maxJobsToActivate: 1, lease: 1 }, '[lease]'],
    ['in a message', 'POST', '/messages/publication', { name: 'a', actor: 'b' }, '[actor]'],
  ])('%s', async (_where, method, path, body, place) => {
    const told = await send(method, path, body);
    expect(told.status).toBe(400);
    expect(told.body.title).toBe('Bad Request');
    expect(told.body.detail).toContain(place);
  });
});

describe('400: what cannot be right is refused', () => {
  test.each<[string, string, string, unknown]>([
    [
      'an alternative within an alternative',
      'POST',
      '/process-instances/search',
      { filter: { $or: [{ $or: [{ state: 'ACTIVE' }] }] } },
    ],
    [
      'an operator that a value does not have',
      'POST',
      '/process-instances/search',
      { filter: { startDate: { $like: '2026*' } } },
    ],
    ['a state that there is not', 'POST', '/process-instances/search', { filter: { state: 'active' } }],
    ['a date that is none', 'POST', '/process-instances/search', { filter: { startDate: 'yesterday' } }],
    ['a version beyond 32 bits', 'POST', '/process-definitions/search', { filter: { version: 3_000_000_000 } }],
    ['a sort by what is no field', 'POST', '/process-instances/search', { sort: [{ field: 'started_at; DROP TABLE cases' }] }],
    ['two places in one page', 'POST', '/process-instances/search', { page: { from: 1, after: 'AAAA' } }],
    ['neither id nor key', 'POST', '/process-instances', { variables: {} }],
    ['both id and key', 'POST', '/process-instances', { processDefinitionId: 'plain', processDefinitionKey: '1' }],
    ['another tenant', 'POST', '/process-instances', { processDefinitionId: 'plain', tenantId: 'elsewhere' }],
    ['a tag with a blank', 'POST', '/process-instances', { processDefinitionId: 'plain', tags: ['a b'] }],
    [
      'an end after an element that is not there',
      'POST',
      '/process-instances',
      {
        processDefinitionId: 'plain',
        runtimeInstructions: [{ type: 'TERMINATE_PROCESS_INSTANCE', afterElementId: 'Nowhere' }],
      },
    ],
    [
      'dimensions that cannot be',
      'POST',
      '/process-instances',
      { processDefinitionId: 'plain', variables: { eiga: { channel: 'pigeon' } } },
    ],
    ['variables that are no context', 'POST', '/process-instances', { processDefinitionId: 'plain', variables: [1] }],
    ['a name that pollutes', 'POST', '/process-instances', '{"processDefinitionId":"plain","variables":{"__proto__":{"a":1}}}'],
    ['a text with NUL', 'POST', '/messages/publication', { name: 'a\u0000b' }],
    ['half a JSON', 'POST', '/messages/publication', '{"name":'],
    ['no jobs wanted', 'POST', '/jobs/activation', { type: 'a', timeout: 1, maxJobsToActivate: 0 }],
    ['a lease of no time', 'POST', '/jobs/activation', { type: 'a', timeout: 0, maxJobsToActivate: 1 }],
    ['an error without code', 'POST', '/jobs/1/error', { errorCode: '' }],
    ['a change of nothing', 'PATCH', '/jobs/1', { changeset: {} }],
    ['a key that is no number', 'GET', '/process-instances/abc', undefined],
    ['a query that is not known', 'POST', '/variables/search?truncate=1', {}],
  ])('%s', async (_what, method, path, body) => {
    expect((await send(method, path, body)).status).toBe(400);
  });
});

describe('404: what is not there, or not for the caller', () => {
  test.each<[string, string, unknown]>([
    ['GET', '/process-definitions/4611686018427387904', undefined],
    ['GET', '/process-definitions/4611686018427387904/xml', undefined],
    ['GET', '/user-tasks/4611686018427387904', undefined],
    ['POST', '/user-tasks/4611686018427387904/completion', {}],
    ['POST', '/user-tasks/4611686018427387904/assignment', { assignee: 'x' }],
    ['POST', '/jobs/4611686018427387904/completion', {}],
    ['POST', '/jobs/4611686018427387904/failure', {}],
    ['POST', '/jobs/4611686018427387904/error', { errorCode: 'x' }],
    ['PATCH', '/jobs/4611686018427387904', { changeset: { retries: 1 } }],
    ['POST', '/incidents/4611686018427387904/resolution', undefined],
    ['GET', '/incidents/4611686018427387904', undefined],
    ['GET', '/element-instances/99999999999999999999', undefined],
    ['POST', '/process-instances/4611686018427387904/cancellation', undefined],
    ['POST', '/process-instances', { processDefinitionId: 'unknown' }],
    ['POST', '/process-instances', { processDefinitionId: 'plain', processDefinitionVersion: 9 }],
    ['GET', '/nothing', undefined],
    ['POST', '/users', {}],
  ])('%s %s', async (method, path, body) => {
    expect(await send(method, path, body)).toMatchObject({ status: 404, body: { title: 'NOT_FOUND' } });
  });

  test('a case of another tenant, or of another unit, is not there', async () => {
    for (const user of ['strange-manager', 'neighbour'] as const) {
      expect((await send('GET', `/process-instances/${processInstanceKey}`, undefined, user)).status).toBe(404);
      for (const path of ['/process-instances/search', '/variables/search', '/element-instances/search', '/incidents/search']) {
        const told = await send('POST', path, {}, user);
        expect(told.body).toMatchObject({ items: [], page: { totalItems: 0 } });
      }
    }
    expect((await send('GET', `/user-tasks/${userTaskKey}`, undefined, 'stranger')).status).toBe(404);
    expect((await send('POST', `/user-tasks/${userTaskKey}/completion`, {}, 'neighbour')).status).toBe(404);
    // A variable of what is not to be seen cannot be guessed at by filtering.
    const guess = { filter: { variables: [{ name: 'secret', value: '"SECRET"' }] } };
    expect((await send('POST', '/process-instances/search', guess, 'neighbour')).body).toMatchObject({ page: { totalItems: 0 } });
    expect((await send('POST', '/process-instances/search', guess, 'clerk')).body).toMatchObject({ page: { totalItems: 1 } });
  });
});

describe('401 and 403', () => {
  test.each([
    ['POST', '/deployments'],
    ['POST', '/process-definitions/search'],
    ['GET', '/process-definitions/1'],
    ['GET', '/process-definitions/1/xml'],
    ['POST', '/process-instances'],
    ['POST', '/process-instances/search'],
    ['GET', '/process-instances/1'],
    ['POST', '/process-instances/1/cancellation'],
    ['POST', '/element-instances/search'],
    ['GET', '/element-instances/1'],
    ['PUT', '/element-instances/1/variables'],
    ['POST', '/variables/search'],
    ['POST', '/user-tasks/search'],
    ['GET', '/user-tasks/1'],
    ['PATCH', '/user-tasks/1'],
    ['POST', '/user-tasks/1/assignment'],
    ['DELETE', '/user-tasks/1/assignee'],
    ['POST', '/user-tasks/1/completion'],
    ['POST', '/jobs/activation'],
    ['PATCH', '/jobs/1'],
    ['POST', '/jobs/1/completion'],
    ['POST', '/jobs/1/failure'],
    ['POST', '/jobs/1/error'],
    ['POST', '/messages/publication'],
    ['POST', '/messages/correlation'],
    ['POST', '/signals/broadcast'],
    ['POST', '/incidents/search'],
    ['GET', '/incidents/1'],
    ['POST', '/incidents/1/resolution'],
    ['PUT', '/clock'],
    ['POST', '/clock/reset'],
    ['GET', '/topology'],
    ['GET', '/authentication/me'],
  ])('nobody may %s %s', async (method, path) => {
    const headers = { origin: side.url, 'content-type': 'application/json' };
    const response = await fetch(`${side.url}/v2${path}`, { method, headers, ...(method !== 'GET' && { body: '{}' }) });
    expect(response.status).toBe(401);
  });

  test('nobody and a wrong password are refused', async () => {
    const response = await fetch(`${side.url}/v2/topology`);
    expect(response.status).toBe(401);
    expect(fieldsOf((await response.json()) as object)).toEqual(['detail', 'instance', 'status', 'title', 'type']);
    expect((await send('GET', '/topology', undefined, ADMINISTRATOR, { authorization: 'Basic eDp5' })).body.title).toBe(
      'Unauthorized',
    );
    expect(await refusalOf(camundaClient(side.url, 'nobody').getTopology())).toMatchObject({ status: 401 });
  });

  test.each<[User, string, string, unknown]>([
    ['clerk', 'POST', '/jobs/activation', { type: 'work', timeout: 1, maxJobsToActivate: 1 }],
    ['manager', 'POST', '/jobs/1/completion', {}],
    ['clerk', 'POST', '/messages/publication', { name: 'a' }],
    ['analyst', 'POST', '/signals/broadcast', { signalName: 'a' }],
    ['clerk', 'POST', '/process-instances/1/cancellation', undefined],
    ['analyst', 'POST', '/user-tasks/1/completion', {}],
    ['clerk', 'POST', '/user-tasks/1/assignment', { assignee: 'colleague' }],
    ['clerk', 'POST', '/process-definitions/search', {}],
    ['manager', 'POST', '/deployments', undefined],
  ])('a %s may not %s %s', async (user, method, path, body) => {
    expect(await send(method, path, body, user)).toMatchObject({ status: 403, body: { title: 'Forbidden' } });
  });

  test('another site cannot use the cookie of a session', async () => {
    const { cookie } = await side.as('manager');
    const headers = { cookie: cookie ?? '', 'content-type': 'application/json', origin: 'https://evil.example' };
    const response = await fetch(`${side.url}/v2/process-instances/${processInstanceKey}/cancellation`, {
      method: 'POST',
      headers,
    });
    expect(response.status).toBe(403);
  });
});

describe('409: too late, or somebody was quicker', () => {
  test('a task that somebody has taken is not taken, given back or completed by another clerk, nor completed twice', async () => {
    const clerk = side.clientOf('clerk');
    const colleague = side.clientOf('colleague');
    const key = userTaskKey as never;
    await clerk.assignUserTask({ userTaskKey: key, assignee: 'clerk', allowOverride: false });
    const conflict = { status: 409, title: 'INVALID_STATE' };
    expect(
      await refusalOf(colleague.assignUserTask({ userTaskKey: key, assignee: 'colleague', allowOverride: false })),
    ).toMatchObject(conflict);
    expect(await refusalOf(colleague.assignUserTask({ userTaskKey: key, assignee: 'colleague' }))).toMatchObject(conflict);
    expect(await refusalOf(colleague.unassignUserTask({ userTaskKey: key }))).toMatchObject(conflict);
    expect(await refusalOf(colleague.completeUserTask({ userTaskKey: key }))).toMatchObject(conflict);
    await clerk.completeUserTask({ userTaskKey: key });
    expect(await refusalOf(clerk.completeUserTask({ userTaskKey: key }))).toMatchObject(conflict);
  });
});

test('a fault of the server is told without what it was', async () => {
  const broken = await camundaSide();
  await broken.camunda.getTopology();
  await broken.database.knex.raw('ALTER TABLE cases RENAME TO lost');
  const told = await refusalOf(broken.camunda.searchProcessInstances({}, AT_ONCE));
  expect(told).toEqual({ status: 500, title: 'INTERNAL_ERROR', detail: 'Unexpected server error' });
  await broken.stop();
});
