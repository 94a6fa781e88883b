import { describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { attributeAt } from '../../../analytics/log/columns.ts';
import type { CsvMapping } from '../../../analytics/log/csv-columns.ts';
import { readCsv } from '../../../analytics/log/csv.ts';
import type { CsvOptions } from '../../../analytics/log/csv.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { isLogFault, LOG_LIMITS } from '../../../analytics/log/log-fault.ts';
import type { LogFault } from '../../../analytics/log/log-fault.ts';

async function* inPieces(text: string, size = 5): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += size) yield await Promise.resolve(bytes.subarray(from, from + size));
}

async function read(text: string, options: CsvOptions = {}): Promise<EventLog> {
  const log = await readCsv(inPieces(text), options);
  if (isLogFault(log)) throw new Error(`${log.message} at ${String(log.line)}:${String(log.column)}`);
  return log;
}

async function fault(text: string, options: CsvOptions = {}): Promise<LogFault> {
  const log = await readCsv(inPieces(text), options);
  if (!isLogFault(log)) throw new Error('it was imported');
  return log;
}

const at = (text: string): number => Date.parse(text);
const instants = (column: Float64Array): string[] => [...column].map((instant) => new Date(instant).toISOString());

describe('import of CSV', () => {
  test('takes the columns that are named, quoted values, and the rest as attributes', async () => {
    const log = await read(
      'Byla;Veiksmas;Kas;Nuo;Iki;case:kanalas;pastaba\n"P;1";"priimti ""skubiai""";Ona;2026-03-02T08:00;2026-03-02T09:30;langelis;\n"P;1";spręsti;;2026-03-02T10:00;2026-03-02T11:00;langelis;gerai\n',
      { columns: { case: 'Byla', activity: 'Veiksmas', resource: 'Kas', start: 'Nuo', end: 'Iki' } },
    );
    expect(log.cases.keys).toEqual(['P;1']);
    expect(log.activities).toEqual(['priimti "skubiai"', 'spręsti']);
    expect(instants(log.startedAt)).toEqual(['2026-03-02T08:00:00.000Z', '2026-03-02T10:00:00.000Z']);
    expect(instants(log.completedAt)).toEqual(['2026-03-02T09:30:00.000Z', '2026-03-02T11:00:00.000Z']);
    expect([...log.resourceOf]).toEqual([0, -1]);
    expect(attributeAt(log.cases.attributes.get('case:kanalas'), 0)).toBe('langelis');
    expect([0, 1].map((row) => attributeAt(log.attributes.get('pastaba'), row))).toEqual([undefined, 'gerai']);
  });

  test('finds comma, semicolon and tab, a byte order mark and Windows line ends by itself', async () => {
    for (const delimiter of [',', ';', '\t']) {
      const text =
        ['\uFEFFcase', 'activity', 'timestamp'].join(delimiter) + '\r\n' + ['1', 'a', '2026-01-01'].join(delimiter) + '\r\n';
      const log = await read(text);
      expect([log.rows, instants(log.completedAt)]).toEqual([1, ['2026-01-01T00:00:00.000Z']]);
    }
  });

  test.each([
    ['2026-03-04 10:20:30', '2026-03-04T10:20:30.000Z'],
    ['2026-03-04T10:20:30.5+02:00', '2026-03-04T08:20:30.500Z'],
    ['2026-03-04T10:20:30Z', '2026-03-04T10:20:30.000Z'],
    ['2026/03/04 10:20', '2026-03-04T10:20:00.000Z'],
    ['04.03.2026 10:20:30', '2026-03-04T10:20:30.000Z'],
    ['1772619630', '2026-03-04T10:20:30.000Z'],
    ['1772619630123', '2026-03-04T10:20:30.123Z'],
  ])('reads %s', async (text, expected) => {
    expect(instants((await read(`case,activity,end\n1,a,${text}\n`)).completedAt)).toEqual([expected]);
  });

  test('tells days from months by the whole column, also by its last value', async () => {
    const dayFirst = await read('case,activity,end\n1,a,03/04/2026 10:00\n1,b,13/04/2026 10:00\n');
    expect(instants(dayFirst.completedAt)).toEqual(['2026-04-03T10:00:00.000Z', '2026-04-13T10:00:00.000Z']);
    const monthFirst = await read('case,activity,end\n1,a,03/04/2026 10:00\n1,b,04/13/2026 10:00\n');
    expect(instants(monthFirst.completedAt)).toEqual(['2026-03-04T10:00:00.000Z', '2026-04-13T10:00:00.000Z']);
  });

  test('a row without an end is still open', async () => {
    const log = await read('case,activity,start,end\n1,a,2026-01-01T08:00,2026-01-01T09:00\n1,b,2026-01-01T10:00,\n');
    expect([...log.ending]).toEqual([1, 0]);
  });

  test('a log with a start and an end is ordered by both, one with a single time by that', async () => {
    const intervals = await read(
      'case,activity,start,end\n1,long,2026-01-01T08:00,2026-01-01T12:00\n1,short,2026-01-01T09:00,2026-01-01T10:00\n',
    );
    const names = (log: EventLog) => [...log.activityOf].map((code) => log.activities[code]);
    expect(names(intervals)).toEqual(['long', 'short']);
    const events = await read('case,activity,end\n1,long,2026-01-01T12:00\n1,short,2026-01-01T10:00\n');
    expect(names(events)).toEqual(['short', 'long']);
  });

  test('keeps microseconds for the order', async () => {
    const log = await read('case,activity,end\n1,b,2026-01-01 08:00:00.000002\n1,a,2026-01-01 08:00:00.000001\n');
    expect([...log.activityOf].map((code) => log.activities[code])).toEqual(['a', 'b']);
    expect((log.completedAt[1] ?? 0) - at('2026-01-01T08:00:00Z')).toBeCloseTo(0.002, 3);
  });
});

