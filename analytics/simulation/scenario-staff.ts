/** The part of a scenario that says who works: people, their hours, skills, absences and what an hour costs. */
import { z } from 'zod';
import { distributionSchema } from './distributions.ts';
import { day } from './scenario-values.ts';

const activities = z.array(z.string()).min(1);

export const personSchema = z.strictObject({
  id: z.string(),
  /** Known beforehand, both ends included. */
  absences: z.array(z.strictObject({ from: day, to: day })).default([]),
  /** The person's own hours; those of the group when absent. */
  calendar: z.string().optional(),
  /** Skills: of the tasks of the role only these activities; those of the group when absent. */
  does: activities.optional(),
  costPerHour: z.number().min(0).optional(),
});

export const staffSchema = z.strictObject({
  /** The candidate group of the model whose tasks they take. */
  role: z.string(),
  /** How many, or who: a person may stand in several roles under the same id; calendar, order and cost are those of the first. */
  people: z.union([z.int().min(1).max(10_000), z.array(personSchema).min(1)]),
  calendar: z.string().default('office'),
  /** Which task they take first: the longest waiting, the last come, the highest priority (of the case, then of the task), the earliest due. */
  takes: z.enum(['first', 'last', 'priority', 'due']).default('first'),
  unit: z.string().optional(),
  /** Skills: of the tasks of the role only these activities. */
  does: activities.optional(),
  /** Absences by chance, each person for themselves: how often a year, and how many calendar days each time. */
  away: z.strictObject({ timesPerYear: z.number().positive().max(100), days: distributionSchema }).optional(),
  costPerHour: z.number().min(0).optional(),
  /** They are of another body: a proposal moves nobody from or to them. */
  external: z.boolean().default(false),
});

export type StaffGroup = z.infer<typeof staffSchema>;
