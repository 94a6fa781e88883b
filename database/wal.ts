import type { Knex } from 'knex';

const LOOK_EVERY_MS = 5_000;
const WAL_BYTES = 128 * 1024 * 1024;

/**
 * Checkpoints an embedded database each time that 128 MB of write-ahead log have come together. PostgreSQL in single-user mode, which is
 * how PGlite runs it, never does so by itself (whatever max_wal_size says): the log would grow for as long as the process lives, and the
 * start after a crash would read all of it.
 */
export function keepWalShort(knex: Knex): { stop(): Promise<void> } {
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    // A failure is left to the next look: the log stays whole, and the database was not opened for this.
    looking = looking.then(() => checkpointIfLong(knex, WAL_BYTES)).catch(() => undefined);
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Checkpoints when more than `limitBytes` of log have come together. */
export async function checkpointIfLong(knex: Knex, limitBytes: number): Promise<void> {
  if ((await walBytes(knex)) > limitBytes) await knex.raw('CHECKPOINT');
}

/** Bytes of write-ahead log that a start after a crash would have to read. */
export async function walBytes(knex: Knex): Promise<number> {
  const answer = await knex.raw<{ rows: { bytes: string }[] }>(
    'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) AS bytes FROM pg_control_checkpoint()',
  );
  return Number(answer.rows[0]?.bytes ?? 0);
}
