import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isRefusal } from '../../engine/errors.ts';
import {
  createEngine,
  type BatchKey,
  type BatchPlan,
  type BatchView,
  type CaseKey,
  type DefinitionKey,
} from '../../engine/index.ts';
import { freshDatabase, onBothDatabases } from '../support/postgres.ts';
import { ALL, type Bench, completed, deployed, done, engineOn, expectLogged, started, statusOf, taskAt } from './engine-on.ts';

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

  const ofProcess = (processId: string) => [{ field: 'processId', is: 'eq', value: processId }] as const;
  const many = (processId: string, count: number): Promise<CaseKey[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => started(bench.engine, processId, { index })));
  const create = async (plan: BatchPlan, processId: string): Promise<BatchKey> =>
    done(await bench.engine.batches.create(ALL, { plan, filter: ofProcess(processId) })).batchKey;
  const read = async (key: BatchKey): Promise<BatchView> =>
    (await bench.engine.search.batches(ALL, { filter: [{ field: 'key', is: 'eq', value: key }] })).items[0]!;
  const itemsOf = async (batchKey: BatchKey) =>
    (await bench.engine.search.batchItems(ALL, { filter: [{ field: 'batchKey', is: 'eq', value: batchKey }], limit: 1_000 }))
      .items;

  test('cancels what the filter found when it was asked for, and counts', async () => {
    const { engine } = bench;
    await deployed(engine, 'much', 'start -> user:A -> user:B -> end');
    const cases = await many('much', 40);
    await completed(engine, cases[0]!, 'A');
    await completed(engine, cases[0]!, 'B');
    const count = async (access = ALL) => done(await engine.batches.count(access, { kind: 'cancel', filter: ofProcess('much') }));
    expect([await count(), await count({ ...ALL, units: [] })]).toEqual([{ total: 39 }, { total: 0 }]);
    const key = await create({ kind: 'cancel' }, 'much');
    const later = await started(engine, 'much');
    expect(await read(key)).toMatchObject({
      kind: 'cancel',
      filter: ofProcess('much'),
      status: 'active',
      total: 39,
      completed: 0,
      failed: 0,
      createdBy: 'ona',
    });
    expect((await itemsOf(key)).every(({ status }) => status === 'open')).toBe(true);
    await engine.fireDue();
    expect(await read(key)).toMatchObject({
      status: 'completed',
      total: 39,
      completed: 39,
      failed: 0,
      endedAt: expect.any(Number),
    });
    expect(await Promise.all(cases.map((caseKey) => statusOf(engine, caseKey)))).toEqual([
      'completed',
      ...Array.from({ length: 39 }, () => 'cancelled'),
    ]);
    expect(await statusOf(engine, later)).toBe('active');
    const log = await engine.log(ALL, cases[1]!);
    expect(log?.events.at(-1)).toMatchObject({ type: 'caseCancelled', actor: { user: 'ona' } });
    await expectLogged(engine, cases[1]!);
  });

  test('moves what stands at an element, and keeps the reason where nothing stands there', async () => {
    const { engine } = bench;
    await deployed(engine, 'moved', 'start -> user:A -> user:B -> user:C -> end');
    const cases = await many('moved', 3);
    await completed(engine, cases[2]!, 'A');
    const key = await create({ kind: 'modify', move: [{ from: 'A', to: 'C' }] }, 'moved');
    await engine.fireDue();
    expect(await read(key)).toMatchObject({ status: 'completed', total: 3, completed: 2, failed: 1 });
    await taskAt(engine, cases[0]!, 'C');
    await taskAt(engine, cases[2]!, 'B');
    expect((await itemsOf(key)).filter(({ status }) => status === 'failed')).toEqual([
      expect.objectContaining({ caseKey: cases[2], itemKey: cases[2], message: "the case stands at none of 'A'" }),
    ]);
    const bad = await create({ kind: 'modify', move: [{ from: 'C', to: 'Z' }] }, 'moved');
    await engine.fireDue();
    expect((await itemsOf(bad)).map(({ message }) => message)).toContain("the process has no element 'Z'");
  });

  test('migrates each case by itself: one that cannot go does not keep the others', async () => {
    const { engine } = bench;
    await deployed(engine, 'before', 'start -> user:A -> user:B -> end');
    await deployed(engine, 'after', 'start -> user:A -> service:B -> end');
    const { items } = await engine.search.definitions(ALL, { filter: ofProcess('after') });
    const { definitionKey } = items[0]!;
    const cases = await many('before', 4);
    await completed(engine, cases[1]!, 'A');
    const key = await create({ kind: 'migrate', definitionKey, elements: {} }, 'before');
    await engine.fireDue();
    expect(await read(key)).toMatchObject({ completed: 3, failed: 1 });
    expect((await itemsOf(key)).find(({ status }) => status === 'failed')?.message).toContain("'B' is a userTask");
    expect((await engine.search.cases(ALL, { filter: ofProcess('after') })).total).toBe(3);
  });

  test('resolves every open incident of the cases', async () => {
    const { engine } = bench;
    await deployed(
      engine,
      'stuck',
      'start -> and:f -> script:X{feel: =n + 1; result: y} -> end\nf -> script:Z{feel: =n + 2; result: z} -> end',
    );
    const cases = await many('stuck', 2);
    expect((await engine.search.incidents(ALL, { filter: ofProcess('stuck') })).total).toBe(4);
    const scopeKey = cases[0]! as string as never;
    done(await engine.perform(ALL, cases[0]!, { type: 'setVariables', scopeKey, variables: { n: 1 }, local: true }));
    const key = await create({ kind: 'resolve' }, 'stuck');
    await engine.fireDue();
    expect(await read(key)).toMatchObject({ total: 4, completed: 4 });
    expect(await statusOf(engine, cases[0]!)).toBe('completed');
    expect((await itemsOf(key)).map(({ caseKey }) => caseKey).sort()).toEqual([cases[0], cases[0], cases[1], cases[1]].sort());
  });

  test('a suspended batch stands still, goes on when it is resumed, and ends when it is cancelled', async () => {
    const { engine } = bench;
    await deployed(engine, 'still', 'start -> user:A -> end');
    await many('still', 2);
    const key = await create({ kind: 'cancel' }, 'still');
    expect(await engine.batches.suspend(ALL, key)).toBeUndefined();
    expect(await engine.batches.suspend(ALL, key)).toMatchObject({ refused: 'conflict' });
    await engine.fireDue();
    expect(await read(key)).toMatchObject({ status: 'suspended', completed: 0 });
    expect(await engine.batches.resume(ALL, key)).toBeUndefined();
    await engine.fireDue();
    expect(await read(key)).toMatchObject({ status: 'completed', completed: 2 });
    for (const change of [engine.batches.cancel, engine.batches.resume])
      expect(await change(ALL, key)).toMatchObject({ refused: 'conflict' });

    await many('still', 2);
    const second = await create({ kind: 'cancel' }, 'still');
    expect(await engine.batches.cancel(ALL, second)).toBeUndefined();
    await engine.fireDue();
    expect(await read(second)).toMatchObject({ status: 'cancelled', total: 2, completed: 0, failed: 0 });
    expect((await itemsOf(second)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(await engine.batches.cancel({ ...ALL, tenantId: 'elsewhere' }, second)).toMatchObject({ refused: 'notFound' });
  });

  test('refuses a filter without a condition, a move of nothing, a version that is not there; finds only what the caller may see', async () => {
    const { engine } = bench;
    const refused = async (plan: BatchPlan, filter: readonly object[] = ofProcess('still')) => {
      const answer = await engine.batches.create(ALL, { plan, filter: filter as never });
      return isRefusal(answer) ? answer.refused : answer;
    };
    expect(await refused({ kind: 'cancel' }, [])).toBe('invalid');
    expect(await refused({ kind: 'modify', move: [] })).toBe('invalid');
    expect(await refused({ kind: 'migrate', definitionKey: '9' as DefinitionKey, elements: {} })).toBe('notFound');
    const { items: versions } = await engine.search.definitions(ALL, { filter: ofProcess('still') });
    const elements = { A: 'Nowhere' };
    expect(await refused({ kind: 'migrate', definitionKey: versions[0]!.definitionKey, elements })).toBe('invalid');
    const before = (await engine.search.cases(ALL, { filter: [{ field: 'status', is: 'eq', value: 'active' }] })).total;
    const blind = { tenantId: 'city', units: ['nobody'], actor: { user: 'jonas' } };
    const { batchKey, total } = done(
      await engine.batches.create(blind, { plan: { kind: 'cancel' }, filter: ofProcess('still') }),
    );
    expect(total).toBe(0);
    await engine.fireDue();
    expect(await read(batchKey)).toMatchObject({ status: 'completed', total: 0 });
    expect((await engine.search.batches(blind, {})).items.map((row) => row.key)).toEqual([batchKey]);
    expect((await engine.search.cases(ALL, { filter: [{ field: 'status', is: 'eq', value: 'active' }] })).total).toBe(before);
  });

  test('what one node has begun another one ends, each item once', async () => {
    const { engine, database, clock } = bench;
    await deployed(engine, 'shared', 'start -> user:A -> user:B -> end');
    const cases = await many('shared', 60);
    const key = await create(
      {
        kind: 'modify',
        move: [
          { from: 'A', to: 'B' },
          { from: 'B', to: 'A' },
        ],
      },
      'shared',
    );
    const other = createEngine({ database, clock });
    // On the embedded database the two share its one session.
    await Promise.all([engine.fireDue(), other.fireDue()]);
    await other.fireDue();
    await other.stop();
    expect(await read(key)).toMatchObject({ status: 'completed', completed: 60, failed: 0 });
    for (const caseKey of cases) {
      const log = await engine.log(ALL, caseKey);
      expect(log?.events.filter(({ type }) => type === 'caseModified')).toHaveLength(1);
    }
  });

  test('the worker goes on by itself', async () => {
    const { engine } = bench;
    await deployed(engine, 'alone', 'start -> user:A -> end');
    const cases = await many('alone', 5);
    const key = await create({ kind: 'cancel' }, 'alone');
    engine.run();
    while ((await read(key)).status === 'active') await new Promise((resolve) => setImmediate(resolve));
    await engine.stop();
    expect(await statusOf(engine, cases[4]!)).toBe('cancelled');
  });
});

