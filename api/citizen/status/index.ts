/** /status: where a request is, for whoever has its number and code. Plain pages and forms; nothing is kept but a cookie for half an hour. */
import type Koa from 'koa';
import { isRefusal } from '../../../engine/errors.ts';
import { dayOf } from '../../../engine/time/zone.ts';
import { COMPLAINT_TOPICS } from '../../../organisation/index.ts';
import { inLanguage } from '../../../programme/index.ts';
import { type Html, html, type Part } from '../html.ts';
import type { CitizenParts } from '../citizen-parts.ts';
import { type Drawing, nameOf } from '../scheme/read-drawing.ts';
import type { Language } from '../words.ts';
import { type ActsNext, type CaseTold, caseTold } from './case-told.ts';
import { type ExpectedDates, expectedDates } from './expected-dates.ts';
import { readForm } from './form-body.ts';
import { type ComplaintAsked, complaintPage } from './complaint-page.ts';
import { casePage, entryPage, withdrawPage } from './status-pages.ts';
import { STATUS_WORDS } from './status-words.ts';

export interface StatusParts extends CitizenParts {
  readonly drawingOf: (key: CaseTold['row']['definitionKey']) => Promise<Drawing | undefined>;
  readonly answer: (context: Koa.Context, language: Language, status: number, title: string, body: Html) => Promise<void>;
}

const LONGEST_TEXT = 2_000;

