import { describe, expect, test } from '@jest/globals';
import { durationChart, onTimeChart } from '../../analytics/case-charts.ts';
import { individualsChart, sharesChart } from '../../analytics/control-chart.ts';
import type { ChartValue } from '../../analytics/control-chart.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { random } from '../../analytics/simulation/random.ts';

const weeks = (values: readonly (number | null)[], n = 10): ChartValue[] =>
  values.map((value, index) => ({ fromAt: index, n, value }));
const signalsOf = (values: readonly number[]) => individualsChart(weeks(values)).points.map(({ signals }) => signals);

describe('a control chart of individuals', () => {
  test('has limits at 3 sigma, from the mean moving range, and names the point beyond them', () => {
    // Sum 132, mean 13.2. Ranges 2 1 2 1 2 1 1 1 19, mean 30 / 9. Sigma 30 / 9 / 1.128 = 2.95508.
    const { points, phases } = individualsChart(weeks([10, 12, 11, 13, 12, 10, 11, 12, 11, 30]));
    expect(phases).toHaveLength(1);
    expect(phases[0]).toMatchObject({ reason: 'first', n: 10, centre: 13.2 });
    expect(phases[0]?.sigma).toBeCloseTo(2.95508, 5);
    expect(points[0]?.lowLimit).toBeCloseTo(13.2 - 8.86525, 5);
    expect(points[0]?.highLimit).toBeCloseTo(13.2 + 8.86525, 5);
    expect(points.map(({ signals }) => signals.includes('beyondLimits'))).toEqual([...Array<boolean>(9).fill(false), true]);
  });

  test('names eight in a row on one side, and not seven', () => {
    // Eight of 11 and 12, then eight below: the mean lies between.
    const eight = [11, 12, 11, 12, 11, 12, 11, 12, 5, 6, 5, 6, 5, 6, 5];
    expect(signalsOf(eight).map((names) => names.includes('sameSide'))).toEqual(eight.map((_, index) => index < 8));
    expect(signalsOf(eight.slice(1)).flat()).not.toContain('sameSide');
  });

  test('names six that rise or fall, and not five', () => {
    const isTrend = (values: readonly number[]) => signalsOf(values).map((names) => names.includes('trend'));
    expect(isTrend([5, 1, 2, 3, 4, 5, 6, 3, 5, 2])).toEqual(
      [5, 1, 2, 3, 4, 5, 6, 3, 5, 2].map((_, index) => index > 0 && index < 7),
    );
    expect(isTrend([5, 1, 2, 3, 4, 5, 3, 5, 2, 4])).not.toContain(true);
    expect(isTrend([3, 9, 8, 7, 6, 5, 4, 6, 5, 6]).indexOf(true)).toBe(1);
  });

  test('leaves out weeks that are held back or not over, and gives no limits to fewer than eight', () => {
    const values = weeks([10, null, 12, 10, 12, 10, 12, 10, 12, 99]);
    values[9] = { ...values[9]!, isPartial: true };
    const { points, phases } = individualsChart(values);
    expect(phases[0]).toMatchObject({ n: 8, centre: 11 });
    expect(points.flatMap(({ signals }) => signals)).toEqual([]);
    const short = individualsChart(values.slice(0, 8));
    expect(short.phases[0]).toMatchObject({ n: 7, sigma: null });
    expect(short.points[0]).toMatchObject({ lowLimit: null, highLimit: null, signals: [] });
    expect(individualsChart([])).toMatchObject({ points: [], phases: [{ n: 0, centre: null }] });
  });

  const changed = weeks([9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 19, 21, 19, 21, 19, 21, 19, 21, 19, 21]);
  test('computes limits anew at a change that is told', () => {
    const { phases, points } = individualsChart(changed, { changesAt: [10, 12, 500] });
    expect(phases.map(({ fromAt, reason, n }) => ({ fromAt, reason, n }))).toEqual([
      { fromAt: 0, reason: 'first', n: 10 },
      { fromAt: 10, reason: 'told', n: 2 },
      { fromAt: 12, reason: 'told', n: 10 },
    ]);
    expect(points.map(({ phase }) => phase)).toEqual([...Array<number>(10).fill(0), 1, 1, ...Array<number>(10).fill(2)]);
    expect(phases[2]?.centre).toBe(20);
  });

  test('finds a change that nobody told, where it began', () => {
    expect(individualsChart(changed).phases).toHaveLength(1);
    const { phases, points } = individualsChart(changed, { findChanges: true });
    expect(phases.map(({ fromAt, reason, centre }) => ({ fromAt, reason, centre }))).toEqual([
      { fromAt: 0, reason: 'first', centre: 10 },
      { fromAt: 12, reason: 'found', centre: 20 },
    ]);
    expect(points.flatMap(({ signals }) => signals)).toEqual([]);
  });

  test('finds a change in at most one of twenty years in which nothing changed, and in most in which the level rose by three sigma', () => {
    const chance = random(7);
    /** Nearly: twelve uniform numbers. */
    const normal = () => Array.from({ length: 12 }, () => chance.next()).reduce((sum, one) => sum + one, -6);
    const series = (rise: number) => weeks(Array.from({ length: 52 }, (_, week) => normal() + (week < 26 ? 0 : rise)));
    const found = (rise: number) =>
      Array.from({ length: 400 }, () => individualsChart(series(rise), { findChanges: true }).phases.length).filter((n) => n > 1)
        .length;
    const [still, risen] = [found(0), found(3)];
    expect({ seed: 7, still, isRare: still <= 20 }).toEqual({ seed: 7, still, isRare: true });
    expect({ seed: 7, risen, isMost: risen >= 380 }).toEqual({ seed: 7, risen, isMost: true });
  });
});

