import { describe, expect, test } from '@jest/globals';
import { flowByUnit, flowOverTime } from '../../analytics/flow-over-time.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';
import { random } from '../../analytics/simulation/random.ts';
import { heldBack, heldBackInTable } from '../../analytics/small-groups.ts';
import { traces } from '../../analytics/traces.ts';
import { dividingStep, unitOfStep } from '../../analytics/dividing-step.ts';
import { compareUnits } from '../../analytics/units.ts';
import { variants } from '../../analytics/variants.ts';
import { waitingCauses } from '../../analytics/waiting-causes.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday. */
const BEGIN = Date.UTC(2026, 0, 5);

/** By unit the durations (h) of its cases, which begin a day apart; Infinity is open. */
function logOfUnits(units: Readonly<Record<string, readonly number[]>>): EventLog {
  const builder = new EventLogBuilder('started');
  for (const [unit, hours] of Object.entries(units)) {
    for (const [number, length] of hours.entries()) {
      const startedAt = BEGIN + number * DAY;
      const isOpen = length === Infinity;
      const index = builder.addCase(`${unit} ${String(number)}`);
      builder.describeCase(index, {
        startedAt,
        status: isOpen ? 'open' : 'completed',
        ...(!isOpen && { completedAt: startedAt + length * HOUR }),
      });
      builder.addRow(index, {
        activity: length > 100 ? 'long' : 'short',
        unit,
        resource: unit,
        enabledAt: startedAt,
        startedAt: startedAt + HOUR / 2,
        ...(!isOpen && { completedAt: startedAt + length * HOUR }),
      });
    }
  }
  return builder.build(BEGIN + 400 * DAY);
}
const times = (count: number, from: number): number[] => Array.from({ length: count }, (_, index) => from + (index % 10));

describe('groups that are too small', () => {
  test('are held back, with the next smallest where a total would give them away', () => {
    expect(heldBack([10, 8, 5])).toEqual([false, false, false]);
    expect(heldBack([10, 8, 4])).toEqual([false, true, true]);
    // Two of 1 and 2 are a group of 3 by the total: the next goes too. Of 0 there is nobody to protect.
    expect(heldBack([10, 1, 2, 7, 0])).toEqual([false, true, true, true, false]);
    expect(heldBack([10, 3, 2])).toEqual([false, true, true]);
    expect(heldBack([3])).toEqual([true]);
  });

  test('are not given away by the rows or columns of a table', () => {
    expect(
      heldBackInTable([
        [9, 3, 8],
        [7, 6, 9],
        [9, 9, 9],
      ]),
    ).toEqual([
      [false, true, true],
      [false, true, true],
      [false, false, false],
    ]);
  });

  test('can not be worked out from totals in random tables', () => {
    const chance = random(3);
    for (let round = 0; round < 300; round++) {
      const counts = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => chance.integer(14)));
      const held = heldBackInTable(counts);
      const lines = [
        ...counts.map((row, y) => row.map((count, x) => ({ count, held: held[y]![x]! }))),
        ...counts.map((_, x) => counts.map((row, y) => ({ count: row[x]!, held: held[y]![x]! }))),
      ];
      for (const line of lines) {
        const hidden = line.filter((cell) => cell.held);
        const shown = line.filter((cell) => !cell.held && cell.count > 0);
        const sum = hidden.reduce((all, { count }) => all + count, 0);
        const isSafe = hidden.length === 0 || shown.length === 0 || (hidden.length > 1 && sum >= 5);
        expect({ seed: 3, round, isSafe, small: shown.filter(({ count }) => count < 5) }).toEqual({
          seed: 3,
          round,
          isSafe: true,
          small: [],
        });
      }
    }
  });
});