test('a batch takes as many cases as its limit, and no more', async () => {
  const database = await freshDatabase();
  const { engine } = engineOn(database);
  await deployed(engine, 'crowd', 'start -> user:A -> end');
  const first = await started(engine, 'crowd');
  const copies = (count: number, from: number) =>
    database.knex.raw(
      `INSERT INTO cases SELECT (json_populate_record(c, json_build_object('case_key', c.case_key + ((? + n)::bigint << 30)))).*
         FROM cases c CROSS JOIN generate_series(1, ?) n WHERE c.case_key = ?`,
      [from, count, first],
    );
  await copies(49_999, 100_000);
  const ask = () =>
    engine.batches.create(ALL, { plan: { kind: 'cancel' }, filter: [{ field: 'processId', is: 'eq', value: 'crowd' }] });
  const { batchKey, total } = done(await ask());
  expect(total).toBe(50_000);
  expect(await engine.batches.cancel(ALL, batchKey)).toBeUndefined();
  await copies(1, 300_000);
  const before = (await engine.search.batches(ALL, {})).total;
  expect(await ask()).toMatchObject({ refused: 'limit', message: expect.stringContaining('50000') });
  expect((await engine.search.batches(ALL, {})).total).toBe(before);
  await engine.stop();
  await database.close();
});
