/** Bytes in, text out, with progress, a bound, and an early end told apart from a failing disk. */
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import { detectEncoding } from './text-encoding.ts';
import type { Encoding } from './text-encoding.ts';

/** Called about once per 64 KB with the bytes (unpacked) read so far. */
export type Progress = (bytesRead: number) => void;

export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

export interface TextOptions {
  /** When not told: that of the byte order mark, or of an XML declaration, or as the first 64 KB look. */
  readonly encoding?: Encoding | undefined;
  readonly progress?: Progress | undefined;
}

/** Bytes by which an encoding is judged. */
const HEAD = 65_536;

/**
 * Decodes and hands on each piece of text.
 * @param place where the reader stands, for faults
 * @throws LogFaultError truncated, limit or encoding; and what the source itself throws
 */
export async function readText(
  source: AsyncIterable<Uint8Array | string>,
  take: (text: string) => void,
  place: () => SourcePlace,
  { encoding, progress }: TextOptions = {},
): Promise<void> {
  const text = new TextPieces(take, place, encoding);
  let bytesRead = 0;
  try {
    for await (const chunk of source) {
      bytesRead += chunk.length;
      if (bytesRead > LOG_LIMITS.bytes) throw new LogFaultError(tooLong(place()));
      if (typeof chunk === 'string') take(chunk);
      else text.write(chunk);
      progress?.(bytesRead);
    }
    text.end();
  } catch (error) {
    if (!isDamagedArchive(error)) throw error;
    text.flush();
    throw new LogFaultError({
      fault: 'truncated',
      ...place(),
      message: 'The compressed file ends early or is damaged.',
      remedy: 'Copy or export the file again; nothing of it was imported.',
    });
  }
}

/** Decodes once there is enough to judge the encoding by. */
class TextPieces {
  private readonly take: (text: string) => void;
  private readonly place: () => SourcePlace;
  private readonly told: Encoding | undefined;
  private head: Uint8Array[] = [];
  private headLength = 0;
  private decoder: TextDecoder | undefined;

  constructor(take: (text: string) => void, place: () => SourcePlace, told: Encoding | undefined) {
    this.take = take;
    this.place = place;
    this.told = told;
  }

  write(bytes: Uint8Array): void {
    if (this.decoder) {
      this.decode(this.decoder, bytes);
      return;
    }
    this.head.push(bytes);
    this.headLength += bytes.length;
    if (this.headLength >= HEAD) this.flush();
  }

  /** What has been gathered so far. */
  flush(): void {
    if (this.headLength === 0) return;
    const head = Buffer.concat(this.head);
    const other = otherForm(head);
    if (other) throw new LogFaultError({ fault: 'syntax', line: 1, column: 1, ...other });
    this.head = [];
    this.headLength = 0;
    this.decoder = new TextDecoder(encodingOf(head, this.told), { fatal: true });
    this.decode(this.decoder, head);
  }

  end(): void {
    this.flush();
    if (this.decoder) this.decode(this.decoder);
  }

  private decode(decoder: TextDecoder, bytes?: Uint8Array): void {
    let text: string;
    try {
      text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      // What can be read brings the reader to the place.
      const readable = new TextDecoder(decoder.encoding).decode(bytes).split('\uFFFD', 1)[0] ?? '';
      if (readable !== '') this.take(readable);
      throw new LogFaultError({
        fault: 'encoding',
        ...this.place(),
        message: `Here are bytes that are no text in ${decoder.encoding}.`,
        remedy: 'Say how the file is encoded (windows-1257, for instance), or export it in UTF-8.',
      });
    }
    if (text !== '') this.take(text);
  }
}

const SPREADSHEET = {
  message: 'This is a spreadsheet or an archive, whatever its name says.',
  remedy: 'Save the sheet as CSV (UTF-8), or unpack the archive, and import that.',
} as const;

/** Files that are often given a name ending in .csv, by their first bytes. */
const OTHER_FORMS = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], ...SPREADSHEET },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], ...SPREADSHEET },
  { bytes: [0x1f, 0x8b], message: 'This is a packed file (gzip).', remedy: 'Let its name end in .gz (log.csv.gz, log.xes.gz).' },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], message: 'This is a PDF.', remedy: 'Export the log as CSV or XES.' },
] as const;

function otherForm(head: Uint8Array): { readonly message: string; readonly remedy: string } | undefined {
  const found = OTHER_FORMS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  return found && { message: found.message, remedy: found.remedy };
}

function encodingOf(head: Uint8Array, told: Encoding | undefined): string {
  const found = detectEncoding(head);
  return found.byteOrderMark ? found.encoding : (told ?? declaredEncoding(head) ?? found.encoding);
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

/** What an XML declaration says; XML that says nothing is UTF-8 by its standard. */
function declaredEncoding(first: Uint8Array): string | undefined {
  const head = Buffer.from(first.subarray(0, 200)).toString('latin1').trimStart();
  if (!head.startsWith('<')) return undefined;
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8';
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
