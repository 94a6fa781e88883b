/** Surveys: instruments, waves, answers on paper and by one-use links, results and the difference of waves. */
import { z } from 'zod';
import type { question } from '../../programme/survey/survey-shapes.ts';
import {
  answers,
  AUDIENCES,
  DIMENSIONS,
  HIGHEST,
  instrument,
  QUESTION_KINDS,
  wave,
  WAVE_KINDS,
} from '../../programme/survey/survey-shapes.ts';
import { applicantKind } from './cases.ts';
import { attributeList, valueList } from './case-filter.ts';
import { operation } from './operation.ts';
import { count, instant, line } from './values.ts';

export { AUDIENCES, DIMENSIONS, HIGHEST, QUESTION_KINDS, WAVE_KINDS };
export type InstrumentJson = z.output<typeof instrument>;
export type QuestionJson = z.output<typeof question>;
export type WaveText = z.output<typeof wave>;

const kept = { changedAt: instant, changedBy: z.string() };

export const keptInstrument = z.strictObject({ instrument: z.string(), version: count, body: instrument, ...kept });
export type KeptInstrumentJson = z.output<typeof keptInstrument>;
export const keptWave = z.strictObject({ wave: count, body: wave, asked: instrument, answers: count, ...kept });
export type KeptWaveJson = z.output<typeof keptWave>;

const estimate = { n: count, value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() };
const measureName = z.enum(['csat', 'satisfaction', 'effort', 'expectation', 'perception', 'gap', 'index']);
const named = { name: measureName, dimension: z.string().optional() };
export const surveyMeasure = z.strictObject({ ...named, ...estimate });
export type SurveyMeasureJson = z.output<typeof surveyMeasure>;
const group = z.strictObject({
  /** null: not told. Of versions and steps `process:…`. */
  value: z.string().nullable(),
  /** null: held back, fewer than 5 or needed so that those are not given away. */
  n: count.nullable(),
  csat: z.strictObject(estimate),
  effort: z.strictObject(estimate),
  /** All of its interval of satisfaction lies below what all answered. */
  isLow: z.boolean(),
});
const groups = z.array(group);

const expectedAndMet = {
  expectation: z.strictObject(estimate),
  perception: z.strictObject(estimate),
  gap: z.strictObject(estimate),
};
const dimensionGap = z.strictObject({
  dimension: z.enum(DIMENSIONS),
  /** Of those who said both what they expected and what they got. */
  ...expectedAndMet,
  /** The five services with the widest gap, the widest first; `isLow`: all of its interval lies below the gap of all. */
  services: z.array(z.strictObject({ service: z.string(), ...expectedAndMet, isLow: z.boolean() })),
});
export type DimensionGapJson = z.output<typeof dimensionGap>;

const context = z.strictObject({
  service: line(100).optional(),
  unit: line(100).optional(),
  channel: line(40).optional(),
  applicantKind: applicantKind.optional(),
});
/** Of some answers alone: by `channel` and `applicantKind` where attributes are named. */
const some = { institution: valueList.optional(), unit: valueList.optional(), where: attributeList.optional() };
/** False where answers do not tell what is asked for, they are fewer than 5, or fewer than 5 others would be known by the difference. */
const isDivided = z.boolean();
const size = {
  /** Answers that give the wanted interval. */
  needed: count,
  /** Answers that are needed in each wave to prove a rise of the share of satisfied from 60 % to 70 %, to 65 %. */
  toProveTen: count,
  toProveFive: count,
};

