import { expect, test } from '@jest/globals';
import type { Database } from '../../database/connect.ts';
import { isRefusal } from '../../engine/errors.ts';
import type { EngineOptions } from '../../engine/index.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { ALL, deployed, done, engineOn, expectLogged, started, taskAt, type Bench } from './engine-on.ts';

onBothDatabases((_name, open) => {
  async function withEngine(options: Partial<EngineOptions>, work: (bench: Bench & { database: Database }) => Promise<void>) {
    const bench = engineOn(await open(), options);
    try {
      await deployed(bench.engine, 'one-task', 'start -> user:Check -> end');
      await work(bench);
      expect(bench.faults).toEqual([]);
    } finally {
      await bench.engine.stop();
      await bench.database.close();
    }
  }

  async function transactions({ database }: Bench): Promise<number> {
    const rows: { n: string }[] = await database.knex('event_log').countDistinct('xid as n');
    return Number(rows[0]?.n);
  }

  test('steps that arrive together share a transaction, sixteen at most', () =>
    withEngine({}, async (bench) => {
      await started(bench.engine, 'one-task');
      const before = await transactions(bench);
      await Promise.all(Array.from({ length: 64 }, () => started(bench.engine, 'one-task')));
      expect((await transactions(bench)) - before).toBeLessThanOrEqual(12);
      const rows: { n: string }[] = await bench.database
        .knex('event_log')
        .where({ type: 'caseStarted' })
        .groupBy('xid')
        .count('* as n');
      expect(Math.max(...rows.map(({ n }) => Number(n)))).toBe(16);
    }));

  test('with a group size of one every step has its own transaction', () =>
    withEngine({ groupSize: 1 }, async (bench) => {
      await Promise.all(Array.from({ length: 8 }, () => started(bench.engine, 'one-task')));
      expect(await transactions(bench)).toBe(8);
    }));

  test('within one bucket only cases of the same bucket share a transaction', () =>
    withEngine({ groupWithin: 'bucket' }, async (bench) => {
      const keys = await Promise.all(Array.from({ length: 24 }, () => started(bench.engine, 'one-task')));
      const rows: { n: string }[] = await bench.database.knex('event_log').groupBy('xid').countDistinct('bucket as n');
      expect(rows.map(({ n }) => Number(n))).toEqual(rows.map(() => 1));
      const tasks = await Promise.all(keys.map((key) => taskAt(bench.engine, key, 'Check')));
      await Promise.all(
        keys.map(async (key, at) =>
          done(await bench.engine.perform(ALL, key, { type: 'completeTask', taskKey: tasks[at] as never, variables: {} })),
        ),
      );
      for (const key of keys) await expectLogged(bench.engine, key);
    }));

  test('commands on the same case in a group are stepped one upon the other, and a refusal is that command’s own', () =>
    withEngine({}, async ({ engine }) => {
      const key = await started(engine, 'one-task');
      const taskKey = await taskAt(engine, key, 'Check');
      const answers = await Promise.all(
        (
          [
            { type: 'claimTask', taskKey, user: 'ona' },
            { type: 'claimTask', taskKey, user: 'petras' },
            { type: 'startTask', taskKey },
            { type: 'resumeTask', taskKey },
            { type: 'completeTask', taskKey, variables: { done: true } },
            { type: 'cancelCase' },
          ] as const
        ).map((command) => engine.perform(ALL, key, command)),
      );
      expect(answers.map((answer) => (isRefusal(answer) ? answer.refused : 'done'))).toEqual([
        'done',
        'conflict',
        'done',
        'conflict',
        'done',
        'conflict',
      ]);
      await expectLogged(engine, key);
    }));

  test('what the database refuses in one step fails that step alone', () =>
    withEngine({}, async ({ engine, database }) => {
      const unstorable = { ...ALL, actor: { user: 'a\0b' } };
      const answers = await Promise.allSettled(
        [ALL, unstorable, ALL, ALL].map((access) =>
          engine.start(access, { definition: { processId: 'one-task' }, variables: {} }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      expect((await engine.search.cases(ALL, {})).total).toBe(3);
      const events: { n: string }[] = await database.knex('event_log').where({ type: 'caseStarted' }).count('* as n');
      expect(Number(events[0]?.n)).toBe(3);
    }));

  test('a case whose step has a bug fails alone', () =>
    withEngine({}, async ({ engine, database }) => {
      await deployed(engine, 'broken', 'start -> user:Never -> end');
      const broken = await started(engine, 'broken');
      const sound = await Promise.all(Array.from({ length: 3 }, () => started(engine, 'one-task')));
      const version = { processId: 'broken', version: 1 };
      await database.knex('definitions').where({ process_id: 'broken' }).update({ xml: '<not-bpmn/>' });
      const fresh = engineOn(database);
      const answers = await Promise.allSettled([
        ...sound.map((key) => fresh.engine.perform(ALL, key, { type: 'cancelCase' })),
        fresh.engine.perform(ALL, broken, { type: 'cancelCase' }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
      await expect(fresh.engine.start(ALL, { definition: version, variables: {} })).rejects.toThrow('can no longer be compiled');
      for (const key of sound) await expectLogged(engine, key);
    }));

  test('a step upon a state that is no longer stored leaves nothing of itself', () =>
    withEngine({}, async ({ engine, database }) => {
      const key = await started(engine, 'one-task');
      const other = await started(engine, 'one-task');
      const taskKey = await taskAt(engine, key, 'Check');
      const rows = await database.knex('event_log').where({ case_key: key });
      // The column that guards the write no longer agrees with the state, as after a restored backup of one table.
      await database.knex('cases').where({ case_key: key }).update({ version: 7 });
      const answers = await Promise.allSettled([
        engine.perform(ALL, key, { type: 'claimTask', taskKey, user: 'ona' }),
        engine.perform(ALL, other, { type: 'cancelCase' }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
      expect(await database.knex('event_log').where({ case_key: key })).toEqual(rows);
      expect(await database.knex('tasks').where({ case_key: key }).select('status')).toEqual([{ status: 'created' }]);
    }));
});
