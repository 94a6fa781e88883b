/** Surveys of a tenant: instruments, waves, answers, one-use links. An answer leads to no person and to no case. */
import type { Database } from '../database/connect.ts';
import { transaction } from '../database/transaction.ts';
import { refuse, type Refusal } from '../engine/errors.ts';
import type { Clock } from '../engine/index.ts';
import { dayOf } from '../engine/time/zone.ts';
import type { Organisation } from '../organisation/index.ts';
import { dayAfter, mondayOf, newSecret, noLink, unusable } from './survey/one-use-link.ts';
import { changedQuestions, compareWaves, type WaveDifference } from './survey/compare-waves.ts';
import { type AnswerContext, answerFaults, type Answers, type Instrument, type Wave } from './survey/survey-shapes.ts';
import { type KeptAnswer, waveResults, type WaveResults } from './survey/wave-results.ts';
import * as store from './store/surveys.ts';
import type { Reading } from './store/services.ts';
import type { KeptInstrument, KeptLink, KeptWave } from './store/surveys.ts';

export interface ListedWave extends KeptWave {
  readonly answers: number;
  /** Its instrument, as it was asked. */
  readonly asked: Instrument;
}

/** What is known of an ended case; kept with its link until that is used. */
export interface EndedCase extends AnswerContext {
  readonly caseKey: string;
  readonly startedAt: number;
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
  /** Mondays of the weeks in which its case began and in which it was given. */
  readonly caseWeek: string | undefined;
  readonly week: string;
}

export interface WaveComparison {
  readonly before: ListedWave;
  readonly after: ListedWave;
  readonly differences: readonly WaveDifference[];
}

export interface Surveys {
  /** All versions, the newest of each first. */
  instruments(tenantId: string): Promise<readonly KeptInstrument[]>;
  /** A new version, unless it is what the newest is; refused when somebody has made one since `version` (0: there is none). */
  saveInstrument(
    tenantId: string,
    id: string,
    version: number,
    body: Instrument,
    user: string,
  ): Promise<KeptInstrument | Refusal>;
  waves(tenantId: string): Promise<readonly ListedWave[]>;
  wave(tenantId: string, wave: number): Promise<ListedWave | undefined>;
  createWave(tenantId: string, body: Wave, user: string): Promise<ListedWave | Refusal>;
  /** The instrument is frozen once there is an answer. */
  changeWave(tenantId: string, wave: number, body: Wave, user: string): Promise<ListedWave | Refusal>;
  results(tenantId: string, wave: number): Promise<(WaveResults & { readonly wave: ListedWave }) | undefined>;
  /** Refused when the instrument has changed between them. */
  compare(tenantId: string, before: number, after: number): Promise<WaveComparison | Refusal>;
  /** From paper; each sheet once. */
  enter(tenantId: string, wave: number, sheet: string, answers: Answers, context: AnswerContext): Promise<Refusal | undefined>;
  /** Many at once, of a survey that was held elsewhere. */
  takeAll(tenantId: string, wave: number, those: readonly KeptAnswer[]): Promise<Refusal | undefined>;
  /** Secrets of so many links of a campaign; they are told only here. */
  links(tenantId: string, wave: number, count: number, context: AnswerContext): Promise<readonly string[] | Refusal>;
  /** The secret of the one link of an ended case, told only here. */
  caseLink(tenantId: string, ended: EndedCase): Promise<string | Refusal>;
  /** What a link asks. Refused `conflict` when it was used, `notFound` when there is none, `invalid` when its time is over. */
  linked(tenantId: string, secret: string): Promise<{ readonly wave: ListedWave; readonly link: KeptLink } | Refusal>;
  /** Answers by a link, once. */
  answer(tenantId: string, secret: string, answers: Answers, step: string | undefined): Promise<Refusal | undefined>;
  /** That its applicant was given a link; links whose time is over go on the way. */
  forgetCase(tenantId: string, caseKey: string): Promise<void>;
  /** Satisfaction of processes, 1-5; where services are named, of these too. */
  ratings(tenantId: string, processIds: readonly string[], services?: readonly string[]): Promise<readonly Rating[]>;
}

const LINK_DAYS = 60;

