import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig, type PGlitePgConfig } from '@electric-sql/pglite/node-postgres';
import { lockDirectory } from './directory-lock.ts';
import { DurableFileSystem } from './durable-file-system.ts';

/** Where to open an embedded database that lives in memory and is gone with the process. */
export const MEMORY = 'memory://';

/** PGlite starts PostgreSQL with `-F` (no fsync); durable means without it, each commit forced to the disk before it is answered. */
const DURABLE = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['fsync=on', 'wal_sync_method=fsync', 'synchronous_commit=on', 'full_page_writes=on'].flatMap((setting) => ['-c', setting]),
];

export interface EmbeddedDatabase {
  /** For `new pg.Client`, and so for knex with `client: 'pg'`: the one session there is. */
  readonly session: PGlitePgConfig;
  /** fsync calls since it was opened; 0 in memory. */
  fsyncCalls(): number;
  /** The whole database as a tar archive, to open others from. */
  dump(): Promise<Blob>;
  /** Writes a checkpoint, closes the files and gives the directory free. */
  close(): Promise<void>;
}

/**
 * Opens the embedded PostgreSQL (PGlite) in a directory of its own, or in memory (`MEMORY`). A new directory is filled beside and renamed
 * when it is whole, so that a first start that was killed is simply begun again.
 * @param content an archive from `dump` to begin with instead of an empty database; only for a database that does not exist yet.
 * @throws DirectoryInUseError when another process has the directory open.
 */
export async function openEmbedded(directory: string, content?: Blob): Promise<EmbeddedDatabase> {
  if (directory === MEMORY) {
    const memory = await PGlite.create({ dataDir: MEMORY, startParams: DURABLE, ...(content && { loadDataDir: content }) });
    return embedded(
      memory,
      () => 0,
      () => undefined,
    );
  }
  const lock = lockDirectory(directory);
  try {
    const files = join(directory, 'postgres');
    if (!existsSync(files)) await createFiles(files, content);
    const fileSystem = new DurableFileSystem(files);
    const database = await PGlite.create({ fs: fileSystem, startParams: DURABLE });
    return embedded(
      database,
      () => fileSystem.fsyncCalls,
      () => {
        lock.release();
      },
    );
  } catch (error) {
    lock.release();
    throw error;
  }
}

function embedded(database: PGlite, fsyncCalls: () => number, release: () => void): EmbeddedDatabase {
  return {
    session: createPgConfig(database),
    fsyncCalls,
    dump: () => database.dumpDataDir('none'),
    async close() {
      try {
        await database.close();
      } finally {
        release();
      }
    },
  };
}

async function createFiles(files: string, content: Blob | undefined): Promise<void> {
  const unfinished = `${files}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const database = await PGlite.create({
    fs: new DurableFileSystem(unfinished),
    startParams: DURABLE,
    ...(content && { loadDataDir: content }),
  });
  await database.close();
  await forceTree(unfinished);
  await rename(unfinished, files);
  await force(dirname(files));
}

/** initdb's files were copied in without fsync: force each. Sixteen at a time the disk takes them in one go: 0.2 s instead of 4. */
async function forceTree(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = [directory, ...entries.map((entry) => join(entry.parentPath, entry.name))].values();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (const path of paths) await force(path);
    }),
  );
}

async function force(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