describe('units side by side', () => {
  test('name the slow one with an interval, and leave the others undistinguished', () => {
    const log = logOfUnits({ A: times(60, 40), B: times(60, 41), C: times(60, 200) });
    const { units, n } = compareUnits(log);
    expect(n).toBe(180);
    expect(units.map(({ unit, figures }) => [unit, figures?.n, figures?.medianMs, figures?.standing])).toEqual([
      ['C', 60, 204.5 * HOUR, 'slower'],
      ['B', 60, 45.5 * HOUR, 'not distinct'],
      ['A', 60, 44.5 * HOUR, 'not distinct'],
    ]);
    const alike = compareUnits(logOfUnits({ A: times(60, 40), B: times(60, 40), C: times(60, 40) }));
    expect(alike.units.map(({ figures }) => figures?.standing)).toEqual(['not distinct', 'not distinct', 'not distinct']);
  });

  test('work out the interval as by hand', () => {
    // 100 cases a unit, each in a week of its own or with six others: 1 … 100 h and 51 … 150 h, shuffled so that weeks are alike.
    const spread = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1);
    const { units } = compareUnits(logOfUnits({ A: spread, B: spread.map((hours) => hours + 50) }));
    // Quantiles 0.6 and 0.4 are 60 h and 40 h: a quarter of 20 h is 5 h, of both units 7.0711 h. Of two units z is that of 1 − 0.05 / 4: 2.2414.
    const b = units[0]?.figures?.difference;
    expect(b?.estimateMs).toBe(50 * HOUR);
    expect((b?.highMs ?? NaN) / HOUR).toBeCloseTo(50 + 2.2414 * 7.0711, 2);
    expect((b?.lowMs ?? NaN) / HOUR).toBeCloseTo(50 - 2.2414 * 7.0711, 2);
  });

  test('hold back a unit of fewer than five cases and whatever would give it away, and judge none of fewer than twenty', () => {
    const { units } = compareUnits(logOfUnits({ A: times(40, 40), B: times(19, 400), C: times(3, 900), D: times(8, 3) }));
    expect(units.map(({ unit, suppressed, figures }) => [unit, suppressed, figures?.standing])).toEqual([
      ['B', false, 'not enough data'],
      ['A', false, 'faster'],
      ['C', true, undefined],
      ['D', true, undefined],
    ]);
  });

  test('count open cases for as long as they have lasted', () => {
    const open = Array.from({ length: 60 }, () => Infinity);
    const { units } = compareUnits(logOfUnits({ A: times(60, 40), B: [...times(40, 40), ...open] }));
    const b = units.find(({ unit }) => unit === 'B')?.figures;
    expect(b).toMatchObject({ n: 100, open: 60, medianMs: null, standing: 'not enough data' });
  });

  test('have the mean of what is known of their cases, and none of fewer than five', () => {
    const log = logOfUnits({ A: times(40, 40), B: times(40, 41) });
    const known = { A: 8, B: 4 };
    const values = new Float64Array(log.cases.count).fill(NaN);
    for (const [unit, count] of Object.entries(known))
      for (let index = 0, left = count; left > 0; index++)
        if (log.units[log.unitOf[log.cases.firstRow[index] ?? 0] ?? -1] === unit) values[index] = left-- % 4 === 0 ? 1 : 0;
    const { units } = compareUnits(log, { values: { complaints: values } });
    const of = (name: string) => units.find(({ unit }) => unit === name)?.figures?.means['complaints'];
    expect([of('A'), of('B')]).toEqual([
      { n: 8, value: 0.25 },
      { n: 4, value: null },
    ]);
  });

  test('say what each unit mostly waits for and how its cases mostly go', () => {
    const log = logOfUnits({ A: [...times(20, 40), ...times(5, 200)], B: times(20, 40) });
    const traced = traces(log);
    const { units } = compareUnits(log, { causes: waitingCauses(log), traced, variants: variants(log, traced) });
    const a = units.find(({ unit }) => unit === 'A')?.figures;
    expect(a?.variants).toEqual({ count: 2, commonest: ['short'], commonestCases: 20 });
    // Half an hour a case; while the one clerk does what came before it is contention.
    expect(a?.cause?.cause).toBe('contention');
    expect(a?.cause?.share).toBeGreaterThan(0.5);
  });

  test('name a unit in at most one of twenty logs of units that are the same', () => {
    const chance = random(11);
    let named = 0;
    for (let round = 0; round < 200; round++) {
      const cases = () => Array.from({ length: 60 }, () => -24 * Math.log(1 - chance.next()));
      const { units } = compareUnits(logOfUnits(Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((unit) => [unit, cases()]))));
      if (units.some(({ figures }) => figures?.standing !== 'not distinct')) named++;
    }
    expect({ seed: 11, named, isRare: named <= 16 }).toEqual({ seed: 11, named, isRare: true });
  });
});

