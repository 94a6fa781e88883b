import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isoText } from '../../../analytics/log/instant-text.ts';
import { parseIsoInstant } from '../../../analytics/log/timestamps.ts';

const SEED = Number(process.env['EIGA_SEED'] ?? 1);

test('has as many digits as the instant, and no more than it needs', () => {
  const at = Date.UTC(2026, 2, 2, 8);
  expect([at, at + 0.5, at + 0.123, at + 1 / 3].map(isoText)).toEqual([
    '2026-03-02T08:00:00.000Z',
    '2026-03-02T08:00:00.000500Z',
    '2026-03-02T08:00:00.000123Z',
    '2026-03-02T08:00:00.000333252Z',
  ]);
  expect(isoText(-1.5)).toBe('1969-12-31T23:59:59.998500Z');
});

test(`any instant from 1971 to 2262 comes back as the same number (seed ${String(SEED)}, EIGA_SEED=n tries others)`, () => {
  fc.assert(
    fc.property(fc.double({ min: Date.UTC(1971, 0), max: Date.UTC(2262, 0), noNaN: true }), (at) => {
      expect(parseIsoInstant(isoText(at))).toBe(at);
    }),
    { seed: SEED, numRuns: 1000 },
  );
});
