import { describe, expect, it } from '@jest/globals';
import { isProsimos, readProsimos } from '../../analytics/simulation/prosimos.ts';
import { scenarioGaps } from '../../analytics/simulation/scenario-gaps.ts';
import { simulate } from '../../analytics/simulation/simulate.ts';
import { draw, moments } from '../../analytics/simulation/distributions.ts';
import { random } from '../../analytics/simulation/random.ts';
import { model } from '../support/model.ts';
import { START_AT } from './around-the-clock.ts';

/** Written by hand after the description of the format, every section once. */
const MODEL = `
  start -> task:Check -> xor:ok -> task:Approve [= false] -> xor:join -> timer:Rest(PT1H) -> task:Archive -> end
  ok -> task:Reject [default] -> join
`;
const weekdays = (beginTime: string, endTime: string) => [{ from: 'MONDAY', to: 'FRIDAY', beginTime, endTime }];
const fix = (seconds: number) => ({ distribution_name: 'fix', distribution_params: [{ value: seconds }] });
const resource = (id: string, calendar: string, cost_per_hour: number, amount = 1) => ({
  id,
  name: id,
  cost_per_hour,
  amount,
  calendar,
  assignedTasks: [],
});
const FILE = {
  model_type: 'CRISP',
  resource_profiles: [
    { id: 'clerks', name: 'Clerks', resource_list: [resource('rasa', 'office', 20), resource('pool', 'office', 10, 2)] },
    { id: 'heads', name: 'Heads', resource_list: [resource('head', 'mornings', 50)] },
  ],
  arrival_time_distribution: {
    distribution_name: 'expon',
    distribution_params: [{ value: 3_600 }, { value: 0 }, { value: 36_000 }],
  },
  arrival_time_calendar: weekdays('09:00:00', '17:00:00'),
  gateway_branching_probabilities: [
    { gateway_id: 'ok', probabilities: [{ path_id: 'ok--Approve', value: 0.75 }, { path_id: 'ok--Reject' }] },
  ],
  branch_rules: [],
  task_resource_distribution: [
    {
      task_id: 'Check',
      resources: [
        { resource_id: 'rasa', ...fix(600) },
        { resource_id: 'pool', ...fix(1_200) },
      ],
    },
    { task_id: 'Approve', resources: [{ resource_id: 'head', ...fix(300) }] },
    { task_id: 'Reject', resources: [{ resource_id: 'rasa', ...fix(300) }] },
    { task_id: 'Archive', resources: [{ resource_id: 'pool', ...fix(60) }] },
  ],
  resource_calendars: [
    { id: 'office', name: 'office', time_periods: weekdays('08:00:00', '17:00:00') },
    { id: 'mornings', name: 'mornings', time_periods: weekdays('08:00:00', '12:00:00') },
  ],
  event_distribution: [{ event_id: 'Rest', ...fix(7_200) }],
  batch_processing: [
    {
      task_id: 'Archive',
      type: 'Parallel',
      size_distrib: [
        { key: '1', value: 0 },
        { key: '3', value: 1 },
      ],
      duration_distrib: [{ key: '3', value: 0.8 }],
      firing_rules: [
        [{ attribute: 'size', comparison: '>=', value: 3 }],
        [
          { attribute: 'daily_hour', comparison: '=', value: 15 },
          { attribute: 'week_day', comparison: '=', value: 'Friday' },
        ],
        [{ attribute: 'large_wt', comparison: '>', value: 86_400 }],
      ],
    },
  ],
  case_attributes: [
    {
      name: 'client type',
      type: 'discrete',
      values: [
        { key: 'REGULAR', value: 0.9 },
        { key: 'VIP', value: 0.1 },
      ],
    },
    {
      name: 'amount',
      type: 'continuous',
      values: { distribution_name: 'uniform', distribution_params: [{ value: 100 }, { value: 900 }] },
    },
  ],
  event_attributes: [{ event_id: 'Check', attributes: [{ name: 'score', type: 'continuous', values: fix(5) }] }],
  global_attributes: [{ name: 'rate', type: 'expression', values: 'rate + 1' }],
  prioritisation_rules: [
    { priority_level: 1, rules: [[{ attribute: 'client type', comparison: '=', value: 'VIP' }]] },
    { priority_level: 2, rules: [[{ attribute: 'amount', comparison: 'in', value: ['500', 'inf'] }]] },
  ],
  gateway_execution_limit: 1_000,
  multitask: { type: 'local', values: [] },
};

