import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onBothDatabases } from '../support/postgres.ts';
import {
  ALL,
  completed,
  deployed,
  done,
  engineOn,
  expectLogged,
  openRows,
  started,
  statusOf,
  taskAt,
  type Bench,
} from './engine-on.ts';

const PERMIT = `
  start -> user:Check{groups: desk; priority: 70} -> xor:ok
  ok -> service:Register [approved] -> and:fork
  ok -> user:Refuse [default] -> end:refused
  fork -> user:Sign -> and:join
  fork -> user:Archive -> join
  join -> end
  Check ~ timer:Remind(PT4H) -> task:Reminded -> end:reminded
`;

onBothDatabases((_name, open) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = engineOn(await open());
    await deployed(bench.engine, 'permit', PERMIT);
  });
  afterAll(async () => {
    await bench.engine.stop();
    await bench.database.close();
    expect(bench.faults).toEqual([]);
  });

  test('a case goes from start to end, and after every step the logs tell its stored state', async () => {
    const { engine, database } = bench;
    const caseKey = await started(engine, 'permit', { applicant: { name: 'Jonas', address: 'Gedimino 1' }, nothing: null });
    await expectLogged(engine, caseKey);
    const check = await taskAt(engine, caseKey, 'Check');
    for (const command of [
      { type: 'claimTask', taskKey: check, user: 'ona' },
      { type: 'startTask', taskKey: check },
      { type: 'suspendTask', taskKey: check, reason: 'applicant' },
      { type: 'resumeTask', taskKey: check },
      { type: 'completeTask', taskKey: check, variables: { approved: true } },
    ] as const) {
      bench.clock.pin(bench.clock.now() + 1_001);
      done(await engine.perform(ALL, caseKey, command));
      await expectLogged(engine, caseKey);
    }
    const jobs = await engine.activateJobs(ALL, {
      type: 'Register',
      worker: 'w',
      maxJobs: 5,
      timeoutMs: 1_000,
      tenantIds: ['city'],
    });
    expect(jobs.map(({ elementId, lease, variables }) => ({ elementId, lease, variables }))).toEqual([
      {
        elementId: 'Register',
        lease: 1,
        variables: { applicant: { name: 'Jonas', address: 'Gedimino 1' }, nothing: null, approved: true },
      },
    ]);
    await expectLogged(engine, caseKey);
    const [job] = jobs;
    if (!job) throw new Error('no job');
    done(await engine.perform(ALL, caseKey, { type: 'completeJob', jobKey: job.key, lease: 1, variables: { number: 7 } }));
    await expectLogged(engine, caseKey);
    await completed(engine, caseKey, 'Sign');
    await completed(engine, caseKey, 'Archive');
    await expectLogged(engine, caseKey);
    expect(await statusOf(engine, caseKey)).toBe('completed');
    expect(await openRows(database, caseKey)).toEqual({});
  });

  test('the instants of a task are those of its commands, exact to the millisecond', async () => {
    const { engine, clock } = bench;
    const caseKey = await started(engine, 'permit');
    const enabledAt = clock.now();
    const taskKey = await taskAt(engine, caseKey, 'Check');
    const at = (ms: number) => {
      clock.pin(enabledAt + ms);
    };
    at(1_001);
    done(await engine.perform(ALL, caseKey, { type: 'claimTask', taskKey, user: 'ona' }));
    at(2_003);
    done(await engine.perform(ALL, caseKey, { type: 'startTask', taskKey }));
    at(3_007);
    done(await engine.perform(ALL, caseKey, { type: 'suspendTask', taskKey, reason: 'authority' }));
    at(10_009);
    done(await engine.perform(ALL, caseKey, { type: 'resumeTask', taskKey }));
    at(11_011);
    done(await engine.perform(ALL, caseKey, { type: 'completeTask', taskKey, variables: { approved: false } }));
    const { items } = await engine.search.elementInstances(ALL, {
      filter: [
        { field: 'caseKey', is: 'eq', value: caseKey },
        { field: 'elementId', is: 'eq', value: 'Check' },
      ],
    });
    expect(items).toMatchObject([
      {
        elementKind: 'userTask',
        elementName: 'Check',
        processId: 'permit',
        status: 'completed',
        enabledAt,
        claimedAt: enabledAt + 1_001,
        startedAt: enabledAt + 2_003,
        suspendedMs: 7_002,
        endedAt: enabledAt + 11_011,
        actor: 'ona',
        unit: 'desk',
      },
    ]);
  });

  test('completing twice is a conflict, an unknown task is not found', async () => {
    const { engine } = bench;
    const caseKey = await started(engine, 'permit');
    const taskKey = await taskAt(engine, caseKey, 'Check');
    done(await engine.perform(ALL, caseKey, { type: 'completeTask', taskKey, variables: { approved: false } }));
    const again = await engine.perform(ALL, caseKey, { type: 'completeTask', taskKey, variables: {} });
    expect(again).toMatchObject({ refused: 'conflict' });
    const unknown = await engine.perform(ALL, caseKey, { type: 'claimTask', taskKey: caseKey as never, user: 'ona' });
    expect(unknown).toMatchObject({ refused: 'notFound' });
  });

  test('a cancelled case leaves nothing open', async () => {
    const { engine, database } = bench;
    const caseKey = await started(engine, 'permit');
    done(await engine.perform(ALL, caseKey, { type: 'cancelCase' }));
    expect(await statusOf(engine, caseKey)).toBe('cancelled');
    expect(await openRows(database, caseKey)).toEqual({});
    await expectLogged(engine, caseKey);
  });

  test('the event log holds no value of a variable', async () => {
    const { engine, database } = bench;
    const caseKey = await started(engine, 'permit', { secret: 'canary-4711' });
    const rows: unknown[] = await database.knex('event_log').where({ case_key: caseKey });
    expect(rows.length).toBeGreaterThan(3);
    expect(JSON.stringify(rows)).not.toContain('canary-4711');
    const values: unknown[] = await database.knex('variable_log').where({ case_key: caseKey });
    expect(JSON.stringify(values)).toContain('canary-4711');
  });

  test('members of a context keep the order in which they came', async () => {
    const { engine } = bench;
    const caseKey = await started(engine, 'permit', { context: { zebra: 1, a: 2, middle: { y: 1, x: 2 } } });
    expect(JSON.stringify(await engine.variables(ALL, caseKey as never))).toBe(
      '{"context":{"zebra":1,"a":2,"middle":{"y":1,"x":2}}}',
    );
  });

  test('values that PostgreSQL cannot hold are refused and leave no trace', async () => {
    const { engine } = bench;
    const deep = JSON.parse(`${'['.repeat(70)}${']'.repeat(70)}`) as never;
    const bad: [string, never, string][] = [
      ['nul', 'a\0b' as never, 'invalid'],
      ['surrogate', '\ud800' as never, 'invalid'],
      ['deep', deep, 'limit'],
      ['large', 'x'.repeat(1_000_001) as never, 'limit'],
    ];
    const before = (await engine.search.cases(ALL, {})).total;
    for (const [name, value, refused] of bad) {
      const answer = await engine.start(ALL, { definition: { processId: 'permit' }, variables: { [name]: value } });
      expect(answer).toMatchObject({ refused });
    }
    expect((await engine.search.cases(ALL, {})).total).toBe(before);
  });
});
