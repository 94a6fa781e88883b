import type { Knex } from 'knex';
import type { ClientBase } from 'pg';

const OLDEST_VERSION = 14;

/** No statement of ours needs longer; a session that waits or idles longer holds up others and is ended by the server. */
const STATEMENT_TIMEOUT_MS = 30_000;
const LOCK_TIMEOUT_MS = 10_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;

/** No server that Eiga can use is at the address. `message` says why and what to do, without the password. */
export class ServerUnusableError extends Error {
  override readonly name = 'ServerUnusableError';
}

/** How each session to a server is opened; a dead peer is noticed by keepalive instead of waited for. */
export function serverConnection(url: string): Knex.PgConnectionConfig {
  return {
    connectionString: url,
    application_name: 'eiga',
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 10_000,
  };
}

/**
 * Settings of each new session, in one round trip, by statement and not in the start-up packet, which poolers refuse. synchronous_commit
 * is raised where a role or a database has it off: an answer is given only for what is on the disk.
 * @throws ServerUnusableError when the server is older than PostgreSQL 14.
 */
export async function prepareSession(session: ClientBase): Promise<void> {
  const { rows } = await session.query<{ version: number }>(`
    SELECT current_setting('server_version_num')::int AS version,
           set_config('statement_timeout', '${STATEMENT_TIMEOUT_MS}', false),
           set_config('lock_timeout', '${LOCK_TIMEOUT_MS}', false),
           set_config('idle_in_transaction_session_timeout', '${IDLE_IN_TRANSACTION_TIMEOUT_MS}', false),
           set_config('timezone', 'UTC', false),
           CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', false) END`);
  const version = rows[0]?.version ?? 0;
  if (version < OLDEST_VERSION * 10_000)
    throw new ServerUnusableError(
      `The server runs PostgreSQL ${Math.floor(version / 10_000)}; Eiga needs ${OLDEST_VERSION} or newer. ` +
        'Upgrade it, or leave DATABASE_URL out to use the embedded database.',
    );
}

/** The sentence for a server that did not let us in. */
export function unreachable(url: string, error: unknown): ServerUnusableError {
  if (error instanceof ServerUnusableError) return error;
  return new ServerUnusableError(
    `The PostgreSQL server at ${addressOf(url)} cannot be used: ${reasonOf(error)}. ` +
      'Start it or correct DATABASE_URL; without DATABASE_URL Eiga uses its embedded database.',
    { cause: error },
  );
}

/** Node puts the reasons of several addresses (IPv4, IPv6) into one error without a message of its own. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.map(reasonOf).join('; ');
  return 'message' in error ? String(error.message) : 'unknown reason';
}

function addressOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || '5432'}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
