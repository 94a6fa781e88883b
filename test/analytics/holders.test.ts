import { describe, expect, test } from '@jest/globals';
import { codeOf, heldBy, holders } from '../../analytics/holders.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { randomLog } from './random-log.ts';

const HOUR = 3_600_000;
const at = (hour: number): number => Date.UTC(2026, 2, 2) + hour * HOUR;

/** Hours that each had, and waited, by name. */
function hoursOf(build: (builder: EventLogBuilder, index: number) => void): Record<string, readonly [number, number]> {
  const builder = new EventLogBuilder('started');
  const index = builder.addCase('1');
  builder.describeCase(index, { status: 'completed', receivedAt: at(0), startedAt: at(2), completedAt: at(20) });
  build(builder, index);
  const log = builder.build();
  return Object.fromEntries(
    heldBy(holders(log), (holder) => holder).map(({ group, heldMs, waitingMs }) => [
      log.units[group] ?? `(${String(group)})`,
      [heldMs / HOUR, waitingMs / HOUR],
    ]),
  );
}
const APPLICANT = `(${String(codeOf('applicant'))})`;
const AUTHORITY = `(${String(codeOf('authority'))})`;
const NOBODY = `(${String(codeOf('nobody'))})`;

describe('who has a case', () => {
  test('is the unit whose task is open; before the first task, the unit to which the case came', () => {
    // Received at 0, offered to the desk at 2, worked on there from 5 to 8; with the centre from 8, worked on from 14 to 20.
    const hours = hoursOf((builder, index) => {
      builder.addRow(index, { activity: 'a', unit: 'desk', enabledAt: at(2), startedAt: at(5), completedAt: at(8) });
      builder.addRow(index, {
        ...{ activity: 'b', unit: 'centre', enabledAt: at(8), startedAt: at(14), completedAt: at(20) },
        // On a legal ground it stays where it is.
        suspensions: [{ fromAt: at(15), toAt: at(17), reason: 'legal' }],
      });
    });
    expect(hours).toEqual({ centre: [12, 8], desk: [8, 5] });
  });

  test('is the applicant or another body while it waits for them, asked by a message or by a suspension', () => {
    // 2 to 4 work, 4 to 10 suspended for the applicant, 10 to 12 work; 12 to 18 a message of another body; 18 to 20 nobody.
    const hours = hoursOf((builder, index) => {
      builder.addRow(index, {
        ...{ activity: 'a', unit: 'desk', enabledAt: at(2), startedAt: at(2), completedAt: at(12) },
        suspensions: [{ fromAt: at(4), toAt: at(10), reason: 'applicant' }],
      });
      builder.addRow(index, { activity: 'm', kind: 'message', party: 'authority', enabledAt: at(12), completedAt: at(18) });
    });
    expect(hours).toEqual({ [AUTHORITY]: [6, 6], [APPLICANT]: [6, 6], desk: [6, 2], [NOBODY]: [2, 2] });
  });

  test('is each of several in equal parts, and none of them is a reminder that runs beside', () => {
    // From 2 to 12 both have it, 12 to 20 the centre alone; the school does not begin before 10.
    const hours = hoursOf((builder, index) => {
      builder.addRow(index, { activity: 'a', unit: 'centre', enabledAt: at(2), startedAt: at(2), completedAt: at(20) });
      builder.addRow(index, { activity: 'b', unit: 'school', enabledAt: at(2), startedAt: at(10), completedAt: at(12) });
      builder.addRow(index, { activity: 't', kind: 'timer', enabledAt: at(2), completedAt: at(20) });
    });
    // The case came to the centre, the first of the two that had it.
    expect(hours).toEqual({ centre: [15, 2], school: [5, 4] });
  });

  test('of an open case goes on until the end of watching; a task that nobody took waits where it was offered', () => {
    const builder = new EventLogBuilder('started');
    const index = builder.addCase('1');
    builder.describeCase(index, { status: 'open', startedAt: at(0) });
    builder.addRow(index, { activity: 'a', unit: 'desk', enabledAt: at(0) });
    const { leadMs, heldMs, waitingMs } = holders(builder.build(at(30)));
    expect([leadMs[0], heldMs[0], waitingMs[0]]).toEqual([30 * HOUR, 30 * HOUR, 30 * HOUR]);
  });

  test('adds up to the lead time of every case, whatever the log', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const log = randomLog(seed);
      const { caseOf, heldMs, waitingMs, leadMs } = holders(log);
      const sums = new Float64Array(log.cases.count);
      caseOf.forEach((index, place) => {
        sums[index] = sums[index]! + heldMs[place]!;
        if (!(waitingMs[place]! >= 0 && waitingMs[place]! <= heldMs[place]! + 1e-6)) throw new Error(`Seed ${String(seed)}.`);
      });
      leadMs.forEach((ms, index) => {
        expect([seed, index, Math.abs(sums[index]! - ms) < 1]).toEqual([seed, index, true]);
      });
    }
  });
});
