import { describe, expect, test } from '@jest/globals';
import { cohort } from '../../analytics/cohorts.ts';
import { compare } from '../../analytics/compare.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';
import { mannWhitney } from '../../analytics/rank-tests.ts';
import { random } from '../../analytics/simulation/random.ts';
import type { Random } from '../../analytics/simulation/random.ts';
import { durationText } from '../../analytics/verdict.ts';
import { describeWithLogs, referenceLog } from './reference-logs.ts';

const DAY = 86_400_000;
const days = (ms: number | null): number => Number(((ms ?? NaN) / DAY).toFixed(2));
const between = (log: EventLog, from: string, before: string, asOf?: string) => ({
  log,
  startedFromAt: Date.parse(from),
  startedBeforeAt: Date.parse(before),
  asOfAt: asOf === undefined ? undefined : Date.parse(asOf),
});

describeWithLogs('the comparisons of the reference logs', () => {
  test('domestic declarations of 2018 are slower than those of 2017', async () => {
    const log = await referenceLog('admin/BPI_2020_DomesticDeclarations.xes.gz');
    const [y2017, y2018] = [between(log, '2017-01-01', '2018-01-01'), between(log, '2018-01-01', '2019-01-01')];
    const found = compare(y2017, y2018);
    expect([found.before.n, found.after.n]).toEqual([2240, 8260]);
    expect([days(found.before.medianMs), days(found.after.medianMs)]).toEqual([7.06, 7.87]);
    expect(found.verdict).toBe('slower');
    const test = mannWhitney(cohort(y2017).completedMs, cohort(y2018).completedMs);
    expect(test.p.toExponential(1)).toBe('4.7e-17');
    expect(test.cliffsDelta.toFixed(3)).toBe('0.115');
  });

  test('and the other way round faster, by the same amount', async () => {
    const log = await referenceLog('admin/BPI_2020_DomesticDeclarations.xes.gz');
    const found = compare(between(log, '2018-01-01', '2019-01-01'), between(log, '2017-01-01', '2018-01-01'));
    expect([found.verdict, days(found.difference.estimateMs)]).toEqual(['faster', -0.81]);
  });

  test('of declarations seen on 1 July 2018 the open ones are counted: 7.33 days and not 7.27', async () => {
    const log = await referenceLog('admin/BPI_2020_DomesticDeclarations.xes.gz');
    const half = between(log, '2018-01-01', '2018-07-01', '2018-07-01');
    const found = compare(half, half);
    expect(found.before).toMatchObject({ n: 4222, open: 314 });
    expect([found.before.medianMs, found.before.kmMedianMs].map(days)).toEqual([7.27, 7.33]);
    expect([found.before.p90Ms, found.before.kmP90Ms].map((ms) => ((ms ?? 0) / DAY).toFixed(1))).toEqual(['15.9', '17.3']);
    expect(found.verdict).toBe('no proven change');
  });

  test('building permits of 2012 and 2013 allow no claim', async () => {
    const log = await referenceLog('municipal/BPIC15_1.xes.gz');
    const [y2012, y2013] = [between(log, '2012-01-01', '2013-01-01'), between(log, '2013-01-01', '2014-01-01')];
    const found = compare(y2012, y2013);
    expect([days(found.before.medianMs), days(found.after.medianMs)]).toEqual([61.96, 66.42]);
    expect(found.verdict).toBe('no proven change');
    expect(mannWhitney(cohort(y2012).completedMs, cohort(y2013).completedMs).p.toFixed(2)).toBe('0.33');
  });

  test('receipts around 1 April 2011 have the medians of the reference', async () => {
    const log = await referenceLog('municipal/receipt.xes.gz');
    const found = compare(between(log, '2010-01-01', '2011-04-01'), between(log, '2011-04-01', '2013-01-01'));
    expect(days(found.before.medianMs)).toBe(2.14);
    expect(((found.after.medianMs ?? NaN) / DAY).toFixed(4)).toBe('0.0038');
    expect(found.verdict).toBe('faster');
  });
});

interface Made {
  readonly n: number;
  readonly meanDays: number;
  /** A case is open when it would have ended after this day. */
  readonly asOfDay?: number;
  /** Weeks share a factor of this spread. */
  readonly weekSpread?: number;
  readonly startDay?: number;
}

