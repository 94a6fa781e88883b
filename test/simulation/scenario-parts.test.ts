import { describe, expect, it } from '@jest/globals';
import { absencesByChance } from '../../analytics/simulation/absences.ts';
import { random } from '../../analytics/simulation/random.ts';
import { experiment } from '../../analytics/simulation/replications.ts';
import { readScenario, scenarioJsonSchema } from '../../analytics/simulation/scenario.ts';
import type { ScenarioSource } from '../../analytics/simulation/scenario.ts';
import { scenarioGaps } from '../../analytics/simulation/scenario-gaps.ts';
import { model } from '../support/model.ts';
import { ALWAYS, cycleTimesInHours, HOUR_MS, run, scenarioOf, START_AT } from './around-the-clock.ts';

const fixed = (hours: number) => ({ kind: 'fixed' as const, value: hours * 60 });
/** At 1, 2, 3… hours after the start. */
const everyHour = { perWorkingDay: 24, gap: { kind: 'fixed' as const, value: 1 } };
const oneClerk: ScenarioSource['staff'] = [{ role: 'clerks', people: 1 }];
const hour = (at: number) => (at - START_AT) / HOUR_MS;
const serve = async () => (await model(`start -> user:Serve{groups: clerks} -> end`)).process;

function starts({ log }: ReturnType<typeof run>, activity = 'Serve'): readonly number[] {
  const rows = Array.from({ length: log.rows }, (_, row) => row);
  return rows.filter((row) => log.activities[log.activityOf[row]!] === activity).map((row) => hour(log.startedAt[row]!));
}

type ActivitySource = ScenarioSource['activities'][string];

async function servedAt(activity: Partial<ActivitySource>, cases: number, more: Partial<ScenarioSource> = {}) {
  const scenario = scenarioOf(
    { arrivals: everyHour, staff: oneClerk, activities: { Serve: { workMinutes: fixed(0.5), ...activity } }, ...more },
    1,
  );
  return starts(run(await serve(), scenario, 1, cases));
}

