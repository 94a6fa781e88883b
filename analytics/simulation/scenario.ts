/**
 * A scenario: everything a simulation must be told beside the model. Who comes how often, who works when, how long it takes, what they
 * decide, how long others take to answer, how machines behave. Data with a schema of its own; unknown fields are refused.
 */
import { z } from 'zod';
import { CHANNELS } from '../../engine/case/state.ts';
import { distributionSchema } from './distributions.ts';
import { faultSentence } from './scenario-faults.ts';
import { staffSchema } from './scenario-staff.ts';
import { calendarSchema, feel, share, termSchema, valuesSchema } from './scenario-values.ts';
import { activitySchema, branchSchema, eventSchema, jobSchema, messageSchema } from './scenario-work.ts';

export { calendarSchema } from './scenario-values.ts';
export type { Value } from './scenario-values.ts';
export type { Activity, Batch, Branch, Release } from './scenario-work.ts';

const arrivalsSchema = z.strictObject({
  perWorkingDay: z.number().positive(),
  /** A factor for each month from January. */
  seasons: z.array(z.number().positive()).length(12).optional(),
  /** The gap's shape with mean 1; chance arrivals when absent. */
  gap: distributionSchema.default({ kind: 'exponential', mean: 1 }),
  calendar: z.string().default('office'),
});

/** What a case brings along: dimensions, variables known at its start, and how much more or less work it is than others (mean 1). */
const casesSchema = z.strictObject({
  channels: z.partialRecord(z.enum(CHANNELS), z.number().min(0)).default({ desk: 1 }),
  legalPersons: share.default(0),
  /** Working days from receipt to registration, when the case begins (a letter lies in the post room). */
  registeredAfterWorkingDays: distributionSchema.default({ kind: 'fixed', value: 0 }),
  effort: distributionSchema.default({ kind: 'fixed', value: 1 }),
  sets: valuesSchema,
  /** The first condition (FEEL over what a case brings along) that holds gives its priority; 0 when none does. */
  priorities: z.array(z.strictObject({ when: feel, priority: z.number() })).default([]),
  /** Money for each case, besides hours and activities. */
  cost: z.number().min(0).default(0),
});

const BY_ELEMENT = 'By element id; of a process that is called, "process/element".';

export const scenarioSchema = z
  .strictObject({
    formatVersion: z.literal(1),
    service: z.string(),
    unit: z.string(),
    /** Case numbers are `<prefix>-<year>-<running number>`. */
    caseNumberPrefix: z.string().default('B'),
    arrivals: arrivalsSchema,
    cases: casesSchema.prefault({}),
    calendars: z.record(z.string(), calendarSchema).default({}),
    staff: z.array(staffSchema).min(1),
    activities: z.record(z.string(), activitySchema).describe(BY_ELEMENT),
    messages: z.record(z.string(), messageSchema).default({}),
    events: z.record(z.string(), eventSchema).default({}).describe(BY_ELEMENT),
    jobs: z.record(z.string(), jobSchema).default({}),
    branches: z.record(z.string(), branchSchema).default({}).describe(BY_ELEMENT),
    term: termSchema.exactOptional(),
  })
  .superRefine((scenario, context) => {
    const known = new Set(['office', ...Object.keys(scenario.calendars)]);
    for (const [name, path] of usedCalendars(scenario)) {
      if (name === undefined || known.has(name)) continue;
      const message = `There is no calendar "${name}": add it to "calendars", or name one of ${[...known].join(', ')}.`;
      context.addIssue({ code: 'custom', message, path: [...path] });
    }
    if (Object.values(scenario.cases.channels).every((weight) => weight === 0))
      context.addIssue({ code: 'custom', message: 'No channel has a weight above zero.', path: ['cases', 'channels'] });
  });

export type Scenario = z.infer<typeof scenarioSchema>;
/** A scenario as written in a file, defaults left out. */
export type ScenarioSource = z.input<typeof scenarioSchema>;

/** Reads a scenario; the faults of one that cannot be right, one sentence each, with the place and what to do. */
export function readScenario(source: unknown): Scenario | { readonly faults: readonly string[] } {
  const result = scenarioSchema.safeParse(source);
  return result.success ? result.data : { faults: result.error.issues.map((issue) => faultSentence(issue)) };
}

/** JSON Schema (2020-12) of a scenario file. */
export function scenarioJsonSchema(): unknown {
  return z.toJSONSchema(scenarioSchema, { io: 'input' });
}

type CalendarUse = readonly [name: string | undefined, path: readonly (string | number)[]];

function usedCalendars({ arrivals, staff, activities, events }: Scenario): readonly CalendarUse[] {
  return [
    [arrivals.calendar, ['arrivals', 'calendar']],
    ...staff.flatMap((group, index): CalendarUse[] => [
      [group.calendar, ['staff', index, 'calendar']],
      ...(typeof group.people === 'number' ? [] : group.people).map((person, of): CalendarUse => [
        person.calendar,
        ['staff', index, 'people', of, 'calendar'],
      ]),
    ]),
    ...Object.entries(activities).flatMap(([id, activity]): CalendarUse[] => [
      [activity.calendar, ['activities', id, 'calendar']],
      [activity.delay?.calendar, ['activities', id, 'delay', 'calendar']],
      ...(activity.batch?.releases ?? []).map((rule, index): CalendarUse => [
        rule.during,
        ['activities', id, 'batch', 'releases', index, 'during'],
      ]),
    ]),
    ...Object.entries(events).map(([id, event]): CalendarUse => [event.calendar, ['events', id, 'calendar']]),
  ];
}
