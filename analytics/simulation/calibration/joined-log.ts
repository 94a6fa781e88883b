/** Logs of several processes whose people are the same, as one: who works when and on what is told by all of them together. */
import { ENDINGS, KINDS, CASE_STATUSES } from '../../log/event-log.ts';
import type { EventLog } from '../../log/event-log.ts';
import { EventLogBuilder } from '../../log/event-log-builder.ts';

export interface LogPart {
  readonly log: EventLog;
  /** What the joined log calls an activity, and a case. */
  readonly named: (name: string) => string;
}

/** A case stays a case; attributes are left out. */
export function joinedLog(parts: readonly LogPart[]): EventLog {
  const builder = new EventLogBuilder(parts[0]?.log.orderedBy);
  let observedUntilAt = -Infinity;
  for (const { log, named } of parts) {
    const { cases } = log;
    observedUntilAt = Math.max(observedUntilAt, log.observedUntilAt);
    for (let index = 0; index < cases.count; index++) {
      const at = builder.addCase(named(cases.keys[index]!));
      builder.describeCase(at, {
        status: CASE_STATUSES[cases.status[index]!],
        startedAt: cases.startedAt[index]!,
        completedAt: cases.completedAt[index]!,
      });
      for (let row = cases.firstRow[index]!; row < cases.firstRow[index + 1]!; row++)
        builder.addRow(at, {
          activity: named(log.activities[log.activityOf[row]!]!),
          resource: log.resources[log.resourceOf[row]!],
          unit: log.units[log.unitOf[row]!],
          enabledAt: log.enabledAt[row]!,
          startedAt: log.startedAt[row]!,
          completedAt: log.completedAt[row]!,
          suspendedMs: log.suspendedMs[row]!,
          ending: ENDINGS[log.ending[row]!],
          kind: KINDS[log.kind[row]!],
          loopCounter: log.loopCounter?.[row],
        });
    }
  }
  return builder.finish(observedUntilAt);
}
