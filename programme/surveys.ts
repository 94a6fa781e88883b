/** Surveys of a tenant: instruments, waves, answers, one-use links. An answer leads to no person and to no case. */
import type { Database } from '../database/connect.ts';
import { transaction } from '../database/transaction.ts';
import { isRefusal, refuse, type Refusal } from '../engine/errors.ts';
import type { Clock } from '../engine/index.ts';
import { dayOf } from '../engine/time/zone.ts';
import type { Organisation } from '../organisation/index.ts';
import { dayAfter, mondayOf, newSecret, noLink, unusable } from './survey/one-use-link.ts';
import { changedQuestions } from './survey/compare-waves.ts';
import { type ListedWave, noWave, surveyResults, type SurveyResults } from './survey/survey-results.ts';
import { type AnswerContext, answerFaults, type Answers, type Instrument, type Wave } from './survey/survey-shapes.ts';
import type { KeptAnswer } from './survey/wave-results.ts';
import * as store from './store/surveys.ts';
import type { Reading } from './store/services.ts';
import type { KeptInstrument, KeptLink } from './store/surveys.ts';

/** What is known of an ended case; kept with its link until that is used. */
export interface EndedCase extends AnswerContext {
  readonly caseKey: string;
  readonly startedAt: number;
}

export interface Surveys extends SurveyResults {
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
    ...surveyResults(database, organisation, waves),
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
    async enter(tenantId, number, sheet, answers, context) {
      const wave = await find(tenantId, number);
      if (wave === undefined) return noWave();
      const about = ofAudience(wave, context);
      const refusal = closedWave(wave, tenantId) ?? wrongAnswers(wave.asked, answers);
      if (refusal) return refusal;
      if (isRefusal(about)) return about;
      return transaction(database, async (sql) => {
        if (!(await store.takeSheet(sql, tenantId, number, sheet)))
          return refuse('conflict', `Sheet ${sheet} was entered before.`);
        const week = weekOf(tenantId, clock.now());
        await store.writeAnswers(sql, tenantId, number, [{ ...about, answers, source: 'paper', week }]);
        return undefined;
      });
    },
    async takeAll(tenantId, number, those) {
      const wave = await find(tenantId, number);
      if (wave === undefined) return noWave();
      const refusal = those.map(({ answers }) => wrongAnswers(wave.asked, answers)).find((one) => one !== undefined);
      if (refusal) return refusal;
      const told: KeptAnswer[] = [];
      for (const one of those) {
        const about = ofAudience(wave, one);
        if (isRefusal(about)) return about;
        told.push(about);
      }
      await transaction(database, (sql) => store.writeAnswers(sql, tenantId, number, told));
      return undefined;
    },
    async links(tenantId, number, count, context) {
      const wave = await find(tenantId, number);
      if (wave === undefined) return noWave();
      const about = ofAudience(wave, context);
      if (isRefusal(about)) return about;
      const secrets = Array.from({ length: count }, newSecret);
      const expiresOn = wave.body.to ?? dayAfter(today(tenantId), LINK_DAYS);
      if (expiresOn < today(tenantId)) return refuse('conflict', `The wave ended on ${expiresOn}.`);
      await transaction(database, async (sql) => {
        for (const secret of secrets) await store.writeLink(sql, tenantId, secret, { ...about, wave: number, expiresOn });
      });
      return secrets;
    },
    async caseLink(tenantId, { caseKey, startedAt, ...context }) {
      const isOpen = (one: ListedWave) => one.body.kind === 'feedback' && closedWave(one, tenantId) === undefined;
      const [wave] = (await waves(tenantId)).filter((one) => isOpen(one) && !isRefusal(ofAudience(one, context)));
      const about = wave && ofAudience(wave, context);
      if (wave === undefined || about === undefined || isRefusal(about))
        return refuse('conflict', 'No wave of feedback is open that asks such applicants: make one first.');
      const secret = newSecret();
      const days = [dayAfter(today(tenantId), LINK_DAYS), ...(wave.body.to === undefined ? [] : [wave.body.to])].sort();
      return transaction(database, async (sql) => {
        if (!(await store.takeCase(sql, tenantId, caseKey)))
          return refuse('conflict', 'A link was given for this case already. It is told only once.');
        await store.writeLink(sql, tenantId, secret, {
          ...about,
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
  };
}

/** Whose answers a wave takes; one that asked natural or legal persons alone says so of all of them. */
function ofAudience<Context extends AnswerContext>({ body }: ListedWave, context: Context): Context | Refusal {
  const { audience } = body;
  if (audience === 'all') return context;
  if (context.applicantKind !== undefined && context.applicantKind !== audience)
    return refuse('invalid', `The wave asks ${audience} persons alone.`);
  return { ...context, applicantKind: audience };
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
