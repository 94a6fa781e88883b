import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { connect, connectEmbedded, type Database } from '../../database/connect.ts';
import { MEMORY, openEmbedded } from '../../database/embedded.ts';
import { migrate, MIGRATIONS } from '../../database/migrate.ts';
import { databasePrefix, runDirectory } from './run-directory.ts';
import { temporaryDirectory } from './temporary.ts';

/** A migrated, empty database of the test's own; `close` removes it. */
export interface FreshDatabase extends Database {
  /** For further connections to it (a second node). */
  readonly url: string;
}

/** What `freshDatabase` and `embeddedDatabase` may be told. */
export interface DatabaseOptions {
  /** Another folder of migrations than the program's. */
  readonly migrations?: string;
  readonly poolSize?: number;
}

/** The address of the run's PostgreSQL, which the first test to ask starts (1 to 2 s). */
export function postgres(): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connectSocket(join(runDirectory(), 'door'));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => (answer += text));
    socket.on('error', reject);
    socket.on('end', () => {
      const { url, error } = JSON.parse(answer) as { url?: string; error?: string };
      if (url === undefined) reject(new Error(error ?? 'The test run did not say where its PostgreSQL is.'));
      else resolve(url);
    });
  });
}

/** A database on the run's PostgreSQL, copied from a template that is migrated once a run. */
export async function freshDatabase({ migrations = MIGRATIONS, poolSize }: DatabaseOptions = {}): Promise<FreshDatabase> {
  const server = await postgres();
  const prefix = databasePrefix(runDirectory());
  const template = `${prefix}template_${fingerprint(migrations)}`;
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  await onServer(server, async ({ knex }) => {
    await makeTemplate(server, knex, template, migrations);
    await knex.raw('CREATE DATABASE ?? TEMPLATE ??', [name, template]);
  });
  const url = urlOf(server, name);
  const database = await connect({ url, poolSize });
  return {
    ...database,
    url,
    async close() {
      await database.close();
      await onServer(server, ({ knex }) => knex.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [name]));
    },
  };
}

/** The embedded database, migrated: in memory, or in a directory (see temporary.ts) where its files are of interest. */
export async function embeddedDatabase(options: DatabaseOptions & { readonly directory?: string } = {}): Promise<Database> {
  const content = await migratedContent(options.migrations);
  return connectEmbedded(await openEmbedded(options.directory ?? MEMORY, content));
}

/** Opens a fresh database of one kind, migrated; the test closes it. */
export type OpenFresh = (options?: DatabaseOptions) => Promise<Database>;

/** Declares the same suite for the embedded database and for the server. */
export function onBothDatabases(suite: (name: 'PGlite' | 'PostgreSQL', open: OpenFresh) => void): void {
  describe('on PGlite', () => {
    suite('PGlite', embeddedDatabase);
  });
  describe('on PostgreSQL', () => {
    suite('PostgreSQL', freshDatabase);
  });
}

type Sql = Database['knex'];

/** Under a lock of the server, since two test processes may need it at once; built under another name so that half of one is never used. */
async function makeTemplate(server: string, knex: Sql, template: string, migrations: string): Promise<void> {
  await knex.raw('SELECT pg_advisory_lock(hashtext(?))', [template]);
  try {
    const exists = await knex<{ datname: string }>('pg_database').where('datname', template).first('datname');
    if (exists !== undefined) return;
    const draft = `${template}_draft`;
    await knex.raw('DROP DATABASE IF EXISTS ??', [draft]);
    await knex.raw('CREATE DATABASE ?? TEMPLATE template0', [draft]);
    await onServer(urlOf(server, draft), (database) => migrate(database, migrations));
    await knex.raw('ALTER DATABASE ?? RENAME TO ??', [draft, template]);
  } finally {
    await knex.raw('SELECT pg_advisory_unlock(hashtext(?))', [template]);
  }
}

async function onServer(url: string, work: (database: Database) => Promise<unknown>): Promise<void> {
  const database = await connect({ url, poolSize: 1 });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** The migrated embedded database as an archive, made once a run (twice, when two processes begin at once; either is whole). */
export async function migratedContent(migrations = MIGRATIONS): Promise<Blob> {
  const path = join(runDirectory(), `embedded-${fingerprint(migrations)}.tar`);
  if (!existsSync(path)) {
    const embedded = await openEmbedded(MEMORY);
    const database = connectEmbedded(embedded);
    await migrate(database, migrations);
    await database.knex.raw('CHECKPOINT');
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, Buffer.from(await (await embedded.dump()).arrayBuffer()));
    await database.close();
    await rename(draft, path);
  }
  return new Blob([await readFile(path)], { type: 'application/x-tar' });
}

/** The directory of an embedded database that is there already: for tests of a program that are not about its first start. */
export async function preparedDirectory(): Promise<string> {
  const directory = join(await temporaryDirectory(), 'data');
  await (await openEmbedded(directory, await migratedContent())).close();
  return directory;
}

/** Folders with the same files share what was made from them. */
function fingerprint(migrations: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(migrations).sort()) hash.update(`${name}\n`).update(readFileSync(join(migrations, name)));
  return hash.digest('hex').slice(0, 12);
}
