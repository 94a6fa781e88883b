import { describe, expect, test } from '@jest/globals';
import { cohort } from '../../../analytics/cohorts.ts';
import { onTime } from '../../../analytics/comparison/case-values.ts';
import { compareInFull } from '../../../analytics/comparison/compare-in-full.ts';
import type { FullComparison, FullOptions } from '../../../analytics/comparison/compare-in-full.ts';
import type { Headline } from '../../../analytics/comparison/headline.ts';
import { headlineVerdict } from '../../../analytics/comparison/headline-verdict.ts';
import { meanDifference, measure, shareDifference, wilson } from '../../../analytics/comparison/measure.ts';
import type { Change, Measure } from '../../../analytics/comparison/measure.ts';
import { givenDuty } from '../../../analytics/calendar-file.ts';
import { random } from '../../../analytics/simulation/random.ts';
import { VERDICTS } from '../../../analytics/verdict.ts';
import { OFFICE } from '../random-log.ts';
import { DAY, exponential, madeLog } from './made-log.ts';
import type { MadeCase } from './made-log.ts';

const alone = (values: readonly number[]) => ({ values: Float64Array.from(values), weekOf: Int32Array.from(values.keys()) });
const shares = (yes: number, n: number) => alone(Array.from({ length: n }, (_, index) => (index < yes ? 1 : 0)));

describe('a measure', () => {
  test("of shares has the interval of Newcombe's paper (1998, table II, method 10)", () => {
    // 56/70 − 48/80: 0.0524 to 0.3339; 9/10 − 3/10: 0.1705 to 0.8090.
    const rounded = (yes: number, n: number, others: number, m: number) => {
      const { interval } = shareDifference(shares(others, m), shares(yes, n), 0.95);
      return [interval.low, interval.high].map((bound) => Number(bound.toFixed(4)));
    };
    expect(rounded(56, 70, 48, 80)).toEqual([0.0524, 0.3339]);
    expect(rounded(9, 10, 3, 10)).toEqual([0.1705, 0.809]);
  });

  test("of one share has Wilson's interval", () => {
    // 81 of 263: 0.2553 to 0.3662 (Newcombe 1998, table I, method 3).
    const { low, high } = wilson(shares(81, 263), 0.95);
    expect([low, high].map((bound) => bound.toFixed(4))).toEqual(['0.2553', '0.3662']);
  });

  test('of means is that of Welch', () => {
    // 1 2 3 4 against 4 6 8: 2.5 and 6, variances 5/3 and 4: se = √(5/12 + 4/3) = 1.3229, freedom 1.75² / ((5/12)² / 3 + (4/3)² / 2) = 3.2336.
    const { before, after, interval } = meanDifference(alone([1, 2, 3, 4, NaN]), alone([4, 6, 8]), 'observation', 0.95);
    expect([before, after]).toEqual([
      { n: 4, value: 2.5 },
      { n: 3, value: 6 },
    ]);
    expect(interval.estimate).toBe(3.5);
    expect(interval.high - interval.estimate).toBeCloseTo(1.3228757 * 3.0556, 2);
  });

  test('says nothing of fewer than 20 cases on a side, and which way is better else', () => {
    const of = (n: number, better: 'less' | 'more', low: number, high: number) =>
      measure(
        { unit: 'ms', statistic: 'mean', better, before: { n, value: 1 }, after: { n: 50, value: 1 } },
        { estimate: (low + high) / 2, low, high, level: 0.95 },
      )?.change;
    expect([
      of(19, 'less', -3, -1),
      of(20, 'less', -3, -1),
      of(20, 'more', -3, -1),
      of(20, 'more', 1, 2),
      of(20, 'less', -1, 1),
    ]).toEqual(['not enough data', 'better', 'worse', 'better', 'not proven']);
    expect(of(0, 'less', 0, 0)).toBeUndefined();
  });
});

describe('the one verdict', () => {
  const measured = (change: Change): Measure => ({
    unit: 'share',
    statistic: 'share',
    better: 'more',
    before: { n: 100, value: 0.5 },
    after: { n: 100, value: 0.5 },
    difference: { estimate: 0, low: -0.1, high: 0.1, level: 0.95 },
    change,
  });
  const nothing: Headline = { leadTime: null, quality: null, cost: null, touchTime: null, satisfaction: null };

  test('is that of speed where no other measure became worse', () => {
    for (const speed of ['faster', 'slower', 'no proven change', 'not enough data'] as const) {
      expect(headlineVerdict(speed, nothing)).toBe(speed);
      for (const change of ['better', 'not proven', 'not enough data'] as const)
        expect(headlineVerdict(speed, { ...nothing, cost: measured(change), satisfaction: measured(change) })).toBe(speed);
    }
  });

  test('is mixed when speed was bought with any of them, and only then', () => {
    const worse = measured('worse');
    const quality = { rework: worse, firstTimeRight: measured('not proven'), onTime: null };
    for (const bought of [{ cost: worse }, { touchTime: worse }, { satisfaction: worse }, { quality }]) {
      expect(headlineVerdict('faster', { ...nothing, ...bought })).toBe('mixed');
      expect(headlineVerdict('slower', { ...nothing, ...bought })).toBe('slower');
      expect(headlineVerdict('no proven change', { ...nothing, ...bought })).toBe('no proven change');
    }
    expect(VERDICTS).toContain('mixed');
  });
});

