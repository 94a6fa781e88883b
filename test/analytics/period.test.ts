import { expect, test } from '@jest/globals';
import { parsePeriod } from '../../analytics/period.ts';

test('a period is two dates with two dots between, either side open', () => {
  expect(parsePeriod('2017-01-01..2018-01-01')).toEqual({
    startedFromAt: Date.UTC(2017, 0, 1),
    startedBeforeAt: Date.UTC(2018, 0, 1),
  });
  expect(parsePeriod('2017-01-01T12:00+02:00..')).toEqual({ startedFromAt: Date.UTC(2017, 0, 1, 10), startedBeforeAt: Infinity });
  expect(parsePeriod(' .. 2018-01-01 ')).toEqual({ startedFromAt: -Infinity, startedBeforeAt: Date.UTC(2018, 0, 1) });
});

test('anything else is answered with a sentence', () => {
  for (const text of ['2017', '2017-01-01..2017-13-01', 'a..b', '2018-01-01..2017-01-01', '2017-01-01..2017-01-01', '1..2..3']) {
    expect(typeof parsePeriod(text)).toBe('string');
  }
});