describe('a control chart of shares', () => {
  test('has limits by the cases of each week', () => {
    // 80 of 800: 0.1. By chance sqrt(0.1 · 0.9 / 100) = 0.03; the week of 400 cases would have 0.015.
    const values = weeks([0.1, 0.12, 0.08, 0.1, 0.11, 0.09, 0.1, 0.1], 100);
    const { points, phases } = sharesChart(values);
    expect(phases[0]?.centre).toBeCloseTo(0.1, 12);
    expect(phases[0]?.sigma).toBe(1);
    expect(points[0]?.lowLimit).toBeCloseTo(0.01, 12);
    expect(points[0]?.highLimit).toBeCloseTo(0.19, 12);
    expect(sharesChart([...values, { fromAt: 8, n: 400, value: 0.1 }]).points[8]?.highLimit).toBeCloseTo(0.145, 12);
  });

  test('widens the limits where weeks differ more than chance lets them, and never leaves 0 to 1', () => {
    // z of 0.4 and 0.6 of 100 around 0.5 is ∓2: ranges of 4, sigma 4 / 1.128 of what chance gives.
    const { points, phases } = sharesChart(weeks([0.4, 0.6, 0.4, 0.6, 0.4, 0.6, 0.4, 0.6], 100));
    expect(phases[0]?.sigma).toBeCloseTo(4 / 1.128, 10);
    expect([points[0]?.lowLimit, points[0]?.highLimit]).toEqual([0, 1]);
    expect(sharesChart(weeks(Array<number>(8).fill(1))).points[0]).toMatchObject({ lowLimit: 1, highLimit: 1, signals: [] });
  });
});

describe('charts of cases', () => {
  const HOUR = 3_600_000;
  /** Monday 5 January 2026, 00:00 in Vilnius. */
  const MONDAY_AT = Date.UTC(2026, 0, 4, 22);
  const builder = new EventLogBuilder('completed');
  const add = (endAt: number, hours: number): void => {
    const index = builder.addCase(`${String(endAt)} ${String(hours)}`);
    builder.describeCase(index, {
      startedAt: endAt - hours * HOUR,
      completedAt: endAt,
      status: 'completed',
    });
    builder.addRow(index, { activity: 'a', completedAt: endAt });
  };
  // Five cases at the first instant of the week; four the week after; five in a week that is not over.
  for (const hours of [1, 2, 4, 8, 16]) add(MONDAY_AT, hours);
  for (const hours of [1, 2, 3, 4]) add(MONDAY_AT + 8 * 24 * HOUR, hours);
  for (const hours of [1, 2, 3, 4, 5]) add(MONDAY_AT + 15 * 24 * HOUR, hours);
  const log = builder.build(MONDAY_AT + 16 * 24 * HOUR);
  const options = { zone: 'Europe/Vilnius' };

  test('show the median of the cases completed in each week of the zone, and hold back weeks of fewer than five', () => {
    expect(
      durationChart(log, options).points.map(({ fromAt, n, value, isPartial }) => ({ fromAt, n, value, isPartial })),
    ).toEqual([
      { fromAt: MONDAY_AT, n: 5, value: 4 * HOUR, isPartial: undefined },
      { fromAt: MONDAY_AT + 7 * 24 * HOUR, n: 4, value: null, isPartial: undefined },
      { fromAt: MONDAY_AT + 14 * 24 * HOUR, n: 5, value: 3 * HOUR, isPartial: true },
    ]);
  });

  test('show the share in time of the cases that have a term', () => {
    const hours = (index: number) => (log.cases.completedAt[index]! - log.cases.startedAt[index]!) / HOUR;
    const chart = onTimeChart(log, (index) => (hours(index) === 4 ? undefined : hours(index) < 8), options);
    expect(chart.points.map(({ n, value }) => [n, value])).toEqual([
      [4, null],
      [3, null],
      [4, null],
    ]);
    expect(onTimeChart(log, (index) => hours(index) < 4, options).points[0]).toMatchObject({ n: 5, value: 2 / 5 });
  });
});
