/**
 * The loop on one command: deploy the as-is, let a scenario's cases run through the real engine and store, name the bottleneck, deploy
 * the to-be, run as many more, compare, judge. Both runs meet the same applicants in the same season (common random numbers), so what
 * differs comes from the models.
 */
import { bottlenecks, compare, EngineLog } from '../../analytics/index.ts';
import type { BottleneckCause, CohortFigures, Comparison, EventLog, Verdict } from '../../analytics/index.ts';
import { calendarsOf } from '../../analytics/simulation/calendars.ts';
import type { Scenario } from '../../analytics/simulation/scenario.ts';
import { scenarioGaps } from '../../analytics/simulation/scenario-gaps.ts';
import { peopleOf } from '../../analytics/simulation/people.ts';
import type { Database } from '../../database/connect.ts';
import { createEngine } from '../../engine/index.ts';
import type { Access, DefinitionKey, Engine, ExecutableProcess, Resource } from '../../engine/index.ts';
import { systemClock } from '../../engine/time/clock.ts';
import { addDuration, parseDuration } from '../../engine/time/iso8601.ts';
import { dayOf, startOfDay } from '../../engine/time/zone.ts';
import type { TermProfileData } from '../../organisation/index.ts';
import { decisionsOf } from './decisions.ts';
import { enact, SIDE_BY_SIDE } from './enact.ts';
import { scriptOf } from './script.ts';

export interface LoopOptions {
  /** Empty but for the tables. */
  readonly database: Database;
  readonly asIs: Resource;
  readonly toBe: Resource;
  readonly forms: readonly Resource[];
  /** DMN files that the models' business rule tasks ask. */
  readonly decisions?: readonly Resource[];
  readonly scenario: Scenario;
  readonly term?: TermProfileData;
  readonly cases: number;
  readonly seed: number;
  readonly onProgress?: (fraction: number, words: string) => void;
}

export interface LoopReport {
  readonly seed: number;
  readonly before: RunFigures;
  readonly after: RunFigures;
  /** Of the as-is: where cases lose the most time waiting for people or machines; null when nobody waits. */
  readonly bottleneck: LoopBottleneck | null;
  readonly difference: Comparison['difference'];
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
}

export interface RunFigures extends Omit<CohortFigures, 'n'> {
  readonly cases: number;
  readonly steps: number;
  readonly model: string;
  readonly bottleneck: LoopBottleneck | null;
}

export interface LoopBottleneck {
  /** The element's id in the model. */
  readonly activity: string;
  readonly name: string;
  /** Of all time that cases lost waiting for people and machines. */
  readonly waitingShare: number;
  readonly cause: BottleneckCause | null;
  /** How many cases waited there, and the numbers of those that waited longest. */
  readonly cases: number;
  readonly longest: readonly string[];
  readonly waitingMs: number;
}

/** Something in the files or the scenario that must be mended first: each a sentence. */
export interface LoopRefused {
  readonly faults: readonly string[];
}

const ACCESS: Access = { tenantId: 'demo', units: 'all' };
/** A Monday in spring, when builders come. */
const BEFORE_FROM = '2025-03-03';
const AFTER_FROM = ['2026-03-02', '2027-03-01', '2028-03-06', '2029-03-05', '2030-03-04'];
const YEAR = parseDuration('P1Y');

/** @throws Error when the engine does not do what the simulation did, or the database fails */
export async function loop(options: LoopOptions): Promise<LoopReport | LoopRefused> {
  const { database, scenario, term } = options;
  const office = calendarsOf(scenario).named('office');
  const engine = createEngine({
    database,
    clock: systemClock,
    groupSize: SIDE_BY_SIDE,
    calendarOf: () => office,
    termProfileOf: () => term,
  });
  try {
    return await around(options, engine, office.zone);
  } finally {
    await engine.stop();
  }
}

async function around(options: LoopOptions, engine: Engine, zone: string): Promise<LoopReport | LoopRefused> {
  const { scenario, seed } = options;
  const before = await run(options, engine, options.asIs, startOfDay(BEFORE_FROM, zone), 0);
  if ('faults' in before) return before;
  const afterDay = AFTER_FROM.find((day) => startOfDay(day, zone) > before.endedAt);
  if (afterDay === undefined)
    return {
      faults: [`The as-is runs until ${dayOf(before.endedAt, zone)}: fewer cases (--cases) or more staff would end sooner.`],
    };
  const after = await run(options, engine, options.toBe, startOfDay(afterDay, zone), 1);
  if ('faults' in after) return after;

  const logs = await logsOf(engine, [before, after], zone);
  const comparison = compare({ log: logs[0] }, { log: logs[1] }, { seed });
  const figures = (of: Ran, log: EventLog, { n, ...cohort }: CohortFigures): RunFigures => ({
    cases: n,
    steps: of.steps,
    model: of.model,
    ...cohort,
    bottleneck: worst(log, scenario, of),
  });
  const beforeFigures = figures(before, logs[0], comparison.before);
  return {
    seed,
    before: beforeFigures,
    after: figures(after, logs[1], comparison.after),
    bottleneck: beforeFigures.bottleneck,
    difference: comparison.difference,
    verdict: comparison.verdict,
    reasons: comparison.reasons,
  };
}

