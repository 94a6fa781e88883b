/** The public's pages: services and their cards, without sign-in, without JavaScript, in both languages. */
import type Koa from 'koa';
import type { DefinitionKey } from '../../engine/index.ts';
import { dayOf } from '../../engine/time/zone.ts';
import { inLanguage, type ListedService, PERSON_KINDS, SERVICE_FIELDS } from '../../programme/index.ts';
import { charterPage, charterTitle } from './charter-page.ts';
import type { CitizenParts } from './citizen-parts.ts';
import { html } from './html.ts';
import { wholePage } from './layout.ts';
import { drawScheme, printBands } from './scheme/draw.ts';
import { type Drawing, readDrawing } from './scheme/read-drawing.ts';
import { stepsOf } from './scheme/steps.ts';
import { serviceCardPage } from './service-card-page.ts';
import { serviceListPage } from './service-list-page.ts';
import { statusPages } from './status/index.ts';
import { STYLE } from './style.ts';
import { type Language, WORDS } from './words.ts';

/** Nothing but this page's own style, its pictures, and its form. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const SCHEME = /^\/services\/([^/]+)\/scheme\.svg$/;
const CARD = /^\/services\/([^/]+)$/;
const MOST_DRAWINGS = 100;

export function citizenPages(parts: CitizenParts): Koa.Middleware {
  const { programme, organisation, engine, tenantId } = parts;
  const access = { tenantId, units: 'all' } as const;
  const drawings = new Map<DefinitionKey, Drawing>();

  const institutionName = async (language: Language): Promise<string> => {
    const [first] = await organisation.people.institutions(tenantId);
    return first === undefined ? 'Eiga' : language === 'en' ? (first.nameEn ?? first.name) : first.name;
  };

  async function found(code: string): Promise<ListedService | undefined> {
    const service = await programme.services.find(tenantId, code);
    return service?.card.status === 'active' ? service : undefined;
  }

  /** Of the version in force; read once for each. */
  async function drawingOf(processId: string | undefined): Promise<Drawing | undefined> {
    if (processId === undefined) return undefined;
    const { items } = await engine.search.definitions(access, {
      filter: [{ field: 'processId', is: 'eq', value: processId }],
      sort: [{ field: 'version', order: 'desc' }],
      limit: 1,
    });
    const key = items[0]?.definitionKey;
    return key && drawingOfVersion(key);
  }

  async function drawingOfVersion(key: DefinitionKey): Promise<Drawing | undefined> {
    const known = drawings.get(key);
    if (known !== undefined) return known;
    const xml = await engine.xml(access, key);
    if (xml === undefined) return undefined;
    const drawing = readDrawing(xml);
    const [oldest] = drawings.keys();
    if (drawings.size >= MOST_DRAWINGS && oldest !== undefined) drawings.delete(oldest);
    drawings.set(key, drawing);
    return drawing;
  }

  async function list(context: Koa.Context, language: Language): Promise<void> {
    const search = { text: text(context, 'q').slice(0, 200), persons: text(context, 'persons'), field: text(context, 'field') };
    const services = await programme.services.list(tenantId, {
      status: 'active',
      text: search.text === '' ? undefined : search.text,
      persons: PERSON_KINDS.find((kind) => kind === search.persons),
      field: SERVICE_FIELDS.find((field) => field === search.field),
    });
    const cards = services.map(({ card }) => card);
    await answer(context, language, 200, WORDS[language].services, serviceListPage(cards, search, language));
  }

  async function one(context: Koa.Context, language: Language, code: string): Promise<void> {
    const service = await found(code);
    if (service === undefined) return missing(context, language);
    const { card, version, changedAt } = service;
    const units = await organisation.people.units(tenantId);
    const owner = units.find(({ unit }) => unit === card.owner);
    const drawing = await drawingOf(card.processId);
    const title = inLanguage(card.title, language);
    const { zone } = organisation.calendars.dataOf(tenantId, card.owner).data;
    const page = serviceCardPage({
      card,
      version,
      changedOn: dayOf(changedAt, zone),
      today: dayOf(Date.now(), zone),
      owner: owner === undefined ? card.owner : language === 'en' ? (owner.nameEn ?? owner.name) : owner.name,
      ...(drawing && {
        scheme: {
          svg: drawScheme(drawing, language, WORDS[language].schemeTitle(title)),
          bands: printBands(drawing),
          steps: stepsOf(drawing, language),
        },
      }),
      language,
    });
    await answer(context, language, 200, title, page);
  }

  async function charter(context: Koa.Context, language: Language): Promise<void> {
    const kept = (await programme.standards.list(tenantId)).filter(({ body }) => body.inCharter && body.status === 'inForce');
    const services = await programme.services.list(tenantId, { status: 'active' });
    const processIds = kept.map(({ body }) => body.processId);
    const nameOf = await parts.processNames(tenantId, processIds);
    const promised = await Promise.all(
      kept.map(async (standard) => {
        const { processId } = standard.body;
        return {
          standard,
          process: nameOf(processId),
          quarter: (await parts.judge(tenantId, standard))?.found.quarter ?? null,
          services: services.filter(({ card }) => card.processId === processId),
        };
      }),
    );
    await answer(context, language, 200, charterTitle(language), charterPage(promised, language));
  }

  async function scheme(context: Koa.Context, language: Language, code: string): Promise<void> {
    const service = await found(code);
    const drawing = await drawingOf(service?.card.processId);
    const title = service === undefined ? '' : inLanguage(service.card.title, language);
    const svg = drawing && drawScheme(drawing, language, WORDS[language].schemeTitle(title));
    if (svg === undefined) return missing(context, language);
    context.status = 200;
    context.type = 'image/svg+xml';
    context.body = svg;
  }

  function missing(context: Koa.Context, language: Language): Promise<void> {
    const words = WORDS[language];
    const body = html`<h1>${words.notFound}</h1>
      <p>${words.notFoundLead}</p>
      <p><a href="/services?lang=${language}">${words.allServices}</a></p>`;
    return answer(context, language, 404, words.notFound, body);
  }

  async function answer(context: Koa.Context, language: Language, status: number, title: string, body: ReturnType<typeof html>) {
    const other = new URLSearchParams(context.querystring);
    other.set('lang', language === 'lt' ? 'en' : 'lt');
    context.status = status;
    context.type = 'text/html; charset=utf-8';
    context.body = wholePage({
      language,
      title,
      inOther: `${context.path}?${other.toString()}`,
      institution: await institutionName(language),
      body,
    }).text;
  }

  const status = statusPages({ ...parts, drawingOf: drawingOfVersion, answer });
  return async (context, next) => {
    const { path } = context;
    const isReading = context.method === 'GET' || context.method === 'HEAD';
    if (path === '/status' || path.startsWith('/status/')) {
      context.state['route'] = path === '/status' ? path : '/status/:page';
      context.set('Content-Security-Policy', POLICY);
      const language = languageOf(context);
      const isDone = (isReading || context.method === 'POST') && (await status(context, language));
      if (!isDone) await missing(context, language);
      return;
    }
    const isOurs = ['/citizen.css', '/services', '/charter'].includes(path) || path.startsWith('/services/');
    if (!isOurs || !isReading) {
      await next();
      return;
    }
    context.state['route'] = path === '/services' || path === '/charter' ? path : '/services/:code';
    context.set('Content-Security-Policy', POLICY);
    context.set('Cache-Control', 'no-cache');
    if (path === '/citizen.css') {
      context.type = 'text/css; charset=utf-8';
      context.body = STYLE;
      return;
    }
    const language = languageOf(context);
    const drawn = SCHEME.exec(path)?.[1];
    const code = CARD.exec(path)?.[1];
    if (path === '/services') await list(context, language);
    else if (path === '/charter') await charter(context, language);
    else if (drawn !== undefined) await scheme(context, language, decoded(drawn));
    else await one(context, language, decoded(code ?? ''));
  };
}

/** What the address says, else what the browser prefers, else Lithuanian. */
function languageOf(context: Koa.Context): Language {
  const said = text(context, 'lang');
  if (said === 'lt' || said === 'en') return said;
  context.vary('Accept-Language');
  return context.acceptsLanguages('lt', 'en') === 'en' ? 'en' : 'lt';
}

function text({ query }: Koa.Context, name: string): string {
  const value = query[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
}

/** An address that is no text names nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