async function imported(changes: object = {}, text = MODEL) {
  const { process } = await model(text);
  return { process, found: readProsimos({ ...FILE, ...changes }, process) };
}

describe('a scenario of Prosimos', () => {
  it('is taken over section by section', async () => {
    const { process, found } = await imported();
    if ('faults' in found) throw new Error(found.faults.join('; '));
    const { scenario } = found;
    expect(scenarioGaps(process, scenario)).toEqual([]);
    // 8 hours a day; the mean of an exponential of an hour cut at ten is 3598.4 s, so nearly 8 cases a day.
    expect(scenario.arrivals.perWorkingDay).toBeGreaterThan(7.9);
    expect(scenario.arrivals.perWorkingDay).toBeLessThan(8.1);
    expect(moments(scenario.arrivals.gap).mean).toBeCloseTo(1, 2);
    expect(scenario.calendars['mornings']?.weekly[0]).toEqual({ weekday: 1, from: '08:00', to: '12:00' });
    expect(
      scenario.staff.map(({ role, people }) => [role, typeof people === 'number' ? people : people.map(({ id }) => id)]),
    ).toEqual([
      ['Check', ['rasa', 'pool-1', 'pool-2']],
      ['Approve', ['head']],
      ['Reject', ['rasa']],
      ['Archive', ['pool-1', 'pool-2']],
    ]);
    expect(scenario.staff[0]).toMatchObject({
      takes: 'priority',
      people: [{ calendar: 'office', costPerHour: 20 }, { costPerHour: 10 }, {}],
    });
    expect(scenario.activities['Check']).toMatchObject({
      roles: ['Check'],
      workMinutesByPerson: { rasa: { kind: 'fixed', value: 10 }, 'pool-2': { kind: 'fixed', value: 20 } },
      sets: { score: { kind: 'number', of: { kind: 'fixed', value: 5 } } },
    });
    expect(scenario.branches).toEqual({ ok: { shares: { 'ok--Approve': 0.75, 'ok--Reject': 0.25 } } });
    expect(scenario.events['Rest']).toMatchObject({ minutes: { kind: 'fixed', value: 120 } });
    expect(scenario.activities['Archive']?.batch).toEqual({
      worked: 'together',
      releases: [{ size: 3 }, { during: 'batch Archive 2' }, { waitedMinutes: 1_440 }],
      factors: [{ size: 3, factor: 0.8 }],
    });
    expect(scenario.calendars['batch Archive 2']?.weekly).toEqual([{ weekday: 5, from: '15:00', to: '16:00' }]);
    expect(scenario.cases.sets['client_type']).toEqual({
      kind: 'choice',
      options: [
        { value: 'REGULAR', weight: 0.9 },
        { value: 'VIP', weight: 0.1 },
      ],
    });
    expect(scenario.cases.priorities).toEqual([
      { when: 'client_type = "VIP"', priority: -1 },
      { when: 'amount >= 500', priority: -2 },
    ]);
  });

  it('is simulated with the engine’s own steps', async () => {
    const { process, found } = await imported();
    if ('faults' in found) throw new Error(found.faults.join('; '));
    const { log, incidents } = simulate({ process, scenario: found.scenario, seed: 1, cases: 200, fromAt: START_AT });
    expect(incidents).toEqual([]);
    expect(log.cases.completedAt.every((at) => !Number.isNaN(at))).toBe(true);
    const rows = Array.from({ length: log.rows }, (_, row) => row);
    const of = (name: string) => rows.filter((row) => log.activities[log.activityOf[row]!] === name);
    expect(Math.abs(of('Approve').length - 150)).toBeLessThan(25);
    for (const row of of('Check')) {
      const workMs = log.completedAt[row]! - log.startedAt[row]!;
      // Rasa needs ten minutes, the pool twenty, longer only over the night.
      const least = log.resources[log.resourceOf[row]!] === 'rasa' ? 600_000 : 1_200_000;
      expect(workMs === least || workMs > 3_600_000).toBe(true);
    }
    const starts = of('Archive').map((row) => log.startedAt[row]!);
    expect(new Set(starts).size).toBeLessThan(starts.length);
  });

  it('names everything that has no counterpart', async () => {
    const { found } = await imported({ model_type: 'FUZZY', granule_size: { value: 15, time_unit: 'MINUTES' }, surprises: [] });
    if ('faults' in found) throw new Error(found.faults.join('; '));
    const notes = found.notes.join('\n');
    for (const name of [
      'surprises',
      'model_type FUZZY',
      'granule_size',
      'multitask',
      'gateway_execution_limit',
      'global_attributes',
      '"rate"',
      'size_distrib',
      'client_type',
      'without a probability',
    ])
      expect(notes).toContain(name);
  });

  it('decides by branch rules where flows have conditions', async () => {
    const conditioned = {
      gateway_branching_probabilities: [
        {
          gateway_id: 'ok',
          probabilities: [
            { path_id: 'ok--Approve', value: 0.5, condition_id: 'rich' },
            { path_id: 'ok--Reject', value: 0.5, condition_id: 'poor' },
          ],
        },
      ],
      branch_rules: [
        { id: 'rich', rules: [[{ attribute: 'amount', comparison: '>', value: '500' }]] },
        {
          id: 'poor',
          rules: [
            [
              { attribute: 'amount', comparison: '<=', value: 500 },
              { attribute: 'score', comparison: '!=', value: 1 },
            ],
            [{ attribute: 'client type', comparison: 'in', value: ['A', 'B', 'C'] }],
          ],
        },
      ],
    };
    const { process, found } = await imported(conditioned);
    if ('faults' in found) throw new Error(found.faults.join('; '));
    expect(found.scenario.branches['ok']?.rules).toEqual({
      'ok--Approve': 'amount > 500',
      'ok--Reject': 'amount <= 500 and score != 1 or list contains(["A", "B", "C"], client_type)',
    });
    const { log } = simulate({ process, scenario: found.scenario, seed: 2, cases: 200, fromAt: START_AT });
    const approved = Array.from(log.activityOf).filter((code) => log.activities[code] === 'Approve').length;
    expect(Math.abs(approved - 100)).toBeLessThan(25);
  });

  it('reads its distributions with their bounds: seconds become minutes, and what lies outside is drawn again', async () => {
    const of = async (distribution_name: string, ...values: number[]) => {
      const distribution_params = values.map((value) => ({ value }));
      const tasks = FILE.task_resource_distribution.map((one) =>
        one.task_id === 'Approve'
          ? { ...one, resources: [{ resource_id: 'head', distribution_name, distribution_params }] }
          : one,
      );
      const { found } = await imported({ task_resource_distribution: tasks });
      if ('faults' in found) throw new Error(found.faults.join('; '));
      return { minutes: found.scenario.activities['Approve']!.workMinutes, notes: found.notes.join(' ') };
    };
    expect((await of('expon', 600)).minutes).toEqual({ kind: 'exponential', mean: 10 });
    const shifted = (await of('expon', 600, 120, 6_000)).minutes;
    expect(shifted).toEqual({ kind: 'bounded', of: { kind: 'exponential', mean: 8 }, plus: 2, min: 2, max: 100 });
    expect((await of('norm', 600, 60, 540, 660)).minutes).toEqual({
      kind: 'bounded',
      of: { kind: 'normal', mean: 10, sd: 1 },
      plus: 0,
      min: 9,
      max: 11,
    });
    expect((await of('lognorm', 600, 14_400, 0, 6_000)).minutes).toMatchObject({
      of: { kind: 'lognormal', mean: 10, sd: 2 },
      max: 100,
    });
    expect((await of('gamma', 600, 14_400, 0, 6_000)).minutes).toMatchObject({ of: { kind: 'gamma', mean: 10, sd: 2 } });
    expect((await of('uniform', 60, 120)).minutes).toEqual({ kind: 'uniform', min: 1, max: 2 });
    expect((await of('triang', 60, 120, 240)).minutes).toEqual({ kind: 'triangular', min: 1, mode: 2, max: 4 });
    expect((await of('weibull', 60)).notes).toContain('the distribution "weibull" has no counterpart');
    const chance = random(1);
    const drawn = Array.from({ length: 2_000 }, () =>
      draw({ kind: 'bounded', of: { kind: 'normal', mean: 10, sd: 1 }, plus: 0, min: 9, max: 11 }, chance),
    );
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(9);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(11);
  });

  it('reads histograms of arrivals, fuzzy hours and hours over midnight', async () => {
    const { found } = await imported({
      arrival_time_distribution: {
        distribution_name: 'histogram_sampling',
        histogram_data: { cdf: [0.25, 1], bin_midpoints: [1_800, 5_400] },
      },
      resource_calendars: [
        { id: 'office', time_periods: [{ from: 'FRIDAY', to: 'SUNDAY', beginTime: '22:00:00', endTime: '06:00:00' }] },
        {
          id: 'mornings',
          time_periods: [
            {
              weekDay: 'MONDAY',
              fuzzy_intervals: [
                { beginTime: '08:00:00', endTime: '09:00:00', probability: 0.9 },
                { beginTime: '09:00:00', endTime: '10:00:00', probability: 0.6 },
                { beginTime: '17:00:00', endTime: '18:00:00', probability: 0.2 },
              ],
            },
          ],
          workload_ratio: [],
        },
      ],
    });
    if ('faults' in found) throw new Error(found.faults.join('; '));
    // 0.25 × 1800 + 0.75 × 5400 = 4500 s: 6.4 of them in 8 hours.
    expect(found.scenario.arrivals.perWorkingDay).toBeCloseTo(6.4, 9);
    expect(found.scenario.arrivals.gap).toEqual({ kind: 'empirical', values: [0.4, 1.2], weights: [0.25, 0.75] });
    expect(found.scenario.calendars['office']?.weekly).toEqual([
      { weekday: 1, from: '00:00', to: '06:00' },
      { weekday: 5, from: '22:00', to: '24:00' },
      { weekday: 6, from: '00:00', to: '06:00' },
      { weekday: 6, from: '22:00', to: '24:00' },
      { weekday: 7, from: '00:00', to: '06:00' },
      { weekday: 7, from: '22:00', to: '24:00' },
    ]);
    expect(found.scenario.calendars['mornings']?.weekly).toEqual([{ weekday: 1, from: '08:00', to: '10:00' }]);
    expect(found.notes.join(' ')).toContain('workload_ratio');
  });

  it('is refused with the place of each fault', async () => {
    const { found } = await imported({
      task_resource_distribution: [{ task_id: 'Nowhere', resources: [{ resource_id: 'nobody', ...fix(1) }] }],
      gateway_branching_probabilities: [{ gateway_id: 'ok', probabilities: [{ path_id: 'elsewhere', value: 1 }] }],
      event_distribution: [{ event_id: 'never', ...fix(1) }],
      batch_processing: [],
    });
    expect('faults' in found && found.faults).toEqual([
      'task_resource_distribution: the resource "nobody" is in no resource_profiles: add it there.',
      'event_distribution: the model has no element "never".',
      'task_resource_distribution: the model has no element "Nowhere".',
      'gateway_branching_probabilities of ok: the flow "elsewhere" does not leave it.',
    ]);
    const { process } = await model(MODEL);
    const broken = readProsimos({ resource_profiles: 3 }, process);
    expect('faults' in broken && broken.faults[0]).toBe('resource_profiles: This must be of the kind "array": change it.');
    expect(isProsimos(FILE)).toBe(true);
    expect(isProsimos({ formatVersion: 1 })).toBe(false);
  });
});
