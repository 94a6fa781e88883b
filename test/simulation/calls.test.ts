import { describe, expect, test } from '@jest/globals';
import { figuresOf } from '../../analytics/simulation/figures.ts';
import type { ScenarioSource } from '../../analytics/simulation/scenario.ts';
import { scenarioGaps } from '../../analytics/simulation/scenario-gaps.ts';
import { simulate } from '../../analytics/simulation/simulate.ts';
import { model } from '../support/model.ts';
import { HOUR_MS, scenarioOf, START_AT } from './around-the-clock.ts';

type Source = Pick<ScenarioSource, 'staff' | 'activities'> & Partial<ScenarioSource>;
const hours = (value: number): ScenarioSource['activities'][string] => ({ workMinutes: { kind: 'fixed', value: 60 * value } });
const STAFF: ScenarioSource['staff'] = [
  { role: 'clerks', people: 1, costPerHour: 10 },
  { role: 'experts', people: 1, costPerHour: 100 },
];

/** One case an hour apart from the next by 100 hours, so that nobody waits for anybody. */
async function live(caller: string, callees: Readonly<Record<string, string>>, source: Source, cases = 1) {
  const { process } = await model(caller);
  const called = await Promise.all(
    Object.entries(callees).map(async ([processId, text]) => (await model(text, { id: processId })).process),
  );
  const scenario = scenarioOf({ arrivals: { perWorkingDay: 0.24, gap: { kind: 'fixed', value: 1 } }, ...source }, 0.01);
  expect(scenarioGaps(process, scenario, called)).toEqual([]);
  const simulated = simulate({ process, called, scenario, seed: 1, cases, fromAt: START_AT });
  return { ...simulated, figures: figuresOf(simulated, process, scenario, 0, called) };
}

