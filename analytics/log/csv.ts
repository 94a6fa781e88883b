/** Streaming import of CSV: one row an activity instance (a start and an end), an event (one time), or an event of a lifecycle. */
import { columnsByMapping, columnsByName } from './csv-columns.ts';
import { fused } from './csv-cells.ts';
import type { CsvColumnNames, CsvMapping } from './csv-columns.ts';
import { CsvRecords } from './csv-records.ts';
import type { Delimiter } from './csv-records.ts';
import { CsvRows } from './csv-rows.ts';
import type { EventLog } from './event-log.ts';
import { LOG_LIMITS, LogFaultError } from './log-fault.ts';
import type { LogFault } from './log-fault.ts';
import { readText } from './text-source.ts';
import type { Progress } from './text-source.ts';
import type { Encoding } from './text-encoding.ts';
import type { DateFormat } from './timestamps.ts';

export interface CsvOptions {
  /** How the file is to be read, as a person confirmed it (see detectCsv). The options below are for reading without one. */
  readonly mapping?: CsvMapping | undefined;
  /** Columns by name; what is not named is looked for under its usual names. */
  readonly columns?: CsvColumnNames | undefined;
  readonly delimiter?: Delimiter | undefined;
  readonly encoding?: Encoding | undefined;
  /** Needed only when the dates themselves do not tell days from months. */
  readonly dateFormat?: DateFormat | undefined;
  /** IANA zone of times that carry none; UTC when absent. */
  readonly zone?: string | undefined;
  /** Leave out broken rows and note them in the log, up to a fifth of all; otherwise the first refuses the whole. */
  readonly skipBroken?: boolean | undefined;
  readonly progress?: Progress | undefined;
}

/**
 * Reads a whole log, unpacked. Columns without a role become attributes: of the case when their name begins with `case:`, else of the
 * row. In a fault `column` is the ordinal of the field.
 * @throws RangeError when no zone has the name given; and what the source throws, when it cannot be read
 */
export async function readCsv(
  source: AsyncIterable<Uint8Array | string>,
  options: CsvOptions = {},
): Promise<EventLog | LogFault> {
  const reader = new CsvReader(options);
  try {
    await readText(
      source,
      (text) => {
        reader.write(text);
      },
      () => reader.place(),
      { encoding: options.mapping?.encoding ?? options.encoding, progress: options.progress },
    );
    return reader.finish();
  } catch (error) {
    if (error instanceof LogFaultError) return error.fault;
    throw error;
  }
}

class CsvReader {
  private readonly options: CsvOptions;
  private head = '';
  private records: CsvRecords | undefined;
  private rows: CsvRows | undefined;

  constructor(options: CsvOptions) {
    this.options = options;
  }

  place() {
    return { line: this.records?.reached ?? 1, column: 1 };
  }

  write(text: string): void {
    if (this.records) {
      this.records.write(text);
      return;
    }
    this.head += text;
    // The limit is on a line, not on what happens to arrive at once.
    if (/[\r\n]/.test(text)) this.begin();
    else if (this.head.length > LOG_LIMITS.textLength)
      throw new LogFaultError({
        fault: 'limit',
        line: 1,
        column: 1,
        message: `A line is longer than ${String(LOG_LIMITS.textLength)} characters.`,
        remedy: 'Check that the file is a CSV with line ends and closed quotes.',
      });
  }

  finish(): EventLog {
    const records = this.records ?? this.begin();
    records.end();
    if (this.rows) return this.rows.finish();
    throw new LogFaultError({ fault: 'empty', line: 1, column: 1, message: 'The file is empty.', remedy: 'Check the export.' });
  }

  private begin(): CsvRecords {
    const head = this.head.replace(/^\uFEFF/, '');
    const { mapping } = this.options;
    this.records = new CsvRecords({
      delimiter: mapping?.delimiter ?? this.options.delimiter ?? delimiterOf(/^[^\r\n]*/.exec(head)?.[0] ?? ''),
      ...(mapping?.quote && { quote: mapping.quote }),
      take: (values, line) => {
        this.takeRecord(values, line);
      },
    });
    this.head = '';
    this.records.write(head);
    return this.records;
  }

  private takeRecord(values: readonly string[], line: number): void {
    if (this.rows) {
      this.rows.take(this.options.mapping?.defused ? values.map(fused) : values, line);
      return;
    }
    const { mapping, columns, dateFormat, zone, skipBroken } = this.options;
    const placed = mapping ? columnsByMapping(values, mapping) : columnsByName(values, columns ?? {});
    this.rows = new CsvRows(values, placed, { dateFormat, zone: mapping?.zone ?? zone, skipBroken });
  }
}

/** The delimiter of a header line: whichever is found most outside quotes; a comma when there is none. */
function delimiterOf(line: string): Delimiter {
  const counts = { ',': 0, ';': 0, '\t': 0, '|': 0 };
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ',' || character === ';' || character === '\t' || character === '|')) counts[character]++;
  }
  const [most] = ([';', '\t', '|'] as const).filter((one) => counts[one] > counts[',']).sort((a, b) => counts[b] - counts[a]);
  return most ?? ',';
}
