/**
 * What people wait for: each view of /api/analytics, cold and asked again, and each long question, of the demo's largest process and of logs.
 * Prints milliseconds, asserts nothing. Aims: the heatmap and every view within 300 ms. Logs are named: `npm run bench:analytics-api LOG…`.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readConfig } from '../api/config.ts';
import type { AnalyticsJob, LogImport } from '../api/contract.ts';
import { start, TENANT } from '../api/main.ts';
import { connect } from '../database/connect.ts';
import { MEMORY } from '../database/embedded.ts';
import { isRefusal } from '../engine/errors.ts';

const PASSWORD = 'a-password-of-benches';
const VIEWS = ['map', 'variants', 'rework', 'handovers', 'flow', 'charts', 'units', 'utilisation', 'dots', 'times', 'choices'];
const KINDS = ['causes', 'bottlenecks', 'predict', 'discover', 'conform'] as const;

/** As build.js puts it beside the programs, seen from dist/bench/. */
const worker = new URL('../analytics-worker.js', import.meta.url);
const database = await connect({ directory: MEMORY });
const config = readConfig({ PORT: '0', EIGA_LOG: 'error', EIGA_DEMO: process.env['EIGA_DEMO'] ?? '1' });
const server = await start(config, { database, passwordCost: { logN: 4, r: 1, p: 1 }, analyticsWorker: worker });
await server.demo.finished;
await server.organisation.people.saveInstitution(TENANT, { institution: 'bench', name: 'Bench', zone: 'Europe/Vilnius' });
const created = await server.organisation.people.create({
  tenantId: TENANT,
  user: 'bench',
  institution: 'bench',
  name: 'Bench',
  roles: ['administrator'],
  units: [],
  password: PASSWORD,
});
if (isRefusal(created)) throw new Error(created.message);

let cookie = '';
async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const bytes = body instanceof Uint8Array;
  const answer = await fetch(server.url + path, {
    method,
    headers: {
      origin: server.url,
      cookie,
      ...(body !== undefined && { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body !== undefined && { body: bytes ? Buffer.from(body) : JSON.stringify(body) }),
  });
  cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${text.slice(0, 500)}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** By the wall; and computing of all threads, which other programs do not disturb. */
async function timed(work: () => Promise<unknown>): Promise<{ readonly wallMs: number; readonly cpuMs: number }> {
  const begunMs = performance.now();
  const used = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wallMs: performance.now() - begunMs, cpuMs: (user + system) / 1_000 };
}

function ms(value: number): string {
  return `${value.toFixed(0).padStart(5)} ms`;
}

async function imported(path: string): Promise<string> {
  const fileName = encodeURIComponent(basename(path));
  const { importId } = await ask<LogImport>('POST', `/api/logs?fileName=${fileName}`, readFileSync(path));
  for (;;) {
    const { state, log, fault } = await ask<LogImport>('GET', `/api/logs/imports/${importId}`);
    if (log) return log.logKey;
    if (state === 'failed') throw new Error(fault?.message);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function measure(name: string, query: string, source: object, reference: string | undefined): Promise<void> {
  const open = await timed(() => ask('GET', `/api/analytics/choices?${query}`));
  console.log(`\n${name}\n  opened ${ms(open.wallMs)}`);
  for (const path of ['insight/heatmap?', ...VIEWS.map((view) => `analytics/${view}?`)]) {
    const get = (): Promise<unknown> => ask('GET', `/api/${path}${query}`);
    const cold = await timed(get);
    const warm = await timed(get);
    console.log(`  ${path.slice(0, -1).padEnd(24)} ${ms(cold.wallMs)}, computing ${ms(cold.cpuMs)}, again ${ms(warm.wallMs)}`);
  }
  for (const kind of KINDS) {
    if (kind === 'conform' && reference === undefined) continue;
    const options = kind === 'conform' ? { reference: { processId: reference } } : {};
    let slowestMs = 0;
    let job: AnalyticsJob | undefined;
    const { wallMs, cpuMs } = await timed(async () => {
      job = await ask<AnalyticsJob>('POST', '/api/analytics/jobs', { kind, source, options });
      while (job.status === 'waiting' || job.status === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const path = `/api/analytics/jobs/${job.id}`;
        const look = await timed(async () => (job = await ask<AnalyticsJob>('GET', path)));
        slowestMs = Math.max(slowestMs, look.wallMs);
      }
    });
    const told = job?.status === 'done' ? '' : ` ${job?.status ?? ''}: ${job?.fault?.message ?? ''}`;
    const looked = `slowest look at it ${ms(slowestMs)}${told}`;
    console.log(`  ${`job ${kind}`.padEnd(24)} ${ms(wallMs)}, computing ${ms(cpuMs)}, ${looked}`);
  }
}

await ask('POST', '/api/session', { user: 'bench', password: PASSWORD });
const { items } = await ask<{ items: { kind: string; id: string; name: string; cases: number }[] }>(
  'GET',
  '/api/insight/sources',
);
const [largest] = items.filter(({ kind }) => kind === 'process').sort((a, b) => b.cases - a.cases);
if (largest)
  await measure(
    `${largest.name} (${String(largest.cases)} cases)`,
    `processId=${largest.id}`,
    { processId: largest.id },
    largest.id,
  );
for (const path of process.argv.slice(2)) {
  const logKey = await imported(path);
  await measure(basename(path), `logKey=${logKey}`, { logKey }, largest?.id);
}
await server.stop();
await database.close();
