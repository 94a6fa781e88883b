import { rmSync } from 'node:fs';
import pg from 'pg';
import type {} from './global-setup.ts';
import { databasePrefix } from './run-directory.ts';

/** Stops the run's PostgreSQL if one was started, removes what the run left on a server that was given, and its directory. */
export default async function tearDown(): Promise<void> {
  const run = globalThis.eigaTestRun;
  if (run === undefined) return;
  run.door.close();
  try {
    const server = await run.server;
    if (server !== undefined && process.env['DATABASE_URL']) await dropDatabases(server.url, databasePrefix(run.directory));
    await server?.stop();
  } finally {
    rmSync(run.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
      prefix,
    ]);
    for (const { datname } of rows)
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}
