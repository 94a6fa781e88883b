import { describe, expect, it } from '@jest/globals';
import { readScenario } from '../../analytics/simulation/scenario.ts';
import { scenarioGaps } from '../../analytics/simulation/scenario-gaps.ts';
import type { ScenarioSource } from '../../analytics/simulation/scenario.ts';
import type { Asked } from '../../analytics/simulation/drive.ts';
import { simulate } from '../../analytics/simulation/simulate.ts';
import type { ExecutableProcess, JobDefinition } from '../../engine/model/executable-process.ts';
import { model } from '../support/model.ts';
import { HOUR_MS, run, scenarioOf, START_AT } from './around-the-clock.ts';

const fixed = (hours: number) => ({ kind: 'fixed' as const, value: hours * 60 });
const everyHour = { perWorkingDay: 24, gap: { kind: 'fixed' as const, value: 1 } };
/** Instants as hours since the start. */
const hour = (at: number) => (at - START_AT) / HOUR_MS;

function instants({ log }: ReturnType<typeof run>, activity: string) {
  const rows = Array.from({ length: log.rows }, (_, row) => row).filter(
    (row) => log.activities[log.activityOf[row]!] === activity,
  );
  return rows.map((row) => [hour(log.enabledAt[row]!), hour(log.startedAt[row]!), hour(log.completedAt[row]!)]);
}

describe('the people of a scenario', () => {
  it('do one thing at a time, the longest waiting first', async () => {
    const { process } = await model(`start -> user:Serve{groups: clerks} -> end`);
    const scenario = scenarioOf(
      { arrivals: everyHour, staff: [{ role: 'clerks', people: 1 }], activities: { Serve: { workMinutes: fixed(1.5) } } },
      1,
    );
    // Arrivals at 1, 2, 3; each takes 1.5 hours of the only clerk.
    expect(instants(run(process, scenario, 1, 3), 'Serve')).toEqual([
      [1, 1, 2.5],
      [2, 2.5, 4],
      [3, 4, 5.5],
    ]);
  });

  it('take the last come first when they are said to', async () => {
    const { process } = await model(`start -> user:Serve{groups: clerks} -> end`);
    const scenario = scenarioOf(
      {
        arrivals: everyHour,
        staff: [{ role: 'clerks', people: 1, takes: 'last' }],
        activities: { Serve: { workMinutes: fixed(2.5) } },
      },
      1,
    );
    // At 3.5 the cases of 2 and 3 wait: the later one goes first.
    expect(instants(run(process, scenario, 1, 3), 'Serve').map(([enabled, started]) => [enabled, started])).toEqual([
      [1, 1],
      [2, 6],
      [3, 3.5],
    ]);
  });

  it('take the longest waiting of all their roles, or the highest priority when they are said to', async () => {
    const both = (a: string, b: string) => `
      start -> and:fork -> user:A{groups: ${a}; priority: 10} -> and:join -> end
      fork -> user:B{groups: ${b}; priority: 90} -> join
    `;
    const activities = { A: { workMinutes: fixed(1.5) }, B: { workMinutes: fixed(1.5) } };
    const starts = async (text: string, staff: ScenarioSource['staff']) => {
      const simulated = run((await model(text)).process, scenarioOf({ arrivals: everyHour, staff, activities }, 1), 1, 2);
      return ['A', 'B'].map((activity) => instants(simulated, activity).map(([, started]) => started));
    };
    const people = [{ id: 'rasa' }];
    // Both come at 1 and again at 2. At 2.5 B of the first case has waited longest, though A of the second is of the first role.
    const oneInTwoRoles = [
      { role: 'a', people },
      { role: 'b', people },
    ];
    expect(await starts(both('a', 'b'), oneInTwoRoles)).toEqual([
      [1, 4],
      [2.5, 5.5],
    ]);
    // By priority both Bs go before the second A.
    expect(await starts(both('a', 'a'), [{ role: 'a', people, takes: 'priority' }])).toEqual([
      [1, 5.5],
      [2.5, 4],
    ]);
  });

  it('work only in their hours: work goes on the next day, and an absence moves it', async () => {
    const { process } = await model(`start -> user:Serve{groups: clerks} -> end`);
    const day = {
      zone: 'UTC',
      weekly: [1, 2, 3].map((weekday) => ({ weekday, from: '08:00', to: '10:00' })),
      holidays: 'none' as const,
    };
    const absences = [{ from: '2025-01-07', to: '2025-01-07' }];
    const scenario = scenarioOf(
      {
        calendars: { day: { ...day, shortEves: false } },
        arrivals: { ...everyHour },
        staff: [{ role: 'clerks', people: [{ id: 'rasa', absences }], calendar: 'day' }],
        activities: { Serve: { workMinutes: fixed(3) } },
      },
      1,
    );
    // Monday 1:00 it comes, 8:00-10:00 two hours, Tuesday she is away, Wednesday 8:00-9:00 the third: 48 + 9.
    expect(instants(run(process, scenario, 1, 1), 'Serve')).toEqual([[1, 8, 57]]);
  });

  it('rest half-way when an answer is awaited, do other work meanwhile, and take it up again', async () => {
    const { process } = await model(`start -> user:Serve{groups: clerks} -> end`);
    const pause = { share: 1, reason: 'authority' as const, workingDays: { kind: 'fixed' as const, value: 0.25 } };
    const scenario = scenarioOf(
      { arrivals: everyHour, staff: [{ role: 'clerks', people: 1 }], activities: { Serve: { workMinutes: fixed(2), pause } } },
      1,
    );
    const { log } = run(process, scenario, 1, 2);
    // First: 1-2 half of it, six hours of rest, 8-9 the other half. Second: 2-3, rest until 9, 9-10.
    expect(Array.from(log.startedAt, hour)).toEqual([1, 2]);
    expect(Array.from(log.completedAt, hour)).toEqual([9, 10]);
    expect(Array.from(log.suspendedMs, (suspendedMs) => suspendedMs / HOUR_MS)).toEqual([6, 6]);
  });

  it('are free again when the task is taken from them', async () => {
    const { process } = await model(`
      start -> user:Serve{groups: clerks} -> end
      Serve ! timer(PT2H) -> end:late
    `);
    const scenario = scenarioOf(
      { arrivals: everyHour, staff: [{ role: 'clerks', people: 1 }], activities: { Serve: { workMinutes: fixed(10) } } },
      1,
    );
    const { log } = run(process, scenario, 1, 2);
    // The first is cut off at 3; the second, waiting since 2, is begun then and cut off at 4.
    expect(Array.from(log.startedAt, hour)).toEqual([1, 3]);
    expect(Array.from(log.completedAt, hour)).toEqual([3, 4]);
    expect(log.resources[log.resourceOf[1]!]).toBe('clerks-1');
  });
});

