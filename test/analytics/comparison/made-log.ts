/** Logs of cases that each take so long, for comparisons. */
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import type { AttributeValue } from '../../../analytics/log/columns.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import type { Random } from '../../../analytics/simulation/random.ts';

export const DAY = 86_400_000;

export interface MadeCase {
  readonly startDay: number;
  readonly days: number;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly unit?: string;
  /** Of one activity each; completed with the case unless told. */
  readonly steps?: readonly string[];
  /** Of the last step, hours before its completion. */
  readonly workedHours?: number;
  readonly status?: 'completed' | 'withdrawn';
}

/** @param observedDay cases that end later are open */
export function madeLog(cases: readonly MadeCase[], observedDay = 100_000): EventLog {
  const builder = new EventLogBuilder('completed');
  for (const [
    number,
    { startDay, days, attributes = {}, unit, steps = ['a'], workedHours, status = 'completed' },
  ] of cases.entries()) {
    const index = builder.addCase(String(number));
    const isOpen = startDay + days > observedDay;
    const completedAt = (startDay + days) * DAY;
    builder.describeCase(index, {
      status: isOpen ? 'open' : status,
      startedAt: startDay * DAY,
      completedAt: isOpen ? undefined : completedAt,
    });
    for (const [name, value] of Object.entries(attributes)) builder.setCaseAttribute(index, name, value);
    if (!isOpen)
      for (const activity of steps)
        builder.addRow(index, {
          activity,
          unit,
          completedAt,
          ...(workedHours !== undefined && { startedAt: completedAt - workedHours * 3_600_000 }),
        });
  }
  return builder.build(observedDay * DAY);
}

/** Standard normal. */
export function normal(chance: Random): number {
  return Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
}

export function exponential(chance: Random, mean: number): number {
  return -Math.log(1 - chance.next()) * mean;
}
