/** The catalogue of the demo municipality: 279 services, six of them with a model and cases. Some cards have gaps, as they do everywhere. */
import type { Database } from '../../database/connect.ts';
import { isRefusal } from '../../engine/errors.ts';
import type { Engine } from '../../engine/index.ts';
import type { Organisation, TermProfileData, Unit } from '../../organisation/index.ts';
import { type CardTerm, openProgramme, type ServiceCard } from '../../programme/index.ts';
import { FIELDS } from './services/fields.ts';
import { type DemoKind, KINDS } from './services/kinds.ts';
import { FELLING, MODELLED } from './services/modelled.ts';
import { PEOPLE_TITLES } from './services/titles-people.ts';
import { PLACES_TITLES } from './services/titles-places.ts';
import { TRADE_TITLES } from './services/titles-trade.ts';
import { INSTITUTION, UNITS } from './town.ts';

const unit = (id: string, name: string, nameEn: string): Unit => ({
  unit: id,
  institution: INSTITUTION.institution,
  name,
  nameEn,
});
/** Those that answer for services and have no cases of the demo. */
const MORE_UNITS: readonly Unit[] = [
  unit('civil-registry', 'Civilinės metrikacijos skyrius', 'Civil registry'),
  unit('education', 'Švietimo, kultūros ir sporto skyrius', 'Education, culture and sport'),
  unit('finance', 'Ekonomikos ir finansų skyrius', 'Economy and finance'),
  unit('property', 'Turto skyrius', 'Property'),
  unit('roads', 'Kelių ir transporto skyrius', 'Roads and transport'),
  unit('archive', 'Savivaldybės archyvas', 'Municipal archive'),
  unit('eldership-forest', 'Girios seniūnija', 'Forest eldership'),
];
const GENERAL_LAW = 'Lietuvos Respublikos viešojo administravimo įstatymas';
const SINCE = '2021-01-01';
const GENERAL_DAYS = 20;

export interface DemoServices {
  readonly database: Database;
  readonly organisation: Organisation;
  readonly engine: Engine;
  readonly tenantId: string;
  /** Of the modelled services, by process. */
  readonly terms: ReadonlyMap<string, readonly TermProfileData[]>;
}

/** Adds the units and all services at once. @throws Error when a card is refused */
export async function loadServices({ database, organisation, engine, tenantId, terms }: DemoServices): Promise<void> {
  const there = new Set(UNITS.map(({ unit: id }) => id));
  for (const one of MORE_UNITS) if (!there.has(one.unit)) await organisation.people.saveUnit(tenantId, one);
  const { services } = openProgramme({ database, organisation, engine });
  const saved = await services.saveAll(tenantId, demoCards(terms), { user: 'analyst', note: 'Pradinis katalogas' });
  if (isRefusal(saved)) throw new Error(saved.message);
}

export function demoCards(terms: DemoServices['terms']): readonly ServiceCard[] {
  const titles = { ...PEOPLE_TITLES, ...PLACES_TITLES, ...TRADE_TITLES };
  const plain = Object.entries(titles).flatMap(([field, lines]) =>
    lines
      .trim()
      .split('\n')
      // The modelled one of a field has its first number.
      .map((line, index) => cardOf(line, field as keyof typeof FIELDS, index + 2)),
  );
  return [...MODELLED.map((card) => modelled(card, terms.get(card.processId) ?? [])), ...plain.map(withGaps)];
}

function cardOf(line: string, field: keyof typeof FIELDS, number: number): ServiceCard {
  const [facts = '', lt = '', en = ''] = line.split(' | ');
  const [kindName = '', who = '', days = '', fee = ''] = facts.split(' ');
  const kind = KINDS[kindName as DemoKind];
  const about = FIELDS[field];
  const act = Number(days) === GENERAL_DAYS ? GENERAL_LAW : about.law;
  const owner = about.owners[number % about.owners.length] ?? 'front-desk';
  const code = `${about.letters}-${String(number).padStart(2, '0')}`;
  const [register, source] = about.register;
  return {
    code,
    title: { lt: lt.trim(), en: en.trim() },
    description: kind.description,
    kind: kind.administrative ? 'administrative' : 'public',
    persons: who === 'nl' ? ['natural', 'legal'] : who === 'l' ? ['legal'] : ['natural'],
    status: 'active',
    field,
    owner,
    responsible: about.responsible,
    legalActs: [...new Set([about.law, GENERAL_LAW])].map((title) => ({ title })),
    requirements: [],
    documents: [
      { name: { lt: 'Prašymas', en: 'Request' }, from: 'person' },
      ...(kind.document === undefined ? [] : [{ name: kind.document, from: 'person' } as const]),
      { name: register, from: 'institution', register: source },
    ],
    forms: [],
    channels: channelsOf(owner),
    cost: fee === '0' ? { kind: 'free' } : { kind: 'fee', cents: Number(fee) * 100 },
    terms: [termOf(code, act, Number(days))],
    result: kind.result,
    appeal: APPEAL,
    events: [{ kind: about.event[0], name: about.event[1] }],
    keywords: { lt: [...about.keywords], en: [] },
    languages: ['lt', 'en'],
    ...(code === FELLING.code && { processId: FELLING.processes[0].processId }),
  };
}

