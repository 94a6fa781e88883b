import { expect, test } from '@jest/globals';
import { BpmnError, type ActivatedJob, type EngineOptions } from '../../engine/index.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { ALL, deployed, engineOn, expectLogged, openRows, started, statusOf, type Bench } from './engine-on.ts';

const LOOK_UP = `
  start -> service:LookUp{job: registry; retries: 3; header source: cadastre} -> end
  LookUp ! error:Unknown(NOT_FOUND) -> user:ByHand -> end:byHand
`;

onBothDatabases((_name, open) => {
  async function withHandlers(handlers: EngineOptions['handlers'], work: (bench: Bench) => Promise<void>): Promise<void> {
    const bench = engineOn(await open(), { ...(handlers ? { handlers } : {}) });
    try {
      await deployed(bench.engine, 'look-up', LOOK_UP);
      await work(bench);
      expect(bench.faults).toEqual([]);
    } finally {
      await bench.engine.stop();
      await bench.database.close();
    }
  }

  /** Lets the running engine go on until something holds; the test's own limit ends it when it never does. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise(setImmediate);
  }

  test('a handler gets the job with its variables and headers, and what it returns are the job’s variables', async () => {
    const seen: ActivatedJob[] = [];
    const registry = (job: ActivatedJob) => {
      seen.push(job);
      return Promise.resolve({ owner: 'Petras' });
    };
    await withHandlers({ registry }, async ({ engine, database }) => {
      engine.run();
      const key = await started(engine, 'look-up', { plot: 12 });
      await until(async () => (await statusOf(engine, key)) === 'completed');
      expect(seen).toMatchObject([{ type: 'registry', variables: { plot: 12 }, headers: { source: 'cadastre' }, retries: 3 }]);
      expect(await engine.variables(ALL, key as never)).toEqual({ plot: 12, owner: 'Petras' });
      expect(await openRows(database, key)).toEqual({});
      await expectLogged(engine, key);
    });
  });

  test('a BpmnError goes to the error boundary event', async () => {
    const registry = () => Promise.reject(new BpmnError('NOT_FOUND', 'no such plot'));
    await withHandlers({ registry }, async ({ engine }) => {
      engine.run();
      const key = await started(engine, 'look-up');
      await until(async () => (await engine.search.tasks(ALL, {})).total === 1);
      const { items } = await engine.search.tasks(ALL, {});
      expect(items).toMatchObject([{ caseKey: key, elementId: 'ByHand', status: 'created' }]);
      await expectLogged(engine, key);
    });
  });

  test('a failing handler is tried again with a growing back-off; without retries left there is an incident', async () => {
    let calls = 0;
    const registry = () => {
      calls += 1;
      return Promise.reject(new Error('the registry does not answer'));
    };
    await withHandlers({ registry }, async ({ engine, clock }) => {
      engine.run();
      const key = await started(engine, 'look-up');
      const job = async () => (await engine.search.jobs(ALL, {})).items[0];
      await until(async () => (await job())?.retries === 2);
      const first = await job();
      expect((first?.availableAt ?? 0) - clock.now()).toBe(1_000);
      clock.pin(clock.now() + 1_000);
      await until(async () => (await job())?.retries === 1);
      expect(((await job())?.availableAt ?? 0) - clock.now()).toBe(2_000);
      clock.pin(clock.now() + 2_000);
      await until(async () => (await engine.search.incidents(ALL, {})).total === 1);
      await engine.stop();
      expect(calls).toBe(3);
      const { items } = await engine.search.incidents(ALL, {});
      expect(items).toMatchObject([{ caseKey: key, kind: 'jobNoRetries', message: 'the registry does not answer' }]);
      await expectLogged(engine, key);
      const incidentKey = items[0]?.key as never;
      await engine.perform(ALL, key, { type: 'resolveIncident', incidentKey });
      expect(await engine.perform(ALL, key, { type: 'resolveIncident', incidentKey })).toMatchObject({ refused: 'conflict' });
      await expectLogged(engine, key);
    });
  });
});
