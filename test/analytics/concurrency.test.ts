import { describe, expect, test } from '@jest/globals';
import { concurrency } from '../../analytics/concurrency.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { traces } from '../../analytics/traces.ts';

/** Traces as letters, each so many times: is A concurrent with B? */
function aWithB(variants: Readonly<Record<string, number>>): boolean {
  const builder = new EventLogBuilder('completed');
  for (const [trace, times] of Object.entries(variants)) {
    for (let time = 0; time < times; time++) {
      const index = builder.addCase(`${trace} ${String(time)}`);
      for (const [at, activity] of trace.split('').entries()) builder.addRow(index, { activity, completedAt: at });
    }
  }
  const log = builder.build();
  const [a, b] = [log.activities.indexOf('A'), log.activities.indexOf('B')];
  const found = concurrency(log, traces(log));
  expect([found(a, b), found(a, a)]).toEqual([found(b, a), false]);
  return found(a, b);
}

describe('two activities are concurrent', () => {
  test('when they follow each other about equally often', () => {
    expect(aWithB({ SABE: 3, SBAE: 2 })).toBe(true);
    // (20 − 1) / (20 + 1 + 1) = 0.86
    expect(aWithB({ SABE: 20, SBAE: 1 })).toBe(true);
  });

  test('and not when one order is an exception, or the only one', () => {
    // (40 − 1) / (40 + 1 + 1) = 0.93
    expect(aWithB({ SABE: 40, SBAE: 1 })).toBe(false);
    expect(aWithB({ SABE: 5 })).toBe(false);
  });

  test('and not when they are a loop of two', () => {
    // A-B-A nine times: 9 / 10 = 0.9; eight times: 8 / 9 = 0.89
    expect(aWithB({ SABAE: 9 })).toBe(false);
    expect(aWithB({ SABAE: 8 })).toBe(true);
  });
});
