/** What hostile files cost: no more than is looked at before they are refused. */
import { describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { isLogFault, LogFaultError } from '../../analytics/log/log-fault.ts';
import { SAMPLE_BYTES } from '../../analytics/log/detect-csv.ts';
import { readLogFile, unpacked } from '../../logs/read-log-file.ts';

/** Endless pieces of 64 KB; tells how many were taken, and whether it was let go. */
function endless(beginning: string, piece: string) {
  const seen = { bytes: 0, ended: false };
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield await Promise.resolve(Buffer.from(beginning));
      for (;;) {
        const bytes = Buffer.from(piece.repeat(65_536 / piece.length));
        seen.bytes += bytes.length;
        yield bytes;
      }
    } finally {
      seen.ended = true;
    }
  }
  return { seen, source: source() };
}

describe('a hostile file', () => {
  test.each([
    ['csv', 'case,activity,end\n1,a,2026-01-01\n', 'x'],
    ['csv', 'case,activity,end\n1,"a', '\n'],
    ['csv', '', 'x'],
    ['xes', '<log><trace><event><string key="concept:name" value="', 'x'],
    ['xes', '<log>', ' '],
    ['xes', '<log><!-- ', 'x'],
  ] as const)('of %s with a line of gigabytes is refused after a few megabytes: %j', async (format, beginning, piece) => {
    const { seen, source } = endless(beginning, piece);
    expect(await readLogFile(source, { format, zipped: false })).toMatchObject({ fault: 'limit', remedy: expect.any(String) });
    expect(seen.bytes).toBeLessThan(4_000_000);
    expect(seen.ended).toBe(true);
  });

  test('of one trace without an end is refused before it fills the memory', async () => {
    const { seen, source } = endless(
      '<log><trace>',
      '<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-01-01T00:00:00Z"/></event>          '.padEnd(
        128,
      ),
    );
    expect(await readLogFile(source, { format: 'xes', zipped: false })).toMatchObject({ fault: 'limit' });
    expect(seen.bytes).toBeLessThan(20_000_000);
  });

  test('that unpacks to hundreds of times its size is refused, and one that packs as logs do is not', async () => {
    const tenMegabytes = (text: string) => gzipSync(text.repeat(10_000_000 / text.length));
    const take = async (member: Buffer, times: number) => {
      let bytes = 0;
      async function* source(): AsyncGenerator<Uint8Array> {
        for (let index = 0; index < times; index++) yield await Promise.resolve(member);
      }
      for await (const piece of unpacked(source())) bytes += piece.length;
      return bytes;
    };
    await expect(take(tenMegabytes('a'), 12)).rejects.toThrow(LogFaultError);
    let seed = 1;
    const rows = Array.from({ length: 50_000 }, () => String((seed = (seed * 48_271) % 2_147_483_647)).padStart(10)).join('');
    expect(await take(tenMegabytes(rows), 12)).toBe(120_000_000);
  });

  test('whose packed bytes are none is refused, and the source is let go', async () => {
    const { seen, source } = endless('this is no gz', 'x');
    const found = await readLogFile(source, { format: 'csv', zipped: true });
    expect(isLogFault(found) && found.fault).toBe('truncated');
    expect(seen.bytes).toBeLessThan(1_000_000);
  });
});

test('whoever has seen enough of a packed file lets go of it', async () => {
  const member = gzipSync('case,activity,end\n'.repeat(100_000));
  const seen = { ended: false };
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield await Promise.resolve(member);
    } finally {
      seen.ended = true;
    }
  }
  let bytes = 0;
  for await (const piece of unpacked(source())) {
    bytes += piece.length;
    if (bytes > SAMPLE_BYTES) break;
  }
  await new Promise((resolve) => setImmediate(resolve));
  expect([bytes < 4 * SAMPLE_BYTES, seen.ended]).toEqual([true, true]);
});
