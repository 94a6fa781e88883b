/** Insight: where time goes, and whether a change is proved. Every figure comes with its unit and the number of cases behind it. */
import { z } from 'zod';
import { caseKind, caseKindFields } from './analytics-values.ts';
import { operation } from './operation.ts';
import { count, day, durationMs, instant, key, line, share } from './values.ts';

/** What can be asked about: a process with its own log, or an imported log. */
export const source = z.strictObject({
  kind: z.enum(['process', 'log']),
  /** processId, or the key of the imported log. */
  id: z.string(),
  name: z.string(),
  cases: count,
  openCases: count,
  from: instant.nullable(),
  to: instant.nullable(),
  /** Of a process: its versions with cases, newest first. */
  versions: z.array(
    z.strictObject({ version: count, definitionKey: key, cases: count, from: instant.nullable(), to: instant.nullable() }),
  ),
});
export type SourceJson = z.output<typeof source>;

/** n is how many instances have the figure; the others are null when n is 0. */
export const figure = z.strictObject({
  n: count,
  medianMs: durationMs.nullable(),
  p90Ms: durationMs.nullable(),
  meanMs: durationMs.nullable(),
  totalMs: durationMs,
});
export type Figure = z.output<typeof figure>;

export const elementTimes = z.strictObject({
  /** The element's id in the model, or the activity's name in an imported log. */
  element: z.string(),
  name: z.string(),
  instances: count,
  cases: count,
  openInstances: count,
  waiting: figure,
  processing: figure,
  suspended: figure,
  sojourn: figure,
  /** Of all waiting, and of all cycle time. */
  waitingShare: share,
  cycleShare: share,
  /** True when the log has no start instants, so that waiting and processing cannot be told apart. */
  estimated: z.boolean(),
});
export type ElementTimes = z.output<typeof elementTimes>;

export const heatmap = z.strictObject({
  source: source.pick({ kind: true, id: true, name: true }),
  /** The version whose diagram fits the elements; absent for an imported log. */
  definitionKey: key.optional(),
  version: count.optional(),
  /** Cases that have been counted, by their start. */
  cases: count,
  openCases: count,
  from: instant.nullable(),
  to: instant.nullable(),
  /** How old the figures are at most. */
  asOf: instant,
  cycle: figure,
  elements: z.array(elementTimes),
  transitions: z.array(z.strictObject({ from: z.string(), to: z.string(), count: count, waiting: figure })),
});
export type Heatmap = z.output<typeof heatmap>;

/** A group of cases: of a process (all versions when none is named) or of an imported log, started in a period (end exclusive). */
export const cohort = z.union([
  z.strictObject({ processId: line(255), version: z.number().int().min(1).optional(), from: day.optional(), to: day.optional() }),
  z.strictObject({ logKey: key, from: day.optional(), to: day.optional() }),
]);
export type Cohort = z.input<typeof cohort>;

export const cohortFigures = z.strictObject({
  n: count,
  /** Not finished at the date of the comparison. */
  open: count,
  /** Taken back or cancelled: neither finished nor open. */
  withdrawn: count,
  /** Of finished cases. */
  medianMs: durationMs.nullable(),
  /** Kaplan-Meier: also counts the open ones. */
  kmMedianMs: durationMs.nullable(),
  kmP90Ms: durationMs.nullable(),
  /** Share of cases still open after a time, as steps. */
  survival: z.array(z.strictObject({ afterMs: durationMs, share })),
});

export const verdict = z.enum(['faster', 'slower', 'no proven change', 'not enough data']);

export const comparison = z.strictObject({
  before: cohortFigures,
  after: cohortFigures,
  /** After minus before; null when it cannot be estimated. */
  difference: z.strictObject({ estimateMs: durationMs, lowMs: durationMs, highMs: durationMs, level: z.number() }).nullable(),
  verdict,
  /** `key` and `params` for the page's own words, `text` in English. */
  reasons: z.array(
    z.strictObject({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])), text: z.string() }),
  ),
  asOf: instant,
});
export type Comparison = z.output<typeof comparison>;

export const insightOperations = {
  listSources: operation({
    method: 'GET',
    path: '/api/insight/sources',
    needs: 'insight.read',
    summary: 'Processes and imported logs that have cases',
    answer: z.strictObject({ items: z.array(source) }),
  }),
  getHeatmap: operation({
    method: 'GET',
    path: '/api/insight/heatmap',
    needs: 'insight.read',
    summary:
      'Waiting, processing and suspended time per element of a process or an imported log; why, and what it costs, are jobs',
    query: z
      .strictObject({
        processId: z.string().min(1).max(255).optional(),
        version: z.coerce.number().int().min(1).optional(),
        logKey: key.optional(),
        /** Cases that started in the period; end exclusive. */
        from: day.optional(),
        to: day.optional(),
        ...caseKindFields,
      })
      .refine((query) => (query.processId === undefined) !== (query.logKey === undefined), {
        message: 'name either processId or logKey',
      }),
    answer: heatmap,
  }),
  compare: operation({
    method: 'POST',
    path: '/api/insight/comparison',
    needs: 'insight.read',
    summary: 'Before against after: two versions, two periods, or an imported log against a version',
    body: z.strictObject({
      before: cohort,
      after: cohort,
      /** Which cases of both sides. */
      filter: caseKind.optional(),
      /** Cases not finished by then count as open; now when absent. */
      asOf: instant.optional(),
    }),
    answer: comparison,
  }),
};
