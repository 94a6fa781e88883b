import { describe, expect, test } from '@jest/globals';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import type { CaseFacts, EventLog } from '../../../analytics/log/event-log.ts';
import { comparables, fromLogMinutes } from '../../../analytics/open-cases/comparables.ts';
import { forecast } from '../../../analytics/open-cases/forecast.ts';
import { predict } from '../../../analytics/open-cases/predict.ts';
import { levelOf } from '../../../analytics/open-cases/quantiles.ts';
import { standAt, standsOf } from '../../../analytics/open-cases/stands.ts';
import { random } from '../../../analytics/simulation/random.ts';
import { randomLog, BEGIN } from '../random-log.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A case of which more is known than its rows. */
function addCase(builder: EventLogBuilder, key: string, facts: CaseFacts): number {
  const index = builder.addCase(key);
  builder.describeCase(index, facts);
  return index;
}

/**
 * Thirty past cases, one after the other, that stood after `asked` for 1 … 30 days and ended; ten that stood after `told` for a day each;
 * and one that was asked on day 1000 and is open.
 */
function house(): EventLog {
  const builder = new EventLogBuilder('completed');
  for (let day = 1; day <= 30; day++) {
    const index = builder.addCase(`past ${String(day)}`);
    builder.addRow(index, { activity: 'asked', completedAt: day * 30 * DAY });
    builder.addRow(index, { activity: 'answered', completedAt: (day * 30 + day) * DAY });
  }
  for (let day = 1; day <= 10; day++) {
    const index = builder.addCase(`other ${String(day)}`);
    builder.addRow(index, { activity: 'told', completedAt: day * 30 * DAY });
    builder.addRow(index, { activity: 'answered', completedAt: (day * 30 + 1) * DAY });
  }
  const open = addCase(builder, 'open', { status: 'open', startedAt: 1000 * DAY });
  builder.addRow(open, { activity: 'asked', completedAt: 1000 * DAY });
  return builder.build(1010 * DAY);
}

describe('the raw forecast of an open case', () => {
  const log = house();
  const stands = standsOf(log);
  const known = comparables(log, stands);
  const at = (day: number) => forecast(known, stands, standAt(stands, 40, day * DAY), 1000 * DAY, day * DAY);
  const days = (day: number, share: number): number =>
    Math.round(fromLogMinutes(at(day)?.quantiles[levelOf(share)] ?? NaN) / DAY);

  test('is the remaining time of those that stood at the same place for as long', () => {
    // After 10 days only those of 11 … 30 days are like it: 1 … 20 days were left to them. A tenth of 20 is the 2nd, a half the 10th.
    expect(at(1010)).toMatchObject({ basis: 'activities', n: 20 });
    expect([0.1, 0.5, 0.9].map((share) => days(1010, share))).toEqual([2, 10, 18]);
    // At once all 30 are.
    expect(at(1000)).toMatchObject({ basis: 'activities', n: 30 });
    expect([0.1, 0.5, 0.9].map((share) => days(1000, share))).toEqual([3, 15, 27]);
  });

  test('takes a coarser basis where fewer than 20 are alike, and says which', () => {
    // After 12 days 18 of `asked` are left on each basis; as cases, they are 18 too, and the coarsest basis asks for five alone.
    expect(at(1012)).toMatchObject({ basis: 'age', n: 18 });
    expect(at(1024)).toMatchObject({ basis: 'age', n: 6 });
  });

  test('says nothing where no five are alike', () => {
    expect(at(1026)).toBeUndefined();
    const [told] = predict(log, 1026 * DAY).cases;
    expect(told).toMatchObject({ caseKey: 'open', p10At: null, p50At: null, p90At: null, n: 0, basis: null, outlook: 'unknown' });
  });
});

describe('open cases', () => {
  const log = house();
  const told = (options = {}) => predict(log, 1010 * DAY, options).cases;

  test('are told with place, elapsed time and the number of cases compared with', () => {
    expect(told()).toMatchObject([
      {
        caseKey: 'open',
        activity: 'asked',
        activities: ['asked'],
        standing: 'after',
        elapsedMs: 10 * DAY,
        ageMs: 10 * DAY,
        n: 20,
      },
    ]);
  });

  test('are overdue, at risk or on time by the date of the caller, before the standard', () => {
    const dueIn = (days: number) => told({ dueAt: () => (1010 + days) * DAY, standardMs: DAY })[0];
    expect(dueIn(-1)).toMatchObject({ outlook: 'overdue', risk: 1 });
    // 1 … 20 days are left, each with a twentieth: beyond the 10th lies a half.
    expect(dueIn(10)).toMatchObject({ outlook: 'atRisk', risk: expect.closeTo(0.5, 2) });
    expect(dueIn(17)).toMatchObject({ outlook: 'onTime', risk: expect.closeTo(0.15, 2) });
    expect(dueIn(400)).toMatchObject({ outlook: 'onTime', risk: expect.closeTo(0.05, 5) });
    expect(told({ standardMs: 9 * DAY })).toMatchObject([{ outlook: 'overdue', dueAt: 1009 * DAY }]);
    expect(told({ standardMs: 20 * DAY, atRiskFrom: 0.6 })).toMatchObject([{ outlook: 'onTime' }]);
    expect(told()).toMatchObject([{ outlook: 'unknown', risk: null, dueAt: null }]);
  });

  test('which start later or had ended by then are not open', () => {
    expect(
      predict(log, 30 * DAY)
        .cases.map(({ caseKey }) => caseKey)
        .sort(),
    ).toEqual(['other 1', 'past 1']);
    expect(predict(log, 31 * DAY).cases).toEqual([]);
  });
});