export const surveyOperations = {
  listInstruments: operation({
    method: 'GET',
    path: '/api/survey-instruments',
    needs: 'services.read',
    summary: 'All versions of all instruments, the newest of each first',
    answer: z.strictObject({ items: z.array(keptInstrument) }),
  }),
  saveInstrument: operation({
    method: 'PUT',
    path: '/api/survey-instruments/:instrument',
    needs: 'surveys.change',
    summary: 'Makes a new version of an instrument (0: the first); versions never change, so that a wave is frozen',
    body: z.strictObject({ version: count, body: instrument }),
    answer: keptInstrument,
  }),
  listWaves: operation({
    method: 'GET',
    path: '/api/survey-waves',
    needs: 'services.read',
    summary: 'Waves with what they ask and how many have answered, newest first',
    answer: z.strictObject({ items: z.array(keptWave) }),
  }),
  createWave: operation({
    method: 'POST',
    path: '/api/survey-waves',
    needs: 'surveys.change',
    summary: 'Makes a wave of one version of an instrument',
    body: wave,
    status: 201,
    answer: keptWave,
  }),
  changeWave: operation({
    method: 'PUT',
    path: '/api/survey-waves/:wave',
    needs: 'surveys.change',
    summary: 'Changes a wave; what it asks is frozen once somebody has answered',
    body: wave,
    answer: keptWave,
  }),
  getWaveResults: operation({
    method: 'GET',
    path: '/api/survey-waves/:wave/results',
    needs: 'surveys.read',
    summary: 'What was answered: figures with intervals, groups of 5 and more, own words; of some answers the figures alone',
    query: z.strictObject(some),
    answer: z.strictObject({
      wave: keptWave,
      n: count,
      paper: count,
      isDivided,
      /** Half the width of the interval of a share, with the answers there are; null without a known population. */
      margin: z.number().nullable(),
      measures: z.array(surveyMeasure),
      groups: z.strictObject({
        service: groups,
        institution: groups,
        unit: groups,
        version: groups,
        channel: groups,
        applicantKind: groups,
        step: groups,
      }),
      /** The five services with the fewest satisfied, the weakest first. */
      weakest: groups,
      /** By dimension that is asked, the widest gap first. */
      gaps: z.array(dimensionGap),
      texts: z.array(z.strictObject({ question: z.string(), texts: z.array(z.string()) })),
      /** Steps by `process:element`, as the model names them. */
      stepNames: z.record(z.string(), z.string()),
    }),
  }),
  compareWaves: operation({
    method: 'GET',
    path: '/api/survey-comparison',
    needs: 'surveys.read',
    summary: 'The difference of two waves of one instrument with intervals; refused when the questionnaire has changed',
    query: z.strictObject({ before: z.coerce.number().int().min(1), after: z.coerce.number().int().min(1), ...some }),
    answer: z.strictObject({
      before: keptWave,
      after: keptWave,
      isDivided,
      differences: z.array(
        z.strictObject({
          ...named,
          before: z.strictObject(estimate),
          after: z.strictObject(estimate),
          difference: z.number().nullable(),
          low: z.number().nullable(),
          high: z.number().nullable(),
          better: z.enum(['more', 'less', 'neither']),
          change: z.enum(['better', 'worse', 'changed', 'not proven', 'not enough data']),
        }),
      ),
    }),
  }),
  surveySample: operation({
    method: 'GET',
    path: '/api/survey-sample',
    needs: 'services.read',
    summary: 'How many to ask, and what a second wave can prove: said before the survey, not after it',
    query: z.strictObject({
      population: z.coerce.number().int().min(1).max(10_000_000),
      margin: z.coerce.number().min(0.005).max(0.25).default(0.05),
      /** Share of the satisfied in the first wave. */
      share: z.coerce.number().min(0.01).max(0.99).default(0.6),
      /** Answers of the first wave, and those expected of the second; what is needed for the interval where absent. */
      first: z.coerce.number().int().min(1).optional(),
      second: z.coerce.number().int().min(1).optional(),
    }),
    answer: z.strictObject({
      ...size,
      /** The smallest rise that these two waves prove in 8 of 10 times; null when none does. */
      provable: z.number().nullable(),
      power: z.number(),
    }),
  }),
  enterAnswer: operation({
    method: 'POST',
    path: '/api/survey-waves/:wave/answers',
    needs: 'surveys.enter',
    summary: 'Enters a sheet of paper, once by its number; who filled it in is not asked',
    body: z.strictObject({ sheet: line(40), answers, context }),
  }),
  makeLinks: operation({
    method: 'POST',
    path: '/api/survey-waves/:wave/links',
    needs: 'surveys.change',
    summary: 'Makes one-use anonymous links; they are told only in this answer',
    body: z.strictObject({ count: z.number().int().min(1).max(1000), context }),
    status: 201,
    answer: z.strictObject({ paths: z.array(z.string()) }),
  }),
  makeCaseLink: operation({
    method: 'POST',
    path: '/api/cases/:caseKey/feedback-link',
    needs: 'surveys.enter',
    summary: 'Makes the one-use link of an ended case, once; neither the link nor its answer leads back to the case',
    status: 201,
    answer: z.strictObject({ path: z.string() }),
  }),
};
