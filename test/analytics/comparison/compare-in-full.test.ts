import { describe, expect, test } from '@jest/globals';
import { compare } from '../../../analytics/compare.ts';
import { compareInFull } from '../../../analytics/comparison/compare-in-full.ts';
import type { FullComparison, FullOptions } from '../../../analytics/comparison/compare-in-full.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { random } from '../../../analytics/simulation/random.ts';
import { describeWithLogs, referenceLog } from '../reference-logs.ts';
import { DAY, exponential, madeLog, normal } from './made-log.ts';
import type { MadeCase } from './made-log.ts';

function full(before: EventLog, after: EventLog, options: FullOptions = {}): FullComparison {
  const found = compareInFull({ log: before }, { log: after }, { resamples: 400, ...options });
  if ('problem' in found) throw new Error(found.problem);
  return found;
}

function periods(log: EventLog, days: readonly [string, string, string, string], options: FullOptions = {}): FullComparison {
  const [from, to, afterFrom, afterTo] = days.map((day) => Date.parse(day)) as [number, number, number, number];
  const found = compareInFull(
    { log, startedFromAt: from, startedBeforeAt: to },
    { log, startedFromAt: afterFrom, startedBeforeAt: afterTo },
    { resamples: 400, ...options },
  );
  if ('problem' in found) throw new Error(found.problem);
  return found;
}

const keys = ({ reasonKeys }: FullComparison): readonly string[] => reasonKeys.map(({ key }) => key);
const testOf = ({ tests }: FullComparison, name: string) => tests.find((one) => one.name === name);

describeWithLogs('the whole comparison of the reference logs', () => {
  test('receipts around 1 April 2011 by channel and department: standardised means 8.64 and 3.34 days, van Elteren −13.9', async () => {
    const log = await referenceLog('municipal/receipt.xes.gz');
    const found = periods(log, ['2010-01-01', '2011-04-01', '2011-04-01', '2013-01-01'], { by: ['channel', 'department'] });
    const { beforeMeanMs, afterMeanMs } = found.caseMix!.standardised;
    expect([beforeMeanMs, afterMeanMs].map((ms) => Math.floor(((ms ?? 0) / DAY) * 100) / 100)).toEqual([8.64, 3.34]);
    expect(testOf(found, 'van Elteren')?.statistic.toFixed(1)).toBe('-13.9');
    expect(found.caseMix!.leftOut).toEqual({ before: 18, after: 1 });
    expect(found.decomposition!.parts.reduce((sum, { estimateMs }) => sum + estimateMs, 0)).toBeCloseTo(
      found.decomposition!.differenceMs,
      1,
    );
  });

  test('declarations of 2017 and 2018: Mann-Whitney p = 4.7e-17, superiority 0.442', async () => {
    const log = await referenceLog('admin/BPI_2020_DomesticDeclarations.xes.gz');
    const found = periods(log, ['2017-01-01', '2018-01-01', '2018-01-01', '2019-01-01']);
    expect(testOf(found, 'Mann-Whitney')?.p.toExponential(1)).toBe('4.7e-17');
    // (1 − Cliff's delta 0.115) / 2.
    expect(found.superiority?.probability.toFixed(3)).toBe('0.442');
    expect(found.verdict).toBe('slower');
  });

  test('building permits of 2012 and 2013: p = 0.33, and no claim', async () => {
    const log = await referenceLog('municipal/BPIC15_1.xes.gz');
    const found = periods(log, ['2012-01-01', '2013-01-01', '2013-01-01', '2014-01-01']);
    expect([testOf(found, 'Mann-Whitney')?.p.toFixed(2), found.verdict]).toEqual(['0.33', 'no proven change']);
    expect(found.headline.cost).toBeNull();
    expect(found.unmeasured.map(({ measure }) => measure)).toEqual(
      expect.arrayContaining(['cost', 'touchTime', 'satisfaction', 'onTime']),
    );
  });
});

/** Four cases a day. */
function cases(n: number, make: (index: number) => Omit<MadeCase, 'startDay'>, startDay = 0): readonly MadeCase[] {
  return Array.from({ length: n }, (_, index) => ({ startDay: startDay + index / 4, ...make(index) }));
}

