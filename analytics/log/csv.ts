/** Streaming import of CSV with named columns, one row an activity instance (a start and an end) or an event (one time). */
import { CsvError, Parser } from 'csv-parse';
import type { EventLog } from './event-log.ts';
import { detectDelimiter } from './csv-columns.ts';
import type { CsvColumnNames } from './csv-columns.ts';
import { CsvRows } from './csv-rows.ts';
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import type { LogFault } from './log-fault.ts';
import { readText } from './text-source.ts';
import type { Progress } from './text-source.ts';
import type { DateFormat } from './timestamps.ts';

export interface CsvOptions {
  /** Columns by name; what is not named is looked for under its usual names. */
  readonly columns?: CsvColumnNames;
  readonly delimiter?: ',' | ';' | '\t';
  /** Needed only when the dates themselves do not tell days from months. */
  readonly dateFormat?: DateFormat;
  readonly progress?: Progress;
}

/**
 * Reads a whole log, unpacked. Columns without a role become attributes: of the case when their name begins with `case:`, else of the
 * row. In a fault `column` is the ordinal of the field. @throws what the source throws, when it cannot be read
 */
export async function readCsv(
  source: AsyncIterable<Uint8Array | string>,
  options: CsvOptions = {},
): Promise<EventLog | LogFault> {
  const reader = new CsvReader(options);
  try {
    await readText(
      source,
      (text) => reader.write(text),
      () => reader.place(),
      options.progress,
    );
    return await reader.finish();
  } catch (error) {
    if (error instanceof LogFaultError) return error.fault;
    throw error;
  }
}

class CsvReader {
  private readonly options: CsvOptions;
  private head = '';
  private parser: Parser | undefined;
  private failure: unknown;
  private rows: CsvRows | undefined;

  constructor(options: CsvOptions) {
    this.options = options;
  }

  place() {
    return { line: this.parser?.info.lines ?? 1, column: 1 };
  }

  write(text: string): void {
    if (this.parser) this.feed(this.parser, text);
    else {
      this.head += text;
      // The limit is on a line, not on what happens to arrive at once.
      if (/[\r\n]/.test(this.head)) this.begin();
      else if (this.head.length > LOG_LIMITS.textLength) this.refuseLongLine();
    }
  }

  async finish(): Promise<EventLog> {
    const parser = this.parser ?? this.begin();
    await new Promise<void>((resolve) => {
      parser.end(resolve);
      parser.on('error', () => {
        resolve();
      });
    });
    this.check();
    if (!this.rows) throw new LogFaultError(emptyFile());
    return this.rows.finish();
  }

  private begin(): Parser {
    const delimiter = this.options.delimiter ?? detectDelimiter(/^[^\r\n]*/.exec(this.head)?.[0] ?? '');
    const parser = new Parser({
      delimiter,
      bom: true,
      skip_empty_lines: true,
      max_record_size: LOG_LIMITS.textLength,
      on_record: (record: string[], context) => {
        this.takeRecord(record, context.lines);
        return null;
      },
    });
    parser.on('error', (error) => {
      this.failure ??= error;
    });
    this.parser = parser;
    this.feed(parser, this.head);
    this.head = '';
    return parser;
  }

  /** The parser works on what it is given before it returns, since nothing ever waits on its reading side. */
  private feed(parser: Parser, text: string): void {
    parser.write(text);
    this.check();
  }

  private check(): void {
    const failure = this.failure ?? this.parser?.errored ?? undefined;
    if (failure === undefined) return;
    if (failure instanceof LogFaultError) throw failure;
    if (!(failure instanceof CsvError)) throw new Error('the CSV reader failed', { cause: failure });
    const line = typeof failure['lines'] === 'number' ? failure['lines'] : this.place().line;
    const column = typeof failure['column'] === 'number' ? failure['column'] + 1 : 1;
    if (failure.code === 'CSV_MAX_RECORD_SIZE') this.refuseLongLine();
    const cut = failure.code === 'CSV_QUOTE_NOT_CLOSED';
    throw new LogFaultError({
      fault: cut ? 'truncated' : 'syntax',
      line,
      column,
      message: cut ? 'The file ends inside a quoted value.' : faultMessage(failure),
      remedy: 'Export the file again, or mend this line; nothing of it was imported.',
    });
  }

  private takeRecord(record: string[], line: number): void {
    try {
      if (this.rows) this.rows.take(record, line);
      else this.rows = new CsvRows(record, this.options);
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  private refuseLongLine(): never {
    throw new LogFaultError({
      fault: 'limit',
      ...this.place(),
      message: `A line is longer than ${String(LOG_LIMITS.textLength)} characters.`,
      remedy: 'Check that the file is a CSV with line ends and closed quotes.',
    });
  }
}

/** What the parser says of a broken line, without its own advice to programmers. */
function faultMessage(error: CsvError): string {
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') return 'The line has another number of values than the header.';
  return `The line cannot be read: ${error.message.slice(0, 200)}`;
}

function emptyFile(): LogFault {
  return { fault: 'empty', line: 1, column: 1, message: 'The file is empty.', remedy: 'Check the export.' };
}
