/** Where an open case stands, since when nothing has happened in it, and for whom it waits. */
import { SUSPENSION_REASONS } from '../../engine/case/state.ts';
import type { SuspensionReason } from '../../engine/case/state.ts';
import { PARTIES } from '../../engine/model/executable-process.ts';
import type { AwaitedParty } from '../../engine/model/executable-process.ts';
import { KINDS, OPEN } from '../log/event-log.ts';
import type { EventLog, Kind } from '../log/event-log.ts';

export interface Standstill {
  /** The last instant of anything that is known of the case. */
  readonly sinceAt: number;
  /** The open row that began last; undefined when none is open. */
  readonly activity: string | undefined;
  /** Told by the suspension that lasts, or by the model of what is waited for; undefined: the institution itself. */
  readonly waitsFor: SuspensionReason | AwaitedParty | 'timer' | 'message' | undefined;
}

/** Where nobody works and nobody is named. */
const WAITS: Partial<Record<Kind, 'timer' | 'message'>> = { timer: 'timer', message: 'message' };

export function standstill(log: EventLog, index: number): Standstill {
  const { cases, suspensions } = log;
  let sinceAt = cases.startedAt[index]!;
  let waitsFor: Standstill['waitsFor'];
  let [last, lastAt] = [-1, -Infinity];
  const seen = (at: number | undefined): void => {
    if (at !== undefined && at > sinceAt) sinceAt = at;
  };
  for (let row = cases.firstRow[index]!; row < cases.firstRow[index + 1]!; row++) {
    for (const column of [log.enabledAt, log.startedAt, log.completedAt, log.claimedAt]) seen(column?.[row]);
    for (let place = suspensions?.first[row] ?? 0; place < (suspensions?.first[row + 1] ?? 0); place++) {
      seen(suspensions?.fromAt[place]);
      seen(suspensions?.toAt[place]);
      if (log.ending[row] === OPEN && Number.isNaN(suspensions?.toAt[place]))
        waitsFor = SUSPENSION_REASONS[suspensions?.reasonOf[place] ?? -1] ?? waitsFor;
    }
    const begunAt = Number.isNaN(log.enabledAt[row]!) ? log.startedAt[row]! : log.enabledAt[row]!;
    if (log.ending[row] !== OPEN || begunAt < lastAt) continue;
    [last, lastAt] = [row, begunAt];
    waitsFor ??= PARTIES[log.partyOf?.[row] ?? -1] ?? WAITS[KINDS[log.kind[row]!] ?? 'work'];
  }
  return { sinceAt, activity: last < 0 ? undefined : log.activities[log.activityOf[last]!], waitsFor };
}
