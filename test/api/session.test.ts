/** Signing in over the wire: cookies, other sites, guessing, the end of a session. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { problem } from '../../api/contract.ts';
import { ACCOUNT_ATTEMPTS, ADDRESS_ATTEMPTS } from '../../organisation/index.ts';
import { ADMINISTRATOR, client, cookieOf, PASSWORD, signIn, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const post = (url: string, user: string, password: string, headers: Record<string, string> = {}) =>
  client(url, undefined).send('POST', '/api/session', { body: { user, password }, headers });

describe('the cookie', () => {
  test('cannot be read by scripts and is not sent by other sites', async () => {
    const [cookie] = (await post(server.url, 'clerk', PASSWORD)).headers.getSetCookie();
    expect(cookie).toMatch(/^eiga-session=[\w-]{43}; path=\/; samesite=lax; httponly$/i);
  });

  test('is bound to this very host, over https only, when people reach the server by https', async () => {
    const secure = await testServer({ environment: { PUBLIC_URL: 'https://eiga.example.lt' } });
    try {
      const answer = await post(secure.url, 'clerk', PASSWORD, { origin: 'https://eiga.example.lt' });
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-eiga=[\w-]{43}; path=\/; samesite=lax; secure; httponly$/i);
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect((await post(secure.url, 'clerk', PASSWORD, { origin: secure.url })).status).toBe(403);
    } finally {
      await secure.stop();
    }
  });

  test('is worth nothing after signing out', async () => {
    const clerk = await signIn(server.url, 'clerk');
    expect((await clerk.send('GET', '/api/session')).status).toBe(200);
    expect((await clerk.send('DELETE', '/api/session')).status).toBe(204);
    expect((await clerk.send('GET', '/api/session')).status).toBe(401);
  });

  test('that was there before is worth nothing after signing in again', async () => {
    const first = await signIn(server.url, 'clerk');
    const again = await first.send('POST', '/api/session', { body: { user: 'clerk', password: PASSWORD } });
    expect(cookieOf(again)).not.toBe(first.cookie);
    expect((await first.send('GET', '/api/session')).status).toBe(401);
  });

  test('that nobody gave out signs nobody in', async () => {
    expect((await client(server.url, `eiga-session=${'a'.repeat(43)}`).send('GET', '/api/session')).status).toBe(401);
  });
});

describe('another site', () => {
  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])('cannot write with a cookie: %s', async (origin) => {
    const clerk = await server.as('clerk');
    const answer = await clerk.send('PATCH', '/api/session', { body: { language: 'en' }, headers: { origin } });
    expect(answer.status).toBe(403);
  });

  test('cannot write when the browser says no origin at all', async () => {
    const clerk = await server.as('clerk');
    const response = await fetch(new URL('/api/session', server.url), {
      method: 'PATCH',
      headers: { cookie: clerk.cookie ?? '', 'content-type': 'application/json' },
      body: '{"language":"en"}',
    });
    expect(response.status).toBe(403);
  });

  test('cannot send a form in the place of JSON', async () => {
    const clerk = await server.as('clerk');
    const answer = await clerk.send('PATCH', '/api/session', {
      body: 'language=en',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(415);
  });

  test('cannot lead its own name here', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      request(new URL('/api/demo/status', server.url), { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });
});

describe('Basic authorization', () => {
  const basic = (user: string, password: string) => ({
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  });

  test('lets a client in without a cookie, also to write', async () => {
    const response = await fetch(new URL('/api/session', server.url), {
      method: 'PATCH',
      headers: { ...basic(ADMINISTRATOR, PASSWORD), 'content-type': 'application/json' },
      body: '{"language":"lt"}',
    });
    expect(response.status).toBe(200);
  });

  test('is refused with the wrong password, and so is any other kind', async () => {
    const answers = await Promise.all(
      [basic(ADMINISTRATOR, 'wrong'), { authorization: 'Bearer abc' }, { authorization: 'Basic ?' }].map((headers) =>
        client(server.url, undefined).send('GET', '/api/session', { headers }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  test('a new password counts at once', async () => {
    const admin = await server.as('admin');
    const headers = basic('colleague', PASSWORD);
    const asColleague = () => client(server.url, undefined).send('GET', '/api/session', { headers });
    expect((await asColleague()).status).toBe(200);
    await admin.ask('changePerson', { params: { user: 'colleague' }, body: { password: 'something-else-now' } });
    expect((await asColleague()).status).toBe(401);
  });
});

describe('guessing', () => {
  test('stops after five wrong passwords, also for the right one, and says when to come back', async () => {
    for (let attempt = 0; attempt < ACCOUNT_ATTEMPTS; attempt++)
      expect((await post(server.url, 'manager', 'wrong')).status).toBe(401);
    const answer = await post(server.url, 'manager', PASSWORD);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await post(server.url, 'analyst', PASSWORD)).status).toBe(200);
  });

  test('cannot be done faster by asking many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(server.url, 'neighbour', 'wrong')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(ACCOUNT_ATTEMPTS);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20 - ACCOUNT_ATTEMPTS);
  });

  test('does not tell an unknown user from a wrong password', async () => {
    const wrong = await post(server.url, 'analyst', 'wrong');
    const unknown = await post(server.url, 'nobody', 'wrong');
    expect(unknown.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
  });

  test('many accounts from one address stops as well', async () => {
    const other = await testServer();
    try {
      for (let attempt = 0; attempt < ADDRESS_ATTEMPTS; attempt++) await post(other.url, `user-${String(attempt)}`, 'wrong');
      expect((await post(other.url, 'one-more', 'wrong')).status).toBe(429);
    } finally {
      await other.stop();
    }
  });
});

test('a refusal is a problem document that names no secret', async () => {
  const answer = await post(server.url, 'clerk', 'my-secret');
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(problem.parse(answer.body)).toMatchObject({ code: 'wrongPassword', status: 401 });
  expect(JSON.stringify(answer.body)).not.toContain('my-secret');
});
