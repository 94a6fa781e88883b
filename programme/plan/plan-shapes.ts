/** What a recommendation and a measure of the change plan are. Pure: the contract of the API and the store check with these shapes. */
import { z } from 'zod';
import { CHANNEL_KINDS, PERSON_KINDS } from '../card/service-card.ts';

const text = (longest: number) => z.string().trim().min(1).max(longest);
/** Lithuanian, and English where somebody wrote it. */
export const inBoth = (longest: number) => z.strictObject({ lt: text(longest), en: z.exactOptional(text(longest)) });
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
const json: z.ZodType<Json> = z.json();
const day = z.iso.date();
const instant = z.iso.datetime({ offset: true });

/** Measured by analytics over cases that ended in a period; `satisfaction` over answers that were given in it. */
export const INDICATORS = ['medianCycle', 'p90Cycle', 'onTime', 'rework', 'complaints', 'cost', 'satisfaction'] as const;
export type IndicatorKind = (typeof INDICATORS)[number];
export const INDICATOR_FACTS = {
  medianCycle: { unit: 'ms', better: 'less' },
  p90Cycle: { unit: 'ms', better: 'less' },
  onTime: { unit: 'share', better: 'more' },
  rework: { unit: 'share', better: 'less' },
  complaints: { unit: 'share', better: 'less' },
  cost: { unit: 'money', better: 'less' },
  satisfaction: { unit: 'points', better: 'more' },
} as const satisfies Record<IndicatorKind, { readonly unit: string; readonly better: 'less' | 'more' }>;

export const indicator = z.strictObject({
  kind: z.enum(INDICATORS),
  processId: text(255),
  /** Of some cases alone: of one unit, of an institution with all below it, of a channel, of a kind of person. */
  unit: text(100).optional(),
  institution: text(100).optional(),
  channel: z.enum(CHANNEL_KINDS).optional(),
  applicantKind: z.enum(PERSON_KINDS).optional(),
  /** Of the cost where the log tells none: euros for an hour of people's work. */
  costPerHour: z.number().positive().max(10_000).optional(),
});
export type Indicator = z.output<typeof indicator>;

/** null: fewer than 5 cases (or answers) have it. */
export const measured = z.strictObject({ value: z.number().nullable(), n: z.number().int().min(0) });
export type Measured = z.output<typeof measured>;

/** A figure as it was, with what was asked and when: it never changes again. */
export const evidence = z.strictObject({
  kind: z.enum(['bottleneck', 'survey']),
  source: z.strictObject({ kind: z.enum(['process', 'log', 'wave']), id: z.string(), name: z.string() }),
  /** Element id; question or dimension. */
  subject: z.string(),
  name: z.string(),
  /** Of a bottleneck what made the waiting. */
  cause: z.string().nullable(),
  /** How old the figures were at most, and when they were frozen. */
  asOf: instant,
  frozenAt: instant,
  /** What was asked, as it was asked. */
  question: json,
  /** Cases or answers behind it. */
  n: z.number().int().min(0),
  figures: z.array(
    z.strictObject({
      name: text(60),
      unit: z.enum(['ms', 'share', 'points', 'count']),
      value: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      n: z.number().int().min(0),
    }),
  ),
});
export type Evidence = z.output<typeof evidence>;

export const RECOMMENDATION_STATUSES = ['draft', 'accepted', 'declined'] as const;
/** What an analyst writes. */
export const recommendationText = z.strictObject({
  title: inBoth(200),
  text: inBoth(4000),
  status: z.enum(RECOMMENDATION_STATUSES),
});
export type RecommendationText = z.output<typeof recommendationText>;
export const recommendation = recommendationText.extend({ evidence: z.array(evidence).max(20) });
export type Recommendation = z.output<typeof recommendation>;

export const MEASURE_STATUSES = ['planned', 'underWay', 'done', 'reopened', 'dropped'] as const;
/** What people write of a measure. What is measured is never written by hand. */
export const measureText = z
  .strictObject({
    title: inBoth(300),
    recommendation: z.number().int().min(1).optional(),
    /** Unit that answers for it, and who in it (a post, not a name). */
    owner: text(100),
    responsible: text(200).optional(),
    dueOn: day,
    indicator,
    /** Days whose cases are the baseline; end exclusive. */
    baseline: z.strictObject({ from: day, to: day }),
    /** In the unit of the indicator: ms, share of 1, euros, points. */
    target: z.number().min(0).max(1e12),
    budgetCents: z.number().int().min(0).max(100_000_000_000).optional(),
    status: z.enum(MEASURE_STATUSES),
    /** The version that the change came with. */
    toBe: z.strictObject({ version: z.number().int().min(1) }).optional(),
    /** Key of a kept forecast of the same process. */
    forecast: z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .optional(),
    /** By which part a period must be worse than what was achieved, to count as sliding back. */
    tolerance: z.number().min(0.01).max(1),
  })
  .refine(({ baseline }) => baseline.from < baseline.to, { message: 'ends before it begins', path: ['baseline'] });
export type MeasureText = z.output<typeof measureText>;

const change = z.enum(['better', 'worse', 'not proven', 'not enough data']);
/** A comparison of before and after as it was answered, with what was asked. */
export const effect = z.strictObject({
  verdict: z.string(),
  /** Of the indicator itself; null where the comparison does not tell of it. */
  indicator: z
    .strictObject({
      before: z.number(),
      after: z.number(),
      difference: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      change,
    })
    .nullable(),
  before: z.strictObject({ n: z.number().int(), medianMs: z.number().nullable(), version: z.number().int().nullable() }),
  after: z.strictObject({ n: z.number().int(), medianMs: z.number().nullable(), version: z.number().int().nullable() }),
  difference: z.strictObject({
    estimateMs: z.number().nullable(),
    lowMs: z.number().nullable(),
    highMs: z.number().nullable(),
    level: z.number(),
  }),
  reasons: z.array(z.string()),
  asOf: instant,
  keptAt: instant,
  question: json,
});
export type Effect = z.output<typeof effect>;

export const measure = measureText.safeExtend({
  /** Frozen when the measure was made, or its indicator or period changed. */
  before: measured.extend({ frozenAt: instant }),
  effect: effect.optional(),
  /** What was achieved when it was said to be done: the watch compares with it. */
  secured: measured.extend({ at: instant }).optional(),
  /** Why it was reopened: the periods in a row that slid back. */
  slid: z.strictObject({ at: instant, periods: z.array(measured.extend({ from: day, to: day })) }).optional(),
});
export type PlanMeasure = z.output<typeof measure>;