/** Answers what lies below /status; false for what is not there. */
export function statusPages(parts: StatusParts): (context: Koa.Context, language: Language) => Promise<boolean> {
  const { engine, organisation, programme, tenantId, answer, secure } = parts;
  const { caseCodes, letters } = organisation;
  const expected: ExpectedDates = expectedDates(parts.asked, parts.jobs, parts.onBug);
  const cookie = secure ? '__Host-eiga-case' : 'eiga-case';
  const access = { tenantId, units: 'all' } as const;

  const go = (context: Koa.Context, language: Language, path: string, done?: string): void => {
    context.redirect(`${path}?lang=${language}${done === undefined ? '' : `&done=${done}`}`);
    context.status = 303;
  };
  const keep = (context: Koa.Context, token: string | null): void => {
    context.cookies.set(cookie, token, { httpOnly: true, sameSite: 'strict', secure, path: '/', overwrite: true });
  };
  const tokenOf = (context: Koa.Context): string => context.cookies.get(cookie) ?? '';

  async function enter(context: Koa.Context, language: Language): Promise<void> {
    const words = STATUS_WORDS[language];
    const form = await readForm(context);
    const number = (form.get('number') ?? '').trim().slice(0, 100);
    const code = (form.get('code') ?? '').trim().slice(0, 100);
    const again = (status: number, field: 'number' | 'code', text: string) =>
      answer(
        context,
        language,
        status,
        `${words.error}: ${words.title}`,
        entryPage({ number, wrong: { field, text } }, language),
      );
    if (number === '') return again(422, 'number', words.missingNumber);
    if (code === '') return again(422, 'code', words.missingCode);
    const entered = await caseCodes.enter(tenantId, number, code, context.ip);
    switch (entered.outcome) {
      case 'wrong':
        return again(422, 'number', words.wrong);
      case 'tooMany':
        context.set('Retry-After', String(entered.retryAfterSeconds));
        return again(429, 'number', words.tooMany(Math.ceil(entered.retryAfterSeconds / 60)));
      case 'entered':
        keep(context, entered.token);
        return go(context, language, '/status/case');
      default:
        return entered satisfies never;
    }
  }

  async function show(
    context: Koa.Context,
    language: Language,
    told: CaseTold,
    { wrong, nextCode }: { readonly wrong?: string; readonly nextCode?: string } = {},
  ): Promise<void> {
    const words = STATUS_WORDS[language];
    const { row } = told;
    const { zone } = organisation.calendars.dataOf(tenantId, row.unit).data;
    const drawing = await parts.drawingOf(row.definitionKey);
    const units = new Map((await organisation.people.units(tenantId)).map((unit) => [unit.unit, unit]));
    const unitName = (id: string): string => {
      const unit = units.get(id);
      return unit === undefined ? id : language === 'en' ? (unit.nameEn ?? unit.name) : unit.name;
    };
    const stepName = (elementId: string, name: string): string => {
      const item = drawing?.items.get(elementId);
      return item === undefined ? name : nameOf(item, language);
    };
    const day = (at: number): string => dayOf(at, zone);
    const done = DONE[String(context.query['done'])];
    const page = casePage({
      told,
      service: await serviceOf(told, language),
      actsNext: actsNextSaid(told, unitName, language),
      expected: row.endedAt === undefined ? expectedSaid(told, day, language) : undefined,
      outcome: told.outcome && stepName(told.outcome.elementId, told.outcome.name),
      stepName,
      unitName,
      day,
      language,
      ...(wrong !== undefined && { wrong }),
      ...(nextCode !== undefined && { nextCode }),
      ...(done !== undefined && { done: words[done] }),
    });
    const title = `${words.number} ${row.caseNumber ?? ''}`;
    await answer(
      context,
      language,
      wrong === undefined ? 200 : 422,
      wrong === undefined ? title : `${words.error}: ${title}`,
      page,
    );
  }

  /** The card by its code, or by the process that the case follows. */
  async function serviceOf({ row }: CaseTold, language: Language): Promise<Part> {
    const { service = '', processId, processName } = row;
    const byCode = await programme.services.find(tenantId, service);
    const listed = byCode ?? (await programme.services.list(tenantId, {})).find(({ card }) => card.processId === processId);
    if (listed === undefined) return processName;
    const { card } = listed;
    const title = inLanguage(card.title, language);
    return card.status === 'active'
      ? html`<a href="/services/${encodeURIComponent(card.code)}?lang=${language}">${title}</a>`
      : title;
  }

  function expectedSaid({ row }: CaseTold, day: (at: number) => string, language: Language): string {
    const words = STATUS_WORDS[language];
    const when = expected.of(tenantId, row.processId, row.caseKey);
    if (when === 'none') return words.expectedNone;
    if (when === 'beingMade') return words.expectedMade;
    // What was foretold may be past by now: nobody is told to expect yesterday.
    const [middle, late] = [when.p50At, when.p90At].map((at) => (at < engine.clock.now() ? undefined : day(at)));
    if (late === undefined) return words.expectedNone;
    return middle === undefined || middle === late ? words.expectedOne(late) : words.expectedSaid(middle, late);
  }

  async function write(context: Koa.Context, language: Language, told: CaseTold): Promise<void> {
    const text = ((await readForm(context)).get('text') ?? '').trim().slice(0, LONGEST_TEXT);
    if (text === '') return show(context, language, told, { wrong: STATUS_WORDS[language].missingText });
    if (told.row.endedAt !== undefined) return go(context, language, '/status/case');
    await letters.add(tenantId, told.row.caseKey, { kind: 'answered', documents: [], body: text, writtenAt: engine.clock.now() });
    go(context, language, '/status/case', 'sent');
  }

  async function withdraw(context: Koa.Context, language: Language, told: CaseTold): Promise<void> {
    const words = STATUS_WORDS[language];
    if (told.withdrawal === undefined && !told.mayAskToWithdraw) return go(context, language, '/status/case');
    const ask = (status: number, wrong: boolean) =>
      answer(context, language, status, words.withdrawTitle, withdrawPage(told, language, wrong));
    if (context.method !== 'POST') return ask(200, false);
    if ((await readForm(context)).get('sure') !== 'yes') return ask(422, true);
    if (told.withdrawal !== undefined) {
      const performed = await engine.correlateMessage(access, { ...told.withdrawal, variables: {} });
      if (!isRefusal(performed)) return go(context, language, '/status/case', 'withdrawn');
    }
    // Its model has no such message now: a person answers.
    await letters.add(tenantId, told.row.caseKey, {
      kind: 'withdrawalAsked',
      documents: [],
      body: '',
      writtenAt: engine.clock.now(),
    });
    go(context, language, '/status/case', 'asked');
  }

  async function complain(context: Koa.Context, language: Language, told: CaseTold): Promise<void> {
    const words = STATUS_WORDS[language];
    const ask = (status: number, asked: ComplaintAsked) => {
      const title = asked.wrong === undefined ? words.complainTitle : `${words.error}: ${words.complainTitle}`;
      return answer(context, language, status, title, complaintPage(told, language, asked));
    };
    if (context.method !== 'POST' || !told.mayComplain) return ask(200, { text: '' });
    const form = await readForm(context);
    const text = (form.get('text') ?? '').trim().slice(0, LONGEST_TEXT);
    const topic = COMPLAINT_TOPICS.find((one) => one === form.get('topic'));
    if (topic === undefined) return ask(422, { text, wrong: { field: 'topic', text: words.missingTopic } });
    if (text === '') return ask(422, { topic, text, wrong: { field: 'text', text: words.missingComplaint } });
    const writtenAt = engine.clock.now();
    await letters.add(tenantId, told.row.caseKey, { kind: 'complaint', documents: [], body: text, writtenAt, topic });
    go(context, language, '/status/case', 'complained');
  }

  async function leave(context: Koa.Context, language: Language): Promise<void> {
    await caseCodes.leave(tokenOf(context));
    keep(context, null);
    go(context, language, '/status', 'left');
  }

  /** The case with the code for the next visit. */
  async function showNext(context: Koa.Context, language: Language, told: CaseTold): Promise<void> {
    const nextCode = await caseCodes.nextCode(tenantId, tokenOf(context));
    if (nextCode === undefined) return go(context, language, '/status', 'spent');
    return show(context, language, told, { nextCode });
  }

  return async (context, language) => {
    const { path, method } = context;
    const words = STATUS_WORDS[language];
    const isPost = method === 'POST';
    context.set('Cache-Control', 'no-store');
    if (path === '/status') {
      if (isPost) await enter(context, language);
      else {
        const done = DONE[String(context.query['done'])];
        const body = entryPage({ number: '', ...(done !== undefined && { done: words[done] }) }, language);
        await answer(context, language, 200, words.title, body);
      }
      return true;
    }
    if (path === '/status/leave' && isPost) {
      await leave(context, language);
      return true;
    }
    if (!PAGES.has(path)) return false;
    const visit = await caseCodes.caseOf(tenantId, tokenOf(context));
    const told = visit && (await caseTold(engine, organisation, tenantId, visit.caseKey));
    if (told === undefined) go(context, language, '/status', tokenOf(context) === '' ? undefined : 'over');
    // The code is spent by the page that tells the next one: whoever never sees it may come in with the old one again.
    else if (path === '/status/case' && method === 'GET' && visit?.isNew === true) await showNext(context, language, told);
    else if (visit?.isNew === true || (path === '/status/code' && !isPost)) go(context, language, '/status/case');
    else if (path === '/status/code') await showNext(context, language, told);
    else if (path === '/status/withdraw') await withdraw(context, language, told);
    else if (path === '/status/complain') await complain(context, language, told);
    else if (isPost) await write(context, language, told);
    else await show(context, language, told);
    return true;
  };
}

/** What is shown of a case to whoever has come in. */
const PAGES = new Set(['/status/case', '/status/code', '/status/withdraw', '/status/complain']);

/** What an address may say has been done. */
const DONE: Readonly<
  Record<string, 'sent' | 'complained' | 'withdrawnNow' | 'withdrawalAsked' | 'left' | 'over' | 'spent' | undefined>
> = {
  sent: 'sent',
  complained: 'complained',
  withdrawn: 'withdrawnNow',
  asked: 'withdrawalAsked',
  left: 'left',
  over: 'over',
  spent: 'spent',
};

function actsNextSaid({ actsNext, row }: CaseTold, unitName: (unit: string) => string, language: Language): string {
  const words = STATUS_WORDS[language];
  return row.endedAt === undefined ? whoSaid(actsNext) : words.nobody;

  function whoSaid(next: ActsNext): string {
    switch (next.who) {
      case 'applicant':
        return words.you;
      case 'elsewhere':
        return words.elsewhere;
      case 'nobody':
        return words.itself;
      case 'unit':
        return next.units.map(unitName).join(', ');
      default:
        return next satisfies never;
    }
  }
}
