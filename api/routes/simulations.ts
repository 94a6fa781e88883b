/** Simulations: asked, followed, cancelled. */
import { type EventLog, readScenario, scenarioGaps, unusedNames, withTermInForce } from '../../analytics/index.ts';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import { type Access, type Engine, type ExecutableProcess, readCheckedModel, type Resource } from '../../engine/index.ts';
import { dayOf, startOfDay } from '../../engine/time/zone.ts';
import type { Organisation } from '../../organisation/index.ts';
import { type AskedLogs, selectionOf } from '../analytics-work/asked-log.ts';
import type { AnalyticsJobs, JobHead } from '../analytics-work/jobs.ts';
import { calledVersions } from '../analytics-work/called-versions.ts';
import { findReference } from '../analytics-work/reference.ts';
import { type SentSide, sentProcess } from '../analytics-work/simulating.ts';
import { iso } from '../answers/instants.ts';
import type { Read } from '../contract/operation.ts';
import { simulationOperations as operations } from '../contract/simulation-operations.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';
import { jobJson, LIVE_KEPT_MS } from './analytics-jobs.ts';
import { unknownVersion } from './analytics.ts';

type Body = Read<typeof operations.askSimulation.body>;
type SideAsked = Extract<Body, { kind: 'simulate' }>['asIs'];
type CalibrationBody = Extract<Body, { kind: 'calibrate' }>;

interface Parts {
  readonly engine: Engine;
  readonly organisation: Organisation;
  readonly asked: AskedLogs;
  readonly jobs: AnalyticsJobs;
}

interface Side {
  readonly process: ExecutableProcess;
  readonly called: readonly ExecutableProcess[];
  readonly sent: SentSide;
  /** Keys of the versions that it calls. */
  readonly versions: readonly string[];
  readonly source: JobHead['source'];
  readonly xml: string;
}

/** What simulations are kept for that look at no log: the same question has the same answer. */
const ALL = {};

