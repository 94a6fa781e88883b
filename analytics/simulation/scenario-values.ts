/** Parts of a scenario that others are made of: shares, days, conditions, and the values that people, machines and applicants set. */
import { z } from 'zod';
import { compileExpression, isFault } from '../../engine/feel/compile.ts';
import { calendarFaults, LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';
import type { CalendarData } from '../../engine/time/calendar.ts';
import { distributionSchema } from './distributions.ts';

export const share = z.number().min(0).max(1);
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const json = z.json();

/** A FEEL expression, with or without the "=" of a model's attribute. */
export const feel = z.string().superRefine((text, context) => {
  const compiled = compileExpression(withoutSign(text));
  if (isFault(compiled)) context.addIssue({ code: 'custom', message: `This is no FEEL expression: ${compiled.fault}.` });
});

export function withoutSign(text: string): string {
  return text.replace(/^\s*=/, '');
}

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
export const valuesSchema = z.record(z.string(), valueSchema).default({});
export type Value = z.infer<typeof valueSchema>;

/** The statutory term, as in a service's term.json. */
export const termSchema = z.strictObject({
  id: z.string(),
  legalAct: z.string(),
  validFrom: day,
  startsFrom: z.enum(['received', 'registered']),
  days: z.int().positive(),
  unit: z.enum(['working', 'calendar']),
  extension: z
    .strictObject({ days: z.int().positive(), times: z.int().positive(), noticeWithinDays: z.int().min(0) })
    .exactOptional(),
  suspensionGrounds: z.array(z.string()),
  restartsOnClarification: z.boolean(),
  forwardWithinDays: z.int().positive().exactOptional(),
  forwardNoticeWithinDays: z.int().positive().exactOptional(),
});
