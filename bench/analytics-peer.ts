/**
 * The peer of bench:analytics: DuckDB on the same CSV in the same run, in a process of its own (its memory is not ours), with as many threads
 * as it likes. It is no dependency of Eiga: npm puts it into node_modules/.cache when the bench runs. Queries are written as its manual
 * would: window functions over (case, end).
 */
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const PACKAGE = '@duckdb/node-api';
/** The argument with which the bench starts itself as the peer's process. */
export const PEER_PROCESS = 'duckdb-process';

/** The part of @duckdb/node-api that is used; it comes in by `import()` and is checked by its first query. */
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): readonly (readonly unknown[])[] }>;
}
interface DuckDb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
}

/** What a query took, of all threads together in `cpuMs`, and a count to compare by. */
export interface Asked {
  readonly count: number;
  readonly tookMs: number;
  readonly cpuMs: number;
  readonly residentBytes: number;
}

export interface Peer {
  readonly version: string;
  load(csv: string): Promise<Asked>;
  graph(): Promise<Asked>;
  variants(): Promise<Asked>;
  quantiles(): Promise<Asked>;
  close(): void;
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
    return peer(version, join(home, main));
  } catch (error) {
    return `${PACKAGE} could not be installed: ${error instanceof Error ? error.message.split('\n')[0]! : String(error)}`;
  }
}

/** The peer's process: runs each statement that it is sent, and answers what it took. */
export async function answerAsPeer(main: string): Promise<void> {
  const { DuckDBInstance } = (await import(pathToFileURL(main).href)) as DuckDb;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  process.on('message', (sql: string) => {
    const cpu = process.cpuUsage();
    const begin = performance.now();
    connection.runAndReadAll(sql).then(
      (found) => {
        const tookMs = performance.now() - begin;
        const { user, system } = process.cpuUsage(cpu);
        const count = Number(found.getRows()[0]?.[0]);
        process.send?.({
          count,
          tookMs,
          cpuMs: (user + system) / 1000,
          residentBytes: process.memoryUsage.rss(),
        } satisfies Asked);
      },
      (error: unknown) => {
        throw error;
      },
    );
  });
}

function peer(version: string, main: string): Peer {
  const child = fork(process.argv[1]!, [PEER_PROCESS, main], { execArgv: [] });
  const asked = async (sql: string): Promise<Asked> => {
    child.send(sql);
    const [answer] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
    if (typeof answer !== 'object' || answer === null) throw new Error(`DuckDB ended at: ${sql}`);
    return answer as Asked;
  };
  return {
    version,
    load: (csv) => asked(`CREATE OR REPLACE TABLE log AS SELECT * FROM read_csv('${csv.replaceAll("'", "''")}', header = true)`),
    graph: () =>
      asked(`SELECT count(*) FROM (SELECT a, b, count(*) FROM
        (SELECT activity AS a, lead(activity) OVER (PARTITION BY "case" ORDER BY "end") AS b FROM log) WHERE b IS NOT NULL GROUP BY a, b)`),
    variants: () =>
      asked(`SELECT count(*) FROM (SELECT v, count(*) FROM
        (SELECT list(activity ORDER BY "end") AS v FROM log GROUP BY "case") GROUP BY v)`),
    quantiles: () =>
      asked(`SELECT count(*) FROM (SELECT activity, quantile_cont(epoch_ms("end") - epoch_ms("start"), [0.5, 0.95])
        FROM log GROUP BY activity)`),
    close: () => void child.kill(),
  };
}
