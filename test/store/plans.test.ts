import { afterEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../database/connect.ts';
import { embeddedDatabase, freshDatabase } from '../support/postgres.ts';
import { ALL, completed, deployed, engineOn, started } from '../run/engine-on.ts';

/** PostgreSQL keeps a plan for as long as nobody analyses the tables, and a scan that cost nothing when they were small goes on. */
describe('the statements of a step', () => {
  let database: Database;
  afterEach(() => database.close());

  test('go to cases and timers by their keys, although they were planned when there were few', async () => {
    database = await embeddedDatabase();
    const { engine } = engineOn(database, { groupSize: 1 });
    await deployed(engine, 'work', 'start -> user:Check -> end');
    const play = async (cases: number): Promise<void> => {
      for (let index = 0; index < cases; index++) await completed(engine, await started(engine, 'work'), 'Check');
    };
    await play(8);
    await database.knex.raw(COPIES);
    // Enough for each statement to be planned anew; how often it is executed until then, prepared.ts says.
    await play(70);
    const none = Array.from({ length: 10 }, () => "'[]'").join(', ');
    const plans = [
      await keptPlan(database, 'step-server', `${none}, 0`),
      await keptPlan(database, 'lock-cases-server', "'{}', '{}', '{}'"),
    ];
    for (const plan of plans) {
      expect(plan).toContain('Index Scan using cases_pkey on cases');
      expect(plan).not.toMatch(/Seq Scan on (cases|timers)/);
    }
  });
});

test('a search by keys of cases and of their objects goes to each by its key, however many there are', async () => {
  const database = await freshDatabase();
  const { engine } = engineOn(database, { groupSize: 1 });
  await deployed(engine, 'work', 'start -> user:Check -> end');
  const keys: string[] = [];
  for (let index = 0; index < 3; index++) keys.push(await started(engine, 'work'));
  await database.knex.raw(COPIES);
  await database.knex.raw('ANALYZE');
  const asked: { readonly sql: string; readonly bindings: readonly string[] }[] = [];
  database.knex.on('query', (query: (typeof asked)[number]) => void asked.push(query));
  const [task] = (await engine.search.tasks(ALL, { filter: [{ field: 'caseKey', is: 'in', value: keys }] })).items;
  await engine.search.tasks(ALL, { filter: [{ field: 'key', is: 'eq', value: task!.key }] });
  expect((await engine.search.cases(ALL, { filter: [{ field: 'caseKey', is: 'in', value: keys }] })).total).toBe(3);
  const searches = [...asked];
  expect(searches).toHaveLength(6);
  for (const { sql, bindings } of searches) {
    const { rows } = await database.knex.raw<{ rows: Record<string, string>[] }>(`EXPLAIN ${sql.replaceAll(/\$\d+/g, '?')}`, [
      ...bindings,
    ]);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/cases_pkey on cases c.*\n\s+Index Cond: \(\(bucket = /);
  }
  await database.close();
});

test('a deployment tells the planner how many definitions there are, which PostgreSQL would not find out by itself', async () => {
  const database = await embeddedDatabase();
  const { engine } = engineOn(database, { groupSize: 1 });
  for (const name of ['one', 'two', 'three']) await deployed(engine, name, 'start -> user:Check -> end');
  const { rows } = await database.knex.raw<{ rows: { reltuples: number }[] }>(
    "SELECT reltuples FROM pg_class WHERE relname = 'definitions'",
  );
  expect(rows).toEqual([{ reltuples: 3 }]);
  await database.close();
});

/** 5,000 further cases like the first one. */
const COPIES = `
  INSERT INTO cases
  SELECT (json_populate_record(c, json_build_object('case_key', c.case_key + ((1000 + n)::bigint << 30)))).*
    FROM cases c CROSS JOIN generate_series(1, 5000) n
   WHERE c.case_key = (SELECT min(case_key) FROM cases)`;

/** The plan that the session keeps for the latest name of a statement, whatever its values. */
async function keptPlan({ knex }: Database, statement: string, values: string): Promise<string> {
  const { rows } = await knex.raw<{ rows: { name: string }[] }>(
    'SELECT name FROM pg_prepared_statements WHERE name LIKE ? ORDER BY prepare_time DESC LIMIT 1',
    [`${statement}%`],
  );
  await knex.raw('SET plan_cache_mode = force_generic_plan');
  const plan = await knex.raw<{ rows: Record<string, string>[] }>(`EXPLAIN EXECUTE "${rows[0]!.name}" (${values})`);
  await knex.raw('SET plan_cache_mode = auto');
  return plan.rows.map((row) => row['QUERY PLAN']).join('\n');
}
