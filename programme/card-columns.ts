/** The columns of the catalogue as a table: how a card's field becomes a cell and comes back. What comes back is not yet checked. */
import { pack, packItems, unpack, unpackItems } from './packed-cell.ts';
import type { CardTerm, InBoth, ServiceCard } from './card/service-card.ts';

/** A card on its way in: anything may be wrong with it. */
export type RawCard = Record<string, unknown>;

export interface CardColumn {
  readonly name: string;
  /** The card's field, to tell where a fault stands. */
  readonly field: keyof ServiceCard;
  /** What its parts are, for the documentation: `title | address`. */
  readonly parts?: string;
  write(card: ServiceCard): string;
  /** Puts the cell into the card; an empty cell empties the field. */
  read(cell: string, raw: RawCard): void;
}

type TextField = 'title' | 'description' | 'responsible' | 'result' | 'appeal';
const LANGUAGES = ['lt', 'en'] as const;

function bothOf(field: TextField): readonly CardColumn[] {
  return LANGUAGES.map((language) => ({
    name: `${field}_${language}`,
    field,
    write: (card) => card[field]?.[language] ?? '',
    read(cell, raw) {
      const text: Record<string, unknown> = { ...(raw[field] as Partial<InBoth> | undefined) };
      if (cell === '') delete text[language];
      else text[language] = cell;
      if (Object.keys(text).length === 0) delete raw[field];
      else raw[field] = text;
    },
  }));
}

function one(name: string, field: 'code' | 'status' | 'kind' | 'field' | 'owner' | 'processId'): CardColumn {
  return {
    name,
    field,
    write: (card) => card[field] ?? '',
    read(cell, raw) {
      if (cell === '') delete raw[field];
      else raw[field] = cell;
    },
  };
}

function words(field: 'persons' | 'languages'): CardColumn {
  return {
    name: field,
    field,
    write: (card) => card[field].join('; '),
    read(cell, raw) {
      raw[field] = cell.split(/[;,\s]+/).filter((word) => word !== '');
    },
  };
}

function items<Field extends keyof ServiceCard>(
  name: string,
  field: Field,
  parts: string,
  write: (card: ServiceCard) => readonly (readonly (string | undefined)[])[],
  read: (parts: readonly string[]) => unknown,
): CardColumn {
  return {
    name,
    field,
    parts,
    write: (card) => packItems(write(card)),
    read(cell, raw) {
      raw[field] = unpackItems(cell).map(read);
    },
  };
}

/** Empty parts are absent. */
function given(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== ''));
}
const both = (lt = '', en = ''): unknown => (lt === '' && en === '' ? undefined : given({ lt, en }));
/** Digits as a number; anything else stays what it is, for the schema to refuse. */
const digits = (text = ''): unknown => (/^\d{1,9}$/.test(text) ? Number(text) : text);
const yesNo = (text = ''): unknown => (text === 'yes' ? true : text === 'no' ? false : text);

const cost: CardColumn = {
  name: 'cost',
  field: 'cost',
  parts: 'free, or euros: 12.50',
  write: ({ cost }) => (cost === undefined ? '' : cost.kind === 'free' ? 'free' : (cost.cents / 100).toFixed(2)),
  read(cell, raw) {
    if (cell === '') delete raw['cost'];
    else if (cell === 'free') raw['cost'] = { kind: 'free' };
    else {
      const euros = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(cell);
      const cents = euros === null ? cell : Number(euros[1]) * 100 + Number((euros[2] ?? '').padEnd(2, '0'));
      const before = raw['cost'] as { readonly note?: unknown } | undefined;
      raw['cost'] = given({ kind: 'fee', cents, note: before?.note });
    }
  },
};

function costNote(language: 'lt' | 'en'): CardColumn {
  return {
    name: `cost_note_${language}`,
    field: 'cost',
    write: ({ cost }) => (cost?.kind === 'fee' ? (cost.note?.[language] ?? '') : ''),
    read(cell, raw) {
      const before = raw['cost'] as { readonly note?: Record<string, unknown> } | undefined;
      if (before === undefined && cell === '') return;
      const note = given({ ...before?.note, [language]: cell });
      raw['cost'] = given({ ...before, note: Object.keys(note).length === 0 ? undefined : note });
    },
  };
}

