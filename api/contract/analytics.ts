/** Analytics: views of a log, answered at once, and long questions as jobs with progress. Every figure has its unit and its n. */
import { z } from 'zod';
import {
  bottlenecksAnswer,
  causesAnswer,
  conformAnswer,
  discoverAnswer,
  nameMapping,
  predictAnswer,
} from './analytics-answers.ts';
import { choicesView, qualityView, unitsBy, unitsView, utilisationView } from './analytics-groups.ts';
import { answerOf, caseFilterFields, hours, ofOneSource } from './analytics-values.ts';
import {
  chartMeasure,
  chartsView,
  dotsView,
  flowView,
  handoversView,
  mapView,
  reworkView,
  timeStep,
  timesView,
  variantsView,
} from './analytics-views.ts';
import { comparisonAnswer } from './comparisons.ts';
import { holdersView } from './holders.ts';
import { leanView } from './lean.ts';
import { calibrateView, improveView, simulateView } from './simulations.ts';
import { operation } from './operation.ts';
import { count, day, instant, key, line, share } from './values.ts';

const share0to1 = z.coerce.number().min(0).max(1);
const step = timeStep.default('week');

/** Days, divided by commas: `2026-03-01,2026-06-15`. Empty: none. */
const days = z
  .string()
  .max(1000)
  .transform((text) => (text === '' ? [] : text.split(',')))
  .pipe(z.array(day).max(50));

const source = z.union([z.strictObject({ processId: line(255) }), z.strictObject({ logKey: key })]);
const filter = z.strictObject({ ...caseFilterFields, version: z.number().int().min(1).optional() });

const asked = { source, filter: filter.default({}) };

/** A long question. The same question of the same cases is worked out once, whoever asks. */
export const jobQuestion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('causes'),
    ...asked,
    options: z
      .strictObject({
        hours: hours.optional(),
        /** Case attribute that tells when a case arrived, for logs without a receipt. */
        arrival: line(1000).optional(),
      })
      .default({}),
  }),
  z.strictObject({
    kind: z.literal('bottlenecks'),
    ...asked,
    options: z.strictObject({ hours: hours.optional(), limit: z.number().int().min(1).max(100).default(20) }).prefault({}),
  }),
  z.strictObject({
    kind: z.literal('predict'),
    ...asked,
    options: z
      .strictObject({
        /** As of a past instant; now when absent, and for an imported log the end of it. */
        now: instant.optional(),
        /** Due so many days after receipt (else start), where no other date is known. */
        standardDays: z.number().min(0).max(10_000).optional(),
        /** Case attribute that tells when a case is due. */
        dueAttribute: line(1000).optional(),
        atRiskFrom: share.optional(),
        limit: z.number().int().min(1).max(5_000).default(500),
      })
      .prefault({}),
  }),
  z.strictObject({
    kind: z.literal('discover'),
    ...asked,
    options: z
      .strictObject({
        noise: share.optional(),
        activities: z.number().int().min(1).max(500).optional(),
        name: line(200).optional(),
        /** Whether to find out how the cases fit the model, too: the answer is there before that is known. */
        fit: z.boolean().default(true),
      })
      .prefault({}),
  }),
  z.strictObject({
    kind: z.literal('conform'),
    ...asked,
    options: z.strictObject({
      /** The newest version when none is named. */
      reference: z.strictObject({ processId: line(255), version: z.number().int().min(1).optional() }),
      /** The element id of the reference for activities (elements) of the log that are not known by id or label. */
      /** Empty: no step of the reference, whatever it is called. */
      mapping: z.record(z.string().max(1000), z.string().max(1000)).optional(),
      /** Only these activities (elements) of the log are looked at. */
      only: z.array(z.string().max(1000)).max(10_000).optional(),
      /** False: a good alignment will do. */
      proves: z.boolean().optional(),
    }),
  }),
]);
export type JobQuestion = z.input<typeof jobQuestion>;

export const jobStatus = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type JobStatus = z.output<typeof jobStatus>;

const jobFields = {
  id: z.string(),
  status: jobStatus,
  /** Of the phase; null where it cannot be told. */
  progress: share.nullable(),
  /**
   * reading · figures · causes · working · paths · replaying · bottlenecks · segments · comparing · calibrating · mining · aligning ·
   * measuring; null when it is not running.
   */
  phase: z.string().nullable(),
  /** Waiting jobs that come before it. */
  ahead: count,
  /** Why it failed: `memory`, `time`, `crash`, `notComparable` (of a reference model), `stopped`; with what to do. */
  fault: z.strictObject({ code: z.string(), message: z.string(), remedy: z.string(), elements: z.array(z.string()) }).optional(),
  askedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** It can be asked about until then, once it has ended. */
  keptUntil: instant.nullable(),
};

/** A comparison of before and after: asked at /api/comparisons. */
export const comparisonJob = z.strictObject({ ...jobFields, kind: z.literal('compare'), answer: comparisonAnswer.optional() });

