import { describe, expect, test } from '@jest/globals';
import { cohort } from '../../../analytics/cohorts.ts';
import { compare } from '../../../analytics/compare.ts';
import { changedParts } from '../../../analytics/comparison/changed-parts.ts';
import { detectable } from '../../../analytics/comparison/detectable.ts';
import { interruptedSeries, neweyWest } from '../../../analytics/comparison/interrupted-series.ts';
import { benjaminiHochberg } from '../../../analytics/segments.ts';
import { random } from '../../../analytics/simulation/random.ts';
import { DAY, exponential, madeLog, normal } from './made-log.ts';

const START = 4;

describe('the interrupted time series', () => {
  test('has the errors of Newey and West that statsmodels gives', () => {
    // statsmodels 0.15: OLS(y, X).fit(cov_type='HAC', cov_kwds={'maxlags': L, 'use_correction': True}).bse
    const y = [30, 31, 29, 33, 32, 30, 34, 33, 31, 35, 20, 22, 21, 19, 23, 22, 20, 24, 21, 22];
    const rows = y.map((_, index) => [1, index - 10, index < 10 ? 0 : 1, index < 10 ? 0 : index - 10]);
    const errors = (lags: number) => neweyWest(rows, y, lags).errors.map((error) => Number(error.toFixed(6)));
    expect(neweyWest(rows, y, 2).coefficients.map((value) => Number(value.toFixed(6)))).toEqual([34, 0.4, -13.363636, -0.230303]);
    expect(errors(0)).toEqual([1.145232, 0.159188, 1.338697, 0.20245]);
    expect(errors(2)).toEqual([0.497549, 0.077685, 0.490038, 0.107323].map((value, place) => (place === 0 ? 0.49755 : value)));
    expect(errors(4)).toEqual([0.467523, 0.061723, 0.648377, 0.071549]);
  });

  const series = (jump: number, seed: number) => {
    const chance = random(seed);
    const log = madeLog(
      Array.from({ length: 40 * 20 }, (_, index) => {
        const startDay = START + (index / 20) * 7;
        return { startDay, days: (30 + (startDay >= START + 140 ? jump : 0)) * Math.exp(0.3 * normal(chance)) };
      }),
    );
    const changeAt = (START + 140) * DAY;
    const [before, after] = [cohort({ log, startedBeforeAt: changeAt }), cohort({ log, startedFromAt: changeAt })];
    const starts = (of: typeof before) => Float64Array.from(of.caseOf, (place) => log.cases.startedAt[place]!);
    return interruptedSeries([before, after], [starts(before), starts(after)], changeAt, 0.95);
  };

  test('finds a jump, and dates without one do not look as great', () => {
    const found = series(-10, 1);
    expect([found?.weeksBefore, found?.weeksAfter]).toEqual([20, 20]);
    expect((found?.level.estimate ?? 0) / DAY).toBeCloseTo(-10, -1);
    expect(found?.level.high).toBeLessThan(0);
    expect(found?.placebo).toEqual({ dates: 5, asGreat: 0 });
  });

  test('is not there with fewer than eight weeks on a side', () => {
    const log = madeLog(Array.from({ length: 300 }, (_, index) => ({ startDay: START + index / 3, days: 5 })));
    const changeAt = (START + 49) * DAY;
    const [before, after] = [cohort({ log, startedBeforeAt: changeAt }), cohort({ log, startedFromAt: changeAt })];
    const starts = (of: typeof before) => Float64Array.from(of.caseOf, (place) => log.cases.startedAt[place]!);
    expect(interruptedSeries([before, after], [starts(before), starts(after)], changeAt, 0.95)).toBeNull();
  });
});