function full(before: readonly MadeCase[], after: readonly MadeCase[], options: FullOptions = {}): FullComparison {
  const found = compareInFull({ log: madeLog(before) }, { log: madeLog(after) }, { resamples: 300, ...options });
  if ('problem' in found) throw new Error(found.problem);
  return found;
}

describe('the five measures', () => {
  const chance = random(6);
  const cases = (n: number, days: number, more: (index: number) => Partial<MadeCase>): readonly MadeCase[] =>
    Array.from({ length: n }, (_, index) => ({ startDay: index / 4, days: exponential(chance, days), ...more(index) }));

  test('stand together: faster, but done again more often', () => {
    const found = full(
      cases(300, 20, () => ({ steps: ['a', 'b'] })),
      cases(300, 8, (index) => ({ steps: index % 3 === 0 ? ['a', 'b', 'a'] : ['a', 'b'] })),
    );
    expect(found.verdict).toBe('mixed');
    expect(found.headline.quality).toMatchObject({
      rework: { before: { value: 0 }, after: { value: 1 / 3 }, change: 'worse' },
      firstTimeRight: { before: { value: 1 }, after: { value: 2 / 3 }, change: 'worse' },
    });
    expect(found.reasonKeys[0]).toEqual({
      key: 'boughtWith',
      parameters: { measures: 'repeated steps, cases right the first time' },
    });
    expect(found.reasons[0]).toBe('Speed was bought: worse became repeated steps, cases right the first time.');
  });

  test('cost and satisfaction come from attributes, touch time from starts, time limits from dates or a term', () => {
    const attributes = (index: number) => ({
      cost: 50 + (index % 7),
      rating: 3 + (index % 3),
      until: new Date((index / 4 + 15) * DAY).toISOString(),
    });
    const of = (days: number, hours: number) =>
      cases(200, days, (index) => ({ attributes: attributes(index), workedHours: hours }));
    const { headline, unmeasured } = full(of(20, 2), of(20, 1), { due: 'until' });
    expect(headline.cost).toMatchObject({ unit: 'money', change: 'not proven', before: { n: 200 } });
    expect(headline.cost?.before.value).toBeCloseTo(52.97, 1);
    expect(headline.satisfaction?.before.value).toBeCloseTo(4, 1);
    expect(headline.touchTime).toMatchObject({ before: { value: 7_200_000 }, after: { value: 3_600_000 }, change: 'better' });
    // P(20-day exponential ≤ 15 days) = 1 − e^−0.75 = 0.5276.
    expect(Math.abs((headline.quality?.onTime?.before.value ?? 0) - 0.5276)).toBeLessThan(0.12);
    expect(unmeasured.map(({ measure }) => measure)).toEqual(['net', 'legal']);
    expect(full(of(20, 2), of(20, 2), { standardMs: 15 * DAY }).headline.quality?.onTime).toEqual(
      expect.objectContaining({ unit: 'share' }),
    );
    expect(
      full(
        cases(50, 9, () => ({ workedHours: 3 })),
        cases(50, 9, () => ({ workedHours: 3 })),
        { costPerHour: 20 },
      ).headline.cost?.after.value,
    ).toBe(60);
  });

  test('a case is in time when it ended by its date, late when it did not or is past it, and nothing while it is open and in time', () => {
    const log = madeLog(
      [
        { startDay: 0, days: 5 },
        { startDay: 1, days: 9 },
        { startDay: 2, days: 30 },
        { startDay: 9, days: 30 },
      ],
      12,
    );
    const found = onTime(cohort({ log }), (index) => (log.cases.startedAt[index] ?? NaN) + 8 * DAY);
    // In the order of durations: 3 days so far and open, 5 days, 9 days, 10 days so far and past its date.
    expect([...found.values]).toEqual([NaN, 1, 0, 0]);
  });

  test('the statutory clock runs in working days of the calendar', () => {
    // Thursday 1 January 1970 is a holiday; every case takes seven days, in which five are working days, or four with the holidays.
    const week = cases(60, 0, () => ({ days: 7 }));
    const { headline } = full(week, week, { duty: givenDuty(() => OFFICE) });
    expect(headline.leadTime?.legal).toMatchObject({ unit: 'days', before: { n: 60, value: 5 }, difference: { estimate: 0 } });
    expect(headline.leadTime?.gross).toMatchObject({ before: { value: 7 * DAY } });
  });

  test('what the log does not tell is null, with the reason', () => {
    const found = full(
      cases(60, 9, () => ({})),
      cases(60, 9, () => ({})),
    );
    expect(found.headline).toMatchObject({ cost: null, touchTime: null, satisfaction: null });
    expect(Object.keys(found.headline)).toEqual(['leadTime', 'quality', 'cost', 'touchTime', 'satisfaction']);
    expect(found.unmeasured.find(({ measure: name }) => name === 'cost')).toMatchObject({
      key: 'noCost',
      text: expect.stringContaining('no costs'),
    });
  });
});
