/** Where the time of a step goes: the pure kernel, JSON in and out, SQL; and what a step costs when many share a commit. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Database } from '../database/connect.ts';
import { readModel } from '../engine/model/compile.ts';
import { modelXml } from '../test/support/model.ts';
import { COMMITS_PER_CASE, oneCase, throughput, type LoopEngine } from './loop-clients.ts';
import { removeCases, type Sent, type SentCase } from './loop-pgbench.ts';
import { BENCH_MODEL, benchSteps } from './step.ts';

/** Microseconds per step of one client with no other load and no grouping; `restUs` is rows, driver, promises. */
export interface StepCosts {
  readonly wholeUs: number;
  readonly stepUs: number;
  readonly jsonUs: number;
  readonly sqlUs: { readonly begin: number; readonly lock: number; readonly write: number; readonly commit: number };
  readonly restUs: number;
}

/** The same statements sent by the driver alone, in one session, one after the other. @param cases recorded in this database, whose cases are removed */
export async function stepCosts(
  database: Database & { readonly url: string },
  cases: readonly SentCase[],
  wholeUs: number,
): Promise<StepCosts> {
  await removeCases(database);
  const session = new pg.Client({ connectionString: database.url, types: { getTypeParser: () => (text: string) => text } });
  await session.connect();
  const took = { begin: 0, lock: 0, write: 0, commit: 0 };
  const read: string[] = [];
  const timed = async (
    part: keyof typeof took,
    query: string | pg.QueryConfig,
  ): Promise<pg.QueryResult<Record<string, string | null>>> => {
    const begin = performance.now();
    const result = await session.query<Record<string, string | null>>(query);
    took[part] += performance.now() - begin;
    return result;
  };
  try {
    for (const step of cases.flat()) await replay(step, timed, read);
  } finally {
    await session.end();
  }
  const steps = cases.length * COMMITS_PER_CASE;
  const perStep = (tookMs: number): number => (tookMs * 1000) / steps;
  const sqlUs = {
    begin: perStep(took.begin),
    lock: perStep(took.lock),
    write: perStep(took.write),
    commit: perStep(took.commit),
  };
  const stepUs = await kernelUs();
  const jsonUs = perStep(jsonMs(read, cases));
  return {
    wholeUs,
    stepUs,
    jsonUs,
    sqlUs,
    restUs: wholeUs - stepUs - jsonUs - sqlUs.begin - sqlUs.lock - sqlUs.write - sqlUs.commit,
  };
}

type Timed = (
  part: keyof StepCosts['sqlUs'],
  query: string | pg.QueryConfig,
) => Promise<pg.QueryResult<Record<string, string | null>>>;

async function replay(step: readonly Sent[], timed: Timed, read: string[]): Promise<void> {
  await timed('begin', 'BEGIN');
  for (const { name, sql, values } of step) {
    const part = name.startsWith('lock') ? 'lock' : 'write';
    const { rows } = await timed(part, { name, text: sql, values: [...values] });
    if (part === 'lock') read.push(...rows.flatMap(({ state, variables }) => [state ?? 'null', variables ?? 'null']));
  }
  await timed('commit', 'COMMIT');
}

async function kernelUs(): Promise<number> {
  const { processes } = await readModel(modelXml(BENCH_MODEL, { id: 'bench' }));
  return benchSteps(processes[0]!, 5_000);
}

function jsonMs(read: readonly string[], cases: readonly SentCase[]): number {
  const texts = cases.flat(2).flatMap(({ name, values }) => (name.startsWith('lock') ? [] : values));
  const bound = texts.map((text): unknown => JSON.parse(text));
  const begin = performance.now();
  for (const text of read) JSON.parse(text);
  for (const value of bound) JSON.stringify(value);
  return performance.now() - begin;
}

/** What a step costs while all clients are at work. */
export interface SharedCosts {
  readonly stepsPerCommit: number;
  /** Of this process, its garbage collection included. */
  readonly nodeCpuUs: number;
  /** Of the sessions' processes on the server; absent where they are not on this machine (or it does not show them). */
  readonly serverCpuUs?: number;
  readonly walBytes: number;
}

export async function sharedCosts(database: Database, loop: LoopEngine, cases: number, clients: number): Promise<SharedCosts> {
  let commits = 0;
  const listen = ({ sql }: { readonly sql: string }): void => {
    if (/^COMMIT/i.test(sql)) commits += 1;
  };
  const walBefore = await walAt(database);
  const serverBefore = await serverCpuMs(database);
  database.knex.on('query', listen);
  const before = process.cpuUsage();
  await throughput(cases, clients, (tell) => oneCase(loop, tell));
  const { user, system } = process.cpuUsage(before);
  database.knex.off('query', listen);
  const steps = cases * COMMITS_PER_CASE;
  const serverAfter = await serverCpuMs(database);
  return {
    stepsPerCommit: steps / commits,
    nodeCpuUs: (user + system) / steps,
    ...(serverBefore === undefined || serverAfter === undefined
      ? {}
      : { serverCpuUs: ((serverAfter - serverBefore) * 1000) / steps }),
    walBytes: ((await walAt(database)) - walBefore) / steps,
  };
}

/** Ticks of user and system time that Linux shows of a process are hundredths of a second. */
const TICK_MS = 10;

async function serverCpuMs({ knex }: Database): Promise<number | undefined> {
  const { rows } = await knex.raw<{ rows: { pid: number }[] }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`,
  );
  const ticks = rows.map(({ pid }) => ticksOf(pid));
  return ticks.includes(undefined) ? undefined : ticks.reduce((sum: number, of) => sum + (of ?? 0), 0) * TICK_MS;
}

function ticksOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return undefined;
  }
}

async function walAt({ knex }: Database): Promise<number> {
  const { rows } = await knex.raw<{ rows: { at: string }[] }>(`SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS at`);
  return Number(rows[0]!.at);
}
