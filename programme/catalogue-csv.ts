/** The catalogue as a table: a service a row, every field a column, nothing lost on the way out and in. */
import { csvLine, defused, fused } from '../analytics/log/csv-cells.ts';
import { CsvRecords } from '../analytics/log/csv-records.ts';
import { LogFaultError } from '../analytics/log/log-fault.ts';
import { CARD_COLUMNS, type CardColumn, type RawCard } from './card-columns.ts';
import type { CardFault } from './card/card-fault.ts';
import type { ServiceCard } from './card/service-card.ts';

/** A card of a file, not yet checked, and the line on which it begins. */
export interface FileCard {
  readonly line: number;
  readonly raw: unknown;
}

export interface FileRead {
  readonly cards: readonly FileCard[];
  readonly faults: readonly CardFault[];
}

const BYTE_ORDER_MARK = '\uFEFF';
export const MOST_SERVICES = 5_000;

/** With the mark by which Excel knows UTF-8; what a spreadsheet would take for a formula is defused by an apostrophe. */
export function writeCsv(cards: readonly ServiceCard[]): string {
  const head = csvLine(
    CARD_COLUMNS.map(({ name }) => name),
    ',',
  );
  return (
    BYTE_ORDER_MARK +
    head +
    cards
      .map((card) =>
        csvLine(
          CARD_COLUMNS.map((column) => defused(column.write(card))),
          ',',
        ),
      )
      .join('')
  );
}

/**
 * Reads what `writeCsv` wrote, also after Excel has saved it with semicolons. A column that the file does not have leaves what is known
 * of a service as it is.
 */
export function readCsv(text: string, known: ReadonlyMap<string, ServiceCard>): FileRead {
  const content = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const [firstLine = ''] = content.split(/\r?\n/, 1);
  const delimiter = firstLine.split(';').length > firstLine.split(',').length ? ';' : ',';
  const cards: FileCard[] = [];
  const faults: CardFault[] = [];
  let head: readonly (CardColumn | undefined)[] | undefined;
  const records = new CsvRecords({
    delimiter,
    take(values, line) {
      if (head === undefined) {
        head = columnsOf(values, line, faults);
        return;
      }
      if (values.length !== head.length) {
        const message = `The line has ${String(values.length)} cells, the first line ${String(head.length)}: mend quotes or delimiters.`;
        faults.push({ rule: 'unreadable', path: '', line, message });
        return;
      }
      if (cards.length < MOST_SERVICES) cards.push({ line, raw: rowOf(head, values.map(fused), known) });
      else if (faults.length === 0) faults.push(tooMany(line));
    },
  });
  try {
    records.write(content);
    records.end();
  } catch (error) {
    if (!(error instanceof LogFaultError)) throw error;
    const { line, message, remedy } = error.fault;
    faults.push({ rule: 'unreadable', path: '', line, message: `${message} ${remedy}` });
  }
  if (head === undefined && faults.length === 0) faults.push(nothing());
  // A first line that is not understood says nothing about the others.
  return { cards: faults.some(({ line }) => line === 1) ? [] : cards, faults };
}

function columnsOf(values: readonly string[], line: number, faults: CardFault[]): readonly (CardColumn | undefined)[] {
  const names = values.map((value) => fused(value).trim().toLowerCase());
  const head = names.map((name) => CARD_COLUMNS.find((column) => column.name === name));
  for (const [index, name] of names.entries()) {
    const message = `There is no column “${name}”: take it out, or name it one of ${CARD_COLUMNS.map((column) => column.name).join(', ')}.`;
    if (head[index] === undefined) faults.push({ rule: 'unknownField', path: name, value: name, line, message });
    else if (names.indexOf(name) !== index)
      faults.push({
        rule: 'unknownField',
        path: name,
        value: name,
        line,
        message: `The column “${name}” stands twice: take one out.`,
      });
  }
  if (!names.includes('code'))
    faults.push({
      rule: 'missing',
      path: 'code',
      line,
      message: 'There is no column “code”: each service is known by its code.',
    });
  return head;
}

function rowOf(
  head: readonly (CardColumn | undefined)[],
  cells: readonly string[],
  known: ReadonlyMap<string, ServiceCard>,
): RawCard {
  const code = cells[head.findIndex((column) => column?.name === 'code')]?.trim() ?? '';
  const before = known.get(code);
  const raw: RawCard = before === undefined ? fresh() : { ...structuredClone(before) };
  for (const [index, column] of head.entries()) column?.read((cells[index] ?? '').trim(), raw);
  return raw;
}

/** What a card has where a file says nothing of it. */
function fresh(): RawCard {
  return {
    status: 'draft',
    legalActs: [],
    requirements: [],
    documents: [],
    forms: [],
    channels: [],
    terms: [],
    events: [],
    keywords: { lt: [], en: [] },
    languages: ['lt'],
  };
}

export function tooMany(line?: number): CardFault {
  const message = `The file has more than ${String(MOST_SERVICES)} services: divide it.`;
  return { rule: 'unreadable', path: '', message, ...(line !== undefined && { line }) };
}

export function nothing(): CardFault {
  return { rule: 'unreadable', path: '', line: 1, message: 'The file has no services: choose the file that was exported.' };
}
