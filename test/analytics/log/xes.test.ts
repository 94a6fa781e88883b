import { describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { attributeAt } from '../../../analytics/log/columns.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { isLogFault } from '../../../analytics/log/log-fault.ts';
import type { LogFault } from '../../../analytics/log/log-fault.ts';
import { readXes } from '../../../analytics/log/xes.ts';

/** The text in pieces of a few bytes, so that every boundary is met. */
async function* inPieces(text: string, size = 7): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += size) yield await Promise.resolve(bytes.subarray(from, from + size));
}

async function read(text: string): Promise<EventLog> {
  const log = await readXes(inPieces(text));
  if (isLogFault(log)) throw new Error(`${log.message} at ${String(log.line)}:${String(log.column)}`);
  return log;
}

async function fault(text: string): Promise<LogFault> {
  const log = await readXes(inPieces(text));
  if (!isLogFault(log)) throw new Error('it was imported');
  return log;
}

const event = (activity: string, at: string, more = ''): string =>
  `<event><string key="concept:name" value="${activity}"/><date key="time:timestamp" value="${at}"/>${more}</event>`;
const lifecycle = (transition: string): string => `<string key="lifecycle:transition" value="${transition}"/>`;
const trace = (name: string, ...events: string[]): string =>
  `<trace><string key="concept:name" value="${name}"/>${events.join('')}</trace>`;
const xes = (...traces: string[]): string => `<?xml version="1.0" encoding="UTF-8"?>\n<log>\n${traces.join('\n')}\n</log>`;
const at = (text: string): number => Date.parse(text);

