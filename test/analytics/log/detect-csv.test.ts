/** What is proposed for a CSV, before a person confirms it. */
import { describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { readCsv } from '../../../analytics/log/csv.ts';
import { detectCsv, mappingOf } from '../../../analytics/log/detect-csv.ts';
import { isLogFault } from '../../../analytics/log/log-fault.ts';
import { detectEncoding } from '../../../analytics/log/text-encoding.ts';
import { describeWithLogs, referenceText } from '../reference-logs.ts';

const detect = (text: string) => detectCsv(Buffer.from(text));
const roles = (text: string) => detect(text).columns.map(({ guess }) => guess);
const kinds = (text: string) => detect(text).problems.map(({ kind }) => kind);
const letters = (...bytes: number[]) => Buffer.concat([Buffer.from('text '), Buffer.from(bytes)]);

describe('the encoding of a file', () => {
  test.each([
    ['utf-8 with its mark', [0xef, 0xbb, 0xbf, 0x61], 'utf-8'],
    ['utf-16le with its mark', [0xff, 0xfe, 0x61, 0], 'utf-16le'],
    ['utf-16be with its mark', [0xfe, 0xff, 0, 0x61], 'utf-16be'],
    ['utf-16le without a mark', [0x61, 0, 0x62, 0, 0x63, 0, 0x64, 0], 'utf-16le'],
  ])('%s', (_name, bytes, encoding) => {
    expect(detectEncoding(Uint8Array.from(bytes)).encoding).toBe(encoding);
  });

  test('is UTF-8 where the bytes are, also when the last letter is cut', () => {
    const text = Buffer.from('ąžuolų šaknys');
    expect(detectEncoding(text)).toEqual({ encoding: 'utf-8', byteOrderMark: false, confidence: 1 });
    expect(detectEncoding(text.subarray(0, 1)).encoding).toBe('utf-8');
  });

  test('is Baltic by Lithuanian letters, of Windows by its quotes, of ISO by its own, Western by other accents', () => {
    expect(detectEncoding(letters(0xf0, 0xfe, 0xeb))).toMatchObject({ encoding: 'windows-1257', confidence: 1 });
    expect(detectEncoding(letters(0x84, 0xf0, 0xfe, 0x93)).encoding).toBe('windows-1257');
    expect(detectEncoding(letters(0xa5, 0xf0, 0xfe, 0xb4)).encoding).toBe('iso-8859-13');
    expect(detectEncoding(letters(0xe9, 0xf6, 0xfc)).encoding).toBe('windows-1252');
  });
});

describe('a proposal for a CSV', () => {
  test('knows the columns of a Lithuanian register by their names', () => {
    const text =
      'Bylos Nr.;Veiksmas;Vykdytojas;Seniūnija;Pradžia;Pabaiga;Kanalas\nP-1;priimti;Ona;Avižieniai;2026-03-02 08:00;2026-03-02 09:00;langelis\n';
    expect(roles(text)).toEqual(['case', 'activity', 'resource', 'unit', 'start', 'end', 'attribute']);
    for (const { guess, confidence } of detect(text).columns)
      expect([guess, confidence > 0.9]).toEqual([guess, guess !== 'attribute']);
    expect([detect(text).delimiter, kinds(text)]).toEqual([';', ['localTimes', 'localTimes']]);
  });

  test('guesses by content where names say nothing, and is less sure', () => {
    const rows = Array.from({ length: 40 }, (_, index) => {
      const hour = String(index % 24).padStart(2, '0');
      return `${String(100 + Math.floor(index / 4))},${'abcd'[index % 4] ?? ''},2026-01-01T${hour}:00Z,x${String(index)}`;
    });
    const { columns } = detect(['c1,c2,c3,c4', ...rows].join('\n'));
    expect(columns.map(({ guess }) => guess)).toEqual(['case', 'activity', 'end', 'attribute']);
    for (const { confidence } of columns) expect(confidence).toBeLessThan(0.9);
  });

  test('takes the delimiter by which lines agree, not the commonest character', () => {
    const text = 'case|activity|end\n1|a, b, c, d|2026-01-01T00:00Z\n2|e|2026-01-02T00:00Z\n';
    expect([detect(text).delimiter, roles(text)]).toEqual(['|', ['case', 'activity', 'end']]);
    expect(detect("case;activity;end\n1;'a;b';2026-01-01\n2;'c;d';2026-01-01\n").quote).toBe("'");
  });

  test('tells what is wrong: no header, dates of two readings or two ways, zones that are mixed, lines that differ', () => {
    expect(kinds('1,a,2026-01-01T08:00Z\n1,b,2026-01-01T09:00Z\n')).toContain('noHeader');
    const both = detect('case,activity,end\n1,a,03/04/2026 10:00\n');
    expect(both.columns[2]?.dateFormats).toEqual(['day first', 'month first']);
    expect(both.problems.map(({ kind }) => kind)).toEqual(['ambiguousDates', 'localTimes']);
    expect(kinds('case,activity,end\n1,a,2026-01-01T10:00\n1,b,03.01.2026 10:00\n')).toContain('mixedDates');
    expect(kinds('case,activity,start,end\n1,a,2026-01-01T10:00Z,2026-01-01T10:00\n')).toContain('mixedZones');
    expect(detect('case,activity,end\n1,a,2026-01-01\n1,b\n').problems).toEqual([
      { kind: 'unevenRows', line: 3, message: 'Line 3 has 2 values, the header 3.' },
    ]);
    expect(kinds('a,a,b\nx,y,z\n')).toEqual(expect.arrayContaining(['duplicateNames', 'noTime']));
    expect(kinds('')).toEqual(['empty']);
    expect(kinds('nothing\nhere\n')).toContain('oneColumn');
  });

  test('shows different samples and the type that every value has', () => {
    const { columns } = detect('case,activity,end,n,code,ok\n1,a,2026-01-01,1.5,007,true\n2,a,2026-01-01,2,008,false\n');
    expect(columns.map(({ type }) => type)).toEqual(['integer', 'text', 'text', 'decimal', 'text', 'boolean']);
    expect(columns[4]?.samples).toEqual(['007', '008']);
  });

  test('as a mapping reads the file in its encoding, its dates, its zone and its numbers', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Bylos Nr.;Veiksmas;Pabaiga;Suma\n1;pri', 'latin1'),
      Buffer.from([0xeb, 0x6d, 0xeb]),
      Buffer.from(';13.04.2026 10:00;12\n', 'latin1'),
    ]);
    const proposal = detectCsv(bytes);
    const log = await readCsv(Readable.from([bytes]), { mapping: mappingOf(proposal, 'Europe/Vilnius') });
    if (isLogFault(log)) throw new Error(log.message);
    expect([proposal.encoding, log.activities, log.cases.keys]).toEqual(['windows-1257', ['priėmė'], ['1']]);
    expect(new Date(log.completedAt[0] ?? NaN).toISOString()).toBe('2026-04-13T07:00:00.000Z');
    expect(log.attributes.get('Suma')?.values).toEqual([12]);
  });
});

