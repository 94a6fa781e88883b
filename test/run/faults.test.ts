import { expect, test } from '@jest/globals';
import type { CaseKey } from '../../engine/index.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { ALL, completed, deployed, engineOn, expectLogged, HOUR, started, statusOf, type Bench } from './engine-on.ts';

/** A case that no step can read: stands for any fault of the program in a step. */
async function setFormat({ database }: Bench, caseKey: CaseKey, format: number): Promise<void> {
  await database.knex('cases').where({ case_key: caseKey }).update({ format_version: format });
}

onBothDatabases((_name, open) => {
  test('a timer whose step has a fault tells how often and why, stops no other, and fires when it is mended', async () => {
    const bench = engineOn(await open());
    const { engine, clock } = bench;
    try {
      await deployed(engine, 'waits', 'start -> timer:Wait(PT1H) -> end');
      const [broken, sound] = [await started(engine, 'waits'), await started(engine, 'waits')];
      await setFormat(bench, broken, 99);
      clock.pin(clock.now() + HOUR);
      expect([await engine.fireDue(), await engine.fireDue()]).toEqual([1, 0]);
      expect(await statusOf(engine, sound)).toBe('completed');
      const { items } = await engine.search.timers(ALL, { filter: [{ field: 'failures', is: 'gt', value: 0 }] });
      expect(items).toMatchObject([
        { caseKey: broken, elementId: 'Wait', failures: 2, lastError: expect.stringContaining('format 99') },
      ]);
      expect(bench.faults).toHaveLength(2);
      await setFormat(bench, broken, 1);
      expect(await engine.fireDue()).toBe(1);
      await expectLogged(engine, broken);
    } finally {
      await engine.stop();
      await bench.database.close();
    }
  });

  test('what a called case tells is kept while its caller has a fault, with the reason, and brought when that is mended', async () => {
    const bench = engineOn(await open());
    const { engine, database } = bench;
    const mail = () => database.knex('case_mail').select<{ failures: number; last_error: string }[]>('failures', 'last_error');
    try {
      await deployed(engine, 'child', 'start -> user:Do -> end');
      await deployed(engine, 'caller', 'start -> call:Ask(child) -> end');
      const caller = await started(engine, 'caller');
      const { items } = await engine.search.cases(ALL, { filter: [{ field: 'callerCaseKey', is: 'eq', value: caller }] });
      await setFormat(bench, caller, 99);
      await completed(engine, items[0]?.caseKey as CaseKey, 'Do');
      await engine.fireDue();
      expect(await mail()).toMatchObject([{ failures: 1, last_error: expect.stringContaining('format 99') }]);
      await setFormat(bench, caller, 1);
      const next = engineOn(database);
      next.clock.pin(bench.clock.now() + HOUR);
      next.engine.run();
      while ((await mail()).length > 0) await new Promise(setImmediate);
      await next.engine.stop();
      expect([await statusOf(engine, caller), next.faults]).toEqual(['completed', []]);
      await expectLogged(engine, caller);
    } finally {
      await engine.stop();
      await database.close();
    }
  });
});
