import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CaseKey } from '../../engine/index.ts';
import { modelXml } from '../support/model.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { ALL, completed, deployed, engineOn, expectLogged, openRows, started, statusOf, type Bench } from './engine-on.ts';

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

  const deployPools = async (name: string, arrows: string) => {
    const answer = await bench.engine.deploy(ALL, { resources: [{ name: `${name}.bpmn`, content: modelXml(arrows) }] });
    if (!('deploymentKey' in answer)) throw new Error(JSON.stringify(answer.findings));
    return answer.definitions.map(({ processId }) => processId);
  };
  const casesOf = async (processId: string) =>
    (await bench.engine.search.cases(ALL, { filter: [{ field: 'processId', is: 'eq', value: processId }] })).items.map(
      ({ caseKey }) => caseKey,
    );

  test('request and reply travel the message flows of one file, and replies of two conversations never cross', async () => {
    const { engine, database } = bench;
    const deployedIds = await deployPools(
      'asking',
      `pool:Applicant {
         start -> send:Ask() -> receive:Hear() -> end
       }
       pool:Office {
         start.message:Come() -> user:Answer -> throw.message:Reply() -> end
       }
       Ask ~> Come [Question]
       Reply ~> Hear [Answer]`,
    );
    expect(deployedIds).toEqual(['Applicant', 'Office']);
    const first = await started(engine, 'Applicant', { who: 'first' });
    const second = await started(engine, 'Applicant', { who: 'second' });
    await engine.fireDue();
    const offices = await casesOf('Office');
    expect(offices).toHaveLength(2);
    const askedBy = new Map<unknown, CaseKey>();
    for (const key of offices) askedBy.set((await engine.variables(ALL, key as never))?.['who'], key);
    expect((await engine.state(ALL, askedBy.get('second') as CaseKey))?.conversation).toBe(second);
    // The later one is answered first.
    for (const who of ['second', 'first'])
      await completed(engine, askedBy.get(who) as CaseKey, 'Answer', { said: `to the ${who}` });
    await engine.fireDue();
    expect(await engine.variables(ALL, first as never)).toEqual({ who: 'first', said: 'to the first' });
    expect(await engine.variables(ALL, second as never)).toEqual({ who: 'second', said: 'to the second' });
    for (const key of [first, second, ...offices]) {
      expect(await statusOf(engine, key)).toBe('completed');
      await expectLogged(engine, key);
      expect(await openRows(database, key)).toEqual({});
    }
  });

  test('two cases that answer each other for ever keep neither fireDue nor stop from returning, and go on afterwards', async () => {
    const { engine, database, clock } = bench;
    const endless = (rally: string) => `start -> xor:again -> ${rally} -> again\n again -> end [= id = "enough"]`;
    await deployed(engine, 'ping', endless('throw.message:Ping(Ping){key: =id} [default] -> message:Wait(Pong){key: =id}'));
    await deployed(engine, 'pong', endless('message:Wait(Ping){key: =id} [default] -> throw.message:Pong(Pong){key: =id}'));
    const own = engineOn(database);
    own.clock.pin(clock.now());
    const pong = await started(own.engine, 'pong', { id: 'p' });
    await started(own.engine, 'ping', { id: 'p' });
    await own.engine.fireDue();
    const rounds = async () => (await own.engine.state(ALL, pong))?.version ?? 0;
    const sofar = await rounds();
    expect(sofar).toBeGreaterThan(10);
    await own.engine.stop();
    const stopped = await rounds();
    expect(stopped).toBeGreaterThan(sofar);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await rounds()).toBe(stopped);
    const next = engineOn(database);
    next.clock.pin(clock.now());
    next.engine.run();
    for (let tries = 0; tries < 5_000 && (await rounds()) === stopped; tries++) await new Promise(setImmediate);
    expect(await rounds()).toBeGreaterThan(stopped);
    const cases = [...(await casesOf('ping')), pong];
    for (const key of cases) await next.engine.perform(ALL, key, { type: 'cancelCase' });
    await next.engine.stop();
    expect([...own.faults, ...next.faults]).toEqual([]);
  });
});
