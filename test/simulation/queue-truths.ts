/** Systems whose waiting is known exactly; an hour is the unit of time. For the tests and, with many more cases, for bench/queues.ts. */
import type { ScenarioSource } from '../../analytics/simulation/scenario.ts';
import type { Simulated } from '../../analytics/simulation/simulate.ts';
import { cycleTimesInHours, mean, scenarioOf, waitsInHours } from './around-the-clock.ts';

export interface QueueTruth {
  readonly name: string;
  readonly source: string;
  readonly exact: number;
  /** Arrow lines. */
  readonly text: string;
  readonly scenario: ReturnType<typeof scenarioOf>;
  /** @param skip first cases that do not count */
  readonly figure: (simulated: Simulated, skip: number) => number;
}

type Activities = ScenarioSource['activities'];
const exponential = (hours: number): Activities[string] => ({ workMinutes: { kind: 'exponential', mean: 60 * hours } });
const ONE = `start -> user:Serve{groups: clerks} -> end`;
const clerks = (people: number): ScenarioSource['staff'] => [{ role: 'clerks', people }];
const wait = (simulated: Simulated, skip: number): number => mean(waitsInHours(simulated, 'Serve', skip));
const cycle = (simulated: Simulated, skip: number): number => mean(cycleTimesInHours(simulated).slice(skip));

const CLASSES = `
  start -> xor:class -> user:High{groups: clerks} [= class = "high"] -> end
  class -> user:Low{groups: clerks} [default] -> end:low
`;
const classes = scenarioOf(
  {
    staff: [{ role: 'clerks', people: 1, takes: 'priority' }],
    activities: { High: exponential(1), Low: exponential(1) },
    cases: {
      sets: {
        class: {
          kind: 'choice',
          options: [
            { value: 'high', weight: 1 },
            { value: 'low', weight: 1 },
          ],
        },
      },
      priorities: [{ when: 'class = "high"', priority: 1 }],
    },
  },
  0.8,
);
const opinions = (sequential: string): string =>
  `start -> user:Opinion{groups: clerks; times: 5; sequential: ${sequential}} -> end`;

export const QUEUE_TRUTHS: readonly QueueTruth[] = [
  {
    name: 'M/M/1, λ 0.8, μ 1: mean wait',
    source: 'ρ / (μ − λ)',
    exact: 4,
    text: ONE,
    scenario: scenarioOf({ staff: clerks(1), activities: { Serve: exponential(1) } }, 0.8),
    figure: wait,
  },
  {
    name: 'M/M/2, λ 1.6, μ 1: mean wait',
    source: 'Erlang C',
    exact: 16 / 9,
    text: ONE,
    scenario: scenarioOf({ staff: clerks(2), activities: { Serve: exponential(1) } }, 1.6),
    figure: wait,
  },
  {
    name: 'M/M/2, λ 1.6, μ 1: share that waits',
    source: 'Erlang C',
    exact: 32 / 45,
    text: ONE,
    scenario: scenarioOf({ staff: clerks(2), activities: { Serve: exponential(1) } }, 1.6),
    figure: (simulated, skip) => mean(waitsInHours(simulated, 'Serve', skip).map((hours) => (hours > 0 ? 1 : 0))),
  },
  {
    name: 'M/D/1, λ 0.8: mean wait',
    source: 'Pollaczek and Khinchine: ρ / (2 (1 − ρ))',
    exact: 2,
    text: ONE,
    scenario: scenarioOf({ staff: clerks(1), activities: { Serve: { workMinutes: { kind: 'fixed', value: 60 } } } }, 0.8),
    figure: wait,
  },
  {
    name: 'M/G/1, λ 0.5, lognormal with deviation 1.5: mean wait',
    source: 'Pollaczek and Khinchine: ρ (1 + c²) / (2 (1 − ρ))',
    exact: 1.625,
    text: ONE,
    scenario: scenarioOf(
      { staff: clerks(1), activities: { Serve: { workMinutes: { kind: 'lognormal', mean: 60, sd: 90 } } } },
      0.5,
    ),
    figure: wait,
  },
  {
    name: 'two classes, λ 0.4 each: mean wait of the first',
    source: 'Cobham: W0 / (1 − ρ1), W0 = λ E[S²] / 2 = 0.8',
    exact: 4 / 3,
    text: CLASSES,
    scenario: classes,
    figure: (simulated, skip) => mean(waitsInHours(simulated, 'High', skip)),
  },
  {
    name: 'two classes, λ 0.4 each: mean wait of the second',
    source: 'Cobham: W0 / ((1 − ρ1) (1 − ρ))',
    exact: 20 / 3,
    text: CLASSES,
    scenario: classes,
    figure: (simulated, skip) => mean(waitsInHours(simulated, 'Low', skip)),
  },
  {
    name: 'tandem of two M/M/1, λ 0.5: mean time in both',
    source: 'Burke and Jackson: 2 / (μ − λ)',
    exact: 4,
    text: `start -> user:A{groups: clerks} -> user:B{groups: others} -> end`,
    scenario: scenarioOf(
      { staff: [...clerks(1), { role: 'others', people: 1 }], activities: { A: exponential(1), B: exponential(1) } },
      0.5,
    ),
    figure: cycle,
  },
  {
    name: 'join of two exponentials of mean 1',
    source: '1 + 1/2',
    exact: 1.5,
    text: `
      start -> and:fork -> user:A{groups: clerks} -> and:join -> end
      fork -> user:B{groups: clerks} -> join
    `,
    scenario: scenarioOf({ staff: clerks(40), activities: { A: exponential(1), B: exponential(1) } }, 1),
    figure: cycle,
  },
  {
    name: 'five exponentials of mean 1 one after another',
    source: '5',
    exact: 5,
    text: opinions('yes'),
    scenario: scenarioOf({ staff: clerks(60), activities: { Opinion: exponential(1) } }, 1),
    figure: cycle,
  },
  {
    name: 'five exponentials of mean 1 at the same time',
    source: '1 + 1/2 + 1/3 + 1/4 + 1/5',
    exact: 137 / 60,
    text: opinions('no'),
    scenario: scenarioOf({ staff: clerks(60), activities: { Opinion: exponential(1) } }, 1),
    figure: cycle,
  },
  {
    name: 'work let go every 24 hours: mean wait of what comes evenly over the day',
    source: 'half the interval, less what comes in the minute of the release and does not wait',
    exact: 12 * (1439 / 1440) ** 2,
    text: ONE,
    scenario: scenarioOf(
      {
        calendars: {
          midnight: {
            zone: 'UTC',
            weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '00:01' })),
            holidays: 'none',
            shortEves: false,
          },
        },
        staff: clerks(40),
        activities: { Serve: { workMinutes: { kind: 'fixed', value: 0 }, batch: { releases: [{ during: 'midnight' }] } } },
      },
      4,
    ),
    figure: wait,
  },
];
