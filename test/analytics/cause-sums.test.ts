import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { causesByTransition, GROUPINGS, sumCauses } from '../../analytics/cause-sums.ts';
import type { CauseSums } from '../../analytics/cause-sums.ts';
import { criticalPaths, criticalPathShares } from '../../analytics/critical-path.ts';
import { givenDuty } from '../../analytics/calendar-file.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { rowTimes } from '../../analytics/times.ts';
import { causeOf, CAUSES, WAIT_PARTS } from '../../analytics/wait-parts.ts';
import type { Cause } from '../../analytics/wait-parts.ts';
import { waitingCauses } from '../../analytics/waiting-causes.ts';
import { OFFICE, OFFICE_DUTY, randomLog } from './random-log.ts';

const HOUR = 3_600_000;
const SEED = Number(process.env['EIGA_SEED'] ?? 20_260_401);

const OPTIONS = [
  {},
  { duty: OFFICE_DUTY },
  { duty: OFFICE_DUTY, clock: 'working' },
  { duty: OFFICE_DUTY, batchRule: { kind: 'burst', gapMs: HOUR, idleMs: HOUR } },
  { workingMs: (fromAt: number, toAt: number) => (toAt - fromAt) / 2 },
] as const;

describe(`on random logs (seed ${String(SEED)}, EIGA_SEED=n tries others)`, () => {
  test('causes and parts of every grouping add up to the whole, to the last millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: OPTIONS.length - 2 }), (seed, which) => {
        const log = randomLog(seed);
        const causes = waitingCauses(log, OPTIONS[which]);
        const [whole] = sumCauses(log, causes, 'all');
        for (const by of GROUPINGS) {
          const groups = sumCauses(log, causes, by);
          for (const group of groups) addsUp(group);
          const sums = Object.fromEntries(NUMBERS.map((key) => [key, sum(groups, key)]));
          expect([by, sums]).toEqual([by, Object.fromEntries(NUMBERS.map((key) => [key, whole?.[key] ?? 0]))]);
        }
        const ofRows = Float64Array.from(causes.waitingMs, (_, row) =>
          CAUSES.reduce((all, cause) => all + (causes.byCause[cause][row] ?? 0), 0),
        );
        expect(ofRows).toEqual(causes.waitingMs.map((ms) => (Number.isNaN(ms) ? 0 : ms)));
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  test('working hours known as sums alone add up to a millionth', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const causes = waitingCauses(randomLog(seed), OPTIONS[4]);
      for (const [row, waitingMs] of causes.waitingMs.entries()) {
        const all = CAUSES.reduce((so, cause) => so + (causes.byCause[cause][row] ?? 0), 0);
        expect(Math.abs(all - (Number.isNaN(waitingMs) ? 0 : waitingMs))).toBeLessThanOrEqual(1e-6);
      }
    }
  });

  test('nothing is negative, and a colleague is free for no longer than somebody waited for the clerk', () => {
    for (let seed = 1; seed <= 15; seed++) {
      const log = randomLog(seed);
      for (const options of OPTIONS) {
        const { byPart, byCause, someoneElseFreeMs } = waitingCauses(log, options);
        for (const part of WAIT_PARTS) expect(Math.min(0, ...(byPart[part] ?? []))).toBe(0);
        const tooLong = someoneElseFreeMs?.filter(
          (ms, row) => ms > (byCause.contention[row] ?? 0) + (byCause.unavailability[row] ?? 0),
        );
        expect(tooLong ?? []).toHaveLength(0);
      }
    }
  });

  test('waiting, work and suspension after the start make up the sojourn', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const log = randomLog(seed);
      const { enabled } = waitingCauses(log);
      const { waitingMs, processingMs, suspendedMs, sojournMs } = rowTimes(log, enabled);
      const all = sojournMs.map((_, row) => (waitingMs[row] ?? NaN) + (processingMs[row] ?? NaN) + (suspendedMs[row] ?? NaN));
      expect([seed, all]).toEqual([seed, sojournMs.map((ms, row) => (Number.isNaN(all[row]) ? NaN : ms))]);
    }
  });

  test('the critical paths are partitions of the cycle times of completed cases', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (seed) => {
        const log = randomLog(seed);
        const paths = criticalPaths(log, { duty: OFFICE_DUTY });
        let cycleMs = 0;
        for (let index = 0; index < log.cases.count; index++) {
          const [from = 0, to = 0] = [paths.first[index], paths.first[index + 1]];
          const begins = paths.fromAt.subarray(from, to);
          const ends = paths.toAt.subarray(from, to);
          expect(begins.subarray(1)).toEqual(ends.subarray(0, -1));
          expect(begins.filter((at, place) => at >= (ends[place] ?? NaN))).toHaveLength(0);
          if (to > from) expect(begins[0]).toBe(log.cases.startedAt[index]);
          if (log.cases.status[index] !== 1) continue;
          if (to > from) expect(ends.at(-1)).toBe(log.cases.completedAt[index]);
          cycleMs += (log.cases.completedAt[index] ?? 0) - (log.cases.startedAt[index] ?? 0);
        }
        expect(criticalPathShares(log, paths).reduce((all, { totalMs }) => all + totalMs, 0)).toBe(cycleMs);
        expect(paths.totalMs).toBe(cycleMs);
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});

