/**
 * Export as CSV (RFC 4180, UTF-8): a line for each activity instance, with all its instants in ISO 8601. Read with `csvMappingOf` it is
 * the same log, except for what the export says it could not keep; read without, other tools and `readCsv` know the columns by name.
 */
import type { CsvMapping } from './csv-columns.ts';
import { csvLine, defused } from './csv-cells.ts';
import type { Delimiter } from './csv-records.ts';
import { attributeColumns, casePlan, hasTime, rowPlan } from './csv-plan.ts';
import type { PlannedColumn } from './csv-plan.ts';
import type { EventLog } from './event-log.ts';
import { notKeptInCsv } from './csv-losses.ts';
import { othersTurn, PIECE } from './not-written.ts';
import type { NotWritten, WriteProgress } from './not-written.ts';

export interface CsvForm {
  /** A comma when absent; spreadsheets of Lithuania and most of Europe want a semicolon. */
  readonly delimiter?: Delimiter | undefined;
  /** Begin with a byte order mark, by which Excel knows UTF-8. */
  readonly byteOrderMark?: boolean | undefined;
}

/** How the file is to be read so that it is the same log. */
export function csvMappingOf(log: EventLog, { delimiter = ',' }: CsvForm = {}): CsvMapping {
  return {
    delimiter,
    encoding: 'utf-8',
    defused: true,
    columns: planOf(log).map(({ header, role, name, type }) => ({
      name: header,
      role,
      ...(role !== 'ignore' && name !== undefined && { as: name }),
      ...(type !== undefined && { type }),
      ...((role === 'enabled' || role === 'claimed' || role === 'start' || role === 'end') && { dateFormat: 'iso' as const }),
    })),
  };
}

/** Pieces of the file, in order. It ends with what could not be kept. */
export async function* writeCsv(
  log: EventLog,
  { delimiter = ',', byteOrderMark = false }: CsvForm = {},
  progress?: WriteProgress,
): AsyncGenerator<string, readonly NotWritten[]> {
  const plan = planOf(log);
  const { cases } = log;
  let piece = `${byteOrderMark ? '\uFEFF' : ''}${csvLine(
    plan.map(({ header }) => header),
    delimiter,
  )}`;
  for (let index = 0; index < cases.count; index++) {
    for (let row = cases.firstRow[index]!; row < cases.firstRow[index + 1]!; row++)
      if (hasTime(log, row))
        piece += csvLine(
          plan.map((column) => column.cell(row, index)),
          delimiter,
        );
    if (piece.length < PIECE) continue;
    yield piece;
    progress?.(index + 1, cases.count);
    piece = '';
    await othersTurn();
  }
  yield piece;
  progress?.(cases.count, cases.count);
  return notKeptInCsv(log, plan);
}

/** What `writeCsv` would say at its end. */
export function lostInCsv(log: EventLog): readonly NotWritten[] {
  return notKeptInCsv(log, planOf(log));
}

/** Columns that the log has something for, each under a name of its own. */
function planOf(log: EventLog): readonly PlannedColumn[] {
  const used = new Set<string>();
  return [...rowPlan(log), ...casePlan(log), ...attributeColumns(log)].map((column) => {
    let header = defused(column.header);
    for (let times = 2; used.has(header.trim()); times++) header = `${defused(column.header)} (${String(times)})`;
    used.add(header.trim());
    return { ...column, header };
  });
}
