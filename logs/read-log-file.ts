/** Reads a log file of any of the forms we take, whatever its source: a file on disk, an upload. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type CsvColumnNames } from '../analytics/log/csv-columns.ts';
import { readCsv } from '../analytics/log/csv.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import type { LogFault } from '../analytics/log/log-fault.ts';
import { readXes } from '../analytics/log/xes.ts';

export type LogFormat = 'xes' | 'csv';

/** The form by the file's name: `.xes` or `.csv`, either also as `.gz`; undefined for anything else. */
export function logFormat(fileName: string): { readonly format: LogFormat; readonly zipped: boolean } | undefined {
  const match = /\.(xes|csv)(\.gz)?$/i.exec(fileName);
  if (match === null) return undefined;
  return { format: match[1]?.toLowerCase() === 'xes' ? 'xes' : 'csv', zipped: match[2] !== undefined };
}

export interface ReadOptions {
  readonly columns?: CsvColumnNames;
  /** Called with the bytes of the source (still packed) read so far. */
  readonly progress?: (bytesRead: number) => void;
}

/**
 * The whole log, or why it cannot be taken.
 * @throws what the source throws, when it cannot be read.
 */
export async function readLogFile(
  source: AsyncIterable<Uint8Array>,
  { format, zipped }: { readonly format: LogFormat; readonly zipped: boolean },
  { columns, progress }: ReadOptions = {},
): Promise<EventLog | LogFault> {
  const bytes = zipped ? unzip(counted(source, progress)) : counted(source, progress);
  return format === 'xes' ? readXes(bytes) : readCsv(bytes, columns === undefined ? {} : { columns });
}

async function* counted(source: AsyncIterable<Uint8Array>, progress?: (bytesRead: number) => void): AsyncGenerator<Uint8Array> {
  let bytesRead = 0;
  for await (const chunk of source) {
    bytesRead += chunk.length;
    progress?.(bytesRead);
    yield chunk;
  }
}

/** `pipe` does not carry an error of the source over; the reader must see it all the same. */
function unzip(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const packed = Readable.from(source, { objectMode: false });
  const unpacked = createGunzip();
  packed.on('error', (error) => unpacked.destroy(error));
  return packed.pipe(unpacked) as AsyncIterable<Uint8Array>;
}
