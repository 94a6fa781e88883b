/** The views in working time: each figure against the calendar itself, instance by instance. */
import { describe, expect, test } from '@jest/globals';
import { ascending } from '../../analytics/ascending.ts';
import { givenDuty } from '../../analytics/calendar-file.ts';
import { durationChart } from '../../analytics/case-charts.ts';
import { dottedChart } from '../../analytics/dotted-chart.ts';
import { NO_DUTY } from '../../analytics/duty.ts';
import { flowByUnit, flowOverTime } from '../../analytics/flow-over-time.ts';
import { CASE_COMPLETED } from '../../analytics/log/event-log.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';
import { processMap } from '../../analytics/process-map.ts';
import { reworkLoops } from '../../analytics/rework-loops.ts';
import { random } from '../../analytics/simulation/random.ts';
import { distribution } from '../../analytics/statistics.ts';
import { traces } from '../../analytics/traces.ts';
import { twoSidedZ } from '../../analytics/unit-durations.ts';
import { unitHandovers } from '../../analytics/unit-handovers.ts';
import { compareUnits } from '../../analytics/units.ts';
import { unitOfCases, workingTime } from '../../analytics/working-time.ts';
import { calendar } from '../../engine/time/calendar.ts';
import { BEGIN, OFFICE, randomLog } from './random-log.ts';
import { slowUnits } from './slow-units.ts';

const HOUR = 3_600_000;
const MORNINGS = { ...OFFICE, weekly: OFFICE.weekly.filter(({ from }) => from === '08:00') };
/** Unit u1 works in the mornings alone, the house all day. */
const DUTY = givenDuty((_resource, unit) => (unit === 'u1' ? MORNINGS : OFFICE));
const clocks = { u1: calendar(MORNINGS), house: calendar(OFFICE) };
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** By the calendar of the engine, not by what analytics makes of it. */
function workedMs(log: EventLog, unit: number, fromAt: number, toAt: number): number {
  return (log.units[unit] === 'u1' ? clocks.u1 : clocks.house).workingMsBetween(fromAt, toAt);
}

function shown(log: EventLog) {
  const working = workingTime(log, DUTY);
  if (!working) throw new Error('there are calendars');
  return { working, traced: traces(log) };
}

/** Medians and means of samples, as the views tell them. */
function middle(ms: readonly number[]) {
  const { medianMs, meanMs, p90Ms } = distribution(Float64Array.from(ms));
  return { medianMs, meanMs, p90Ms };
}

/** Case after case the neighbours of its trace. */
function* neighbours(log: EventLog) {
  const { rows, first } = traces(log);
  for (let index = 0; index < log.cases.count; index++)
    for (let place = first[index]! + 1; place < first[index + 1]!; place++)
      yield { index, before: rows[place - 1]!, row: rows[place]! };
}

/** 150 cases of five units, some open, some withdrawn, many of equal length. */
function caseLog(seed: number): EventLog {
  const chance = random(seed);
  const builder = new EventLogBuilder('completed');
  for (let number = 0; number < 150; number++) {
    const index = builder.addCase(String(number));
    const startedAt = BEGIN + chance.integer(28 * 24) * HOUR;
    const completedAt = startedAt + chance.integer(60) * HOUR;
    const how = chance.next();
    const status = how < 0.1 ? 'open' : how < 0.15 ? 'withdrawn' : 'completed';
    builder.describeCase(index, { startedAt, status, ...(status !== 'open' && { completedAt }) });
    builder.addRow(index, { activity: 'a', unit: `u${String(chance.integer(5))}`, completedAt });
  }
  return builder.build(BEGIN + 40 * 24 * HOUR);
}

