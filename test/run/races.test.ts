import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Database } from '../../database/connect.ts';
import type { CaseKey, Engine } from '../../engine/index.ts';
import { isRefusal } from '../../engine/errors.ts';
import { freshDatabase } from '../support/postgres.ts';
import { ALL, deployed, engineOn, expectLogged, HOUR, openRows, started, statusOf, taskAt, type Bench } from './engine-on.ts';

/** Two nodes on one server; every test lets both act at once on the same cases. */
const CASES = 40;
const RACERS = 8;

let first: Bench;
let second: Bench;
let shared: Database & { readonly url: string };

beforeAll(async () => {
  shared = await freshDatabase();
  first = engineOn(shared);
  second = engineOn(await connect({ url: shared.url }));
  await deployed(first.engine, 'one-task', 'start -> user:Check -> end');
  await deployed(first.engine, 'one-job', 'start -> service:Work -> end');
  await deployed(
    first.engine,
    'answer-or-silence',
    `start -> event:which
     which -> message:Answer(Answer){key: =number} -> user:Read -> end
     which -> timer:Silence(PT1H) -> end:silence`,
  );
  await deployed(first.engine, 'two-tasks', 'start -> and:fork\nfork -> user:A -> and:join\nfork -> user:B -> join -> end');
  await deployed(first.engine, 'in-parallel', 'start -> user:Each{each: item in =items} -> end');
});

afterAll(async () => {
  await first.engine.stop();
  await second.engine.stop();
  await second.database.close();
  await shared.close();
  expect([...first.faults, ...second.faults]).toEqual([]);
});

async function many(processId: string, variables: (index: number) => object = () => ({})): Promise<CaseKey[]> {
  const indexes = Array.from({ length: CASES }, (_, index) => index);
  return Promise.all(indexes.map((index) => started(first.engine, processId, variables(index) as never)));
}

type Act = (engine: Engine, index: number) => Promise<unknown>;

/** Lets racers on both nodes act at once. @returns how many were not refused */
async function race(...acts: readonly Act[]): Promise<number> {
  const racers = Array.from({ length: RACERS }, (_, index) => index);
  const answers = await Promise.all(
    racers.map((index) => (acts[index % acts.length] as Act)(index % 4 < 2 ? first.engine : second.engine, index)),
  );
  return answers.filter((answer) => !isRefusal(answer)).length;
}

async function expectEnded(keys: readonly CaseKey[]): Promise<void> {
  for (const key of keys) {
    await expectLogged(first.engine, key);
    expect(await openRows(shared, key)).toEqual({});
  }
}

test('of eight who complete a task at once, exactly one does, and history has one completion', async () => {
  const keys = await many('one-task');
  const tasks = await Promise.all(keys.map((key) => taskAt(first.engine, key, 'Check')));
  const wins = await Promise.all(
    keys.map((key, at) =>
      race((engine) => engine.perform(ALL, key, { type: 'completeTask', taskKey: tasks[at] as never, variables: {} })),
    ),
  );
  expect(wins).toEqual(keys.map(() => 1));
  await expectEnded(keys);
  const rows: { n: string }[] = await shared
    .knex('event_log')
    .where({ type: 'taskCompleted' })
    .whereIn('case_key', keys)
    .count('* as n');
  expect(Number(rows[0]?.n)).toBe(CASES);
});

test('of eight who claim a task at once, exactly one has it', async () => {
  const keys = await many('one-task');
  const tasks = await Promise.all(keys.map((key) => taskAt(first.engine, key, 'Check')));
  const wins = await Promise.all(
    keys.map((key, at) =>
      race((engine, index) =>
        engine.perform(ALL, key, { type: 'claimTask', taskKey: tasks[at] as never, user: `clerk-${index}` }),
      ),
    ),
  );
  expect(wins).toEqual(keys.map(() => 1));
  for (const key of keys) await expectLogged(first.engine, key);
});

test('completing races cancelling: one of the two happens, never both', async () => {
  const keys = await many('one-task');
  const tasks = await Promise.all(keys.map((key) => taskAt(first.engine, key, 'Check')));
  const wins = await Promise.all(
    keys.map((key, at) =>
      race(
        (engine) => engine.perform(ALL, key, { type: 'completeTask', taskKey: tasks[at] as never, variables: {} }),
        (engine) => engine.perform(ALL, key, { type: 'cancelCase' }),
      ),
    ),
  );
  expect(wins).toEqual(keys.map(() => 1));
  await expectEnded(keys);
});

test('both sides of a join complete at once and the case ends', async () => {
  const keys = await many('two-tasks');
  await Promise.all(
    keys.flatMap((key) =>
      (['A', 'B'] as const).map(async (element, index) => {
        const { engine } = index === 0 ? first : second;
        const taskKey = await taskAt(engine, key, element);
        return engine.perform(ALL, key, { type: 'completeTask', taskKey, variables: {} });
      }),
    ),
  );
  expect(await Promise.all(keys.map((key) => statusOf(first.engine, key)))).toEqual(keys.map(() => 'completed'));
  await expectEnded(keys);
});