function termParts(term: CardTerm): readonly (string | undefined)[] {
  const { extension, forwardWithinDays, forwardNoticeWithinDays } = term;
  return [
    term.id,
    term.legalAct,
    term.validFrom,
    term.startsFrom,
    String(term.days),
    term.unit,
    extension && pack([extension.days, extension.times, extension.noticeWithinDays].map(String), ','),
    term.suspensionGrounds.length === 0 ? '' : pack(term.suspensionGrounds, ','),
    term.restartsOnClarification ? 'yes' : 'no',
    forwardWithinDays?.toString(),
    forwardNoticeWithinDays?.toString(),
  ];
}

function termOf(parts: readonly string[]): unknown {
  const [id, legalAct, validFrom, startsFrom, days, unit, extension = '', grounds = '', restarts, forward, notice] = parts;
  const [most, times, within] = unpack(extension, ',');
  return given({
    id,
    legalAct,
    validFrom,
    startsFrom,
    days: digits(days),
    unit,
    extension: extension === '' ? undefined : { days: digits(most), times: digits(times), noticeWithinDays: digits(within) },
    suspensionGrounds: grounds === '' ? [] : unpack(grounds, ','),
    restartsOnClarification: yesNo(restarts),
    forwardWithinDays: forward === '' ? undefined : forward && digits(forward),
    forwardNoticeWithinDays: notice === '' ? undefined : notice && digits(notice),
  });
}

function keywords(language: 'lt' | 'en'): CardColumn {
  return {
    name: `keywords_${language}`,
    field: 'keywords',
    parts: 'word',
    write: ({ keywords: all }) => packItems(all[language].map((word) => [word])),
    read(cell, raw) {
      raw['keywords'] = {
        lt: [],
        en: [],
        ...(raw['keywords'] as object | undefined),
        [language]: unpackItems(cell).map(([word]) => word),
      };
    },
  };
}

export const CARD_COLUMNS: readonly CardColumn[] = [
  one('code', 'code'),
  one('status', 'status'),
  one('kind', 'kind'),
  words('persons'),
  one('field', 'field'),
  one('owner', 'owner'),
  ...bothOf('title'),
  ...bothOf('description'),
  ...bothOf('responsible'),
  items(
    'legal_acts',
    'legalActs',
    'title | url',
    (card) => card.legalActs.map(({ title, url }) => [title, url]),
    ([title, url]) => given({ title, url }),
  ),
  items(
    'requirements',
    'requirements',
    'lt | en',
    (card) => card.requirements.map(({ lt, en }) => [lt, en]),
    ([lt, en]) => given({ lt, en }),
  ),
  items(
    'documents',
    'documents',
    'person or institution | lt | en | register',
    (card) => card.documents.map(({ from, name, register }) => [from, name.lt, name.en, register]),
    ([from, lt, en, register]) => given({ from, name: both(lt, en), register }),
  ),
  items(
    'forms',
    'forms',
    'url | lt | en',
    (card) => card.forms.map(({ url, name }) => [url, name.lt, name.en]),
    ([url, lt, en]) => given({ url, name: both(lt, en) }),
  ),
  items(
    'channels',
    'channels',
    'kind | where lt | where en | hours lt | hours en',
    (card) => card.channels.map(({ kind, where, hours }) => [kind, where?.lt, where?.en, hours?.lt, hours?.en]),
    ([kind, lt, en, hoursLt, hoursEn]) => given({ kind, where: both(lt, en), hours: both(hoursLt, hoursEn) }),
  ),
  cost,
  costNote('lt'),
  costNote('en'),
  items(
    'terms',
    'terms',
    'id | legal act | valid from | received or registered | days | working or calendar | extension: days, times, notice days | ' +
      'suspension grounds | restarts: yes or no | forward within days | forward notice within days',
    (card) => card.terms.map(termParts),
    termOf,
  ),
  ...bothOf('result'),
  ...bothOf('appeal'),
  items(
    'events',
    'events',
    'life or business | lt | en',
    (card) => card.events.map(({ kind, name }) => [kind, name.lt, name.en]),
    ([kind, lt, en]) => given({ kind, name: both(lt, en) }),
  ),
  keywords('lt'),
  keywords('en'),
  words('languages'),
  one('process', 'processId'),
];
