/**
 * Why each activity instance waited between enabled and started: batching, contention, prioritisation, unavailability, extraneous,
 * adding up exactly. The reference method is that of Kronos (Lashkevich, Milani, Chapela-Campa, Suvorau, Dumas 2023), with instants that
 * the engine knows in the place of estimates, and what is extraneous split by whom one waited for.
 */
import { enablement } from './enablement.ts';
import type { Enablement } from './enablement.ts';
import { explainer } from './explain-wait.ts';
import type { CauseOptions, Explainer } from './explain-wait.ts';
import { freeColleagues } from './free-colleagues.ts';
import { COMPLETED } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import type { DutySource } from './duty.ts';
import { pausedMs } from './resource-work.ts';
import { CAUSES, causeOf, PART_CODE, WAIT_PARTS } from './wait-parts.ts';
import type { Cause, WaitPart } from './wait-parts.ts';

export { CAUSES } from './wait-parts.ts';
export type { Cause, WaitPart } from './wait-parts.ts';
export type { CauseOptions } from './explain-wait.ts';

/** Progress is told so often. */
const ROWS_A_TURN = 256;

/** Milliseconds by cause. */
export type CauseTotals = Readonly<Record<`${Cause}Ms`, number>>;

export interface WaitingCauses {
  readonly enabled: Enablement;
  /** Where the working hours came from; with `none` nothing is unavailability. */
  readonly calendar: DutySource;
  /** NaN where no wait is known (no start, or not completed). */
  readonly waitingMs: Float64Array;
  /** By cause and row; 0 where no wait is known. Their sum is `waitingMs`: exactly for instants in whole ms, else within 1e-6 of it. */
  readonly byCause: Readonly<Record<Cause, Float64Array>>;
  /** The same by part, which add up to their cause; a part that never comes has no column. */
  readonly byPart: Readonly<Partial<Record<WaitPart, Float64Array>>>;
  /** Suspended after the start, which is no part of the wait. 0 for a row that is not completed. */
  readonly pausedMs: Float64Array;
  /** completed − started − paused; NaN where it is not known or negative. */
  readonly processingMs: Float64Array;
  /**
   * How much of contention and unavailability somebody else who does the activity was on duty and idle; absent without working hours.
   * The sum over all parts of the wait that it could have been begun earlier by another.
   */
  readonly someoneElseFreeMs?: Float64Array;
}

export function waitingCauses(log: EventLog, options: CauseOptions = {}): WaitingCauses {
  const enabled = enablement(log);
  return causesOf(log, enabled, explainer(log, enabled, options), options);
}

/** The same for a caller that needs the explainer too. */
export function causesOf(
  log: EventLog,
  enabled: Enablement,
  explained: Explainer,
  { duty, workingMs, clock, candidatesOf, progress }: CauseOptions,
): WaitingCauses {
  const column = (): Float64Array => new Float64Array(log.rows);
  const byCause = Object.fromEntries(CAUSES.map((cause) => [cause, column()])) as Record<Cause, Float64Array>;
  const parts: (Float64Array | undefined)[] = [];
  const causes = WAIT_PARTS.map((part) => byCause[causeOf(part)]);
  const waitingMs = column().fill(NaN);
  const paused = column();
  const processingMs = column().fill(NaN);
  const knowsDuty = duty !== undefined && duty.source !== 'none';
  const free = knowsDuty ? freeColleagues(log, explained, candidatesOf) : undefined;
  const someoneElseFreeMs = free && column();
  for (let row = 0; row < log.rows; row++) {
    if (row % ROWS_A_TURN === 0) progress?.(row, log.rows);
    if (log.ending[row] !== COMPLETED) continue;
    const isWaitOnly = explained.isWaitOnly(row);
    if (!isWaitOnly) paused[row] = pausedMs(log, row, clock === 'working' ? explained.measure : undefined);
    const worked = isWaitOnly ? 0 : explained.measure(row, log.startedAt[row]!, log.completedAt[row]!) - paused[row]!;
    if (worked >= 0) processingMs[row] = worked;
    const wait = explained.waitOf(row);
    if (!wait) continue;
    waitingMs[row] = explained.measure(row, ...wait);
    explained.explain(row, (part, fromAt, toAt) => {
      const ms = explained.measure(row, fromAt, toAt);
      (parts[part] ??= column())[row]! += ms;
      causes[part]![row]! += ms;
      const isOccupied = part === PART_CODE.contention || (part >= PART_CODE.offHours && part <= PART_CODE.absence);
      if (someoneElseFreeMs && isOccupied) someoneElseFreeMs[row]! += Math.min(ms, free(row, fromAt, toAt));
    });
  }
  const byPart: Partial<Record<WaitPart, Float64Array>> = {};
  for (const [code, part] of WAIT_PARTS.entries()) if (parts[code]) byPart[part] = parts[code];
  const calendar = duty?.source ?? (workingMs ? 'given' : 'none');
  return {
    enabled,
    calendar,
    waitingMs,
    byCause,
    byPart,
    pausedMs: paused,
    processingMs,
    ...(someoneElseFreeMs && { someoneElseFreeMs }),
  };
}
