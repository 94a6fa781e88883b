import { expect, test } from '@jest/globals';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { traces } from '../../analytics/traces.ts';
import { unitVisits } from '../../analytics/unit-visits.ts';

/** Cases as the units that worked on them, one letter a step; `.` is a step of no unit, `>` at the end an open case. */
function logOf(versions: Readonly<Record<string, readonly string[]>>) {
  const builder = new EventLogBuilder('completed');
  for (const [version, cases] of Object.entries(versions)) {
    for (const [number, units] of cases.entries()) {
      const index = builder.addCase(`${version} ${String(number)}`);
      const isOpen = units.endsWith('>');
      const steps = units.replace('>', '');
      builder.describeCase(index, {
        startedAt: 0,
        status: isOpen ? 'open' : 'completed',
        version,
        ...(!isOpen && { completedAt: steps.length }),
      });
      for (const [place, unit] of steps.split('').entries())
        builder.addRow(index, { activity: 'step', completedAt: place + 1, ...(unit !== '.' && { unit }) });
    }
  }
  return builder.build(100);
}

test('counters visited and hand-overs per case are counted by version, across steps of machines, of completed cases', () => {
  const log = logOf({
    // Five cases: 3 + 3 + 2 + 1 + 1 units, 2 + 3 + 1 + 0 + 0 hand-overs; the open one and the one of machines are none.
    1: ['abc', 'ab.ac', 'a.b', 'aa', 'a', 'abcd>', '..'],
    2: ['a', 'a', 'a.a', 'ab', 'a'],
    3: ['abab'],
  });
  expect(unitVisits(log, traces(log))).toEqual([
    { version: '1', cases: 5, unitsPerCase: 2, handoversPerCase: 1.2 },
    { version: '2', cases: 5, unitsPerCase: 1.2, handoversPerCase: 0.2 },
    { version: '3', cases: 1, unitsPerCase: null, handoversPerCase: null },
  ]);
});
