import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Access, CaseKey, Query } from '../../engine/index.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { ALL, completed, deployed, done, engineOn, started, taskAt, type Bench } from '../run/engine-on.ts';

const UNITS = ['architecture', 'front-desk', undefined, 'architecture', 'lawyers'] as const;

onBothDatabases((_name, open) => {
  let bench: Bench;
  let keys: CaseKey[];
  beforeAll(async () => {
    bench = engineOn(await open());
    const { engine, clock } = bench;
    await deployed(engine, 'request', 'start -> user:Check{groups: =groups} -> end');
    keys = [];
    for (const [index, unit] of UNITS.entries()) {
      clock.pin(clock.now() + 1_000);
      const dimensions = { caseNumber: `A-${index}_%`, ...(unit ? { unit } : {}) };
      const groups = index === 4 ? ['front-desk', 'lawyers'] : ['clerks'];
      const answer = await engine.start(ALL, { definition: { processId: 'request' }, variables: { index, groups }, dimensions });
      keys.push(done(answer).caseKey);
    }
    await completed(engine, keys[3] as CaseKey, 'Check');
  });
  afterAll(async () => {
    await bench.engine.stop();
    await bench.database.close();
  });

  const found = async (query: Query, access: Access = ALL) =>
    (await bench.engine.search.cases(access, query)).items.map(({ caseKey }) => keys.indexOf(caseKey));

  test('conditions find what they say, rows without the value included where they are not equal', async () => {
    expect(await found({ filter: [{ field: 'unit', is: 'eq', value: 'architecture' }] })).toEqual([0, 3]);
    expect(await found({ filter: [{ field: 'unit', is: 'neq', value: 'architecture' }] })).toEqual([1, 2, 4]);
    expect(await found({ filter: [{ field: 'unit', is: 'in', value: ['lawyers', 'front-desk'] }] })).toEqual([1, 4]);
    expect(await found({ filter: [{ field: 'unit', is: 'notIn', value: ['lawyers', 'front-desk'] }] })).toEqual([0, 2, 3]);
    expect(await found({ filter: [{ field: 'unit', is: 'exists', value: false }] })).toEqual([2]);
    expect(await found({ filter: [{ field: 'status', is: 'eq', value: 'completed' }] })).toEqual([3]);
    expect(await found({ filter: [{ field: 'caseKey', is: 'in', value: [String(keys[1]), 'no key'] }] })).toEqual([1]);
    expect(await found({ filter: [{ field: 'caseKey', is: 'eq', value: 'no key' }] })).toEqual([]);
  });

  test('in a pattern only the asterisk and the question mark are wild', async () => {
    expect(await found({ filter: [{ field: 'caseNumber', is: 'like', value: 'A-?_%' }] })).toEqual([0, 1, 2, 3, 4]);
    expect(await found({ filter: [{ field: 'caseNumber', is: 'like', value: '*2*' }] })).toEqual([2]);
    expect(await found({ filter: [{ field: 'caseNumber', is: 'like', value: 'A_2%' }] })).toEqual([]);
    expect(await found({ filter: [{ field: 'caseNumber', is: 'like', value: 'A-\\*' }] })).toEqual([]);
  });

  test('alternatives and instants combine', async () => {
    const all = (await bench.engine.search.cases(ALL, {})).items;
    const startedAt = all[1]?.startedAt ?? 0;
    expect(await found({ filter: [{ field: 'startedAt', is: 'gt', value: startedAt }] })).toEqual([2, 3, 4]);
    expect(await found({ filter: [{ field: 'startedAt', is: 'lte', value: startedAt }] })).toEqual([0, 1]);
    expect(
      await found({
        filter: [
          {
            is: 'or',
            value: [[{ field: 'unit', is: 'eq', value: 'lawyers' }], [{ field: 'startedAt', is: 'lt', value: startedAt }]],
          },
        ],
      }),
    ).toEqual([0, 4]);
  });

  test('pages follow each other without gap or overlap, forwards and backwards, with rows without a value last', async () => {
    for (const order of ['asc', 'desc'] as const) {
      const sort = [{ field: 'unit', order }] as const;
      const whole = await found({ sort });
      expect(whole.at(-1)).toBe(2);
      const seen: number[] = [];
      let after: string | undefined;
      for (let pages = 0; pages < 5; pages++) {
        const page = await bench.engine.search.cases(ALL, { sort, limit: 1, ...(after ? { after } : {}) });
        expect(page.total).toBe(5);
        seen.push(...page.items.map(({ caseKey }) => keys.indexOf(caseKey)));
        after = page.endCursor;
      }
      expect(seen).toEqual(whole);
      expect((await bench.engine.search.cases(ALL, { sort, after: after as string })).items).toEqual([]);
      const back = await bench.engine.search.cases(ALL, { sort, limit: 2, before: after as string });
      expect(back.items.map(({ caseKey }) => keys.indexOf(caseKey))).toEqual(whole.slice(2, 4));
    }
    expect(await found({ from: 3, limit: 10 })).toEqual([3, 4]);
  });

  test('an unknown field, a value of another type and a foreign cursor are errors, never SQL', async () => {
    const { search } = bench.engine;
    await expect(search.cases(ALL, { filter: [{ field: 'unit; DROP TABLE cases', is: 'eq', value: 1 }] })).rejects.toThrow(
      TypeError,
    );
    await expect(search.cases(ALL, { sort: [{ field: '__proto__', order: 'asc' }] })).rejects.toThrow(TypeError);
    await expect(search.cases(ALL, { filter: [{ field: 'startedAt', is: 'gt', value: 'now' }] })).rejects.toThrow(TypeError);
    await expect(search.cases(ALL, { after: 'nonsense' })).rejects.toThrow(RangeError);
  });

  test('another tenant sees nothing and may do nothing', async () => {
    const other: Access = { tenantId: 'village', units: 'all' };
    const { engine } = bench;
    const caseKey = keys[0] as CaseKey;
    const taskKey = await taskAt(engine, caseKey, 'Check');
    for (const kind of ['cases', 'tasks', 'elementInstances', 'jobs', 'incidents', 'variables', 'definitions'] as const)
      expect((await engine.search[kind](other, {})).total).toBe(0);
    expect(await engine.state(other, caseKey)).toBeUndefined();
    expect(await engine.log(other, caseKey)).toBeUndefined();
    expect(await engine.variables(other, caseKey as never)).toBeUndefined();
    expect(await engine.taskForm(other, taskKey)).toBeUndefined();
    const answer = await engine.perform(other, caseKey, { type: 'completeTask', taskKey, variables: {} });
    expect(answer).toMatchObject({ refused: 'notFound' });
  });

  test('a clerk sees the cases of her unit and those whose task is offered to it, and may act on those alone', async () => {
    const { engine } = bench;
    const desk: Access = { tenantId: 'city', units: ['front-desk'], actor: { user: 'rasa' } };
    expect(await found({}, desk)).toEqual([1, 4]);
    expect((await engine.search.tasks(desk, {})).items.map(({ caseKey }) => keys.indexOf(caseKey))).toEqual([1, 4]);
    expect(
      (await engine.search.variables(desk, { filter: [{ field: 'name', is: 'eq', value: 'index' }] })).items.map(
        ({ value }) => value,
      ),
    ).toEqual(['1', '4']);
    for (const [index, expected] of [
      [0, 'notFound'],
      [4, undefined],
    ] as const) {
      const caseKey = keys[index] as CaseKey;
      const taskKey = await taskAt(engine, caseKey, 'Check');
      const answer = await engine.perform(desk, caseKey, { type: 'claimTask', taskKey, user: 'rasa' });
      expect('refused' in answer ? answer.refused : undefined).toBe(expected);
    }
  });

  test('variables are those of living scopes, each with a key of its own', async () => {
    const { items, total } = await bench.engine.search.variables(ALL, {
      filter: [{ field: 'caseKey', is: 'eq', value: String(keys[0]) }],
      sort: [{ field: 'name', order: 'asc' }],
    });
    expect(total).toBe(2);
    expect(items.map(({ name, value }) => [name, value])).toEqual([
      ['groups', '["clerks"]'],
      ['index', '0'],
    ]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(2);
  });

  test('a text of a list field is asked by what the list contains', async () => {
    const { items } = await bench.engine.search.tasks(ALL, {
      filter: [{ field: 'candidateGroups', is: 'eq', value: 'lawyers' }],
    });
    expect(items.map(({ caseKey }) => keys.indexOf(caseKey))).toEqual([4]);
    expect(await started(bench.engine, 'request', { groups: [] })).toBeDefined();
  });
});
