import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bottlenecks } from '../../../analytics/bottlenecks.ts';
import { LOSSES } from '../../../analytics/bottlenecks/losses.ts';
import { savedTime } from '../../../analytics/bottlenecks/saved-time.ts';
import { enablement } from '../../../analytics/enablement.ts';
import { explainer } from '../../../analytics/explain-wait.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import type { ActivityInstance, EventLog } from '../../../analytics/log/event-log.ts';
import { randomLog } from '../random-log.ts';

const HOUR = 3_600_000;
type Row = readonly [string, number | undefined, number | undefined, number, Partial<ActivityInstance>?];

/** Of completed cases from hour 0: [end, rows], a row being [activity, enabled, started, completed], and what else is told. */
function logOfCases(...cases: readonly (readonly [number, readonly Row[]])[]): EventLog {
  const builder = new EventLogBuilder('started');
  const at = (hour: number | undefined) => (hour === undefined ? undefined : hour * HOUR);
  for (const [index, [end, rows]] of cases.entries()) {
    builder.addCase(String(index + 1));
    for (const [activity, enabled, started, completed, more] of rows)
      builder.addRow(index, { activity, enabledAt: at(enabled), startedAt: at(started), completedAt: at(completed), ...more });
    builder.describeCase(index, { status: 'completed', startedAt: 0, completedAt: end * HOUR });
  }
  return builder.build();
}

function saved(log: EventLog) {
  const enabled = enablement(log);
  const found = savedTime(log, enabled, explainer(log, enabled));
  const hours = (activity: string, loss?: (typeof LOSSES)[number]): number => {
    const { ms } = found.of(log.activities.indexOf(activity), loss && LOSSES.indexOf(loss));
    return ms.reduce((sum, one) => sum + one, 0) / HOUR;
  };
  return { hours, pathHours: (activity: string) => found.pathMs(log.activities.indexOf(activity)) / HOUR };
}

