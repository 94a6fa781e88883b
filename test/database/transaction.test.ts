import { connect as connectSocket, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { connect, type Database } from '../../database/connect.ts';
import { OutcomeUnknownError, transaction } from '../../database/transaction.ts';
import { type FreshDatabase, freshDatabase, onBothDatabases } from '../support/postgres.ts';

const noPause = (): number => 0;

async function amounts(database: Database): Promise<number[]> {
  const rows = await database.knex<{ id: number; amount: number }>('account').select('amount').orderBy('id');
  return rows.map(({ amount }) => amount);
}

async function reset(database: Database): Promise<void> {
  await database.knex.raw('DROP TABLE IF EXISTS account');
  await database.knex.raw(
    'CREATE TABLE account (id int PRIMARY KEY, amount int NOT NULL, UNIQUE (amount) DEFERRABLE INITIALLY DEFERRED)',
  );
  await database.knex.raw('INSERT INTO account VALUES (1, 100), (2, 200)');
}

onBothDatabases((_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => reset(database));
  afterAll(() => database.close());

  test('work is committed and its value returned', async () => {
    const value = await transaction(database, async (sql) => {
      await sql('account').where('id', 1).update({ amount: 101 });
      return 'done';
    });
    expect(value).toBe('done');
    expect(await amounts(database)).toEqual([101, 200]);
  });

  test('what work throws is thrown as it is, once, and nothing is kept', async () => {
    const wrong = new Error('not allowed');
    let attempts = 0;
    const attempt = transaction(database, async (sql) => {
      attempts++;
      await sql('account').where('id', 1).update({ amount: 101 });
      throw wrong;
    });
    await expect(attempt).rejects.toBe(wrong);
    expect(attempts).toBe(1);
    expect(await amounts(database)).toEqual([100, 200]);
  });

  test('a transaction whose failed statement was swallowed is not taken for committed', async () => {
    const attempt = transaction(database, async (sql) => {
      await sql('account').where('id', 1).update({ amount: 101 });
      await sql.raw('SELECT 1/0').catch(() => undefined);
    });
    await expect(attempt).rejects.toThrow('A statement of this transaction failed and its error was not passed on');
    expect(await amounts(database)).toEqual([100, 200]);
  });

  test('a commit that the database refuses is told with its reason and leaves nothing', async () => {
    let attempts = 0;
    const attempt = transaction(database, async (sql) => {
      attempts++;
      await sql('account').where('id', 1).update({ amount: 200 });
    });
    await expect(attempt).rejects.toMatchObject({ code: '23505' });
    expect(attempts).toBe(1);
    expect(await amounts(database)).toEqual([100, 200]);
  });
});