/** Cases one a day's tenth, exponential durations. */
function made(chance: Random, { n, meanDays, asOfDay, weekSpread = 0, startDay = 0 }: Made): EventLog {
  const builder = new EventLogBuilder('completed');
  let week = -1;
  let factor = 1;
  for (let index = 0; index < n; index++) {
    const startedDay = startDay + index / 10;
    if (Math.floor(startedDay / 7) !== week) {
      week = Math.floor(startedDay / 7);
      factor = Math.exp(weekSpread * (chance.next() * 2 - 1));
    }
    const endedDay = startedDay - Math.log(1 - chance.next()) * meanDays * factor;
    const open = asOfDay !== undefined && endedDay > asOfDay;
    const caseIndex = builder.addCase(String(index));
    builder.describeCase(caseIndex, {
      status: open ? 'open' : 'completed',
      startedAt: startedDay * DAY,
      completedAt: open ? undefined : endedDay * DAY,
    });
  }
  return builder.build(asOfDay === undefined ? (startDay + n / 10 + 1000) * DAY : asOfDay * DAY);
}

/** Completed cases, one a day, of so many days. */
function lasting(durationsInDays: readonly number[]): EventLog {
  const builder = new EventLogBuilder('completed');
  for (const [day, lastsDays] of durationsInDays.entries()) {
    builder.describeCase(builder.addCase(String(day)), {
      status: 'completed',
      startedAt: day * DAY,
      completedAt: (day + lastsDays) * DAY,
    });
  }
  return builder.build(1000 * DAY);
}