const APPEAL = {
  lt: 'Sprendimą galima skųsti Lietuvos administracinių ginčų komisijai arba teismui. Skundas paduodamas per vieną mėnesį nuo sprendimo gavimo.',
  en: 'The decision can be appealed to the Administrative Disputes Commission or to a court. An appeal is filed within one month of receiving it.',
};

function channelsOf(owner: string): ServiceCard['channels'] {
  const hours = { lt: 'I–IV 8–17 val., V 8–15.45 val.', en: 'Mon–Thu 8–17, Fri 8–15:45' };
  const place = owner.startsWith('eldership')
    ? ({ kind: 'eldership', where: { lt: 'Seniūnijos būstinė', en: 'Office of the eldership' }, hours } as const)
    : ({ kind: 'desk', where: { lt: 'Laisvės a. 1, Eigupis', en: 'Laisvės a. 1, Eigupis' }, hours } as const);
  return [
    place,
    { kind: 'portal' },
    { kind: 'email', where: { lt: 'vienaslangelis@eigupis.example', en: 'vienaslangelis@eigupis.example' } },
  ];
}

function termOf(code: string, legalAct: string, days: number): CardTerm {
  return {
    id: `${code}-${SINCE}`,
    legalAct,
    validFrom: SINCE,
    startsFrom: 'registered',
    days: days === 0 ? GENERAL_DAYS : days,
    unit: 'working',
    ...(days === GENERAL_DAYS && { extension: { days: 10, times: 1, noticeWithinDays: 2 } }),
    suspensionGrounds: ['court'],
    restartsOnClarification: true,
    forwardWithinDays: 5,
    forwardNoticeWithinDays: 3,
  };
}

function modelled(card: (typeof MODELLED)[number], terms: readonly TermProfileData[]): ServiceCard {
  const about = FIELDS[card.field];
  const acts = terms.length === 0 ? [about.law] : terms.map(({ legalAct }) => legalAct);
  return {
    ...card,
    status: 'active',
    responsible: about.responsible,
    legalActs: [...new Set(acts)].map((title) => ({ title })),
    requirements: [],
    forms: [],
    channels: channelsOf(card.owner),
    cost: { kind: 'free' },
    terms: terms.map((term) => ({ ...term, suspensionGrounds: [...term.suspensionGrounds] })),
    appeal: APPEAL,
    events: [{ kind: about.event[0], name: about.event[1] }],
    keywords: { lt: [...about.keywords], en: [] },
    languages: ['lt', 'en'],
  };
}

/** What a real catalogue misses when it is first checked: here by the card's place in the list, the same each time. */
function withGaps(card: ServiceCard, index: number): ServiceCard {
  const changed: ServiceCard = { ...card };
  if (index % 7 === 3) delete changed.responsible;
  if (index % 11 === 4) delete changed.cost;
  if (index % 9 === 5) changed.title = { lt: card.title.lt };
  if (index % 13 === 6) changed.keywords = { lt: [], en: [] };
  if (index % 10 === 7 && card.description !== undefined)
    changed.description = {
      ...card.description,
      lt: `Paslauga teikiama vadovaujantis galiojančiais teisės aktais, kurie reglamentuoja prašymų priėmimą, registravimą, nagrinėjimą, sprendimų priėmimą ir dokumentų išdavimą, atsižvelgiant į pareiškėjo pateiktus duomenis bei institucijų išvadas. ${card.description.lt}`,
    };
  if (index % 12 === 8 && card.description !== undefined)
    changed.description = { ...card.description, lt: `${card.description.lt} Duomenys gaunami iš SPIS ir VMI.` };
  if (index % 40 === 21) changed.status = 'draft';
  return changed;
}
