import { describe, expect, it } from '@jest/globals';
import { calibrate } from '../../analytics/simulation/calibration/calibrate.ts';
import { distances, wasserstein } from '../../analytics/simulation/calibration/distances.ts';
import { fit, withoutOutliers } from '../../analytics/simulation/calibration/fit.ts';
import { judge } from '../../analytics/simulation/calibration/judge.ts';
import { gammaQuantile, normalQuantile } from '../../analytics/simulation/calibration/special-functions.ts';
import { draw, moments } from '../../analytics/simulation/distributions.ts';
import type { Distribution } from '../../analytics/simulation/distributions.ts';
import { random } from '../../analytics/simulation/random.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { scenarioGaps } from '../../analytics/simulation/scenario-gaps.ts';
import { simulate } from '../../analytics/simulation/simulate.ts';
import { model } from '../support/model.ts';
import { HOUR_MS, run, scenarioOf, START_AT } from './around-the-clock.ts';

describe('the family of a sample', () => {
  it('has the quantiles of the tables', () => {
    for (const [share, expected] of [
      [0.975, 1.959964],
      [0.5, 0],
      [0.01, -2.326348],
      [0.999, 3.090232],
    ] as const)
      expect(normalQuantile(share)).toBeCloseTo(expected, 5);
    // Chi-square with 4 degrees of freedom is gamma of shape 2 twice: 9.4877 at 0.95; the exponential's median is ln 2.
    expect(2 * gammaQuantile(0.95, 2)).toBeCloseTo(9.4877, 3);
    expect(gammaQuantile(0.5, 1)).toBeCloseTo(Math.LN2, 6);
  });

  it.each<[string, Distribution]>([
    ['exponential', { kind: 'exponential', mean: 10 }],
    ['lognormal', { kind: 'lognormal', mean: 10, sd: 12 }],
    ['uniform', { kind: 'uniform', min: 5, max: 15 }],
    ['bounded', { kind: 'normal', mean: 100, sd: 5 }],
    ['gamma', { kind: 'gamma', mean: 10, sd: 6 }],
    ['fixed', { kind: 'fixed', value: 7 }],
  ])('is found again: %s', (kind, distribution) => {
    const chance = random(7);
    const found = fit(
      Array.from({ length: 4_000 }, () => draw(distribution, chance)),
      0.01,
    );
    expect(found.distribution.kind).toBe(kind);
    expect(moments(found.distribution).mean).toBeCloseTo(moments(distribution).mean, -0.3);
  });

  it('is the sample itself when no family is near, and outliers can be left out', () => {
    const twoHumps = [...Array<number>(500).fill(1), ...Array<number>(500).fill(100)];
    expect(fit(twoHumps, 0.01)).toMatchObject({ distribution: { kind: 'empirical' }, distance: 0 });
    expect(withoutOutliers([1, 2, 3, 4, 5, 1_000])).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('the distance of two logs', () => {
  const logOf = (cases: readonly (readonly (readonly [string, number, number])[])[]) => {
    const builder = new EventLogBuilder('started');
    cases.forEach((rows, index) => {
      const number = builder.addCase(String(index));
      for (const [activity, from, to] of rows)
        builder.addRow(number, { activity, startedAt: START_AT + from * HOUR_MS, completedAt: START_AT + to * HOUR_MS });
    });
    return builder.build();
  };
  const same = (name: string) => name;
  const options = { zone: 'UTC', nameIn: [same, same] as const };

  it('is worked out by hand', () => {
    const a = logOf([
      [
        ['A', 0, 1],
        ['B', 2, 3],
      ],
    ]);
    const b = logOf([
      [
        ['A', 2, 3],
        ['C', 4, 7],
      ],
    ]);
    // Pairs: -A AB B- against -A AC C-: two of three differ on either side, 4 of 6.
    // Arrivals 0 and 2; cycle times 3 and 5; instants 0 1 2 3 and 2 3 4 7, each in turn further by 2, 2, 2, 4; since the start 0 1 2 3 and 0 1 2 5.
    expect(distances(a, b, options)).toEqual({
      bigrams: 4 / 6,
      trigrams: 6 / 8,
      arrivalHours: 2,
      cycleTimeHours: 2,
      absoluteHours: 2.5,
      relativeHours: 0.5,
      circadianHours: 2.5 / 7,
    });
  });

  it('is nothing of a log from itself, and 23 hours for a weekday that only one has', () => {
    const a = logOf([[['A', 0, 1]]]);
    const tuesday = logOf([[['A', 24, 25]]]);
    expect(Object.values(distances(a, a, options))).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(distances(a, tuesday, options).circadianHours).toBeCloseTo((23 + 23) / 7, 9);
    expect(wasserstein(Float64Array.from([0, 10]), Float64Array.from([0, 0, 10, 10]))).toBe(0);
  });
});

describe('a scenario from a log', () => {
  const text = `
    start -> user:A{groups: clerks} -> xor:way -> user:B{groups: heads} [= false] -> xor:join -> end
    way -> join [default]
  `;
  const source = {
    staff: [
      { role: 'clerks', people: [{ id: 'rasa' }, { id: 'jonas' }] },
      { role: 'heads', people: [{ id: 'ona' }] },
    ],
    activities: {
      A: { workMinutes: { kind: 'gamma' as const, mean: 30, sd: 15 } },
      B: {
        workMinutes: { kind: 'lognormal' as const, mean: 40, sd: 20 },
        delay: { share: 0.5, minutes: { kind: 'fixed' as const, value: 300 } },
      },
    },
    branches: { way: { shares: { 'way--B': 0.3, 'way--join': 0.7 } } },
  };

  it('finds again what made the log: shares, people, work, delays, arrivals', async () => {
    const { process } = await model(text);
    const { log } = run(process, scenarioOf(source, 1), 5, 1_500);
    const found = calibrate(log, process);
    if ('faults' in found) throw new Error(found.faults.join('; '));
    const { scenario, fitness } = found;
    expect(fitness).toBe(1);
    expect(Math.abs((scenario.branches['way']?.shares?.['way--B'] ?? 0) - 0.3)).toBeLessThan(0.04);
    expect(
      scenario.staff.map(({ role, people }) => [role, typeof people === 'number' ? people : people.map(({ id }) => id).sort()]),
    ).toEqual([
      ['A', ['jonas', 'rasa']],
      ['B', ['ona']],
    ]);
    expect(moments(scenario.activities['A']!.workMinutes).mean).toBeCloseTo(30, -0.6);
    expect(moments(scenario.activities['B']!.workMinutes).mean).toBeCloseTo(40, -0.9);
    const { delay } = scenario.activities['B']!;
    expect(Math.abs((delay?.share ?? 0) - 0.5)).toBeLessThan(0.15);
    expect(Math.abs(moments(delay!.minutes).mean - 300)).toBeLessThan(15);
    expect(scenario.activities['A']?.delay).toBeUndefined();
    // One an hour, day and night.
    expect(scenario.arrivals.perWorkingDay).toBeCloseTo(24, -0.5);

    const { simulated, noiseFloor, cases } = judge(log, process, found, { zone: 'UTC', seed: 1, replications: 1 });
    expect(cases).toBe(1_500);
    expect(simulated.bigrams).toBeLessThan(noiseFloor.bigrams + 0.05);
    expect(simulated.cycleTimeHours).toBeLessThan(1);
    // A model that is wrong in its times is judged so.
    const slower = {
      ...found,
      scenario: {
        ...scenario,
        activities: {
          ...scenario.activities,
          A: { ...scenario.activities['A']!, workMinutes: { kind: 'fixed' as const, value: 80 } },
        },
      },
    };
    expect(judge(log, process, slower, { zone: 'UTC', seed: 1, replications: 1 }).simulated.cycleTimeHours).toBeGreaterThan(
      2 * simulated.cycleTimeHours,
    );
  });

  it('finds again what made the log of a called process, in the log of its own cases, though its people work for both', async () => {
    const { process } = await model('start -> user:A{groups: clerks} -> call:Ask(inquiry) -> user:B{groups: heads} -> end');
    const asked = 'start -> user:A{groups: heads} -> xor:way -> user:C{groups: heads} [= false] -> end\nway -> end:no [default]';
    const inquiry = (await model(asked, { id: 'inquiry' })).process;
    const exponential = (mean: number) => ({ workMinutes: { kind: 'exponential' as const, mean } });
    const truth = scenarioOf(
      {
        staff: source.staff,
        activities: { A: exponential(10), B: exponential(5), 'inquiry/A': exponential(20), 'inquiry/C': exponential(15) },
        branches: { 'inquiry/way': { shares: { 'way--C': 0.4, 'way--no': 0.6 } } },
      },
      1,
    );
    const { log, calledLogs } = simulate({
      process,
      called: [inquiry],
      scenario: truth,
      seed: 5,
      cases: 1_500,
      fromAt: START_AT,
    });
    const called = [{ process: inquiry, log: calledLogs.get('inquiry')! }];
    expect(calibrate(log, process)).toEqual({
      faults: ['"Ask" calls the process "inquiry", whose cases have a log of their own: hand that in too.'],
    });
    const found = calibrate(log, process, { called });
    if ('faults' in found) throw new Error(found.faults.join('; '));
    const { scenario, fitness, notes } = found;
    expect([fitness, notes]).toEqual([1, []]);
    expect(scenarioGaps(process, scenario, [inquiry])).toEqual([]);
    const meanOf = (name: string) => moments(scenario.activities[name]!.workMinutes).mean;
    expect(Object.keys(scenario.activities)).toEqual(['A', 'B', 'inquiry/A', 'inquiry/C']);
    for (const [name, mean] of [
      ['A', 10],
      ['B', 5],
      ['inquiry/A', 20],
      ['inquiry/C', 15],
    ] as const)
      expect(Math.abs(meanOf(name) / mean - 1)).toBeLessThan(0.1);
    // Nobody waited for anything but ona.
    expect(Object.values(scenario.activities).some(({ delay }) => delay !== undefined)).toBe(false);
    expect(scenario.staff.filter(({ role }) => role !== 'A').map(({ people }) => people)).toEqual(
      Array.from({ length: 3 }, () => [expect.objectContaining({ id: 'ona' })]),
    );
    expect(Math.abs((scenario.branches['inquiry/way']?.shares?.['way--C'] ?? 0) - 0.4)).toBeLessThan(0.04);
    const { simulated } = judge(log, process, found, { zone: 'UTC', seed: 1, replications: 1, called: [inquiry] });
    expect([simulated.bigrams, simulated.cycleTimeHours < 0.5]).toEqual([0, true]);
  });

  it('is refused when the log tells too little', async () => {
    const { process } = await model(text);
    const empty = new EventLogBuilder('started').build();
    expect(calibrate(empty, process)).toEqual({ faults: ['The log has no two cases that begin at different instants.'] });
    expect(calibrate(empty, process, { mapping: { Z: 'A' } })).toEqual({
      faults: ['The mapping names "Z", which is not there.'],
    });
  });
});
