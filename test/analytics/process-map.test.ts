import { describe, expect, test } from '@jest/globals';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';
import { directlyFollows } from '../../analytics/directly-follows.ts';
import { processMap } from '../../analytics/process-map.ts';
import { reworkLoops } from '../../analytics/rework-loops.ts';
import { rework } from '../../analytics/rework.ts';
import { traces } from '../../analytics/traces.ts';
import { unitHandovers } from '../../analytics/unit-handovers.ts';
import { logOf } from './log-of.ts';
import { randomLog } from './random-log.ts';

const HOUR = 3_600_000;

/** Each case as activity, unit and hour of completion (and of start): `a@X 1` and `b@Y 4 3`. */
function logOfUnits(count: number, ...written: readonly string[]): EventLog {
  const builder = new EventLogBuilder('completed');
  for (let number = 0; number < count; number++) {
    const index = builder.addCase(`${written.join()} ${String(number)}`);
    addRows(builder, index, written);
  }
  return builder.build();
}
function addRows(builder: EventLogBuilder, index: number, written: readonly string[]): void {
  for (const text of written) {
    const [, activity = '', unit, end, start] = /^(\w)(?:@(\w))? (\d+)(?: (\d+))?$/.exec(text) ?? [];
    builder.addRow(index, {
      activity,
      unit,
      completedAt: Number(end) * HOUR,
      ...(start !== undefined && { startedAt: Number(start) * HOUR }),
    });
  }
}

describe('what cases do again', () => {
  test('is told by activity and kind, with the time on the way, and what lies in two loops counts once', () => {
    // a 1, b 2, b 3, a 6, b 7: b again at once (1 h), a after b (5 h), b after a (4 h). In a loop from 1 to 7: 6 h of 6 h.
    const log = logOfUnits(5, 'a 1', 'b 2', 'b 3', 'a 6', 'b 7');
    const found = reworkLoops(log, traces(log));
    expect(found).toMatchObject({ n: 5, cases: 5, loopMs: 30 * HOUR, allMs: 30 * HOUR });
    expect(
      found.activities.map(({ activity, kind, n, cases, time, sentBackFrom }) => [
        activity,
        kind,
        n,
        cases,
        time?.medianMs,
        sentBackFrom,
      ]),
    ).toEqual([
      ['a', 'back', 5, 5, 5 * HOUR, 'b'],
      ['b', 'back', 5, 5, 4 * HOUR, 'a'],
      ['b', 'self', 5, 5, 1 * HOUR, undefined],
    ]);
  });

  test('has no time of fewer than five cases', () => {
    const log = logOfUnits(4, 'a@X 1', 'b@Y 2', 'a@X 5');
    const found = reworkLoops(log, traces(log));
    expect(found.activities).toEqual([{ activity: 'a', kind: 'back', n: 4, cases: 4 }]);
    expect(found.pingPong).toEqual([{ from: 'X', over: 'Y', n: 4, cases: 4 }]);
  });

  test('goes to and fro between units from leaving to coming back, past what has no unit', () => {
    // X leaves at 2; Y at 4 and 5, nobody at 6; back in X at 9: 7 h. Then Z, and X again at 12 (from 9): 3 h.
    const log = logOfUnits(5, 'a@X 1', 'b@X 2', 'c@Y 4', 'd@Y 5', 'e 6', 'f@X 9', 'g@Z 11', 'h@X 12');
    expect(reworkLoops(log, traces(log)).pingPong.map(({ from, over, n, time }) => [from, over, n, time?.medianMs])).toEqual([
      ['X', 'Y', 5, 7 * HOUR],
      ['X', 'Z', 5, 3 * HOUR],
    ]);
  });

  test('adds up to the rework of the log', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const log = randomLog(seed);
      const [loops, plain] = [reworkLoops(log, traces(log)), rework(log, traces(log))];
      const of = (kind: string) => loops.activities.filter((one) => one.kind === kind).reduce((sum, { n }) => sum + n, 0);
      const { repeat, redo, unknown } = plain.selfLoops;
      expect({
        seed,
        events: of('self') + of('back'),
        self: of('self'),
        cases: loops.cases,
        isWithin: loops.loopMs <= loops.allMs,
      }).toEqual({
        seed,
        events: plain.events,
        self: repeat + redo + unknown,
        cases: plain.cases,
        isWithin: true,
      });
    }
  });
});

