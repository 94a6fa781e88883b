/** The records of a beginning of a CSV, as far as they are whole. */
import { CsvRecords } from './csv-records.ts';
import type { Delimiter, Quote } from './csv-records.ts';
import { LogFaultError } from './log-fault.ts';

interface SampleRecord {
  readonly values: readonly string[];
  readonly line: number;
}

/**
 * @param cut whether the text goes on: then the last record is not whole
 * @returns undefined when it cannot be read so at all
 */
export function sampleRecords(
  text: string,
  { delimiter, quote, cut }: { readonly delimiter: Delimiter; readonly quote: Quote; readonly cut: boolean },
): readonly SampleRecord[] | undefined {
  const records: SampleRecord[] = [];
  const reader = new CsvRecords({ delimiter, quote, take: (values, line) => records.push({ values: [...values], line }) });
  try {
    reader.write(text.replace(/^\uFEFF/, ''));
    reader.end();
  } catch (error) {
    if (!(error instanceof LogFaultError)) throw error;
    // The text may stop within a quoted value; anything else tells that this is not its form.
    if (!(cut && error.fault.fault === 'truncated')) return undefined;
    return records;
  }
  return cut ? records.slice(0, -1) : records;
}
