/** Reads a log file of any of the forms we take, whatever its source: a file on disk, an upload. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type CsvOptions, readCsv } from '../analytics/log/csv.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import { LOG_LIMITS, type LogFault, LogFaultError } from '../analytics/log/log-fault.ts';
import { readXes, type XesOptions } from '../analytics/log/xes.ts';

export type LogFormat = 'xes' | 'csv';

/** The form by the file's name: `.xes` or `.csv`, either also as `.gz`; undefined for anything else. */
export function logFormat(fileName: string): { readonly format: LogFormat; readonly zipped: boolean } | undefined {
  const match = /\.(xes|csv)(\.gz)?$/i.exec(fileName);
  if (match === null) return undefined;
  return { format: match[1]?.toLowerCase() === 'xes' ? 'xes' : 'csv', zipped: match[2] !== undefined };
}

/** Those of the form that the file has are used. */
export interface ReadOptions extends Omit<CsvOptions, 'progress'>, Omit<XesOptions, 'progress'> {
  /** Called with the bytes of the source (still packed) read so far. */
  readonly progress?: (bytesRead: number) => void;
}

/**
 * The whole log, or why it cannot be taken.
 * @throws RangeError when a zone is named that there is not; and what the source throws, when it cannot be read.
 */
export async function readLogFile(
  source: AsyncIterable<Uint8Array>,
  { format, zipped }: { readonly format: LogFormat; readonly zipped: boolean },
  { progress, ...options }: ReadOptions = {},
): Promise<EventLog | LogFault> {
  const bytes = zipped ? unpacked(source, progress) : counted(source, progress);
  return format === 'xes' ? readXes(bytes, options) : readCsv(bytes, options);
}

async function* counted(source: AsyncIterable<Uint8Array>, progress?: (bytesRead: number) => void): AsyncGenerator<Uint8Array> {
  let bytesRead = 0;
  for await (const chunk of source) {
    bytesRead += chunk.length;
    progress?.(bytesRead);
    yield chunk;
  }
}

/** How much is unpacked before the ratio to what was packed says anything. */
const RATIO_FROM_BYTES = 100_000_000;

/**
 * The bytes within a gz.
 * @throws LogFaultError limit, when a few bytes unpack to so many that it can only be meant to harm; what the source throws
 */
export async function* unpacked(
  source: AsyncIterable<Uint8Array>,
  progress?: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array> {
  let packedBytes = 0;
  let bytes = 0;
  const packed = Readable.from(
    counted(source, (read) => {
      packedBytes = read;
      progress?.(read);
    }),
    { objectMode: false },
  );
  const unzip = createGunzip();
  // `pipe` does not carry an error of the source over; the reader must see it all the same.
  packed.on('error', (error) => unzip.destroy(error));
  try {
    for await (const piece of packed.pipe(unzip) as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      if (bytes > RATIO_FROM_BYTES && bytes > packedBytes * LOG_LIMITS.unpackedOverPacked) throw new LogFaultError(bomb());
      yield piece;
    }
  } finally {
    // Whoever has read enough lets go of the source too.
    packed.destroy();
  }
}

function bomb(): LogFault {
  return {
    fault: 'limit',
    line: 1,
    column: 1,
    message: `The file unpacks to more than ${String(LOG_LIMITS.unpackedOverPacked)} times its size, as no log does.`,
    remedy: 'Unpack it, look at it, and import the log that is in it.',
  };
}
