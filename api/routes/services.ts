/** The catalogue of services. */
import { isRefusal, refuse, type Refusal } from '../../engine/errors.ts';
import type { Access, Engine } from '../../engine/index.ts';
import { dayOf } from '../../engine/time/zone.ts';
import type { Organisation } from '../../organisation/index.ts';
import {
  type CardFault,
  type CardsPlan,
  type CardsRefused,
  type KeptCard,
  type ListedService,
  type Programme,
  RULE_SOURCES,
  type ServiceCard,
  type ServiceFilter,
  termOn,
} from '../../programme/index.ts';
import { iso } from '../answers/instants.ts';
import { type ServiceJson, serviceOperations, type ServiceSummary } from '../contract/services.ts';
import { bodyChunks } from '../middleware/body-chunks.ts';
import { isStorable } from '../middleware/json-body.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';

const FILE_BYTES = 10_000_000;
const MOST_FAULTS = 200;
const FILES = {
  csv: { name: 'paslaugos.csv', type: 'text/csv; charset=utf-8' },
  jsonld: { name: 'paslaugos.jsonld', type: 'application/ld+json; charset=utf-8' },
} as const;

export function serviceRoutes(
  { route }: Binder,
  { services, files }: Programme,
  engine: Engine,
  organisation: Organisation,
): void {
  const today = (tenantId: string) => dayOf(Date.now(), organisation.calendars.dataOf(tenantId, undefined).data.zone);

  route(serviceOperations.listServices, async ({ access: { tenantId }, query: { after, limit, ...filter } }) => {
    const [found, all] = await Promise.all([services.list(tenantId, filterOf(filter)), services.list(tenantId)]);
    const day = today(tenantId);
    const end = after + limit;
    return {
      items: found.slice(after, end).map((one) => summary(one, day)),
      total: found.length,
      all: all.length,
      withModel: all.filter(({ card }) => card.processId !== undefined).length,
      withGaps: all.filter(({ gaps }) => gaps.length > 0).length,
      endCursor: end < found.length ? String(end) : undefined,
    };
  });

  route(serviceOperations.createService, async ({ access, person, body: { card, note } }) => {
    const created = told(await services.create(access.tenantId, card, { user: person.user, note }));
    return isRefusal(created) ? created : detail(engine, access, created);
  });

  route(serviceOperations.listServiceGaps, async ({ access: { tenantId }, query }) => ({
    items: (await services.gaps(tenantId, filterOf(query))).map((one) => ({ ...one, source: RULE_SOURCES[one.rule] })),
  }));

  route(serviceOperations.exportServices, async ({ access: { tenantId }, query: { format }, context }) => {
    const text = await files.export(tenantId, format);
    context.status = 200;
    context.attachment(FILES[format].name);
    context.type = FILES[format].type;
    context.body = text;
    return undefined;
  });

  route(serviceOperations.importServices, async ({ access: { tenantId }, person, query: { format, apply, note }, context }) => {
    const chunks: Buffer[] = [];
    const tooLong = () => fail('badRequest', `The file is longer than ${String(FILE_BYTES)} bytes: divide it.`, { status: 413 });
    for await (const chunk of bodyChunks(context.req, FILE_BYTES, tooLong)) chunks.push(chunk);
    const text = decoded(Buffer.concat(chunks));
    if (text === undefined) return refuse('invalid', 'The file is not UTF-8 text: save it as “CSV UTF-8” and choose it again.');
    const done = apply
      ? told(await files.import(tenantId, format, text, { user: person.user, note }))
      : await files.try(tenantId, format, text);
    return isRefusal(done) ? done : { applied: apply, ...planJson(done) };
  });

  route(serviceOperations.getService, async ({ access, params }) => {
    const found = await services.find(access.tenantId, params.code);
    return found === undefined ? noService() : detail(engine, access, found);
  });

  route(serviceOperations.changeService, async ({ access, person, params, body: { version, card, note } }) => {
    if (card.code !== params.code)
      return refuse('invalid', `The code of a service stays “${params.code}”: withdraw it and add one of another code.`);
    const changed = told(await services.change(access.tenantId, version, card, { user: person.user, note }));
    return isRefusal(changed) ? changed : detail(engine, access, changed);
  });

  route(serviceOperations.listServiceVersions, async ({ access: { tenantId }, params }) => {
    const versions = await services.versions(tenantId, params.code);
    if (versions.length === 0) return noService();
    return {
      items: versions.map((one, index) => ({
        ...keptJson(one),
        card: one.card,
        changed: changedFields(one.card, versions[index + 1]?.card),
      })),
    };
  });
}

