import knexPackage, { type Knex } from 'knex';
import pg from 'pg';
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts';
import { keepWalShort } from './wal.ts';
import { prepareSession, serverConnection, unreachable } from './server.ts';

/** An open PostgreSQL. Everything above it is the same for both kinds; only `poolSize` differs, and nobody but tests asks for `kind`. */
export interface Database {
  readonly knex: Knex;
  readonly kind: 'embedded' | 'server';
  /** Sessions at most. One, when embedded: a transaction must be passed down, the pool asked inside it waits in vain. */
  readonly poolSize: number;
  /** Waits for the statements under way, closes every session and, when embedded, gives the directory free. */
  close(): Promise<void>;
}

export interface Connection {
  /** `postgresql://user:password@host:port/name`: a server. Wins over `directory`. */
  readonly url?: string | undefined;
  /** The embedded database's own directory, made when it is missing; `MEMORY` for one that is gone with the process. */
  readonly directory?: string | undefined;
  /** Sessions at most on a server; 10 unless told. */
  readonly poolSize?: number | undefined;
}

/**
 * Opens the database.
 * @throws DirectoryInUseError when another process has the embedded directory open.
 * @throws ServerUnusableError when no server answers at `url`, it refuses us, or it is older than PostgreSQL 14.
 */
export async function connect({ url, directory, poolSize }: Connection): Promise<Database> {
  if (url !== undefined) return connectServer(url, poolSize ?? 10);
  if (directory !== undefined) return connectEmbedded(await openEmbedded(directory));
  throw new Error('Say which database: the url of a server or the directory of an embedded one.');
}

/** The database in an embedded PostgreSQL that is already open; closing it closes that too. */
export function connectEmbedded(embedded: EmbeddedDatabase): Database {
  // knex hands this on to `new pg.Client`, which takes PGlite's session in the place of a socket; knex's types know only sockets.
  const session = embedded.session as unknown as Knex.PgConnectionConfig;
  const knex = open(() => ({ ...session, types: textualDates() }), 1, 1);
  const walKeeper = keepWalShort(knex);
  return {
    knex,
    kind: 'embedded',
    poolSize: 1,
    async close() {
      await walKeeper.stop();
      await knex.destroy();
      await embedded.close();
    },
  };
}

async function connectServer(url: string, poolSize: number): Promise<Database> {
  const knex = open(() => ({ ...serverConnection(url), types: textualDates() }), 0, poolSize, prepareSession);
  try {
    await knex.raw('SELECT 1');
  } catch (error) {
    await knex.destroy();
    throw unreachable(url, error);
  }
  return { knex, kind: 'server', poolSize, close: () => knex.destroy() };
}

function silent(): void {
  return undefined;
}

type Prepare = (session: pg.Client) => Promise<void>;

function open(connection: () => Knex.PgConnectionConfig, min: number, max: number, prepare?: Prepare): Knex {
  return knexPackage({
    client: 'pg',
    // The oldest we take; told, so that knex does not ask each server.
    version: '14',
    // knex would print what it throws as well, and each session that a server ends, which the pool replaces.
    log: { warn: silent, error: silent, deprecate: silent, debug: silent },
    connection,
    // Errors keep `?` for the values: what citizens told us has no place in a log of errors.
    compileSqlOnError: false,
    pool: {
      min,
      max,
      ...(prepare && {
        afterCreate(session: pg.Client, done: (error: unknown, session: pg.Client) => void) {
          prepare(session).then(
            () => {
              done(null, session);
            },
            (error: unknown) => {
              // knex forgets a session that it could not prepare.
              void session.end();
              done(error, session);
            },
          );
        },
      }),
    },
  });
}

const DATE = 1082;

/** int8 and numeric are text as the driver has it; a date is text too, since midnight of this machine's zone is another day elsewhere. */
function textualDates(): NonNullable<Knex.PgConnectionConfig['types']> {
  const usual = new pg.TypeOverrides();
  usual.setTypeParser(DATE, 'text', (text) => text);
  return { getTypeParser: (oid, format): unknown => usual.getTypeParser(oid, format === 'binary' ? 'binary' : 'text') };
}
