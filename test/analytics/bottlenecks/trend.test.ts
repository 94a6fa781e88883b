import { describe, expect, test } from '@jest/globals';
import { bottlenecks } from '../../../analytics/bottlenecks.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { random } from '../../../analytics/simulation/random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Two cases a day for 200 days, seen until the last day; each waits as said and is worked on for an hour. Later than that is open. */
function logOfDays(waitHours: (day: number) => number, knowsOpen = true) {
  const chance = random(6);
  const builder = new EventLogBuilder('started');
  for (let place = 0; place < 400; place++) {
    const day = Math.floor(place / 2);
    const enabledAt = day * DAY;
    const startedAt = enabledAt + waitHours(day) * (0.5 + chance.next()) * HOUR;
    const isOpen = startedAt + HOUR > 200 * DAY;
    if (isOpen && !knowsOpen) continue;
    const index = builder.addCase(String(place));
    builder.addRow(index, { activity: 'examine', enabledAt, ...(!isOpen && { startedAt, completedAt: startedAt + HOUR }) });
    builder.describeCase(index, {
      status: isOpen ? 'open' : 'completed',
      startedAt: enabledAt,
      completedAt: isOpen ? undefined : startedAt + HOUR,
    });
  }
  return builder.build(200 * DAY);
}

describe('the trend of a bottleneck', () => {
  test('rises where instances enabled in the last quarter wait longer, and says by how much', () => {
    const [examine] = bottlenecks(logOfDays((day) => (day < 150 ? 10 : 20)));
    // Days 0 to 149 before, 150 to 199 after: 300 and 100 instances.
    expect(examine?.trend).toMatchObject({ direction: 'rising', lastFromAt: 150 * DAY, nBefore: 300, nLast: 100 });
    expect((examine?.trend?.estimateMs ?? 0) / HOUR).toBeCloseTo(10, 0);
    expect(examine?.sentence.text).toContain('; rising: the median is ');
  });

  test('falls where they wait shorter, and is not proven where nothing changed', () => {
    expect(bottlenecks(logOfDays((day) => (day < 150 ? 20 : 10)))[0]?.trend?.direction).toBe('falling');
    expect(bottlenecks(logOfDays(() => 10))[0]?.trend?.direction).toBe('no proven change');
  });

  test('does not take the short waits that alone are over by now for an improvement', () => {
    // 40 days each, always: of the last quarter hardly one is over.
    const open = bottlenecks(logOfDays(() => 960))[0];
    expect(open?.open).toBeGreaterThan(60);
    expect(['no proven change', 'not enough data']).toContain(open?.trend?.direction);
    // The same where the source leaves out what is open.
    const truncated = bottlenecks(logOfDays(() => 960, false))[0];
    expect(truncated?.trend?.direction).toBe('not enough data');
  });

  test('is looked for in the first ones alone, and the same each time', () => {
    const log = logOfDays((day) => (day < 150 ? 10 : 20));
    expect(bottlenecks(log, { explained: 0 })[0]).toMatchObject({ trend: null, segments: null });
    expect(bottlenecks(log)).toEqual(bottlenecks(log));
  });
});