export function surveys(database: Database, organisation: Organisation, clock: Clock): Surveys {
  const zoneOf = (tenantId: string) => organisation.calendars.dataOf(tenantId, undefined).data.zone;
  const today = (tenantId: string) => dayOf(clock.now(), zoneOf(tenantId));
  const weekOf = (tenantId: string, at: number) => mondayOf(dayOf(at, zoneOf(tenantId)));

  async function waves(tenantId: string, sql: Reading = database.knex): Promise<readonly ListedWave[]> {
    const kept = await store.loadWaves(sql, tenantId);
    const instruments = await store.loadInstruments(sql, tenantId);
    const counts = await store.countAnswers(sql, tenantId);
    return kept.flatMap((one) => {
      const { instrument, instrumentVersion } = one.body;
      const asked = instruments.find((known) => known.instrument === instrument && known.version === instrumentVersion);
      return asked === undefined ? [] : [{ ...one, asked: asked.body, answers: counts.get(one.wave) ?? 0 }];
    });
  }
  const find = async (tenantId: string, wave: number) => (await waves(tenantId)).find((one) => one.wave === wave);

  async function saveWave(
    tenantId: string,
    body: Wave,
    user: string,
    number: (before: readonly ListedWave[]) => number | undefined | Refusal,
  ): Promise<ListedWave | Refusal> {
    const saved = await transaction(database, async (sql) => {
      const next = await store.nextNumber(sql, tenantId, 'wave');
      const wave = number(await waves(tenantId, sql)) ?? next;
      if (typeof wave !== 'number') return wave;
      const instruments = await store.loadInstruments(sql, tenantId);
      if (!instruments.some((one) => one.instrument === body.instrument && one.version === body.instrumentVersion))
        return refuse('invalid', 'There is no such version of the instrument.');
      await store.writeWave(sql, tenantId, { wave, body, changedAt: clock.now(), changedBy: user });
      return wave;
    });
    if (typeof saved !== 'number') return saved;
    return (await find(tenantId, saved)) ?? noWave();
  }

  function closedWave({ body }: ListedWave, tenantId: string): Refusal | undefined {
    const day = today(tenantId);
    if (day < body.from) return refuse('conflict', `The wave begins on ${body.from}.`);
    return body.to !== undefined && day > body.to ? refuse('conflict', `The wave ended on ${body.to}.`) : undefined;
  }

  const wrongAnswers = (asked: Instrument, answers: Answers): Refusal | undefined => {
    const [first] = answerFaults(asked, answers);
    return first && refuse('invalid', `The answer to “${first.question}” cannot be: ${FAULT_WORDS[first.fault]}.`);
  };

  return {
    instruments: (tenantId) => store.loadInstruments(database.knex, tenantId),
    async saveInstrument(tenantId, id, version, body, user) {
      return transaction(database, async (sql) => {
        await store.nextNumber(sql, tenantId, 'instrument');
        const [newest] = (await store.loadInstruments(sql, tenantId)).filter((one) => one.instrument === id);
        if ((newest?.version ?? 0) !== version)
          return refuse(
            'conflict',
            version === 0
              ? 'There is an instrument of this name already.'
              : 'Somebody has made a newer version since you opened it: look at it, then change again.',
          );
        if (newest && changedQuestions(newest.body, body).length === 0 && sameWords(newest.body, body)) return newest;
        const next = { instrument: id, version: version + 1, body, changedAt: clock.now(), changedBy: user };
        await store.writeInstrument(sql, tenantId, next);
        return next;
      });
    },
    waves: (tenantId) => waves(tenantId),
    wave: find,
    createWave: (tenantId, body, user) => saveWave(tenantId, body, user, () => undefined),
    changeWave: (tenantId, wave, body, user) =>
      saveWave(tenantId, body, user, (all) => {
        const before = all.find((one) => one.wave === wave);
        if (before === undefined) return noWave();
        const { instrument, instrumentVersion, kind } = before.body;
        const isSame = instrument === body.instrument && instrumentVersion === body.instrumentVersion && kind === body.kind;
        return isSame || before.answers === 0
          ? wave
          : refuse('conflict', 'Some have answered: what the wave asks is frozen. Make another wave.');
      }),
    async results(tenantId, number) {
      const wave = await find(tenantId, number);
      if (wave === undefined) return undefined;
      const kept = await store.loadAnswers(database, tenantId, { wave: number });
      const { units } = organisation.tree.of(tenantId);
      const institutionOf = (unit: string): string | undefined => units.find((one) => one.unit === unit)?.institution;
      return { wave, ...waveResults(wave.asked, kept, wave.body.population, institutionOf) };
    },
    async compare(tenantId, first, second) {
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
        [before, after].map(async ({ wave, asked, body }) => ({
          instrument: asked,
          answers: await store.loadAnswers(database, tenantId, { wave }),
          population: body.population,
        })),
      );
      return { before, after, differences: old && next ? compareWaves(old, next) : [] };
    },
    async enter(tenantId, number, sheet, answers, context) {
      const wave = await find(tenantId, number);
      if (wave === undefined) return noWave();
      const refusal = closedWave(wave, tenantId) ?? wrongAnswers(wave.asked, answers);
      if (refusal) return refusal;
      return transaction(database, async (sql) => {
        if (!(await store.takeSheet(sql, tenantId, number, sheet)))
          return refuse('conflict', `Sheet ${sheet} was entered before.`);
        const week = weekOf(tenantId, clock.now());
        await store.writeAnswers(sql, tenantId, number, [{ ...context, answers, source: 'paper', week }]);
        return undefined;
      });
    },
    async takeAll(tenantId, number, those) {
      const wave = await find(tenantId, number);
      if (wave === undefined) return noWave();
      const refusal = those.map(({ answers }) => wrongAnswers(wave.asked, answers)).find((one) => one !== undefined);
      if (refusal) return refusal;
      await transaction(database, (sql) => store.writeAnswers(sql, tenantId, number, those));
      return undefined;
    },
    async links(tenantId, number, count, context) {
      const wave = await find(tenantId, number);
      if (wave === undefined) return noWave();
      const secrets = Array.from({ length: count }, newSecret);
      const expiresOn = wave.body.to ?? dayAfter(today(tenantId), LINK_DAYS);
      if (expiresOn < today(tenantId)) return refuse('conflict', `The wave ended on ${expiresOn}.`);
      await transaction(database, async (sql) => {
        for (const secret of secrets) await store.writeLink(sql, tenantId, secret, { ...context, wave: number, expiresOn });
      });
      return secrets;
    },
    async caseLink(tenantId, { caseKey, startedAt, ...context }) {
      const wave = (await waves(tenantId)).find((one) => one.body.kind === 'feedback' && closedWave(one, tenantId) === undefined);
      if (wave === undefined) return refuse('conflict', 'No wave of feedback is open: make one first.');
      const secret = newSecret();
      const days = [dayAfter(today(tenantId), LINK_DAYS), ...(wave.body.to === undefined ? [] : [wave.body.to])].sort();
      return transaction(database, async (sql) => {
        if (!(await store.takeCase(sql, tenantId, caseKey)))
          return refuse('conflict', 'A link was given for this case already. It is told only once.');
        await store.writeLink(sql, tenantId, secret, {
          ...context,
          wave: wave.wave,
          expiresOn: days[0] ?? '',
          caseWeek: weekOf(tenantId, startedAt),
        });
        return secret;
      });
    },
    async linked(tenantId, secret) {
      const link = await store.findLink(database.knex, tenantId, secret);
      const refusal = unusable(link, today(tenantId));
      if (refusal || typeof link !== 'object') return refusal ?? noLink();
      const wave = await find(tenantId, link.wave);
      return wave === undefined ? noLink() : { wave, link };
    },
    async answer(tenantId, secret, answers, step) {
      const all = await waves(tenantId);
      return transaction(database, async (sql) => {
        const link = await store.findLink(sql, tenantId, secret, true);
        const refusal = unusable(link, today(tenantId));
        if (refusal || typeof link !== 'object') return refusal ?? noLink();
        const wave = all.find((one) => one.wave === link.wave);
        if (wave === undefined) return noLink();
        const wrong = wrongAnswers(wave.asked, answers);
        if (wrong) return wrong;
        const { wave: _wave, expiresOn: _expiresOn, ...context } = link;
        const week = weekOf(tenantId, clock.now());
        await store.writeAnswers(sql, tenantId, link.wave, [
          { ...context, answers, source: 'link', week, ...(step !== undefined && { step }) },
        ]);
        await store.useLink(sql, tenantId, secret);
        return undefined;
      });
    },
    forgetCase: (tenantId, caseKey) => store.forgetCase(database.knex, tenantId, caseKey, today(tenantId)),
    async ratings(tenantId, processIds, services = []) {
      const [all, kept] = await Promise.all([waves(tenantId), store.loadAnswers(database, tenantId, { processIds, services })]);
      const question = new Map(all.map((one) => [one.wave, one.asked.questions.find(({ kind }) => kind === 'satisfaction')?.id]));
      return kept.flatMap(({ wave, answers, service, processId, version, unit, channel, caseWeek, week }) => {
        const value = answers[question.get(wave) ?? ''];
        return typeof value === 'number' ? [{ wave, value, service, processId, version, unit, channel, caseWeek, week }] : [];
      });
    },
  };
}

const FAULT_WORDS = {
  missing: 'it is asked for',
  range: 'it is not on the scale',
  unknown: 'there is no such question',
  kind: 'it is of another kind',
} as const;

function sameWords(one: Instrument, other: Instrument): boolean {
  return [one.title, one.lead].every((words, index) => {
    const others = index === 0 ? other.title : other.lead;
    return words.lt === others.lt && words.en === others.en;
  });
}

function noWave(): Refusal {
  return refuse('notFound', 'There is no such wave.');
}