interface Ran {
  readonly model: string;
  readonly process: ExecutableProcess;
  /** Numbers by key. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly steps: number;
  readonly endedAt: number;
}

/** @param part 0 for the first half of the work, 1 for the second */
async function run(
  options: LoopOptions,
  engine: Engine,
  model: Resource,
  fromAt: number,
  part: 0 | 1,
): Promise<Ran | LoopRefused> {
  const { scenario, term, seed, cases, onProgress, decisions = [] } = options;
  const words = `${model.name}: ${String(cases)} cases`;
  onProgress?.(part / 2, words);
  const deployed = await engine.deploy(ACCESS, { resources: [model, ...options.forms, ...decisions] });
  if (!('definitions' in deployed))
    return { faults: deployed.findings.map(({ resource, element, message }) => `${resource}, ${element}: ${message}`) };
  const definitionKey = deployed.definitions[0]?.definitionKey;
  const process = definitionKey && (await engine.process(ACCESS, definitionKey));
  if (definitionKey === undefined || process === undefined) return { faults: [`${model.name} holds no executable process.`] };
  const called = [];
  for (const { definitionKey: key } of deployed.definitions.slice(1)) {
    const other = await engine.process(ACCESS, key);
    if (other !== undefined) called.push(other);
  }
  const gaps = scenarioGaps(process, scenario, called);
  if (gaps.length > 0) return { faults: gaps.map((gap) => `${model.name}: ${gap}`) };
  const { cases: scripted, simulated } = scriptOf({
    process,
    called,
    scenario,
    seed,
    cases,
    fromAt,
    firstNumber: part * cases + 1,
    decisionFor: decisionsOf(decisions),
    ...(term === undefined ? {} : { term }),
  });
  const enacted = await enact({
    engine,
    access: ACCESS,
    cases: scripted,
    definitionOf: (): DefinitionKey => definitionKey,
    onProgress: (done, all) => onProgress?.((part + done / all) / 2, words),
  });
  const numbers = new Map(
    enacted.map(({ caseKey }, index) => [caseKey, scripted[index]?.state.dimensions.caseNumber ?? caseKey]),
  );
  return { model: model.name, process, numbers, steps: simulated.steps, endedAt: simulated.endedAt };
}

/** The logs of both runs as the store has them. Watched for a year longer, since nothing is open: no gain can be truncation. */
async function logsOf(engine: Engine, [before, after]: readonly [Ran, Ran], zone: string): Promise<[EventLog, EventLog]> {
  const logs = [new EngineLog(), new EngineLog()] as const;
  await engine.history(ACCESS, undefined, (batch) => {
    for (const { caseKey, status, startedAt, endedAt, withdrawnAt, instances, dimensions } of batch) {
      const index = before.numbers.has(caseKey) ? 0 : after.numbers.has(caseKey) ? 1 : undefined;
      if (index === undefined) continue;
      const { process, model: version } = index === 0 ? before : after;
      logs[index].takeCase({ caseKey, version, status, startedAt, endedAt, withdrawnAt, dimensions });
      for (const instance of instances) logs[index].takeInstance(caseKey, process, instance);
    }
  });
  const watchedUntilAt = (endedAt: number) => (YEAR === undefined ? endedAt : addDuration(endedAt, YEAR, zone));
  return [logs[0].build(watchedUntilAt(before.endedAt)), logs[1].build(watchedUntilAt(after.endedAt))];
}

/** Waiting for the applicant or for a timer is no bottleneck of the house. */
function worst(log: EventLog, scenario: Scenario, { process, numbers }: Ran): LoopBottleneck | null {
  const calendars = calendarsOf(scenario);
  const people = new Map(peopleOf(scenario, calendars).map((person) => [person.id, person.calendar]));
  const office = calendars.named('office');
  const ranked = bottlenecks(log, {
    workingMs: (fromAt, toAt, resource) => (people.get(resource ?? '') ?? office).workingMsBetween(fromAt, toAt),
  });
  const inside = ranked.filter(({ activity }) => {
    const kind = process.nodes.get(activity)?.kind;
    return kind !== 'intermediateCatchEvent' && kind !== 'eventBasedGateway' && kind !== 'receiveTask';
  });
  const [first] = inside;
  if (first === undefined) return null;
  const lostMs = inside.reduce((sum, { totalMs }) => sum + totalMs, 0);
  return {
    activity: first.activity,
    name: process.nodes.get(first.activity)?.name ?? first.activity,
    waitingShare: first.totalMs / lostMs,
    cause: first.cause,
    cases: first.cases.count,
    longest: first.cases.top.map(({ caseKey }) => numbers.get(caseKey) ?? caseKey),
    waitingMs: first.totalMs,
  };
}
