/** Lean: what the lead time of cases is made of, the stream of steps, and the wastes that a log can show. */
import { z } from 'zod';
import { calendarSource, namedElement } from './analytics-values.ts';
import { count, durationMs, share } from './values.ts';

const valueClass = z.enum(['VA', 'NNVA', 'NVA']);

/** low and high are null with fewer than 20 cases. */
const efficiency = z.strictObject({ estimate: share, low: share.nullable(), high: share.nullable(), level: share });

/** The parts add up to `leadMs`, sums over the n cases. */
const leadTime = z.strictObject({
  leadMs: durationMs,
  partsMs: z.strictObject({
    VA: durationMs,
    NNVA: durationMs,
    NVA: durationMs,
    unclassed: durationMs,
    waiting: durationMs,
  }),
  /** Value-adding ÷ lead time; null when no step has a class. */
  efficiency: efficiency.nullable(),
});

/** Sum over n executions; working time is null without a calendar. */
const stepTime = z.strictObject({ n: count, ms: durationMs, workingMs: durationMs.nullable() });

const figures = z.strictObject({ waiting: stepTime, processing: stepTime, cost: z.number(), repeats: count });

export const leanView = z.strictObject({
  calendar: calendarSource,
  /** What a working day has; null without a calendar. */
  dayMs: durationMs.nullable(),
  /** Completed cases; those of which every step's start is known, on which lead times rest; the others. */
  n: count,
  nTimed: count,
  nUnknown: count,
  /** null when nTimed is under 5. */
  wall: leadTime.nullable(),
  working: leadTime.nullable(),
  /** Of each version of the process that has completed cases, the oldest first: before and after. Empty for an imported log. */
  versions: z.array(z.strictObject({ version: count, n: count, wall: efficiency.nullable(), working: efficiency.nullable() })),
  /** In the order in which cases come to them. */
  steps: z.array(
    namedElement.extend({
      kind: z.enum(['work', 'machine', 'timer', 'message']),
      /** `mixed`: versions disagree; null: the model does not tell. */
      valueClass: valueClass.or(z.literal('mixed')).nullable(),
      legalBasis: z.string().nullable(),
      n: count,
      cases: count,
      /** null when fewer than 5 cases have it. */
      figures: figures.nullable(),
    }),
  ),
  /** Means per completed case; null when n is under 5. */
  perCase: z.strictObject({ touchMs: durationMs, againMs: durationMs, cost: z.number() }).nullable(),
  /** Proxies of lean's eight wastes; overproduction, motion and talent leave no trace in a log. null when n is under 5. */
  wastes: z
    .strictObject({
      defects: z.strictObject({ cases: count, share, againMsPerCase: durationMs }),
      /** null when no start is known. */
      waiting: z.strictObject({ share: share.nullable() }),
      transport: z.strictObject({ perCase: z.number().nullable() }),
      inventory: z.strictObject({ meanOpen: z.number().nullable(), openNow: count, endedPerDay: z.number().nullable() }),
      excess: z.strictObject({
        /** Time in steps that the model calls waste, of the lead time. */
        share: share.nullable(),
        /** Checks and approvals that have always come out the same way; at most `othersAtMost` of the cases would not (95 %). */
        decisions: z.array(
          namedElement.extend({
            n: count,
            othersAtMost: share,
            next: z.array(namedElement),
            touchMsPerCase: durationMs.nullable(),
          }),
        ),
      }),
    })
    .nullable(),
});
export type LeanView = z.output<typeof leanView>;