/** The log as it would have been read at an instant. */
function asKnownAt(log: EventLog, at: number): EventLog {
  const builder = new EventLogBuilder(log.orderedBy);
  const by = (instant: number): number | undefined => (instant <= at ? instant : undefined);
  for (let index = 0; index < log.cases.count; index++) {
    if (log.cases.startedAt[index]! > at) continue;
    const completedAt = by(log.cases.completedAt[index]!);
    const status = completedAt === undefined ? 'open' : 'completed';
    const added = addCase(builder, log.cases.keys[index]!, { status, startedAt: log.cases.startedAt[index]!, completedAt });
    for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
      const [enabledAt, startedAt, endedAt] = [log.enabledAt, log.startedAt, log.completedAt].map((column) => by(column[row]!));
      if (enabledAt === undefined && startedAt === undefined && endedAt === undefined) continue;
      const unit = log.units[log.unitOf[row]!];
      builder.addRow(added, {
        activity: log.activities[log.activityOf[row]!]!,
        unit,
        enabledAt,
        startedAt,
        completedAt: endedAt,
      });
    }
  }
  return builder.build(at);
}

describe('nothing later than the instant is known', () => {
  test.each([1, 2, 3])('the past of a log and the log of the past say the same (seed %i)', (seed) => {
    const whole = growing(seed, 400);
    for (const day of [40, 90]) {
      const at = BEGIN + day * DAY;
      const said = predict(whole, at);
      expect(said.cases.length).toBeGreaterThan(5);
      expect(said.cases.some(({ p90At }) => p90At !== null)).toBe(true);
      expect([seed, predict(asKnownAt(whole, at), at)]).toEqual([seed, said]);
    }
  });

  test.each([1, 2, 3])('and any log is told without a contradiction (seed %i)', (seed) => {
    const at = BEGIN + 20 * DAY;
    for (const log of [randomLog(seed, 600), growing(seed, 400)])
      for (const { p10At, p50At, p90At, elapsedMs, ageMs, basis } of predict(log, at).cases) {
        expect([seed, elapsedMs >= 0 && elapsedMs <= ageMs]).toEqual([seed, true]);
        const told = [at, p10At ?? at, p50At ?? at, p90At ?? at];
        expect([seed, told, basis === null]).toEqual([seed, [...told].sort((a, b) => a - b), p10At === null]);
      }
  });
});

/** Cases of two parallel branches and a decision in two units, four a day. */
function growing(seed: number, cases: number): EventLog {
  const chance = random(seed);
  const builder = new EventLogBuilder('started');
  const some = (hours: number): number => Math.floor(-Math.log(1 - chance.next()) * hours * HOUR);
  for (let number = 0; number < cases; number++) {
    const beginAt = BEGIN + Math.floor((number * DAY) / 4);
    const unit = `u${String(number % 2)}`;
    const [a, b, c] = [some(60), some(90), some(40)];
    const decideAt = beginAt + Math.max(a, b);
    const index = addCase(builder, String(number), { status: 'completed', startedAt: beginAt, completedAt: decideAt + c });
    builder.addRow(index, { activity: 'look', unit, enabledAt: beginAt, startedAt: beginAt, completedAt: beginAt + a });
    builder.addRow(index, { activity: 'ask', unit, enabledAt: beginAt, startedAt: beginAt, completedAt: beginAt + b });
    builder.addRow(index, { activity: 'decide', unit, enabledAt: decideAt, startedAt: decideAt, completedAt: decideAt + c });
  }
  return builder.build();
}

describe('the load', () => {
  /** One server, first come, first served, an hour each: who meets a queue twice as long waits twice as long. Rushes come and go. */
  function queue(seed: number, rushes: boolean): EventLog {
    const chance = random(seed);
    const builder = new EventLogBuilder('started');
    let freeAt = BEGIN;
    let at = BEGIN;
    for (let number = 0; number < 2500; number++) {
      const rush = rushes && Math.floor(number / 200) % 2 === 1;
      at += -Math.log(1 - chance.next()) * HOUR * (rush ? 0.7 : 1.5);
      const startedAt = Math.max(at, freeAt);
      freeAt = startedAt + HOUR;
      const index = addCase(builder, String(number), { status: 'completed', startedAt: at, completedAt: freeAt });
      builder.addRow(index, { activity: 'serve', enabledAt: at, startedAt, completedAt: freeAt });
    }
    return builder.build();
  }

  test.each([1, 2])('scales the remaining times where a queue governs them (seed %i)', (seed) => {
    const log = queue(seed, true);
    const { calibration } = predict(log, log.cases.startedAt[2300]!);
    expect(calibration.loadExponent).toBeGreaterThan(0.4);
  });

  test('is left alone where it explains nothing', () => {
    const log = growing(7, 1200);
    expect(predict(log, BEGIN + 280 * DAY).calibration.loadExponent).toBe(0);
  });
});
