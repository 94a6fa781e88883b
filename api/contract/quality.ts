/** The quality score of services, and the method that it comes from. */
import { z } from 'zod';
import { QUALITY_COMPONENTS, qualityMethod } from '../../programme/quality/method-shapes.ts';
import { namedUnit } from './analytics-values.ts';
import { attributeList, valueList } from './case-filter.ts';
import { operation } from './operation.ts';
import { count, day, durationMs, instant, key, line, share } from './values.ts';

const points = z.number().min(0).max(100);
const title = z.strictObject({ lt: z.string(), en: z.string().optional() });

/**
 * `value` with its 95 % interval is a share, of cost a part of what a case cost before; null below 5 cases or answers (`n`; 0 of fewer than 5
 * answers). `part` of the score that it makes; `contribution` in points.
 */
const component = z.strictObject({
  component: z.enum(QUALITY_COMPONENTS),
  n: count,
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Euros for a case now and before; null of the others. */
  mean: z.number().nullable(),
  meanBefore: z.number().nullable(),
  points: points.nullable(),
  pointsLow: points.nullable(),
  pointsHigh: points.nullable(),
  part: share,
  contribution: points.nullable(),
  /** Why it has no points: too few cases or answers, too few cases before, answers are not told apart so, nobody writes complaints down. */
  missing: z.enum(['few', 'fewBefore', 'notDivided', 'notRecorded']).nullable(),
});
export type QualityComponentJson = z.output<typeof component>;

/** Days of the cases and answers (end exclusive), from when on costs are compared, and the version of the method; 0: the default. */
const basis = { asOf: instant, from: day, to: day, earlier: day, version: count, method: qualityMethod };

const serviceScore = z.strictObject({
  /** Code of the card, or `process:` and the id of a process that no one card describes. */
  service: z.string(),
  code: z.string().nullable(),
  title,
  processIds: z.array(z.string()),
  /** Completed, or late by now, in the period. */
  cases: count,
  medianLeadMs: durationMs.nullable(),
  components: z.array(component),
  /** Part of all weight that is known. */
  knownWeight: share,
  /** With its interval of 95 %; null: not rated. */
  score: z.strictObject({ value: points, low: points, high: points, band: z.enum(['good', 'fair', 'weak']) }).nullable(),
});
export type ServiceScoreJson = z.output<typeof serviceScore>;

const list = z.strictObject({
  ...basis,
  items: z.array(serviceScore),
  /** Services in use without a case in the period. */
  withoutCases: count,
});
export type QualityScoresJson = z.output<typeof list>;

/** The first 50 of `total`. */
const casesBehind = z.strictObject({
  total: count,
  cases: z.array(
    z.strictObject({
      caseKey: key,
      caseNumber: z.string().nullable(),
      unit: namedUnit,
      isOpen: z.boolean(),
      endedAt: instant.nullable(),
      /** Euros. */
      cost: z.number().nullable(),
    }),
  ),
});
export type CasesBehind = z.output<typeof casesBehind>;

const detail = z.strictObject({
  ...basis,
  ...serviceScore.shape,
  behind: z.strictObject({ late: casesBehind, again: casesBehind, complained: casesBehind, dearest: casesBehind }),
  /** Of ratings 1 to 5 and of waves how many there are; null where a number would tell of fewer than five people. */
  answers: z
    .strictObject({
      ratings: z.array(z.strictObject({ rating: count, n: count.nullable() })),
      waves: z.array(z.strictObject({ wave: count, title, n: count.nullable() })),
    })
    .nullable(),
});
export type QualityScoreJson = z.output<typeof detail>;

const declared = z.strictObject({
  version: count,
  method: qualityMethod,
  changedAt: instant,
  changedBy: z.string(),
  note: z.string().optional(),
});
const method = z.strictObject({
  /** 0: the default, which nobody has declared. */
  version: count,
  method: qualityMethod,
  /** Newest first. */
  history: z.array(declared),
});
export type QualityMethodJson = z.output<typeof method>;
export type { QualityComponent, QualityMethod } from '../../programme/quality/method-shapes.ts';
export { QUALITY_COMPONENTS, qualityMethod } from '../../programme/quality/method-shapes.ts';

/** Which cases, as everywhere; answers are told apart by unit, institution and channel alone. */
const which = z.strictObject({
  institution: valueList.optional(),
  unit: valueList.optional(),
  where: attributeList.optional(),
});

export const qualityOperations = {
  listQualityScores: operation({
    method: 'GET',
    path: '/api/quality-scores',
    needs: 'insight.read',
    summary:
      'Time, timeliness, rework, complaints, satisfaction, cost of each service, and its weighted score by the method in force',
    query: which,
    answer: list,
  }),
  getQualityScore: operation({
    method: 'GET',
    path: '/api/quality-scores/:service',
    needs: 'insight.read',
    summary: 'The score of one service with the cases and answers behind it',
    query: which,
    answer: detail,
  }),
  getQualityMethod: operation({
    method: 'GET',
    path: '/api/quality-method',
    needs: 'plan.read',
    summary: 'The method of the score: weights, goalposts, thresholds, version, and all versions before',
    answer: method,
  }),
  declareQualityMethod: operation({
    method: 'PUT',
    path: '/api/quality-method',
    needs: 'plan.change',
    summary: 'Declares a new version of the method; 409 when somebody has changed it since `version`',
    body: z.strictObject({ version: count, method: qualityMethod, note: line(1000).optional() }),
    answer: method,
  }),
};