describe('the cycle time that would be saved', () => {
  /**
   * Ten instances by hand. Case 1: register 0–1; side by side check (waits 1–5, works 5–7) and opinion (waits 1–6, works 6–8); decide
   * waits 8–9, works 9–10. Case 2: register 0–1; check waits 1–3, works 3–4; decide 4–4–5. Case 3: register 0–1; opinion waits 1–2,
   * works 2–3; decide waits 3–6, works 6–8.
   */
  const ten = logOfCases(
    [
      10,
      [
        ['register', 0, 0, 1],
        ['check', 1, 5, 7],
        ['opinion', 1, 6, 8],
        ['decide', 8, 9, 10],
      ],
    ],
    [
      5,
      [
        ['register', 0, 0, 1],
        ['check', 1, 3, 4],
        ['decide', 4, 4, 5],
      ],
    ],
    [
      8,
      [
        ['register', 0, 0, 1],
        ['opinion', 1, 2, 3],
        ['decide', 3, 6, 8],
      ],
    ],
  );

  test('is what the longest branch that is left leaves: a wait beside a longer branch saves nothing', () => {
    const { hours, pathHours } = saved(ten);
    // Case 1 without the wait for the opinion: opinion 1–3, check still until 7, so 1 of 5 hours. Case 3: 1.
    expect([hours('opinion'), pathHours('opinion')]).toEqual([1 + 1, 5 + 1]);
    // Without the wait for the check case 1 ends with the opinion as before: 0. Case 2: 2.
    expect([hours('check'), pathHours('check')]).toEqual([2, 2]);
    expect([hours('decide'), hours('register')]).toEqual([1 + 3, 0]);
  });

  test('ranks the bottlenecks, though more time was lost elsewhere', () => {
    const found = bottlenecks(ten);
    // Lost: check 4 + 2 = 6, opinion 5 + 1 = 6, decide 1 + 3 = 4. Saved: 2, 2 and 4 of 10 + 5 + 8 hours.
    expect(found.map(({ activity, totalMs, saved: { totalMs: ms } }) => [activity, totalMs / HOUR, ms / HOUR])).toEqual([
      ['decide', 4, 4],
      ['check', 6, 2],
      ['opinion', 6, 2],
    ]);
    expect(found[0]?.saved).toMatchObject({
      n: 3,
      cases: 2,
      meanMs: (4 / 3) * HOUR,
      share: 4 / 23,
      lowMs: null,
      pathMs: 4 * HOUR,
    });
    expect(found[0]?.sentence.text).toBe(
      'Without the time lost at "decide" a case would take 80 minutes less in the mean, 17 % of it (n = 3 cases); ' +
        'mostly waiting that nothing explains, which alone makes 80 minutes a case.',
    );
  });

  test('of two instances side by side is that of both at once, and of one cause what the other leaves', () => {
    // Opinions a and b wait 1–9 and 1–7 and work an hour each: b for the applicant from 2 to 6. Then decide 10–11.
    const { hours } = saved(
      logOfCases([
        11,
        [
          ['opinion', 1, 9, 10],
          ['opinion', 1, 7, 8, { suspensions: [{ fromAt: 2 * HOUR, toAt: 6 * HOUR, reason: 'applicant' }] }],
          ['decide', 10, 10, 11],
        ],
      ]),
    );
    // Without any wait both end at 2. Without what is unexplained: a at 2, b at 8 − 2 = 6. The applicant alone is beside a: nothing.
    expect([hours('opinion'), hours('opinion', 'unexplained'), hours('opinion', 'applicant')]).toEqual([8, 4, 0]);
  });

  test('of an answer that is awaited is not held up by the reminder that only the wait brought about', () => {
    // letter 0–1; answer 1–20; at 8 a reminder, done at 9; decide 20–21. Answered at once, the reminder would be an hour from 1 to 2.
    const { hours, pathHours } = saved(
      logOfCases([
        21,
        [
          ['letter', 0, 0, 1],
          ['answer', 1, undefined, 20, { kind: 'message' }],
          ['remind', 8, 8, 9],
          ['decide', 20, 20, 21],
        ],
      ]),
    );
    expect([hours('answer'), pathHours('answer')]).toEqual([18, 19]);
  });

  test('keeps what lies between a completion and what follows', () => {
    // register 0–1, nothing until 3, examine waits 3–5, works 5–6, told at 8.
    const { hours } = saved(
      logOfCases([
        8,
        [
          ['register', 0, 0, 1],
          ['examine', 3, 5, 6],
        ],
      ]),
    );
    expect(hours('examine')).toBe(2);
  });

  test('is never below 0, a cause never saves more than all, all never more than lies on the critical path', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const log = completed(randomLog(seed));
        const enabled = enablement(log);
        const found = savedTime(log, enabled, explainer(log, enabled));
        for (const activity of log.activities.keys()) {
          const whole = found.of(activity);
          const byPlace = new Map(whole.places.map((place, at) => [place, whole.ms[at] ?? NaN]));
          const sumMs = whole.ms.reduce((sum, ms) => sum + ms, 0);
          expect(sumMs).toBeLessThanOrEqual(found.pathMs(activity) + 1e-3);
          for (const loss of LOSSES.keys()) {
            const { places, ms } = found.of(activity, loss);
            for (const [at, place] of places.entries()) {
              expect(ms[at]).toBeGreaterThan(0);
              expect(ms[at]).toBeLessThanOrEqual((byPlace.get(place) ?? NaN) + 1e-3);
              compared++;
            }
          }
        }
      }),
      { seed: 4, numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});

/** The same log with every case completed, ten hours after its last row. */
function completed(log: EventLog): EventLog {
  const { cases } = log;
  const completedAt = cases.completedAt.map((_, index) => {
    const rows = log.completedAt.subarray(cases.firstRow[index], cases.firstRow[index + 1]).filter((at) => !Number.isNaN(at));
    return rows.reduce((latest, at) => Math.max(latest, at), cases.startedAt[index] ?? NaN) + 10 * HOUR;
  });
  return { ...log, cases: { ...cases, completedAt, status: cases.status.map(() => 1) } };
}
