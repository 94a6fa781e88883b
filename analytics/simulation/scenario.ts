/**
 * A scenario: everything a simulation must be told beside the model. Who comes how often, who works when, how long it takes, what they
 * decide, how long others take to answer, how machines behave. Data with a schema of its own; unknown fields are refused.
 */
import { z } from 'zod';
import { CHANNELS, SUSPENSION_REASONS } from '../../engine/case/state.ts';
import { calendarFaults, LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';
import type { CalendarData } from '../../engine/time/calendar.ts';
import { distributionSchema } from './distributions.ts';

const share = z.number().min(0).max(1);
const json = z.json();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A calendar; what is left out is as in a Lithuanian office. */
export const calendarSchema = z
  .strictObject({
    zone: z.string().default(LITHUANIAN_OFFICE.zone),
    weekly: z
      .array(z.strictObject({ weekday: z.int().min(1).max(7), from: z.string(), to: z.string() }))
      .default([...LITHUANIAN_OFFICE.weekly]),
    holidays: z.enum(['LT', 'none']).default('LT'),
    extraHolidays: z.array(day).default([]),
    workingDays: z.array(day).default([]),
    shortEves: z.boolean().default(true),
    absences: z.array(z.strictObject({ from: day, to: day })).default([]),
  })
  .superRefine((data: CalendarData, context) => {
    for (const message of calendarFaults(data)) context.addIssue({ code: 'custom', message });
  });

/** A value that a person or a machine sets. `share` of a chance may be a list: the first time, the second…; the last stays. */
const valueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant'), value: json }),
  z.strictObject({ kind: z.literal('chance'), share: z.union([share, z.array(share).min(1)]) }),
  z.strictObject({
    kind: z.literal('choice'),
    options: z.array(z.strictObject({ value: json, weight: z.number().min(0) })).min(1),
  }),
  z.strictObject({ kind: z.literal('number'), of: distributionSchema, decimals: z.int().min(0).max(6).default(0) }),
]);
const valuesSchema = z.record(z.string(), valueSchema).default({});

const staffSchema = z.strictObject({
  /** The candidate group of the model whose tasks they take. */
  role: z.string(),
  /** How many, or who: a person may stand in several roles under the same id. */
  people: z.union([
    z.int().min(1),
    z.array(z.strictObject({ id: z.string(), absences: z.array(z.strictObject({ from: day, to: day })).default([]) })).min(1),
  ]),
  calendar: z.string().default('office'),
  /** Which task they take first: the longest waiting, the last come, the highest priority, the earliest due. */
  takes: z.enum(['first', 'last', 'priority', 'due']).default('first'),
  unit: z.string().optional(),
});

const activitySchema = z.strictObject({
  /** Minutes of work of one person, without nights, breaks and suspensions. */
  workMinutes: distributionSchema,
  /** The same where it depends on the candidate group. */
  workMinutesByRole: z.record(z.string(), distributionSchema).default({}),
  /** A calendar inside which alone this is begun: a head who signs on two mornings a week. */
  calendar: z.string().optional(),
  sets: valuesSchema,
  /** In a share of cases the work rests half-way until an answer comes. */
  pause: z.strictObject({ share, reason: z.enum(SUSPENSION_REASONS), workingDays: distributionSchema }).optional(),
});

const messageSchema = z.strictObject({
  /** In which share of the cases that wait for it the message ever comes. */
  share,
  /** Working days after the case began to wait for it. */
  afterWorkingDays: distributionSchema,
  sets: valuesSchema,
  /** The statutory term is counted anew from this message (a corrected request). */
  restartsTerm: z.boolean().default(false),
});

const jobSchema = z.strictObject({
  latencySeconds: distributionSchema,
  /** Failures that trying again after a while may mend. */
  fails: z.strictObject({ share, retryAfterSeconds: z.number().min(0) }).optional(),
  /** A BPMN error that the model may catch. */
  throws: z.strictObject({ share, code: z.string() }).optional(),
  sets: valuesSchema,
});

export const scenarioSchema = z
  .strictObject({
    formatVersion: z.literal(1),
    service: z.string(),
    unit: z.string(),
    /** Case numbers are `<prefix>-<year>-<running number>`. */
    caseNumberPrefix: z.string().default('B'),
    arrivals: z.strictObject({
      perWorkingDay: z.number().positive(),
      /** A factor for each month from January. */
      seasons: z.array(z.number().positive()).length(12).optional(),
      /** The gap's shape with mean 1; chance arrivals when absent. */
      gap: distributionSchema.default({ kind: 'exponential', mean: 1 }),
      calendar: z.string().default('office'),
    }),
    /** What a case brings along: dimensions, variables known at its start, and how much more or less work it is than others (mean 1). */
    cases: z
      .strictObject({
        channels: z.partialRecord(z.enum(CHANNELS), z.number().min(0)).default({ desk: 1 }),
        legalPersons: share.default(0),
        /** Working days from receipt to registration, when the case begins (a letter lies in the post room). */
        registeredAfterWorkingDays: distributionSchema.default({ kind: 'fixed', value: 0 }),
        effort: distributionSchema.default({ kind: 'fixed', value: 1 }),
        sets: valuesSchema,
      })
      .prefault({}),
    calendars: z.record(z.string(), calendarSchema).default({}),
    staff: z.array(staffSchema).min(1),
    activities: z.record(z.string(), activitySchema),
    messages: z.record(z.string(), messageSchema).default({}),
    jobs: z.record(z.string(), jobSchema).default({}),
  })
  .superRefine((scenario, context) => {
    const known = new Set(['office', ...Object.keys(scenario.calendars)]);
    const used = [
      scenario.arrivals.calendar,
      ...scenario.staff.map((staff) => staff.calendar),
      ...Object.values(scenario.activities).flatMap((activity) => (activity.calendar === undefined ? [] : [activity.calendar])),
    ];
    for (const name of new Set(used))
      if (!known.has(name)) context.addIssue({ code: 'custom', message: `There is no calendar "${name}".` });
  });

export type Scenario = z.infer<typeof scenarioSchema>;
/** A scenario as written in a file, defaults left out. */
export type ScenarioSource = z.input<typeof scenarioSchema>;
export type Activity = Scenario['activities'][string];
export type Value = z.infer<typeof valueSchema>;

/** Reads a scenario; the faults of one that cannot be right, one sentence each, with the place. */
export function readScenario(source: unknown): Scenario | { readonly faults: readonly string[] } {
  const result = scenarioSchema.safeParse(source);
  if (result.success) return result.data;
  return {
    faults: result.error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)),
  };
}
