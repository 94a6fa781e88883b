/** Whole comparisons of before and after: asked, followed, given up. */
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import { startOfDay } from '../../engine/time/zone.ts';
import { type AskedLog, type AskedLogs, type Reach, selectionOf } from '../analytics-work/asked-log.ts';
import type { AnalyticsJobs, Job } from '../analytics-work/jobs.ts';
import type { KeptAnswers } from '../analytics-work/kept-answers.ts';
import type { Setting } from '../analytics-work/setting.ts';
import type { ComparisonAsked, SideAsked } from '../answers/comparison.ts';
import { instantOf } from '../answers/instants.ts';
import { comparisonOperations as operations } from '../contract/comparison-operations.ts';
import type { Read } from '../contract/operation.ts';
import { fail } from '../problem.ts';
import type { Programme } from '../../programme/index.ts';
import { cohortRatings } from '../answers/cohort-ratings.ts';
import type { Binder } from '../route.ts';
import { jobJson, LIVE_KEPT_MS } from './analytics-jobs.ts';
import { unknownVersion } from './analytics.ts';

type Body = Read<typeof operations.askComparison.body>;
type CohortAsked = Body['before'];

const USUAL_ROW_ATTRIBUTES = ['cost:total', 'cost', 'costs', 'satisfaction', 'rating', 'csat'];

export interface ComparisonParts {
  readonly asked: AskedLogs;
  readonly kept: KeptAnswers;
  readonly jobs: AnalyticsJobs;
  readonly programme: Programme;
}

export function comparisonRoutes({ route }: Binder, { asked, kept, jobs, programme }: ComparisonParts): void {
  async function openBoth(access: Reach, { before, after, hours }: Body): Promise<readonly [AskedLog, AskedLog] | Refusal> {
    // Of two kinds of hours those of the institution: an imported log is of the same house.
    const both = [before, after].some((one) => 'processId' in one) ? 'given' : 'discovered';
    const open = (cohort: CohortAsked) => asked.open(access, { ...sourceOf(cohort), hours: hours ?? both });
    const first = await open(before);
    if (isRefusal(first)) return first;
    // The same log is opened once: it may grow between two looks.
    const second = JSON.stringify(sourceOf(before)) === JSON.stringify(sourceOf(after)) ? first : await open(after);
    if (isRefusal(second)) return second;
    return unknownVersion(first, versionOf(before)) ?? unknownVersion(second, versionOf(after)) ?? [first, second];
  }

  route(operations.askComparison, async ({ person: { tenantId, user }, access, body }) => {
    const logs = await openBoth(access, body);
    if (isRefusal(logs)) return logs;
    const [before, after] = logs;
    const setting = settingOf(before, after);
    const plain = askedOf(body, before, after, setting);
    const ratings = await cohortRatings(programme.surveys, tenantId, plain);
    const question = { kind: 'compare' as const, asked: { ...plain, ...(ratings && { ratings }) } };
    const job = jobs.ask(
      { tenantId, user },
      {
        kind: 'compare',
        state: kept.pair(before.log.cases, after.log.cases),
        text: JSON.stringify([before.fingerprint, after.fingerprint, setting.hours, question.asked, body.filter]),
        keptMs: before.isLive || after.isLive ? LIVE_KEPT_MS : Infinity,
        order: () => ({
          question,
          log: asked.select(after.log, selectionOf(body.filter ?? {}, after.setting)),
          before: asked.select(before.log, selectionOf(body.filter ?? {}, before.setting)),
          rowAttributes: rowAttributesOf(body),
          selection: {},
          setting,
        }),
        head: { source: after.source, asOf: after.asOf },
      },
    );
    if (isRefusal(job)) return job.refused === 'limit' ? fail('limit', job.message, { status: 429 }) : job;
    return comparisonJson(job);
  });

  const found = (tenantId: string, id: string): Job | undefined => {
    const job = jobs.find(tenantId, id);
    return job?.kind === 'compare' ? job : undefined;
  };

  route(operations.getComparison, ({ person, params }) => {
    const job = found(person.tenantId, params.id);
    return Promise.resolve(job ? comparisonJson(job) : refuse('notFound', 'There is no such comparison.'));
  });

  route(operations.cancelComparison, async ({ person, params }) => {
    const job = found(person.tenantId, params.id);
    if (job && job.user !== person.user) fail('forbidden', 'Only who asked cancels it.');
    const isGone = job !== undefined && (await jobs.cancel(person.tenantId, params.id));
    return isGone ? undefined : refuse('notFound', 'There is no such comparison.');
  });
}

function comparisonJson(job: Job) {
  const json = jobJson(job);
  return json.kind === 'compare' ? json : refuse('notFound', 'There is no such comparison.');
}

/** Attributes of rows that a comparison may need; of some it knows the usual names. */
function rowAttributesOf({ costAttribute, satisfactionAttribute, dueAttribute, control, by = [] }: Body): readonly string[] {
  const named = [costAttribute, satisfactionAttribute, dueAttribute, control?.split('=')[0], ...by];
  return [...USUAL_ROW_ATTRIBUTES, ...named.flatMap((name) => (name === undefined ? [] : [name]))];
}

function sourceOf(cohort: CohortAsked): { readonly processId: string } | { readonly logKey: string } {
  return 'logKey' in cohort ? { logKey: cohort.logKey } : { processId: cohort.processId };
}

function versionOf(cohort: CohortAsked): number | undefined {
  return 'version' in cohort ? cohort.version : undefined;
}

/** What is known around both logs. */
function settingOf({ setting: before }: AskedLog, { setting: after }: AskedLog): Setting {
  if (before === after) return after;
  return {
    ...after,
    elementNames: new Map([...before.elementNames, ...after.elementNames]),
    unitNames: new Map([...before.unitNames, ...after.unitNames]),
    calendars: { house: after.calendars.house, units: new Map([...before.calendars.units, ...after.calendars.units]) },
    dueAt: new Map([...before.dueAt, ...after.dueAt]),
  };
}

function askedOf(
  { asOf, changeOn, hours: _hours, filter: _filter, ...body }: Body,
  before: AskedLog,
  after: AskedLog,
  setting: Setting,
): ComparisonAsked {
  const side = (cohort: CohortAsked, { source }: AskedLog): SideAsked => {
    const { from, to } = cohort;
    const { version, startedFromAt, startedBeforeAt } = selectionOf({ from, to, version: versionOf(cohort) }, setting);
    return { source, version, startedFromAt, startedBeforeAt };
  };
  return {
    ...body,
    before: side(body.before, before),
    after: side(body.after, after),
    ...(asOf !== undefined && { asOfAt: instantOf(asOf) }),
    ...(changeOn !== undefined && { changeAt: startOfDay(changeOn, setting.zone) }),
  };
}
