/** Judges the first bytes of a CSV: a proposal that a person confirms or corrects (`mappingOf`), never a decision. Pure. */
import type { CsvMapping, CsvRole } from './csv-columns.ts';
import { isTime, withGuesses } from './csv-guesses.ts';
import type { ProposedColumn } from './csv-guesses.ts';
import { DELIMITERS, QUOTES } from './csv-records.ts';
import type { Delimiter, Quote } from './csv-records.ts';
import { sampleRecords } from './csv-sample.ts';
import { describeColumn } from './csv-sample-column.ts';
import { detectEncoding } from './text-encoding.ts';
import type { Encoding, FoundEncoding } from './text-encoding.ts';

export interface CsvProposal {
  readonly delimiter: Delimiter;
  readonly quote: Quote;
  readonly encoding: Encoding;
  readonly columns: readonly ProposedColumn[];
  /** Rows that were looked at, the header not counted. */
  readonly rows: number;
  readonly problems: readonly CsvProblem[];
}

export type CsvProblemKind =
  | 'empty'
  | 'noHeader'
  | 'oneColumn'
  | 'unevenRows'
  | 'duplicateNames'
  | 'encodingUnsure'
  | 'noCase'
  | 'noActivity'
  | 'noTime'
  | 'ambiguousDates'
  | 'mixedDates'
  | 'localTimes'
  | 'mixedZones';

export interface CsvProblem {
  readonly kind: CsvProblemKind;
  /** Column or line that it is about. */
  readonly column?: string;
  readonly line?: number;
  readonly message: string;
}

/** Bytes that are enough to judge by. */
export const SAMPLE_BYTES = 262_144;

/** What the person knows better than the bytes tell. */
export interface KnownForm {
  readonly delimiter?: Delimiter | undefined;
  readonly encoding?: Encoding | undefined;
}

/** @param first the beginning of the file, unpacked: SAMPLE_BYTES of it are looked at */
export function detectCsv(first: Uint8Array, known: KnownForm = {}): CsvProposal {
  const head = first.subarray(0, SAMPLE_BYTES);
  const found = detectEncoding(head);
  const encoding = known.encoding === undefined ? found : { ...found, encoding: known.encoding, confidence: 1 };
  const text = new TextDecoder(encoding.encoding).decode(head, { stream: true });
  const cut = head.length === SAMPLE_BYTES;
  const { delimiter, quote, records } = bestForm(text, cut, known.delimiter);
  const [header = [], ...rows] = records.map(({ values }) => values);
  const described = header.map((name, index) =>
    describeColumn(
      name,
      rows.map((row) => row[index] ?? ''),
    ),
  );
  const columns = withGuesses(described, rows.length);
  const problems = [...formProblems(header, records, encoding), ...(rows.length === 0 ? [] : columnProblems(columns))];
  return { delimiter, quote, encoding: encoding.encoding, columns, rows: rows.length, problems };
}

/** The proposal as a mapping: what the person confirms when nothing is to be changed. */
export function mappingOf({ delimiter, quote, encoding, columns }: CsvProposal, zone?: string): CsvMapping {
  return {
    delimiter,
    quote,
    encoding,
    columns: columns.map(({ name, guess, dateFormats, type }) => ({
      name,
      role: guess,
      ...(isTime(guess) && dateFormats.length === 1 && { dateFormat: dateFormats[0] }),
      ...((guess === 'attribute' || guess === 'caseAttribute') && type !== 'text' && { type }),
    })),
    ...(zone !== undefined && { zone }),
  };
}

interface Form {
  readonly delimiter: Delimiter;
  readonly quote: Quote;
  readonly records: readonly { readonly values: readonly string[]; readonly line: number }[];
}

