import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { connect, connectEmbedded } from '../../database/connect.ts';
import { MEMORY, openEmbedded } from '../../database/embedded.ts';
import { transaction } from '../../database/transaction.ts';
import { checkpointIfLong, walBytes } from '../../database/wal.ts';
import { startChild } from '../support/child.ts';
import { embeddedDatabase, migratedContent, preparedDirectory } from '../support/postgres.ts';
import { randomNumbers } from '../support/seed.ts';
import { temporaryDirectory } from '../support/temporary.ts';

// Each opens databases on the disk several times, which a busy machine does slowly.
jest.setTimeout(240_000);

const WRITER = 'test/database/row-writer.ts';

test('each of 200 commits forces the disk before it is answered', async () => {
  const embedded = await openEmbedded(join(await temporaryDirectory(), 'data'), await migratedContent());
  const database = connectEmbedded(embedded);
  await database.knex.raw('CREATE TABLE entry (number int)');
  const before = embedded.fsyncCalls();
  let unforced = 0;
  for (let number = 0; number < 200; number++) {
    const calls = embedded.fsyncCalls();
    await transaction(database, (sql) => sql('entry').insert({ number }));
    if (embedded.fsyncCalls() === calls) unforced++;
  }
  expect(unforced).toBe(0);
  expect(embedded.fsyncCalls() - before).toBeGreaterThanOrEqual(200);
  await database.close();
});

test('a first start that was killed half-way is begun again, and what is written then is there after closing and opening', async () => {
  const directory = join(await temporaryDirectory(), 'data');
  await mkdir(join(directory, 'postgres.unfinished'), { recursive: true });
  await writeFile(join(directory, 'postgres.unfinished', 'PG_VERSION'), '18');
  const first = await connect({ directory });
  await first.knex.raw("CREATE TABLE entry AS SELECT 'ąčęėįšųūž' AS text");
  await first.close();
  expect((await readdir(directory)).filter((name) => name.startsWith('postgres'))).toEqual(['postgres']);
  const second = await connect({ directory });
  expect(await second.knex('entry').select('text')).toEqual([{ text: 'ąčęėįšųūž' }]);
  await second.close();
});

test('a second process is refused while the first has the database open', async () => {
  const directory = await preparedDirectory();
  const first = await startChild(WRITER, [directory]);
  expect(await first.line()).toBe('open');
  await expect(connect({ directory })).rejects.toThrow(`in use by process ${first.pid}`);
  const second = await startChild(WRITER, [directory]);
  await expect(second.line()).rejects.toThrow(`in use by process ${first.pid}`);
  await first.kill();
  expect(await second.ended).toBe(1);
});

test('kill -9 in five rounds loses no acknowledged transaction and leaves none half done', async () => {
  const directory = await preparedDirectory();
  const { random, seed } = randomNumbers();
  const acknowledged: string[] = [];
  let first = 1;
  for (let round = 0; round < 5; round++) {
    const child = await startChild(WRITER, [directory, String(first)]);
    expect(await child.line()).toBe('open');
    // The moment is drawn in acknowledgements and a moment more, so that a fast machine is not killed earlier in its work.
    const untilKill = 1 + Math.floor(random() * 150);
    for (let count = 0; count < untilKill; count++) acknowledged.push(await child.line());
    const pause = random() * 5;
    await new Promise((resolve) => setTimeout(resolve, pause));
    expect(await child.kill()).toBe('SIGKILL');
    acknowledged.push(...child.lines);
    const database = await connect({ directory });
    const rows = await database.knex<{ number: string; half: number }>('ledger').select('number', 'half').orderBy('number');
    await database.close();
    const stored = new Set(rows.filter((row) => row.half === 1).map((row) => row.number));
    expect({ seed, round, lost: acknowledged.filter((number) => !stored.has(number)) }).toEqual({ seed, round, lost: [] });
    expect({ seed, round, halves: rows.length % 2 }).toEqual({ seed, round, halves: 0 });
    first = Number(rows.at(-1)?.number ?? 0) + 1;
  }
  expect(acknowledged.length).toBeGreaterThan(5);
});

test('a long write-ahead log is cut by a checkpoint, which PostgreSQL does not make by itself in this mode', async () => {
  const database = await embeddedDatabase();
  await database.knex.raw('CREATE TABLE wide AS SELECT g, repeat(md5(g::text), 60) AS text FROM generate_series(1, 2000) g');
  const written = await walBytes(database.knex);
  expect(written).toBeGreaterThan(1_000_000);
  await checkpointIfLong(database.knex, 100_000_000);
  expect(await walBytes(database.knex)).toBeGreaterThanOrEqual(written);
  await checkpointIfLong(database.knex, 1_000_000);
  expect(await walBytes(database.knex)).toBeLessThan(100_000);
  await database.close();
});

test('a database opened from an archive of another holds the same rows', async () => {
  const embedded = await openEmbedded(MEMORY);
  const original = connectEmbedded(embedded);
  await original.knex.raw('CREATE TABLE entry AS SELECT 42 AS answer');
  const copy = connectEmbedded(await openEmbedded(join(await temporaryDirectory(), 'copy'), await embedded.dump()));
  expect(await copy.knex('entry').select('answer')).toEqual([{ answer: 42 }]);
  await copy.close();
  await original.close();
});
