import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, type Database } from '../../database/connect.ts';
import { type FreshDatabase, freshDatabase, onBothDatabases, postgres } from '../support/postgres.ts';

type Row = Record<string, unknown>;

async function rowsOf(database: Database, sql: string, values: number[] = []): Promise<Row[]> {
  return (await database.knex.raw<{ rows: Row[] }>(sql, values)).rows;
}

onBothDatabases((_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('a 64-bit integer arrives as text, whole', async () => {
    expect(await rowsOf(database, 'SELECT 9223372036854775807::int8 AS key')).toEqual([{ key: '9223372036854775807' }]);
  });

  test('a date arrives as text and an instant as an instant, whatever the zone of this machine', async () => {
    const rows = await rowsOf(database, "SELECT date '2024-05-09' AS day, timestamptz '2024-05-09 12:00+03' AS at");
    expect(rows).toEqual([{ day: '2024-05-09', at: new Date(Date.UTC(2024, 4, 9, 9)) }]);
  });

  test('fsync and synchronous commit are on and the session speaks UTC', async () => {
    const rows = await rowsOf(
      database,
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'TimeZone') ORDER BY lower(name)",
    );
    expect(rows).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'synchronous_commit', setting: 'on' },
      { name: 'TimeZone', setting: 'UTC' },
    ]);
  });

  test('the error of a statement names no value that was given to it', async () => {
    const error: unknown = await database
      .knex('pg_class')
      .whereRaw(String.raw`'{}'::jsonb \? ? OR 1/0 = 1`, ['Jonas Jonaitis'])
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    expect(String(error)).toContain('division by zero');
    expect(String(error)).not.toContain('Jonas');
  });
});

describe('a session to a server', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  test('has time limits, a name and keepalive', async () => {
    const rows = await rowsOf(
      database,
      `
      SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
             current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('application_name') AS name`,
    );
    expect(rows).toEqual([{ statement: '30s', lock: '10s', idle: '1min', name: 'eiga' }]);
  });

  test('raises synchronous_commit where the database has it off', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await database.knex.raw('ALTER DATABASE ?? SET synchronous_commit = off', [name]);
    const later = await connect({ url: database.url });
    expect(await rowsOf(later, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
    await later.close();
  });

  test('that the server ended is replaced by a new one', async () => {
    const other = await connect({ url: database.url, poolSize: 1 });
    const [session] = await rowsOf(other, 'SELECT pg_backend_pid() AS pid');
    const pid = Number(session?.['pid']);
    await database.knex.raw('SELECT pg_terminate_backend(?, 5000)', [pid]);
    await other.knex.raw('SELECT 1').catch(() => undefined);
    expect(await rowsOf(other, 'SELECT pg_backend_pid() <> ? AS fresh', [pid])).toEqual([{ fresh: true }]);
    await other.close();
  });
});

test('a server that does not answer is told with its address, without the password, and with what to do', async () => {
  const port = await unusedPort();
  const attempt = connect({ url: `postgresql://eiga:secret@127.0.0.1:${port}/eiga` });
  await expect(attempt).rejects.toMatchObject({
    name: 'ServerUnusableError',
    message: `The PostgreSQL server at 127.0.0.1:${port}/eiga cannot be used: connect ECONNREFUSED 127.0.0.1:${port}. Start it or correct DATABASE_URL; without DATABASE_URL Eiga uses its embedded database.`,
  });
});

test('a database that does not exist is told in the server’s words', async () => {
  const url = new URL(await postgres());
  url.pathname = '/nowhere';
  await expect(connect({ url: url.href })).rejects.toThrow('cannot be used: database "nowhere" does not exist. Start it');
});

test('a server older than PostgreSQL 14 is refused', async () => {
  const { server, port } = await oldServer();
  await expect(connect({ url: `postgresql://eiga@127.0.0.1:${port}/eiga` })).rejects.toThrow(
    'The server runs PostgreSQL 13; Eiga needs 14 or newer. Upgrade it, or leave DATABASE_URL out to use the embedded database.',
  );
  await new Promise((resolve) => server.close(resolve));
});

test('a directory that cannot be made is told, and so is no database at all', async () => {
  await expect(connect({ directory: join('/dev/null', 'data') })).rejects.toThrow('ENOTDIR');
  await expect(connect({})).rejects.toThrow('Say which database');
});

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

async function unusedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Speaks as much of the protocol as a session needs to be asked its version, and says 13.11 as that server would. */
async function oldServer(): Promise<{ server: Server; port: number }> {
  const message = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(5, type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const ready = message('Z', Buffer.from('I'));
  const column = Buffer.concat([
    Buffer.from([0, 1]),
    Buffer.from('version\0'),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 23, 0, 4, 255, 255, 255, 255, 0, 0]),
  ]);
  const row = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 6]), Buffer.from('130011')]);
  const answer = Buffer.concat([message('T', column), message('D', row), message('C', Buffer.from('SELECT 1\0')), ready]);
  const server = createServer((socket) => {
    let started = false;
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      if (!started) socket.write(Buffer.concat([message('R', Buffer.from([0, 0, 0, 0])), ready]));
      else if (data[0] === 'Q'.charCodeAt(0)) socket.write(answer);
      started = true;
    });
  });
  return { server, port: await listen(server) };
}