test('the children of a multi-instance activity complete at once and are all counted', async () => {
  const keys = await Promise.all(
    Array.from({ length: 10 }, () => started(first.engine, 'in-parallel', { items: [1, 2, 3, 4, 5, 6] })),
  );
  await Promise.all(
    keys.map(async (key) => {
      const { items } = await first.engine.search.tasks(ALL, { filter: [{ field: 'caseKey', is: 'eq', value: key }] });
      expect(items).toHaveLength(6);
      await Promise.all(
        items.map((task, index) =>
          (index % 2 ? first : second).engine.perform(ALL, key, { type: 'completeTask', taskKey: task.key, variables: {} }),
        ),
      );
    }),
  );
  expect(await Promise.all(keys.map((key) => statusOf(first.engine, key)))).toEqual(keys.map(() => 'completed'));
  await expectEnded(keys);
});

test('a message races a timer at an event gateway: one of the two is taken', async () => {
  const keys = await many('answer-or-silence', (index) => ({ number: `gateway-${index}` }));
  first.clock.pin(first.clock.now() + HOUR);
  second.clock.pin(first.clock.now());
  await Promise.all([
    first.engine.fireDue(),
    second.engine.fireDue(),
    ...keys.map((_, index) =>
      second.engine.publishMessage(ALL, { name: 'Answer', correlationKey: `gateway-${index}`, variables: {}, timeToLiveMs: 0 }),
    ),
  ]);
  for (const key of keys) {
    const { items } = await first.engine.search.elementInstances(ALL, {
      filter: [
        { field: 'caseKey', is: 'eq', value: key },
        { field: 'elementId', is: 'in', value: ['Read', 'silence'] },
      ],
    });
    expect(items).toHaveLength(1);
    await expectLogged(first.engine, key);
  }
});

test('a timer due on two nodes fires once', async () => {
  const keys = await many('answer-or-silence', (index) => ({ number: `timer-${index}` }));
  first.clock.pin(first.clock.now() + HOUR);
  second.clock.pin(first.clock.now());
  await Promise.all([first.engine.fireDue(), second.engine.fireDue()]);
  await expectEnded(keys);
  const rows: { n: string }[] = await shared
    .knex('event_log')
    .where({ type: 'timerFired' })
    .whereIn('case_key', keys)
    .count('* as n');
  expect(Number(rows[0]?.n)).toBe(CASES);
});

test('each job is given to one worker only, and a job completed twice counts once', async () => {
  const keys = await many('one-job');
  const request = { type: 'Work', maxJobs: 25, timeoutMs: 60_000, tenantIds: ['city'] };
  const given = await Promise.all(
    [first, second, first, second].map(({ engine }, index) => engine.activateJobs(ALL, { ...request, worker: `w${index}` })),
  );
  const jobs = given.flat();
  const rest = await first.engine.activateJobs(ALL, { ...request, worker: 'rest', maxJobs: CASES });
  expect(new Set([...jobs, ...rest].map(({ key }) => key)).size).toBe(jobs.length + rest.length);
  expect(jobs.length + rest.length).toBe(CASES);
  const wins = await Promise.all(
    [...jobs, ...rest].map((job) =>
      race((engine) =>
        engine.perform(ALL, job.caseKey, {
          type: 'completeJob',
          jobKey: job.key,
          lease: job.lease,
          variables: { by: job.worker ?? '' },
        }),
      ),
    ),
  );
  expect(wins).toEqual(keys.map(() => 1));
  await expectEnded(keys);
});

test('an answer under a lease that is over is refused, the newer one counts', async () => {
  const [key] = await many('one-job');
  const request = { type: 'Work', maxJobs: CASES, timeoutMs: 1_000, tenantIds: ['city'] };
  const slow = (await first.engine.activateJobs(ALL, { ...request, worker: 'slow' })).find((job) => job.caseKey === key);
  first.clock.pin(first.clock.now() + 2_000);
  second.clock.pin(first.clock.now());
  const quick = (await second.engine.activateJobs(ALL, { ...request, worker: 'quick' })).find((job) => job.caseKey === key);
  expect([slow?.lease, quick?.lease]).toEqual([1, 2]);
  const answer = (engine: Engine, lease: number | undefined) =>
    engine.perform(ALL, key as CaseKey, {
      type: 'completeJob',
      jobKey: slow?.key as never,
      lease: lease ?? 0,
      variables: { lease: lease ?? 0 },
    });
  expect(await answer(first.engine, slow?.lease)).toMatchObject({ refused: 'conflict' });
  expect(isRefusal(await answer(second.engine, quick?.lease))).toBe(false);
  expect(await first.engine.variables(ALL, key as never)).toEqual({ lease: 2 });
});

test('a message kept for a subscription is delivered once, whoever opens it', async () => {
  const numbers = Array.from({ length: CASES }, (_, index) => `kept-${index}`);
  const publish = (correlationKey: string) =>
    second.engine.publishMessage(ALL, { name: 'Answer', correlationKey, variables: {}, timeToLiveMs: HOUR });
  const keys: CaseKey[] = [];
  await Promise.all(
    numbers.map(async (number, index) => {
      const begin = async () => keys.push(await started(first.engine, 'answer-or-silence', { number }));
      await (index % 2 ? Promise.all([publish(number), begin()]) : publish(number).then(begin));
    }),
  );
  await first.engine.fireDue();
  await second.engine.fireDue();
  for (const key of keys) {
    expect(await taskAt(first.engine, key, 'Read')).toBeDefined();
    await expectLogged(first.engine, key);
  }
  const rows: { n: string }[] = await shared
    .knex('event_log')
    .where({ type: 'subscriptionDelivered' })
    .whereIn('case_key', keys)
    .count('* as n');
  expect(Number(rows[0]?.n)).toBe(CASES);
});
