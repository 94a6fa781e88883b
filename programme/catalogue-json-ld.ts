/** The catalogue as JSON-LD in the terms of CPSV-AP 3.2.0; what those have no word for is `eiga:`. Nothing is lost on the way out and in. */
import {
  CHANNEL,
  CONTEXT,
  EURO,
  FIELD,
  FROM,
  KIND,
  LANGUAGE,
  PERSONS,
  SERVICE,
  STATUS,
  UNIT,
  type Vocabulary,
} from './card-terms.ts';
import type { CardFault } from './card/card-fault.ts';
import { type CardTerm, type InBoth, type ServiceCard, termOn } from './card/service-card.ts';
import { type FileRead, MOST_SERVICES, nothing, tooMany } from './catalogue-csv.ts';
import { Node, NodeFaults } from './json-ld-node.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };
type JsonNode = Record<string, Json>;

const iri = (vocabulary: Vocabulary, word: string): Json => ({ '@id': vocabulary.toIri(word) });
const spoken = ({ lt, en }: InBoth): Json => [
  { '@language': 'lt', '@value': lt },
  ...(en === undefined ? [] : [{ '@language': 'en', '@value': en }]),
];

export interface Names {
  /** What a unit is called, where it is known. */
  unit(unit: string): InBoth | undefined;
}

/** @param today tells which term is written as `cv:processingTime` */
export function writeJsonLd(cards: readonly ServiceCard[], names: Names, today: string): string {
  return `${JSON.stringify({ '@context': CONTEXT, '@graph': cards.map((card) => nodeOf(card, names, today)) }, null, 2)}\n`;
}

function nodeOf(card: ServiceCard, names: Names, today: string): JsonNode {
  const term = termOn(card.terms, today);
  const unit = names.unit(card.owner);
  const node: Record<string, Json | undefined> = {
    '@id': SERVICE.toIri(card.code),
    '@type': 'cpsv:PublicService',
    'dct:identifier': card.code,
    'dct:title': spoken(card.title),
    'dct:description': card.description && spoken(card.description),
    'dct:type': iri(KIND, card.kind),
    'dct:audience': card.persons.map((kind) => iri(PERSONS, kind)),
    'adms:status': iri(STATUS, card.status),
    'cv:thematicArea': iri(FIELD, card.field),
    'cv:hasCompetentAuthority': {
      '@id': UNIT.toIri(card.owner),
      '@type': 'cv:PublicOrganisation',
      ...(unit && { 'skos:prefLabel': spoken(unit) }),
    },
    'eiga:responsible': card.responsible && spoken(card.responsible),
    'cv:hasLegalResource': card.legalActs.map(({ title, url }) => ({
      '@type': 'eli:LegalResource',
      'dct:title': title,
      ...(url !== undefined && { 'foaf:page': { '@id': url } }),
    })),
    'cv:holdsRequirement': card.requirements.map((text) => ({ '@type': 'cv:Requirement', 'dct:description': spoken(text) })),
    'cpsv:hasInput': card.documents.map(({ name, from, register }) => ({
      '@type': 'cv:Evidence',
      'dct:title': spoken(name),
      'eiga:from': iri(FROM, from),
      ...(register !== undefined && { 'eiga:register': register }),
    })),
    'eiga:form': card.forms.map(({ name, url }) => ({
      '@type': 'foaf:Document',
      'dct:title': spoken(name),
      'foaf:page': { '@id': url },
    })),
    'cv:hasChannel': card.channels.map(({ kind, where, hours }) => ({
      '@type': 'cv:Channel',
      'dct:type': iri(CHANNEL, kind),
      ...(where && { 'dct:description': spoken(where) }),
      ...(hours && { 'cv:openingHours': spoken(hours) }),
    })),
    'cv:hasCost': card.cost && {
      '@type': 'cv:Cost',
      'cv:hasValue': card.cost.kind === 'free' ? 0 : card.cost.cents / 100,
      'cv:currency': { '@id': EURO },
      ...(card.cost.kind === 'fee' && card.cost.note && { 'dct:description': spoken(card.cost.note) }),
    },
    // For others: a working day is a day in it, since xsd:duration has no other. We read the rule below.
    'cv:processingTime': term && { '@type': 'xsd:duration', '@value': `P${String(term.days)}D` },
    'cpsv:follows': card.terms.map(ruleOf),
    'cpsv:produces': card.result && { '@type': 'cv:Output', 'dct:description': spoken(card.result) },
    'eiga:appeal': card.appeal && spoken(card.appeal),
    'cv:isGroupedBy': card.events.map(({ kind, name }) => ({
      '@type': kind === 'life' ? 'cv:LifeEvent' : 'cv:BusinessEvent',
      'dct:title': spoken(name),
    })),
    'dcat:keyword': (['lt', 'en'] as const).flatMap((language) =>
      card.keywords[language].map((word) => ({ '@language': language, '@value': word })),
    ),
    'dct:language': card.languages.map((language) => iri(LANGUAGE, language)),
    'eiga:process': card.processId,
  };
  return Object.fromEntries(
    Object.entries(node).filter((entry): entry is [string, Json] => entry[1] !== undefined && !isEmpty(entry[1])),
  );
}

const isEmpty = (value: Json): boolean => Array.isArray(value) && value.length === 0;

function ruleOf({ id, legalAct, suspensionGrounds, ...term }: CardTerm): Json {
  const rule: JsonNode = { '@type': 'cpsv:Rule', 'dct:identifier': id, 'eiga:legalAct': legalAct };
  for (const [name, value] of Object.entries(term)) rule[`eiga:${name}`] = value;
  if (suspensionGrounds.length > 0) rule['eiga:suspensionGrounds'] = suspensionGrounds;
  return rule;
}