describe('who does what', () => {
  it('a person takes only the activities they know', async () => {
    const { process } = await model(`start -> user:A{groups: clerks} -> user:B{groups: clerks} -> end`);
    const people = [
      { id: 'rasa', does: ['A'] },
      { id: 'jonas', does: ['B'] },
    ];
    const activities = { A: { workMinutes: fixed(1.5) }, B: { workMinutes: fixed(1.5) } };
    const simulated = run(process, scenarioOf({ arrivals: everyHour, staff: [{ role: 'clerks', people }], activities }, 1), 1, 2);
    // Rasa is at A from 1 to 2.5 and to 4; Jonas, free all the time, waits for his B.
    expect([starts(simulated, 'A'), starts(simulated, 'B')]).toEqual([
      [1, 2.5],
      [2.5, 4],
    ]);
    expect(
      [
        ...new Set(
          Array.from(
            simulated.log.resourceOf,
            (of, row) => `${simulated.log.activities[simulated.log.activityOf[row]!]} ${simulated.log.resources[of]}`,
          ),
        ),
      ].sort(),
    ).toEqual(['A rasa', 'B jonas']);
  });

  it('a role of the scenario stands in the place of the model’s groups, and a task without a kind is done where it says who does it', async () => {
    const { process } = await model(`start -> task:Plain -> user:Own{groups: nobody} -> end`);
    const roles = ['clerks'];
    const activities = { Plain: { workMinutes: fixed(1), roles }, Own: { workMinutes: fixed(1), roles } };
    const simulated = run(process, scenarioOf({ arrivals: everyHour, staff: oneClerk, activities }, 1), 1, 1);
    expect(cycleTimesInHours(simulated)).toEqual([2]);
  });

  it('a person has hours and a pace of their own', async () => {
    const people = [{ id: 'rasa', calendar: 'late' }];
    const late = { ...ALWAYS, weekly: ALWAYS.weekly.map((one) => ({ ...one, from: '05:00' })) };
    const activity = { workMinutesByPerson: { rasa: fixed(3) } };
    const found = await servedAt(activity, 2, { staff: [{ role: 'clerks', people }], calendars: { late } });
    expect(found).toEqual([5, 8]);
  });

  it('absences by chance come as often and last as long as said, the same under the same seed', () => {
    const spells = { timesPerYear: 6, days: { kind: 'fixed' as const, value: 4 } };
    const from = Date.parse('2025-01-01T00:00:00Z');
    const absences = absencesByChance(spells, random(3), from, from + 100 * 365.25 * 86_400_000);
    // 600 expected; gaps are exponential with mean 56.9 days in 60.9, so the deviation is 600 ** 0.5 * 0.93 = 23: three of them.
    expect(Math.abs(absences.length - 600)).toBeLessThan(69);
    for (const [index, { from: first, to }] of absences.entries()) {
      expect(Date.parse(to) - Date.parse(first)).toBe(3 * 86_400_000);
      if (index > 0) expect(first > absences[index - 1]!.to).toBe(true);
    }
    expect(absencesByChance(spells, random(3), from, from + 86_400_000 * 3_650)).toEqual(
      absences.filter(({ from: first }) => Date.parse(first) < from + 86_400_000 * 3_650),
    );
  });

  it('who is away by chance works less: with 12 times a year of 10 days a third of the year is lost', async () => {
    const away = { timesPerYear: 12, days: { kind: 'fixed' as const, value: 10 } };
    const process = await serve();
    const utilised = (staff: ScenarioSource['staff']) => {
      const scenario = scenarioOf({ staff, activities: { Serve: { workMinutes: fixed(0.25) } } }, 1);
      return experiment({ process, scenario, seed: 1, cases: 6_000, replications: 1, fromAt: START_AT }, 0).utilisation[0]?.share
        .mean;
    };
    // The same work in (365.25 − 120) / 365.25 = 0.67 of the time.
    expect(utilised(oneClerk)).toBeCloseTo(0.25, 2);
    expect(utilised([{ role: 'clerks', people: 1, away }])).toBeCloseTo(0.25 / 0.6715, 1);
  });
});

describe('which task is taken first', () => {
  // Cases come at 1, 2 and 3 to one clerk who needs 2.5 hours: at 3.5 the second and the third wait.
  const third = 'caseNumber = "B-2025-00003"';

  it('that of the case with the highest priority', async () => {
    const staff: ScenarioSource['staff'] = [{ role: 'clerks', people: 1, takes: 'priority' }];
    const cases = { priorities: [{ when: `=${third}`, priority: 9 }] };
    expect(await servedAt({ workMinutes: fixed(2.5) }, 3, { staff, cases })).toEqual([1, 6, 3.5]);
    expect(await servedAt({ workMinutes: fixed(2.5) }, 3, { staff })).toEqual([1, 3.5, 6]);
  });

  it('the earliest due, by its own date or by the statutory term', async () => {
    const due = `=if ${third} then "2025-01-06T09:00:00Z" else "2025-01-09T00:00:00Z"`;
    const { process } = await model(`start -> user:Serve{groups: clerks; due: ${due}} -> end`);
    const staff: ScenarioSource['staff'] = [{ role: 'clerks', people: 1, takes: 'due' }];
    const scenario = scenarioOf({ arrivals: everyHour, staff, activities: { Serve: { workMinutes: fixed(2.5) } } }, 1);
    expect(starts(run(process, scenario, 1, 3))).toEqual([1, 6, 3.5]);
  });
});