/** A refusal with faults goes out with each fault's place. @throws ProblemError */
function told<Done>(done: Done | CardsRefused): Done | Refusal {
  if (!isRefusal(done)) return done;
  const { faults, ...refusal } = done;
  if (faults.length === 0) return refusal;
  return fail(refusal.refused === 'notFound' ? 'notFound' : refusal.refused, refusal.message, {
    fields: faults.slice(0, MOST_FAULTS).map(({ path, line, message }) => ({
      path: line === undefined ? path : `line ${String(line)}: ${path}`,
      message,
    })),
    ...(faults[0]?.line !== undefined && { place: { line: faults[0].line } }),
  });
}

async function detail(engine: Engine, access: Access, { gaps, ...one }: ListedService): Promise<ServiceJson> {
  const { processId } = one.card;
  return {
    ...keptJson(one),
    card: one.card,
    gaps: gaps.map((gap) => ({ ...gap })),
    process: processId === undefined ? null : await processOf(engine, access, processId),
  };
}

async function processOf(engine: Engine, access: Access, processId: string): Promise<ServiceJson['process']> {
  const of = { field: 'processId', is: 'eq', value: processId } as const;
  const newest = await engine.search.definitions(access, {
    filter: [of],
    sort: [{ field: 'version', order: 'desc' }],
    limit: 1,
  });
  const [definition] = newest.items;
  if (definition === undefined) return null;
  const [cases, active] = await Promise.all([
    engine.search.cases(access, { filter: [of], limit: 1 }),
    engine.search.cases(access, { filter: [of, { field: 'status', is: 'eq', value: 'active' }], limit: 1 }),
  ]);
  const { definitionKey, name, version } = definition;
  return { processId, name, definitionKey, version, cases: cases.total, activeCases: active.total };
}

function summary({ card, version, changedAt, gaps }: ListedService, day: string): ServiceSummary {
  const { code, title, kind, persons, status, field, owner, processId } = card;
  const term = termOn(card.terms, day);
  return {
    ...{ code, title, kind, persons, status, field, owner, processId },
    term: term && { days: term.days, unit: term.unit },
    gaps: [...new Set(gaps.map(({ rule }) => rule))],
    version,
    changedAt: iso(changedAt),
  };
}

function keptJson({ version, changedAt, changedBy, note }: KeptCard) {
  return { version, changedAt: iso(changedAt), changedBy, ...(note !== undefined && { note }) };
}

function planJson({ added, changed, unchanged, faults }: CardsPlan) {
  return {
    added: [...added],
    changed: [...changed],
    unchanged: [...unchanged],
    faults: faults.slice(0, MOST_FAULTS).map((fault: CardFault) => ({ ...fault })),
    faultCount: faults.length,
  };
}

function filterOf(query: ServiceFilter): ServiceFilter {
  return { ...query, text: query.text === '' ? undefined : query.text };
}

/** Of the first version all. */
function changedFields(card: ServiceCard, before: ServiceCard | undefined): string[] {
  const names = new Set([...Object.keys(card), ...Object.keys(before ?? {})] as (keyof ServiceCard)[]);
  return [...names].filter((name) => JSON.stringify(card[name]) !== JSON.stringify(before?.[name])).sort();
}

function decoded(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return isStorable(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function noService(): Refusal {
  return refuse('notFound', 'There is no such service.');
}