export function simulationRoutes({ route }: Binder, { engine, organisation, asked, jobs }: Parts): void {
  async function calibration(access: Access, body: CalibrationBody) {
    const { tenantId } = access;
    const log = await asked.open(access, body.source);
    if (isRefusal(log)) return log;
    const refusal = unknownVersion(log, body.filter.version);
    if (refusal) return refusal;
    const processId = body.model?.processId ?? ('processId' in body.source ? body.source.processId : undefined);
    if (processId === undefined) return refuse('invalid', 'Name the model that the cases of an imported log are simulated on.');
    const model = await findReference(engine, tenantId, processId, body.model?.version ?? body.filter.version);
    if (isRefusal(model)) return model;
    const selection = selectionOf(body.filter, log.setting);
    const called: { readonly process: ExecutableProcess; readonly log: EventLog }[] = [];
    for (const process of (await calledVersions(engine, access, model.process, model.definitionKey)).called) {
      const its = await asked.open(access, { processId: process.id });
      if (isRefusal(its)) return refuse('notFound', `The model calls "${process.id}", of which no cases are known yet.`);
      called.push({ process, log: its.log });
    }
    const decisions = await decisionsFor(engine, access, [model.process, ...called.map(({ process }) => process)]);
    const seen = called.map(({ process, log: { rows, cases, observedUntilAt } }) => [
      process.id,
      rows,
      cases.count,
      observedUntilAt,
    ]);
    const term = organisation.calendars.termProfileOf(tenantId, model.process.termProfile ?? '', engine.clock.now());
    return {
      kind: 'calibrate' as const,
      state: log.log.cases,
      text: JSON.stringify(['calibrate', log.fingerprint, selection, model.definitionKey, term, seen]),
      keptMs: log.isLive ? LIVE_KEPT_MS : Infinity,
      order: () => ({
        question: {
          kind: 'calibrate' as const,
          model: { processId: model.processId, version: model.version },
          process: sentProcess(model.process),
          called: called.map((one) => ({ ...one, process: sentProcess(one.process) })),
          decisions,
          ...(term && { term }),
        },
        log: log.log,
        selection,
        setting: log.setting,
      }),
      head: { source: log.source, asOf: log.asOf },
    };
  }

  async function simulation(access: Access, body: Exclude<Body, CalibrationBody>) {
    const { zone } = organisation.calendars.dataOf(access.tenantId, undefined).data;
    const from = body.from ?? dayOf(engine.clock.now(), zone);
    const { cases, replications, seed } = body;
    const runs = { cases, replications, seed, fromAt: startOfDay(from, zone) };
    const { fromAt } = runs;
    const asIs = await side(access, body.kind === 'simulate' ? body.asIs : body, body.kind === 'simulate' ? 'asIs' : '', fromAt);
    if (isRefusal(asIs)) return asIs;
    const { kind } = body;
    const known = { kind, state: ALL, keptMs: Infinity, head: { source: asIs.source, asOf: iso(engine.clock.now()) } };
    // Deployed versions do not change, but which decision, called process and term is in force does.
    const text = (...sides: readonly Side[]): string =>
      JSON.stringify({
        ...body,
        from,
        tenantId: access.tenantId,
        decisions: sides.flatMap(({ sent }) => sent.decisions.map(({ name }) => name)),
        versions: sides.flatMap(({ versions }) => versions),
        terms: sides.map(({ sent }) => sent.scenario.term),
      });
    if (body.kind === 'improve')
      return {
        ...known,
        text: text(asIs),
        order: () => ({ simulation: { kind: 'improve' as const, asIs: asIs.sent, xml: asIs.xml, runs } }),
      };
    const toBe = await side(access, body.toBe, 'toBe', fromAt);
    if (isRefusal(toBe)) return toBe;
    return {
      ...known,
      text: text(asIs, toBe),
      order: () => ({
        simulation: { kind: 'simulate' as const, asIs: misspelled(asIs, toBe), toBe: misspelled(toBe, asIs), runs },
      }),
    };
  }

  /** @throws ProblemError with what is wrong with the scenario or the model, and where */
  async function side(
    access: Access,
    { model, scenario: source }: SideAsked,
    place: string,
    fromAt: number,
  ): Promise<Side | Refusal> {
    const found = await modelOf(access, model);
    if (isRefusal(found)) return found;
    const path = [place, 'scenario'].filter((part) => part !== '').join('.');
    const scenario = readScenario(source);
    if ('faults' in scenario) return faulty(path, scenario.faults);
    const { called, versions } = await calledVersions(engine, access, found.process, found.definitionKey);
    const gaps = scenarioGaps(found.process, scenario, called);
    if (gaps.length > 0) return faulty(path, gaps);
    const decisions = await decisionsFor(engine, access, [found.process, ...called]);
    const { scenario: whole, filled } = withTermInForce(scenario, found.process, (name) =>
      organisation.calendars.termProfileOf(access.tenantId, name, fromAt),
    );
    const noticed = { unused: unusedNames(found.process, scenario, called), term: filled };
    const sent = {
      process: sentProcess(found.process),
      called: called.map(sentProcess),
      scenario: whole,
      decisions,
      noticed,
    };
    return { process: found.process, called, sent, versions, source: found.source, xml: found.xml };
  }

  async function modelOf(access: Access, model: SideAsked['model']) {
    if ('bpmnXml' in model) {
      const { processes, findings } = await readCheckedModel(model.bpmnXml);
      const [process, ...others] = processes;
      if (process === undefined || others.length > 0)
        return fail('refusedModel', 'A simulation needs a model with one process that can be executed.', {
          findings: [...findings],
        });
      const source = { kind: 'process' as const, id: process.id, name: process.name || process.id };
      return { process, source, xml: model.bpmnXml, definitionKey: undefined };
    }
    const found = await findReference(engine, access.tenantId, model.processId, model.version);
    if (isRefusal(found)) return found;
    const xml = (await engine.xml(access, found.definitionKey)) ?? '';
    const source = { kind: 'process' as const, id: found.processId, name: found.name };
    return { process: found.process, source, xml, definitionKey: found.definitionKey };
  }

  route(operations.askSimulation, async ({ access, person, body }) => {
    const question = body.kind === 'calibrate' ? await calibration(access, body) : await simulation(access, body);
    if (isRefusal(question)) return question;
    const job = jobs.ask({ tenantId: person.tenantId, user: person.user }, question);
    if (isRefusal(job)) return job.refused === 'limit' ? fail('limit', job.message, { status: 429 }) : job;
    return jobJson(job);
  });

  route(operations.getSimulation, ({ person, params }) => {
    const job = jobs.find(person.tenantId, params.id);
    return Promise.resolve(job ? jobJson(job) : refuse('notFound', 'There is no such simulation.'));
  });

  route(operations.cancelSimulation, async ({ person, params }) => {
    const job = jobs.find(person.tenantId, params.id);
    if (job && job.user !== person.user) fail('forbidden', 'Only who asked cancels it.');
    return (await jobs.cancel(person.tenantId, params.id)) ? undefined : refuse('notFound', 'There is no such simulation.');
  });
}

/** One scenario may serve both models: what the other one has is no misspelling. */
function misspelled({ sent }: Side, { process, called }: Side): SentSide {
  const unknown = new Set(unusedNames(process, sent.scenario, called).map(({ place }) => place));
  const unused = sent.noticed.unused.filter(({ place }) => unknown.has(place));
  return { ...sent, noticed: { ...sent.noticed, unused } };
}

function faulty(path: string, faults: readonly string[]): never {
  return fail('invalid', 'The scenario cannot be simulated: mend what is listed.', {
    fields: faults.map((message) => ({ path, message })),
  });
}

const MOST_DECISIONS = 10_000;

/** The files of the decisions that models ask, each in its newest version. */
async function decisionsFor(
  engine: Engine,
  access: Access,
  processes: readonly ExecutableProcess[],
): Promise<readonly Resource[]> {
  const ids = new Set(
    processes
      .flatMap(({ nodes }) => [...nodes.values()])
      .flatMap((node) => {
        if (node.kind !== 'decisionTask') return [];
        const id = node.decision.decisionId.constant;
        return typeof id === 'string' ? [id] : [];
      }),
  );
  if (ids.size === 0) return [];
  const { items } = await engine.search.decisions(access, { limit: MOST_DECISIONS, sort: [{ field: 'version', order: 'desc' }] });
  const files = new Map<string, Resource>();
  for (const id of ids) {
    const newest = items.find((row) => row.decisionId === id);
    const content = newest && (await engine.decisionXml(access, newest.decisionKey));
    if (newest && content !== undefined) files.set(newest.decisionKey, { name: `${id} ${newest.decisionKey}`, content });
  }
  // A file that holds several of them is read once.
  return [...new Map([...files.values()].map((file) => [file.content, file] as const)).values()];
}