describe('the whole comparison', () => {
  const chance = random(1);
  const slow = madeLog(cases(400, () => ({ days: exponential(chance, 20) })));
  const fast = madeLog(cases(400, () => ({ days: exponential(chance, 10) })));

  test('has all fields of the plain one, unchanged', () => {
    const plain = compare({ log: slow }, { log: fast }, { resamples: 400, seed: 7 });
    const found = full(slow, fast, { seed: 7 });
    const { before, after, difference, seed } = plain;
    expect(found).toMatchObject({ before, after, difference, seed, verdict: 'faster' });
    expect(found.reasons).toEqual(expect.arrayContaining([...plain.reasons]));
    expect(found.reasons).toHaveLength(found.reasonKeys.length);
    expect(found.quantiles.map(({ share }) => share)).toEqual([0.5, 0.25, 0.75, 0.9]);
    expect(found.quantiles[0]?.difference).toEqual(difference);
  });

  test('survives JSON, the same for the same seed', () => {
    const text = (seed: number): string => JSON.stringify(full(slow, fast, { seed }));
    expect(text(3)).toBe(text(3));
    expect(text(3)).not.toBe(text(4));
    expect(text(3)).not.toContain('NaN');
  });

  test('knows open cases in every figure that it can and leaves ranks alone', () => {
    const open = madeLog(
      cases(400, () => ({ days: exponential(chance, 10) })),
      102,
    );
    const found = full(slow, open);
    expect(found.after.open).toBeGreaterThan(20);
    expect(found.tests.map(({ name }) => name)).toEqual(['log-rank']);
    // P(after < before) of exponentials of means 10 and 20 is 2/3.
    const { low = 1, high = 0, shift } = found.superiority ?? {};
    expect([low < 2 / 3, high > 2 / 3, shift]).toEqual([true, true, null]);
    expect(found.survival.restrictedMean?.difference.highMs).toBeLessThan(0);
  });

  test('of too few cases says so and breaks nowhere', () => {
    const few = madeLog(cases(3, () => ({ days: 2 })));
    const found = full(slow, few);
    expect(found.verdict).toBe('not enough data');
    const nobody = compareInFull({ log: slow }, { log: slow, startedFromAt: 1e15 });
    expect(nobody).toMatchObject({
      verdict: 'not enough data',
      superiority: null,
      decomposition: null,
      headline: { leadTime: null },
    });
  });

  test('of an attribute that no case has is refused in words', () => {
    expect(compareInFull({ log: slow }, { log: fast }, { by: ['colour'] })).toEqual({ problem: 'No case has “colour”.' });
    expect(compareInFull({ log: slow }, { log: fast }, { control: 'moon' })).toMatchObject({
      problem: expect.stringContaining('moon'),
    });
  });
});

describe('like for like', () => {
  const chance = random(2);
  /** Simple cases take 2 days, hard ones 20. */
  const mixed = (n: number, hardShare: number, factor: number): EventLog =>
    madeLog(
      cases(n, () => {
        const kind = chance.next() < hardShare ? 'hard' : 'simple';
        return { days: (kind === 'hard' ? 20 : 2) * factor * Math.exp(0.3 * normal(chance)), attributes: { kind } };
      }),
    );

  test('a gain that is only other cases is no proven change', () => {
    const [before, after] = [mixed(600, 0.7, 1), mixed(600, 0.3, 1)];
    expect(full(before, after).verdict).toBe('faster');
    const found = full(before, after, { by: ['kind'] });
    expect([found.verdict, keys(found)[0]]).toEqual(['no proven change', 'likeForLike']);
    const mix = found.decomposition?.parts[0];
    expect(mix?.part).toBe('mix');
    expect(mix?.estimateMs).toBeCloseTo(found.decomposition!.differenceMs, -8);
  });

  test("Simpson's reversal is told: each kind became slower, all together faster", () => {
    const found = full(mixed(600, 0.7, 1), mixed(600, 0.3, 1.3), { by: ['kind'] });
    expect(found.difference.highMs).toBeLessThan(0);
    expect(found.caseMix?.reversal).toBe('whole');
    expect(found.caseMix?.strata.map(({ differenceMs }) => (differenceMs ?? 0) > 0)).toEqual([true, true]);
    expect([found.verdict, keys(found).includes('reversal')]).toEqual(['slower', true]);
  });

  test('a gain that the mix hides is found', () => {
    const [before, after] = [mixed(600, 0.45, 1), mixed(600, 0.55, 0.7)];
    const found = full(before, after, { by: ['kind'] });
    expect(found.caseMix?.standardised.difference.highMs).toBeLessThan(0);
    expect(found.verdict).toBe('faster');
  });

  test('numbers are cut at their quartiles, and what is not told is a group of its own', () => {
    const log = madeLog(
      cases(400, (index) => ({ days: 1 + (index % 100), attributes: index % 10 === 0 ? {} : { amount: index * 10 } })),
    );
    const found = full(log, log, { by: ['amount'] });
    expect(found.caseMix?.strata).toHaveLength(5);
    expect(found.caseMix?.strata.map(({ values }) => values[0])).toContain(null);
    expect(found.caseMix?.standardised.difference.estimateMs).toBe(0);
  });
});

