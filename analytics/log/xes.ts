/**
 * Streaming import of XES (IEEE 1849-2016), with or without namespaces: attributes of log, trace and event with their types and whatever
 * is nested in them, extensions, globals, classifiers.
 */
import { SaxesParser } from 'saxes';
import type { SaxesTagPlain } from 'saxes';
import type { EventLog } from './event-log.ts';
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import type { LogFault, LogFaultKind } from './log-fault.ts';
import { readText } from './text-source.ts';
import type { Progress } from './text-source.ts';
import { XesContent } from './xes-content.ts';

export interface XesOptions {
  readonly progress?: Progress;
  /** The event attribute that names the activity; `concept:name` by default. */
  readonly activityKey?: string;
  /** A classifier that the log declares, in place of `activityKey`: the values of its keys, joined by “+”, name the activity. */
  readonly classifier?: string;
}

/** Reads a whole log, unpacked. Which events become rows is said in pair-events.ts. @throws what the source throws, when it cannot be read */
export async function readXes(
  source: AsyncIterable<Uint8Array | string>,
  options: XesOptions = {},
): Promise<EventLog | LogFault> {
  const reader = new XesReader(options);
  try {
    await readText(
      source,
      (text) => reader.write(text),
      () => reader.place(),
      { progress: options.progress },
    );
    return reader.finish();
  } catch (error) {
    if (error instanceof LogFaultError) return error.fault;
    throw error;
  }
}

/** So much without the beginning or end of an element is no log: the parser would hold it all. */
const QUIET = LOG_LIMITS.textLength * 2;
const PIECE = 65_536;

class XesReader {
  private readonly parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false });
  private readonly content: XesContent;
  private ended = false;
  private begun = false;
  private depth = 0;
  private quiet = 0;

  constructor(options: XesOptions) {
    this.content = new XesContent(options, (fault, message, remedy) => this.refuse(fault, message, remedy));
    this.parser.on('opentag', (tag) => {
      this.open(tag);
    });
    this.parser.on('closetag', (tag) => {
      this.quiet = 0;
      this.depth--;
      this.content.close(localName(tag.name));
    });
    this.parser.on('doctype', () => {
      this.refuse(
        'syntax',
        'The file has a DOCTYPE, which an event log never needs.',
        'Remove the DOCTYPE and import the file again.',
      );
    });
    this.parser.on('error', (error) => {
      const what = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
      if (this.ended && !this.begun) this.refuse('empty', 'There is no log in the file.', 'Check the export.');
      if (this.ended)
        this.refuse(
          'truncated',
          `The file ends in the middle of the log (${what}).`,
          'Export or copy the file again; nothing of it was imported.',
        );
      this.refuse('syntax', `The file is not well-formed XML: ${what}.`, 'Export the log again, or mend the file at this place.');
    });
  }

  place() {
    return { line: this.parser.line, column: this.parser.columnIndex + 1 };
  }

  write(text: string): void {
    for (let from = 0; from < text.length; from += PIECE) {
      const piece = text.length <= PIECE ? text : text.slice(from, from + PIECE);
      this.quiet += piece.length;
      this.parser.write(piece);
      if (this.quiet > QUIET)
        this.refuse('limit', 'A text or a comment is longer than two million characters.', 'Check that the file is a log.');
    }
  }

  finish(): EventLog {
    this.ended = true;
    this.parser.close();
    return this.content.finish();
  }

  private open(tag: SaxesTagPlain): void {
    this.quiet = 0;
    this.begun = true;
    if (++this.depth > LOG_LIMITS.depth)
      this.refuse(
        'limit',
        `Elements are nested deeper than ${String(LOG_LIMITS.depth)}.`,
        'Export the log without nested attributes.',
      );
    const name = localName(tag.name);
    if (this.depth === 1 && name !== 'log')
      this.refuse('syntax', `The file begins with <${name}>, not with <log>: it is not XES.`, 'Give a file in XES format.');
    this.content.open(name, tag.attributes, this.depth);
  }

  private refuse(fault: LogFaultKind, message: string, remedy: string): never {
    throw new LogFaultError({ fault, ...this.place(), message, remedy });
  }
}

/** `xes:trace` and `trace` are the same to us: nothing else lives in such a file. */
function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
