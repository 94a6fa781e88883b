/**
 * Why each activity instance waited between enabled and started: batching, contention, prioritisation, unavailability, extraneous,
 * adding up exactly. The reference method is that of Kronos (Lashkevich, Milani, Chapela-Campa, Suvorau, Dumas 2023), with instants that
 * the engine knows in the place of estimates, and what is extraneous split by whom one waited for.
 */
import { enablement } from './enablement.ts';
import type { Enablement } from './enablement.ts';
import { explainer, inWorkingTime } from './explain-wait.ts';
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
export function causesOf(log: EventLog, enabled: Enablement, explained: Explainer, options: CauseOptions): WaitingCauses {
  const { clock, ...asked } = options;
  const [found] = causesBy([{ isWorking: clock === 'working', explained }], log, enabled, asked);
  return found!;
}

/** By the wall and in working time, in one look at the log. @param explained by the wall */
export function causesByBothClocks(
  log: EventLog,
  enabled: Enablement,
  explained: Explainer,
  options: Omit<CauseOptions, 'clock'>,
): { readonly wall: WaitingCauses; readonly working: WaitingCauses } {
  const clocks = [
    { isWorking: false, explained },
    { isWorking: true, explained: inWorkingTime(log, explained) },
  ];
  const [wall, working] = causesBy(clocks, log, enabled, options);
  return { wall: wall!, working: working! };
}

interface ByClock {
  readonly isWorking: boolean;
  readonly explained: Explainer;
}

/** One explanation of each row, measured by each of the clocks. */
function causesBy(
  clocks: readonly ByClock[],
  log: EventLog,
  enabled: Enablement,
  { duty, workingMs, candidatesOf, progress }: Omit<CauseOptions, 'clock'>,
): readonly WaitingCauses[] {
  const { isWaitOnly, waitOf, explain } = clocks[0]!.explained;
  const knowsDuty = duty !== undefined && duty.source !== 'none';
  const free = knowsDuty ? freeColleagues(log, clocks[0]!.explained, candidatesOf) : undefined;
  const tallies = clocks.map((clock) => new Tally(log, clock, free !== undefined));
  for (let row = 0; row < log.rows; row++) {
    if (row % ROWS_A_TURN === 0) progress?.(row, log.rows);
    if (log.ending[row] !== COMPLETED) continue;
    const wait = waitOf(row);
    for (const tally of tallies) tally.takeRow(row, isWaitOnly(row), wait);
    if (!wait) continue;
    explain(row, (part, fromAt, toAt) => {
      const isOccupied = part === PART_CODE.contention || (part >= PART_CODE.offHours && part <= PART_CODE.absence);
      const freeMs = free && isOccupied ? free(row, fromAt, toAt) : undefined;
      for (const tally of tallies) tally.takeStretch(row, part, fromAt, toAt, freeMs);
    });
  }
  const calendar = duty?.source ?? (workingMs ? 'given' : 'none');
  return tallies.map((tally) => tally.told(enabled, calendar));
}

/** What one clock measures. */
class Tally {
  private readonly byCause: Record<Cause, Float64Array>;
  private readonly causes: readonly Float64Array[];
  private readonly parts: (Float64Array | undefined)[] = [];
  private readonly waitingMs: Float64Array;
  private readonly paused: Float64Array;
  private readonly processingMs: Float64Array;
  private readonly freeMs: Float64Array | undefined;
  private readonly log: EventLog;
  private readonly clock: ByClock;

  constructor(log: EventLog, clock: ByClock, knowsFree: boolean) {
    this.log = log;
    this.clock = clock;
    this.byCause = Object.fromEntries(CAUSES.map((cause) => [cause, this.column()])) as Record<Cause, Float64Array>;
    this.causes = WAIT_PARTS.map((part) => this.byCause[causeOf(part)]);
    this.waitingMs = this.column().fill(NaN);
    this.paused = this.column();
    this.processingMs = this.column().fill(NaN);
    this.freeMs = knowsFree ? this.column() : undefined;
  }

  takeRow(row: number, isWaitOnly: boolean, wait: readonly [number, number] | undefined): void {
    const { log } = this;
    const { isWorking, explained } = this.clock;
    if (!isWaitOnly) this.paused[row] = pausedMs(log, row, isWorking ? explained.measure : undefined);
    const worked = isWaitOnly ? 0 : explained.measure(row, log.startedAt[row]!, log.completedAt[row]!) - this.paused[row]!;
    if (worked >= 0) this.processingMs[row] = worked;
    if (wait) this.waitingMs[row] = explained.measure(row, ...wait);
  }

  /** @param freeMs how long a colleague was free meanwhile, where that is asked */
  takeStretch(row: number, part: number, fromAt: number, toAt: number, freeMs: number | undefined): void {
    const ms = this.clock.explained.measure(row, fromAt, toAt);
    (this.parts[part] ??= this.column())[row]! += ms;
    this.causes[part]![row]! += ms;
    if (this.freeMs && freeMs !== undefined) this.freeMs[row]! += Math.min(ms, freeMs);
  }

  told(enabled: Enablement, calendar: DutySource): WaitingCauses {
    const byPart: Partial<Record<WaitPart, Float64Array>> = {};
    for (const [code, part] of WAIT_PARTS.entries()) if (this.parts[code]) byPart[part] = this.parts[code];
    return {
      enabled,
      calendar,
      waitingMs: this.waitingMs,
      byCause: this.byCause,
      byPart,
      pausedMs: this.paused,
      processingMs: this.processingMs,
      ...(this.freeMs && { someoneElseFreeMs: this.freeMs }),
    };
  }

  private column(): Float64Array {
    return new Float64Array(this.log.rows);
  }
}
