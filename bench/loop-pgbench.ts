/**
 * The other peer of bench:engine: pgbench sending the very statements of the engine's steps, with the values that the engine bound to
 * them, one case to a step, prepared, as many clients. It is what the database would do if the engine cost nothing and did not group.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Database } from '../database/connect.ts';
import { COMMITS_PER_CASE } from './loop-clients.ts';

/** A statement as the engine sent it, with `$1` places, and what it bound as text. */
export interface Sent {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly string[];
}

/** Steps of one case, each the statements between BEGIN and COMMIT. */
export type SentCase = readonly (readonly Sent[])[];

/** Listens to the named statements of the steps while `work` runs one case after the other. */
export async function recorded(database: Database, work: () => Promise<void>): Promise<Sent[][]> {
  const steps: Sent[][] = [];
  let open: Sent[] = [];
  const listen = (query: {
    readonly sql: string;
    readonly bindings?: readonly unknown[];
    readonly options?: { readonly name?: string };
  }) => {
    if (/^BEGIN/i.test(query.sql)) open = [];
    else if (/^COMMIT/i.test(query.sql)) steps.push(open);
    else if (query.options?.name)
      // Without the number at its end, by which the store has it planned anew from time to time.
      open.push({ name: query.options.name.replace(/-\d+$/, ''), sql: query.sql, values: (query.bindings ?? []).map(asText) });
  };
  database.knex.on('query', listen);
  try {
    await work();
  } finally {
    database.knex.off('query', listen);
  }
  return steps;
}

function asText(value: unknown): string {
  return Array.isArray(value) ? `{${value.map(String).join(',')}}` : String(value);
}

/** The installed pgbench of the highest version; undefined where there is none. */
export function findPgbench(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))
    : [];
  const directories = [
    ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`),
    ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean),
  ];
  return directories.map((directory) => join(directory, 'pgbench')).find((path) => existsSync(path));
}

export function pgbenchVersion(program: string): string {
  return execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
}

/** `write`: the step's statement alone, its own transaction. `transaction`: the lock and the statement between BEGIN and COMMIT. */
export type Shape = 'write' | 'transaction';

export interface Pgbench {
  /** Steps a second; what fetching the values costs is taken off. */
  run(shape: Shape): Promise<number>;
}

const RECORDED = 'bench_recorded';
const WRITTEN = ['cases', 'element_instances', 'tasks', 'jobs', 'timers', 'incidents', 'event_log', 'variable_log'];

/** Leaves the definitions and nothing of any case. */
export async function removeCases({ knex }: Database): Promise<void> {
  await knex.raw(`TRUNCATE ${WRITTEN.join(', ')}`);
  await knex.raw('CHECKPOINT');
}

/**
 * Keeps the recorded values in a table, so that pgbench can fetch a case's own by one cheap query and send them as parameters.
 * @param database the one that the cases were recorded in; its cases are removed before each run
 */
export async function openPgbench(
  program: string,
  database: Database & { readonly url: string },
  cases: readonly SentCase[],
  clients: number,
): Promise<Pgbench> {
  const model = cases[0]!;
  const places = model.flatMap((step, index) =>
    step.flatMap((sent) => sent.values.map((_, place) => nameOf(index, sent, place))),
  );
  await database.knex.raw(
    `CREATE TABLE ${RECORDED} (n int PRIMARY KEY, ${places.map((place) => `${place} text NOT NULL`).join(', ')})`,
  );
  for (const [n, steps] of cases.entries())
    await database.knex(RECORDED).insert({
      n,
      ...Object.fromEntries(
        steps.flatMap((step, index) =>
          step.flatMap((sent) => sent.values.map((value, place) => [nameOf(index, sent, place), value])),
        ),
      ),
    });
  await database.knex.raw(`VACUUM ANALYZE ${RECORDED}`);
  const perClient = Math.floor(cases.length / clients);
  const fetch = `\\set n :client_id * ${String(perClient)} + :i\n\\set i :i + 1\nSELECT ${places.join(', ')} FROM ${RECORDED} WHERE n = :n \\gset\n`;
  const script = (shape: Shape): string =>
    fetch +
    model
      .map((step, index) => {
        const statements = step.filter(({ name }) => shape === 'transaction' || !name.startsWith('lock'));
        const texts = statements.map(
          (sent) => `${sent.sql.replace(/\$(\d+)/g, (_, place) => `:${nameOf(index, sent, Number(place) - 1)}`)};`,
        );
        return (shape === 'transaction' ? ['BEGIN;', ...texts, 'COMMIT;'] : texts).join('\n');
      })
      .join('\n');
  const secondsPerCase = async (text: string): Promise<number> => {
    await removeCases(database);
    return 1 / (await casesPerSecond(program, database.url, text, clients, perClient));
  };
  return {
    async run(shape) {
      const whole = await secondsPerCase(script(shape));
      return COMMITS_PER_CASE / (whole - (await secondsPerCase(fetch)));
    },
  };
}

/** A name that holds the statement's without its hyphens: `lock` and `step` have places of the same numbers. */
function nameOf(step: number, { name }: Sent, place: number): string {
  return `s${String(step)}_${name.replace(/\W/g, '_')}_${String(place)}`;
}

async function casesPerSecond(program: string, url: string, script: string, clients: number, perClient: number): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'eiga-pgbench-'));
  const file = join(directory, 'case.sql');
  writeFileSync(file, script);
  const { hostname, port, username, password, pathname } = new URL(url);
  const server = ['-h', hostname, '-p', port === '' ? '5432' : port, '-U', decodeURIComponent(username)];
  const load = ['-n', '-M', 'prepared', '-D', 'i=0', '-c', String(clients), '-j', '2', '-t', String(perClient), '-f', file];
  try {
    const env = { ...process.env, PGPASSWORD: decodeURIComponent(password), PGOPTIONS: '-c timezone=UTC' };
    const { stdout } = await promisify(execFile)(program, [...server, ...load, pathname.slice(1)], { env });
    const tps = /^tps = ([0-9.]+)/m.exec(stdout)?.[1];
    if (tps === undefined || !stdout.includes('number of failed transactions: 0')) throw new Error(`pgbench said:\n${stdout}`);
    return Number(tps);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