/** The delimiter by which most lines have as many values as the header, and the more of them the better. */
function bestForm(text: string, cut: boolean, known?: Delimiter): Form {
  let best: Form & { readonly score: number } = { delimiter: known ?? ',', quote: '"', records: [], score: -1 };
  for (const quote of QUOTES)
    for (const delimiter of known === undefined ? DELIMITERS : [known]) {
      const records = sampleRecords(text, { delimiter, quote, cut });
      const width = records?.[0]?.values.length ?? 0;
      if (records === undefined || width === 0) continue;
      const even = records.filter(({ values }) => values.length === width).length / records.length;
      // A quote that no value uses changes nothing: the usual one is tried first and stays.
      const score = width === 1 ? 0 : even * even * Math.log2(width);
      if (score > best.score + 1e-9) best = { delimiter, quote, records, score };
    }
  return best;
}

function formProblems(header: readonly string[], records: Form['records'], encoding: FoundEncoding): readonly CsvProblem[] {
  if (records.length === 0 || header.every((name) => name.trim() === ''))
    return [{ kind: 'empty', message: 'There is no line of text in the beginning of the file.' }];
  const problems: CsvProblem[] = [];
  if (records.length === 1) problems.push({ kind: 'empty', message: 'There is a header and no row.' });
  if (header.some((value) => describeColumn('', [value]).dateFormats.length > 0 && !/^\d{9,13}$/.test(value)))
    problems.push({
      kind: 'noHeader',
      line: 1,
      message: 'The first line holds a date: it looks like a row, not like names of columns.',
    });
  if (header.length === 1) problems.push({ kind: 'oneColumn', message: 'No delimiter divides the lines into columns.' });
  const uneven = records.find(({ values }) => values.length !== header.length);
  if (uneven)
    problems.push({
      kind: 'unevenRows',
      line: uneven.line,
      message: `Line ${String(uneven.line)} has ${String(uneven.values.length)} values, the header ${String(header.length)}.`,
    });
  const twice = header.find((name, index) => name.trim() !== '' && header.indexOf(name) !== index);
  if (twice !== undefined)
    problems.push({ kind: 'duplicateNames', column: twice, message: `Two columns have the name “${twice}”.` });
  if (encoding.confidence < 0.8)
    problems.push({
      kind: 'encodingUnsure',
      message: `The text is no UTF-8; ${encoding.encoding} is a guess: look at the samples.`,
    });
  return problems;
}

function columnProblems(columns: readonly ProposedColumn[]): readonly CsvProblem[] {
  const problems: CsvProblem[] = [];
  const has = (...roles: readonly CsvRole[]): boolean => columns.some(({ guess }) => roles.some((role) => role === guess));
  if (!has('case')) problems.push({ kind: 'noCase', message: 'It is not clear which column holds the case.' });
  if (!has('activity')) problems.push({ kind: 'noActivity', message: 'It is not clear which column holds the activity.' });
  if (!has('start', 'end')) problems.push({ kind: 'noTime', message: 'No column holds the time of the events.' });
  const times = columns.filter(({ guess }) => isTime(guess));
  for (const { name, dateFormats, shapes } of times) {
    if (dateFormats.length > 1)
      problems.push({
        kind: 'ambiguousDates',
        column: name,
        message: `The dates in “${name}” can be read as ${dateFormats.join(' and as ')}.`,
      });
    if (dateFormats.length === 0 || shapes.length > 1)
      problems.push({
        kind: 'mixedDates',
        column: name,
        message: `“${name}” mixes ways of writing dates: ${shapes.join(', ')}.`,
      });
    if (shapes.includes('local time'))
      problems.push({
        kind: 'localTimes',
        column: name,
        message: `The times in “${name}” carry no zone: say in which they are.`,
      });
  }
  const zoned = new Set(times.flatMap(({ shapes }) => shapes).filter((shape) => shape !== 'date'));
  if (zoned.size > 1)
    problems.push({ kind: 'mixedZones', message: 'Some times carry a zone and some do not; such a file is refused.' });
  return problems;
}