describe('machines, letters and chance', () => {
  it('try a failed job again after its back-off, and let an error take the model’s way out', async () => {
    const { process } = await model(`
      start -> service:Look{job: look} -> end
      Look ! error:Down(DOWN) -> user:Hand{groups: clerks} -> end:hand
    `);
    const base = { staff: [{ role: 'clerks', people: 1 }], activities: { Hand: { workMinutes: fixed(1) } }, arrivals: everyHour };
    const latencySeconds = { kind: 'fixed' as const, value: 60 };
    const failing = { look: { latencySeconds, fails: { share: 0.5, retryAfterSeconds: 600 } } };
    const commands: string[] = [];
    const note = (_at: number, _case: number, asked: Asked) => {
      if (asked.kind === 'command') commands.push(asked.command.type);
    };
    const order = { process, seed: 4, cases: 40, fromAt: START_AT, onAsked: note };
    simulate({ ...order, scenario: scenarioOf({ ...base, jobs: failing }, 1) });
    expect(commands).toContain('failJob');
    expect(commands.filter((type) => type === 'completeJob').length).toBeGreaterThan(20);
    const down = { look: { latencySeconds, throws: { share: 1, code: 'DOWN' } } };
    const { log } = simulate({ ...order, scenario: scenarioOf({ ...base, jobs: down }, 1) });
    expect(Array.from(log.activityOf).filter((code) => log.activities[code] === 'Hand')).toHaveLength(40);
  });

  it('send a letter to those who wait for it, after its time, and to nobody else', async () => {
    const { process } = await model(`
      start -> event:first
      first -> message:Reply(reply){key: =caseNumber} -> end
      first -> timer(PT100H) -> end:silence
    `);
    const letter = (share: number) => ({
      arrivals: everyHour,
      staff: [{ role: 'clerks', people: 1 }],
      activities: {},
      messages: { reply: { share, afterWorkingDays: { kind: 'fixed' as const, value: 0.5 } } },
    });
    const cycle = (share: number) => {
      const { cases } = run(process, scenarioOf(letter(share), 1), 1, 3).log;
      return Array.from(cases.completedAt, (completedAt, index) => (completedAt - cases.startedAt[index]!) / HOUR_MS);
    };
    expect(cycle(1)).toEqual([12, 12, 12]);
    expect(cycle(0)).toEqual([100, 100, 100]);
  });

  it('are the same under the same seed, and others under another', async () => {
    const { process } = await model(`start -> user:A{groups: clerks} -> user:B{groups: clerks} -> end`);
    const work = { workMinutes: { kind: 'gamma' as const, mean: 40, sd: 30 } };
    const scenario = scenarioOf({ staff: [{ role: 'clerks', people: 2 }], activities: { A: work, B: work } }, 1);
    const ends = (seed: number) => Array.from(run(process, scenario, seed, 50).log.completedAt);
    expect(ends(5)).toEqual(ends(5));
    expect(ends(5)).not.toEqual(ends(6));
  });

  it('meet two models with the same applicants and the same work: a step more moves no other draw', async () => {
    const work = { workMinutes: { kind: 'gamma' as const, mean: 40, sd: 30 } };
    const scenario = scenarioOf({ staff: [{ role: 'clerks', people: 50 }], activities: { A: work, B: work } }, 1);
    const workOf = async (text: string) => {
      const simulated = run((await model(text)).process, scenario, 9, 30);
      return instants(simulated, 'A').map(([enabled, , completed]) => [enabled, completed! - enabled!]);
    };
    const short = await workOf(`start -> user:A{groups: clerks} -> end`);
    expect(await workOf(`start -> user:A{groups: clerks} -> user:B{groups: clerks} -> end`)).toEqual(short);
  });

  it('stop at a given instant and leave open what is open', async () => {
    const { process } = await model(`start -> user:Serve{groups: clerks} -> end`);
    const scenario = scenarioOf(
      { arrivals: everyHour, staff: [{ role: 'clerks', people: 1 }], activities: { Serve: { workMinutes: fixed(1.5) } } },
      1,
    );
    const { log } = simulate({ process, scenario, seed: 1, cases: 10, fromAt: START_AT, untilAt: START_AT + 4.2 * HOUR_MS });
    // Came at 1, 2, 3, 4; done at 2.5 and 4.
    expect(Array.from(log.cases.completedAt, hour)).toEqual([2.5, 4, NaN, NaN]);
    expect(hour(log.observedUntilAt)).toBeCloseTo(4.2, 6);
  });
});