describe('import of XES', () => {
  test('keeps cases, activities, resources, units and the attributes of cases and events', async () => {
    const log = await read(
      xes(
        `<trace><string key="concept:name" value="Prašymas 1"/><int key="fee" value="12"/><boolean key="urgent" value="true"/>` +
          event(
            'priimti',
            '2026-03-02T08:00:00.123+02:00',
            '<string key="org:resource" value="Ona"/><string key="org:group" value="Registras"/>',
          ) +
          event('spręsti', '2026-03-03T08:00:00Z', '<string key="result" value="taip"/>') +
          `</trace>`,
      ),
    );
    expect(log.cases.keys).toEqual(['Prašymas 1']);
    expect(log.activities).toEqual(['priimti', 'spręsti']);
    expect([...log.completedAt]).toEqual([at('2026-03-02T06:00:00.123Z'), at('2026-03-03T08:00:00Z')]);
    expect([...log.startedAt]).toEqual([NaN, NaN]);
    expect([log.resources[log.resourceOf[0] ?? -1], log.resourceOf[1]]).toEqual(['Ona', -1]);
    expect(log.units[log.unitOf[0] ?? -1]).toBe('Registras');
    expect(attributeAt(log.cases.attributes.get('fee'), 0)).toBe(12);
    expect(attributeAt(log.cases.attributes.get('urgent'), 0)).toBe(true);
    expect([0, 1].map((row) => attributeAt(log.attributes.get('result'), row))).toEqual([undefined, 'taip']);
  });

  test('reads a file with namespace prefixes like one without', async () => {
    const plain = xes(trace('1', event('a', '2026-01-01T00:00:00Z'), event('b', '2026-01-01T01:00:00Z')));
    const prefixed = plain
      .replace('<log>', '<xes:log xmlns:xes="http://www.xes-standard.org/">')
      .replace(/<(\/?)(log|trace|event|string|date)\b/g, '<$1xes:$2');
    const [first, second] = [await read(plain), await read(prefixed)];
    expect(second).toEqual(first);
  });

  test('sorts a trace by time and keeps the order of the file where times are equal', async () => {
    const log = await read(
      xes(
        trace(
          '1',
          event('late', '2026-01-02T00:00:00Z'),
          event('first of two', '2026-01-01T00:00:00Z'),
          event('second of two', '2026-01-01T00:00:00Z'),
        ),
      ),
    );
    expect([...log.activityOf].map((code) => log.activities[code])).toEqual(['first of two', 'second of two', 'late']);
  });

  test('makes one activity instance of schedule, start, suspend, resume and complete', async () => {
    const log = await read(
      xes(
        trace(
          '1',
          event('examine', '2026-01-01T08:00:00Z', lifecycle('schedule')),
          event('examine', '2026-01-01T09:00:00Z', lifecycle('start')),
          event('examine', '2026-01-01T10:00:00Z', lifecycle('suspend')),
          event('examine', '2026-01-01T13:00:00Z', lifecycle('resume')),
          event('examine', '2026-01-01T14:00:00Z', lifecycle('complete')),
          event('decide', '2026-01-01T15:00:00Z', lifecycle('start')),
        ),
      ),
    );
    expect(log.rows).toBe(2);
    expect([log.enabledAt[0], log.startedAt[0], log.completedAt[0]]).toEqual(
      [8, 9, 14].map((hour) => at(`2026-01-01T${String(hour).padStart(2, '0')}:00:00Z`)),
    );
    expect(log.suspendedMs[0]).toBe(3 * 3_600_000);
    expect([...log.ending]).toEqual([1, 0]);
    expect(log.completedAt[1]).toBeNaN();
  });

  test('pairs two runs of one activity in the order in which they began', async () => {
    const log = await read(
      xes(
        trace(
          '1',
          event('check', '2026-01-01T08:00:00Z', lifecycle('start')),
          event('check', '2026-01-01T09:00:00Z', lifecycle('start')),
          event('check', '2026-01-01T10:00:00Z', lifecycle('complete')),
          event('check', '2026-01-01T11:00:00Z', lifecycle('complete')),
        ),
      ),
    );
    const hours = (column: Float64Array) => [...column].map((instant) => new Date(instant).getUTCHours());
    expect([hours(log.startedAt), hours(log.completedAt)]).toEqual([
      [8, 9],
      [10, 11],
    ]);
  });

  test('a log that names only starts is taken as events at these instants', async () => {
    const log = await read(
      xes(
        trace(
          '1',
          event('a', '2026-01-01T08:00:00Z', lifecycle('start')),
          event('b', '2026-01-01T09:00:00Z', lifecycle('start')),
        ),
      ),
    );
    expect([...log.completedAt]).toEqual([at('2026-01-01T08:00:00Z'), at('2026-01-01T09:00:00Z')]);
    expect([...log.ending]).toEqual([1, 1]);
  });

  test('two traces of one name stay two cases', async () => {
    const log = await read(xes(trace('1', event('a', '2026-01-01T08:00:00Z')), trace('1', event('a', '2026-02-01T08:00:00Z'))));
    expect(log.cases.keys).toEqual(['1', '1 #2']);
  });

  test('reports progress in bytes up to the size of the file', async () => {
    const text = xes(trace('1', event('a', '2026-01-01T08:00:00Z')));
    const seen: number[] = [];
    await readXes(inPieces(text, 100), { progress: (bytes) => seen.push(bytes) });
    expect(seen.at(-1)).toBe(new TextEncoder().encode(text).length);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});

describe('a broken XES is refused with place and remedy', () => {
  test('an event without a time', async () => {
    const text = xes(trace('1', event('a', '2026-01-01T08:00:00Z'), '\n<event><string key="concept:name" value="b"/></event>'));
    expect(await fault(text)).toMatchObject({ fault: 'missingValue', line: 4, message: 'An event has no time:timestamp.' });
  });

  test('a log without any time', async () => {
    const text = xes(trace('1', '<event><string key="concept:name" value="b"/></event>'));
    expect(await fault(text)).toMatchObject({ fault: 'noTimestamps', line: 3 });
  });

  test('a time that is none, with the column where it stands', async () => {
    const text = xes(`<trace>\n<event>\n  <date key="time:timestamp" value="yesterday"/></event></trace>`);
    const found = await fault(text);
    expect(found).toMatchObject({ fault: 'badTimestamp', line: 5 });
    expect(found.message).toContain('yesterday');
    expect(found.column).toBeGreaterThan(40);
  });

  test('an event without an activity', async () => {
    expect(
      await fault(xes(trace('1', '<event><date key="time:timestamp" value="2026-01-01T08:00:00Z"/></event>'))),
    ).toMatchObject({ fault: 'missingValue' });
  });

  test('a file that ends in the middle', async () => {
    const text = xes(trace('1', event('a', '2026-01-01T08:00:00Z')));
    for (const length of [text.length - 3, Math.floor(text.length / 2)]) {
      expect((await fault(text.slice(0, length))).fault).toBe('truncated');
    }
  });

  test('a gz that ends in the middle, at the place that was reached', async () => {
    const events = Array.from(
      { length: 5000 },
      (_, index) => event(`a${String((index * 7919) % 101)}`, new Date(index * 86_400_000).toISOString()) + '\n',
    );
    const packed = gzipSync(xes(trace('1', ...events)));
    const stream = Readable.from([packed.subarray(0, packed.length / 2)]).pipe(createGunzip());
    const found = await readXes(stream);
    expect(found).toMatchObject({ fault: 'truncated' });
    expect(isLogFault(found) && found.line).toBeGreaterThan(100);
  });

  test('not XML, not XES, a DOCTYPE, nothing in it', async () => {
    expect((await fault('case,activity\n1,a\n')).fault).toBe('syntax');
    expect((await fault('<definitions/>')).fault).toBe('syntax');
    expect((await fault('<!DOCTYPE log [<!ENTITY x "y">]><log/>')).fault).toBe('syntax');
    expect((await fault('<log></log>')).fault).toBe('empty');
    expect((await fault('<log><trace></log>')).fault).toBe('syntax');
  });

  test('elements nested beyond the limit, and not at it', async () => {
    const nested = (depth: number): string => {
      const inner = depth - 4;
      return xes(
        trace(
          '1',
          event('a', '2026-01-01T08:00:00Z', '<string key="k" value="v">'.repeat(inner + 1) + '</string>'.repeat(inner + 1)),
        ),
      );
    };
    expect((await read(nested(64))).rows).toBe(1);
    expect((await fault(nested(65))).fault).toBe('limit');
  });

  test('what the source itself throws is thrown on, for it is no fault of the log', async () => {
    const failing: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('the disk is gone')) }),
    };
    await expect(readXes(failing)).rejects.toThrow('the disk is gone');
  });
});
