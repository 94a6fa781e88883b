import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { ADMINISTRATOR, PASSWORD, type User } from '../support/server.ts';
import { AT_ONCE, camundaClient, camundaSide, deployArrows, fieldsOf, refusalOf, type Side, processId } from './client.ts';

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

interface Told {
  readonly status: number;
  readonly type: string | null;
  readonly body: { readonly title?: string; readonly detail?: string; readonly [name: string]: unknown };
  readonly text: string;
}

/** A request as no official client would send it. */
async function send(
  method: string,
  path: string,
  body?: unknown,
  user: User | undefined = ADMINISTRATOR,
  headers: object = {},
): Promise<Told> {
  const authorization = `Basic ${Buffer.from(`${user}:${PASSWORD}`).toString('base64')}`;
  const isText = typeof body === 'string' || body instanceof FormData;
  const response = await fetch(`${side.url}/v2${path}`, {
    method,
    headers: { authorization, ...(!(body instanceof FormData) && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text,
    body: text === '' ? {} : (JSON.parse(text) as Told['body']),
  };
}

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
    ['tags, which would be lost', 'POST', '/process-instances', { processDefinitionId: 'plain', tags: ['a'] }],
    [
      'a start in the middle',
      'POST',
      '/process-instances',
      { processDefinitionId: 'plain', startInstructions: [{ elementId: 'Work' }] },
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
    ['a look-up by variable key', 'POST', '/variables/search', { filter: { variableKey: '1' } }],
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

describe('deployments', () => {
  async function deploy(
    files: readonly [string, string | Uint8Array][],
    more: Readonly<Record<string, string>> = {},
  ): Promise<Told> {
    const form = new FormData();
    for (const [name, content] of files) form.append('resources', new File([content as never], name));
    for (const [name, value] of Object.entries(more)) form.append(name, value);
    return send('POST', '/deployments', form);
  }
  const good = modelXml('start -> user:Do -> end', { id: 'good' });

  test('a form comes with its model, and the same bytes are the same version', async () => {
    const form = JSON.stringify({ id: 'sheet', type: 'default', components: [] });
    const once = await side.camunda.createDeployment({
      resources: [new File([good], 'good.bpmn'), new File([form], 'sheet.form')],
    });
    expect(once.forms).toEqual([
      { formId: 'sheet', version: 1, resourceName: 'sheet.form', tenantId: '<default>', formKey: once.forms[0]?.formKey },
    ]);
    const twice = await side.camunda.createDeployment({ resources: [new File([good], 'good.bpmn')] });
    expect(twice.processes).toEqual(once.processes);
  });

  test('a faulty model is refused with every fault and its element, and nothing of the deployment is stored', async () => {
    const dangling = modelXml('start -> user:Do -> end', { id: 'bad' }).replaceAll('targetRef="end"', 'targetRef="gone"');
    const told = await deploy([
      ['fine.bpmn', modelXml('start -> end', { id: 'fine' })],
      ['bad.bpmn', dangling],
    ]);
    expect(told).toMatchObject({ status: 400, body: { title: 'INVALID_ARGUMENT' } });
    expect(told.body.detail).toMatch(
      /^Expected to deploy new resources, but encountered the following errors:\n'bad.bpmn': - Element: \S/,
    );
    expect(told.body.detail).toContain('ERROR: ');
    const found = await side.camunda.searchProcessDefinitions({ filter: { processDefinitionId: 'fine' } }, AT_ONCE);
    expect(found.items).toEqual([]);
  });

  test.each<[string, readonly [string, string | Uint8Array][], Record<string, string>]>([
    ['a document type', [['a.bpmn', `<!DOCTYPE x>${good}`]], {}],
    ['not XML', [['a.bpmn', 'nonsense']], {}],
    ['not UTF-8', [['a.bpmn', new Uint8Array([0x3c, 0xff, 0xfe])]], {}],
    ['a file of another kind', [['a.exe', 'MZ']], {}],
    ['no files', [], { tenantId: '<default>' }],
    ['another tenant', [['a.bpmn', good]], { tenantId: 'elsewhere' }],
    ['a field that is not known', [['a.bpmn', good]], { reason: 'because' }],
    ['too many parts', Array.from({ length: 101 }, (_, index): [string, string] => [`${String(index)}.bpmn`, good]), {}],
  ])('%s is refused', async (_what, files, more) => {
    expect((await deploy(files, more)).status).toBe(400);
  });

  test('too many bytes are refused, as is a body that is no form', async () => {
    expect((await deploy([['a.bpmn', 'x'.repeat(12_000_001)]])).status).toBe(413);
    expect((await send('POST', '/deployments', { resources: [] })).status).toBe(415);
    const torn = 'multipart/form-data; boundary=torn';
    expect(
      (await send('POST', '/deployments', '--torn\r\nContent-Disposition: form-data', ADMINISTRATOR, { 'content-type': torn }))
        .status,
    ).toBe(400);
  });
});