/** Reads what `writeJsonLd` wrote: a graph, a list of services or one, with these prefixes. A property that it does not know is a fault. */
export function readJsonLd(text: string): FileRead {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const message = `The file is not JSON (${error instanceof Error ? error.message.slice(0, 120) : ''}): choose the file that was exported.`;
    return { cards: [], faults: [{ rule: 'unreadable', path: '', message }] };
  }
  const nodes = graphOf(document);
  if (nodes.length === 0) return { cards: [], faults: [nothing()] };
  if (nodes.length > MOST_SERVICES) return { cards: [], faults: [tooMany()] };
  const lines = linesOf(text, nodes);
  const faults: CardFault[] = [];
  const cards = nodes.map((node, index) => {
    const line = lines[index] ?? 1;
    const said = new NodeFaults();
    const raw = cardOf(new Node(node, '', said));
    faults.push(...said.faults.map((fault) => ({ ...fault, line })));
    return { line, raw };
  });
  return { cards, faults };
}

function graphOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  if (typeof document !== 'object' || document === null) return [];
  if (!('@graph' in document)) return [document];
  return Array.isArray(document['@graph']) ? document['@graph'] : [document['@graph']];
}

/** The line on which each service says its code, looked for one after the other. */
function linesOf(text: string, nodes: readonly unknown[]): readonly number[] {
  let from = 0;
  let line = 1;
  return nodes.map((node) => {
    const code = typeof node === 'object' && node !== null && 'dct:identifier' in node ? node['dct:identifier'] : undefined;
    const at = typeof code === 'string' ? text.indexOf(`"dct:identifier": ${JSON.stringify(code)}`, from) : -1;
    if (at < 0) return line;
    line += text.slice(from, at).split('\n').length - 1;
    from = at;
    return line;
  });
}

function cardOf(node: Node): Record<string, unknown> {
  node.type('cpsv:PublicService');
  for (const derived of ['@id', '@context', 'cv:processingTime']) node.skip(derived);
  const cost = node.one('cv:hasCost', (of) => {
    of.type('cv:Cost');
    const value = of.plain('cv:hasValue');
    const note = of.spoken('dct:description');
    const currency = of.iri('cv:currency');
    if (currency !== undefined && currency !== EURO) of.fault('cv:currency', 'a cost is in euros');
    return value === 0
      ? { kind: 'free' }
      : { kind: 'fee', cents: typeof value === 'number' ? Math.round(value * 100) : value, ...(note !== undefined && { note }) };
  });
  const keywords = node.words('dcat:keyword');
  const card = {
    code: node.plain('dct:identifier'),
    title: node.spoken('dct:title'),
    description: node.spoken('dct:description'),
    kind: node.word('dct:type', KIND),
    persons: node.allWords('dct:audience', PERSONS),
    status: node.word('adms:status', STATUS) ?? 'draft',
    field: node.word('cv:thematicArea', FIELD),
    owner: node.one('cv:hasCompetentAuthority', (of) => {
      for (const derived of ['@type', 'skos:prefLabel', 'dct:identifier']) of.skip(derived);
      const id = of.plain('@id');
      return typeof id === 'string' ? UNIT.toWord(id) : id;
    }),
    responsible: node.spoken('eiga:responsible'),
    legalActs: node.all('cv:hasLegalResource', 'eli:LegalResource', (of) => ({
      title: of.text('dct:title'),
      url: of.iri('foaf:page'),
    })),
    requirements: node.all('cv:holdsRequirement', 'cv:Requirement', (of) => of.spoken('dct:description')),
    documents: node.all('cpsv:hasInput', 'cv:Evidence', (of) => ({
      name: of.spoken('dct:title'),
      from: of.word('eiga:from', FROM) ?? 'person',
      register: of.text('eiga:register'),
    })),
    forms: node.all('eiga:form', 'foaf:Document', (of) => ({ name: of.spoken('dct:title'), url: of.iri('foaf:page') })),
    channels: node.all('cv:hasChannel', 'cv:Channel', (of) => ({
      kind: of.word('dct:type', CHANNEL),
      where: of.spoken('dct:description'),
      hours: of.spoken('cv:openingHours'),
    })),
    cost,
    terms: node.all('cpsv:follows', 'cpsv:Rule', termOf),
    result: node.one('cpsv:produces', (of) => {
      of.type('cv:Output');
      return of.spoken('dct:description');
    }),
    appeal: node.spoken('eiga:appeal'),
    events: node.all('cv:isGroupedBy', undefined, (of) => ({
      kind: of.typeOf({ 'cv:LifeEvent': 'life', 'cv:BusinessEvent': 'business' }),
      name: of.spoken('dct:title'),
    })),
    keywords: { lt: keywords('lt'), en: keywords('en') },
    languages: node.allWords('dct:language', LANGUAGE, ['lt']),
    processId: node.plain('eiga:process'),
  };
  node.done();
  return withoutAbsent(card) as Record<string, unknown>;
}

function termOf(of: Node): unknown {
  const names = [
    'validFrom',
    'startsFrom',
    'days',
    'unit',
    'extension',
    'restartsOnClarification',
    'forwardWithinDays',
    'forwardNoticeWithinDays',
  ];
  return {
    id: of.plain('dct:identifier'),
    legalAct: of.plain('eiga:legalAct'),
    ...Object.fromEntries(names.map((name) => [name, of.plain(`eiga:${name}`)])),
    suspensionGrounds: of.list('eiga:suspensionGrounds'),
  };
}

function withoutAbsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, withoutAbsent(member)]),
  );
}
