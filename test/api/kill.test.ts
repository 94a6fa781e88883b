/** The server killed in the middle of its work, again and again: what it has acknowledged stands. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { modelXml } from '../support/model.ts';
import { preparedDirectory } from '../support/postgres.ts';
import { eiga, type Served, serve } from '../support/eiga-process.ts';
import { type Client, client, signIn } from '../support/server.ts';
import { randomNumbers } from '../support/seed.ts';

/** `npm run test:laws` kills it twenty times. */
const ROUNDS = Number(process.env['EIGA_KILLS'] ?? 8);
/** Requests under way at a time. */
const WORKERS = 6;
const ADMIN = { user: 'admin', password: 'a-password-of-tests' };

let settings: Record<string, string> = {};
let served: Served;
let cookie: string | undefined;

beforeAll(async () => {
  settings = { EIGA_DATA: await preparedDirectory(), EIGA_ADMIN: `${ADMIN.user}:${ADMIN.password}` };
  served = await serve(settings);
  const admin = await signIn(served.url, ADMIN.user, ADMIN.password);
  cookie = admin.cookie;
  await admin.ask('deploy', {
    body: { resources: [{ name: 'm.bpmn', content: modelXml('start -> user:First -> user:Second -> end', { id: 'm' }) }] },
  });
}, 120_000);

afterAll(async () => {
  await served.kill('SIGTERM');
});

/** What the server has acknowledged of each case: tasks completed of two. */
type Ledger = Map<string, 0 | 1 | 2>;

/** Starts cases and completes their tasks until the server is gone; writes down only what was answered. */
async function work(admin: Client, ledger: Ledger, first: () => void): Promise<void> {
  for (;;) {
    const started = await admin.send('POST', '/api/cases', { body: { definition: { processId: 'm' } } });
    if (started.status !== 201) throw new Error(`${String(started.status)} ${JSON.stringify(started.body)}`);
    const { caseKey } = started.body as { caseKey: string };
    ledger.set(caseKey, 0);
    first();
    for (const done of [1, 2] as const) {
      const [task] = (await admin.ask('listTasks', { query: { caseKey } })).items;
      if (task === undefined) throw new Error(`The case ${caseKey} has no task after ${String(done - 1)}.`);
      await admin.ask('completeTask', { params: { taskKey: task.taskKey } });
      ledger.set(caseKey, done);
    }
  }
}

/** Every acknowledged case as it stands: at least what was acknowledged, at most one operation more. */
async function verify(admin: Client, ledger: Ledger): Promise<void> {
  for (const [caseKey, acknowledged] of ledger) {
    const found = await admin.ask('getCase', { params: { caseKey } });
    const { items } = await admin.ask('getCaseHistory', { params: { caseKey } });
    const completed = items.filter(({ elementKind, status }) => elementKind === 'userTask' && status === 'completed').length;
    expect([caseKey, completed >= acknowledged && completed <= acknowledged + 1]).toEqual([caseKey, true]);
    expect([caseKey, found.status]).toEqual([caseKey, completed === 2 ? 'completed' : 'active']);
    // Half an operation would leave a case that lives and has nothing to do.
    expect([caseKey, found.activeElements.map(({ elementId }) => elementId)]).toEqual([
      caseKey,
      [['First'], ['Second'], []][completed],
    ]);
  }
}

describe('the server', () => {
  test(`killed ${String(ROUNDS)} times keeps every operation that it acknowledged, and none is half done`, async () => {
    const { seed, random } = randomNumbers();
    console.info(`seed ${String(seed)}`);
    let operations = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const admin = client(served.url, cookie);
      const ledger: Ledger = new Map();
      await new Promise<void>((resolve) => {
        let begun = false;
        const first = () => {
          if (begun) return;
          begun = true;
          setTimeout(() => void served.kill('SIGKILL').then(() => resolve()), random() * 600);
        };
        for (let worker = 0; worker < WORKERS; worker++)
          void work(admin, ledger, first).catch((error: unknown) => {
            // The socket breaks when the server dies; anything else is a finding.
            if (!(error instanceof TypeError) && !String(error).includes('fetch failed')) throw error;
          });
      });
      served = await serve(settings);
      await verify(client(served.url, cookie), ledger);
      operations += [...ledger.values()].reduce<number>((sum, done) => sum + 1 + done, 0);
    }
    console.info(`${String(operations)} operations acknowledged and found again`);
    expect(operations).toBeGreaterThan(ROUNDS);
  }, 600_000);

  test('refuses a second process on its directory, naming itself and what to do', async () => {
    for (const words of [
      ['migrate', '--json'],
      ['serve', '--json'],
    ]) {
      const second = await eiga(words, { ...settings, PORT: '0', EIGA_DEMO: '0', EIGA_LOG: 'silent' });
      expect(second.code).toBe(1);
      expect(JSON.parse(second.stdout)).toEqual({ error: expect.stringContaining(String(served.pid)) });
    }
    expect((await client(served.url, cookie).send('GET', '/health/ready')).status).toBe(200);
  });

  test('stops cleanly when it is told to, and keeps its data', async () => {
    const before = await client(served.url, cookie).ask('listCases', { query: { limit: '1' } });
    expect(await served.kill('SIGTERM')).toBe(0);
    served = await serve(settings);
    expect(await client(served.url, cookie).ask('listCases', { query: { limit: '1' } })).toEqual(before);
    expect(served.complaints()).toBe('');
  });
});
