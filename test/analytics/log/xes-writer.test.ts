import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { isLogFault } from '../../../analytics/log/log-fault.ts';
import { readXes } from '../../../analytics/log/xes.ts';
import { writeXes } from '../../../analytics/log/xes-writer.ts';
import type { NotWritten } from '../../../analytics/log/not-written.ts';
import { selectCases } from '../../../analytics/log/select-cases.ts';
import { describeWithLogs, referenceLog } from '../reference-logs.ts';
import { contentOf, difference } from './log-content.ts';
import { randomRowLog, randomXes } from './random-logs.ts';
import { written } from './written.ts';

const SEED = Number(process.env['EIGA_SEED'] ?? 1);
const HOUR = 3_600_000;
const at = (hour: number): number => Date.UTC(2026, 2, 2, hour);

async function read(source: AsyncIterable<string> | string): Promise<EventLog> {
  const log = await readXes(typeof source === 'string' ? inOne(source) : source);
  if (isLogFault(log)) throw new Error(`${log.message} at ${String(log.line)}:${String(log.column)}`);
  return log;
}

async function* inOne(text: string): AsyncIterable<string> {
  yield await Promise.resolve(text);
}

/** The transitions of a file with their times and people, as another tool sees them. */
function eventsOf(xml: string): readonly string[] {
  return [...xml.matchAll(/<event>(.*?)<\/event>/gs)].map(([, event = '']) =>
    ['lifecycle:transition', 'time:timestamp', 'org:resource']
      .map((key) => valueOf(event, key))
      .join(' ')
      .trim(),
  );
}
function valueOf(xml: string, key: string): string {
  return new RegExp(`key="${key}" value="([^"]*)"`).exec(xml)?.[1]?.replace('2026-03-02T', '').replace(':00:00.000Z', 'h') ?? '';
}

describe('export as XES', () => {
  test('each instant of a row is an event of the standard lifecycle, in the order of time', async () => {
    const builder = new EventLogBuilder('started');
    builder.addCase('7');
    builder.describeCase(0, { status: 'open', startedAt: at(8) });
    builder.addRow(0, {
      activity: 'decide',
      resource: 'Ona',
      unit: 'Registry',
      enabledAt: at(8),
      claimedAt: at(9),
      startedAt: at(10),
      suspensions: [{ fromAt: at(11), toAt: at(13), reason: 'applicant' }],
      completedAt: at(14),
    });
    builder.addRow(0, {
      activity: 'wait',
      kind: 'message',
      party: 'authority',
      enabledAt: at(12),
      completedAt: at(15),
      ending: 'cancelled',
    });
    const { text } = await written(writeXes(builder.build(at(20))));
    // Nobody has taken it when it is scheduled.
    expect(eventsOf(text)).toEqual([
      'schedule 08h',
      'assign 09h Ona',
      'start 10h Ona',
      'suspend 11h Ona',
      'schedule 12h',
      'resume 13h Ona',
      'complete 14h Ona',
      'ate_abort 15h',
    ]);
    expect(text).toContain('<string key="eiga:reason" value="applicant"/>');
    expect([...text.matchAll(/key="concept:instance" value="(eiga:\d)"/g)].map(([, number]) => number).join(' ')).toBe(
      'eiga:0 eiga:0 eiga:0 eiga:0 eiga:1 eiga:0 eiga:0 eiga:1',
    );
  });

  test('declares the extensions it uses, globals and classifiers; of a log of XES what that declared', async () => {
    const { text } = await written(writeXes(await read(randomXes(3))));
    expect([...text.matchAll(/<(extension|global|classifier)[^>]*>/g)].map(([tag]) => tag)).toEqual([
      `<classifier name="Both" scope="event" keys="concept:name 'the result'"/>`,
    ]);
    const builder = new EventLogBuilder();
    builder.setRowAttribute(builder.addRow(builder.addCase('1'), { activity: 'a', completedAt: at(8) }), 'cost:total', 2.5);
    const own = await written(writeXes(builder.build()));
    expect([...own.text.matchAll(/prefix="(\w+)"/g)].map(([, prefix]) => prefix)).toEqual([
      'concept',
      'lifecycle',
      'time',
      'org',
      'cost',
    ]);
    expect(own.text).toContain('<global scope="event"><string key="concept:name"');
    expect(own.text).toContain('<classifier name="Activity" scope="event" keys="concept:name"/>');
    expect(own.text).toContain('<float key="cost:total" value="2.5"/>');
    expect(eventsOf(own.text)).toEqual(['complete 08h']);
    expect(own.text).not.toContain('eiga:');
  });

  test('a character that XML cannot hold is replaced and told; a row without an instant is left out and told', async () => {
    const builder = new EventLogBuilder();
    builder.addRow(builder.addCase('1'), { activity: 'a\u0000b', completedAt: at(8) });
    builder.addRow(builder.addCase('2'), { activity: 'c' });
    const { text, lost } = await written(writeXes(builder.build()));
    expect(text).toContain('value="a\uFFFDb"');
    expect(lost.map(({ kind, n, examples }: NotWritten) => [kind, n, examples])).toEqual([
      ['rowsWithoutTimes', 1, ['2']],
      ['characters', 1, []],
    ]);
  });

  test('comes in pieces that do not grow with the log, and tells how far it is', async () => {
    const builder = new EventLogBuilder();
    for (let row = 0; row < 4000; row++)
      builder.addRow(builder.addCase(String(row >> 2)), { activity: 'a', completedAt: row * HOUR });
    const seen: (readonly [number, number])[] = [];
    const lengths: number[] = [];
    for await (const piece of writeXes(builder.build(), (cases, of) => seen.push([cases, of]))) lengths.push(piece.length);
    expect(lengths.length).toBeGreaterThan(4);
    expect(Math.max(...lengths)).toBeLessThan(70_000);
    expect(seen.at(-1)).toEqual([1000, 1000]);
    expect(seen.map(([cases]) => cases)).toEqual(seen.map(([cases]) => cases).sort((a, b) => a - b));
  });
});

describe(`what is written and read again is the same log (seed ${String(SEED)}, EIGA_SEED=n tries others)`, () => {
  const again = async (log: EventLog): Promise<unknown> => {
    const back = await read(writeXes(log));
    if (log.source !== undefined) expect(back.source).toEqual(log.source);
    return difference(contentOf(log), contentOf(back));
  };

  test('rows with any instants, sound or not, of any kind, with attributes of any type', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
        expect(await again(randomRowLog(seed))).toBeUndefined();
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  test('events of any lifecycle in any order, read from XES', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
        expect(await again(await read(randomXes(seed)))).toBeUndefined();
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  test('a selection of cases keeps until when the whole was watched', async () => {
    const log = randomRowLog(11);
    expect(await again(selectCases(log, (index) => index === 0))).toBeUndefined();
  });

  test('a log read by a classifier keeps the names that make it up', async () => {
    const text = randomXes(5);
    const log = await readXes(inOne(text), { classifier: 'Both' });
    if (isLogFault(log)) throw new Error(log.message);
    expect(log.attributes.has('concept:name')).toBe(true);
    expect(await again(log)).toBeUndefined();
  });
});

describeWithLogs('the reference logs written as XES and read again are the same', () => {
  test.each(['toy/running-example.xes', 'toy/reviewing.xes', 'municipal/receipt.xes.gz', 'municipal/BPIC15_1.xes.gz'])(
    '%s',
    async (path) => {
      const log = await referenceLog(path);
      const back = await read(writeXes(log));
      expect(back.source).toEqual(log.source);
      expect(difference(contentOf(log), contentOf(back))).toBeUndefined();
    },
    60_000,
  );
});