describe('the verdict', () => {
  test('is faster or slower when the interval leaves 0 out', () => {
    const [slow, fast] = [made(random(1), { n: 300, meanDays: 20 }), made(random(2), { n: 300, meanDays: 10 })];
    const faster = compare({ log: slow }, { log: fast });
    expect(faster.verdict).toBe('faster');
    expect(faster.difference.highMs).toBeLessThan(0);
    expect(faster.reasonKeys[0]?.key).toBe('intervalBelowZero');
    expect(compare({ log: fast }, { log: slow }).verdict).toBe('slower');
  });

  test('of a log with itself is no proven change, with the change that would have been seen', () => {
    const log = made(random(1), { n: 300, meanDays: 20 });
    const found = compare({ log }, { log });
    expect(found.verdict).toBe('no proven change');
    expect(found.difference.estimateMs).toBe(0);
    expect(found.reasons[0]).toMatch(/a change of less than about [\d.]+ days cannot be seen/);
  });

  test('is not enough data below twenty completed cases on a side, and not at twenty', () => {
    const many = made(random(1), { n: 300, meanDays: 20 });
    const nineteen = compare({ log: many }, { log: made(random(2), { n: 19, meanDays: 0.1 }) });
    expect([nineteen.verdict, nineteen.reasonKeys[0]?.key]).toEqual(['not enough data', 'tooFewCompleted']);
    expect(compare({ log: many }, { log: made(random(2), { n: 20, meanDays: 0.1 }) }).verdict).toBe('faster');
    expect(compare({ log: many }, { log: many, startedFromAt: 1e15 })).toMatchObject({
      verdict: 'not enough data',
      after: { n: 0, medianMs: null },
    });
  });

  test('is not enough data when too many cases are open to know the median', () => {
    const before = made(random(1), { n: 300, meanDays: 20 });
    const after = made(random(2), { n: 300, meanDays: 90, asOfDay: 31 });
    const found = compare({ log: before }, { log: after });
    expect([found.verdict, found.reasonKeys[0]?.key, found.after.kmMedianMs]).toEqual([
      'not enough data',
      'medianNotReached',
      null,
    ]);
    expect(found.after.medianMs).not.toBeNull();
  });

  test('is not enough data when even a halving could hide in the interval', () => {
    // Half of the cases take about a day, half about a hundred: the median of 24 of them may be either.
    const log = lasting(Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? 1 : 100) + index / 100));
    const found = compare({ log }, { log });
    expect([found.verdict, found.reasonKeys[0]?.key]).toEqual(['not enough data', 'intervalTooWide']);
  });

  test('does not take the truncation of a short after-window for a gain', () => {
    // One process, unchanged; the log of the after-window ends when its last case has just begun, and cases cut off have ended earlier.
    const whole = made(random(4), { n: 600, meanDays: 20 });
    const builder = new EventLogBuilder('completed');
    const chance = random(5);
    for (let index = 0; index < 300; index++) {
      const startedDay = index / 10;
      const endedDay = Math.min(startedDay - Math.log(1 - chance.next()) * 20, 30);
      builder.addRow(builder.addCase(String(index)), { activity: 'a', completedAt: startedDay * DAY });
      builder.addRow(builder.addCase(String(index)), { activity: 'b', completedAt: endedDay * DAY });
    }
    const found = compare({ log: whole }, { log: builder.build() });
    expect(found.difference.highMs).toBeLessThan(0);
    expect([found.verdict, found.reasonKeys[0]?.key]).toEqual(['not enough data', 'followUpTooShort']);
  });

  test('counts open cases where the log tells them, and then an unchanged recent cohort is no gain', () => {
    const before = made(random(6), { n: 600, meanDays: 20 });
    const after = made(random(7), { n: 600, meanDays: 20, asOfDay: 65 });
    const found = compare({ log: before }, { log: after });
    expect(found.after.open).toBeGreaterThan(100);
    expect(found.after.medianMs).toBeLessThan((found.after.kmMedianMs ?? 0) * 0.85);
    expect([found.verdict, found.reasonKeys.some(({ key }) => key === 'openCasesCounted')]).toEqual(['no proven change', true]);
  });

  test('chooses cases by start with the end exclusive, by version, and as of a day', () => {
    const builder = new EventLogBuilder('completed');
    for (const [key, startedAt, completedAt, version] of [
      ['a', 10, 20, '1'],
      ['b', 20, 50, '1'],
      ['c', 30, 40, '2'],
    ] as const) {
      builder.describeCase(builder.addCase(key), { status: 'completed', startedAt, completedAt, version });
    }
    builder.describeCase(builder.addCase('d'), { status: 'withdrawn', startedAt: 12, completedAt: 13, version: '1' });
    const log = builder.build(60);
    expect(cohort({ log, startedFromAt: 10, startedBeforeAt: 20 })).toMatchObject({ n: 2, withdrawn: 1, open: 0 });
    expect(cohort({ log, version: '1' })).toMatchObject({ n: 3 });
    expect(cohort({ log, version: 'none' })).toMatchObject({ n: 0 });
    const asOf = cohort({ log, asOfAt: 25 });
    expect([asOf.n, asOf.open, [...asOf.seen.durationMs]]).toEqual([3, 1, [1, 5, 10]]);
  });

  test('is the same for the same seed, and says which it was', () => {
    const [a, b] = [made(random(1), { n: 100, meanDays: 20 }), made(random(2), { n: 100, meanDays: 18 })];
    expect(compare({ log: a }, { log: b }, { seed: 5 })).toEqual(compare({ log: a }, { log: b }, { seed: 5 }));
    expect(compare({ log: a }, { log: b }, { seed: 5 }).difference).not.toEqual(
      compare({ log: a }, { log: b }, { seed: 6 }).difference,
    );
  });

  test('claims a change in no more than 7.5 % of 400 pairs without any', () => {
    let claims = 0;
    for (let seed = 0; seed < 400; seed++) {
      const [before, after] = [
        made(random(seed * 2), { n: 150, meanDays: 10 }),
        made(random(seed * 2 + 1), { n: 150, meanDays: 10 }),
      ];
      const { verdict } = compare({ log: before }, { log: after }, { seed, resamples: 300 });
      if (verdict === 'faster' || verdict === 'slower') claims++;
    }
    expect(claims / 400).toBeLessThanOrEqual(0.075);
    expect(claims / 400).toBeGreaterThan(0.01);
  });

  test('draws weeks where the cases of a week are alike, and then does not claim more', () => {
    let claims = 0;
    let drawn = 0;
    for (let seed = 0; seed < 100; seed++) {
      const spread = { n: 700, meanDays: 10, weekSpread: 1.5 };
      const found = compare(
        { log: made(random(seed * 2), spread) },
        { log: made(random(seed * 2 + 1), spread) },
        { seed, resamples: 300 },
      );
      if (found.verdict === 'faster' || found.verdict === 'slower') claims++;
      if (found.reasonKeys.some(({ key }) => key === 'weeksDrawn')) drawn++;
    }
    expect(drawn).toBe(100);
    expect(claims / 100).toBeLessThanOrEqual(0.12);
  });
});

describe('durations in words', () => {
  test('take the greatest unit of which there are two', () => {
    expect([7.33 * DAY, -1.5 * DAY, 90 * 60_000, 90_000, 1500, 0].map(durationText)).toEqual([
      '7.33 days',
      '−36 hours',
      '90 minutes',
      '90 seconds',
      '1.5 seconds',
      '0 seconds',
    ]);
  });
});
