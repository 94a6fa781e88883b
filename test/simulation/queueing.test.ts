import { describe, expect, it } from '@jest/globals';
import { calendar } from '../../engine/time/calendar.ts';
import { model } from '../support/model.ts';
import { QUEUE_TRUTHS } from './queue-truths.ts';
import { ALWAYS, cycleTimesInHours, mean, replicated, run, scenarioOf, waitsInHours } from './around-the-clock.ts';

const oneTask = async () => (await model(`start -> user:Serve{groups: clerks} -> end`)).process;
const exponential = (hours: number) => ({ workMinutes: { kind: 'exponential' as const, mean: 60 * hours } });
const within = (estimate: { mean: number; halfWidth: number }, exact: number, width: number) => {
  expect(Math.abs(estimate.mean - exact)).toBeLessThan(estimate.halfWidth);
  expect(estimate.halfWidth).toBeLessThan(width);
};

describe('the simulation against queueing theory (seeds 1 to 10, 99.9 % intervals)', () => {
  it('M/M/1 with λ = 0.8 and μ = 1 waits 4.0 on average', async () => {
    const process = await oneTask();
    const scenario = scenarioOf({ staff: [{ role: 'clerks', people: 1 }], activities: { Serve: exponential(1) } }, 0.8);
    within(
      replicated((seed) => mean(waitsInHours(run(process, scenario, seed, 1_500), 'Serve', 300))),
      4.0,
      2.8,
    );
  });

  it('M/M/2 with λ = 1.6 and μ = 1 waits 1.7778 on average, and a share of 0.7111 waits at all', async () => {
    const process = await oneTask();
    const scenario = scenarioOf({ staff: [{ role: 'clerks', people: 2 }], activities: { Serve: exponential(1) } }, 1.6);
    const runs = new Map<number, readonly number[]>();
    const waits = (seed: number) => {
      const known = runs.get(seed) ?? waitsInHours(run(process, scenario, seed, 1_500), 'Serve', 300);
      runs.set(seed, known);
      return known;
    };
    within(
      replicated((seed) => mean(waits(seed))),
      1.7778,
      1.2,
    );
    within(
      replicated((seed) => mean(waits(seed).map((wait) => (wait > 0 ? 1 : 0)))),
      0.7111,
      0.09,
    );
  });

  it('M/D/1 waits as Pollaczek and Khinchine say: half of what M/M/1 waits', async () => {
    const process = await oneTask();
    const activities = { Serve: { workMinutes: { kind: 'fixed' as const, value: 60 } } };
    const scenario = scenarioOf({ staff: [{ role: 'clerks', people: 1 }], activities }, 0.8);
    within(
      replicated((seed) => mean(waitsInHours(run(process, scenario, seed, 1_500), 'Serve', 300))),
      2.0,
      1.0,
    );
  });

  it('a weekly batch adds half the interval: 2.5 working days of 5', async () => {
    const process = await oneTask();
    const week = { ...ALWAYS, weekly: ALWAYS.weekly.slice(0, 5) };
    const mondays = { ...ALWAYS, weekly: [{ weekday: 1, from: '00:00', to: '01:00' }] };
    const scenario = scenarioOf(
      {
        calendars: { week, mondays },
        arrivals: { perWorkingDay: 20, calendar: 'week' },
        staff: [{ role: 'clerks', people: 1 }],
        activities: { Serve: { workMinutes: { kind: 'fixed', value: 0 }, calendar: 'mondays' } },
      },
      1,
    );
    const weekOfWork = calendar({ ...week, extraHolidays: [], workingDays: [], absences: [] });
    const DAY_MS = 86_400_000;
    const estimate = replicated((seed) => {
      const { log } = run(process, scenario, seed, 1_000);
      return mean(
        Array.from(log.enabledAt, (enabledAt, row) => weekOfWork.workingMsBetween(enabledAt, log.startedAt[row]!) / DAY_MS),
      );
    });
    within(estimate, 2.5, 0.15);
  });

  it('a parallel join of two exponential branches of mean 1 takes 1.5', async () => {
    const { process } = await model(`
      start -> and:fork -> user:A{groups: clerks} -> and:join -> end
      fork -> user:B{groups: clerks} -> join
    `);
    const scenario = scenarioOf(
      { staff: [{ role: 'clerks', people: 40 }], activities: { A: exponential(1), B: exponential(1) } },
      1,
    );
    within(
      replicated((seed) => mean(cycleTimesInHours(run(process, scenario, seed, 1_000)))),
      1.5,
      0.1,
    );
  });

  it('five opinions of mean 1 take 5.0 one after another and 2.2833 at the same time', async () => {
    const opinions = async (sequential: string) =>
      (await model(`start -> user:Opinion{groups: clerks; times: 5; sequential: ${sequential}} -> end`)).process;
    const scenario = scenarioOf({ staff: [{ role: 'clerks', people: 60 }], activities: { Opinion: exponential(1) } }, 1);
    const [serial, parallel] = [await opinions('yes'), await opinions('no')];
    within(
      replicated((seed) => mean(cycleTimesInHours(run(serial, scenario, seed, 500)))),
      5.0,
      0.3,
    );
    within(
      replicated((seed) => mean(cycleTimesInHours(run(parallel, scenario, seed, 500)))),
      137 / 60,
      0.2,
    );
  });

  it.each(QUEUE_TRUTHS.filter(({ name }) => /M\/G|two classes|tandem|let go/.test(name)))(
    '$name is $exact',
    async ({ text, scenario, figure, exact }) => {
      const { process } = await model(text);
      within(
        replicated((seed) => figure(run(process, scenario, seed, 1_200), 200)),
        exact,
        0.8 * exact,
      );
    },
  );
});
