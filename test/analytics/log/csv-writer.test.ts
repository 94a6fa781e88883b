import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CsvOptions } from '../../../analytics/log/csv.ts';
import { readCsv } from '../../../analytics/log/csv.ts';
import { csvMappingOf, writeCsv } from '../../../analytics/log/csv-writer.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { isLogFault } from '../../../analytics/log/log-fault.ts';
import { describeWithLogs, referenceLog } from '../reference-logs.ts';
import { contentOf, difference } from './log-content.ts';
import { randomRowLog } from './random-logs.ts';
import { written } from './written.ts';

const SEED = Number(process.env['EIGA_SEED'] ?? 1);
const at = (hour: number): number => Date.UTC(2026, 2, 2, hour);

async function read(source: AsyncIterable<string>, options: CsvOptions): Promise<EventLog> {
  const log = await readCsv(source, options);
  if (isLogFault(log)) throw new Error(`${log.message} at ${String(log.line)}:${String(log.column)}`);
  return log;
}

describe('export as CSV', () => {
  const small = (): EventLog => {
    const builder = new EventLogBuilder('started');
    builder.setCaseAttribute(builder.addCase('7'), 'fee', -12);
    const row = builder.addRow(0, {
      activity: 'decide; sign',
      resource: '=cmd()',
      enabledAt: at(8),
      startedAt: at(9),
      completedAt: at(10) + 1_800_000.5,
    });
    builder.setRowAttribute(row, 'note', 'said "no",\nwent');
    builder.addRow(0, { activity: 'decide; sign', resource: "'=x", enabledAt: at(11), startedAt: at(12) });
    return builder.build();
  };

  test('is a line for each activity instance, quoted as RFC 4180 says, with formulas defused and numbers as they are', async () => {
    const { text, lost } = await written(writeCsv(small()));
    expect(text.split('\r\n')).toEqual([
      'case,activity,resource,enabledAt,startedAt,completedAt,note,case:fee',
      `7,decide; sign,'=cmd(),2026-03-02T08:00:00.000Z,2026-03-02T09:00:00.000Z,2026-03-02T10:30:00.000500Z,"said ""no"",\nwent",-12`,
      `7,decide; sign,''=x,2026-03-02T11:00:00.000Z,2026-03-02T12:00:00.000Z,,,-12`,
      '',
    ]);
    expect(lost).toEqual([]);
  });

  test.each(['=', '+', '-', '@', '\t', '\r', '\n', '＝'])(
    'a text that begins with %j is no formula, nor after apostrophes',
    async (sign) => {
      const builder = new EventLogBuilder();
      for (const text of [`${sign}1`, `'${sign}1`, `''${sign}1`, sign])
        builder.addRow(builder.addCase(text), { activity: text, resource: text, unit: text, completedAt: at(1) });
      const log = builder.build();
      const { text } = await written(writeCsv(log));
      for (const cell of text.split(/,|\r\n(?=["']|$)/).map((one) => one.replace(/^"/, '')))
        expect(cell).not.toMatch(/^[=+\-@\t\r\n＝]/);
      expect(difference(contentOf(log), contentOf(await read(writeCsv(log), { mapping: csvMappingOf(log) })))).toBeUndefined();
    },
  );

  test('begins with a byte order mark and is divided by semicolons when it is for a spreadsheet', async () => {
    const form = { delimiter: ';', byteOrderMark: true } as const;
    const { text } = await written(writeCsv(small(), form));
    expect(text.slice(0, 15)).toBe('\uFEFFcase;activity;');
    expect(text).toContain('7;"decide; sign";');
    const log = small();
    expect(
      difference(contentOf(log), contentOf(await read(writeCsv(log, form), { mapping: csvMappingOf(log, form) }))),
    ).toBeUndefined();
  });

  test('a column of several types is read by the one under which most of its values come back', async () => {
    const builder = new EventLogBuilder();
    ['true', 'no', 1, 2, 3].forEach((value, index) => {
      builder.setRowAttribute(builder.addRow(builder.addCase('1'), { activity: 'a', completedAt: at(index) }), 'mixed', value);
    });
    const log = builder.build();
    expect(csvMappingOf(log).columns.at(-1)).toEqual({ name: 'mixed', role: 'attribute', as: 'mixed', type: 'integer' });
    expect((await read(writeCsv(log), { mapping: csvMappingOf(log) })).attributes.get('mixed')?.values).toEqual([
      'true',
      'no',
      1,
      2,
      3,
    ]);
  });

  test('says what it does not keep', async () => {
    const builder = new EventLogBuilder('completed');
    builder.addCase('empty');
    builder.describeCase(builder.addCase('1'), { status: 'withdrawn', startedAt: at(7), completedAt: at(20), version: '2' });
    builder.addRow(1, { activity: '', completedAt: at(9), ending: 'cancelled', suspensions: [{ fromAt: at(8), toAt: at(9) }] });
    const waits = builder.addRow(1, {
      activity: 'wait',
      kind: 'timer',
      party: 'authority',
      startedAt: at(9),
      completedAt: at(9),
    });
    builder.setRowAttribute(waits, 'mixed', '12');
    builder.setRowAttribute(0, 'mixed', 12);
    builder.addRow(1, { activity: 'never' });
    const { text, lost } = await written(writeCsv(builder.build()));
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'case,activity,startedAt,completedAt,ending,kind,waitsFor,suspendedMs,caseStatus,version,mixed',
      '1,–,,2026-03-02T09:00:00.000Z,cancelled,work,,3600000,withdrawn,2,12',
    ]);
    expect(lost.map(({ kind, n, examples }) => [kind, n, examples])).toEqual([
      ['casesWithoutRows', 1, ['empty']],
      ['rowsWithoutTimes', 1, ['1']],
      ['columns', 6, ['ending', 'kind', 'waitsFor', 'suspendedMs', 'caseStatus']],
      ['types', 1, ['mixed']],
      ['emptyNames', 1, ['activity']],
      ['order', 3, ['by completed']],
      ['facts', 2, ['when it was suspended', 'when cases began and ended']],
    ]);
  });
});

