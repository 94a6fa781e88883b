import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CaseKey } from '../../engine/ids.ts';
import { deployed, engineOn, started, taskAt, ALL, done, type Bench } from '../run/engine-on.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

let database: FreshDatabase;
let bench: Bench;
beforeAll(async () => {
  database = await freshDatabase();
  bench = engineOn(database);
});
afterAll(async () => {
  await bench.engine.stop();
  await database.close();
  expect(bench.faults).toEqual([]);
});

/** Turns of the event loop between the last answer of the database and the write of the step that completes the task. */
async function turnsBeforeWriting(caseKey: CaseKey, elementId: string): Promise<number> {
  const taskKey = await taskAt(bench.engine, caseKey, elementId);
  for (const command of [
    { type: 'claimTask', taskKey, user: 'ona' },
    { type: 'startTask', taskKey },
  ] as const)
    done(await bench.engine.perform(ALL, caseKey, command));
  let turns = 0;
  let found = Number.NaN;
  let next = setImmediate(function count() {
    turns++;
    next = setImmediate(count);
  });
  const answered = (): void => {
    turns = 0;
  };
  const asked = ({ sql }: { readonly sql: string }): void => {
    if (sql.startsWith('WITH step_started')) found = turns;
  };
  database.knex.on('query-response', answered).on('query', asked);
  done(await bench.engine.perform(ALL, caseKey, { type: 'completeTask', taskKey, variables: {} }));
  database.knex.off('query-response', answered).off('query', asked);
  clearImmediate(next);
  return found;
}

test('others have their turn while the rows of a large step are made, and all of them are written', async () => {
  await deployed(bench.engine, 'few', 'start -> user:Go -> task:Many{gives: 5} -> user:U -> end');
  await deployed(bench.engine, 'many', 'start -> user:Go -> task:Many{gives: 1000} -> user:U -> end');
  expect(await turnsBeforeWriting(await started(bench.engine, 'few'), 'Go')).toBeLessThanOrEqual(1);
  const caseKey = await started(bench.engine, 'many');
  expect(await turnsBeforeWriting(caseKey, 'Go')).toBeGreaterThanOrEqual(10);
  const filter = [
    { field: 'caseKey', is: 'eq', value: caseKey },
    { field: 'elementId', is: 'eq', value: 'U' },
  ] as const;
  expect((await bench.engine.search.tasks(ALL, { filter, limit: 1 })).total).toBe(1_000);
});
