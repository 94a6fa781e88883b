import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onBothDatabases } from '../support/postgres.ts';
import {
  ALL,
  completed,
  deployed,
  done,
  engineOn,
  expectLogged,
  HOUR,
  MORNING,
  openRows,
  statusOf,
  taskAt,
  type Bench,
} from './engine-on.ts';

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

  const publish = async (name: string, correlationKey: string, variables = {}) =>
    done(await bench.engine.publishMessage(ALL, { name, correlationKey, variables, timeToLiveMs: 0 })).caseKeys;
  const casesOf = async (processId: string) =>
    (await bench.engine.search.cases(ALL, { filter: [{ field: 'processId', is: 'eq', value: processId }] })).items;

  test('a start event with several definitions begins a case by each of them', async () => {
    const { engine, clock } = bench;
    await deployed(engine, 'any', 'start.multiple:start(message Go; signal Run; timer PT1H) -> user:Do -> end');
    expect(await publish('Go', '')).toHaveLength(1);
    await engine.broadcastSignal(ALL, 'Run', {});
    expect(await casesOf('any')).toHaveLength(2);
    clock.pin(clock.now() + HOUR);
    expect(await engine.fireDue()).toBe(1);
    expect(await casesOf('any')).toHaveLength(3);
    clock.pin(clock.now() + HOUR);
    expect(await engine.fireDue()).toBe(0);
    for (const { caseKey } of await casesOf('any')) await expectLogged(engine, caseKey);
  });

  test('a start event that needs several things begins with the first and waits for the rest', async () => {
    const { engine, database } = bench;
    await deployed(engine, 'all', 'start.multiple:start(message One; message Two){parallel: yes; key: =id} -> user:Do -> end');
    const [caseKey] = await publish('Two', 'a', { id: 'a', two: 2 });
    if (caseKey === undefined) throw new Error('no case has begun');
    await expect(taskAt(engine, caseKey, 'Do')).rejects.toThrow('no open task');
    expect(await publish('One', 'a', { one: 1 })).toEqual([caseKey]);
    await completed(engine, caseKey, 'Do');
    expect(await engine.variables(ALL, caseKey as never)).toEqual({ id: 'a', one: 1, two: 2 });
    await expectLogged(engine, caseKey);
    expect(await openRows(database, caseKey)).toEqual({});
  });

  test('an instantiating receive task and an instantiating event gateway begin cases', async () => {
    const { engine } = bench;
    await deployed(engine, 'received', 'receive:Come(Arrival){instantiate: yes; key: none} -> user:Do -> end');
    const [arrived] = await publish('Arrival', '', { from: 'afar' });
    if (arrived === undefined) throw new Error('no case has begun');
    expect(await taskAt(engine, arrived, 'Do')).toBeDefined();
    expect(await engine.variables(ALL, arrived as never)).toEqual({ from: 'afar' });
    await deployed(
      engine,
      'either',
      `event:which{instantiate: exclusive}
       which -> message:A(Letter){key: =id} -> user:Read -> end
       which -> message:B(Call){key: =id} -> user:Listen -> end`,
    );
    const [called] = await publish('Call', 'x', { id: 'x' });
    if (called === undefined) throw new Error('no case has begun');
    expect(await taskAt(engine, called, 'Listen')).toBeDefined();
    await expect(taskAt(engine, called, 'Read')).rejects.toThrow('no open task');
    for (const key of [arrived, called]) await expectLogged(engine, key);
  });

  test('a parallel instantiating event gateway begins with whichever comes first and waits for the others', async () => {
    const { engine, database } = bench;
    await deployed(
      engine,
      'both',
      `event:which{instantiate: parallel}
       which -> message:A(Form){key: =id} -> and:join
       which -> message:B(Fee){key: =id} -> join
       join -> end`,
    );
    const [key] = await publish('Fee', 'y', { id: 'y' });
    if (key === undefined) throw new Error('no case has begun');
    expect(await statusOf(engine, key)).toBe('active');
    expect(await publish('Form', 'y')).toEqual([key]);
    expect(await statusOf(engine, key)).toBe('completed');
    expect(await openRows(database, key)).toEqual({});
    await expectLogged(engine, key);
  });

  test('conditional start events begin a case each when they are true of the variables', async () => {
    const { engine } = bench;
    await deployed(engine, 'large', 'start.condition:start(=sum > 1000) -> user:Do -> end');
    await deployed(engine, 'late', 'start.condition:start(=days > 20) -> user:Do -> end');
    await deployed(engine, 'broken', 'start.condition:start(=count(for i in 1..100000000 return i) > sum) -> end');
    expect(done(await engine.evaluateConditions(ALL, { variables: { sum: 10 }, processId: 'large' })).started).toEqual([]);
    const { started, failed } = done(await engine.evaluateConditions(ALL, { variables: { sum: 2000 } }));
    expect(started).toMatchObject([{ processId: 'large', elementId: 'start' }]);
    expect(failed).toMatchObject([{ processId: 'broken', elementId: 'start' }]);
    const caseKey = started[0]?.caseKey;
    expect(caseKey && (await engine.variables(ALL, caseKey as never))).toEqual({ sum: 2000 });
    expect(await casesOf('late')).toEqual([]);
    expect(await engine.evaluateConditions({ tenantId: 'elsewhere', units: 'all' }, { variables: { sum: 2000 } })).toEqual({
      started: [],
      failed: [],
    });
  });

  test('a start timer counted in working time leaves out the nights and the weekend', async () => {
    const { engine, clock } = bench;
    clock.pin(MORNING); // Monday 2 March, at nine
    // Working days 3 to 6 and 9, 10 March; the 11th is a holiday; so the seventh is the 12th.
    await deployed(engine, 'once', 'start.timer:start(P7D){calendar: working} -> end');
    clock.pin(MORNING + 10 * 24 * HOUR - 1);
    await engine.fireDue();
    expect(await casesOf('once')).toHaveLength(0);
    clock.pin(MORNING + 10 * 24 * HOUR);
    await engine.fireDue();
    expect(await casesOf('once')).toHaveLength(1);
  });
});
