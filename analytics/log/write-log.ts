/** A log as a file of any of the forms we write. */
import { lostInCsv, writeCsv } from './csv-writer.ts';
import type { CsvForm } from './csv-writer.ts';
import type { EventLog } from './event-log.ts';
import type { NotWritten, WriteProgress } from './not-written.ts';
import { notKeptInOcel, writeOcel } from './ocel-writer.ts';
import { notKeptInXes, writeXes } from './xes-writer.ts';

export const EXPORT_FORMATS = ['xes', 'ocel', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** How the file's name ends, and what it is for a browser. */
export const EXPORT_FILES: Readonly<Record<ExportFormat, { readonly ending: string; readonly contentType: string }>> = {
  xes: { ending: '.xes', contentType: 'application/xml; charset=utf-8' },
  ocel: { ending: '.ocel.json', contentType: 'application/json; charset=utf-8' },
  csv: { ending: '.csv', contentType: 'text/csv; charset=utf-8' },
};

/** Pieces of the file, in order; it ends with what the form does not keep. @param form of CSV */
export function writeLog(
  log: EventLog,
  format: ExportFormat,
  { form, progress }: { readonly form?: CsvForm | undefined; readonly progress?: WriteProgress | undefined } = {},
): AsyncGenerator<string, readonly NotWritten[]> {
  switch (format) {
    case 'xes':
      return writeXes(log, progress);
    case 'ocel':
      return writeOcel(log, progress);
    case 'csv':
      return writeCsv(log, form, progress);
    default:
      return format satisfies never;
  }
}

/** What the form does not keep of a log, as writing it says at its end; hardly ever does the file have to be written for it. */
export async function lossesOf(log: EventLog, format: ExportFormat): Promise<readonly NotWritten[]> {
  const known = format === 'xes' ? notKeptInXes(log) : format === 'ocel' ? notKeptInOcel(log) : lostInCsv(log);
  if (known) return known;
  const pieces = writeLog(log, format);
  let last = await pieces.next();
  while (last.done !== true) last = await pieces.next();
  return last.value;
}
