/**
 * Reading of logs and the three questions of every page (graph, variants, quantiles), beside DuckDB on the same file in the same run; prints,
 * asserts nothing. Aims: 1 M events of CSV ≤ 5 s; the three of 10 M events in memory ≤ 4 s together, RSS ≤ 1.5 GB, each ≥ 5 × DuckDB;
 * linear in events. Arguments: sizes in millions, `1 2 4 8` by default (the files go to EIGA_BENCH_FOLDER or the system's).
 */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directlyFollows } from '../analytics/directly-follows.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import { isLogFault } from '../analytics/log/log-fault.ts';
import { caseDurationsMs } from '../analytics/log-summary.ts';
import { selectQuantiles } from '../analytics/quantile-select.ts';
import { distribution, grouped } from '../analytics/statistics.ts';
import { traces } from '../analytics/traces.ts';
import { variants } from '../analytics/variants.ts';
import { readLogFile } from '../logs/read-log-file.ts';
import { logInMemory, writeLog } from './analytics-logs.ts';
import { openDuckDb, type Peer } from './analytics-peer.ts';

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 2, 4, 8];
const MILLION = 1_000_000;
/** XES is read up to here: it grows as the CSV does, and the files are large. */
const XES_MILLIONS = 1;

interface Measured<Result> {
  readonly result: Result;
  readonly tookMs: number;
  /** Of all threads: what a busy machine does not change. */
  readonly cpuMs: number;
}

async function timed<Result>(work: () => Result | Promise<Result>): Promise<Measured<Result>> {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const result = await work();
  const tookMs = performance.now() - begin;
  const { user, system } = process.cpuUsage(cpu);
  return { result, tookMs, cpuMs: (user + system) / 1000 };
}

function line(what: string, ours: readonly Took[], theirs?: Took, note = ''): void {
  const sum = (of: 'tookMs' | 'cpuMs') => ours.reduce((total, took) => total + took[of], 0);
  const cells = [sum('tookMs'), sum('cpuMs'), ...(theirs ? [theirs.tookMs, theirs.cpuMs] : [])].map((ms) =>
    ms.toFixed(0).padStart(9),
  );
  const ratios = theirs
    ? [theirs.tookMs / sum('tookMs'), theirs.cpuMs / sum('cpuMs')].map((ratio) => ratio.toFixed(1).padStart(6))
    : [];
  console.log(`  ${what.padEnd(34)} ${[...cells, ...ratios].join('')}   ${note}`);
}

type Took = Pick<Measured<unknown>, 'tookMs' | 'cpuMs'>;

function perActivity(log: EventLog): number {
  const lastedMs = log.completedAt.map((at, row) => at - log.startedAt[row]!);
  const groups = grouped(lastedMs, log.activityOf, log.activities.length);
  const figures = log.activities.map((_, code) => selectQuantiles(groups.sample(code), [0.5, 0.95]));
  return figures.length;
}

async function read(path: string, format: 'csv' | 'xes'): Promise<EventLog> {
  const log = await readLogFile(createReadStream(path, { highWaterMark: 262_144 }), { format, zipped: false });
  if (isLogFault(log)) throw new Error(log.message);
  return log;
}

async function ofSize(millions: number, folder: string, peer: Peer | undefined): Promise<void> {
  const events = millions * MILLION;
  console.log(
    `\n${String(millions)} M events`.padEnd(37) + '  wall ms   cpu ms' + (peer ? '   DuckDB      cpu   wall×  cpu×' : ''),
  );
  const csv = join(folder, 'log.csv');
  await writeLog(csv, 'csv', events);
  // The file twice in memory would be measured with the questions: it is read, counted and dropped.
  const loaded = await timed(async () => (await read(csv, 'csv')).rows);
  const theirs = peer && {
    load: await timed(() => peer.load(csv)),
    graph: await timed(() => peer.graph()),
    variants: await timed(() => peer.variants()),
    quantiles: await timed(() => peer.quantiles()),
  };
  rmSync(csv);
  line('read CSV', [loaded], theirs?.load, `${((events / loaded.tookMs) * 1000).toFixed(0)} events/s`);
  if (millions <= XES_MILLIONS) {
    const xes = join(folder, 'log.xes');
    await writeLog(xes, 'xes', events);
    const found = await timed(async () => (await read(xes, 'xes')).rows);
    rmSync(xes);
    line('read XES', [found]);
  }
  const made = await timed(() => logInMemory(events));
  const log = made.result;
  line('generate and build', [made]);
  const traced = await timed(() => traces(log));
  const graph = await timed(() => directlyFollows(log, traced.result));
  const found = await timed(() => variants(log, traced.result));
  const quantiles = await timed(() => perActivity(log));
  const cycle = await timed(() => distribution(caseDurationsMs(log)));
  const edges = `${String(graph.result.length)} edges, ${String(theirs?.graph.result.count ?? '–')}`;
  line('directly-follows graph, with traces', [traced, graph], theirs?.graph, edges);
  const counts = `${String(found.result.count)} variants, ${String(theirs?.variants.result.count ?? '–')}`;
  line('variants', [found], theirs?.variants, counts);
  line('median and p95 per activity', [quantiles], theirs?.quantiles);
  line('quantiles of cycle time', [cycle]);
  line('the questions together', [traced, graph, found, quantiles, cycle]);
  globalThis.gc?.();
  const { rss, arrayBuffers } = process.memoryUsage();
  console.log(
    `  memory: ${(arrayBuffers / MILLION).toFixed(0)} MB of columns, ${(rss / MILLION).toFixed(0)} MB resident${peer ? ' (with DuckDB in the process)' : ''}`,
  );
}

const folder = mkdtempSync(join(process.env['EIGA_BENCH_FOLDER'] ?? tmpdir(), 'eiga-bench-'));
try {
  const peer =
    process.env['EIGA_BENCH_PEER'] === '0'
      ? 'The peer was not asked for.'
      : await openDuckDb(join(process.cwd(), 'node_modules/.cache/eiga-bench'));
  console.log(
    typeof peer === 'string'
      ? `No DuckDB beside: ${peer}`
      : `DuckDB by @duckdb/node-api ${peer.version}, × says how many times what we took.`,
  );
  for (const millions of SIZES) await ofSize(millions, folder, typeof peer === 'string' ? undefined : peer);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