describe(`what is written as CSV and read by its mapping is the same log (seed ${String(SEED)}, EIGA_SEED=n tries others)`, () => {
  test('of rows with any instants, texts and attributes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
        const log = randomRowLog(seed, true);
        const { lost } = await written(writeCsv(log));
        expect(lost).toEqual([]);
        expect(difference(contentOf(log), contentOf(await read(writeCsv(log), { mapping: csvMappingOf(log) })))).toBeUndefined();
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  test('of any log at all, unless something is said to be not kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
        const log = randomRowLog(seed);
        const { lost } = await written(writeCsv(log));
        const back = await read(writeCsv(log), { mapping: csvMappingOf(log) });
        if (lost.length === 0) expect(difference(contentOf(log), contentOf(back))).toBeUndefined();
        // What is asked of every log: its rows are there, with their names and times.
        else expect(back.rows).toBe(log.rows);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

describeWithLogs('the reference logs written as CSV', () => {
  test.each(['toy/interval_event_log.csv', 'kronos/manual_log_1.csv'])('%s is the same log again', async (path) => {
    const log = await referenceLog(path);
    const { lost } = await written(writeCsv(log));
    expect(lost).toEqual([]);
    expect(difference(contentOf(log), contentOf(await read(writeCsv(log), { mapping: csvMappingOf(log) })))).toBeUndefined();
  });

  test('receipt.xes.gz keeps all but what its source declares', async () => {
    const log = await referenceLog('municipal/receipt.xes.gz');
    const { lost } = await written(writeCsv(log));
    const back = await read(writeCsv(log), { mapping: csvMappingOf(log) });
    expect(lost.map(({ kind, examples }) => [kind, examples])).toEqual([['facts', ['what the source declares']]]);
    expect(difference(contentOf(log), contentOf(back))).toBeUndefined();
  });
});
