/** The PostgreSQL that the benchmarks run on, with databases of their own that are gone afterwards. */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { startServer } from '../test/support/postgres-server.ts';

/** What makes figures of one server comparable with those of another; `fsync` or `synchronousCommit` off would make them worthless. */
export interface ServerSettings {
  readonly version: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
  readonly walSyncMethod: string;
  readonly sharedBuffers: string;
  /** Median of 200 writes of 8 kB with fsync in the temporary directory; absent for a server that was given. */
  readonly fsyncUs?: number;
}

export interface LoopServer {
  readonly settings: ServerSettings;
  /** A migrated database of its own; `close` removes it. */
  open(name: string, poolSize: number): Promise<Database & { readonly url: string }>;
  stop(): Promise<void>;
}

/** The server at `given` (DATABASE_URL), or one of our own that is started below a temporary directory. */
export async function openServer(given = process.env['DATABASE_URL']): Promise<LoopServer> {
  const directory = mkdtempSync(join(tmpdir(), 'eiga-bench-'));
  // Open for walking through, since for root the server runs as another user.
  await chmod(directory, 0o711);
  const server = given === undefined ? await startServer(directory) : { url: given, stop: () => Promise.resolve() };
  const admin = await connect({ url: server.url, poolSize: 1 });
  const opened = new Set<{ close(): Promise<void> }>();
  return {
    settings: await settingsOf(admin, given === undefined ? directory : undefined),
    async open(name, poolSize) {
      const unique = `eiga_bench_${String(process.pid)}_${name}`;
      await admin.knex.raw('CREATE DATABASE ?? TEMPLATE template0', [unique]);
      const url = new URL(server.url);
      url.pathname = `/${unique}`;
      const database = await connect({ url: url.href, poolSize });
      const own = {
        ...database,
        url: url.href,
        async close() {
          opened.delete(own);
          await database.close();
          await admin.knex.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [unique]);
        },
      };
      opened.add(own);
      // Of the repository: bundled, this file lies elsewhere.
      await migrate(own, join(process.cwd(), 'migrations'));
      return own;
    },
    async stop() {
      for (const database of [...opened]) await database.close();
      await admin.close();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function settingsOf({ knex }: Database, directory: string | undefined): Promise<ServerSettings> {
  const { rows } = await knex.raw<{ rows: Omit<ServerSettings, 'fsyncUs'>[] }>(
    `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS "synchronousCommit", current_setting('wal_sync_method') AS "walSyncMethod",
            current_setting('shared_buffers') AS "sharedBuffers"`,
  );
  const found = rows[0]!;
  return directory === undefined ? found : { ...found, fsyncUs: fsyncUs(directory) };
}

function fsyncUs(directory: string): number {
  const path = join(directory, 'fsync');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(8192, 1);
  const tookUs = Array.from({ length: 200 }, (_, index) => {
    const begin = performance.now();
    writeSync(file, page, 0, page.length, index * page.length);
    fsyncSync(file);
    return (performance.now() - begin) * 1000;
  });
  closeSync(file);
  rmSync(path);
  return median(tookUs);
}

export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  const half = sorted.length / 2;
  return sorted.length % 2 === 0 ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
}
