/** What citizens answered: a wave's results, the difference of two waves, single ratings. Nothing here writes. */
import type { Database } from '../../database/connect.ts';
import { refuse, type Refusal } from '../../engine/errors.ts';
import type { Organisation } from '../../organisation/index.ts';
import * as store from '../store/surveys.ts';
import { changedQuestions, compareWaves, type WaveDifference } from './compare-waves.ts';
import type { AnswerContext, Instrument } from './survey-shapes.ts';
import { type KeptAnswer, waveResults, type WaveResults, withoutGroups } from './wave-results.ts';

export interface ListedWave extends store.KeptWave {
  readonly answers: number;
  /** Its instrument, as it was asked. */
  readonly asked: Instrument;
}

/** One case's rating, with what cohorts are made of. */
export interface Rating {
  readonly wave: number;
  readonly value: number;
  readonly service?: string | undefined;
  readonly processId?: string | undefined;
  readonly version: number | undefined;
  readonly unit: string | undefined;
  readonly channel?: string | undefined;
  readonly applicantKind?: AnswerContext['applicantKind'];
  /** Mondays of the weeks in which its case began and in which it was given. */
  readonly caseWeek: string | undefined;
  readonly week: string;
}

/** Some of the answers; undefined where they cannot be told apart from the others. */
export type ChooseAnswers = (answers: readonly KeptAnswer[]) => readonly KeptAnswer[] | undefined;

export interface FoundResults extends WaveResults {
  readonly wave: ListedWave;
  readonly isDivided: boolean;
}

export interface WaveComparison {
  readonly before: ListedWave;
  readonly after: ListedWave;
  readonly differences: readonly WaveDifference[];
  readonly isDivided: boolean;
}

export interface SurveyResults {
  /** Of all answers, or of those that are chosen: then without groups. */
  results(tenantId: string, wave: number, choose?: ChooseAnswers): Promise<FoundResults | undefined>;
  /** Refused when the instrument has changed between them. */
  compare(tenantId: string, before: number, after: number, choose?: ChooseAnswers): Promise<WaveComparison | Refusal>;
  /** Satisfaction of processes, 1-5; where services are named, of these too. */
  ratings(tenantId: string, processIds: readonly string[], services?: readonly string[]): Promise<readonly Rating[]>;
}

export function surveyResults(
  database: Database,
  organisation: Organisation,
  waves: (tenantId: string) => Promise<readonly ListedWave[]>,
): SurveyResults {
  return {
    async results(tenantId, number, choose) {
      const wave = (await waves(tenantId)).find((one) => one.wave === number);
      if (wave === undefined) return undefined;
      const kept = await store.loadAnswers(database, tenantId, { wave: number });
      const { units } = organisation.tree.of(tenantId);
      const institutionOf = (unit: string): string | undefined => units.find((one) => one.unit === unit)?.institution;
      const chosen = choose ? choose(kept) : kept;
      const population = choose ? undefined : wave.body.population;
      const found = waveResults(wave.asked, chosen ?? [], population, institutionOf);
      return { wave, isDivided: chosen !== undefined, ...(choose ? withoutGroups(found) : found) };
    },
    async compare(tenantId, first, second, choose) {
      const all = await waves(tenantId);
      const [before, after] = [first, second].map((number) => all.find(({ wave }) => wave === number));
      if (before === undefined || after === undefined) return noWave();
      const changed = changedQuestions(before.asked, after.asked);
      if (before.body.instrument !== after.body.instrument || changed.length > 0)
        return refuse(
          'invalid',
          `The questionnaire has changed between the waves (${changed.join(', ')}): their answers mean different things and are not compared.`,
        );
      if (before.body.audience !== after.body.audience)
        return refuse('invalid', 'One wave asked natural persons and the other legal ones: they are not compared.');
      const [old, next] = await Promise.all(
        [before, after].map(async ({ wave, asked, body }) => {
          const kept = await store.loadAnswers(database, tenantId, { wave });
          const answers = choose ? choose(kept) : kept;
          return answers && { instrument: asked, answers, population: choose ? undefined : body.population };
        }),
      );
      const isDivided = old !== undefined && next !== undefined;
      return { before, after, differences: isDivided ? compareWaves(old, next) : [], isDivided };
    },
    async ratings(tenantId, processIds, services = []) {
      const [all, kept] = await Promise.all([waves(tenantId), store.loadAnswers(database, tenantId, { processIds, services })]);
      const question = new Map(all.map((one) => [one.wave, one.asked.questions.find(({ kind }) => kind === 'satisfaction')?.id]));
      return kept.flatMap(({ wave, answers, service, processId, version, unit, channel, applicantKind, caseWeek, week }) => {
        const value = answers[question.get(wave) ?? ''];
        return typeof value === 'number'
          ? [{ wave, value, service, processId, version, unit, channel, applicantKind, caseWeek, week }]
          : [];
      });
    },
  };
}

export function noWave(): Refusal {
  return refuse('notFound', 'There is no such wave.');
}