describe('import of CSV by a confirmed mapping', () => {
  const mapping = (columns: CsvMapping['columns'], more: Partial<CsvMapping> = {}): CsvMapping => ({
    delimiter: ';',
    encoding: 'utf-8',
    columns,
    ...more,
  });
  const BASE = [
    { name: 'Byla', role: 'case' },
    { name: 'Veiksmas', role: 'activity' },
    { name: 'Iki', role: 'end' },
  ] as const;

  test('reads each column as it was confirmed, whatever its name', async () => {
    const log = await read('resource;x;when;n;big;ok;skip;fee\n7;a;03/04/2026 10:00;12;007;true;z;1.5\n', {
      mapping: mapping([
        { name: 'resource', role: 'case' },
        { name: 'x', role: 'activity' },
        { name: 'when', role: 'end', dateFormat: 'month first' },
        { name: 'n', role: 'attribute', type: 'integer' },
        { name: 'big', role: 'attribute', type: 'integer' },
        { name: 'ok', role: 'caseAttribute', type: 'boolean' },
        { name: 'skip', role: 'ignore' },
        { name: 'fee', role: 'attribute', type: 'decimal' },
      ]),
    });
    expect([log.cases.keys, log.activities, instants(log.completedAt)]).toEqual([['7'], ['a'], ['2026-03-04T10:00:00.000Z']]);
    // 007 would not come back as a number, so it stays a text.
    expect(['n', 'big', 'fee'].map((name) => attributeAt(log.attributes.get(name), 0))).toEqual([12, '007', 1.5]);
    expect([attributeAt(log.cases.attributes.get('ok'), 0), log.attributes.has('skip')]).toEqual([true, false]);
  });

  test('a column that was confirmed and is not there any more is refused by name', async () => {
    expect(await fault('Byla;Iki\n1;2026-01-01\n', { mapping: mapping(BASE) })).toMatchObject({ fault: 'missingColumn' });
  });

  test('times without a zone are those of the zone that is named, also when the clock changes, and are noted', async () => {
    // Vilnius goes from +03:00 to +02:00 on 2026-10-25 at 04:00: 03:30 comes twice, the first is taken.
    const log = await read('Byla;Veiksmas;Iki\n1;a;2026-07-01T10:00\n1;b;2026-10-25T03:30\n1;c;2026-12-01T10:00\n', {
      mapping: mapping(BASE, { zone: 'Europe/Vilnius' }),
    });
    expect(instants(log.completedAt)).toEqual([
      '2026-07-01T07:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-12-01T08:00:00.000Z',
    ]);
    expect(log.notes).toEqual([
      { kind: 'localTime', n: 3, examples: ['Iki: Europe/Vilnius'] },
      { kind: 'repeatedHour', n: 1, examples: ['line 3'] },
    ]);
  });

  test.each([
    ['windows-1257', [0xe0, 0xe8, 0xf0, 0xfe, 0x84], 'ąčšž„'],
    ['iso-8859-13', [0xe0, 0xe8, 0xf0, 0xfe, 0xa5], 'ąčšž„'],
    ['windows-1252', [0xe9, 0xf6], 'éö'],
    ['utf-16le', [0x05, 0x01], 'ą'],
  ] as const)('reads %s', async (encoding, letters, expected) => {
    const wide = encoding === 'utf-16le';
    const plain = (text: string) => Buffer.from(text, wide ? 'utf16le' : 'latin1');
    const bytes = Buffer.concat([plain('Byla;Veiksmas;Iki\n1;'), Buffer.from(letters), plain(';2026-01-01\n')]);
    const log = await readCsv(Readable.from([bytes]), { mapping: mapping(BASE, { encoding }) });
    expect(isLogFault(log) ? log : log.activities).toEqual([expected]);
  });

  test('rows of a start and rows of a completion become instances, as in XES', async () => {
    const log = await read(
      'Byla;Veiksmas;Kas;Busena;Iki;fee\n1;a;Ona;start;2026-01-01T08:00Z;1\n2;b;;start;2026-01-01T08:30Z;\n1;a;Ona;complete;2026-01-01T09:00Z;2\n',
      { mapping: mapping([...BASE, { name: 'Kas', role: 'resource' }, { name: 'Busena', role: 'transition' }]) },
    );
    expect([log.cases.keys, log.rows, [...log.ending]]).toEqual([['1', '2'], 2, [1, 0]]);
    expect(instants(log.startedAt)).toEqual(['2026-01-01T08:00:00.000Z', '2026-01-01T08:30:00.000Z']);
    expect([log.completedAt[0], log.resources]).toEqual([at('2026-01-01T09:00Z'), ['Ona']]);
    expect(attributeAt(log.attributes.get('fee'), 0)).toBe('2');
    expect(attributeAt(log.eventAttributes?.get('start')?.get('fee'), 0)).toBe('1');
  });

  test('broken rows are left out when the person said so, and told with their lines', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => `1;a;2026-01-${String(index + 1).padStart(2, '0')}`);
    rows[3] = '1;a;soon';
    rows[7] = ';a;2026-01-08';
    rows[9] = '1;a';
    const text = ['Byla;Veiksmas;Iki', ...rows].join('\n');
    expect(await fault(text, { mapping: mapping(BASE) })).toMatchObject({ fault: 'badTimestamp', line: 5 });
    const log = await read(text, { mapping: mapping(BASE), skipBroken: true });
    expect([log.rows, log.notes?.[0]?.n]).toEqual([17, 3]);
    expect(log.notes?.[0]?.examples.map((example) => example.split(':')[0])).toEqual(['line 5', 'line 9', 'line 11']);
  });

  test('more than a fifth of broken rows is a wrong mapping: refused all the same', async () => {
    const text = 'Byla;Veiksmas;Iki\n1;a;2026-01-01\n1;a;soon\n1;a;2026-01-02\n1;a;2026-01-03\n';
    expect(await fault(text, { mapping: mapping(BASE), skipBroken: true })).toMatchObject({ fault: 'badTimestamp', line: 3 });
    const five = `${text}1;a;2026-01-04\n`;
    expect((await read(five, { mapping: mapping(BASE), skipBroken: true })).rows).toBe(4);
  });

  test('quoted line ends and doubled quotes are of the value, and lines are counted with them', async () => {
    const log = await read('case,activity,end\r\n1,"a\n""b""",2026-01-01\r\n');
    expect(log.activities).toEqual(['a\n"b"']);
    expect(await fault('case,activity,end\n1,"a\nb",2026-01-01\n1,c,soon\n')).toMatchObject({ line: 4, column: 3 });
    expect(await fault('case,activity,end\n1,"a"b,2026-01-01\n')).toMatchObject({ fault: 'syntax', line: 2, column: 2 });
  });
});

