/** What every request passes: bodies, limits, unknown fields, headers. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { problem } from '../../api/contract.ts';
import { JSON_BYTES, JSON_DEPTH } from '../../api/middleware/json-body.ts';
import { modelXml } from '../support/model.ts';
import { embeddedDatabase } from '../support/postgres.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await testServer();
  admin = await server.as('admin');
  await server.deploy({ name: 'm.bpmn', content: modelXml('start -> user:Check -> end', { id: 'm' }) });
});
afterAll(() => server.stop());

const startWith = (variables: unknown) =>
  admin.send('POST', '/api/cases', { body: `{"definition":{"processId":"m"},"variables":${String(variables)}}` });

describe('a body', () => {
  test('with an unknown field is refused by name', async () => {
    const answer = await admin.send('POST', '/api/cases', { body: { definition: { processId: 'm' }, tenantId: 'elsewhere' } });
    expect(answer.status).toBe(400);
    expect(problem.parse(answer.body).fields?.[0]?.message).toContain('tenantId');
  });

  test('cannot give somebody a role by the way', async () => {
    const clerk = await server.as('clerk');
    expect((await clerk.send('PATCH', '/api/session', { body: { language: 'en', roles: ['administrator'] } })).status).toBe(400);
  });

  test.each([
    ['a prototype', '{"__proto__":{"admin":true}}'],
    ['a constructor', '{"constructor":{"prototype":{"admin":true}}}'],
    ['a NUL', '{"a":"\\u0000"}'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['a NUL in a name', '{"\\u0000":1}'],
    ['half an object', '{"a":'],
  ])('with %s is refused', async (_name, variables) => {
    expect((await startWith(variables)).status).toBe(400);
  });

  const nested = (levels: number) => `{"deep":${'['.repeat(levels)}${']'.repeat(levels)}}`;
  test('may be as deep as the limit, and no deeper', async () => {
    // The body itself, its variables and `deep` are the first two levels.
    expect((await startWith(nested(JSON_DEPTH - 2))).status).toBe(201);
    expect((await startWith(nested(JSON_DEPTH - 1))).status).toBe(400);
    expect((await startWith(`{"text":"${'['.repeat(1000)}"}`)).status).toBe(201);
  });

  test('longer than the limit is refused, whatever length it claims', async () => {
    expect((await startWith(`{"a":"${'x'.repeat(JSON_BYTES)}"}`)).status).toBe(413);
    const chunks = (async function* () {
      for (let sent = 0; sent <= 5 * JSON_BYTES; sent += 100_000) yield await Promise.resolve(Buffer.alloc(100_000, ' '));
    })();
    const response = await fetch(new URL('/api/cases', server.url), {
      method: 'POST',
      headers: { cookie: admin.cookie ?? '', origin: server.url, 'content-type': 'application/json' },
      body: chunks as unknown as BodyInit,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  test.each(['text/plain', 'multipart/form-data', ''])('of another type is refused: "%s"', async (type) => {
    expect((await admin.send('POST', '/api/cases', { body: '{}', headers: { 'content-type': type } })).status).toBe(415);
  });

  test('is not taken where none belongs', async () => {
    expect((await admin.send('POST', '/api/tasks/1/claim', { body: { user: 'clerk' } })).status).toBe(400);
  });
});

describe('a query', () => {
  test.each([
    '/api/cases?sort=tenant_id',
    '/api/cases?limit=0',
    '/api/cases?limit=201',
    '/api/cases?unknown=1',
    '/api/tasks?whose=theirs',
    '/api/cases?number=%00',
    '/api/units?a=1',
  ])('that is not asked for is refused: %s', async (path) => {
    expect((await admin.send('GET', path)).status).toBe(400);
  });

  test('with a cursor of nowhere is refused', async () => {
    expect((await admin.send('GET', '/api/cases?after=nonsense')).status).toBe(400);
  });
});

describe('models', () => {
  test('that are refused come back with every finding, and nothing is stored', async () => {
    const analyst = await server.as('analyst');
    const before = await analyst.ask('listProcesses');
    const answer = await analyst.send('POST', '/api/definitions', {
      body: {
        resources: [
          { name: 'good.bpmn', content: modelXml('start -> user:Fine -> end', { id: 'good' }) },
          { name: 'bad.bpmn', content: '<!DOCTYPE x><definitions/>' },
        ],
      },
    });
    expect(answer.status).toBe(422);
    const { findings } = problem.parse(answer.body);
    expect(findings?.map(({ resource, severity }) => ({ resource, severity }))).toContainEqual({
      resource: 'bad.bpmn',
      severity: 'error',
    });
    expect(await analyst.ask('listProcesses')).toEqual(before);
  });

  test('that are the same are the same version', async () => {
    const model = { name: 'twice.bpmn', content: modelXml('start -> end', { id: 'twice' }) };
    const first = await server.deploy(model);
    const second = await server.deploy(model);
    expect(second.definitions[0]).toEqual({ ...first.definitions[0], isNew: false });
  });
});

describe('every answer', () => {
  test('tells the browser what the page may do', async () => {
    const { headers } = await server.anonymous().send('GET', '/api/demo/status');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';style-src-attr 'unsafe-inline';img-src 'self' data: blob:;" +
        "font-src 'self' data:;connect-src 'self';manifest-src 'self';worker-src 'self';frame-src 'none';object-src 'none';" +
        "base-uri 'none';form-action 'self';frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('to an unknown address or method is a problem document', async () => {
    for (const [method, path, status] of [
      ['GET', '/api/nothing', 404],
      ['GET', '/api/../etc/passwd', 404],
      ['PUT', '/api/cases', 405],
    ] as const)
      expect([path, (await admin.send(method, path)).status]).toEqual([path, status]);
    expect(problem.parse((await admin.send('GET', '/api/nothing')).body).code).toBe('notFound');
  });
});

describe('health', () => {
  test('is ready while the database answers, and not when it is gone', async () => {
    const other = await testServer({ openDatabase: embeddedDatabase });
    expect((await other.anonymous().send('GET', '/health/ready')).status).toBe(200);
    await other.database.knex.destroy();
    expect((await other.anonymous().send('GET', '/health/ready')).status).toBe(503);
    expect((await other.anonymous().send('GET', '/health/live')).status).toBe(200);
    await other.stop().catch(() => undefined);
  });
});