/** A job; `answer` is there when it is done (of `discover` as soon as the model is found). */
export const analyticsJob = z.discriminatedUnion('kind', [
  z.strictObject({ ...jobFields, kind: z.literal('causes'), answer: answerOf(causesAnswer).optional() }),
  z.strictObject({ ...jobFields, kind: z.literal('bottlenecks'), answer: answerOf(bottlenecksAnswer).optional() }),
  z.strictObject({ ...jobFields, kind: z.literal('predict'), answer: answerOf(predictAnswer).optional() }),
  z.strictObject({ ...jobFields, kind: z.literal('discover'), answer: answerOf(discoverAnswer).optional() }),
  z.strictObject({ ...jobFields, kind: z.literal('conform'), answer: answerOf(conformAnswer).optional() }),
  comparisonJob,
  z.strictObject({ ...jobFields, kind: z.literal('calibrate'), answer: answerOf(calibrateView).optional() }),
  z.strictObject({ ...jobFields, kind: z.literal('simulate'), answer: answerOf(simulateView).optional() }),
  z.strictObject({ ...jobFields, kind: z.literal('improve'), answer: answerOf(improveView).optional() }),
]);
export type AnalyticsJob = z.output<typeof analyticsJob>;
export type JobKind = AnalyticsJob['kind'];
export type JobAnswer<Kind extends JobKind> = NonNullable<Extract<AnalyticsJob, { kind: Kind }>['answer']>;

function view<const Name extends string, Shape extends z.ZodRawShape, View extends z.ZodType>(
  name: Name,
  summary: string,
  shape: Shape,
  answer: View,
) {
  return operation({
    method: 'GET',
    path: `/api/analytics/${name}`,
    needs: 'insight.read',
    summary,
    query: ofOneSource(shape),
    answer: answerOf(answer),
  });
}

export const analyticsOperations = {
  getChoices: view(
    'choices',
    'What a filter of the log can be made of: units, activities, attributes, versions',
    {},
    choicesView,
  ),
  getProcessMap: view(
    'map',
    'The directly-follows map with times, thinned to the most frequent',
    { activityShare: share0to1.default(1), transitionShare: share0to1.default(1) },
    mapView,
  ),
  getVariants: view(
    'variants',
    'Orders of activities by frequency',
    { limit: z.coerce.number().int().min(1).max(500).default(50) },
    variantsView,
  ),
  getRework: view('rework', 'Self loops, ways back, ping-pong between units, and the time spent on them', {}, reworkView),
  getHandovers: view('handovers', 'Hand-overs between units and how long cases lie in between', {}, handoversView),
  getFlow: view(
    'flow',
    'Arrivals, completions and work in progress over time',
    { step, by: z.enum(['unit']).optional() },
    flowView,
  ),
  getChart: view(
    'charts',
    'A control chart of durations or of shares in time, with limits recomputed at changes',
    {
      step,
      measure: chartMeasure.default('duration'),
      /** Days from which on limits are computed anew; deployments of the process's versions when absent. */
      changes: days.optional(),
      /** Looks for changes that nobody told, too. */
      find: z.stringbool().default(false),
      /** In time is within so many days of receipt (else start), where no term is known. */
      standardDays: z.coerce.number().min(0).max(10_000).optional(),
      /** Case attribute that tells when a case is due. */
      dueAttribute: line(1000).optional(),
    },
    chartsView,
  ),
  compareUnits: view(
    'units',
    'Units or institutions side by side: who is slower or faster than all others',
    {
      by: unitsBy.default('unit'),
      /** The step (element) whose unit a case belongs to; `first`: the first unit that had it. The step that most divides them when absent. */
      step: line(1000).optional(),
    },
    unitsView,
  ),
  getHolders: view('holders', 'Who had the cases and how long they waited there: institutions, units, others', {}, holdersView),
  getUtilisation: view(
    'utilisation',
    'Busy of on duty, by unit; by resource for administrators alone',
    { by: z.enum(['unit', 'resource']).default('unit') },
    utilisationView,
  ),
  getDots: view(
    'dots',
    'The dotted chart',
    {
      time: z.enum(['calendar', 'case']).default('calendar'),
      order: z.enum(['start', 'duration']).default('start'),
      limit: z.coerce.number().int().min(1).max(100_000).default(20_000),
    },
    dotsView,
  ),
  getTimes: view(
    'times',
    'Gross, net, working and legal time of cases; times of activities by the wall and in working time',
    {},
    timesView,
  ),
  getLean: view(
    'lean',
    'What the lead time is made of by class of work, the stream of steps, and the wastes that a log can show',
    { hours: hours.optional() },
    leanView,
  ),
  getQuality: view('quality', 'What is wrong with a log, how much of it, and what that does to the figures', {}, qualityView),
  getNameMapping: view(
    'mapping',
    'Which activities of the log are taken for which steps of a deployed reference',
    { reference: line(255), referenceVersion: z.coerce.number().int().min(1).optional() },
    nameMapping,
  ),
  askAnalyticsJob: operation({
    method: 'POST',
    path: '/api/analytics/jobs',
    needs: 'insight.read',
    summary: 'Asks a long question; at most four of a person wait or run at a time (429 limit)',
    body: jobQuestion,
    status: 202,
    answer: analyticsJob,
  }),
  listAnalyticsJobs: operation({
    method: 'GET',
    path: '/api/analytics/jobs',
    needs: 'insight.read',
    summary: "The caller's jobs that are still known, newest first, without their answers",
    answer: z.strictObject({ items: z.array(analyticsJob) }),
  }),
  getAnalyticsJob: operation({
    method: 'GET',
    path: '/api/analytics/jobs/:id',
    needs: 'insight.read',
    summary: 'How far a job is, and its answer; kept for 15 minutes after its end',
    answer: analyticsJob,
  }),
  cancelAnalyticsJob: operation({
    method: 'DELETE',
    path: '/api/analytics/jobs/:id',
    needs: 'insight.read',
    summary: 'Cancels a job that waits or runs, or forgets one that has ended',
  }),
};
