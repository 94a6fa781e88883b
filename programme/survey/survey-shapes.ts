/** What an instrument asks, what a wave is, what a person answers. Pure: the contract of the API and the store check with these shapes. */
import { z } from 'zod';
import { PERSON_KINDS } from '../card/service-card.ts';

const text = (longest: number) => z.string().trim().min(1).max(longest);
const inBoth = (longest: number) => z.strictObject({ lt: text(longest), en: text(longest) });

/** The five dimensions of SERVQUAL (Parasuraman, Zeithaml, Berry 1988). */
export const DIMENSIONS = ['tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy'] as const;
/**
 * `satisfaction` 1-5 (CSAT is the share of 4 and 5), `effort` 1-7 (1: very easy), `expectation` and `perception` 1-7 of one dimension,
 * `text` in own words.
 */
export const QUESTION_KINDS = ['satisfaction', 'effort', 'expectation', 'perception', 'text'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];
/** The highest answer of a kind; the lowest is 1. */
export const HIGHEST = { satisfaction: 5, effort: 7, expectation: 7, perception: 7 } as const;

export const question = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is small letters, digits, hyphens, at most 40'),
    kind: z.enum(QUESTION_KINDS),
    dimension: z.enum(DIMENSIONS).optional(),
    text: inBoth(500),
    required: z.boolean(),
  })
  .refine(
    ({ kind, dimension }) => (kind === 'expectation' || kind === 'perception') === (dimension !== undefined),
    'an expectation or a perception names its dimension, other questions do not',
  );
export type Question = z.output<typeof question>;

export const instrument = z.strictObject({
  title: inBoth(200),
  /** What stands above the questions. */
  lead: inBoth(2000),
  questions: z
    .array(question)
    .min(1)
    .max(60)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two questions have the same id')
    .refine(
      (all) =>
        DIMENSIONS.every((dimension) => {
          const of = (kind: QuestionKind) => all.filter((one) => one.kind === kind && one.dimension === dimension).length;
          return of('expectation') === of('perception') && of('perception') <= 1;
        }),
      'each dimension is asked once as an expectation and once as a perception',
    )
    .refine((all) => all.filter(({ kind }) => kind === 'satisfaction').length === 1, 'exactly one question is of satisfaction'),
  /** Importance of the dimensions in the index; equal where absent. */
  weights: z.partialRecord(z.enum(DIMENSIONS), z.number().positive().max(100)).optional(),
});
export type Instrument = z.output<typeof instrument>;

const day = z.iso.date();
export const WAVE_KINDS = ['campaign', 'feedback'] as const;
export const AUDIENCES = [...PERSON_KINDS, 'all'] as const;
export const wave = z
  .strictObject({
    title: inBoth(200),
    /** `campaign`: people are chosen and asked once. `feedback`: whoever's case ends is asked. */
    kind: z.enum(WAVE_KINDS),
    instrument: text(40),
    instrumentVersion: z.number().int().min(1),
    audience: z.enum(AUDIENCES),
    /** How many people there are to choose from; absent of feedback, which is asked of all. */
    population: z.number().int().min(1).max(10_000_000).optional(),
    /** Half the width of the interval that is aimed at, 0.05 is ±5 %. */
    margin: z.number().min(0.005).max(0.25).optional(),
    from: day,
    /** Last day; absent of a wave that goes on. */
    to: day.optional(),
  })
  .refine(({ kind, population }) => (kind === 'campaign') === (population !== undefined), {
    message: 'a campaign says how many people there are, feedback does not',
    path: ['population'],
  })
  .refine(({ from, to }) => to === undefined || to >= from, { message: 'ends before it begins', path: ['to'] });
export type Wave = z.output<typeof wave>;

/** By id of the question. */
export const answers = z.record(z.string().max(40), z.union([z.number().int().min(1).max(7), z.string().max(2000)]));
export type Answers = z.output<typeof answers>;

/** What is known of an answer besides itself: of a case never more than this. */
export interface AnswerContext {
  readonly service?: string | undefined;
  readonly unit?: string | undefined;
  readonly processId?: string | undefined;
  readonly version?: number | undefined;
  readonly channel?: string | undefined;
  /** Whose request it was. */
  readonly applicantKind?: (typeof PERSON_KINDS)[number] | undefined;
  /** Element id of the step that hurt. */
  readonly step?: string | undefined;
  /** Monday of the week in which the case began. */
  readonly caseWeek?: string | undefined;
}

export type AnswerFault = { readonly question: string; readonly fault: 'missing' | 'range' | 'unknown' | 'kind' };

/** What is wrong with answers to an instrument; empty when nothing is. */
export function answerFaults({ questions }: Instrument, given: Answers): readonly AnswerFault[] {
  const known = new Map(questions.map((one) => [one.id, one]));
  const unknown = Object.keys(given).filter((id) => !known.has(id));
  return [
    ...unknown.map((id) => ({ question: id, fault: 'unknown' as const })),
    ...questions.flatMap(({ id, kind, required }): readonly AnswerFault[] => {
      const value = given[id];
      if (value === undefined || value === '') return required ? [{ question: id, fault: 'missing' }] : [];
      if ((kind === 'text') !== (typeof value === 'string')) return [{ question: id, fault: 'kind' }];
      if (kind !== 'text' && typeof value === 'number' && value > HIGHEST[kind]) return [{ question: id, fault: 'range' }];
      return [];
    }),
  ];
}