describeWithLogs('a proposal for a real log', () => {
  test.each(['toy/running-example.csv', 'toy/interval_event_log.csv', 'kronos/manual_log_1.csv'])(
    'of %s gives the same log as reading it without one',
    async (path) => {
      const bytes = Buffer.from(referenceText(`logs/${path}`));
      const mapped = await readCsv(Readable.from([bytes]), { mapping: mappingOf(detectCsv(bytes)) });
      const plain = await readCsv(Readable.from([bytes]));
      if (isLogFault(mapped) || isLogFault(plain)) throw new Error('It was not read.');
      expect([mapped.rows, mapped.activities, mapped.completedAt]).toEqual([plain.rows, plain.activities, plain.completedAt]);
    },
  );
});

test('takes what a person knows better: the delimiter by which the columns are found, the encoding by which they are read', () => {
  const text = 'case|note, with commas, and more, and more\n1|a, b, c, d\n2|a, b, c, d\n';
  expect(detect(text).columns).toHaveLength(4);
  expect(detectCsv(Buffer.from(text), { delimiter: '|' })).toMatchObject({
    delimiter: '|',
    columns: [{ name: 'case', guess: 'case' }, { name: 'note, with commas, and more, and more' }],
  });
  const bytes = Buffer.from([...Buffer.from('byla;pastaba\n1;'), 0xe0, 0xe9, 0xe9]);
  expect(detectCsv(bytes)).toMatchObject({ encoding: 'windows-1252' });
  const known = detectCsv(bytes, { encoding: 'windows-1257' });
  expect([known.encoding, known.columns[1]?.samples]).toEqual(['windows-1257', ['ąéé']]);
  expect(known.problems.map(({ kind }) => kind)).not.toContain('encodingUnsure');
});