describe('working time of a log', () => {
  test('is what the calendar of the unit, or of the house, says between any two instants', () => {
    const log = caseLog(1);
    const { working } = shown(log);
    const chance = random(9);
    for (let round = 0; round < 3_000; round++) {
      const fromAt = BEGIN + (chance.next() - 0.5) * 60 * 24 * HOUR;
      const toAt = fromAt + chance.next() ** 4 * 200 * 24 * HOUR;
      const unit = chance.integer(log.units.length + 1) - 1;
      expect([round, working.msBetween(unit, fromAt, toAt)]).toEqual([
        round,
        expect.closeTo(workedMs(log, unit, fromAt, toAt), 3),
      ]);
    }
    // 08:00 to 12:00 and 12:45 to 17:00.
    expect(working.dayMs).toBe(8.25 * HOUR);
    expect(working.msBetween(-1, BEGIN + 1, BEGIN)).toBeNaN();
    expect(working.msBetween(-1, NaN, BEGIN)).toBeNaN();
    expect(workingTime(log, NO_DUTY)).toBeUndefined();
  });

  test.each(SEEDS)('adds up along a case where one calendar holds (seed %i)', (seed) => {
    const log = randomLog(seed, 90);
    const working = workingTime(
      log,
      givenDuty(() => OFFICE),
    );
    const { rows, first } = traces(log);
    const sums = new Float64Array(log.cases.count);
    for (const { index, before, row } of neighbours(log))
      sums[index]! += working?.msBetween(log.unitOf[row]!, log.completedAt[before]!, log.completedAt[row]!) ?? NaN;
    for (let index = 0; index < log.cases.count; index++) {
      const [firstRow, lastRow] = [rows[first[index]!], rows[first[index + 1]! - 1]];
      const whole = working?.msBetween(-1, log.completedAt[firstRow ?? -1]!, log.completedAt[lastRow ?? -1]!) ?? NaN;
      // Traces are in the order of completion here or not at all.
      if (!Number.isNaN(sums[index]!) && whole >= 0) expect(sums[index]).toBeCloseTo(whole, 3);
    }
  });
});

describe('views in working time', () => {
  test.each(SEEDS)('tell of transitions, hand-overs and loops what they are instance by instance (seed %i)', (seed) => {
    const log = randomLog(seed, 150);
    const { working, traced } = shown(log);
    const ways = new Map<string, number[]>();
    const passed = new Map<string, number[]>();
    for (const { before, row } of neighbours(log)) {
      const [fromAt, toAt] = [log.completedAt[before]!, log.completedAt[row]!];
      const way = `${String(log.activityOf[before])} ${String(log.activityOf[row])}`;
      if (toAt >= fromAt) ways.set(way, [...(ways.get(way) ?? []), workedMs(log, log.unitOf[row]!, fromAt, toAt)]);
      const [from, to] = [log.units[log.unitOf[before]!], log.units[log.unitOf[row]!]];
      const startedAt = log.startedAt[row]!;
      if (from === undefined || to === undefined || !(startedAt >= fromAt)) continue;
      const key = `${from} ${to}`;
      passed.set(key, [...(passed.get(key) ?? []), workedMs(log, log.unitOf[row]!, fromAt, startedAt)]);
    }
    const map = processMap(log, traced, { working });
    let told = 0;
    for (const { from, to, cases, working: found } of map.transitions) {
      const way = `${String(log.activities.indexOf(from))} ${String(log.activities.indexOf(to))}`;
      expect(found).toEqual(middle(cases < 5 ? [] : (ways.get(way) ?? [])));
      told += found?.medianMs == null ? 0 : 1;
    }
    expect(told).toBeGreaterThan(0);
    const { units, cells } = unitHandovers(log, traced, working);
    for (const [y, row] of cells.entries())
      for (const [x, cell] of row.entries())
        if (!cell.suppressed)
          expect(cell.workingWait).toMatchObject(middle(passed.get(`${units[y] ?? ''} ${units[x] ?? ''}`) ?? []));
    const loops = reworkLoops(log, traced, working);
    const wall = reworkLoops(log, traced);
    expect(loops).toMatchObject(wall);
    expect(loops.working!.loopMs).toBeLessThanOrEqual(loops.working!.allMs);
    expect(loops.working!.allMs).toBeLessThan(loops.allMs);
    for (const { time, working: found } of loops.activities) if (time) expect(found?.n).toBe(time.n);
  });

  test.each(SEEDS)('tell of cases what they are case by case: flow, chart, dots (seed %i)', (seed) => {
    const log = caseLog(seed);
    const { working, traced } = shown(log);
    const unitOf = unitOfCases(log);
    const asked = { step: 'week', zone: 'UTC' } as const;
    const chart = durationChart(log, { ...asked, working });
    const byWall = durationChart(log, asked);
    const flow = flowOverTime(log, { ...asked, working });
    const lengths = (fromAt: number, toAt: number, unit?: number): number[] =>
      Array.from(log.cases.completedAt.keys()).flatMap((index) => {
        const at = log.cases.completedAt[index]!;
        const isIn =
          log.cases.status[index] === CASE_COMPLETED &&
          at >= fromAt &&
          at < toAt &&
          (unit === undefined || unitOf[index] === unit);
        return isIn ? [workedMs(log, unitOf[index]!, log.cases.startedAt[index]!, at)] : [];
      });
    for (const { fromAt, n, value } of chart.points) {
      const own = lengths(fromAt, fromAt + 7 * 24 * HOUR);
      expect([own.length, own.length < 5 ? null : middle(own).medianMs]).toEqual([n, value]);
      expect(flow.steps.find((step) => step.fromAt === fromAt)?.workingMedianMs ?? null).toBe(value);
    }
    for (const { fromAt, value } of byWall.points)
      expect(flow.steps.find((step) => step.fromAt === fromAt)?.medianMs ?? null).toBe(value);
    for (const { unit, flow: own } of flowByUnit(log, { ...asked, working }))
      for (const { fromAt, workingMedianMs } of own?.steps ?? []) {
        const mine = lengths(fromAt, fromAt + 7 * 24 * HOUR, log.units.indexOf(unit ?? ''));
        expect(workingMedianMs).toBe(mine.length < 5 ? null : middle(mine).medianMs);
      }
    const dots = dottedChart(log, traced, { time: 'case', working });
    for (const [dot, ms] of (dots.workingMs ?? []).entries()) expect(ms).toBeLessThanOrEqual(dots.atMs[dot]!);
    expect(dots.workingMs?.length).toBe(dots.n);
    expect(dottedChart(log, traced, { working }).workingMs).toBeUndefined();
  });

  test.each(SEEDS)('tell of units, by both clocks, what the slow way tells, to the last bit (seed %i)', (seed) => {
    const log = caseLog(seed);
    const { working } = shown(log);
    const { units } = compareUnits(log, { working });
    const z = twoSidedZ((1 - 0.95) / units.filter(({ suppressed }) => !suppressed).length);
    const wall = slowUnits(log, z);
    const work = slowUnits(log, z, working.msBetween);
    for (const { unit, figures } of units) {
      if (!figures) continue;
      expect(figures).toMatchObject(wall.get(unit) ?? {});
      expect(figures.working).toMatchObject(work.get(unit) ?? {});
    }
    expect(units.filter(({ figures }) => figures?.working?.difference).length).toBeGreaterThan(1);
  });
});

