/** The catalogue of a tenant's services: cards with their versions, found, changed, checked. */
import type { Database } from '../database/connect.ts';
import { transaction } from '../database/transaction.ts';
import { refuse, type Refusal } from '../engine/errors.ts';
import type { Clock, Engine } from '../engine/index.ts';
import type { Organisation } from '../organisation/index.ts';
import { replaceTermProfiles } from '../organisation/store/calendars.ts';
import { cardFaults, type CardFault, type CardWorld } from './card/card-fault.ts';
import { type CardRuleName, CARD_RULES, type Gap, gapsOf } from './card/card-rules.ts';
import type { ServiceCard } from './card/service-card.ts';
import { search, sought, type Sought } from './service-search.ts';
import {
  beginChange,
  type Changing,
  type KeptCard,
  loadCards,
  loadVersions,
  type Reading,
  revisionOf,
  writeCards,
} from './store/services.ts';

export interface ServiceFilter {
  readonly text?: string | undefined;
  readonly owner?: string | undefined;
  readonly persons?: ServiceCard['persons'][number] | undefined;
  readonly kind?: ServiceCard['kind'] | undefined;
  readonly field?: ServiceCard['field'] | undefined;
  readonly status?: ServiceCard['status'] | undefined;
  /** With a model, or without. */
  readonly hasModel?: boolean | undefined;
  /** With a gap of this rule, with any, with none. */
  readonly gap?: CardRuleName | 'any' | 'none' | undefined;
  readonly processId?: string | undefined;
}

export interface ListedService extends KeptCard {
  readonly gaps: readonly Gap[];
}

export interface GapCount {
  readonly rule: CardRuleName;
  readonly services: number;
  readonly gaps: number;
}

/** Refused with every fault. */
export interface CardsRefused extends Refusal {
  readonly faults: readonly CardFault[];
}

export interface Author {
  readonly user: string;
  readonly note?: string | undefined;
}

export interface Catalogue {
  /** By title as Lithuanian sorts it; by what fits best where words are sought. */
  list(tenantId: string, filter?: ServiceFilter): Promise<readonly ListedService[]>;
  find(tenantId: string, code: string): Promise<ListedService | undefined>;
  /** Refused when the code is taken or the card does not fit the house. */
  create(tenantId: string, card: ServiceCard, author: Author): Promise<ListedService | CardsRefused>;
  /** Refused (conflict) when somebody has changed it since `version`; the code stays. The same card is no new version. */
  change(tenantId: string, version: number, card: ServiceCard, author: Author): Promise<ListedService | CardsRefused>;
  /** Newest first. */
  versions(tenantId: string, code: string): Promise<readonly KeptCard[]>;
  /** Of every rule, over what the filter leaves, withdrawn ones excepted. */
  gaps(tenantId: string, filter?: ServiceFilter): Promise<readonly GapCount[]>;
  /** Adds and changes many, all or none. `plan` says what would be done and writes nothing. */
  plan(tenantId: string, cards: readonly ServiceCard[]): Promise<CardsPlan>;
  saveAll(tenantId: string, cards: readonly ServiceCard[], author: Author): Promise<CardsPlan | CardsRefused>;
}

export interface CardsPlan {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** By the code of the card. */
  readonly faults: readonly CardFault[];
}

interface Parts {
  readonly database: Database;
  readonly organisation: Organisation;
  readonly engine: Pick<Engine, 'search'>;
  readonly clock: Clock;
}

interface KnownService extends Sought {
  readonly gaps: readonly Gap[];
}

interface Known {
  readonly revision: string;
  readonly services: readonly KnownService[];
  readonly byCode: ReadonlyMap<string, KnownService>;
}

const MOST_DEFINITIONS = 10_000;