describe('the flow of cases', () => {
  const log = logOfUnits({ A: [1, 30, 200, Infinity, 2], B: [24, 24], C: times(9, 1) });

  test('counts arrivals, completions and what is in progress by day of the zone', () => {
    // Of A: case i begins on day i. Ends: day 0 (1 h), day 2 (day 1 + 30 h), day 10 (day 2 + 200 h), never, day 4.
    const { n, steps } = flowOverTime(log, { step: 'day', zone: 'UTC', only: (index) => log.cases.keys[index]!.startsWith('A') });
    expect(n).toBe(5);
    expect(
      steps.slice(0, 11).map(({ arrivals, completions, inProgressAtStart }) => [arrivals, completions, inProgressAtStart]),
    ).toEqual([
      [1, 1, 0],
      [1, 0, 0],
      [1, 1, 1],
      [1, 0, 1],
      [1, 1, 2],
      [0, 0, 2],
      [0, 0, 2],
      [0, 0, 2],
      [0, 0, 2],
      [0, 0, 2],
      [0, 1, 2],
    ]);
    // The open one is in progress to the end of observation, which is the first instant of a day.
    expect(steps).toHaveLength(401);
    expect(steps.at(-1)).toMatchObject({ name: '2027-02-09', inProgressAtStart: 1, isPartial: true });
  });

  test('begins days and weeks at midnight of the zone, in summer and in winter', () => {
    const builder = new EventLogBuilder('completed');
    // Sunday 29 March 2026 has 23 hours in Vilnius: it begins at 22:00 UTC and Monday at 21:00 UTC.
    for (const at of [Date.UTC(2026, 2, 29, 20, 59), Date.UTC(2026, 2, 29, 21)])
      builder.addRow(builder.addCase(String(at)), { activity: 'a', completedAt: at });
    const { steps } = flowOverTime(builder.build(), { step: 'week', zone: 'Europe/Vilnius' });
    expect(steps.map(({ name, fromAt, arrivals }) => [name, fromAt, arrivals])).toEqual([
      ['2026-03-23', Date.UTC(2026, 2, 22, 22), 1],
      ['2026-03-30', Date.UTC(2026, 2, 29, 21), 1],
    ]);
  });

  test('of each unit adds up to that of all, and small units are held back', () => {
    const found = flowByUnit(log, { step: 'month', zone: 'Europe/Vilnius' });
    expect(found.map(({ unit, suppressed, flow }) => [unit, suppressed, flow?.n])).toEqual([
      ['A', true, undefined],
      ['B', true, undefined],
      ['C', false, 9],
    ]);
  });
});

describe('the unit of a case behind a one-stop desk', () => {
  /** Each case is at the desk first; then who examines it, and the head who signs. */
  function logBehindDesk(examiners: readonly (string | undefined)[]): EventLog {
    const builder = new EventLogBuilder('started');
    for (const [number, unit] of examiners.entries()) {
      const index = builder.addCase(String(number));
      const row = (activity: string, of: string | undefined, hour: number) =>
        builder.addRow(index, { activity, unit: of, startedAt: BEGIN + hour * HOUR, completedAt: BEGIN + (hour + 1) * HOUR });
      row('register', 'desk', 0);
      if (unit !== undefined) row('examine', unit, 1);
      row('sign', 'head', 2);
    }
    return builder.build();
  }

  test('is the one that does the step which divides the cases', () => {
    const log = logBehindDesk(['lakes', 'centre', 'lakes', 'centre', undefined, 'forest']);
    const step = dividingStep(log);
    expect(log.activities[step ?? -1]).toBe('examine');
    const unitOf = unitOfStep(log, step ?? -1);
    expect(Array.from(unitOf, (unit) => log.units[unit])).toEqual(['lakes', 'centre', 'lakes', 'centre', undefined, 'forest']);
    const { units } = compareUnits(log, { unitOf });
    expect(units.map(({ unit }) => unit).sort()).toEqual(['centre', 'forest', 'lakes', null]);
  });

  test('is the first where no step divides them better', () => {
    expect(dividingStep(logBehindDesk(['lakes', 'lakes', 'lakes']))).toBeUndefined();
    expect(dividingStep(logOfUnits({ a: [1, 2, 3], b: [1, 2, 3] }))).toBeUndefined();
  });
});