describe('truncation', () => {
  test('is taken for no gain of like cases either', () => {
    // One process, unchanged; the log after ends with its last start, and cases cut off look ended. Nothing says which are open.
    const chance = random(9);
    const rows = (n: number, untilDay: number): EventLog => {
      const builder = new EventLogBuilder('completed');
      for (let index = 0; index < n; index++) {
        const key = builder.addCase(String(index));
        builder.setCaseAttribute(key, 'kind', index % 2 ? 'x' : 'y');
        builder.addRow(key, { activity: 'a', completedAt: (index / 10) * DAY });
        builder.addRow(key, { activity: 'b', completedAt: Math.min(index / 10 + exponential(chance, 20), untilDay) * DAY });
      }
      return builder.build();
    };
    const found = full(rows(600, 1000), rows(300, 30), { by: ['kind'] });
    expect(found.caseMix?.standardised.difference.highMs).toBeLessThan(0);
    expect(found.verdict).toBe('not enough data');
  });
});

describe('tests where the cases of a week are alike', () => {
  test('have a second p, of fewer cases', () => {
    const chance = random(10);
    const weekly = (factor: number): EventLog => {
      const factors = Array.from({ length: 30 }, () => Math.exp(0.6 * normal(chance)));
      return madeLog(
        cases(840, (index) => ({ days: factor * factors[Math.floor(index / 28)]! * Math.exp(0.4 * normal(chance)) })),
      );
    };
    for (const { p, pByWeeks } of full(weekly(20), weekly(17)).tests) expect(pByWeeks).toBeGreaterThan(p);
    expect(
      full(madeLog(cases(100, () => ({ days: 5 }))), madeLog(cases(100, () => ({ days: 5 })))).tests[0]?.pByWeeks,
    ).toBeNull();
  });
});

describe('a control', () => {
  const chance = random(3);
  const season = (factor: number, treated: number): EventLog =>
    madeLog(
      cases(800, (index) => {
        const unit = index % 2 === 0 ? 'town' : 'village';
        return { days: 10 * factor * (unit === 'town' ? treated : 1) * Math.exp(0.5 * normal(chance)), unit };
      }),
    );

  test('takes away what would have happened anyway', () => {
    const [before, after] = [season(1, 1), season(0.7, 1)];
    expect(full(before, after).verdict).toBe('faster');
    const found = full(before, after, { control: 'village' });
    expect([found.verdict, keys(found)[0]]).toEqual(['no proven change', 'againstControl']);
    expect([found.before.n, found.control?.before.n]).toEqual([400, 400]);
    expect(found.control).toMatchObject({ attribute: 'unit', value: 'village' });
  });

  test('leaves what is left to the change', () => {
    const found = full(season(1, 1), season(1, 0.6), { control: 'unit=village' });
    expect([found.verdict, (found.control?.differenceInDifferences.highMs ?? 0) < 0]).toEqual(['faster', true]);
  });

  test('decides alone: what like cases say stands beside it, and nothing says that the verdict rests on them', () => {
    const kinds = (treated: number): EventLog =>
      madeLog(
        cases(400, (index) => ({
          days: 10 * (index % 2 === 0 ? treated : 1) * Math.exp(0.5 * normal(chance)),
          unit: index % 2 === 0 ? 'town' : 'village',
          attributes: { kind: index % 4 < 2 ? 'one' : 'other' },
        })),
      );
    const found = full(kinds(1), kinds(0.6), { control: 'village', by: ['kind'] });
    expect(keys(found)).toEqual(expect.arrayContaining(['againstControl', 'likeForLikeBeside']));
    expect(found.reasons.filter((text) => text.includes('rests on this'))).toHaveLength(1);
  });

  test('of too few cases gives no verdict', () => {
    const few = (): EventLog =>
      madeLog(cases(300, (index) => ({ days: exponential(chance, 9), unit: index < 8 ? 'village' : 'town' })));
    const found = full(few(), few(), { control: 'village' });
    expect([found.verdict, keys(found)[0]]).toEqual(['not enough data', 'controlTooFew']);
  });
});