describe('beside other transactions', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(() => reset(database));
  afterAll(() => database.close());

  /** Reads, lets somebody else change the row, then changes it: 40001 under repeatable read. */
  async function collide(times: number): Promise<{ attempts: number }> {
    let attempts = 0;
    await transaction(
      database,
      async (sql) => {
        attempts++;
        await sql.raw('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        await sql('account').select();
        if (attempts <= times) await database.knex('account').where('id', 1).increment('amount', 1);
        await sql('account').where('id', 1).increment('amount', 1000);
      },
      noPause,
    ).catch((error: unknown) => {
      throw Object.assign(error instanceof Error ? error : new Error(String(error)), { attempts });
    });
    return { attempts };
  }

  test('a serialization failure is tried again until it passes', async () => {
    expect(await collide(3)).toEqual({ attempts: 4 });
    expect(await amounts(database)).toEqual([1103, 200]);
  });

  test('and after five more attempts it is told', async () => {
    expect(await collide(5)).toEqual({ attempts: 6 });
    await reset(database);
    await expect(collide(6)).rejects.toMatchObject({ code: '40001', attempts: 6 });
    expect(await amounts(database)).toEqual([106, 200]);
  });

  test('a serialization failure that only the COMMIT tells is tried again too', async () => {
    let attempts = 0;
    await transaction(
      database,
      async (sql) => {
        attempts++;
        await sql.raw('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
        const first = attempts === 1;
        const other = first ? await database.knex.transaction({ isolationLevel: 'serializable' }) : undefined;
        // Each reads what the other writes, and the other commits first.
        await sql('account').where('id', 1).select();
        await other?.('account').where('id', 2).select();
        await sql('account').where('id', 2).increment('amount', 1000);
        await other?.('account').where('id', 1).increment('amount', 1);
        await other?.commit();
      },
      noPause,
    );
    expect(attempts).toBe(2);
    expect(await amounts(database)).toEqual([101, 1200]);
  });

  test('of two transactions that wait for each other one is tried again, and both are done', async () => {
    let attempts = 0;
    const both = [gate(), gate()];
    const change = (mine: number, theirs: number) =>
      transaction(
        database,
        async (sql) => {
          attempts++;
          await sql('account').where('id', mine).increment('amount', 10);
          both[mine - 1]?.open();
          await both[theirs - 1]?.passed;
          await sql('account').where('id', theirs).increment('amount', 10);
        },
        noPause,
      );
    await Promise.all([change(1, 2), change(2, 1)]);
    // The one tried again may be quicker than the other's awakening and meet it a second time.
    expect(attempts).toBeGreaterThanOrEqual(3);
    expect(await amounts(database)).toEqual([120, 220]);
  });

  test('pauses between attempts grow and are spread by chance', async () => {
    const asked: number[] = [];
    let attempts = 0;
    const startedAt = performance.now();
    await transaction(
      database,
      async (sql) => {
        if (++attempts < 4) await sql.raw("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$");
      },
      () => {
        asked.push(attempts);
        return 0.9;
      },
    );
    expect(asked).toEqual([1, 2, 3]);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(0.9 * (10 + 20 + 40) - 5);
  });
});

function gate(): { open: () => void; passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

describe('when the connection breaks', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(() => reset(database));
  afterAll(() => database.close());

  test.each([
    ['after COMMIT has reached the server', 'after', [101, 200]],
    ['before COMMIT has reached the server', 'before', [100, 200]],
  ] as const)('%s, the outcome is told as unknown and nothing is tried again', async (_when, cut, stands) => {
    const proxy = await commitCuttingProxy(database.url, cut);
    const behind = await connect({ url: proxy.url, poolSize: 1 });
    let attempts = 0;
    const attempt = transaction(behind, async (sql) => {
      attempts++;
      await sql('account').where('id', 1).update({ amount: 101 });
    });
    await expect(attempt).rejects.toBeInstanceOf(OutcomeUnknownError);
    expect(attempts).toBe(1);
    await proxy.serverSideEnded;
    expect(await amounts(database)).toEqual(stands);
    await behind.close();
    proxy.close();
  });

  test('during the work, the error is told as it is and the next transaction has a new connection', async () => {
    const other = await connect({ url: database.url, poolSize: 1 });
    const attempt = transaction(other, async (sql) => {
      const { rows } = await sql.raw<{ rows: { pid: number }[] }>('SELECT pg_backend_pid() AS pid');
      await database.knex.raw('SELECT pg_terminate_backend(?, 5000)', [rows[0]?.pid ?? 0]);
      await sql('account').where('id', 1).update({ amount: 101 });
    });
    await expect(attempt).rejects.not.toBeInstanceOf(OutcomeUnknownError);
    expect(await amounts(database)).toEqual([100, 200]);
    await transaction(other, (sql) => sql('account').where('id', 1).update({ amount: 101 }));
    expect(await amounts(database)).toEqual([101, 200]);
    await other.close();
  });
});

/** Passes everything on, until COMMIT comes: then it cuts the client off, before or after handing COMMIT to the server. */
async function commitCuttingProxy(url: string, cut: 'before' | 'after') {
  const target = new URL(url);
  let ended = (): void => undefined;
  const serverSideEnded = new Promise<void>((resolve) => (ended = resolve));
  const proxy: Server = createServer((client) => {
    const server = connectSocket(Number(target.port), target.hostname);
    let committing = false;
    client.on('error', () => client.destroy());
    server.on('error', () => server.destroy());
    server.on('data', (data) => {
      if (!committing) return client.write(data);
      server.end();
      return false;
    });
    server.on('close', ended);
    client.on('close', () => {
      if (!committing) server.destroy();
    });
    client.on('data', (data) => {
      committing = data.includes('COMMIT');
      if (!committing || cut === 'after') server.write(data);
      if (!committing) return;
      client.destroy();
      if (cut === 'before') server.destroy();
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  const through = new URL(url);
  through.port = String(typeof address === 'object' ? address?.port : '');
  return { url: through.href, serverSideEnded, close: () => proxy.close() };
}

describe('beside a partition that comes into being', () => {
  test('a row on its way into the default partition is written again, into its own', async () => {
    const database: FreshDatabase = await freshDatabase();
    const { knex } = database;
    await knex.raw('CREATE TABLE parted (id int) PARTITION BY RANGE (id)');
    await knex.raw('CREATE TABLE parted_default PARTITION OF parted DEFAULT');
    const making = await knex.transaction();
    await making.raw('CREATE TABLE parted_ten (LIKE parted)');
    await making.raw('ALTER TABLE parted ATTACH PARTITION parted_ten FOR VALUES FROM (0) TO (10)');
    let tries = 0;
    const written = transaction(
      database,
      async (sql) => {
        tries += 1;
        await sql('parted').insert({ id: 5 });
      },
      noPause,
    );
    const waits = async (): Promise<boolean> =>
      (await knex<{ granted: boolean }>('pg_locks').where({ granted: false }).select('granted')).length > 0;
    while (!(await waits())) await new Promise(setImmediate);
    await making.commit();
    await written;
    expect(tries).toBe(2);
    expect(await knex('parted_ten').select('id')).toEqual([{ id: 5 }]);
    await database.close();
  });
});