test('the order of durations is that of a stable sort, without what is unknown or below 0', () => {
  const chance = random(4);
  for (const size of [0, 1, 2, 300]) {
    const values = Float64Array.from({ length: size }, () => {
      const kind = chance.integer(6);
      return kind === 0
        ? NaN
        : kind === 1
          ? -chance.next()
          : kind === 2
            ? -0
            : chance.integer(20) * 10 ** (chance.integer(12) - 3);
    });
    const sorted = Array.from(values.keys())
      .filter((index) => values[index]! >= 0)
      .sort((a, b) => values[a]! - values[b]! || a - b);
    expect([...ascending(values)]).toEqual(sorted);
  }
});

test('cases begin and end on the map where they do; open ones end nowhere yet', () => {
  const builder = new EventLogBuilder('completed');
  const add = (activities: string, status: 'open' | 'completed' | 'withdrawn'): void => {
    const index = builder.addCase(`${activities} ${status}`);
    builder.describeCase(index, { startedAt: BEGIN, status, ...(status !== 'open' && { completedAt: BEGIN + 9 * HOUR }) });
    for (const [hour, activity] of Array.from(activities).entries())
      builder.addRow(index, { activity, completedAt: BEGIN + hour * HOUR });
  };
  add('abc', 'completed');
  add('bc', 'completed');
  add('ab', 'withdrawn');
  add('ac', 'open');
  add('aa', 'open');
  const log = builder.build(BEGIN + 10 * HOUR);
  const map = processMap(log, traces(log));
  expect([map.n, map.open]).toEqual([5, 2]);
  expect(map.starts).toEqual([
    { activity: 'a', cases: 4 },
    { activity: 'b', cases: 1 },
  ]);
  expect(map.ends).toEqual([
    { activity: 'c', cases: 2 },
    { activity: 'b', cases: 1 },
  ]);
  // Five of eleven events are one activity: what begins elsewhere is not on the map.
  expect(processMap(log, traces(log), { activityShare: 0.3 }).starts).toEqual([{ activity: 'a', cases: 4 }]);
});