describe('work is gathered', () => {
  it('until so many wait; the last ones when nothing else will happen', async () => {
    // Two at 2, two at 4; the fifth comes at 5 and nobody comes after it.
    expect(await servedAt({ batch: { releases: [{ size: 2 }] } }, 5)).toEqual([2, 2.5, 4, 4.5, 5]);
  });

  it('until the first has waited so long, or nothing has come for so long', async () => {
    expect(await servedAt({ batch: { releases: [{ waitedMinutes: 90 }] } }, 4)).toEqual([2.5, 3, 4.5, 5]);
    expect(await servedAt({ batch: { releases: [{ quietMinutes: 90 }] } }, 4)).toEqual([5.5, 6, 6.5, 7]);
  });

  it('until the hours of the rule, and by whichever rule holds first', async () => {
    const noon = { ...ALWAYS, weekly: ALWAYS.weekly.map((one) => ({ ...one, from: '03:30', to: '04:00' })) };
    const calendars = { noon };
    expect(await servedAt({ batch: { releases: [{ during: 'noon' }] } }, 4, { calendars })).toEqual([3.5, 4, 4.5, 27.5]);
    // Two are there at 2, and the third and the fourth at 4: the size is sooner than the hour for these.
    expect(await servedAt({ batch: { releases: [{ during: 'noon' }, { size: 2 }] } }, 3, { calendars })).toEqual([2, 2.5, 3.5]);
    // All that a rule says must hold: the hour, and three of them.
    expect(await servedAt({ batch: { releases: [{ during: 'noon', size: 3 }] } }, 3, { calendars })).toEqual([3.5, 4, 4.5]);
  });

  it('and worked together in the time of the longest, shortened by size, no more at once than allowed', async () => {
    const batch = { releases: [{ size: 4 }], most: 3, worked: 'together' as const, factors: [{ size: 3, factor: 0.5 }] };
    const { log } = run(
      await serve(),
      scenarioOf({ arrivals: everyHour, staff: oneClerk, activities: { Serve: { workMinutes: fixed(2), batch } } }, 1),
      1,
      4,
    );
    // Three of them from 4 to 5, the fourth when nothing else happens, by itself and without the factor.
    expect(Array.from(log.startedAt, hour)).toEqual([4, 4, 4, 5]);
    expect(Array.from(log.completedAt, hour)).toEqual([5, 5, 5, 7]);
  });

  it('what was cut off while it waited is done by nobody', async () => {
    const { process } = await model(`
      start -> user:Serve{groups: clerks} -> end
      Serve ! timer(PT30M) -> end:late
    `);
    const activities = { Serve: { workMinutes: fixed(0.1), batch: { releases: [{ size: 2 }] } } };
    const simulated = run(process, scenarioOf({ arrivals: everyHour, staff: oneClerk, activities }, 1), 1, 3);
    expect(starts(simulated)).toEqual([NaN, NaN, NaN]);
    expect(cycleTimesInHours(simulated)).toEqual([0.5, 0.5, 0.5]);
  });

  it('what was cut off in a batch that waits for the clerk leaves the others in it', async () => {
    const { process } = await model(`
      start -> user:Serve{groups: clerks} -> end
      Serve ! timer(PT4H) -> end:late
    `);
    const busy = { ...ALWAYS, weekly: ALWAYS.weekly.map((one) => ({ ...one, from: '05:30' })) };
    const batch = { releases: [{ size: 3 }], worked: 'together' as const };
    const scenario = scenarioOf(
      {
        arrivals: everyHour,
        calendars: { busy },
        staff: [{ role: 'clerks', people: 1, calendar: 'busy' }],
        activities: { Serve: { workMinutes: fixed(0.4), batch } },
      },
      1,
    );
    // Gathered at 3, the clerk comes at 5.5: the first was cut off at 5, the others are done together by 5.9.
    const { log } = run(process, scenario, 1, 3);
    expect(Array.from(log.startedAt, hour)).toEqual([NaN, 5.5, 5.5]);
    expect(Array.from(log.completedAt, hour)).toEqual([5, 5.9, 5.9]);
  });
});

