/** The change plan: recommendations with evidence, measures with what was measured, what became of them. */
import { z } from 'zod';
import {
  INDICATOR_FACTS,
  INDICATORS,
  measure,
  MEASURE_STATUSES,
  measured,
  measureText,
  recommendation,
  RECOMMENDATION_STATUSES,
  recommendationText,
} from '../../programme/plan/plan-shapes.ts';
import { applicantKind, channel } from './cases.ts';
import { operation } from './operation.ts';
import { count, day, instant, line } from './values.ts';

export { INDICATOR_FACTS, INDICATORS, MEASURE_STATUSES, RECOMMENDATION_STATUSES };
export type {
  Effect as EffectJson,
  Evidence as EvidenceJson,
  IndicatorKind,
  MeasureText,
  RecommendationText,
} from '../../programme/plan/plan-shapes.ts';

const kept = { number: count, version: count, changedAt: instant, changedBy: z.string(), note: z.string().optional() };
const note = line(500).optional();

export const keptRecommendation = z.strictObject({ ...kept, body: recommendation });
export type KeptRecommendation = z.output<typeof keptRecommendation>;
export const keptMeasure = z.strictObject({ ...kept, body: measure });
export type KeptMeasure = z.output<typeof keptMeasure>;

export const standingMeasure = keptMeasure.extend({
  processName: z.string(),
  processNameEn: z.string().optional(),
  standing: z.strictObject({
    /** With the version of the change and later ones; without a version, since the end of the baseline. null below 5. */
    achieved: measured,
    /** Part of the way from baseline to target. */
    wayGone: z.number().nullable(),
    reached: z.boolean().nullable(),
    overdue: z.boolean(),
    /** Whole months since the end of the baseline, end exclusive. */
    months: z.array(measured.extend({ from: day, to: day })),
  }),
});
export type StandingMeasureJson = z.output<typeof standingMeasure>;

const history = z.strictObject({
  items: z.array(z.strictObject({ ...kept, changed: z.array(z.string()) })),
});

export const changePlanOperations = {
  listRecommendations: operation({
    method: 'GET',
    path: '/api/recommendations',
    needs: 'plan.read',
    summary: 'Recommendations with their frozen evidence, by number',
    answer: z.strictObject({ items: z.array(keptRecommendation) }),
  }),
  draftRecommendation: operation({
    method: 'POST',
    path: '/api/recommendations',
    needs: 'plan.change',
    summary:
      'Drafts a recommendation from a bottleneck of an answered question or from a figure of a survey; its figures are frozen with the question and the date',
    body: z.strictObject({
      from: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('bottleneck'),
          /** Of the answered question `bottlenecks`, kept for 15 minutes after its end. */
          job: line(100),
          element: line(255),
          /** As the reader sees it, where the model's own name is another language's. */
          name: line(300).optional(),
        }),
        z.strictObject({
          kind: z.literal('survey'),
          wave: z.number().int().min(1),
          measure: z.enum(['csat', 'satisfaction', 'effort', 'expectation', 'perception', 'gap', 'index']),
          dimension: line(40).optional(),
          /** Of one service, unit, version, channel or step alone; `name` as the reader sees it. */
          group: z
            .strictObject({
              by: z.enum(['service', 'institution', 'unit', 'version', 'channel', 'applicantKind', 'step']),
              value: line(300),
              name: line(300).optional(),
            })
            .optional(),
        }),
      ]),
    }),
    status: 201,
    answer: keptRecommendation,
  }),
  changeRecommendation: operation({
    method: 'PUT',
    path: '/api/recommendations/:number',
    needs: 'plan.change',
    summary: 'Edits, accepts or declines a recommendation; its evidence stays; refused when somebody changed it since `version`',
    body: z.strictObject({ version: count, text: recommendationText, note }),
    answer: keptRecommendation,
  }),
  listMeasures: operation({
    method: 'GET',
    path: '/api/change-plan',
    needs: 'plan.read',
    summary: 'The change plan, each measure measured anew; one whose indicator slid back for two months is reopened',
    answer: z.strictObject({ items: z.array(standingMeasure) }),
  }),
  addMeasure: operation({
    method: 'POST',
    path: '/api/change-plan',
    needs: 'plan.change',
    summary: 'Adds a measure; its baseline is measured, and refused below 5 cases',
    body: z.strictObject({ text: measureText, note }),
    status: 201,
    answer: keptMeasure,
  }),
  changeMeasure: operation({
    method: 'PUT',
    path: '/api/change-plan/:number',
    needs: 'plan.change',
    summary: 'Changes a measure; refused when somebody changed it since `version`',
    body: z.strictObject({ version: count, text: measureText, note }),
    answer: keptMeasure,
  }),
  keepEffect: operation({
    method: 'PUT',
    path: '/api/change-plan/:number/effect',
    needs: 'plan.change',
    summary: 'Keeps a whole comparison that was answered, with its verdict, as the effect of a measure of the same process',
    body: z.strictObject({ comparison: line(100), note }),
    answer: keptMeasure,
  }),
  measureNow: operation({
    method: 'GET',
    path: '/api/indicators',
    needs: 'plan.read',
    summary: 'An indicator of a process over days (end exclusive), before one makes a measure of it',
    query: z.strictObject({
      kind: z.enum(INDICATORS),
      processId: line(255),
      unit: line(100).optional(),
      institution: line(100).optional(),
      channel: channel.optional(),
      applicantKind: applicantKind.optional(),
      costPerHour: z.coerce.number().positive().max(10_000).optional(),
      from: day.optional(),
      to: day.optional(),
    }),
    answer: measured,
  }),
  measureHistory: operation({
    method: 'GET',
    path: '/api/change-plan/:number/history',
    needs: 'plan.read',
    summary: 'Who changed what of a measure, newest first',
    answer: history,
  }),
  recommendationHistory: operation({
    method: 'GET',
    path: '/api/recommendations/:number/history',
    needs: 'plan.read',
    summary: 'Who changed what of a recommendation, newest first',
    answer: history,
  }),
};