describe('a broken CSV is refused with line and column', () => {
  test('a named column that is not there, with the columns that are', async () => {
    const found = await fault('id,what,when\n1,a,2026-01-01\n', { columns: { case: 'id', activity: 'task', end: 'when' } });
    expect(found).toMatchObject({ fault: 'missingColumn', line: 1 });
    expect(found.message).toContain('“task”');
    expect(found.message).toContain('“what”');
    expect(found.remedy).toContain('--activity');
  });

  test('no column with times', async () => {
    expect(await fault('case,activity\n1,a\n')).toMatchObject({ fault: 'noTimestamps', line: 1 });
  });

  test('two ways of writing dates in one column', async () => {
    expect(await fault('case,activity,end\n1,a,2026-01-02T10:00:00\n1,b,03.01.2026 10:00\n')).toMatchObject({
      fault: 'mixedDateFormats',
      line: 3,
      column: 3,
    });
    expect(await fault('case,activity,end\n1,a,13/04/2026 10:00\n1,b,04/13/2026 10:00\n')).toMatchObject({
      fault: 'mixedDateFormats',
      line: 3,
      column: 3,
    });
    expect(await fault('case,activity,end\n1,a,2026-01-02T10:00:00\n1,b,2026-01-02T10:00:00Z\n')).toMatchObject({
      fault: 'mixedDateFormats',
      line: 3,
    });
    expect(await fault('case,activity,end\n1,a,2026-01-02T10:00:00\n1,b,2026-01-02\n')).toMatchObject({
      fault: 'mixedDateFormats',
      line: 3,
    });
  });

  test('a date of another way after one that could be read in two', async () => {
    const found = await fault('case,activity,end\n1,a,03/04/2026 10:00\n1,b,2026-04-05 10:00\n');
    expect(found).toMatchObject({ fault: 'mixedDateFormats', line: 3, column: 3 });
  });

  test('a zone in the starts and none in the ends', async () => {
    expect(await fault('case,activity,start,end\n1,a,2026-01-02T10:00:00Z,2026-01-02T11:00:00\n')).toMatchObject({
      fault: 'mixedDateFormats',
    });
  });

  test('dates that nothing decides, and the remedy works', async () => {
    const text = 'case,activity,end\n1,a,03/04/2026 10:00\n';
    const found = await fault(text);
    expect(found).toMatchObject({ fault: 'ambiguousDateFormat', line: 2, column: 3 });
    const log = await read(text, { dateFormat: 'day first' });
    expect(instants(log.completedAt)).toEqual(['2026-04-03T10:00:00.000Z']);
  });

  test('a value that is no date, or no day of the calendar', async () => {
    expect(await fault('case,activity,end\n1,a,soon\n')).toMatchObject({ fault: 'badTimestamp', line: 2, column: 3 });
    expect(await fault('case,activity,end\n1,a,2026-02-28\n1,b,2026-02-29\n')).toMatchObject({ fault: 'badTimestamp', line: 3 });
  });

  test('a row without a case, an activity or a time', async () => {
    expect(await fault('case,activity,end\n1,a,2026-01-01\n,b,2026-01-01\n')).toMatchObject({
      fault: 'missingValue',
      line: 3,
      column: 1,
    });
    expect(await fault('case,activity,end\n1,,2026-01-01\n')).toMatchObject({ fault: 'missingValue', line: 2, column: 2 });
    expect(await fault('case,activity,end\n1,a,\n')).toMatchObject({ fault: 'missingValue', line: 2, column: 3 });
  });

  test('a line with too few values, an open quote, an empty file, only a header', async () => {
    expect(await fault('case,activity,end\n1,a,2026-01-01\n1,a\n')).toMatchObject({ fault: 'syntax', line: 3 });
    expect((await fault('case,activity,end\n1,"a,2026-01-01\n1,b,2026-01-01\n')).fault).toBe('truncated');
    expect((await fault('')).fault).toBe('empty');
    expect((await fault('case,activity,end\n')).fault).toBe('empty');
  });

  test('bytes that are no text in the encoding of the rest', async () => {
    const good = Buffer.from(`case,activity,end\n${'1,ąč,2026-01-01\n'.repeat(5000)}`);
    const bad = Buffer.concat([good, Buffer.from([0x31, 0x2c, 0xe0, 0x2c]), Buffer.from('2026-01-01\n')]);
    const found = await readCsv(Readable.from([bad.subarray(0, 70_000), bad.subarray(70_000)]));
    expect(found).toMatchObject({ fault: 'encoding', remedy: expect.stringContaining('windows-1257') });
    expect(isLogFault(found) && found.line).toBe(5002);
  });

  test('more activities than anybody reads, and not so many', async () => {
    async function* many(activities: number): AsyncIterable<string> {
      yield await Promise.resolve('case,activity,end\n');
      for (let index = 0; index < activities; index++) yield `1,a${String(index)},2026-01-01\n`;
    }
    expect(isLogFault(await readCsv(many(LOG_LIMITS.activities)))).toBe(false);
    expect(await readCsv(many(LOG_LIMITS.activities + 1))).toMatchObject({
      fault: 'limit',
      line: LOG_LIMITS.activities + 2,
      column: 2,
    });
  });

  test('a line without an end', async () => {
    async function* endless(): AsyncIterable<string> {
      for (let piece = 0; piece < 100; piece++) yield await Promise.resolve('x'.repeat(65_536));
    }
    expect(await readCsv(endless())).toMatchObject({ fault: 'limit' });
  });

  test('a gz that ends in the middle', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `${String((index * 7919) % 1009)},a${String(index % 13)},${new Date(index * 3_600_000).toISOString()}`,
    );
    const packed = gzipSync(['case,activity,end', ...rows].join('\n'));
    const found = await readCsv(Readable.from([packed.subarray(0, packed.length / 2)]).pipe(createGunzip()));
    expect(found).toMatchObject({ fault: 'truncated' });
    expect(isLogFault(found) && found.line).toBeGreaterThan(1000);
  });
});

test('a file that arrives in one piece of more than a megabyte is read: the limit is on a line', async () => {
  const rows = Array.from({ length: 40_000 }, (_, index) => `case ${String(index)},Check,2026-03-02T07:00:00Z`);
  const text = ['case,activity,end', ...rows].join('\n');
  const log = await readCsv(inPieces(text, text.length), { columns: { case: 'case', activity: 'activity', end: 'end' } });
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(isLogFault(log) ? log.message : log.cases.count).toBe(40_000);
});
