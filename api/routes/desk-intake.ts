/** Taking a request in: the service's own form and documents, a number, a case of its process, a receipt with a code. */
import { isRefusal, refuse, type Refusal } from '../../engine/errors.ts';
import type { Access, Dimensions, Engine } from '../../engine/index.ts';
import { dayOf } from '../../engine/time/zone.ts';
import type { Organisation, Person, TermProfileData } from '../../organisation/index.ts';
import { type CardTerm, type Programme, type ServiceCard, termOn } from '../../programme/index.ts';
import { instantOf, iso } from '../answers/instants.ts';
import { type deskOperations, type IntakeForm, type Receipt } from '../contract/desk.ts';
import type { Read } from '../contract/operation.ts';

/** What goes by it has no model of its own yet. */
const UNIFIED = 'unified-request';
/** Older letters are a slip of the pen. */
const OLDEST_MS = 366 * 86_400_000;

export interface DeskParts {
  readonly engine: Engine;
  readonly organisation: Organisation;
  readonly programme: Programme;
}
type Asked = Read<typeof deskOperations.takeIn.body>;

/** Refused for a service that is not in use. */
export async function intakeFormOf({ engine, organisation, programme }: DeskParts, access: Access, code: string) {
  const found = await programme.services.find(access.tenantId, code);
  if (found?.card.status !== 'active') return refuse('notFound', 'There is no such service in use.');
  const { card } = found;
  const definition = await newest(engine, access.tenantId, card);
  const form = definition && (await engine.startForm({ ...access, units: 'all' }, definition.definitionKey));
  const day = dayOf(engine.clock.now(), organisation.calendars.dataOf(access.tenantId, card.owner).data.zone);
  const names = (from: 'person' | 'institution') => card.documents.filter((one) => one.from === from).map(({ name }) => name);
  return {
    card,
    told: {
      code: card.code,
      title: card.title,
      persons: card.persons,
      documents: names('person'),
      ownDocuments: names('institution'),
      term: termTold(termOn(card.terms, day)),
      process:
        definition === undefined
          ? null
          : { processId: definition.processId, name: definition.name, isUnified: definition.processId !== card.processId },
      form: form === undefined ? null : { schema: form.schema },
      owner: card.owner,
    } satisfies IntakeForm,
  };
}

