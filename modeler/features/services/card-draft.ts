/** A card while it is edited: every value a text under its place in the card, lists as rows of such texts. */
import {
  CARD_LANGUAGES,
  CHANNEL_KINDS,
  PERSON_KINDS,
  SERVICE_FIELDS,
  SERVICE_KINDS,
  SERVICE_STATUSES,
  serviceCard,
} from '../../../programme/card/service-card.ts';
import type { ServiceCard } from '../../../programme/card/service-card.ts';
import { shapeFaults } from '../../../programme/card/card-fault.ts';
import type { CardFault } from '../../../programme/card/card-fault.ts';

export type PartKind = 'line' | 'prose' | 'number' | 'yesNo' | 'words' | readonly string[];

export interface Part {
  /** Its place: `title.lt`, in a list `name.en`; alone (`''`) where the item is the text itself. */
  readonly path: string;
  readonly kind: PartKind;
}

const line = (path: string): Part => ({ path, kind: 'line' });
const both = (path: string, kind: PartKind = 'line'): readonly Part[] => [
  { path: `${path}.lt`, kind },
  { path: `${path}.en`, kind },
];

/** Fields outside lists, in the order in which they are asked. */
export const ALONE: readonly Part[] = [
  line('code'),
  { path: 'status', kind: SERVICE_STATUSES },
  ...both('title'),
  ...both('description', 'prose'),
  { path: 'kind', kind: SERVICE_KINDS },
  { path: 'field', kind: SERVICE_FIELDS },
  line('owner'),
  line('processId'),
  ...both('responsible'),
  ...both('result', 'prose'),
  ...both('appeal', 'prose'),
  { path: 'keywords.lt', kind: 'words' },
  { path: 'keywords.en', kind: 'words' },
  { path: 'cost.kind', kind: ['', 'free', 'fee'] },
  { path: 'cost.euros', kind: 'line' },
  ...both('cost.note'),
];

export const SETS = { persons: PERSON_KINDS, languages: CARD_LANGUAGES } as const;

export const LISTS = {
  legalActs: [line('title'), line('url')],
  requirements: [
    { path: 'lt', kind: 'prose' },
    { path: 'en', kind: 'prose' },
  ],
  documents: [{ path: 'from', kind: ['person', 'institution'] }, ...both('name'), line('register')],
  forms: [line('url'), ...both('name')],
  channels: [{ path: 'kind', kind: CHANNEL_KINDS }, ...both('where'), ...both('hours')],
  terms: [
    line('legalAct'),
    line('validFrom'),
    { path: 'days', kind: 'number' },
    { path: 'unit', kind: ['working', 'calendar'] },
    { path: 'startsFrom', kind: ['registered', 'received'] },
    { path: 'restartsOnClarification', kind: 'yesNo' },
    { path: 'extension.days', kind: 'number' },
    { path: 'extension.times', kind: 'number' },
    { path: 'extension.noticeWithinDays', kind: 'number' },
    { path: 'suspensionGrounds', kind: 'words' },
    { path: 'forwardWithinDays', kind: 'number' },
    { path: 'forwardNoticeWithinDays', kind: 'number' },
    line('id'),
  ],
  events: [{ path: 'kind', kind: ['life', 'business'] }, ...both('name')],
} as const satisfies Partial<Record<keyof ServiceCard, readonly Part[]>>;
export type ListName = keyof typeof LISTS;
export const LIST_NAMES = Object.keys(LISTS) as ListName[];

export type Row = Readonly<Record<string, string>>;
export interface CardDraft {
  readonly alone: Row;
  readonly sets: Readonly<Record<keyof typeof SETS, readonly string[]>>;
  readonly lists: Readonly<Record<ListName, readonly Row[]>>;
}

export function draftOf(card: ServiceCard): CardDraft {
  const cost = card.cost?.kind === 'fee' ? { ...card.cost, euros: (card.cost.cents / 100).toFixed(2) } : card.cost;
  const rows = (name: ListName): readonly Row[] => card[name].map((item) => rowOf(item, LISTS[name]));
  return {
    alone: rowOf({ ...card, cost }, ALONE),
    sets: { persons: card.persons, languages: card.languages },
    lists: Object.fromEntries(LIST_NAMES.map((name) => [name, rows(name)])) as Record<ListName, readonly Row[]>,
  };
}

/** A row with the first of every choice. */
export function emptyRow(name: ListName): Row {
  return rowOf({}, LISTS[name]);
}

export type Typed =
  | { readonly card: ServiceCard; readonly faults: readonly [] }
  | { readonly card: undefined; readonly faults: readonly CardFault[] };

/** The card that the draft says, or what is wrong with it. Empty texts are absent; a term without a name has that of its day. */
export function cardOf({ alone, sets, lists }: CardDraft): Typed {
  const raw = objectOf(alone, ALONE);
  const cost = raw['cost'] as Record<string, unknown> | undefined;
  if (cost?.['kind'] === 'fee') raw['cost'] = { kind: 'fee', cents: centsOf(cost['euros']), ...noted(cost['note']) };
  else if (cost?.['kind'] === 'free') raw['cost'] = { kind: 'free' };
  else delete raw['cost'];
  raw['keywords'] = { lt: [], en: [], ...(raw['keywords'] as object | undefined) };
  for (const name of Object.keys(SETS) as (keyof typeof SETS)[]) raw[name] = sets[name];
  for (const name of LIST_NAMES) raw[name] = lists[name].map((row) => objectOf(row, LISTS[name]));
  raw['terms'] = (raw['terms'] as Record<string, unknown>[]).map((term) => ({
    suspensionGrounds: [],
    id: `${alone['code'] ?? ''}-${typeof term['validFrom'] === 'string' ? term['validFrom'] : ''}`,
    ...term,
  }));
  const checked = serviceCard.safeParse(raw);
  return checked.success ? { card: checked.data, faults: [] } : { card: undefined, faults: shapeFaults(checked.error) };
}

const noted = (note: unknown): object => (note === undefined ? {} : { note });

function centsOf(euros: unknown): unknown {
  const parts = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(typeof euros === 'string' ? euros : '');
  return parts === null ? Number.NaN : Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
}

function rowOf(item: unknown, parts: readonly Part[]): Row {
  return Object.fromEntries(parts.map(({ path, kind }) => [path, textOf(at(item, path), kind)]));
}

function textOf(value: unknown, kind: PartKind): string {
  if (typeof kind === 'object') return typeof value === 'string' ? value : (kind[0] ?? '');
  if (kind === 'yesNo') return value === true ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function at(item: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inside, name) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, name) : undefined),
      item,
    );
}

function objectOf(row: Row, parts: readonly Part[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const { path, kind } of parts) {
    const value = valueOf((row[path] ?? '').trim(), kind);
    if (value === undefined) continue;
    const [first = '', second] = path.split('.');
    if (second === undefined) object[first] = value;
    else object[first] = { ...(object[first] as object | undefined), [second]: value };
  }
  return object;
}

function valueOf(text: string, kind: PartKind): unknown {
  if (text === '') return undefined;
  if (kind === 'number') return /^\d{1,9}$/.test(text) ? Number(text) : text;
  if (kind === 'yesNo') return text === 'yes';
  if (kind === 'words')
    return text
      .split(';')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  return text;
}
