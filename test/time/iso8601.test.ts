import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDuration,
  formatDuration,
  parseCycle,
  parseDateTime,
  parseDuration,
  parseInstant,
} from '../../engine/time/iso8601.ts';

const VILNIUS = 'Europe/Vilnius';
const at = (text: string): number => Date.parse(text);
const plus = (from: string, duration: string, zone = VILNIUS): string =>
  new Date(addDuration(at(from), parseDuration(duration) ?? { months: 0, days: 0, ms: 0 }, zone)).toISOString();

describe('durations', () => {
  test.each([
    ['P1Y2M3DT4H5M6S', { months: 14, days: 3, ms: 14_706_000 }],
    ['P2W', { months: 0, days: 14, ms: 0 }],
    ['PT0.25S', { months: 0, days: 0, ms: 250 }],
    ['PT1,5S', { months: 0, days: 0, ms: 1500 }],
    ['-P1DT1H', { months: 0, days: -1, ms: -3_600_000 }],
    ['+PT90M', { months: 0, days: 0, ms: 5_400_000 }],
    ['PT0S', { months: 0, days: 0, ms: 0 }],
    ['P0D', { months: 0, days: 0, ms: 0 }],
  ])('%s is read', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  test.each([
    '',
    'P',
    'PT',
    'P1',
    '1D',
    'P1DT',
    'P-1D',
    'P1.5D',
    'PT1.5H',
    'p1d',
    'P1D ',
    ' P1D',
    'P1H',
    'PT1D',
    'P1M1Y',
    'PT1S1M',
    'P20000Y',
    'P9999999999D',
    'PT1e3S',
    'P١D',
  ])('refuses %p', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test.each(['P1Y2M3DT4H5M6.007S', 'PT0S', '-P1DT1H', 'P1M', 'PT1M', 'PT36H', 'PT0.25S', 'PT1M0.5S'])(
    '%s is written as it was read',
    (text) => {
      const duration = parseDuration(text);
      expect(duration && formatDuration(duration)).toBe(text);
    },
  );

  test('whatever is written is read back', () => {
    const amount = fc.nat(50_000);
    fc.assert(
      fc.property(amount, amount, fc.nat(1e12), fc.boolean(), (months, days, ms, negative) => {
        const sign = negative ? -1 : 1;
        const duration = { months: months * sign + 0, days: days * sign + 0, ms: ms * sign + 0 };
        expect(parseDuration(formatDuration(duration))).toEqual(duration);
      }),
      { seed: 20260328 },
    );
  });
});

describe('adding a duration', () => {
  test('a day is a day of the zone: 23 hours when the clock goes forward, 25 when it goes back', () => {
    expect(plus('2026-03-28T10:00:00Z', 'P1D')).toBe('2026-03-29T09:00:00.000Z');
    expect(plus('2026-10-24T09:00:00Z', 'P1D')).toBe('2026-10-25T10:00:00.000Z');
    expect(plus('2026-10-24T09:00:00Z', 'P1D', 'UTC')).toBe('2026-10-25T09:00:00.000Z');
  });

  test('24 hours are 24 hours, whatever the clock does', () => {
    expect(plus('2026-03-28T10:00:00Z', 'PT24H')).toBe('2026-03-29T10:00:00.000Z');
  });

  test('a wall-clock time that is skipped moves forward, of one that comes twice the first is taken', () => {
    expect(plus('2026-03-28T01:30:00Z', 'P1D')).toBe('2026-03-29T01:30:00.000Z'); // 03:30 does not exist: 04:30 summer time
    expect(plus('2026-10-24T00:30:00Z', 'P1D')).toBe('2026-10-25T00:30:00.000Z'); // the first 03:30
  });

  test('a month ends on its last day, also in a leap year', () => {
    expect(plus('2026-01-31T10:00:00Z', 'P1M')).toBe('2026-02-28T10:00:00.000Z');
    expect(plus('2028-01-31T10:00:00Z', 'P1M')).toBe('2028-02-29T10:00:00.000Z');
    expect(plus('2028-02-29T10:00:00Z', 'P1Y')).toBe('2029-02-28T10:00:00.000Z');
    expect(plus('2026-03-31T09:00:00Z', '-P1M')).toBe('2026-02-28T10:00:00.000Z');
  });
});

describe('cycles', () => {
  test('repetitions, start and distance are read', () => {
    expect(parseCycle('R3/PT10H')).toEqual({ repetitions: 3, duration: { months: 0, days: 0, ms: 36_000_000 } });
    expect(parseCycle('R/PT1H')).toEqual({ repetitions: -1, duration: { months: 0, days: 0, ms: 3_600_000 } });
    expect(parseCycle('R5/2026-01-01T00:00:00Z/P1D')).toEqual({
      repetitions: 5,
      start: '2026-01-01T00:00:00Z',
      duration: { months: 0, days: 1, ms: 0 },
    });
  });

  test.each([
    '',
    'R',
    'R3',
    'R3/',
    'PT1H',
    'R-1/PT1H',
    'R3/PT0S',
    'R3/-PT1H',
    'R3/x/PT1H',
    'R3/2026-01-01T00:00:00Z/PT1H/x',
    'R1.5/PT1H',
  ])('refuses %p', (text) => {
    expect(parseCycle(text)).toBeUndefined();
  });
});

describe('instants', () => {
  test.each([
    ['2026-03-29T10:00:00Z', '2026-03-29T10:00:00.000Z'],
    ['2026-03-29T10:00:00.1234567+03:00', '2026-03-29T07:00:00.123Z'],
    ['2026-03-29T10:00', '2026-03-29T07:00:00.000Z'],
    ['2026-03-28', '2026-03-27T22:00:00.000Z'],
    ['2026-01-01T00:00:00@America/New_York', '2026-01-01T05:00:00.000Z'],
    ['2019-10-02T08:09:40+02:00[Europe/Berlin]', '2019-10-02T06:09:40.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('%s is read in Vilnius', (text, instant) => {
    const read = parseInstant(text, VILNIUS);
    expect(read === undefined ? read : new Date(read).toISOString()).toBe(instant);
  });

  test.each([
    '',
    '2026',
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '2026-01-01T24:00:00Z',
    '2026-01-01T10',
    '2026-01-01T10:60',
    '2026-01-01 10:00',
    '2026-01-01T10:00:00+25:00',
    '2026-01-01T10:00@Nowhere/City',
    '2026-01-01Z',
    'today',
    '2026-01-01T10:00:00z',
  ])('refuses %p', (text) => {
    expect(parseInstant(text, VILNIUS)).toBeUndefined();
  });

  test('an offset beats the name of a zone', () => {
    expect(parseDateTime('2026-01-01T00:00:00+02:00[Europe/Vilnius]')).toEqual({
      localMs: at('2026-01-01T00:00:00Z'),
      zone: 7_200_000,
    });
  });
});