describe('a scenario', () => {
  it('is refused with every fault and its place', () => {
    const scenario = readScenario({
      formatVersion: 1,
      service: 's',
      unit: 'u',
      arrivals: { perWorkingDay: -1, calendar: 'nowhere' },
      staff: [],
      activities: { A: { workMinutes: { kind: 'gamma', mean: 1 }, colour: 'red' } },
    });
    expect('faults' in scenario && scenario.faults.map((fault) => fault.split(':')[0])).toEqual([
      'arrivals.perWorkingDay',
      'staff',
      'activities.A.workMinutes.sd',
      'activities.A',
    ]);
  });

  it('is told what the model needs beyond it', async () => {
    const { process } = await model(`start -> user:A{groups: lawyers} -> service:Look{job: look} -> end`);
    const scenario = scenarioOf({ staff: [{ role: 'clerks', people: 1 }], activities: {} }, 1);
    const gaps = scenarioGaps(process, scenario).join(' ');
    expect(gaps).toContain('the task "A"');
    expect(gaps).toContain('the role lawyers');
    expect(gaps).toContain('the job type "look"');
  });

  it('is told the job types of listeners, and of a job among several things that an event throws', async () => {
    const { process } = await model(`
      start -> user:A{on start: ready; on creating: route} -> sub:S{on end: file} -> end.multiple:Bye(message m; signal s){job: post}
      S {
        start -> task:B{on end: note} -> end
      }
    `);
    const named = { ...process, listeners: { end: [jobOf(process, 'A')] } };
    const jobs = { note: { latencySeconds: fixed(0) } };
    const gaps = scenarioGaps(
      named,
      scenarioOf({ jobs, staff: [{ role: 'clerks', people: 1 }], activities: { A: { workMinutes: fixed(1) } } }, 1),
    );
    expect(gaps.filter((gap) => gap.includes('job type'))).toEqual([
      'The scenario says nothing about the job type "post" of "Bye": add it to "jobs".',
      'The scenario says nothing about the job type "ready" of a listener of "process": add it to "jobs".',
      'The scenario says nothing about the job type "ready" of a listener of "A": add it to "jobs".',
      'The scenario says nothing about the job type "route" of a listener of "A": add it to "jobs".',
      'The scenario says nothing about the job type "file" of a listener of "S": add it to "jobs".',
    ]);
  });
});

function jobOf({ nodes }: ExecutableProcess, id: string): JobDefinition {
  const [job] = nodes.get(id)?.listeners?.start ?? [];
  if (!job) throw new Error(`${id} has no start listener`);
  return job;
}
