import { describe, expect, it } from '@jest/globals';
import { estimate, estimateDifference } from '../../analytics/simulation/estimate.ts';
import { figuresOf } from '../../analytics/simulation/figures.ts';
import { experiment, foundWarmUp, replication } from '../../analytics/simulation/replications.ts';
import { studentQuantile } from '../../analytics/simulation/student.ts';
import { mserTruncation } from '../../analytics/simulation/warm-up.ts';
import { random } from '../../analytics/simulation/random.ts';
import { model } from '../support/model.ts';
import { HOUR_MS, scenarioOf, START_AT } from './around-the-clock.ts';

describe('a figure of replications', () => {
  it('has Student’s interval (quantiles of the tables)', () => {
    for (const [probability, degrees, expected] of [
      [0.95, 1, 12.706],
      [0.95, 4, 2.776],
      [0.95, 9, 2.262],
      [0.95, 100, 1.984],
      [0.99, 9, 3.25],
      [0.999, 9, 4.781],
      [0.9, 29, 1.699],
    ] as const)
      expect(studentQuantile(probability, degrees)).toBeCloseTo(expected, 3);
    // Mean 3, deviation 1.5811, five of them: 2.7764 × 1.5811 / √5 = 1.9632.
    expect(estimate([1, 2, 3, 4, 5])).toEqual({ mean: 3, low: expect.closeTo(1.0368, 4), high: expect.closeTo(4.9632, 4), n: 5 });
  });

  it('says no more than can be: no time below zero, no share above one, no interval of one', () => {
    expect(estimate([0, 10])).toMatchObject({ low: 0 });
    expect(estimate([0.9, 1], 'share')).toMatchObject({ high: 1 });
    expect(estimate([7])).toEqual({ mean: 7, low: null, high: null, n: 1 });
    expect(estimate([null, 2, null, 4])).toMatchObject({ mean: 3, n: 2 });
    expect(estimate([null])).toEqual({ mean: null, low: null, high: null, n: 0 });
  });

  it('is compared pair by pair', () => {
    // Differences 1, 1, 1 whatever the spread of the two: an interval without width.
    expect(estimateDifference([10, 20, 40], [11, 21, 41])).toEqual({ mean: 1, low: 1, high: 1, n: 3 });
    expect(estimateDifference([10, null, 40], [8, 21, 38]).n).toBe(2);
    // A difference may be below zero.
    expect(estimateDifference([10, 20, 40], [9, 19, 39])).toEqual({ mean: -1, low: -1, high: -1, n: 3 });
  });
});

describe('the warm-up', () => {
  it('is found where the level begins (MSER-5), and is nothing where there is none', () => {
    const chance = random(1);
    const rising = Float64Array.from({ length: 1_000 }, (_, index) => (index < 100 ? index / 100 : 1) + 0.1 * chance.next());
    expect(mserTruncation(rising)).toBeGreaterThanOrEqual(80);
    expect(mserTruncation(rising)).toBeLessThanOrEqual(120);
    expect(mserTruncation(new Float64Array(200).fill(3))).toBe(0);
    expect(mserTruncation(Float64Array.from([NaN, NaN, NaN, NaN, NaN, 1, 1, 1, 1, 1]))).toBe(0);
    // Never more than half: what only settles at the very end has not settled.
    expect(mserTruncation(Float64Array.from({ length: 100 }, (_, index) => index))).toBeLessThanOrEqual(50);
  });

  it('of an overloaded start is longer than of a quiet one', async () => {
    const { process } = await model(`start -> user:Serve{groups: clerks} -> end`);
    const at = (perHour: number) =>
      foundWarmUp({
        process,
        scenario: scenarioOf(
          { staff: [{ role: 'clerks', people: 1 }], activities: { Serve: { workMinutes: { kind: 'exponential', mean: 60 } } } },
          perHour,
        ),
        seed: 1,
        cases: 1_000,
        replications: 5,
        fromAt: START_AT,
      });
    expect(at(0.1)).toBeLessThan(100);
    expect(at(0.95)).toBeGreaterThan(at(0.1));
  });
});