describe('what cases wait for', () => {
  it('a delay before the work, by the clock or in working time', async () => {
    expect(await servedAt({ delay: { minutes: fixed(2) } }, 2)).toEqual([3, 4]);
    const late = { ...ALWAYS, weekly: ALWAYS.weekly.map((one) => ({ ...one, from: '05:00' })) };
    expect(await servedAt({ delay: { minutes: fixed(2), calendar: 'late' } }, 1, { calendars: { late } })).toEqual([7]);
    expect(await servedAt({ delay: { share: 0, minutes: fixed(2) } }, 1)).toEqual([1]);
  });

  it('an event takes the time that the scenario says, a timer and a message', async () => {
    const { process } = await model(`start -> timer:Rest(PT40H) -> message:Reply(reply){key: =caseNumber} -> end`);
    const events = { Rest: { minutes: fixed(0.5) }, Reply: { minutes: fixed(0.25) } };
    const scenario = scenarioOf({ arrivals: everyHour, staff: oneClerk, activities: {}, events }, 1);
    expect(cycleTimesInHours(run(process, scenario, 1, 2))).toEqual([0.75, 0.75]);
  });
});

describe('the ways out of a gateway', () => {
  const text = `
    start -> xor:way -> user:A{groups: clerks} [= caseNumber = "none"] -> end
    way -> user:B{groups: clerks} [= caseNumber = "none"] -> end:b
    way -> end:other [default]
  `;
  const done = async (branches: ScenarioSource['branches'], cases: number) => {
    const { process } = await model(text);
    const work = { workMinutes: fixed(0) };
    const scenario = scenarioOf({ arrivals: everyHour, staff: oneClerk, activities: { A: work, B: work }, branches }, 1);
    const simulated = run(process, scenario, 5, cases);
    return { A: starts(simulated, 'A').length, B: starts(simulated, 'B').length };
  };

  it('are taken in proportion to the scenario’s shares, the default among them', async () => {
    const { A, B } = await done({ way: { shares: { 'way--A': 0.2, 'way--B': 0.3, 'way--other': 0.5 } } }, 4_000);
    // Binomial: 800 ± 3 × 25.3 and 1200 ± 3 × 29.
    expect(Math.abs(A - 800)).toBeLessThan(76);
    expect(Math.abs(B - 1200)).toBeLessThan(87);
  });

  it('follow the scenario’s rules over the case’s data', async () => {
    const rules = { 'way--A': 'ends with(caseNumber, "1")', 'way--B': '=ends with(caseNumber, "2")' };
    expect(await done({ way: { rules } }, 20)).toEqual({ A: 2, B: 2 });
  });

  it('are the same for the same case whatever else the model has', async () => {
    const { process } = await model(`start -> xor:way -> user:A{groups: clerks} [= false] -> end\nway -> end:other [default]`);
    const longer = await model(
      `start -> user:B{groups: clerks} -> xor:way -> user:A{groups: clerks} [= false] -> end\nway -> end:other [default]`,
    );
    const work = { workMinutes: fixed(0) };
    const shares = { 'way--A': 1, 'way--other': 1 };
    const scenario = scenarioOf(
      { arrivals: everyHour, staff: oneClerk, activities: { A: work, B: work }, branches: { way: { shares } } },
      1,
    );
    const doneA = (of: typeof process) => starts(run(of, scenario, 2, 50), 'A');
    expect(doneA(process).length).toBeGreaterThan(10);
    expect(doneA(longer.process)).toEqual(doneA(process));
  });

  it('of an inclusive gateway are each taken with their chance', async () => {
    const { process } = await model(`
      start -> or:way -> user:A{groups: clerks} [= false] -> or:join -> end
      way -> user:B{groups: clerks} [= false] -> join
      way -> join [default]
    `);
    const work = { workMinutes: fixed(0) };
    const shares = { 'way--A': 0.5, 'way--B': 1 };
    const scenario = scenarioOf(
      { arrivals: everyHour, staff: oneClerk, activities: { A: work, B: work }, branches: { way: { shares } } },
      1,
    );
    const simulated = run(process, scenario, 1, 400);
    expect(starts(simulated, 'B')).toHaveLength(400);
    expect(Math.abs(starts(simulated, 'A').length - 200)).toBeLessThan(30);
  });
});

