/** Broken logs of every kind: an answer with place and remedy, never an exception, never more memory than its limits allow. */
import { describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { readCsv } from '../../../analytics/log/csv.ts';
import { isLogFault, LOG_LIMITS, type LogFault } from '../../../analytics/log/log-fault.ts';
import { quality } from '../../../analytics/log/quality.ts';
import { readXes } from '../../../analytics/log/xes.ts';
import { random } from '../../../analytics/simulation/random.ts';

const SEED = Number(process.env['EIGA_SEED'] ?? 1);
const FORMATS = { csv: readCsv, xes: readXes } as const;
type Format = keyof typeof FORMATS;

async function* once<Piece>(...pieces: readonly Piece[]): AsyncGenerator<Piece> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

async function refused(format: Format, source: AsyncIterable<Uint8Array | string>): Promise<LogFault> {
  const found = await FORMATS[format](source);
  if (!isLogFault(found)) throw new Error('it was taken');
  return found;
}

describe('what is no log at all is refused by what it is', () => {
  const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04, 20, 0, 0, 0]);
  test.each<[string, Format, Buffer, RegExp]>([
    ['a sheet of Excel', 'csv', zip, /Save the sheet as CSV/],
    ['an old sheet', 'csv', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /Save the sheet as CSV/],
    ['an archive', 'xes', zip, /unpack the archive/],
    ['a packed file without its ending', 'csv', gzipSync('case,activity,end\n1,a,2026-01-01\n'), /end in \.gz/],
    ['a PDF', 'csv', Buffer.from('%PDF-1.7\n'), /as CSV or XES/],
    ['nothing', 'csv', Buffer.from(''), /Check the export/],
    ['nothing', 'xes', Buffer.from(''), /Check the export/],
    ['blanks', 'xes', Buffer.from('\n\n  '), /Check the export/],
    ['a page', 'xes', Buffer.from('<html><body></body></html>'), /XES/],
    ['a header', 'csv', Buffer.from('case,activity,end\n'), /selection/],
  ])('%s as %s', async (_, format, bytes, remedy) => {
    const { fault, remedy: said } = await refused(format, once(bytes));
    expect([fault === 'syntax' || fault === 'empty', said]).toEqual([true, expect.stringMatching(remedy)]);
  });
});

describe('what would fill the memory is refused before it does', () => {
  const grown = async (work: () => Promise<unknown>): Promise<number> => {
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - before)), 5);
    await work();
    clearInterval(watch);
    return most;
  };

  test('rows of a megabyte that are all different', async () => {
    const rows = async function* () {
      yield await Promise.resolve('case,activity,end,note\n');
      for (let row = 0; ; row++) yield `1,a,2026-01-01,${String(row).padEnd(900_000, 'x')}\n`;
    };
    const megabytes = await grown(async () => {
      const found = await refused('csv', rows());
      expect(found).toMatchObject({ fault: 'limit', column: 4, remedy: expect.stringContaining('ignored') });
      expect(found.line).toBeLessThan(LOG_LIMITS.texts / 900_000 + 30);
    });
    expect(megabytes / 1e6).toBeLessThan((2 * LOG_LIMITS.texts) / 1e6 + 300);
  });

  test('traces without events', async () => {
    let taken = 0;
    const traces = async function* () {
      yield await Promise.resolve('<log>');
      for (; ; taken += 10_000) yield '<trace/>'.repeat(10_000);
    };
    const megabytes = await grown(async () => {
      expect(await refused('xes', traces())).toMatchObject({ fault: 'limit', message: expect.stringContaining('have no event') });
    });
    expect(taken).toBeLessThanOrEqual(LOG_LIMITS.emptyTraces);
    expect(megabytes / 1e6).toBeLessThan(600);
  });
});

