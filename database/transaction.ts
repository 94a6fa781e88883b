import type { EventEmitter } from 'node:events';
import type { Knex } from 'knex';
import type { Database } from './connect.ts';

/** Attempts in all: the first and at most five more. */
const RETRIES = 5;
const FIRST_PAUSE_MS = 10;

/**
 * The connection broke after COMMIT was sent and before it was answered: what was done may stand or not, and only reading it back can
 * tell. Never retried here, since that could do it twice.
 */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
}

/**
 * Runs `work` between BEGIN and COMMIT and answers with its value once it is committed. When the database breaks off because of another
 * transaction (serialization failure 40001, deadlock 40P01, a partition made meanwhile), it is rolled back and `work` runs again, at most five times more, so `work`
 * must have no effect beyond the transaction.
 * @param chance 0 ≤ chance() < 1, spreads the pauses between attempts (full jitter: at most 10, 20, 40, 80, 160 ms).
 * @throws whatever `work` threw, after rolling back; the database's error when it refused to commit; OutcomeUnknownError.
 */
export async function transaction<Value>(
  database: Pick<Database, 'knex'>,
  work: (sql: Knex.Transaction) => Promise<Value>,
  chance: () => number = Math.random,
): Promise<Value> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(database.knex, work);
    } catch (error) {
      if (attempt === RETRIES || !isRetryable(error)) throw error;
    }
    await pause(chance() * FIRST_PAUSE_MS * 2 ** attempt);
  }
}

async function once<Value>(knex: Knex, work: (sql: Knex.Transaction) => Promise<Value>): Promise<Value> {
  const sql = await knex.transaction();
  let value: Value;
  try {
    value = await work(sql);
  } catch (error) {
    await rollBack(sql);
    throw error;
  }
  if ((await commit(sql)) !== 'COMMIT')
    throw new Error('A statement of this transaction failed and its error was not passed on: nothing of it was committed.');
  return value;
}

/**
 * @returns what the database says that it did. When a statement failed and `work` swallowed the error, PostgreSQL answers COMMIT with
 * ROLLBACK and no error, which knex drops: we would acknowledge what never happened.
 */
async function commit(sql: Knex.Transaction): Promise<string> {
  const answers = answersOf(await sessionOf(sql));
  let done = '';
  const listen = (answer: { readonly text: string }): void => {
    done = answer.text;
  };
  answers.on('commandComplete', listen);
  try {
    await sql.commit();
    // knex's commit() itself always succeeds; whether COMMIT did is told here.
    await sql.executionPromise;
    return done;
  } catch (error) {
    throw isRefusedByServer(error) ? error : unknownOutcome(error);
  } finally {
    answers.off('commandComplete', listen);
  }
}

/** The session that the transaction has to itself. */
function sessionOf(sql: Knex.Transaction): Promise<unknown> {
  const client = sql.client as { acquireConnection(): Promise<unknown> };
  return client.acquireConnection();
}

/** The messages of the wire protocol as the driver (and PGlite in its place) gives them out. */
function answersOf(session: unknown): EventEmitter {
  const answers = typeof session === 'object' && session !== null && 'connection' in session ? session.connection : undefined;
  const emits = typeof answers === 'object' && answers !== null && 'on' in answers && 'off' in answers;
  if (!emits) throw new Error('This version of pg does not show the answers of the server.');
  return answers as EventEmitter;
}

/** A connection that is gone has rolled back by itself; the error that led here is the one to tell. */
async function rollBack(sql: Knex.Transaction): Promise<void> {
  try {
    await sql.rollback();
    await sql.executionPromise;
  } catch {
    return;
  }
}

function unknownOutcome(error: unknown): OutcomeUnknownError {
  const reason = error instanceof Error ? error.message : String(error);
  return new OutcomeUnknownError(
    `The connection broke while a transaction was being committed; it may stand or not (${reason}).`,
    {
      cause: error,
    },
  );
}

/**
 * What the same work may survive on another try: serialization failure, deadlock, and a row that was on its way into a default partition
 * while a partition of its own came into being (a check violation, 23514, that no named constraint made).
 */
function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  if (state === '23514') return error instanceof Error && error.message.includes('violates partition constraint');
  return state === '40001' || state === '40P01';
}

/** The server said no, so nothing is committed: any SQLSTATE but those of a broken connection (08), a stopping server (57P) and 40003. */
function isRefusedByServer(error: unknown): boolean {
  const state = sqlState(error);
  return state !== undefined && !state.startsWith('08') && !state.startsWith('57P') && state !== '40003';
}

/** Only the server's own errors have a severity; a socket's `EPIPE` has five letters as well. */
function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('severity' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function pause(pauseMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}
