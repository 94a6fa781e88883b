/** The catalogue as a file, out and in. An import is tried first, and then done whole or not at all. */
import { refuse } from '../engine/errors.ts';
import type { Clock } from '../engine/index.ts';
import { dayOf } from '../engine/time/zone.ts';
import type { Organisation } from '../organisation/index.ts';
import { type CardFault, shapeFaults } from './card/card-fault.ts';
import { serviceCard, type ServiceCard } from './card/service-card.ts';
import type { Author, CardsPlan, CardsRefused, Catalogue } from './catalogue.ts';
import { type FileCard, readCsv, writeCsv } from './catalogue-csv.ts';
import { readJsonLd, writeJsonLd } from './catalogue-json-ld.ts';

export const CATALOGUE_FORMATS = ['csv', 'jsonld'] as const;
export type CatalogueFormat = (typeof CATALOGUE_FORMATS)[number];

export interface CatalogueFiles {
  export(tenantId: string, format: CatalogueFormat): Promise<string>;
  /** What an import would do, and every fault with its line; writes nothing. */
  try(tenantId: string, format: CatalogueFormat, text: string): Promise<CardsPlan>;
  /** All or nothing. */
  import(tenantId: string, format: CatalogueFormat, text: string, author: Author): Promise<CardsPlan | CardsRefused>;
}

interface Read {
  readonly cards: readonly ServiceCard[];
  readonly faults: readonly CardFault[];
  readonly lineOf: (code: string, nth: number) => number | undefined;
}

export function catalogueFiles(services: Catalogue, organisation: Organisation, clock: Clock): CatalogueFiles {
  async function read(tenantId: string, format: CatalogueFormat, text: string): Promise<Read> {
    const known = new Map((await services.list(tenantId)).map(({ card }) => [card.code, card]));
    return checked(format === 'csv' ? readCsv(text, known) : readJsonLd(text));
  }

  async function planOf(tenantId: string, { cards, faults, lineOf }: Read): Promise<CardsPlan> {
    const plan = await services.plan(tenantId, cards);
    const placed = plan.faults.map((fault) => atLine(fault, lineOf));
    const all = [...faults, ...placed].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    return { ...plan, faults: all };
  }

  return {
    async export(tenantId, format) {
      const cards = (await services.list(tenantId)).map(({ card }) => card);
      const inOrder = cards.sort((a, b) => (a.code < b.code ? -1 : 1));
      if (format === 'csv') return writeCsv(inOrder);
      const units = new Map((await organisation.people.units(tenantId)).map((unit) => [unit.unit, unit]));
      const names = {
        unit(id: string) {
          const unit = units.get(id);
          return unit && { lt: unit.name, ...(unit.nameEn !== undefined && { en: unit.nameEn }) };
        },
      };
      return writeJsonLd(inOrder, names, dayOf(clock.now(), organisation.calendars.dataOf(tenantId, undefined).data.zone));
    },
    try: async (tenantId, format, text) => planOf(tenantId, await read(tenantId, format, text)),
    async import(tenantId, format, text, author) {
      const file = await read(tenantId, format, text);
      const { faults } = await planOf(tenantId, file);
      const [first] = faults;
      if (first === undefined) return services.saveAll(tenantId, file.cards, author);
      const where = first.line === undefined ? '' : `Line ${String(first.line)}: `;
      return { ...refuse('invalid', `${where}${first.message} Nothing was imported.`), faults };
    },
  };
}

function checked({ cards, faults }: { readonly cards: readonly FileCard[]; readonly faults: readonly CardFault[] }): Read {
  const good: ServiceCard[] = [];
  const found: CardFault[] = [...faults];
  const lines = new Map<string, number[]>();
  for (const { line, raw } of cards) {
    const result = serviceCard.safeParse(raw);
    if (result.success) {
      const { code } = result.data;
      good.push(result.data);
      lines.set(code, [...(lines.get(code) ?? []), line]);
    } else {
      const code = codeOf(raw);
      found.push(...shapeFaults(result.error).map((fault) => ({ ...fault, line, ...(code !== undefined && { code }) })));
    }
  }
  return { cards: good, faults: found, lineOf: (code, nth) => lines.get(code)?.at(nth) };
}

function codeOf(raw: unknown): string | undefined {
  const code = typeof raw === 'object' && raw !== null && 'code' in raw ? raw.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** A code that stands twice is the second line's fault. */
function atLine(fault: CardFault, lineOf: Read['lineOf']): CardFault {
  const line = fault.code === undefined ? undefined : lineOf(fault.code, fault.rule === 'duplicateCode' ? -1 : 0);
  return line === undefined ? fault : { ...fault, line };
}
