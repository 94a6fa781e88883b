/** What the questions of analytics have in common: which cases are meant, and the head of every answer. */
import { z } from 'zod';
import { attributeList, valueList } from './case-filter.ts';
import { count, day, durationMs, instant, key } from './values.ts';

/** An activity: `element` is the element's id in the model, or the activity's name in an imported log; `name` is what people read. */
export const namedElement = z.strictObject({ element: z.string(), name: z.string() });
export type NamedElement = z.output<typeof namedElement>;

/** A unit as the log has it, with its name in the organisation (the same where it is not known there). null: no row tells a unit. */
export const namedUnit = z.strictObject({ unit: z.string().nullable(), name: z.string().nullable() });
export type NamedUnit = z.output<typeof namedUnit>;

/** Which cases, whatever their version and period: all that is given must hold, of several values (`a|b`, see case-filter.ts) one. */
export const caseKindFields = {
  /** Cases that were in a unit of this institution or of one below it; `id.own`: of it alone. */
  institution: valueList.optional(),
  /** Cases that were in this unit, that have this activity (element), that stand so. */
  unit: valueList.optional(),
  activity: valueList.optional(),
  status: z.enum(['open', 'completed', 'withdrawn']).optional(),
  /** Attributes of the case with their values: `channel=desk|post;applicantKind=legal`. */
  where: attributeList.optional(),
};

/** The same beside what names version and period itself. */
export const caseKind = z.strictObject(caseKindFields);

/** Which cases of the source: all that is given must hold. */
export const caseFilterFields = {
  /** Of the process. */
  version: z.coerce.number().int().min(1).optional(),
  /** Cases that started in the period, in the institution's days; end exclusive. */
  from: day.optional(),
  to: day.optional(),
  ...caseKindFields,
};

/**
 * Which working hours count: the institution's (`given`), those seen in the log (`discovered`), none. When absent, given for a process and
 * discovered for an imported log.
 */
export const hours = z.enum(['given', 'discovered', 'none']);

/** The query of every view. */
export const viewQuery = {
  processId: z.string().min(1).max(255).optional(),
  logKey: key.optional(),
  ...caseFilterFields,
  hours: hours.optional(),
};

function isGiven(query: unknown, name: string): boolean {
  return (
    typeof query === 'object' &&
    query !== null &&
    Object.entries(query).some(([key, value]) => key === name && value !== undefined)
  );
}

/** A query that names one source. */
export function ofOneSource<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject({ ...viewQuery, ...shape })
    .refine((query: unknown) => isGiven(query, 'processId') !== isGiven(query, 'logKey'), {
      message: 'name either processId or logKey',
    });
}

/** The head of every answer, and what was asked for in `view`. */
export function answerOf<View extends z.ZodType>(view: View) {
  return z.strictObject({
    source: z.strictObject({ kind: z.enum(['process', 'log']), id: z.string(), name: z.string() }),
    /** How old the figures are at most; of an imported log, when it was imported. */
    asOf: instant,
    /** Cases that the filter leaves, and cases that it hides. */
    cases: count,
    left: count,
    view,
  });
}

/** Of n values, by the wall unless told otherwise; null when n is 0. */
export const distributionFigures = z.strictObject({
  n: count,
  minMs: durationMs.nullable(),
  p10Ms: durationMs.nullable(),
  p25Ms: durationMs.nullable(),
  medianMs: durationMs.nullable(),
  meanMs: durationMs.nullable(),
  p75Ms: durationMs.nullable(),
  p90Ms: durationMs.nullable(),
  p95Ms: durationMs.nullable(),
  maxMs: durationMs.nullable(),
});
export type DistributionFigures = z.output<typeof distributionFigures>;

/** Where working hours came from; with `none` nothing is unavailability and there is no working time. */
export const calendarSource = z.enum(['given', 'discovered', 'none']);

/** Of a view with durations: whose working hours its working times count. */
export const workingHours = {
  calendar: calendarSource,
  /** What a working day of the calendar has, to show days of working time; null without a calendar. */
  dayMs: durationMs.nullable(),
};

export const waitCause = z.enum(['batching', 'contention', 'prioritisation', 'unavailability', 'extraneous']);
export type WaitCause = z.output<typeof waitCause>;

/** The finest parts of a wait: each belongs to one cause. */
export const waitPart = z.enum([
  'batching',
  'contention',
  'prioritisation',
  'offHours',
  'holiday',
  'absence',
  'applicant',
  'document',
  'authority',
  'legal',
  'other',
  'timer',
  'message',
  'unassigned',
  'unexplained',
]);
export type WaitPartName = z.output<typeof waitPart>;

/** What stands in a sentence: `key` and `params` for the page's own words. Names ending in Ms are durations, in Share parts of 1. */
export const clause = z.strictObject({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
});
export type ClauseJson = z.output<typeof clause>;
