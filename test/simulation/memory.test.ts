import { describe, expect, it } from '@jest/globals';
import { calibrate } from '../../analytics/simulation/calibration/calibrate.ts';
import type { Calibrated } from '../../analytics/simulation/calibration/calibrate.ts';
import { concurrentNodes } from '../../analytics/simulation/calibration/concurrent-nodes.ts';
import type { ScenarioSource } from '../../analytics/simulation/scenario.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { model } from '../support/model.ts';
import { run, scenarioOf } from './around-the-clock.ts';

const staff = [{ role: 'clerks', people: 3 }];
const work = { workMinutes: { kind: 'fixed', value: 5 } } as const;

function made(process: ExecutableProcess, source: Partial<ScenarioSource>, cases: number): EventLog {
  const activities = Object.fromEntries(
    [...process.nodes.values()].filter((node) => node.kind === 'userTask').map(({ id }) => [id, work]),
  );
  return run(process, scenarioOf({ staff, activities, ...source }, 1), 7, cases).log;
}

function calibrated(log: EventLog, process: ExecutableProcess): Calibrated {
  const found = calibrate(log, process);
  if ('faults' in found) throw new Error(found.faults.join('; '));
  return found;
}

function timesOf(log: EventLog, activity: string): readonly number[] {
  const counts = new Array<number>(log.cases.count).fill(0);
  for (let row = 0; row < log.rows; row++) if (log.activities[log.activityOf[row]!] === activity) counts[log.caseOf[row]!]! += 1;
  return counts;
}

const two = `
  start -> user:A{groups: clerks} -> xor:one -> user:B{groups: clerks} [= false] -> xor:join -> user:C{groups: clerks} -> xor:other
  one -> join [default]
  other -> user:D{groups: clerks} [= false] -> xor:last -> end
  other -> last [default]
`;

describe('shares that depend on what a case decided before', () => {
  const dependent: ScenarioSource['branches'] = {
    one: { shares: { 'one--B': 0.4, 'one--join': 0.6 } },
    other: {
      shares: { 'other--D': 0.1, 'other--last': 0.9 },
      given: [{ when: [{ flow: 'one--B' }], shares: { 'other--D': 0.9, 'other--last': 0.1 } }],
    },
  };

  it('are taken by the cases with that past alone, and found again in their log', async () => {
    const { process } = await model(two);
    const log = made(process, { branches: dependent }, 1_000);
    const [b, d] = [timesOf(log, 'B'), timesOf(log, 'D')];
    const shareOfD = (with_: number): number => {
      const of = d.filter((_, index) => b[index] === with_);
      return of.filter((n) => n > 0).length / of.length;
    };
    expect(shareOfD(1)).toBeCloseTo(0.9, 1);
    expect(shareOfD(0)).toBeCloseTo(0.1, 1);
    const { branches } = calibrated(log, process).scenario;
    expect(branches['one']?.given).toBeUndefined();
    const given = branches['other']?.given ?? [];
    expect(given.map(({ when }) => when)).toHaveLength(2);
    const afterB = given.find(({ when }) => when.some(({ flow, not }) => (flow === 'one--B') !== (not === true)));
    expect(Math.abs((afterB?.shares['other--D'] ?? 0) - 0.9)).toBeLessThan(0.04);
  });

  it('are not made up where there is no dependence, whatever chance says of two hundred cases', async () => {
    const { process } = await model(two);
    const branches = { ...dependent, other: { shares: { 'other--D': 0.5, 'other--last': 0.5 } } };
    expect(calibrated(made(process, { branches }, 200), process).scenario.branches['other']?.given).toBeUndefined();
  });

  it('may be other at the second time round', async () => {
    const { process } = await model(`
      start -> xor:begin -> user:A{groups: clerks} -> xor:right -> end [= false]
      right -> begin [default]
    `);
    const branches: ScenarioSource['branches'] = {
      right: {
        shares: { 'right--end': 0.5, 'right--begin': 0.5 },
        given: [{ when: [{ gateway: 'right', times: 1 }], shares: { 'right--end': 1 } }],
      },
    };
    const log = made(process, { branches }, 400);
    expect(new Set(timesOf(log, 'A'))).toEqual(new Set([1, 2]));
    const again = calibrated(log, process).scenario;
    expect(new Set(timesOf(run(process, again, 3, 400).log, 'A')).has(2)).toBe(true);
    expect(timesOf(run(process, again, 3, 400).log, 'A').filter((n) => n > 2).length).toBeLessThan(5);
  });

  it('are not asked about what is decided at the same time', async () => {
    const { process } = await model(`
      start -> and:fork -> xor:left -> user:A{groups: clerks} [= false] -> xor:leftEnd -> and:meet -> xor:after -> end [= false]
      left -> leftEnd [default]
      fork -> xor:right -> user:B{groups: clerks} [= false] -> xor:rightEnd -> meet
      right -> rightEnd [default]
      after -> fork [default]
    `);
    const isConcurrent = concurrentNodes(process);
    expect(isConcurrent('left', 'right')).toBe(true);
    expect(isConcurrent('A', 'rightEnd')).toBe(true);
    expect(isConcurrent('left', 'leftEnd')).toBe(false);
    expect(isConcurrent('left', 'after')).toBe(false);
  });
});

describe('what is done several times', () => {
  const text = `
    start -> user:A{groups: clerks; each: thing in =things; sequential: yes} -> end
  `;
  it('is done as often as the scenario draws, and found again in the log', async () => {
    const { process } = await model(text);
    const repeats = { kind: 'empirical' as const, values: [1, 3], weights: [1, 3] };
    const log = made(process, { branches: { A: { repeats } } }, 200);
    expect(new Set(timesOf(log, 'A'))).toEqual(new Set([1, 3]));
    const found = calibrated(log, process).scenario.branches['A']?.repeats;
    expect(found).toMatchObject({ kind: 'empirical', values: [1, 3] });
    expect(timesOf(run(process, calibrated(log, process).scenario, 5, 100).log, 'A').every((n) => n === 1 || n === 3)).toBe(true);
  });
});

describe('a letter', () => {
  it('is awaited as long as the cases of the log awaited it, and comes to as many of them', async () => {
    const { process } = await model(`
      start -> user:A{groups: clerks} -> event:wait -> message:letter{key: =caseNumber} -> end
      wait -> timer:late(P10D) -> end
    `);
    const messages = { letter: { share: 0.8, afterWorkingDays: { kind: 'exponential', mean: 2 } } } as const;
    const log = made(process, { messages }, 600);
    const { events } = calibrated(log, process).scenario;
    expect(Math.abs((events['letter']?.share ?? 0) - 0.8)).toBeLessThan(0.04);
    const minutes = events['letter']?.minutes;
    expect(minutes?.kind).toBe('exponential');
    // Two days around the clock, less those that would have come after the tenth.
    if (minutes?.kind === 'exponential') expect(Math.abs(minutes.mean / 1_440 - 2)).toBeLessThan(0.25);
  });
});
