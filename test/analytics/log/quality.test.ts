/** The quality report: each flaw counted of how many, with its cases. */
import { describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { readCsv } from '../../../analytics/log/csv.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { isLogFault } from '../../../analytics/log/log-fault.ts';
import { quality } from '../../../analytics/log/quality.ts';
import type { QualityProblem } from '../../../analytics/log/quality.ts';
import { describeWithLogs, referenceLog } from '../reference-logs.ts';

const DAY_MS = 86_400_000;
/** An instant of 2026 with odd minutes, so that no time of day repeats. */
const at = (minutes: number): number => Date.UTC(2026, 0, 5, 8) + minutes * 60_000 + minutes;

const short = (problems: readonly QualityProblem[]) =>
  Object.fromEntries(problems.map(({ kind, n, of, cases }) => [kind, [n, of, ...cases]]));

describe('the quality of a log', () => {
  test('ten rows with every flaw of a row, counted by hand', () => {
    const builder = new EventLogBuilder('started');
    const row = (key: string, activity: string, [enabledAt, startedAt, completedAt]: readonly number[], resource?: string) =>
      builder.addRow(builder.addCase(key), { activity, resource, enabledAt, startedAt, completedAt });
    row('1', 'a', [at(0), at(1), at(2)], 'Ona'); // 1: nothing wrong
    row('1', 'b', [at(2), at(3), at(3)], 'Ona'); // 2: no duration
    row('1', 'c', [at(3), at(9), at(4)], 'Ona'); // 3: ends before it starts
    row('1', 'd', [at(30), at(20), at(40)], 'Ona'); // 4: starts before it could
    row('2', 'a', [NaN, at(1), at(2)]); // 5: no resource, no enabled
    row('2', 'b', [at(2), NaN, at(5)]); // 6: no resource, no start
    row('2', 'c', [Date.UTC(1970, 0, 1), at(6), at(7)], 'Ona'); // 7: a placeholder
    row('3', 'a', [at(1), at(2), NaN], 'Ona'); // 8: begun and never ended
    row('3', 'b', [at(1), at(5), at(8)], 'Ona'); // 9 and 10: twice the same
    row('3', 'b', [at(1), at(5), at(8)], 'Ona');
    const { outcomeUnknown: _unknown, ...found } = short(quality(builder.build()));
    expect(found).toEqual({
      // Nine are completed; of the ten all but the sixth have a start.
      missingStart: [1, 9, '2'],
      missingEnabled: [1, 9, '2'],
      endBeforeStart: [1, 10, '1'],
      startBeforeEnabled: [1, 10, '1'],
      zeroDuration: [1, 8, '1'],
      implausibleTime: [1, 10, '2'],
      noResource: [2, 9, '2'],
      openRow: [1, 10, '3'],
      duplicateEvent: [1, 9, '3'],
    });
  });

  test('ties are different activities at one instant; the same one twice is a duplicate', () => {
    const builder = new EventLogBuilder('completed');
    const index = builder.addCase('1');
    for (const [activity, minutes] of [
      ['a', 0],
      ['b', 0],
      ['c', 5],
      ['c', 5],
      ['c', 6],
    ] as const)
      builder.addRow(index, { activity, completedAt: at(minutes) });
    const found = short(quality(builder.build()));
    expect([found['tie'], found['duplicateEvent']]).toEqual([
      [1, 5, '1'],
      [1, 5, '1'],
    ]);
  });

  test('cases: open ones, those of one event, and whether the source tells at all which are open', () => {
    const builder = new EventLogBuilder('completed');
    const own = builder.addCase('open');
    builder.describeCase(own, { status: 'open', startedAt: at(0) });
    builder.addRow(own, { activity: 'a', enabledAt: at(0) });
    builder.addRow(builder.addCase('single'), { activity: 'a', completedAt: at(0) });
    const found = short(quality(builder.build()));
    expect([found['openCase'], found['oneEventCase'], found['outcomeUnknown'], found['openRow']]).toEqual([
      [1, 2, 'open'],
      [1, 2, 'single'],
      undefined,
      undefined,
    ]);
    const imported = new EventLogBuilder('completed');
    imported.addRow(imported.addCase('1'), { activity: 'a', completedAt: at(0) });
    expect(short(quality(imported.build()))['outcomeUnknown']).toEqual([1, 1, '1']);
  });

  test('days without an hour are found, also across the change to summer time; scattered times are not', () => {
    const days = (hours: (index: number) => number) => {
      const builder = new EventLogBuilder('completed');
      for (let index = 0; index < 30; index++)
        builder.addRow(builder.addCase(String(index)), {
          activity: 'a',
          completedAt: Date.UTC(2026, 2, 15) + index * DAY_MS + hours(index) * 3_600_000,
        });
      return short(quality(builder.build()))['dayPrecision']?.[0];
    };
    // Midnight of Vilnius is 22:00 UTC in winter, 21:00 in summer.
    expect(days((index) => (index < 14 ? -2 : -3))).toBe(30);
    expect(days((index) => (index % 10) + index / 100)).toBeUndefined();
  });

  test('names that differ in capitals, blanks and accents are told together', () => {
    const builder = new EventLogBuilder('completed');
    for (const activity of ['Priimti prašymą', 'priimti prasyma', 'Priimti  prašymą ', 'spręsti'])
      builder.addRow(builder.addCase('1'), { activity, completedAt: at(builder.rows) });
    const found = quality(builder.build()).find(({ kind }) => kind === 'similarNames');
    expect([found?.n, found?.of, found?.examples]).toEqual([3, 4, ['Priimti prašymą = priimti prasyma = Priimti  prašymą ']]);
  });

  test('what the reader noticed is in it, with lines or cases, and each flaw says what it bends', async () => {
    const text =
      'case,activity,end\n1,b,2026-01-02T10:11\n1,a,2026-01-01T10:07\n2,a,soon\n2,a,2026-01-03T09:01\n2,b,2026-01-03T09:31\n3,a,2026-01-04T12:01\n';
    const log = await readCsv(Readable.from([Buffer.from(text)]), { skipBroken: true });
    if (isLogFault(log)) throw new Error(log.message);
    const found = quality(log);
    const one = (kind: string) => found.find((problem) => problem.kind === kind);
    expect(one('outOfOrder')).toMatchObject({ n: 1, cases: ['1'] });
    expect(one('skippedRow')).toMatchObject({ n: 1, examples: [expect.stringContaining('line 4')] });
    expect(one('localTime')).toMatchObject({ n: 5, examples: ['end: UTC'] });
    for (const { effect } of found) expect([effect.figures.length > 0, effect.sentence.length > 20]).toEqual([true, true]);
  });

  test('a file sorted by ends is as much in order as one sorted by starts', async () => {
    const rows = ['1,long,2026-01-01T08:01,2026-01-01T12:03', '1,short,2026-01-01T09:02,2026-01-01T10:04'];
    for (const order of [rows, [...rows].reverse()]) {
      const log = await readCsv(Readable.from([Buffer.from(['case,activity,start,end', ...order].join('\n'))]));
      expect(isLogFault(log) ? log : log.notes?.map(({ kind }) => kind)).toEqual(['localTime']);
    }
  });
});

describeWithLogs('the quality of real logs', () => {
  test('BPIC15_1 is known for days without an hour and simultaneous events', async () => {
    const found = short(quality(await referenceLog('municipal/BPIC15_1.xes.gz')));
    expect([found['dayPrecision']?.[1], found['tie']?.[1], found['missingStart']?.[0]]).toEqual([52_217, 52_217, 52_217]);
    expect(Number(found['tie']?.[0])).toBeGreaterThan(1000);
  });
});
