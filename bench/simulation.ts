/**
 * `npm run bench:simulation -- [--cases 10000] [--live 60] [--json]`
 * The building permit in memory on one core, the same cases through the engine and PostgreSQL (embedded), and replications in threads.
 * Aims: 10,000 cases in 5 s; 50 times faster per case than live. Prints, asserts nothing.
 */
import { parseArgs } from 'node:util';
import { availableParallelism, tmpdir } from 'node:os';
import { simulate } from '../analytics/simulation/simulate.ts';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decisionsOf } from '../api/demo/decisions.ts';
import { enact } from '../api/demo/enact.ts';
import { scriptOf } from '../api/demo/script.ts';
import { readService } from '../api/demo/service-files.ts';
import { replicated } from '../cli/replications.ts';
import { connect } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { createEngine } from '../engine/index.ts';
import { readModel } from '../engine/model/compile.ts';
import { systemClock } from '../engine/time/clock.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    live: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
});
const service = await readService('building-permit');
const term = service.terms.at(-1);
const fromAt = Date.parse('2025-03-03T00:00:00Z');
const decisionFor = decisionsOf(service.decisions);
const report: Record<string, number | string> = {};

for (const name of ['as-is', 'to-be']) {
  const content = service.models.get(name) ?? '';
  const [compiled] = (await readModel(content)).processes;
  if (compiled === undefined) throw new Error(`${name}.bpmn has no process.`);
  const order = { process: compiled, scenario: service.scenario, seed: 1, fromAt, decisionFor, ...(term && { term }) };
  simulate({ ...order, cases: 300 });

  const cases = Number(values.cases);
  const used = process.cpuUsage();
  const beganMs = performance.now();
  const { steps } = simulate({ ...order, cases });
  const { user, system } = process.cpuUsage(used);
  report[`${name}: ${String(cases)} cases, seconds of the clock`] = (performance.now() - beganMs) / 1_000;
  report[`${name}: seconds of the processor (garbage collection beside it counts)`] = (user + system) / 1e6;
  report[`${name}: steps per case`] = steps / cases;
  const simulatedMs = (performance.now() - beganMs) / cases;

  const live = Number(values.live);
  const { cases: script } = scriptOf({ ...order, cases: live });
  const directory = await mkdtemp(join(tmpdir(), 'eiga-bench-'));
  const database = await connect({ directory: join(directory, 'data') });
  await migrate(database);
  const engine = createEngine({ database, clock: systemClock, ...(term && { termProfileOf: () => term }) });
  const access = { tenantId: 'simulation', units: 'all' } as const;
  const deployed = await engine.deploy(access, {
    resources: [{ name: `${name}.bpmn`, content }, ...service.forms, ...service.decisions],
  });
  if (!('definitions' in deployed)) throw new Error(`${name}.bpmn is refused.`);
  const key = deployed.definitions[0]!.definitionKey;
  const liveMs = performance.now();
  await enact({ engine, access, cases: script, definitionOf: () => key });
  const perCaseMs = (performance.now() - liveMs) / live;
  await engine.stop();
  await database.close();
  await rm(directory, { recursive: true, force: true });
  report[`${name}: live, ms per case`] = perCaseMs;
  report[`${name}: simulated, ms per case`] = simulatedMs;
  report[`${name}: times faster than live`] = perCaseMs / simulatedMs;
}

const [compiled] = (await readModel(service.models.get('as-is') ?? '')).processes;
/** The benches lie in a folder below the thread's program. */
const program = new URL('../simulation-thread.js', import.meta.url);
if (!existsSync(program)) throw new Error('There is no dist/simulation-thread.js: run `npm run build:server` first.');
async function inThreads(threads: number, replications: number, cases: number): Promise<readonly [number, number]> {
  const used = process.cpuUsage();
  const beganMs = performance.now();
  const decisions = service.decisions;
  const setup = { process: compiled!, scenario: service.scenario, seed: 1, cases, replications, fromAt, decisionFor };
  // One thread is a thread too: told so, `replicated` would work in this one, which is warm by now.
  const side = { experiment: setup, decisions, warmUpCases: Math.floor(cases / 10), program, onProgress: () => undefined };
  if (threads === 1) await replicated({ ...side, experiment: { ...setup, replications: 1 }, threads: 2 });
  else await replicated({ ...side, threads });
  const { user, system } = process.cpuUsage(used);
  return [(performance.now() - beganMs) / 1_000, (user + system) / 1e6];
}
// A replication a thread: what one thread does for one, that many threads do for as many in the same time, if they have a core each.
const [startUp, startUpWork] = await inThreads(1, 1, 1);
report['a thread that has one case to do, seconds'] = startUp;
report['a thread that has one case to do, seconds of the processor'] = startUpWork;
for (const threads of new Set([1, availableParallelism()])) {
  const [clock, work] = await inThreads(threads, threads, Number(values.cases) / 2);
  const name = `${String(threads)} threads, a replication of ${String(Number(values.cases) / 2)} cases each`;
  report[`${name}, seconds`] = clock;
  report[`${name}, seconds without the start-up`] = clock - startUp;
  report[`${name}, seconds of the processor for each`] = work / threads;
}
process.stdout.write(
  values.json
    ? `${JSON.stringify(report, null, 2)}\n`
    : Object.entries(report)
        .map(([name, value]) => `${name}: ${typeof value === 'number' ? value.toFixed(3) : value}\n`)
        .join(''),
);
