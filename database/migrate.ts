import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Database } from './connect.ts';
import { transaction } from './transaction.ts';

/** `migrations/` beside this folder and beside the built program alike. */
export const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

interface Migration {
  /** The file's name without `.sql`: `0001-cases`. */
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

export interface MigrationStatus {
  readonly applied: readonly { readonly name: string; readonly appliedAt: number }[];
  readonly pending: readonly string[];
  /** Applied by a newer Eiga: this one has no such file. */
  readonly unknown: readonly string[];
  /** Applied, and their file was edited since. */
  readonly changed: readonly string[];
}

/** The database and the files of `migrations/` do not fit together. Nothing was changed; `message` says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Brings the database up to the newest file of the folder: `0001-what-it-adds.sql`, `0002-…`, forward only, each in one transaction
 * together with its entry in `schema_migrations`. Several nodes may start at once: one migrates, the others wait and find it done; one
 * that is killed leaves no lock behind.
 * @returns the names that were applied, in order; none when the database was up to date.
 * @throws MigrationError when the database is newer than this Eiga, a file was edited after it was applied, or a number is used twice.
 */
export async function migrate(database: Database, folder = MIGRATIONS): Promise<string[]> {
  const migrations = readMigrations(folder);
  await createTable(database);
  const done: string[] = [];
  for (;;) {
    const name = await transaction(database, (sql) => applyNext(sql, migrations));
    if (name === undefined) return done;
    done.push(name);
  }
}

/** What has been applied and what has not; changes nothing. */
export async function migrationStatus(database: Database, folder = MIGRATIONS): Promise<MigrationStatus> {
  const migrations = readMigrations(folder);
  const rows = (await database.knex.schema.hasTable('schema_migrations')) ? await appliedRows(database.knex) : [];
  return statusOf(migrations, rows);
}

interface AppliedRow {
  readonly name: string;
  readonly checksum: string;
  readonly applied_at: Date;
}

function appliedRows(sql: Knex): Promise<AppliedRow[]> {
  return sql<AppliedRow>('schema_migrations').select('name', 'checksum', 'applied_at').orderBy('name');
}

function statusOf(migrations: readonly Migration[], rows: readonly AppliedRow[]): MigrationStatus {
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  const appliedNames = new Set(rows.map((row) => row.name));
  return {
    applied: rows.map((row) => ({ name: row.name, appliedAt: row.applied_at.getTime() })),
    pending: migrations.map((migration) => migration.name).filter((name) => !appliedNames.has(name)),
    unknown: rows.map((row) => row.name).filter((name) => !files.has(name)),
    changed: rows.filter((row) => (files.get(row.name)?.checksum ?? row.checksum) !== row.checksum).map((row) => row.name),
  };
}

async function applyNext(sql: Knex.Transaction, migrations: readonly Migration[]): Promise<string | undefined> {
  // Waits for as long as another node migrates; a migration itself may take as long as its tables are large.
  await sql.raw(`SET LOCAL statement_timeout = 0`);
  await sql.raw(`SET LOCAL lock_timeout = 0`);
  await sql.raw('LOCK TABLE schema_migrations IN EXCLUSIVE MODE');
  const status = statusOf(migrations, await appliedRows(sql));
  refuseMisfit(status);
  const next = migrations.find((migration) => migration.name === status.pending[0]);
  if (next === undefined) return undefined;
  // knex reads `?` as a place for a value; `\?` is the character itself (an operator of jsonb).
  await sql.raw(next.sql.replaceAll('?', String.raw`\?`));
  await sql('schema_migrations').insert({ name: next.name, checksum: next.checksum });
  return next.name;
}

function refuseMisfit({ unknown, changed, pending, applied }: MigrationStatus): void {
  if (unknown.length > 0)
    throw new MigrationError(
      `The database is newer than this Eiga: it has ${unknown.join(', ')}, which this version does not know. ` +
        'Start the newer version again, or restore the backup made before the upgrade.',
    );
  if (changed.length > 0)
    throw new MigrationError(
      `Migration ${changed.join(', ')} was edited after it was applied to this database. Put the file back as it was and add a new one.`,
    );
  const last = applied.at(-1)?.name;
  const late = last === undefined ? undefined : pending.find((name) => name < last);
  if (late !== undefined)
    throw new MigrationError(
      `Migration ${late} comes before ${last ?? ''}, which is applied already. Give it the next free number.`,
    );
}

async function createTable(database: Database): Promise<void> {
  const create = `CREATE TABLE IF NOT EXISTS schema_migrations
    (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;
  try {
    await database.knex.raw(create);
  } catch (error) {
    // IF NOT EXISTS is no lock: of two nodes that create it at once one fails on a catalogue's index, and then it exists.
    if (!(await database.knex.schema.hasTable('schema_migrations'))) throw error;
  }
}

const FILE_NAME = /^([0-9]{4})-[a-z0-9-]+\.sql$/;

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const numbers = new Map<string, string>();
  for (const name of names) {
    const number = FILE_NAME.exec(name)?.[1];
    if (number === undefined) throw new MigrationError(`Migration ${name} must be named like 0001-what-it-adds.sql.`);
    const other = numbers.get(number);
    if (other !== undefined) throw new MigrationError(`Migrations ${other} and ${name} have the same number.`);
    numbers.set(number, name);
  }
  return names.map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8');
    return { name: name.slice(0, -'.sql'.length), sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}
