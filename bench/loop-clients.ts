/** Our side of bench:engine: clients that each take a case from its start to its end, with the commands a clerk and a job worker send. */
import type { Database } from '../database/connect.ts';
import {
  createEngine,
  type Access,
  type CaseKey,
  type Command,
  type DefinitionKey,
  type Engine,
  type EngineOptions,
  type JobKey,
  type TaskKey,
} from '../engine/index.ts';
import { isRefusal, type Refusal } from '../engine/errors.ts';
import { objectKey, objectOf } from '../engine/ids.ts';
import { systemClock } from '../engine/time/clock.ts';
import { modelXml } from '../test/support/model.ts';
import { BENCH_MODEL, benchVariables } from './step.ts';

export const COMMITS_PER_CASE = 4;
const PROCESS = 'bench';
const ACCESS: Access = { tenantId: 'city', units: 'all', actor: { user: 'ona', role: 'clerk', unit: 'desk' } };

/** An engine with the model deployed. Keys repeat from case to case, so one case tells which object its task and its job are. */
export interface LoopEngine {
  readonly engine: Engine;
  readonly definitionKey: DefinitionKey;
  readonly taskObject: number;
  readonly jobObject: number;
}

/** What clients found: how long all of it took, and each command for itself. */
export interface Throughput {
  readonly casesPerSecond: number;
  readonly stepsPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export async function loopEngine(database: Database, options: Partial<EngineOptions> = {}): Promise<LoopEngine> {
  const engine = createEngine({ database, clock: systemClock, ...options });
  const deployed = await engine.deploy(ACCESS, {
    resources: [{ name: 'bench.bpmn', content: modelXml(BENCH_MODEL, { id: PROCESS }) }],
  });
  if (!('deploymentKey' in deployed)) throw new Error(deployed.findings.map(({ message }) => message).join('\n'));
  const started = done(await engine.start(ACCESS, { definition: { processId: PROCESS }, variables: benchVariables() }));
  const { caseKey } = started;
  const byCase = { filter: [{ field: 'caseKey', is: 'eq', value: caseKey } as const] };
  const [task] = (await engine.search.tasks(ACCESS, byCase)).items;
  const taskObject = objectOf(task!.key);
  await perform(engine, caseKey, { type: 'completeTask', taskKey: task!.key, variables: { decision: 'granted' } });
  const [job] = (await engine.search.jobs(ACCESS, byCase)).items;
  await workJob(engine, caseKey, job!.key);
  const state = await engine.state(ACCESS, caseKey);
  if (state?.status !== 'completed') throw new Error('the case did not complete');
  return { engine, definitionKey: started.definition.definitionKey, taskObject, jobObject: objectOf(job!.key) };
}

/** One case from its start to its end: four steps, each committed before the next is sent. `tell` gets what each step took. */
export async function oneCase(
  { engine, definitionKey, taskObject, jobObject }: LoopEngine,
  tell: (tookMs: number) => void = silent,
): Promise<void> {
  const timed = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
    const begin = performance.now();
    const answer = await asked;
    tell(performance.now() - begin);
    return answer;
  };
  const { caseKey } = done(
    await timed(engine.start(ACCESS, { definition: { key: definitionKey }, variables: benchVariables() })),
  );
  const taskKey = objectKey<TaskKey>(caseKey, taskObject);
  await timed(perform(engine, caseKey, { type: 'completeTask', taskKey, variables: { decision: 'granted' } }));
  const jobKey = objectKey<JobKey>(caseKey, jobObject);
  await timed(perform(engine, caseKey, { type: 'activateJob', jobKey, worker: 'bench', timeoutMs: 60_000 }));
  await timed(perform(engine, caseKey, { type: 'completeJob', jobKey, variables: { number: 7 } }));
}

async function workJob(engine: Engine, caseKey: CaseKey, jobKey: JobKey): Promise<void> {
  await perform(engine, caseKey, { type: 'activateJob', jobKey, worker: 'bench', timeoutMs: 60_000 });
  await perform(engine, caseKey, { type: 'completeJob', jobKey, variables: { number: 7 } });
}

async function perform(
  engine: Engine,
  caseKey: CaseKey,
  command: Exclude<Command, { readonly type: 'startCase' }>,
): Promise<void> {
  done(await engine.perform(ACCESS, caseKey, command));
}

/** `clients` at once, each with its next case as soon as its last one has ended, until `cases` have been begun. */
export async function throughput(
  cases: number,
  clients: number,
  one: (tell: (tookMs: number) => void, index: number) => Promise<void>,
): Promise<Throughput> {
  const tookMs: number[] = [];
  let begun = 0;
  const client = async (): Promise<void> => {
    while (begun < cases) await one((took) => tookMs.push(took), begun++);
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - begin) / 1000;
  tookMs.sort((first, other) => first - other);
  const quantile = (share: number): number => tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))] ?? 0;
  const casesPerSecond = cases / seconds;
  return { casesPerSecond, stepsPerSecond: casesPerSecond * COMMITS_PER_CASE, p50Ms: quantile(0.5), p95Ms: quantile(0.95) };
}

/** @throws Error when it is a refusal: what is measured must have been done */
function done<Answer extends object>(answer: Answer | Refusal): Answer {
  if (isRefusal(answer)) throw new Error(`${answer.refused}: ${answer.message}`);
  return answer;
}

function silent(): void {
  return undefined;
}
