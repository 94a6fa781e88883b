/** Bytes in, text out, with progress, a bound, and an early end told apart from a failing disk. */
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';

/** Called about once per 64 KB with the bytes (unpacked) read so far. */
export type Progress = (bytesRead: number) => void;

export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Decodes and hands on each piece of text. The encoding is that of the byte order mark or of `declaredEncoding` of the first bytes, else UTF-8.
 * @param place where the reader stands, for faults
 * @throws LogFaultError truncated or limit; and what the source itself throws
 */
export async function readText(
  source: AsyncIterable<Uint8Array | string>,
  take: (text: string) => void,
  place: () => SourcePlace,
  progress?: Progress,
): Promise<void> {
  let decoder: TextDecoder | undefined;
  let bytesRead = 0;
  try {
    for await (const chunk of source) {
      bytesRead += chunk.length;
      if (bytesRead > LOG_LIMITS.bytes) throw new LogFaultError(tooLong(place()));
      if (typeof chunk === 'string') take(chunk);
      else {
        decoder ??= new TextDecoder(declaredEncoding(chunk), { fatal: false });
        take(decoder.decode(chunk, { stream: true }));
      }
      progress?.(bytesRead);
    }
    const rest = decoder?.decode();
    if (rest) take(rest);
  } catch (error) {
    if (!isDamagedArchive(error)) throw error;
    throw new LogFaultError({
      fault: 'truncated',
      ...place(),
      message: 'The compressed file ends early or is damaged.',
      remedy: 'Copy or export the file again; nothing of it was imported.',
    });
  }
}

/** An unpacker (zlib) marks what it cannot read with a code that begins with Z_. */
function isDamagedArchive(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('Z_')
  );
}

function declaredEncoding(first: Uint8Array): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  let head = '';
  for (const byte of first.subarray(0, 200)) head += String.fromCharCode(byte);
  const declared = /^(?:ï»¿)?<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1];
  if (!declared) return 'utf-8';
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return 'utf-8';
  }
}

function tooLong(place: SourcePlace) {
  return {
    fault: 'limit',
    ...place,
    message: `The log is larger than ${String(LOG_LIMITS.bytes / 2 ** 30)} GB when unpacked.`,
    remedy: 'Split it by period and import the parts.',
  } as const;
}
