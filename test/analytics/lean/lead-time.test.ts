import { describe, expect, test } from '@jest/globals';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import type { ActivityInstance, EventLog } from '../../../analytics/log/event-log.ts';
import { LEAD_PARTS, leadTime } from '../../../analytics/lean/lead-time.ts';
import type { ClassOfRow, ValueClass } from '../../../analytics/lean/lead-time.ts';
import { randomNumbers } from '../../support/seed.ts';
import { BEGIN, OFFICE_DUTY, randomLog } from '../random-log.ts';

const HOUR = 3_600_000;
const CLASSES: Readonly<Record<string, ValueClass>> = { decide: 'VA', register: 'NNVA', sign: 'NVA' };

/** Cases by hand: rows of [activity, started, completed] in hours after Monday 00:00 UTC; the case ends with its last row. */
function cases(...written: readonly (readonly (readonly [string, number, number, Partial<ActivityInstance>?])[])[]): EventLog {
  const builder = new EventLogBuilder('started');
  for (const [number, rows] of written.entries()) {
    const index = builder.addCase(String(number));
    for (const [activity, from, to, more] of rows)
      builder.addRow(index, { activity, startedAt: BEGIN + from * HOUR, completedAt: BEGIN + to * HOUR, ...more });
    const ends = rows.map(([, , to]) => to);
    const begins = rows.map(([, from]) => from);
    builder.describeCase(index, {
      status: 'completed',
      startedAt: BEGIN + Math.min(...begins) * HOUR,
      completedAt: BEGIN + Math.max(...ends) * HOUR,
    });
  }
  return builder.build();
}
const byName =
  (log: EventLog): ClassOfRow =>
  (row) =>
    CLASSES[log.activities[log.activityOf[row]!] ?? ''];
const hours = (ms: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(ms).map(([part, of]) => [part, of / HOUR]));

describe('lead time by class of work', () => {
  test('counts the best class of what goes on at once, and waiting when nobody works', () => {
    // 0-2 register; 4-10 sign, 6-8 decide beside it; 10-12 file: unclassed.
    const log = cases([
      ['register', 0, 2],
      ['sign', 4, 10],
      ['decide', 6, 8],
      ['file', 10, 12],
    ]);
    const found = leadTime(log, byName(log));
    expect(hours(found.partsMs)).toEqual({ VA: 2, NNVA: 2, NVA: 4, unclassed: 2, waiting: 2 });
    expect(found.leadMs).toBe(12 * HOUR);
    expect(found.efficiency).toEqual({ estimate: 2 / 12, low: null, high: null, level: 0.95 });
  });

  test('takes suspensions out of the work, and what lies before the start with them', () => {
    const at = (hour: number) => BEGIN + hour * HOUR;
    const log = cases(
      [
        [
          'decide',
          2,
          10,
          {
            suspensions: [
              { fromAt: at(1), toAt: at(4) },
              { fromAt: at(6), toAt: at(7) },
            ],
          },
        ],
      ],
      [['decide', 0, 10, { suspendedMs: 3 * HOUR }]],
    );
    expect(hours(leadTime(log, byName(log)).partsMs)).toMatchObject({ VA: 5 + 7, waiting: 3 + 3 });
  });

  test('leaves out, and counts, cases of which a start is not known', () => {
    const log = cases([['decide', 0, 2]], [['decide', 0, 2, { startedAt: undefined }]]);
    expect(leadTime(log, byName(log))).toMatchObject({ n: 1, nUnknown: 1, leadMs: 2 * HOUR });
  });

  test('counts from receipt, and in working time where there is a calendar', () => {
    const log = cases([['decide', 34, 36]]);
    log.cases.receivedAt[0] = BEGIN;
    const found = leadTime(log, byName(log), OFFICE_DUTY);
    // Monday 8 to 12 and 12:45 to 17, Tuesday 8 to 12: 12.25 hours, of them Tuesday from 10 on.
    expect(hours(found.partsMs)).toMatchObject({ VA: 2, waiting: 10.25 });
  });

  test('has no efficiency where no step has a class', () => {
    const log = cases([['file', 0, 2]]);
    expect(leadTime(log, byName(log)).efficiency).toBeNull();
  });

  test('has the interval of a ratio of sums, by hand for twenty cases', () => {
    // Value 1 of lead 2 in ten cases, 1 of 4 in ten: R = 20/60; residuals 1/3 and −1/3; se = √(20/9 / (20·19)) / 3; t(19) = 2.0930.
    const log = cases(
      ...Array.from({ length: 20 }, (_, number) => [['decide', 0, 1] as const, ['file', 1, number < 10 ? 2 : 4] as const]),
    );
    const { efficiency } = leadTime(log, byName(log));
    const half = (2.0930240544082634 * Math.sqrt(20 / 9 / (20 * 19))) / 3;
    expect(efficiency?.estimate).toBeCloseTo(1 / 3, 12);
    expect(efficiency?.low).toBeCloseTo(1 / 3 - half, 8);
    expect(efficiency?.high).toBeCloseTo(1 / 3 + half, 8);
  });

  test.each(Array.from({ length: 40 }, (_, index) => randomNumbers().seed + index))(
    'adds up over random logs, by both clocks (seed %i)',
    (seed) => {
      const drawn = randomLog(seed);
      for (let index = 0; index < drawn.cases.count; index++) {
        drawn.cases.status[index] = 1;
        if (Number.isNaN(drawn.cases.completedAt[index]!)) drawn.cases.completedAt[index] = drawn.observedUntilAt;
      }
      const classOf: ClassOfRow = (row) => (['VA', 'NNVA', 'NVA', undefined] as const)[drawn.activityOf[row]! % 4];
      for (const duty of [undefined, OFFICE_DUTY]) {
        const { leadMs, partsMs, n, nUnknown } = leadTime(drawn, classOf, duty);
        expect(n + nUnknown).toBe(drawn.cases.count);
        const sum = LEAD_PARTS.reduce((all, part) => all + partsMs[part], 0);
        expect(sum).toBeCloseTo(leadMs, 3);
        for (const part of LEAD_PARTS) expect(partsMs[part]).toBeGreaterThanOrEqual(0);
      }
    },
  );
});