describe('what should make one careful', () => {
  test('cases that lived through the change, and a bad spell before it, are told', () => {
    const chance = random(4);
    const log = madeLog(cases(800, (index) => ({ days: exponential(chance, index / 4 > 140 && index / 4 < 200 ? 40 : 15) })));
    const found = compareInFull({ log, startedBeforeAt: 199 * DAY }, { log, startedFromAt: 199 * DAY }, { resamples: 300 });
    const { startedAt, completedAt } = log.cases;
    const livedThrough = startedAt.filter((at, index) => at < 199 * DAY && completedAt[index]! > 199 * DAY).length;
    const told = 'problem' in found ? [] : found.reasonKeys;
    expect(told.find(({ key }) => key === 'livedThroughChange')).toEqual({
      key: 'livedThroughChange',
      parameters: { cases: livedThrough },
    });
    expect(told.find(({ key }) => key === 'badSpell')).toMatchObject({ parameters: { weeks: 8 } });
  });

  test('a fall that was under way before the change is told', () => {
    const chance = random(5);
    const log = madeLog(cases(1600, (index) => ({ days: (40 - index / 80) * Math.exp(0.2 * normal(chance)) })));
    const found = compareInFull({ log, startedBeforeAt: 200 * DAY }, { log, startedFromAt: 200 * DAY }, { resamples: 300 });
    if ('problem' in found) throw new Error(found.problem);
    expect(keys(found)).toContain('alreadyMoving');
    expect(found.series?.level.low).toBeLessThan(0);
    expect(found.series?.level.high).toBeGreaterThan(0);
    // Half a day in ten days, which is 0.35 days a week.
    expect((found.series?.trendMs ?? 0) / DAY).toBeCloseTo(-0.35, 1);
  });
});

describe('whatever the logs are like', () => {
  /** Where a value holds what is no number. */
  const noNumbers = (value: unknown, path = ''): readonly string[] => {
    if (typeof value === 'number') return Number.isNaN(value) ? [path] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) => noNumbers(inner, `${path}.${name}`));
  };

  test('the answer breaks nowhere, holds no NaN beside parameters, orders its bounds and adds up', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const chance = random(seed);
      const make = (n: number): EventLog =>
        madeLog(
          Array.from({ length: n }, (_, index) => ({
            startDay: Math.floor(index / 3),
            days: chance.next() < 0.2 ? 0 : chance.integer(3) === 0 ? chance.integer(5) : exponential(chance, 20),
            attributes: chance.next() < 0.8 ? { kind: ['x', 'y', 'z'][chance.integer(3)]!, cost: chance.integer(9) } : {},
            unit: ['u', 'v'][chance.integer(2)]!,
            steps: chance.next() < 0.5 ? ['a', 'b'] : ['a', 'b', 'a'],
            status: chance.next() < 0.1 ? 'withdrawn' : 'completed',
            ...(chance.next() < 0.5 && { workedHours: 2 }),
          })),
          chance.next() < 0.5 ? 40 : 1000,
        );
      const sizes = [0, 1, 2, 7, 30, 120];
      const [before, after] = [make(sizes[chance.integer(6)]!), make(sizes[chance.integer(6)]!)];
      const found = compareInFull(
        { log: before },
        { log: after },
        { resamples: 60, seed, ...(seed % 2 && { by: ['kind'] }), ...(seed % 3 === 0 && { control: 'v' }) },
      );
      if ('problem' in found) continue;
      const { reasonKeys, reasons, ...figures } = found;
      expect([seed, noNumbers(figures)]).toEqual([seed, []]);
      expect(reasons.join(' ')).not.toContain('NaN');
      expect(reasonKeys).toHaveLength(reasons.length);
      for (const { difference } of found.quantiles)
        if (difference.lowMs !== null && difference.highMs !== null)
          expect(difference.lowMs).toBeLessThanOrEqual(difference.highMs);
      const parts = found.decomposition?.parts.reduce((sum, { estimateMs }) => sum + estimateMs, 0) ?? 0;
      expect(parts).toBeCloseTo(found.decomposition?.differenceMs ?? 0, 1);
      for (const { p } of found.tests) expect(p >= 0 && p <= 1).toBe(true);
    }
  });
});