describe('hand-overs between units', () => {
  test('are a table with waits up to the start where it is known', () => {
    // X → Y: completed at 2, started at 5: 3 h. Y → X: completed at 6, no start, completed at 10: 4 h of both.
    const log = logOfUnits(5, 'a@X 2', 'b@Y 6 5', 'c@X 10', 'd 11', 'e@X 12');
    const { units, total, changed, cells } = unitHandovers(log, traces(log));
    expect([units, total, changed]).toEqual([['X', 'Y'], 10, 10]);
    expect(cells[0]![1]).toMatchObject({
      suppressed: false,
      n: 5,
      cases: 5,
      wait: { n: 5, medianMs: 3 * HOUR },
      sojourn: { n: 0 },
    });
    expect(cells[1]![0]).toMatchObject({ n: 5, wait: { n: 0 }, sojourn: { n: 5, medianMs: 4 * HOUR } });
    expect(cells[0]![0]).toMatchObject({ suppressed: false, n: 0, cases: 0 });
  });

  test('have no figures of fewer than five cases', () => {
    const log = logOfUnits(4, 'a@X 2', 'b@Y 6', 'c@Y 7', 'd@Y 8');
    expect(unitHandovers(log, traces(log)).cells).toEqual([
      [expect.objectContaining({ n: 0 }), { suppressed: true }],
      [expect.objectContaining({ n: 0 }), { suppressed: true }],
    ]);
  });
});

describe('the map of a process', () => {
  const log = logOf('6 abc', '3 abbc', '1 axc');

  test('shows all without a filter: the counts are those of the directly-follows graph', () => {
    const { hidden, transitions, n } = processMap(log, traces(log));
    expect([n, hidden]).toEqual([10, { activities: 0, transitions: 0, events: 0, cases: 0 }]);
    expect(transitions.map(({ from, to, n: count }) => ({ from, to, count }))).toEqual(directlyFollows(log, traces(log)));
  });

  test('tells what a filter hides', () => {
    // 33 events: b 12, a 10, c 10, x 1. 0.9 of 33 is 29.7: x is hidden, and with it a → x and x → c: one event, one case.
    const fewer = processMap(log, traces(log), { activityShare: 0.9 });
    expect(fewer.activities.map(({ activity, n, cases }) => [activity, n, cases])).toEqual([
      ['b', 12, 9],
      ['a', 10, 10],
      ['c', 10, 10],
    ]);
    expect(fewer.hidden).toEqual({ activities: 1, transitions: 2, events: 1, cases: 1 });
    // Between a, b and c: a → b 9, b → c 9, b → b 3. 0.8 of 21 is 16.8: b → b is hidden, and three more cases are not whole.
    const thin = processMap(log, traces(log), { activityShare: 0.9, transitionShare: 0.8 });
    expect(thin.transitions.map(({ from, to }) => from + to)).toEqual(['ab', 'bc']);
    expect(thin.hidden).toEqual({ activities: 1, transitions: 3, events: 1, cases: 4 });
  });

  test('has times from completion to completion, none of fewer than five cases, and shows ties together', () => {
    const spread = new EventLogBuilder('completed');
    // a → b in 1, 2, 3, 4 and 10 h: median 3, mean 4, 90 % within 4 + 0.6 · 6 = 7.6 h; b → c in four of the five.
    for (const [number, hours] of [1, 2, 3, 4, 10].entries())
      addRows(spread, spread.addCase(String(number)), ['a 1', `b ${String(1 + hours)}`, ...(number < 4 ? ['c 20'] : [])]);
    const built = spread.build();
    const { transitions } = processMap(built, traces(built));
    expect(transitions[0]).toMatchObject({ from: 'a', to: 'b', nTimed: 5, medianMs: 3 * HOUR, meanMs: 4 * HOUR });
    expect(transitions[0]?.p90Ms).toBeCloseTo(7.6 * HOUR, 3);
    expect(transitions[1]).toEqual({ from: 'b', to: 'c', n: 4, cases: 4, nTimed: 0, medianMs: null, meanMs: null, p90Ms: null });
    expect(processMap(built, traces(built), { activityShare: 0.3 }).activities.map(({ activity }) => activity)).toEqual([
      'a',
      'b',
    ]);
  });
});
