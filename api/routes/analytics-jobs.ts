/** Long questions: asked, followed, cancelled. */
import { stepsDoneByCalls } from '../../analytics/index.ts';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import type { Programme } from '../../programme/index.ts';
import { type AskedLog, selectionOf } from '../analytics-work/asked-log.ts';
import type { AnalyticsJobs, Job } from '../analytics-work/jobs.ts';
import type { Question } from '../analytics-work/messages.ts';
import { findReference, sentReference } from '../analytics-work/reference.ts';
import type { Reference } from '../answers/analytics-models.ts';
import { instantOf, iso, isoOr } from '../answers/instants.ts';
import { type AnalyticsJob, analyticsOperations as operations } from '../contract/analytics.ts';
import type { Read } from '../contract/operation.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';
import { type Analytics, unknownVersion } from './analytics.ts';

type Body = Read<typeof operations.askAnalyticsJob.body>;

/** Open cases go on: an answer about them is not given again after this. */
export const LIVE_KEPT_MS = 60_000;

export function analyticsJobRoutes(
  { route }: Binder,
  {
    engine,
    asked,
    jobs,
    references,
  }: Analytics & { readonly jobs: AnalyticsJobs; readonly references: Pick<Programme['references'], 'choices'> },
): void {
  async function questionOf(tenantId: string, body: Body, log: AskedLog): Promise<Question | Refusal> {
    switch (body.kind) {
      case 'causes':
        return { kind: body.kind, arrival: body.options.arrival };
      case 'bottlenecks':
        return { kind: body.kind, limit: body.options.limit };
      case 'predict': {
        const { now, ...options } = body.options;
        return { kind: body.kind, asked: { ...options, nowAt: now === undefined ? undefined : instantOf(now) } };
      }
      case 'discover': {
        const { fit, ...options } = body.options;
        return { kind: body.kind, asked: options, fit };
      }
      case 'conform': {
        const { reference, ...options } = body.options;
        const found = await findReference(engine, tenantId, reference.processId, reference.version);
        if (isRefusal(found)) return found;
        const unrecorded = await doneByCalls(tenantId, log, found);
        return { kind: body.kind, asked: { ...options, unrecorded }, ...sentReference(found) };
      }
      default:
        return body satisfies never;
    }
  }

  /** Of the process whose cases they are, where it is not the reference itself. */
  async function doneByCalls(tenantId: string, { source: { kind, id } }: AskedLog, { processId, process }: Reference) {
    if (kind === 'log' || id === processId) return undefined;
    const own = await findReference(engine, tenantId, id, undefined);
    if (isRefusal(own)) return undefined;
    const [said] = await references.choices(tenantId, processId, [id]);
    return stepsDoneByCalls(process, own.process, said?.choices);
  }

  function asOrder(log: AskedLog, body: Body, question: Question) {
    const selection = selectionOf(body.filter, log.setting);
    // What was deployed under a version never changes, so that the process itself is no part of the text.
    const told = question.kind === 'conform' ? [question.reference, question.asked] : question;
    return {
      kind: body.kind,
      state: log.log.cases,
      text: JSON.stringify([log.fingerprint, log.setting.hours, selection, told]),
      keptMs: log.isLive ? LIVE_KEPT_MS : Infinity,
      order: () => ({ question, log: log.log, selection, setting: log.setting }),
      head: { source: log.source, asOf: log.asOf },
    };
  }

  route(operations.askAnalyticsJob, async ({ person, access, body }) => {
    const { tenantId } = person;
    const hours = 'hours' in body.options ? body.options.hours : undefined;
    const log = await asked.open(access, { ...body.source, hours });
    if (isRefusal(log)) return log;
    const refusal = unknownVersion(log, body.filter.version);
    if (refusal) return refusal;
    const question = await questionOf(tenantId, body, log);
    if (isRefusal(question)) return question;
    const named = question.kind === 'discover' && question.asked.name === undefined;
    const whole = named ? { ...question, asked: { ...question.asked, name: nameOfModel(log) } } : question;
    const job = jobs.ask({ tenantId, user: person.user }, asOrder(log, body, whole));
    if (isRefusal(job)) return job.refused === 'limit' ? fail('limit', job.message, { status: 429 }) : job;
    return jobJson(job);
  });

  route(operations.listAnalyticsJobs, ({ person: { tenantId, user } }) =>
    Promise.resolve({ items: jobs.list({ tenantId, user }).map((job) => jobJson({ ...job, told: undefined })) }),
  );

  route(operations.getAnalyticsJob, ({ person, params }) => {
    const job = jobs.find(person.tenantId, params.id);
    return Promise.resolve(job ? jobJson(job) : refuse('notFound', 'There is no such job.'));
  });

  route(operations.cancelAnalyticsJob, async ({ person, params }) => {
    const job = jobs.find(person.tenantId, params.id);
    if (job && job.user !== person.user) fail('forbidden', 'Only who asked cancels it.');
    return (await jobs.cancel(person.tenantId, params.id)) ? undefined : refuse('notFound', 'There is no such job.');
  });
}

function nameOfModel({ source }: AskedLog): string {
  return source.name.replace(/\.(xes|csv)(\.gz)?$/i, '');
}

/** A job as the contract tells it. */
export function jobJson(job: Job): AnalyticsJob {
  const { id, kind, status, progress, phase, ahead, head, told, fault } = job;
  const known = {
    id,
    status,
    progress,
    phase,
    ahead,
    ...(fault && { fault: { ...fault, elements: [...fault.elements] } }),
    askedAt: iso(job.askedAt),
    startedAt: isoOr(job.startedAt, null),
    endedAt: isoOr(job.endedAt, null),
    keptUntil: isoOr(job.keptUntilAt, null),
  };
  if (told === undefined) return { ...known, kind };
  const of = { ...head, cases: told.cases, left: told.left };
  const { answer } = told;
  switch (answer.kind) {
    case 'causes':
      return { ...known, kind: answer.kind, answer: { ...of, view: answer.view } };
    case 'bottlenecks':
      return { ...known, kind: answer.kind, answer: { ...of, view: answer.view } };
    case 'predict':
      return { ...known, kind: answer.kind, answer: { ...of, view: answer.view } };
    case 'discover':
      return { ...known, kind: answer.kind, answer: { ...of, view: answer.view } };
    case 'conform':
      return { ...known, kind: answer.kind, answer: { ...of, view: answer.view } };
    case 'compare':
      return { ...known, kind: answer.kind, answer: { ...of, view: answer.view } };
    case 'calibrate':
      return { ...known, kind: answer.kind, answer: { ...of, view: answer.view } };
    case 'simulate':
      return { ...known, kind: answer.kind, answer: { ...of, view: answer.view } };
    case 'improve':
      return { ...known, kind: answer.kind, answer: { ...of, view: answer.view } };
    case 'view':
      throw new Error('A view is answered where it is asked for; nobody has it as a job.');
    default:
      return answer satisfies never;
  }
}
