/** A log as a file that the command line writes. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { EXPORT_FORMATS, type ExportFormat, type NotWritten } from '../logs/index.ts';
import { WrongUse } from './command.ts';

/**
 * What is asked for, else what the file's name says.
 * @throws WrongUse when neither is a form
 */
export function formatOf(asked: string | undefined, out: string | undefined, option: string): ExportFormat {
  const byName = /\.(xes|csv)(?:\.gz)?$|\.(json|jsonocel)(?:\.gz)?$/i.exec(out ?? '');
  const told = asked ?? byName?.[1]?.toLowerCase() ?? (byName === null ? undefined : 'ocel');
  const format = EXPORT_FORMATS.find((known) => known === told);
  if (format === undefined) throw new WrongUse(`${option} is "${told ?? ''}": say xes, ocel or csv.`);
  return format;
}

/** The file is whole or it is not there. */
export async function written(
  pieces: AsyncGenerator<string, readonly NotWritten[]>,
  out: string | undefined,
): Promise<readonly NotWritten[]> {
  let notKept: readonly NotWritten[] = [];
  async function* kept(): AsyncGenerator<string> {
    notKept = yield* pieces;
  }
  if (out === undefined) {
    await pipeline(Readable.from(kept()), process.stdout, { end: false });
    return notKept;
  }
  const part = `${out}.part`;
  try {
    const file = createWriteStream(part);
    if (out.endsWith('.gz')) await pipeline(Readable.from(kept()), createGzip(), file);
    else await pipeline(Readable.from(kept()), file);
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return notKept;
}
