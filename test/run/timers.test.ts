import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dueTimers } from '../../engine/store/timers.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { ALL, deployed, engineOn, expectLogged, HOUR, openRows, started, statusOf, taskAt, type Bench } from './engine-on.ts';

onBothDatabases((_name, open) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = engineOn(await open());
  });
  afterAll(async () => {
    await bench.engine.stop();
    await bench.database.close();
    expect(bench.faults).toEqual([]);
  });

  const forward = async (ms: number) => {
    bench.clock.pin(bench.clock.now() + ms);
    return bench.engine.fireDue();
  };

  test('a timer fires when it is due, not a millisecond before, and once', async () => {
    const { engine, database } = bench;
    await deployed(engine, 'waits', 'start -> timer:Wait(PT1H) -> end');
    const key = await started(engine, 'waits');
    expect(await forward(HOUR - 1)).toBe(0);
    expect(await statusOf(engine, key)).toBe('active');
    expect(await forward(1)).toBe(1);
    expect(await statusOf(engine, key)).toBe('completed');
    expect(await forward(HOUR)).toBe(0);
    expect(await openRows(database, key)).toEqual({});
    await expectLogged(engine, key);
  });

  test('due timers are named in the order in which they are due', async () => {
    const { engine, database, clock } = bench;
    await deployed(engine, 'ordered', 'start -> timer:Wait(duration =wait) -> end');
    const [late, early, middle] = [
      await started(engine, 'ordered', { wait: 'PT3H' }),
      await started(engine, 'ordered', { wait: 'PT1H' }),
      await started(engine, 'ordered', { wait: 'PT2H' }),
    ];
    const named = await dueTimers(database.knex, clock.now() + 3 * HOUR, 10);
    expect(named.map(({ caseKey }) => caseKey)).toEqual([early, middle, late]);
    expect((await dueTimers(database.knex, clock.now() + 3 * HOUR - 1, 10)).length).toBe(2);
    expect(await forward(3 * HOUR)).toBe(3);
  });

  test('what a firing makes due fires in the same call, a cycle as often as it says', async () => {
    const { engine } = bench;
    await deployed(engine, 'reminded', 'start -> user:Check -> end\nCheck ~ timer:Remind(R3/PT1H) -> task:Reminded -> end:told');
    const key = await started(engine, 'reminded');
    expect(await forward(10 * HOUR)).toBe(3);
    const told = await engine.search.elementInstances(ALL, {
      filter: [
        { field: 'caseKey', is: 'eq', value: key },
        { field: 'elementId', is: 'eq', value: 'Reminded' },
      ],
    });
    expect(told.total).toBe(3);
    await expectLogged(engine, key);
  });

  test('a start timer starts a case at each of its instants, and a newer version takes its place', async () => {
    const { engine } = bench;
    const total = async () =>
      (await engine.search.cases(ALL, { filter: [{ field: 'processId', is: 'eq', value: 'daily' }] })).total;
    await deployed(engine, 'daily', 'start.timer:start(R3/PT24H) -> user:Do -> end');
    await forward(24 * HOUR);
    expect(await total()).toBe(1);
    await forward(24 * HOUR);
    expect(await total()).toBe(2);
    await deployed(engine, 'daily', 'start -> user:Do -> end');
    await forward(24 * HOUR);
    expect(await total()).toBe(2);
  });

  test('a cancelled timer does not fire', async () => {
    const { engine } = bench;
    await deployed(engine, 'in-time', 'start -> user:Check -> end\nCheck ! timer:Late(PT1H) -> end:late');
    const key = await started(engine, 'in-time');
    const taskKey = await taskAt(engine, key, 'Check');
    await engine.perform(ALL, key, { type: 'completeTask', taskKey, variables: {} });
    expect(await forward(2 * HOUR)).toBe(0);
    expect(await statusOf(engine, key)).toBe('completed');
  });

  test('a lease that is over is taken back, so that the job can be given out again', async () => {
    const { engine } = bench;
    await deployed(engine, 'leased', 'start -> service:Leased -> end');
    await started(engine, 'leased');
    const request = { type: 'Leased', worker: 'w', maxJobs: 5, timeoutMs: 1_000, tenantIds: ['city'] };
    expect(await engine.activateJobs(ALL, request)).toHaveLength(1);
    expect(await engine.activateJobs(ALL, request)).toHaveLength(0);
    expect(await forward(1_000)).toBe(1);
    expect((await engine.search.jobs(ALL, { filter: [{ field: 'status', is: 'eq', value: 'available' }] })).total).toBe(1);
    expect((await engine.activateJobs(ALL, request)).map(({ lease }) => lease)).toEqual([2]);
  });
});