describe('replications', () => {
  const order = async (people: number) => ({
    process: (await model(`start -> user:A{groups: clerks} -> user:B{groups: clerks} -> end`)).process,
    scenario: scenarioOf(
      {
        staff: [{ role: 'clerks', people }],
        activities: {
          A: { workMinutes: { kind: 'exponential', mean: 30 } },
          B: { workMinutes: { kind: 'gamma', mean: 20, sd: 10 } },
        },
      },
      1,
    ),
    seed: 3,
    cases: 200,
    replications: 6,
    fromAt: START_AT,
  });

  it('are the same again under the same seed, each by itself too, and differ among each other', async () => {
    const one = await order(1);
    const forecast = experiment(one);
    expect(experiment(one)).toEqual(forecast);
    expect(experiment({ ...one, seed: 4 }).cycleTimeMs).not.toEqual(forecast.cycleTimeMs);
    const each = [0, 1, 2, 3, 4, 5].map(
      (number) => figuresOf(replication(one, number), one.process, one.scenario, 20).cycleTimeMs,
    );
    expect(new Set(each).size).toBe(6);
    expect(forecast.cycleTimeMs).toEqual(estimate(each));
    expect(forecast).toMatchObject({ cases: 180, warmUpCases: 20, replications: 6, open: 0, incidents: [] });
    expect(forecast.activities.map(({ activity, kind }) => [activity, kind])).toEqual([
      ['A', 'work'],
      ['B', 'work'],
    ]);
  });

  it('meet the same work in both of two scenarios: the difference is surer than either', async () => {
    const [one, two] = [await order(1), await order(2)];
    const cycles = (of: typeof one) =>
      [0, 1, 2, 3, 4, 5].map((number) => figuresOf(replication(of, number), of.process, of.scenario, 20));
    const [before, after] = [cycles(one), cycles(two)];
    // Work and processing are the same applicants' in both, to the millisecond.
    expect(after.map(({ workMs }) => workMs)).toEqual(before.map(({ workMs }) => workMs));
    const difference = estimateDifference(
      before.map(({ cycleTimeMs }) => cycleTimeMs),
      after.map(({ cycleTimeMs }) => cycleTimeMs),
    );
    expect(difference.high).toBeLessThan(0);
    expect(difference.mean).toBeGreaterThan(-20 * HOUR_MS);
  });

  it('count from what they are: waiting, processing and the share at work by hand', async () => {
    const { process } = await model(`start -> user:Serve{groups: clerks} -> end`);
    const scenario = scenarioOf(
      {
        arrivals: { perWorkingDay: 24, gap: { kind: 'fixed', value: 1 } },
        staff: [{ role: 'clerks', people: 1 }],
        activities: { Serve: { workMinutes: { kind: 'fixed', value: 90 } } },
      },
      1,
    );
    const { activities, cycleTimeMs, utilisation } = experiment(
      { process, scenario, seed: 1, cases: 4, replications: 2, fromAt: START_AT },
      1,
    );
    // Come at 1, 2, 3, 4, begun at 1, 2.5, 4, 5.5; the first does not count: waits 0.5, 1, 1.5; from 2 to 4 always at work.
    expect(activities).toEqual([
      expect.objectContaining({
        activity: 'Serve',
        waitingMs: { mean: HOUR_MS, low: HOUR_MS, high: HOUR_MS, n: 2 },
        processingMs: { mean: 1.5 * HOUR_MS, low: 1.5 * HOUR_MS, high: 1.5 * HOUR_MS, n: 2 },
        perCase: { mean: 1, low: 1, high: 1, n: 2 },
      }),
    ]);
    expect(cycleTimeMs.mean).toBe(2.5 * HOUR_MS);
    expect(utilisation[0]?.share).toEqual({ mean: 1, low: 1, high: 1, n: 2 });
  });
});
