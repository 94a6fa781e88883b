/** Units side by side, utilisation, what a filter can be made of, what is wrong with a log. */
import { z } from 'zod';
import { namedElement, namedUnit, waitCause, workingHours } from './analytics-values.ts';
import { qualityProblem } from './log-files.ts';
import { count, durationMs, instant, share } from './values.ts';

/** By one clock. */
const unitTimes = {
  medianMs: durationMs.nullable(),
  p90Ms: durationMs.nullable(),
  /** From all others together. */
  difference: z.strictObject({ estimateMs: durationMs, lowMs: durationMs, highMs: durationMs }).nullable(),
  standing: z.enum(['slower', 'faster', 'not distinct', 'not enough data']),
  cause: z.strictObject({ cause: waitCause, ms: durationMs, share }).nullable(),
};

/** What cases belong to when they are compared. */
export const unitsBy = z.enum(['unit', 'institution']);

export const unitsView = z.strictObject({
  n: count,
  by: unitsBy,
  /** A case belongs to the unit that does this step; null: to the first unit that had it. */
  step: namedElement.nullable(),
  /** Share of confidence that all intervals of differences hold together. */
  level: share,
  ...workingHours,
  /** The slowest first; those held back last. */
  units: z.array(
    namedUnit.extend({
      suppressed: z.boolean(),
      /** null when suppressed. */
      figures: z
        .strictObject({
          n: count,
          open: count,
          withdrawn: count,
          ...unitTimes,
          /** The same in working time of the unit; null without a calendar. */
          working: z.strictObject(unitTimes).nullable(),
          /** Shares of its completed cases in which nothing was done again, and of which somebody complained; null below 5, or not known. */
          firstTimeRight: share.nullable(),
          complaints: share.nullable(),
          /** The commonest variant is named when 5 cases or more have it. */
          variants: z
            .strictObject({ count, commonest: z.array(namedElement).nullable(), commonestCases: count.nullable() })
            .nullable(),
        })
        .nullable(),
    }),
  ),
});
export type UnitsView = z.output<typeof unitsView>;

export const utilisationView = z.strictObject({
  by: z.enum(['unit', 'resource']),
  ...workingHours,
  /** People with work in the log; those left out because nobody knows their hours, and because none of their work has a start. */
  n: count,
  withoutHours: count,
  withoutStarts: count,
  /** By unit: `group` is its id. By resource: the person. null: belongs to no unit. */
  groups: z.array(
    z.strictObject({
      group: z.string().nullable(),
      name: z.string().nullable(),
      suppressed: z.boolean(),
      figures: z
        .strictObject({
          n: count,
          busyMs: durationMs,
          onDutyMs: durationMs,
          share: z.number().min(0).nullable(),
          offDutyMs: durationMs,
        })
        .nullable(),
    }),
  ),
});
export type UtilisationView = z.output<typeof utilisationView>;

/** What a filter can be made of. Nothing that fewer than 5 cases have, and no attribute of which values are people. */
export const choicesView = z.strictObject({
  /** As the filter has them; of one with others below: `below` with them, `own` without. Cases that were in one of the units. */
  institutions: z.array(
    z.strictObject({
      institution: z.string(),
      name: z.string(),
      nameEn: z.string().optional(),
      scope: z.enum(['all', 'below', 'own']),
      cases: count,
    }),
  ),
  units: z.array(namedUnit.extend({ cases: count })),
  activities: z.array(namedElement.extend({ cases: count })),
  attributes: z.array(
    z.strictObject({
      name: z.string(),
      /** The commonest first, at most 50. */
      values: z.array(z.strictObject({ value: z.string(), cases: count })),
      /** Cases with a value that is not among them. */
      others: count,
    }),
  ),
  /** Of a process: its versions with cases. */
  versions: z.array(z.strictObject({ version: count, cases: count, deployed: instant })),
  /** Attributes of cases whose values are dates: they may tell when a case is due. */
  dateAttributes: z.array(z.string()),
});
export type ChoicesView = z.output<typeof choicesView>;

export const qualityView = z.strictObject({
  /** Activity instances. */
  rows: count,
  items: z.array(qualityProblem),
});
export type QualityView = z.output<typeof qualityView>;
