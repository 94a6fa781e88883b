/**
 * The peer of bench:analytics: DuckDB on the same CSV in the same run, with as many threads as it likes. It is no dependency of Eiga: npm
 * puts it into node_modules/.cache when the bench runs. Queries are written as its manual would: window functions over (case, end).
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const PACKAGE = '@duckdb/node-api';

/** The part of @duckdb/node-api that is used; it comes in by `import()` and is checked by its first query. */
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): readonly (readonly unknown[])[] }>;
}
interface DuckDb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
}

export interface Peer {
  readonly version: string;
  /** Each gives a count to compare by. */
  load(csv: string): Promise<{ readonly count: number }>;
  graph(): Promise<{ readonly count: number }>;
  variants(): Promise<{ readonly count: number }>;
  quantiles(): Promise<{ readonly count: number }>;
}

/** @returns the peer, or a sentence that says why there is none */
export async function openDuckDb(cache: string): Promise<Peer | string> {
  const directory = join(cache, 'duckdb');
  const home = join(directory, 'node_modules', PACKAGE);
  try {
    if (!existsSync(home)) {
      process.stderr.write(`Installing ${PACKAGE}, which is no dependency of Eiga, into node_modules/.cache …\n`);
      mkdirSync(directory, { recursive: true });
      const args = ['install', '--prefix', directory, '--no-audit', '--no-fund', '--no-save', '--ignore-scripts', PACKAGE];
      await promisify(execFile)('npm', args, { timeout: 180_000 });
    }
    const { version, main } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string; main: string };
    const { DuckDBInstance } = (await import(pathToFileURL(join(home, main)).href)) as DuckDb;
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    return peer(connection, version);
  } catch (error) {
    return `${PACKAGE} could not be installed: ${error instanceof Error ? error.message.split('\n')[0]! : String(error)}`;
  }
}

function peer(connection: Connection, version: string): Peer {
  const asked = async (sql: string) => {
    const rows = (await connection.runAndReadAll(sql)).getRows();
    return { count: Number(rows[0]?.[0]) };
  };
  return {
    version,
    async load(csv) {
      await connection.run(
        `CREATE OR REPLACE TABLE log AS SELECT * FROM read_csv('${csv.replaceAll("'", "''")}', header = true)`,
      );
      return asked('SELECT count(*) FROM log');
    },
    graph: () =>
      asked(`SELECT count(*) FROM (SELECT a, b, count(*) FROM
        (SELECT activity AS a, lead(activity) OVER (PARTITION BY "case" ORDER BY "end") AS b FROM log) WHERE b IS NOT NULL GROUP BY a, b)`),
    variants: () =>
      asked(`SELECT count(*) FROM (SELECT v, count(*) FROM
        (SELECT list(activity ORDER BY "end") AS v FROM log GROUP BY "case") GROUP BY v)`),
    quantiles: () =>
      asked(`SELECT count(*) FROM (SELECT activity, quantile_cont(epoch_ms("end") - epoch_ms("start"), [0.5, 0.95])
        FROM log GROUP BY activity)`),
  };
}