describe('costs and terms', () => {
  it('a case costs its hours, its activities and itself', async () => {
    const staff: ScenarioSource['staff'] = [{ role: 'clerks', people: 1, costPerHour: 20 }];
    const activities = { Serve: { workMinutes: fixed(0.5), cost: 5 } };
    const scenario = scenarioOf({ arrivals: everyHour, staff, activities, cases: { cost: 2 } }, 1);
    const forecast = experiment({ process: await serve(), scenario, seed: 1, cases: 10, replications: 1, fromAt: START_AT }, 0);
    // Half an hour at 20, 5 for the activity, 2 for the case; at work half of each hour from the first start at 1 to the last arrival at 10.
    expect(forecast.costPerCase.mean).toBeCloseTo(17, 9);
    expect(forecast.workMs.mean).toBe(HOUR_MS / 2);
    expect(forecast.utilisation).toEqual([{ role: 'clerks', people: 1, share: { mean: 0.5, low: null, high: null, n: 1 } }]);
  });

  it('the share in time is that of the scenario’s term', async () => {
    const term = {
      id: 'a-day',
      legalAct: 'test',
      validFrom: '2020-01-01',
      startsFrom: 'received' as const,
      days: 1,
      unit: 'calendar' as const,
      suspensionGrounds: [],
      restartsOnClarification: false,
    };
    const scenario = scenarioOf(
      { arrivals: everyHour, staff: oneClerk, activities: { Serve: { workMinutes: fixed(10) } }, term },
      1,
    );
    const forecast = experiment({ process: await serve(), scenario, seed: 1, cases: 10, replications: 1, fromAt: START_AT }, 0);
    // All ten come on the 6th and are due on the 7th, before hour 48; they are done at 11, 21, 31, 41, 51…
    expect(forecast.onTimeShare.mean).toBe(0.4);
  });
});

describe('what is wrong with a scenario is said', () => {
  it('with its place and what to do', () => {
    const found = readScenario({
      formatVersion: 1,
      service: 's',
      unit: 'u',
      arrivals: { perWorkingDay: 2 },
      staff: [{ role: 'clerks', people: 1, calendar: 'nights' }],
      activities: { A: { workMinutes: { kind: 'fixed', value: 1 }, batch: { releases: [{}] } } },
      branches: { g: {}, h: { rules: { f: 'amount >' } } },
      events: { e: {} },
      prioritys: [],
    });
    const faults = 'faults' in found ? found.faults : [];
    expect(faults).toEqual([
      expect.stringContaining('activities.A.batch.releases.0: The rule says nothing: give it a size'),
      'events.e.minutes: This is missing: add it (object).',
      expect.stringContaining('branches.g: Give it either "shares" or "rules".'),
      expect.stringContaining('branches.h.rules.f: This is no FEEL expression: '),
      '"prioritys" is not known here: take it out, or look for a misspelling.',
    ]);
    const nights = readScenario({
      formatVersion: 1,
      service: 's',
      unit: 'u',
      arrivals: { perWorkingDay: 2 },
      staff: [{ role: 'clerks', people: 1, calendar: 'nights' }],
      activities: {},
    });
    expect(nights).toEqual({
      faults: ['staff.0.calendar: There is no calendar "nights": add it to "calendars", or name one of office.'],
    });
  });

  it('against a model too: flows that do not leave, skills that nobody has', async () => {
    const { process } = await model(`start -> user:A{groups: clerks} -> xor:way -> end [= true]\nway -> end:other [default]`);
    const scenario = scenarioOf(
      {
        staff: [{ role: 'clerks', people: 1, does: ['B'] }],
        activities: { A: { workMinutes: fixed(1) } },
        branches: { way: { shares: { elsewhere: 1 } } },
      },
      1,
    );
    const gaps = scenarioGaps(process, scenario);
    expect(gaps).toEqual([
      'Nobody who is clerks does "A": add it to somebody\'s "does" in "staff".',
      'branches.way.shares: The flow "elsewhere" does not leave "way"; name one of way--end, way--other.',
    ]);
  });

  it('and its JSON Schema can be had', () => {
    expect(scenarioJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      required: expect.arrayContaining(['formatVersion', 'arrivals', 'staff', 'activities']),
      properties: { activities: { description: expect.stringContaining('process/element') } },
    });
  });
});
