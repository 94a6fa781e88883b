/** The whole comparison of before and after, as a job: whether a change helped, at what price, why, and what could be seen at all. */
import { z } from 'zod';
import { answerOf, caseKind, hours, namedElement } from './analytics-values.ts';
import { chartsView } from './analytics-views.ts';
import { cohort, verdict } from './insight.ts';
import { count, day, durationMs, instant, line, share } from './values.ts';

/** Two groups of cases, and what the comparison is to take into account. */
export const comparisonFields = {
  before: cohort,
  after: cohort,
  /** Which cases of both sides. */
  filter: caseKind.optional(),
  /** Cases not finished by then count as open; as far as the log goes when absent. */
  asOf: instant.optional(),
  /** Attributes (of cases, `unit`, `version`) by which cases are alike. The verdict is on like cases then. */
  by: z.array(line(1000)).max(5).optional(),
  /** `attribute=value`, a value of one of `by`, or a unit: cases that the change did not touch. The verdict is against them then. */
  control: line(1000).optional(),
  /** The day of the change; the first start after when absent. */
  changeOn: day.optional(),
  hours: hours.optional(),
  /** In time is within so many days of receipt (else start), where no other date is known. */
  standardDays: z.number().min(0).max(10_000).optional(),
  /** Attribute that tells when a case is due; the statutory terms of the cases when absent. */
  dueAttribute: line(1000).optional(),
  costAttribute: line(1000).optional(),
  /** Of people's work, where no attribute tells costs. */
  costPerHour: z.number().min(0).max(1_000_000).optional(),
  /** A rating, more is better. */
  satisfactionAttribute: line(1000).optional(),
  /** Of the resampling: the same seed gives the same intervals. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .optional(),
} as const;
export const comparisonQuestion = z.strictObject(comparisonFields);
export type ComparisonQuestion = z.input<typeof comparisonQuestion>;

const level = z.number();
const p = z.number();
/** null: too many cases are open to know it. */
const unsure = durationMs.nullable();
const unsureInterval = z.strictObject({ estimateMs: unsure, lowMs: unsure, highMs: unsure, level });
const knownInterval = z.strictObject({ estimateMs: durationMs, lowMs: durationMs, highMs: durationMs, level });
const numbers = z.strictObject({ estimate: z.number(), low: z.number(), high: z.number(), level });

const figures = z.strictObject({
  n: count,
  open: count,
  withdrawn: count,
  /** Of the completed cases alone. */
  medianMs: unsure,
  p90Ms: unsure,
  /** Kaplan-Meier: also counts the open ones. */
  kmMedianMs: unsure,
  kmP90Ms: unsure,
});

/** Which cases a side is. */
const side = figures.extend({
  source: z.strictObject({ kind: z.enum(['process', 'log']), id: z.string(), name: z.string() }),
  version: count.nullable(),
  /** First and last start; null without cases. */
  from: instant.nullable(),
  to: instant.nullable(),
});

const quantileOfSide = z.strictObject({ valueMs: unsure, lowMs: unsure, highMs: unsure });
const bandPoint = z.strictObject({ atMs: durationMs, survival: share, low: share, high: share, atRisk: count, completed: count });

export const change = z.enum(['better', 'worse', 'not proven', 'not enough data']);
const measured = z.strictObject({ n: count, value: z.number() });
export const comparedMeasure = z.strictObject({
  /** `days`: working days of the statutory clock. */
  unit: z.enum(['ms', 'days', 'share', 'count', 'money', 'points']),
  statistic: z.enum(['median', 'mean', 'share']),
  better: z.enum(['less', 'more']),
  before: measured,
  after: measured,
  difference: z.strictObject({ estimate: z.number(), low: z.number().nullable(), high: z.number().nullable(), level }),
  change,
});
export type ComparedMeasure = z.output<typeof comparedMeasure>;
const measure = comparedMeasure.nullable();

const mixSide = z.strictObject({ n: count, share, medianMs: unsure, meanMs: unsure });

const caseMix = z.strictObject({
  by: z.array(z.string()),
  strata: z.array(
    z.strictObject({ values: z.array(z.string().nullable()), before: mixSide, after: mixSide, differenceMs: unsure }),
  ),
  /** Cases with fewer than 5 like them on the other side. */
  leftOut: z.strictObject({ before: count, after: count }),
  /** Both sides in the mix of both together. */
  standardised: z.strictObject({
    beforeMedianMs: unsure,
    afterMedianMs: unsure,
    beforeMeanMs: unsure,
    afterMeanMs: unsure,
    difference: z.strictObject({ estimateMs: unsure, lowMs: unsure, highMs: unsure }),
    level,
  }),
  vanElteren: z.strictObject({ z: z.number(), p }).nullable(),
  stratifiedLogRank: z.strictObject({ statistic: z.number(), p }),
  reversal: z.enum(['whole', 'standardised']).nullable(),
});

const partName = z.enum([
  'mix',
  'processing',
  'batching',
  'contention',
  'prioritisation',
  'unavailability',
  'extraneous',
  'suspension',
  'unseparated',
  'gap',
]);
export type ChangePartName = z.output<typeof partName>;

/** A case behind the figures. `caseKey` is that of the log, and of a process the key of its page. */
const caseBehind = z.strictObject({
  caseKey: z.string(),
  /** By which people know it; null of an imported log. */
  caseNumber: z.string().nullable(),
  started: instant,
  durationMs,
  ended: z.enum(['completed', 'open', 'withdrawn']),
  /** Place in `caseMix.strata`; null when it is in none. */
  stratum: count.nullable(),
});
export type CaseBehind = z.output<typeof caseBehind>;

export const fullComparison = z.strictObject({
  verdict: z.enum([...verdict.options, 'mixed']),
  /** Reasons and cautions: `key` and `params` for the page's own words, `text` in English. A bound that is not known is null. */
  reasons: z.array(
    z.strictObject({
      key: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()), z.null()])),
      text: z.string(),
    }),
  ),
  before: side,
  after: side,
  changeAt: instant.nullable(),
  /** Whose working hours counted. */
  calendar: z.enum(['given', 'discovered', 'none']),
  seed: count,
  /** After minus before, of the medians. */
  difference: unsureInterval,
  /** Of the curves: 0.5, 0.25, 0.75, 0.9. */
  quantiles: z.array(z.strictObject({ share, before: quantileOfSide, after: quantileOfSide, difference: unsureInterval })),
  survival: z.strictObject({
    before: z.array(bandPoint),
    after: z.array(bandPoint),
    restrictedMean: z
      .strictObject({
        untilMs: durationMs,
        beforeMs: durationMs,
        afterMs: durationMs,
        beforeSeMs: durationMs,
        afterSeMs: durationMs,
        difference: knownInterval,
        statistic: z.number(),
        p,
      })
      .nullable(),
  }),
  /** That a case after is faster than one before; `shift` only where every case has ended. */
  superiority: z
    .strictObject({
      probability: share,
      low: share,
      high: share,
      level,
      untilMs: unsure,
      shift: z.strictObject({ estimateMs: durationMs, lowMs: durationMs, highMs: durationMs }).nullable(),
    })
    .nullable(),
  /** Two-sided; `pByWeeks` where cases of a week are alike. */
  tests: z.array(
    z.strictObject({
      name: z.enum(['Mann-Whitney', 'Brunner-Munzel', 'log-rank', 'van Elteren', 'stratified log-rank']),
      /** null: beyond all bounds, where every case of one side took longer than those of the other. */
      statistic: z.number().nullable(),
      p,
      pByWeeks: p.nullable(),
    }),
  ),
  /** null without attributes to compare by, or without like cases. */
  caseMix: caseMix.nullable(),
  /** The five headline measures; null where the logs tell nothing of one, and `unmeasured` says why. */
  headline: z.strictObject({
    leadTime: z.strictObject({ gross: comparedMeasure, net: measure, legal: measure }).nullable(),
    quality: z.strictObject({ rework: comparedMeasure, firstTimeRight: comparedMeasure, onTime: measure }).nullable(),
    cost: measure,
    touchTime: measure,
    satisfaction: measure,
  }),
  unmeasured: z.array(z.strictObject({ measure: z.string(), key: z.string(), text: z.string() })),
  /** Of the mean of completed cases; the parts add up to `differenceMs`. */
  decomposition: z
    .strictObject({
      nBefore: count,
      nAfter: count,
      beforeMeanMs: durationMs,
      afterMeanMs: durationMs,
      differenceMs: durationMs,
      parts: z.array(z.strictObject({ part: partName, estimateMs: durationMs, lowMs: unsure, highMs: unsure })),
      level,
    })
    .nullable(),
  /** What could be seen before the fact, with the cases before; null where even that is not known. */
  detectable: z
    .strictObject({
      casesPerMonth: z.number(),
      medianMs: durationMs,
      power: share,
      level,
      effects: z.array(z.strictObject({ months: count, cases: count, effectMs: unsure, effectShare: share.nullable() })),
      text: z.string(),
    })
    .nullable(),
  control: z
    .strictObject({
      attribute: z.string(),
      value: z.string(),
      before: figures,
      after: figures,
      differenceInDifferences: unsureInterval,
    })
    .nullable(),
  /** Weekly medians by the week of the start. */
  series: z
    .strictObject({
      changeAt: instant,
      weeksBefore: count,
      weeksAfter: count,
      points: z.array(z.strictObject({ from: instant, n: count, medianMs: durationMs })),
      /** The jump, ms, and the turn, ms a week. */
      level: numbers,
      slope: numbers,
      trendMs: durationMs,
      placebo: z.strictObject({ dates: count, asGreat: count }),
    })
    .nullable(),
  /** Activities and groups, the surest first; `q` by Benjamini and Hochberg over all of them. */
  parts: z.array(
    namedElement.extend({
      kind: z.enum(['activity', 'segment']),
      nBefore: count,
      nAfter: count,
      beforeMedianMs: durationMs,
      afterMedianMs: durationMs,
      superiority: share,
      p,
      q: p,
      standing: z.enum(['faster', 'slower', 'not proven']),
    }),
  ),
  /** Completed cases by duration, in steps that both sides share; the last step holds all that took longer (`toMs` null). */
  histogram: z.array(z.strictObject({ fromMs: durationMs, toMs: unsure, before: count, after: count })),
  /** Of both sides together, split at the change; null of two sources that worked in the same weeks. */
  chart: chartsView.nullable(),
  /** Cases behind the figures, the longest first: at most 1,000 of each side. */
  cases: z.strictObject({ before: z.array(caseBehind), after: z.array(caseBehind) }),
});
export type FullComparisonJson = z.output<typeof fullComparison>;

/** `source` is that of the side after; `cases` are those of both sides, `left` those of their sources that are in neither. */
export const comparisonAnswer = answerOf(fullComparison);