/** All that is summed; someoneElseFreeMs is null without working hours. */
const NUMBERS = [
  'n',
  'totalMs',
  'pausedMs',
  'processingMs',
  ...CAUSES.map((cause) => `${cause}Ms` as const),
  ...WAIT_PARTS.map((part) => `${part}Ms` as const),
] as const;

function sum(groups: readonly CauseSums[], key: (typeof NUMBERS)[number]): number {
  return groups.reduce((all, group) => all + group[key], 0);
}

function addsUp(group: CauseSums): void {
  expect(CAUSES.reduce((all, cause) => all + group[`${cause}Ms`], 0)).toBe(group.totalMs);
  const parts = (cause: Cause): number =>
    WAIT_PARTS.filter((part) => causeOf(part) === cause).reduce((all, part) => all + group[`${part}Ms`], 0);
  expect(CAUSES.map(parts)).toEqual(CAUSES.map((cause) => group[`${cause}Ms`]));
}

test('rows that nothing precedes are in the sums of transitions and not in the list of transitions', () => {
  // Case 1: register enabled 0, started 2 (waits 2, nothing before it), completed 3; decide 3→7→8 (waits 4).
  const builder = new EventLogBuilder('started');
  const index = builder.addCase('1');
  builder.addRow(index, { activity: 'register', enabledAt: 0, startedAt: 2 * HOUR, completedAt: 3 * HOUR, resource: 'Ona' });
  builder.addRow(index, { activity: 'decide', enabledAt: 3 * HOUR, startedAt: 7 * HOUR, completedAt: 8 * HOUR });
  const log = builder.build();
  const causes = waitingCauses(log);
  expect(causesByTransition(log, causes).map(({ from, fromResource, to, totalMs }) => [from, fromResource, to, totalMs])).toEqual(
    [['register', 'Ona', 'decide', 4 * HOUR]],
  );
  expect(sumCauses(log, causes, 'transition').map(({ from, activity, totalMs }) => [from, activity, totalMs])).toEqual([
    ['register', 'decide', 4 * HOUR],
    [null, 'register', 2 * HOUR],
  ]);
});

describe('was somebody else free', () => {
  /** [case, resource, enabled, started, completed] in hours of Monday 2 March 2026; all examine. */
  const log = (rows: readonly (readonly [string, string, number, number, number])[]) => {
    const builder = new EventLogBuilder('started');
    const at = (hour: number): number => Date.UTC(2026, 2, 2) + hour * HOUR;
    for (const [key, resource, enabled, started, completed] of rows)
      builder.addRow(builder.addCase(key), {
        activity: 'examine',
        resource,
        enabledAt: at(enabled),
        startedAt: at(started),
        completedAt: at(completed),
      });
    return builder.build();
  };
  const dutyOf = (away: string) =>
    givenDuty((resource) => (resource === away ? { ...OFFICE, absences: [{ from: '2026-03-01', to: '2026-03-05' }] } : OFFICE));
  const freeHours = (given: ReturnType<typeof log>, away = '') =>
    (waitingCauses(given, { duty: dutyOf(away) }).someoneElseFreeMs?.[1] ?? NaN) / HOUR;

  test('counts the time in which a colleague who does the same was on duty and idle while the clerk was busy', () => {
    // Case 2 waits for Ona from 9 to 12, who is busy with case 1 (8 to 12). Rasa works from 8 to 10: free 10 to 12.
    const rows = [
      ['1', 'Ona', 8, 8, 12],
      ['2', 'Ona', 9, 12, 14],
      ['3', 'Rasa', 8, 8, 10],
    ] as const;
    expect(freeHours(log(rows))).toBe(2);
    expect(freeHours(log(rows), 'Rasa')).toBe(0);
  });

  test('not the clerk herself, nor somebody who does something else, unless named as a candidate', () => {
    const builder = new EventLogBuilder('started');
    const at = (hour: number): number => Date.UTC(2026, 2, 2) + hour * HOUR;
    const row = (activity: string, resource: string, [enabled, started, completed]: readonly [number, number, number]) =>
      builder.addRow(builder.addCase(`${activity} ${String(enabled)}`), {
        activity,
        resource,
        enabledAt: at(enabled),
        startedAt: at(started),
        completedAt: at(completed),
      });
    row('examine', 'Ona', [8, 8, 12]);
    row('examine', 'Ona', [9, 12, 14]);
    row('sign', 'Head', [8, 8, 9]);
    const told = builder.build();
    const free = (candidatesOf?: (activity: string) => readonly string[]) =>
      waitingCauses(told, { duty: givenDuty(() => OFFICE), candidatesOf }).someoneElseFreeMs?.[1];
    expect(free()).toBe(0);
    // The head is free from 9 to 12.
    expect(free(() => ['Head', 'nobody of this log'])).toBe(3 * HOUR);
  });

  test('is not answered without working hours', () => {
    expect(waitingCauses(log([['1', 'Ona', 8, 9, 10]])).someoneElseFreeMs).toBeUndefined();
  });
});