test('what is odd and can be taken is taken and told: empty traces, ends before starts, rows twice, no resource', async () => {
  const date = (at: string) => `<date key="time:timestamp" value="2026-01-0${at}T10:01:00Z"/>`;
  const log = await readXes(
    once(
      `<log><trace><string key="concept:name" value="none"/></trace><trace><event><string key="concept:name" value="a"/>${date('1')}</event></trace></log>`,
    ),
  );
  const rows = ['1,a,o,2026-01-02T10:01:00Z,2026-01-01T10:02:00Z', '1,b,,2026-01-02T10:03:00Z,2026-01-03T10:04:00Z'];
  const csv = await readCsv(once(['case,activity,resource,start,end', ...rows, ...rows, ''].join('\n')));
  if (isLogFault(log) || isLogFault(csv)) throw new Error('refused');
  const told = (kind: string) => [...quality(log), ...quality(csv)].find((problem) => problem.kind === kind);
  expect(told('emptyTrace')).toMatchObject({ n: 1, cases: ['none'] });
  expect(told('endBeforeStart')).toMatchObject({ n: 2, of: 4, cases: ['1'] });
  expect(told('duplicateEvent')).toMatchObject({ n: 2, cases: ['1'] });
  expect(quality(csv).find(({ kind }) => kind === 'noResource')).toMatchObject({ n: 2, of: 4 });
});

const DAY = '2026-03-02T08:00:00';
const SOUND: Readonly<Record<Format, string>> = {
  csv: `case;activity;start;end;note\n${Array.from({ length: 12 }, (_, row) => `c${String(row % 3)};"do;it ""${String(row % 4)}""";${DAY}Z;${DAY}+02:00;ąžuolas`).join('\n')}\n`,
  xes: `<?xml version="1.0"?><log xes.version="2.0"><extension name="Time" prefix="time" uri="u"/><global scope="trace"><string key="a" value="b"/></global>${Array.from(
    { length: 4 },
    (_, index) =>
      `<trace><string key="concept:name" value="${String(index)}"/><event><string key="concept:name" value="a&amp;b"/><string key="lifecycle:transition" value="start"/><list key="l"><values><int key="n" value="1"/></values></list><date key="time:timestamp" value="${DAY}Z"/></event></trace>`,
  ).join('')}</log>`,
};

test(`a file of which bytes are changed, lost or doubled is taken, or refused with place and remedy (seed ${String(SEED)}, EIGA_SEED=n tries others)`, async () => {
  const chance = random(SEED);
  const outcomes = { taken: 0, refused: 0 };
  for (const format of ['csv', 'xes'] as const) {
    for (let round = 0; round < 250; round++) {
      let bytes = Buffer.from(SOUND[format]);
      for (let change = chance.integer(4); change >= 0; change--) {
        const [from, length] = [chance.integer(bytes.length + 1), chance.integer(12)];
        const [before, cut, after] = [
          bytes.subarray(0, from),
          bytes.subarray(from, from + length),
          bytes.subarray(from + length),
        ];
        const noise = Buffer.from(Array.from({ length: chance.integer(3) }, () => chance.integer(256)));
        bytes = Buffer.concat([before, ...[[noise, after], [after], [cut, cut, after], [cut]][chance.integer(4)]!]);
        if (bytes.length === 0) bytes = Buffer.from(' ');
      }
      const found = await FORMATS[format](once(bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)), {
        skipBroken: round % 2 === 0,
      });
      if (!isLogFault(found)) {
        outcomes.taken++;
        expect([round, found.caseOf.length, quality(found).every(({ n }) => n > 0)]).toEqual([round, found.rows, true]);
        continue;
      }
      outcomes.refused++;
      const lines = 1 + (bytes.toString('latin1').match(/\r\n|\r|\n/g)?.length ?? 0);
      const { line, column, message, remedy } = found;
      expect([round, line >= 1 && line <= lines + 1, column >= 1, message.length > 10, remedy.length > 10]).toEqual([
        round,
        true,
        true,
        true,
        true,
      ]);
    }
  }
  expect(Math.min(outcomes.taken, outcomes.refused)).toBeGreaterThan(50);
});