describe('what could be seen', () => {
  const before = (n: number, seed = 1) => {
    const chance = random(seed);
    return cohort({
      log: madeLog(
        Array.from({ length: n }, (_, index) => ({ startDay: index * 0.75, days: 30 * Math.exp(0.7 * normal(chance)) })),
      ),
    });
  };

  test('is said in a sentence, less after more months', () => {
    const found = detectable(before(400), 1, { resamples: 1000, chance: random(1), level: 0.95 });
    expect(found?.casesPerMonth).toBeCloseTo(40.58, 1);
    expect(found?.effects.map(({ months, cases }) => [months, cases])).toEqual([
      [1, 41],
      [3, 122],
      [6, 244],
      [12, 487],
    ]);
    const sizes = (found?.effects ?? []).map(({ effectMs }) => effectMs ?? Infinity);
    expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
    expect(found?.text).toMatch(
      /^With 40\.6 cases a month you will see a change of [\d.]+ days or more \(median [\d.]+ days\) after 3 months\.$/,
    );
  });

  test('is seen by the comparison in about three or four of five', () => {
    const cohortBefore = before(400, 8);
    const found = detectable(cohortBefore, 1, { resamples: 2000, chance: random(1), level: 0.95 });
    const { effectShare, cases } = found!.effects[1]!;
    let seen = 0;
    for (let round = 0; round < 200; round++) {
      const chance = random(round + 10);
      const draw = (n: number, factor: number) =>
        madeLog(
          Array.from({ length: n }, (_, index) => ({
            startDay: index * 0.75,
            days: factor * 30 * Math.exp(0.7 * normal(chance)),
          })),
        );
      if (compare({ log: draw(400, 1) }, { log: draw(cases, 1 - effectShare!) }, { resamples: 400 }).verdict === 'faster') seen++;
    }
    expect(seen / 200).toBeGreaterThan(0.65);
    expect(seen / 200).toBeLessThan(0.9);
  });

  test('is less where the cases of a week are alike', () => {
    const how = { resamples: 500, chance: random(1), level: 0.95 };
    const shareAfterAYear = (effect: number) => detectable(before(400), effect, how)?.effects[3]?.effectShare ?? 1;
    expect(shareAfterAYear(4)).toBeGreaterThan(shareAfterAYear(1) * 1.1);
  });

  test('is nothing where too few cases come', () => {
    const few = cohort({ log: madeLog(Array.from({ length: 30 }, (_, index) => ({ startDay: index * 60, days: 5 + index }))) });
    expect(detectable(few, 1, { resamples: 200, chance: random(1), level: 0.95 })?.text).toBe(
      'With 0.51 cases a month a change can hardly be seen within a year.',
    );
  });
});

describe('which parts changed', () => {
  test('is corrected as Benjamini and Hochberg do in their paper (1995): of fifteen the first four', () => {
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    const q = [...benjaminiHochberg(Float64Array.from(p))];
    expect(q.filter((one) => one <= 0.05)).toHaveLength(4);
    // 15 p / rank: 0.0095 is the fourth, 0.0201 the fifth, 0.0344 the eighth; that of the sixth is that of the seventh, which is less.
    for (const [place, value] of [0.035625, 0.0603, 0.063857, 0.063857, 0.0645].entries())
      expect(q[3 + place]).toBeCloseTo(value, 6);
  });

  test('of forty activities that did not hardly ever one, and the one that did', () => {
    let claims = 0;
    for (let round = 0; round < 30; round++) {
      const chance = random(round);
      const half = (factor: number) =>
        cohort({
          log: madeLog(
            Array.from({ length: 2400 }, (_, index) => {
              const step = index % 40;
              return {
                startDay: index / 40,
                days: exponential(chance, 5),
                steps: [`step ${String(step)}`],
                workedHours: exponential(chance, step === 7 ? 10 * factor : 10),
              };
            }),
          ),
        });
      const found = changedParts(half(1), half(6), null);
      expect(found).toHaveLength(40);
      expect(found[0]).toMatchObject({ name: 'step 7', standing: 'slower' });
      claims += found.slice(1).filter(({ standing }) => standing !== 'not proven').length;
    }
    // At a false discovery rate of 5 % with one true finding about one false claim in twenty rounds.
    expect(claims).toBeLessThanOrEqual(6);
  });
});
