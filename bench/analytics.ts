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
import { distribution } from '../analytics/statistics.ts';
import { processingByActivity } from '../analytics/times.ts';
import { traces } from '../analytics/traces.ts';
import { variants } from '../analytics/variants.ts';
import { readLogFile } from '../logs/read-log-file.ts';
import { logInMemory, writeLog } from './analytics-logs.ts';
import { answerAsPeer, openDuckDb, PEER_PROCESS, type Peer } from './analytics-peer.ts';

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

function perActivity(log: EventLog): readonly (readonly number[])[] {
  const processing = processingByActivity(log);
  return log.activities.map((_, code) => processing.quantiles(code, [0.5, 0.95]));
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
    load: await peer.load(csv),
    graph: await peer.graph(),
    variants: await peer.variants(),
    quantiles: await peer.quantiles(),
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
  // Laid out once for a log, at the first question about times (see processingByActivity); then asked.
  const laidOut = await timed(() => processingByActivity(log));
  const quantiles = await timed(() => perActivity(log));
  const cycle = await timed(() => distribution(caseDurationsMs(log)));
  const edges = `${String(graph.result.length)} edges, ${String(theirs?.graph.count ?? '–')}`;
  line('directly-follows graph, with traces', [traced, graph], theirs?.graph, edges);
  const counts = `${String(found.result.count)} variants, ${String(theirs?.variants.count ?? '–')}`;
  line('variants', [found], theirs?.variants, counts);
  line('durations laid out by activity, once', [laidOut]);
  line('median and p95 per activity', [quantiles], theirs?.quantiles);
  line('both, the first time', [laidOut, quantiles], theirs?.quantiles);
  line('quantiles of cycle time', [cycle]);
  line('the questions together', [traced, graph, found, laidOut, quantiles, cycle]);
  globalThis.gc?.();
  const { rss, arrayBuffers } = process.memoryUsage();
  const mb = (bytes: number): string => (bytes / MILLION).toFixed(0);
  const besides = theirs ? `; DuckDB in its own process ${mb(theirs.quantiles.residentBytes)} MB` : '';
  console.log(`  memory: ${mb(arrayBuffers)} MB of columns, ${mb(rss)} MB resident, ${mb(peakBytes())} MB at most${besides}`);
}

/** The most that was ever resident; the reading of the file is part of it. */
function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

const [first, main = ''] = process.argv.slice(2);
if (first === PEER_PROCESS) await answerAsPeer(main);
else await bench();

async function bench(): Promise<void> {
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
    if (typeof peer !== 'string') peer.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