export function catalogue({ database, organisation, engine, clock }: Parts): Catalogue {
  const kept = new Map<string, Known>();

  /** Read again only when the catalogue's revision has grown. */
  async function known(tenantId: string): Promise<Known> {
    const revision = await revisionOf(database, tenantId);
    const before = kept.get(tenantId);
    if (before?.revision === revision) return before;
    const services = (await loadCards(database.knex, tenantId))
      .map((row) => ({ ...sought(row), gaps: gapsOf(row.card) }))
      .sort((a, b) => a.kept.card.title.lt.localeCompare(b.kept.card.title.lt, 'lt'));
    const read = { revision, services, byCode: new Map(services.map((service) => [service.kept.card.code, service])) };
    kept.set(tenantId, read);
    return read;
  }

  async function left(tenantId: string, { text, ...filter }: ServiceFilter): Promise<readonly KnownService[]> {
    const services = (await known(tenantId)).services.filter((service) => fits(service, filter));
    return text === undefined ? services : search(services, text);
  }

  async function worldOf(tenantId: string): Promise<CardWorld> {
    const [units, definitions] = await Promise.all([
      organisation.people.units(tenantId),
      engine.search.definitions({ tenantId, units: 'all' }, { limit: MOST_DEFINITIONS }),
    ]);
    return {
      units: new Set(units.map(({ unit }) => unit)),
      processes: new Set(definitions.items.map(({ processId }) => processId)),
    };
  }

  async function write(sql: Changing, tenantId: string, cards: readonly KeptCard[]): Promise<void> {
    await writeCards(sql, tenantId, cards);
    await replaceTermProfiles(
      sql,
      tenantId,
      cards.map(({ card }) => ({ service: card.code, profiles: card.terms })),
    );
  }

  async function saveOne(
    tenantId: string,
    card: ServiceCard,
    { user, note }: Author,
    versionOf: (before: KeptCard | undefined) => number | CardsRefused | 'same',
  ): Promise<ListedService | CardsRefused> {
    const faults = cardFaults(card, await worldOf(tenantId));
    if (faults.length > 0) return refused(faults);
    const done = await transaction(database, async (sql) => {
      await beginChange(sql, tenantId);
      const before = (await loadCards(sql, tenantId)).find((one) => one.card.code === card.code);
      const version = versionOf(before);
      if (typeof version === 'object') return version;
      if (version === 'same') return undefined;
      const next = { card, version, changedAt: clock.now(), changedBy: user, ...(note !== undefined && { note }) };
      await write(sql, tenantId, [next]);
      return undefined;
    });
    if (done !== undefined) return done;
    await organisation.calendars.refresh();
    const service = (await known(tenantId)).byCode.get(card.code);
    return service === undefined ? notFound() : listed(service);
  }

  async function planned(sql: Reading, world: CardWorld, tenantId: string, cards: readonly ServiceCard[]) {
    const before = new Map((await loadCards(sql, tenantId)).map((one) => [one.card.code, one]));
    const codes = new Set<string>();
    const faults = cards.flatMap((card): readonly CardFault[] => {
      const twice = codes.has(card.code);
      codes.add(card.code);
      const own = cardFaults(card, world);
      return [...(twice ? [duplicate(card.code)] : []), ...own].map((fault) => ({ ...fault, code: card.code }));
    });
    const isSame = (card: ServiceCard): boolean => {
      const old = before.get(card.code);
      return old !== undefined && sameCard(old.card, card);
    };
    const codesOf = (those: readonly ServiceCard[]) => those.map(({ code }) => code);
    const plan: CardsPlan = {
      added: codesOf(cards.filter(({ code }) => !before.has(code))),
      changed: codesOf(cards.filter((card) => before.has(card.code) && !isSame(card))),
      unchanged: codesOf(cards.filter(isSame)),
      faults,
    };
    return { plan, before };
  }

  return {
    async list(tenantId, filter = {}) {
      return (await left(tenantId, filter)).map(listed);
    },
    async find(tenantId, code) {
      const service = (await known(tenantId)).byCode.get(code);
      return service && listed(service);
    },
    create: (tenantId, card, author) =>
      saveOne(tenantId, card, author, (before) => (before === undefined ? 1 : refused([duplicate(card.code)], 'conflict'))),
    change: (tenantId, version, card, author) =>
      saveOne(tenantId, card, author, (before) => {
        if (before === undefined) return notFound();
        if (before.version !== version)
          return {
            ...refuse(
              'conflict',
              `${before.changedBy} has changed this card since you opened it: look at version ${String(before.version)}, then change again.`,
            ),
            faults: [],
          };
        return sameCard(before.card, card) ? 'same' : version + 1;
      }),
    versions: (tenantId, code) => loadVersions(database, tenantId, code),
    async gaps(tenantId, filter = {}) {
      const inUse = (await left(tenantId, filter)).filter(({ kept: { card } }) => card.status !== 'withdrawn');
      return CARD_RULES.map((rule) => {
        const counts = inUse.map(({ gaps }) => gaps.filter((gap) => gap.rule === rule).length).filter((count) => count > 0);
        return { rule, services: counts.length, gaps: counts.reduce((sum, count) => sum + count, 0) };
      });
    },
    plan: async (tenantId, cards) => (await planned(database.knex, await worldOf(tenantId), tenantId, cards)).plan,
    async saveAll(tenantId, cards, { user, note }) {
      const world = await worldOf(tenantId);
      const done = await transaction(database, async (sql) => {
        await beginChange(sql, tenantId);
        const { plan, before } = await planned(sql, world, tenantId, cards);
        if (plan.faults.length > 0) return refused(plan.faults);
        const touched = new Set([...plan.added, ...plan.changed]);
        const now = clock.now();
        const next = cards
          .filter(({ code }) => touched.has(code))
          .map((card) => ({
            card,
            version: (before.get(card.code)?.version ?? 0) + 1,
            changedAt: now,
            changedBy: user,
            ...(note !== undefined && { note }),
          }));
        if (next.length > 0) await write(sql, tenantId, next);
        return plan;
      });
      await organisation.calendars.refresh();
      return done;
    },
  };
}

/** Equal whatever the order of members: the store keeps its own. */
export function sameCard(one: ServiceCard, other: ServiceCard): boolean {
  return ordered(one) === ordered(other);
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

function listed({ kept, gaps }: KnownService): ListedService {
  return { ...kept, gaps };
}

function fits({ kept: { card }, gaps }: KnownService, filter: ServiceFilter): boolean {
  const { owner, persons, kind, field, status, hasModel, gap, processId } = filter;
  if (owner !== undefined && card.owner !== owner) return false;
  if (persons !== undefined && !card.persons.includes(persons)) return false;
  if (kind !== undefined && card.kind !== kind) return false;
  if (field !== undefined && card.field !== field) return false;
  if (status !== undefined && card.status !== status) return false;
  if (processId !== undefined && card.processId !== processId) return false;
  if (hasModel !== undefined && (card.processId !== undefined) !== hasModel) return false;
  if (gap === 'any') return gaps.length > 0;
  if (gap === 'none') return gaps.length === 0;
  return gap === undefined || gaps.some(({ rule }) => rule === gap);
}

function duplicate(code: string): CardFault {
  return {
    rule: 'duplicateCode',
    path: 'code',
    value: code,
    message: `The code “${code}” is taken: change that service, or give this one a code of its own.`,
  };
}

function refused(faults: readonly CardFault[], reason: 'invalid' | 'conflict' = 'invalid'): CardsRefused {
  return { ...refuse(reason, faults[0]?.message ?? 'The card cannot be right.'), faults };
}

function notFound(): CardsRefused {
  return { ...refuse('notFound', 'There is no such service.'), faults: [] };
}