export async function takeIn(parts: DeskParts, person: Person, access: Access, asked: Asked): Promise<Receipt | Refusal> {
  const { engine, organisation } = parts;
  const { tenantId } = access;
  const intake = await intakeFormOf(parts, access, asked.service);
  if (isRefusal(intake)) return intake;
  const { card, told } = intake;
  if (told.process === null) return refuse('conflict', 'The service has no model, and the model of any request is not deployed.');
  if (!card.persons.includes(asked.applicantKind)) return refuse('invalid', 'The service is not for applicants of this kind.');
  const now = engine.clock.now();
  const receivedAt = asked.receivedAt === undefined ? now : instantOf(asked.receivedAt);
  if (receivedAt > now || receivedAt < now - OLDEST_MS)
    return refuse('invalid', 'A request is received before it is registered, and not more than a year before.');
  const wanted = told.documents.map(({ lt }) => lt);
  const unknown = asked.documents.find((name) => !wanted.includes(name));
  if (unknown !== undefined) return refuse('invalid', `The service does not ask its applicant for "${unknown}".`);
  const brought = wanted.filter((name) => asked.documents.includes(name));
  const missing = wanted.filter((name) => !asked.documents.includes(name));
  if (missing.length > 0 && !asked.isIncomplete)
    return refuse(
      'invalid',
      `Documents are missing: ${missing.join('; ')}. Take the request in as incomplete, or wait for them.`,
    );
  const unit = asked.unit ?? person.units[0] ?? card.owner;
  const units = await organisation.people.units(tenantId);
  const own = units.find((one) => one.unit === unit);
  if (own === undefined || (access.units !== 'all' && !access.units.includes(unit)))
    return refuse('invalid', 'Take requests in for your own unit.');

  const service = await termService(parts, tenantId, card, receivedAt);
  const { zone } = organisation.calendars.dataOf(tenantId, unit).data;
  const series = /^\p{L}+/u.exec(card.code)?.[0].toUpperCase() ?? 'PR';
  const caseNumber = await freeNumber(parts, access, series, Number(dayOf(now, zone).slice(0, 4)));
  const dimensions: Dimensions = {
    caseNumber,
    service,
    institution: own.institution,
    unit,
    channel: asked.channel,
    applicantKind: asked.applicantKind,
    receivedAt,
    registeredAt: now,
  };
  const started = await engine.start(access, {
    definition: { processId: told.process.processId },
    variables: {
      subject: asked.subject === '' ? card.title.lt : asked.subject,
      ...asked.variables,
      caseNumber,
      applicant: asked.applicant,
      serviceCode: card.code,
    },
    dimensions,
  });
  if (isRefusal(started)) return started;
  const { caseKey } = started;
  const code = await organisation.caseCodes.issue(tenantId, caseNumber, caseKey, person.user);
  if (isRefusal(code)) return code;
  const letter = { body: '', writtenAt: now, writtenBy: person.user };
  if (wanted.length > 0)
    await organisation.letters.add(tenantId, caseKey, { ...letter, kind: 'documentsBrought', documents: brought });
  if (missing.length > 0)
    await organisation.letters.add(tenantId, caseKey, { ...letter, kind: 'documentsAsked', documents: missing });
  const state = await engine.state({ ...access, units: 'all' }, caseKey);
  return {
    caseKey,
    caseNumber,
    code,
    title: card.title,
    receivedAt: iso(receivedAt),
    registeredAt: iso(now),
    dueOn: state?.term?.dueOn,
    term: told.term,
    brought,
    missing,
    channel: asked.channel,
    applicantName: asked.applicant.name,
  };
}

async function newest(engine: Engine, tenantId: string, { processId }: ServiceCard) {
  for (const id of [processId, UNIFIED]) {
    if (id === undefined) continue;
    const { items } = await engine.search.definitions(
      { tenantId, units: 'all' },
      { filter: [{ field: 'processId', is: 'eq', value: id }], sort: [{ field: 'version', order: 'desc' }], limit: 1 },
    );
    if (items[0]) return items[0];
  }
  return undefined;
}

/** By what the engine finds the term: the process of a modelled service, else the code of its card, whose terms it is told first. */
async function termService({ organisation: { calendars } }: DeskParts, tenantId: string, card: ServiceCard, at: number) {
  const service = card.processId ?? card.code;
  const known = calendars.termProfileOf(tenantId, service, at);
  const day = dayOf(at, calendars.dataOf(tenantId, card.owner).data.zone);
  const ofCard = termOn(card.terms, day);
  const isOld = known === undefined || (service === card.code && JSON.stringify(known) !== JSON.stringify(ofCard));
  if (ofCard !== undefined && isOld)
    await calendars.saveTermProfiles(tenantId, service, card.terms satisfies readonly TermProfileData[]);
  return service;
}

/** Cases of an old system may have numbers of the same series. */
async function freeNumber({ engine, organisation }: DeskParts, { tenantId }: Access, series: string, year: number) {
  for (;;) {
    const caseNumber = await organisation.caseCodes.newNumber(tenantId, series, year);
    const { total } = await engine.search.cases(
      { tenantId, units: 'all' },
      { filter: [{ field: 'caseNumber', is: 'eq', value: caseNumber }], limit: 1 },
    );
    if (total === 0) return caseNumber;
  }
}

function termTold(term: CardTerm | undefined): IntakeForm['term'] {
  return term && { days: term.days, unit: term.unit, legalAct: term.legalAct };
}