describe('a process that another one calls', () => {
  const CALLER = 'start -> user:Take{groups: clerks} -> call:Examine(examination){} -> user:Decide{groups: clerks} -> end';

  test('is a case of its own, and its work, cost and waiting are the calling case’s', async () => {
    const { figures, calledLogs, log, incidents } = await live(
      CALLER,
      { examination: 'start -> user:Look{groups: experts} -> end' },
      {
        staff: STAFF,
        activities: { Take: hours(1), Decide: hours(2), 'examination/Look': { ...hours(3), cost: 5 } },
      },
    );
    expect(incidents).toEqual([]);
    expect(log.cases.count).toBe(1);
    expect(calledLogs.get('examination')?.cases.count).toBe(1);
    expect(figures.cycleTimeMs).toBe(6 * HOUR_MS);
    expect(figures.workMs).toBe(6 * HOUR_MS);
    expect(figures.costPerCase).toBeCloseTo(10 + 20 + 300 + 5, 6);
    expect(figures.activities['examination/Look']).toMatchObject({ perCase: 1, waitingMs: 0, processingMs: 3 * HOUR_MS });
    expect(figures.activities['Decide']).toMatchObject({ processingMs: 2 * HOUR_MS });
  });

  test('is given variables, and what it comes to decides the way of the caller', async () => {
    const { states, calledStates } = await live(
      `start -> call:Examine(examination){in of: =kind; out answer: =found} -> xor:good
       good -> end:Yes [= answer = "good"]\ngood -> end:No [default]`,
      { examination: 'start -> script:Copy{feel: =of; result: got} -> user:Look{groups: experts} -> end' },
      {
        staff: STAFF,
        cases: { sets: { kind: { kind: 'constant', value: 'house' } } },
        activities: { 'examination/Look': { ...hours(1), sets: { found: { kind: 'constant', value: 'good' } } } },
      },
    );
    expect(Object.values(calledStates[0]!.variables)).toContainEqual(expect.objectContaining({ got: 'house', found: 'good' }));
    expect(Object.values(states[0]!.variables)).toContainEqual(expect.objectContaining({ answer: 'good' }));
  });

  test('throws an error that a boundary event of the call catches', async () => {
    const { figures, incidents } = await live(
      `start -> call:Examine(examination){} -> end\nExamine ! error:Wrong(E) -> user:Mend{groups: clerks} -> end:mended`,
      { examination: 'start -> user:Look{groups: experts} -> end.error:bad(E)' },
      { staff: STAFF, activities: { Mend: hours(2), 'examination/Look': hours(1) } },
    );
    expect(incidents).toEqual([]);
    expect(figures.cycleTimeMs).toBe(3 * HOUR_MS);
  });

  test('ends with its caller: whoever is at its task is free again', async () => {
    const { figures, calledStates } = await live(
      `start -> call:Examine(examination){} -> end\nExamine ! timer:Late(PT2H) -> user:Hurry{groups: experts} -> end:late`,
      { examination: 'start -> user:Look{groups: experts} -> end' },
      { staff: STAFF, activities: { Hurry: hours(1), 'examination/Look': hours(100) } },
    );
    expect(calledStates[0]?.status).toBe('cancelled');
    expect(figures.cycleTimeMs).toBe(3 * HOUR_MS);
    expect(figures.workMs).toBe(3 * HOUR_MS);
  });

  test('may call another one, and itself be called several times at once', async () => {
    const { figures, calledStates } = await live(
      'start -> call:Each(middle){times: 3} -> end',
      { middle: 'start -> call:Deep(inner){} -> end', inner: 'start -> user:Look{groups: clerks} -> end' },
      { staff: STAFF, activities: { 'inner/Look': hours(1) } },
    );
    expect(calledStates).toHaveLength(6);
    // One clerk does the three one after another.
    expect(figures.cycleTimeMs).toBe(3 * HOUR_MS);
    expect(figures.activities['inner/Look']).toMatchObject({ perCase: 3, waitingMs: HOUR_MS });
  });

  test('that is not there is told before anything runs', async () => {
    const { process } = await model(CALLER);
    const scenario = scenarioOf({ staff: STAFF, activities: { Take: hours(1), Decide: hours(1) } }, 1);
    expect(scenarioGaps(process, scenario)).toEqual([
      '"Examine" calls the process "examination", which is not there: put its file beside the model, or deploy it.',
    ]);
    const examination = (await model('start -> user:Look{groups: experts} -> end', { id: 'examination' })).process;
    expect(scenarioGaps(process, scenario, [examination])).toEqual([
      'The scenario says nothing about the task "examination/Look": add it to "activities".',
    ]);
  });

  test('meets the same applicants whatever comes before the call', async () => {
    const source: Source = {
      staff: STAFF,
      activities: { 'examination/Look': { workMinutes: { kind: 'exponential', mean: 60 } }, Take: hours(1) },
    };
    const callees = { examination: 'start -> user:Look{groups: experts} -> end' };
    const plain = await live('start -> call:Examine(examination){} -> end', callees, source, 20);
    const longer = await live('start -> user:Take{groups: clerks} -> call:Examine(examination){} -> end', callees, source, 20);
    const worked = ({ calledLogs }: typeof plain): readonly number[] => {
      const log = calledLogs.get('examination')!;
      return Array.from({ length: log.rows }, (_, row) => log.completedAt[row]! - log.startedAt[row]!);
    };
    expect(worked(longer)).toEqual(worked(plain));
  });
});

describe('listeners to a task’s own life', () => {
  const JOBS: ScenarioSource['jobs'] = { check: { latencySeconds: { kind: 'fixed', value: 3600 } } };

  test.each([
    ['creating', 3],
    ['assigning', 3],
    ['completing', 3],
  ])('%s holds it back for as long as the machine takes', async (moment, hoursInAll) => {
    const { figures, incidents } = await live(
      `start -> user:Do{groups: clerks; on ${moment}: check} -> end`,
      {},
      { staff: STAFF, activities: { Do: hours(2) }, jobs: JOBS },
    );
    expect(incidents).toEqual([]);
    expect(figures.completed).toBe(1);
    expect(figures.cycleTimeMs).toBe(hoursInAll * HOUR_MS);
  });

  test('canceling: nobody takes the task any more, and who is at it is free at once', async () => {
    const { figures } = await live(
      `start -> user:Do{groups: clerks; on canceling: check} -> end\nDo ! timer:Late(PT1H) -> user:Next{groups: clerks} -> end:late`,
      {},
      { staff: STAFF, activities: { Do: hours(50), Next: hours(1) }, jobs: JOBS },
    );
    expect(figures.completed).toBe(1);
    expect(figures.cycleTimeMs).toBe(3 * HOUR_MS);
    expect(figures.workMs).toBe(2 * HOUR_MS);
  });
});
