import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { connect } from '../../database/connect.ts';
import { migrate, migrationStatus } from '../../database/migrate.ts';
import { freshDatabase, onBothDatabases } from '../support/postgres.ts';
import { temporaryDirectory } from '../support/temporary.ts';

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = join(await temporaryDirectory(), 'migrations');
  await mkdir(folder);
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
  return folder;
}

const TWO = {
  '0001-people.sql': "CREATE TABLE person (name text, facts jsonb);\nINSERT INTO person VALUES ('Ona', '{\"unit\": 1}');",
  // The question marks are an operator of jsonb and a remark: is this one a value?
  '0002-units.sql':
    "-- is this a value?\nALTER TABLE person ADD COLUMN has_unit boolean;\nUPDATE person SET has_unit = facts ? 'unit';",
};

onBothDatabases((_name, open) => {
  async function openEmpty() {
    return open({ migrations: await folderWith({}) });
  }

  test('files are applied in order, once, and recorded without their extension', async () => {
    const database = await openEmpty();
    const folder = await folderWith(TWO);
    expect((await migrationStatus(database, folder)).pending).toEqual(['0001-people', '0002-units']);
    const startedAt = Date.now();
    expect(await migrate(database, folder)).toEqual(['0001-people', '0002-units']);
    expect(await database.knex('person').select('name', 'has_unit')).toEqual([{ name: 'Ona', has_unit: true }]);
    expect(await migrate(database, folder)).toEqual([]);
    const status = await migrationStatus(database, folder);
    expect(status).toMatchObject({ pending: [], unknown: [], changed: [] });
    expect(status.applied.map(({ name }) => name)).toEqual(['0001-people', '0002-units']);
    for (const { appliedAt } of status.applied) expect(Math.abs(appliedAt - startedAt)).toBeLessThan(60_000);
    await database.close();
  });

  test('a file that fails leaves nothing of itself, and those before it stand', async () => {
    const database = await openEmpty();
    const folder = await folderWith({ ...TWO, '0003-broken.sql': 'CREATE TABLE half (x int);\nSELECT 1/0;' });
    await expect(migrate(database, folder)).rejects.toThrow('division by zero');
    expect(await database.knex.schema.hasTable('half')).toBe(false);
    expect((await migrationStatus(database, folder)).pending).toEqual(['0003-broken']);
    await writeFile(join(folder, '0003-broken.sql'), 'CREATE TABLE half (x int);');
    expect(await migrate(database, folder)).toEqual(['0003-broken']);
    await database.close();
  });

  test('a database newer than the program is refused with a sentence', async () => {
    const database = await openEmpty();
    await migrate(database, await folderWith(TWO));
    const older = await folderWith({ '0001-people.sql': TWO['0001-people.sql'] });
    expect((await migrationStatus(database, older)).unknown).toEqual(['0002-units']);
    await expect(migrate(database, older)).rejects.toMatchObject({
      name: 'MigrationError',
      message: expect.stringContaining(
        'The database is newer than this Eiga: it has 0002-units, which this version does not know.',
      ),
    });
    await database.close();
  });

  test('a file edited after it was applied is refused, and so is one that comes too late', async () => {
    const database = await openEmpty();
    await migrate(database, await folderWith(TWO));
    const edited = await folderWith({ ...TWO, '0001-people.sql': `${TWO['0001-people.sql']} ` });
    expect((await migrationStatus(database, edited)).changed).toEqual(['0001-people']);
    await expect(migrate(database, edited)).rejects.toThrow('Migration 0001-people was edited after it was applied');
    const late = await folderWith({ ...TWO, '0000-late.sql': 'SELECT 1;' });
    await expect(migrate(database, late)).rejects.toThrow(
      'Migration 0000-late comes before 0002-units, which is applied already.',
    );
    await database.close();
  });

  test('file names without a number of their own are refused before anything is applied', async () => {
    const database = await openEmpty();
    await expect(migrate(database, await folderWith({ 'people.sql': '' }))).rejects.toThrow(
      'must be named like 0001-what-it-adds.sql',
    );
    const twice = await folderWith({ '0001-a.sql': 'CREATE TABLE a ()', '0001-b.sql': '' });
    await expect(migrate(database, twice)).rejects.toThrow('Migrations 0001-a.sql and 0001-b.sql have the same number.');
    expect(await database.knex.schema.hasTable('a')).toBe(false);
    await database.close();
  });
});

describe('several nodes', () => {
  test('that start at once apply each file once', async () => {
    const database = await freshDatabase({ migrations: await folderWith({}) });
    const folder = await folderWith(TWO);
    const nodes = await Promise.all(Array.from({ length: 4 }, () => connect({ url: database.url, poolSize: 2 })));
    await database.knex.raw('DROP TABLE schema_migrations');
    const applied = await Promise.all(nodes.map((node) => migrate(node, folder)));
    expect(applied.flat().sort()).toEqual(['0001-people', '0002-units']);
    expect(await database.knex('person').count()).toEqual([{ count: '1' }]);
    await Promise.all(nodes.map((node) => node.close()));
    await database.close();
  });
});
