/** The page of a one-use link: a survey without sign-in and without JavaScript. Sent twice it refuses; nobody is written down. */
import type Koa from 'koa';
import { isRefusal } from '../../engine/errors.ts';
import type { Engine } from '../../engine/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import {
  type AnswerFault,
  answerFaults,
  type Answers,
  type Instrument,
  type ListedWave,
  type Programme,
} from '../../programme/index.ts';
import { bodyChunks } from '../middleware/body-chunks.ts';
import { isStorable } from '../middleware/json-body.ts';
import { fail } from '../problem.ts';
import { feedbackForm, STEP_FIELD } from './feedback-form.ts';
import { FEEDBACK_WORDS } from './feedback-words.ts';
import { type Html, html } from './html.ts';
import { wholePage } from './layout.ts';
import { readDrawing } from './scheme/read-drawing.ts';
import { type Language, WORDS } from './words.ts';

interface FeedbackParts {
  readonly programme: Programme;
  readonly organisation: Organisation;
  readonly engine: Engine;
  readonly tenantId: string;
}

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const PAGE = /^\/feedback\/([A-Za-z0-9_-]{1,64})$/;
const FORM_BYTES = 200_000;
/** What an applicant lives through. */
const STEPS = new Set([
  'userTask',
  'receiveTask',
  'manualTask',
  'serviceTask',
  'intermediateCatchEvent',
  'callActivity',
  'subProcess',
]);
const STATUS = { conflict: 410, invalid: 410, notFound: 404, limit: 404 } as const;

export function feedbackPages({ programme: { surveys }, organisation, engine, tenantId }: FeedbackParts): Koa.Middleware {
  async function answer(context: Koa.Context, language: Language, status: number, title: string, body: Html): Promise<void> {
    const [first] = await organisation.people.institutions(tenantId);
    context.status = status;
    context.type = 'text/html; charset=utf-8';
    context.body = wholePage({
      language,
      title,
      inOther: `${context.path}?lang=${language === 'lt' ? 'en' : 'lt'}`,
      institution: first === undefined ? 'Eiga' : language === 'en' ? (first.nameEn ?? first.name) : first.name,
      body,
    }).text;
  }

  /** Steps of the version that the case followed, each name once. */
  async function stepsOf(processId: string | undefined, version: number | undefined, language: Language) {
    if (processId === undefined || version === undefined) return [];
    const access = { tenantId, units: 'all' } as const;
    const { items } = await engine.search.definitions(access, {
      filter: [
        { field: 'processId', is: 'eq', value: processId },
        { field: 'version', is: 'eq', value: version },
      ],
      limit: 1,
    });
    const xml = items[0] && (await engine.xml(access, items[0].definitionKey));
    if (xml === undefined) return [];
    const named = new Map<string, string>();
    for (const { id, kind, name } of readDrawing(xml).items.values()) {
      const words = language === 'en' ? (name.en ?? name.lt) : name.lt;
      if (STEPS.has(kind) && words !== '' && ![...named.values()].includes(words)) named.set(id, words);
    }
    return [...named].map(([id, name]) => ({ id, name }));
  }

  function refused(context: Koa.Context, language: Language, reason: keyof typeof STATUS): Promise<void> {
    const words = FEEDBACK_WORDS[language];
    const [title, text] =
      reason === 'conflict'
        ? [words.usedTitle, words.used]
        : reason === 'invalid'
          ? [words.overTitle, words.over]
          : [words.unknownTitle, words.unknown];
    const body = html`<h1>${title}</h1>
      <p>${text}</p>
      <p><a href="/services?lang=${language}">${WORDS[language].allServices}</a></p>`;
    return answer(context, language, STATUS[reason], title, body);
  }

  return async (context, next) => {
    const secret = PAGE.exec(context.path)?.[1];
    if (secret === undefined || !['GET', 'HEAD', 'POST'].includes(context.method)) {
      await next();
      return;
    }
    context.state['route'] = '/feedback/:link';
    context.set('Content-Security-Policy', POLICY);
    context.set('Cache-Control', 'no-store');
    context.set('Referrer-Policy', 'same-origin');
    const language = languageOf(context);
    const found = await surveys.linked(tenantId, secret);
    if (isRefusal(found)) return refused(context, language, found.refused);
    const { wave, link } = found;
    const steps = await stepsOf(link.processId, link.version, language);
    const show = (given: Answers, faults: readonly AnswerFault[], step: string) =>
      answer(
        context,
        language,
        faults.length === 0 ? 200 : 422,
        faults.length === 0
          ? FEEDBACK_WORDS[language].title
          : `${FEEDBACK_WORDS[language].faultTitle}: ${FEEDBACK_WORDS[language].title}`,
        feedbackForm({ instrument: wave.asked, given, faults, steps, step, language }),
      );
    if (context.method !== 'POST') return show({}, [], '');
    const { given, step } = await sent(context, wave);
    const faults = answerFaults(wave.asked, given);
    if (faults.length > 0) return show(given, faults, step);
    const known = steps.find(({ id }) => id === step)?.id;
    const refusal = await surveys.answer(tenantId, secret, given, known);
    if (refusal) return refused(context, language, refusal.refused);
    const words = FEEDBACK_WORDS[language];
    const thanks = html`<h1>${words.thanksTitle}</h1>
      <p>${words.thanks}</p>
      <p><a href="/services?lang=${language}">${WORDS[language].allServices}</a></p>`;
    return answer(context, language, 200, words.thanksTitle, thanks);
  };
}

async function sent(context: Koa.Context, { asked }: ListedWave): Promise<{ readonly given: Answers; readonly step: string }> {
  const chunks: Buffer[] = [];
  const tooLong = () => fail('badRequest', 'The form is too long.', { status: 413 });
  for await (const chunk of bodyChunks(context.req, FORM_BYTES, tooLong)) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  return { given: answersOf(asked, form), step: form.get(STEP_FIELD) ?? '' };
}

/** Fields that no question has are left out; what is no number of a scale stays text, and is told as a fault. */
function answersOf({ questions }: Instrument, form: URLSearchParams): Answers {
  return Object.fromEntries(
    questions.flatMap(({ id, kind }): [string, string | number][] => {
      const value = form.get(id)?.trim() ?? '';
      if (value === '' || !isStorable(value)) return [];
      if (kind === 'text') return [[id, value.slice(0, 2000)]];
      return [[id, /^[1-7]$/.test(value) ? Number(value) : value]];
    }),
  );
}

function languageOf(context: Koa.Context): Language {
  const { lang } = context.query;
  if (lang === 'lt' || lang === 'en') return lang;
  context.vary('Accept-Language');
  return context.acceptsLanguages('lt', 'en') === 'en' ? 'en' : 'lt';
}
