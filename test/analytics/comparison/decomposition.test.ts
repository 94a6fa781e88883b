import { describe, expect, test } from '@jest/globals';
import { cohort } from '../../../analytics/cohorts.ts';
import { CHANGE_PARTS, decompose, split } from '../../../analytics/comparison/decomposition.ts';
import { strataOf } from '../../../analytics/comparison/strata.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { random } from '../../../analytics/simulation/random.ts';
import { BEGIN, OFFICE_DUTY, randomLog } from '../random-log.ts';

const HOUR = 3_600_000;
const how = (seed = 1) => ({ chance: random(seed), by: 'observation', level: 0.95 }) as const;

/** Cases of a kind that wait and work for so many hours; one a day, enabled with their start. */
function logOf(cases: readonly { readonly kind: string; readonly waits: number; readonly works: number }[]) {
  const builder = new EventLogBuilder('started');
  for (const [day, { kind, waits, works }] of cases.entries()) {
    const index = builder.addCase(String(day));
    const enabledAt = day * 24 * HOUR;
    builder.setCaseAttribute(index, 'kind', kind);
    builder.describeCase(index, { status: 'completed', startedAt: enabledAt, completedAt: enabledAt + (waits + works) * HOUR });
    builder.addRow(index, {
      activity: 'a',
      enabledAt,
      startedAt: enabledAt + waits * HOUR,
      completedAt: enabledAt + (waits + works) * HOUR,
    });
  }
  return builder.build(cases.length * 24 * HOUR + 1000 * HOUR);
}
const times = <T>(n: number, value: T): readonly T[] => new Array<T>(n).fill(value);

describe('the difference of mean cycle times', () => {
  test('is split into mix, work and wait as by hand', () => {
    // Before: 6 simple (1 wait + 1 work), 6 hard (4 + 8): mean 7. After: 9 simple (1 + 1), 3 hard → 5 hard of 14: (2 + 6).
    // Shares of hard 1/2 → 5/14, difference −1/7. Hard 12 → 8, simple 2 → 2. Mix: −1/7 · 10 + 1/7 · 2 = −8/7.
    // Wait: (1/2 + 5/14) / 2 · (2 − 4) = −6/7; work the same. Together −20/7: means 7 and 29/7.
    const before = cohort({
      log: logOf([...times(6, { kind: 'simple', waits: 1, works: 1 }), ...times(6, { kind: 'hard', waits: 4, works: 8 })]),
    });
    const after = cohort({
      log: logOf([...times(9, { kind: 'simple', waits: 1, works: 1 }), ...times(5, { kind: 'hard', waits: 2, works: 6 })]),
    });
    const strata = strataOf([before, after], ['kind']);
    if ('unknown' in strata) throw new Error('no kind');
    const found = decompose(before, after, strata, () => ({}), how());
    expect(found?.differenceMs).toBeCloseTo((-20 / 7) * HOUR, 3);
    expect(Object.fromEntries((found?.parts ?? []).map(({ part, estimateMs }) => [part, estimateMs / HOUR]))).toEqual({
      mix: expect.closeTo(-8 / 7, 9),
      processing: expect.closeTo(-6 / 7, 9),
      extraneous: expect.closeTo(-6 / 7, 9),
    });
  });

  test('adds up over random logs with parallel work, suspensions and cases that are open', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const [before, after] = [
        cohort({ log: randomLog(seed) }),
        cohort({ log: randomLog(1000 + seed), asOfAt: BEGIN + 35 * 24 * HOUR }),
      ];
      const strata = strataOf([before, after], ['unit']);
      const found = decompose(
        before,
        after,
        seed % 2 || 'unknown' in strata ? null : strata,
        () => ({ duty: OFFICE_DUTY }),
        how(seed),
      );
      if (!found) continue;
      const mean = ({ seen }: typeof before) => {
        const ms = seen.durationMs.filter((_, index) => seen.ended[index] === 0);
        return ms.reduce((sum, one) => sum + one, 0) / ms.length;
      };
      expect(found.differenceMs).toBeCloseTo(mean(after) - mean(before), 2);
      expect(found.parts.reduce((sum, { estimateMs }) => sum + estimateMs, 0)).toBeCloseTo(found.differenceMs, 2);
    }
  });

  test('of a stratum that only one side has is all mix', () => {
    const width = CHANGE_PARTS.length;
    const [before, after] = [new Float64Array(2 * width), new Float64Array(2 * width)];
    before.set([4, 40], 0);
    after.set([2, 20], 0);
    after.set([2, 100], width);
    // Means 10 and 30; half of the cases are of a kind that was not there and takes 50: 1/2 · 50 − 1/2 · 10 = 20.
    expect([...split(before, after)].slice(0, 2)).toEqual([20, 0]);
    expect([...split(after, before)].slice(0, 2)).toEqual([-20, 0]);
  });

  test('has intervals that hold the truth, and none where nothing varies', () => {
    const chance = random(3);
    let held = 0;
    for (let round = 0; round < 300; round++) {
      const exponential = (mean: number) => -Math.log(1 - chance.next()) * mean;
      const draw = (waits: number) => times(80, 0).map(() => ({ kind: 'a', waits: exponential(waits), works: exponential(2) }));
      const found = decompose(cohort({ log: logOf(draw(10)) }), cohort({ log: logOf(draw(6)) }), null, () => ({}), how(round));
      const wait = found?.parts.find(({ part }) => part === 'extraneous');
      const { lowMs, highMs } = wait ?? { lowMs: null, highMs: null };
      if (lowMs !== null && highMs !== null && lowMs <= -4 * HOUR && highMs >= -4 * HOUR) held++;
    }
    expect(held / 300).toBeGreaterThan(0.92);
    expect(held / 300).toBeLessThan(0.98);
  });
});
