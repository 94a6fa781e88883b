import { expect, test } from '@jest/globals';
import { NUMBERS } from '../../engine/ids.ts';
import { numbers, OutOfNumbers } from '../../engine/store/numbers.ts';
import { makeMonthsAhead } from '../../engine/store/partitions.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { ALL, deployed, engineOn, expectLogged, MORNING, started } from '../run/engine-on.ts';

onBothDatabases((_name, open) => {
  test('each number is handed out once, by whatever node', async () => {
    const database = await open();
    try {
      const nodes = [numbers(database.knex), numbers(database.knex), numbers(database.knex)];
      const taken = await Promise.all(
        Array.from({ length: 3_000 }, (_, index) => (nodes[index % 3] ?? numbers(database.knex)).next()),
      );
      expect(new Set(taken).size).toBe(3_000);
      expect(Math.min(...taken.map(Number))).toBe(1);
    } finally {
      await database.close();
    }
  });

  test('inside a transaction there are as many numbers as were had at hand, and no more', async () => {
    const database = await open();
    try {
      const node = numbers(database.knex);
      expect(() => node.atHand()).toThrow(OutOfNumbers);
      await node.stock(1_200);
      const taken = Array.from({ length: 1_200 }, () => node.atHand());
      expect(new Set(taken).size).toBe(1_200);
      expect(() => node.atHand()).toThrow(OutOfNumbers);
      expect(await node.next()).toBeGreaterThan(Math.max(...taken));
    } finally {
      await database.close();
    }
  });

  test('when the numbers are used up, that is said', async () => {
    const database = await open();
    try {
      await database.knex('numbers').update({ next: NUMBERS });
      await expect(numbers(database.knex).next()).rejects.toThrow('used up');
    } finally {
      await database.close();
    }
  });

  test('months are made ahead once, and what happens in them lies in them', async () => {
    const bench = engineOn(await open());
    try {
      const made = await makeMonthsAhead(bench.database.knex, MORNING);
      expect(made).toEqual(['event_log_2026_03', 'event_log_2026_04', 'event_log_2026_05', 'event_log_2026_06']);
      expect(await makeMonthsAhead(bench.database.knex, MORNING)).toEqual([]);
      await deployed(bench.engine, 'one-task', 'start -> user:Check -> end');
      const key = await started(bench.engine, 'one-task');
      const lies: { n: string }[] = await bench.database.knex('event_log_2026_03').where({ case_key: key }).count('* as n');
      expect(Number(lies[0]?.n)).toBeGreaterThan(0);
      expect(await bench.database.knex('event_log_default').select('seq')).toEqual([]);
      await expectLogged(bench.engine, key);
    } finally {
      await bench.engine.stop();
      await bench.database.close();
    }
  });

  test('a month whose events lie in the default partition stays there', async () => {
    const bench = engineOn(await open());
    try {
      await deployed(bench.engine, 'one-task', 'start -> user:Check -> end');
      await started(bench.engine, 'one-task');
      expect(await makeMonthsAhead(bench.database.knex, MORNING)).toEqual([
        'event_log_2026_04',
        'event_log_2026_05',
        'event_log_2026_06',
      ]);
      expect((await bench.engine.search.cases(ALL, {})).total).toBe(1);
    } finally {
      await bench.engine.stop();
      await bench.database.close();
    }
  });
});
