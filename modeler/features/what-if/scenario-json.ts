/** A scenario as far as the page reads and changes it; everything else in it is kept as it is. The server checks the whole. */
import { z } from 'zod';

const distribution = z.looseObject({ kind: z.string() });
export type DistributionJson = z.output<typeof distribution>;

const person = z.looseObject({ id: z.string(), calendar: z.string().optional(), costPerHour: z.number().optional() });

const group = z.looseObject({
  role: z.string(),
  people: z.union([z.number(), z.array(person)]),
  calendar: z.string().default('office'),
  takes: z.string().default('first'),
  away: z.looseObject({ timesPerYear: z.number(), days: distribution }).optional(),
  costPerHour: z.number().optional(),
  external: z.boolean().default(false),
});
export type GroupJson = z.output<typeof group>;

const stretch = z.object({ weekday: z.number(), from: z.string(), to: z.string() });
const calendar = z.looseObject({ weekly: z.array(stretch).optional() });
export type CalendarJson = z.output<typeof calendar>;
export type Stretch = z.output<typeof stretch>;

const release = z.looseObject({
  size: z.number().optional(),
  waitedMinutes: z.number().optional(),
  quietMinutes: z.number().optional(),
  during: z.string().optional(),
});
const batch = z.looseObject({ releases: z.array(release) });
export type BatchJson = z.output<typeof batch>;

const delay = z.looseObject({ share: z.number().default(1), minutes: distribution, calendar: z.string().optional() });

const activity = z.looseObject({
  workMinutes: distribution,
  workMinutesByRole: z.record(z.string(), distribution).default({}),
  workMinutesByPerson: z.record(z.string(), distribution).default({}),
  roles: z.array(z.string()).optional(),
  calendar: z.string().optional(),
  batch: batch.optional(),
  delay: delay.optional(),
});
export type ActivityJson = z.output<typeof activity>;

const branch = z.looseObject({
  shares: z.record(z.string(), z.number()).optional(),
  given: z.array(z.looseObject({})).optional(),
  repeats: distribution.optional(),
});

const scenario = z.looseObject({
  formatVersion: z.literal(1),
  arrivals: z.looseObject({ perWorkingDay: z.number() }),
  calendars: z.record(z.string(), calendar).default({}),
  staff: z.array(group).min(1),
  activities: z.record(z.string(), activity),
  branches: z.record(z.string(), branch).default({}),
});
export type ScenarioJson = z.output<typeof scenario>;

/** undefined when this is no scenario, or lacks what the page needs of one. */
export function scenarioOf(value: unknown): ScenarioJson | undefined {
  const read = scenario.safeParse(value);
  return read.success ? read.data : undefined;
}
