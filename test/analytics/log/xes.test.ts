import { describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { SUSPENSION_REASONS } from '../../../engine/case/state.ts';
import { attributeAt, attributeType } from '../../../analytics/log/columns.ts';
import { attributesOf } from '../../../analytics/log/log-source.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { isLogFault, LOG_LIMITS } from '../../../analytics/log/log-fault.ts';
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

  test.each([
    ['autoskip', 1],
    ['manualskip', 1],
    ['withdraw', 2],
    ['ate_abort', 2],
    ['pi_abort', 2],
  ])(
    '%s ends the instance it finds, or is one of its own, and is kept by name where its end alone does not tell it',
    async (transition, ending) => {
      const log = await read(
        xes(
          trace(
            '1',
            event('a', '2026-01-01T08:00:00Z', lifecycle('schedule')),
            event('a', '2026-01-01T09:00:00Z', lifecycle(transition)),
            event('b', '2026-01-01T10:00:00Z', lifecycle(transition)),
          ),
        ),
      );
      expect([log.rows, [...log.ending]]).toEqual([2, [ending, ending]]);
      expect([log.enabledAt[0], log.completedAt[0], log.enabledAt[1]]).toEqual([
        at('2026-01-01T08:00:00Z'),
        at('2026-01-01T09:00:00Z'),
        NaN,
      ]);
      const kept = transition === 'ate_abort' ? undefined : transition;
      expect([0, 1].map((row) => attributeAt(log.attributes.get('lifecycle:transition'), row))).toEqual([kept, kept]);
    },
  );

  test('assign and reassign tell who took it and when last; each is kept with its own time', async () => {
    const by = (name: string) => `<string key="org:resource" value="${name}"/>`;
    const log = await read(
      xes(
        trace(
          '1',
          event('a', '2026-01-01T08:00:00Z', lifecycle('assign') + by('Ona')),
          event('a', '2026-01-01T09:00:00Z', lifecycle('reassign') + by('Jonas')),
          event('a', '2026-01-01T10:00:00Z', lifecycle('start')),
          event('a', '2026-01-01T11:00:00Z', lifecycle('complete')),
        ),
      ),
    );
    expect([log.rows, log.claimedAt?.[0], log.resources[log.resourceOf[0] ?? -1]]).toEqual([
      1,
      at('2026-01-01T09:00:00Z'),
      'Jonas',
    ]);
    const kept = (part: string, name: string) => attributeAt(log.eventAttributes?.get(part)?.get(name), 0);
    expect([kept('assign', 'org:resource'), kept('assign', 'time:timestamp')]).toEqual(['Ona', '2026-01-01T08:00:00Z']);
    expect([kept('assign 2', 'org:resource'), kept('assign 2', 'lifecycle:transition')]).toEqual(['Jonas', 'reassign']);
  });

  test('reads states of BPAF where there are no transitions', async () => {
    const state = (name: string): string => `<string key="lifecycle:state" value="${name}"/>`;
    const log = await read(
      xes(
        trace(
          '1',
          event('a', '2026-01-01T08:00:00Z', state('Open.NotRunning.Ready')),
          event('a', '2026-01-01T09:00:00Z', state('Open.NotRunning.Reserved')),
          event('a', '2026-01-01T10:00:00Z', state('Open.Running.InProgress')),
          event('a', '2026-01-01T11:00:00Z', state('Open.Running.Suspended')),
          event('a', '2026-01-01T12:00:00Z', state('Open.Running.InProgress')),
          event('a', '2026-01-01T13:00:00Z', state('Closed.Completed.Success')),
          event('b', '2026-01-01T14:00:00Z', state('Closed.Cancelled.Aborted')),
        ),
      ),
    );
    const hour = (instant: number | undefined) => new Date(instant ?? NaN).getUTCHours();
    expect([log.enabledAt[0], log.claimedAt?.[0], log.startedAt[0], log.completedAt[0]].map(hour)).toEqual([8, 9, 10, 13]);
    expect([log.suspensions?.fromAt[0], log.suspensions?.toAt[0]].map(hour)).toEqual([11, 12]);
    expect([...log.ending]).toEqual([1, 2]);
  });

  test('keeps two suspensions with their places, one that lasts, and the reason where ours tells it', async () => {
    const log = await read(
      xes(
        trace(
          '1',
          event('a', '2026-01-01T08:00:00Z', lifecycle('start')),
          event('a', '2026-01-01T09:00:00Z', lifecycle('suspend') + '<string key="eiga:reason" value="authority"/>'),
          event('a', '2026-01-01T10:00:00Z', lifecycle('resume')),
          event('a', '2026-01-01T12:00:00Z', lifecycle('suspend')),
          event('b', '2026-01-01T13:00:00Z', lifecycle('complete')),
        ),
      ),
    );
    // Row 0 is b: what is open comes last.
    expect([...(log.suspensions?.first ?? [])]).toEqual([0, 0, 2]);
    expect([...(log.suspensions?.toAt ?? [])]).toEqual([at('2026-01-01T10:00:00Z'), NaN]);
    expect([...(log.suspensions?.reasonOf ?? [])]).toEqual([SUSPENSION_REASONS.indexOf('authority'), 255]);
    expect([log.suspendedMs[1], log.suspendedMsBy?.authority[1]]).toEqual([3_600_000, 3_600_000]);
  });

  test('keeps the attributes of each event of an instance apart', async () => {
    const note = (text: string): string => `<string key="note" value="${text}"/>`;
    const log = await read(
      xes(
        trace(
          '1',
          event('a', '2026-01-01T08:00:00Z', lifecycle('start') + note('begun')),
          event('a', '2026-01-01T09:00:00Z', lifecycle('complete') + note('done')),
        ),
      ),
    );
    expect(attributeAt(log.attributes.get('note'), 0)).toBe('done');
    expect(attributeAt(log.eventAttributes?.get('start')?.get('note'), 0)).toBe('begun');
  });

  test('a log that names only starts has their attributes as those of its rows', async () => {
    const log = await read(
      xes(trace('1', event('a', '2026-01-01T08:00:00Z', lifecycle('start') + '<int key="fee" value="7"/>'))),
    );
    expect([attributeAt(log.attributes.get('fee'), 0), log.eventAttributes]).toEqual([7, undefined]);
    expect(log.notes).toEqual([{ kind: 'startAsEvent', n: 1, examples: ['the whole log'] }]);
  });

  test('keeps the type of each attribute, numbers too long for a float, lists, containers and what is nested', async () => {
    const log = await read(
      xes(
        trace(
          '1',
          event(
            'a',
            '2026-01-01T08:00:00Z',
            '<float key="x" value="12"/><int key="big" value="9007199254740993"/><date key="due" value="2026-02-01T00:00:00+02:00"/>' +
              '<id key="ref" value="b0"/><boolean key="ok" value="0"/><float key="inf" value="INF"/>' +
              '<string key="who" value="Ona"><int key="age" value="40"><string key="source" value="register"/></int></string>' +
              '<list key="items"><values><string key="i" value="p"/><string key="i" value="q"/></values></list>' +
              '<container key="box"/>',
          ),
        ),
      ),
    );
    const told = (name: string) => {
      const column = log.attributes.get(name);
      return column && [column.values[0], attributeType(column, 0)];
    };
    expect(['x', 'big', 'due', 'ref', 'ok', 'inf'].map(told)).toEqual([
      [12, 'decimal'],
      ['9007199254740993', 'integer'],
      ['2026-02-01T00:00:00+02:00', 'date'],
      ['b0', 'id'],
      [false, 'boolean'],
      ['INF', 'decimal'],
    ]);
    const text = (value: unknown) => (typeof value === 'string' ? attributesOf(value) : undefined);
    expect(text(attributeAt(log.attributes.get('who')?.nested, 0))).toEqual([
      { type: 'integer', key: 'age', value: 40, nested: [{ type: 'text', key: 'source', value: 'register' }] },
    ]);
    expect(text(told('items')?.[0])).toEqual(['p', 'q'].map((value) => ({ type: 'text', key: 'i', value })));
    expect(told('box')).toEqual(['[]', 'container']);
    expect(log.attributes.get('age')).toBeUndefined();
  });

  test('keeps extensions, globals, classifiers and the attributes of the log, and fills in no placeholder', async () => {
    const head =
      '<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>' +
      '<global scope="trace"><string key="channel" value="UNKNOWN"/></global>' +
      '<global scope="event"><string key="org:resource" value="UNKNOWN"/></global>' +
      `<classifier name="Both" keys="concept:name 'the result'"/><string key="origin" value="old"><int key="n" value="3"/></string>`;
    const log = await read(xes(head, trace('1', event('a', '2026-01-01T08:00:00Z', '<string key="the result" value="yes"/>'))));
    expect(log.source).toEqual({
      extensions: [{ name: 'Concept', prefix: 'concept', uri: 'http://www.xes-standard.org/concept.xesext' }],
      globals: {
        trace: [{ type: 'text', key: 'channel', value: 'UNKNOWN' }],
        event: [{ type: 'text', key: 'org:resource', value: 'UNKNOWN' }],
      },
      classifiers: [{ name: 'Both', scope: 'event', keys: ['concept:name', 'the result'] }],
      attributes: [{ type: 'text', key: 'origin', value: 'old', nested: [{ type: 'integer', key: 'n', value: 3 }] }],
    });
    expect([log.resourceOf[0], log.cases.attributes.get('channel')]).toEqual([-1, undefined]);
  });

  test('a classifier names the activity by several attributes; one that is not declared is refused with those that are', async () => {
    const text = xes(
      '<classifier name="Both" keys="concept:name lifecycle:transition"/>',
      trace('1', event('a', '2026-01-01T08:00:00Z', lifecycle('complete'))),
    );
    const log = await readXes(inPieces(text), { classifier: 'Both' });
    expect(!isLogFault(log) && [log.activities, attributeAt(log.attributes.get('concept:name'), 0)]).toEqual([
      ['a+complete'],
      'a',
    ]);
    const refused = await readXes(inPieces(text), { classifier: 'Other' });
    expect(isLogFault(refused) && [refused.fault, refused.remedy]).toEqual(['missingColumn', 'Name one of “Both”.']);
  });

  test('takes what Eiga wrote beyond the standard into its columns', async () => {
    const log = await read(
      xes(
        '<date key="eiga:observedUntilAt" value="2026-06-01T00:00:00Z"/><string key="eiga:orderedBy" value="started"/>',
        `<trace><string key="concept:name" value="1"/><string key="eiga:status" value="open"/><string key="eiga:version" value="3"/>
         <date key="eiga:startedAt" value="2026-01-01T07:00:00Z"/><date key="eiga:receivedAt" value="2025-12-31T07:00:00Z"/>
         ${event('wait', '2026-01-01T08:00:00Z', lifecycle('schedule') + '<string key="eiga:kind" value="timer"/>')}</trace>`,
      ),
    );
    expect([log.observedUntilAt, log.orderedBy, log.source?.attributes]).toEqual([at('2026-06-01T00:00:00Z'), 'started', []]);
    expect([log.cases.status[0], log.cases.versions, log.cases.startedAt[0], log.cases.receivedAt[0]]).toEqual([
      0,
      ['3'],
      at('2026-01-01T07:00:00Z'),
      at('2025-12-31T07:00:00Z'),
    ]);
    expect([log.kind[0], log.ending[0], [...log.cases.attributes.keys()], log.eventAttributes]).toEqual([2, 0, [], undefined]);
  });

  test('notes what it could not keep as it was, with examples', async () => {
    const log = await read(
      xes(
        '<event><string key="concept:name" value="stray"/></event>',
        trace('1', event('a', '2026-01-01T08:00:00Z', lifecycle('resume')), event('b', '2026-01-01T09:00:00Z', lifecycle('odd'))),
        trace('1', event('a', '2026-01-02T08:00:00Z')),
        trace('empty'),
      ),
    );
    expect([log.rows, log.cases.count]).toEqual([2, 3]);
    expect(log.notes).toEqual([
      { kind: 'emptyTrace', n: 1, examples: ['empty'] },
      { kind: 'renamedCase', n: 1, examples: ['1 #2'] },
      { kind: 'unpairedEvent', n: 1, examples: ['resume a'] },
      { kind: 'eventOutsideTrace', n: 1, examples: ['in the log itself'] },
      { kind: 'unknownTransition', n: 1, examples: ['odd'] },
    ]);
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

  test('a value without an end, and more activities than anybody reads', async () => {
    async function* endless(): AsyncIterable<string> {
      yield await Promise.resolve('<log><trace><string key="concept:name" value="');
      for (let piece = 0; piece < 100; piece++) yield await Promise.resolve('x'.repeat(65_536));
    }
    expect(await readXes(endless())).toMatchObject({ fault: 'limit' });
    const many = (activities: number) =>
      readXes(
        (async function* () {
          yield await Promise.resolve('<log>');
          for (let first = 0; first < activities; first += 1000)
            yield trace(
              String(first),
              ...Array.from({ length: Math.min(1000, activities - first) }, (_, index) =>
                event(`a${String(first + index)}`, '2026-01-01T08:00:00Z'),
              ),
            );
          yield '</log>';
        })(),
      );
    expect(isLogFault(await many(LOG_LIMITS.activities))).toBe(false);
    expect(await many(LOG_LIMITS.activities + 1)).toMatchObject({ fault: 'limit' });
  });

  test('what the source itself throws is thrown on, for it is no fault of the log', async () => {
    const failing: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('the disk is gone')) }),
    };
    await expect(readXes(failing)).rejects.toThrow('the disk is gone');
  });
});
