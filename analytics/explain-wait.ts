/**
 * One wait, cut into stretches with a part each. Precedence, each minus what goes before it: what somebody told (a suspension), then
 * batching, contention, prioritisation, unavailability (Kronos, step 7), then unassigned, then unexplained. What was told goes first
 * since it is known, and all else is inferred.
 */
import { batches } from './batches.ts';
import type { BatchRule, WorkingMs } from './batches.ts';
import { dutyTables, houseTable, NO_DUTY } from './duty.ts';
import type { Duty, DutyTables } from './duty.ts';
import type { Enablement } from './enablement.ts';
import { union, within, without } from './intervals.ts';
import type { Stretches } from './intervals.ts';
import { COMPLETED, MACHINE, MESSAGE, TIMER, WORK } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { ResourceWork, suspensionsWithin } from './resource-work.ts';
import { PART_CODE, partOfParty, partOfReason } from './wait-parts.ts';

export interface CauseOptions {
  /** When people are on duty. Without it nothing is unavailability. */
  readonly duty?: Duty | undefined;
  /** The working time of a resource, where it is known only as a sum: then its place inside a wait is not known, nor its kind. */
  readonly workingMs?: WorkingMs | undefined;
  readonly batchRule?: BatchRule | undefined;
  /** Who besides those who have done an activity in the log may do it. Whoever is nowhere in the log is not known to be at work. */
  readonly candidatesOf?: ((activity: string) => readonly string[]) | undefined;
  /**
   * `working`: durations count in the working time of the row's unit (of the house when it has none), so that nights do not drown a
   * shortage; what is left of unavailability then is that of the person. By the wall when absent, or without such a calendar.
   */
  readonly clock?: 'wall' | 'working' | undefined;
  /** Told now and then how many of how many rows are explained; what it throws ends the work. */
  readonly progress?: ((done: number, of: number) => void) | undefined;
}

/** Whether anything can be unavailability. */
export function knowsHours({ duty, workingMs }: CauseOptions): boolean {
  return duty === undefined ? workingMs !== undefined : duty.source !== 'none';
}

/** Told of each stretch of a wait: in no order, without gap or overlap. `part` is a code in WAIT_PARTS. */
export type EachStretch = (part: number, fromAt: number, toAt: number) => void;

export interface Explainer {
  readonly work: ResourceWork;
  readonly tables: DutyTables;
  /** The instants between which a completed row waited, or undefined where no wait is known. */
  readonly waitOf: (row: number) => readonly [number, number] | undefined;
  readonly explain: (row: number, each: EachStretch) => void;
  /** Whether nobody works at the row: all of it is a wait. */
  readonly isWaitOnly: (row: number) => boolean;
  /** The length of a stretch of a row's time, in ms by the clock that was asked for; NaN when it ends before it begins or is not known. */
  readonly measure: (row: number, fromAt: number, toAt: number) => number;
}

export function explainer(log: EventLog, enabled: Enablement, options: CauseOptions = {}): Explainer {
  const duty = options.duty ?? NO_DUTY;
  const tables = dutyTables(log, duty);
  const sumOnly = options.duty === undefined ? options.workingMs : undefined;
  const work = new ResourceWork(log);
  const { batchOf, readyAt } = batches(
    log,
    enabled,
    work,
    options.batchRule ?? { kind: 'reference' },
    workingMsOf(log, tables, sumOnly),
  );

  const isWaitOnly = (row: number): boolean => log.kind[row] === TIMER || log.kind[row] === MESSAGE;
  const waitOf = (row: number): readonly [number, number] | undefined => {
    if (log.ending[row] !== COMPLETED) return undefined;
    const until = isWaitOnly(row) ? log.completedAt[row]! : log.startedAt[row]!;
    return until >= enabled.enabledAt[row]! ? [enabled.enabledAt[row]!, until] : undefined;
  };

  const explain = (row: number, each: EachStretch): void => {
    const wait = waitOf(row);
    if (!wait || wait[0] === wait[1]) return;
    let left: Stretches = wait;
    const give = (part: number, stretches: Stretches): void => {
      for (let index = 0; index < stretches.length; index += 2) each(part, stretches[index]!, stretches[index + 1]!);
    };
    const take = (part: number, stretches: Stretches): void => {
      if (stretches.length === 0 || left.length === 0) return;
      give(part, within(left, stretches));
      left = without(left, stretches);
    };
    for (const { fromAt, toAt, reason } of suspensionsWithin(log, row, ...wait)) take(partOfReason(reason), [fromAt, toAt]);
    if (isWaitOnly(row)) {
      give(partOfParty(log.partyOf?.[row]) ?? (log.kind[row] === TIMER ? PART_CODE.timer : PART_CODE.message), left);
      return;
    }
    const batch = batchOf[row]!;
    const batchReadyAt = batch < 0 ? wait[0] : Math.min(readyAt[batch]!, wait[1]);
    if (batchReadyAt > wait[0]) take(PART_CODE.batching, [wait[0], batchReadyAt]);
    if (left.length > 0 && log.resourceOf[row]! >= 0) {
      const others = occupations(log, enabled.enabledAt, work, batchOf, row, batchReadyAt);
      take(PART_CODE.contention, union(others.contention));
      take(PART_CODE.prioritisation, union(others.prioritisation));
    }
    if (left.length === 0) return;
    // A machine keeps no office hours.
    if (log.kind[row] !== MACHINE)
      left = sumOnly ? offDutySum(log, left, row, sumOnly, each) : offDuty(log, left, row, tables, each);
    const claimedAt = log.claimedAt?.[row] ?? NaN;
    if (log.kind[row] === WORK && claimedAt > wait[0]) take(PART_CODE.unassigned, [wait[0], claimedAt]);
    give(PART_CODE.unexplained, left);
  };
  const byTheWall = { work, tables, isWaitOnly, waitOf, explain, measure: wallMeasure };
  return options.clock === 'working' ? inWorkingTime(log, byTheWall) : byTheWall;
}

/** The same explanations, measured in working time: who has both looks for causes once. */
export function inWorkingTime(log: EventLog, explained: Explainer): Explainer {
  return {
    ...explained,
    measure(row, fromAt, toAt) {
      const table = toAt >= fromAt ? houseTable(explained.tables, log.unitOf[row]!) : undefined;
      return table ? table.msWithin(fromAt, toAt) : wallMeasure(row, fromAt, toAt);
    },
  };
}

function wallMeasure(_row: number, fromAt: number, toAt: number): number {
  return toAt >= fromAt ? toAt - fromAt : NaN;
}

/** When the row's resource did other work while it waited: taken in turn (contention), or although it came later (prioritisation). */
function occupations(
  log: EventLog,
  enabledAt: Float64Array,
  work: ResourceWork,
  batchOf: Int32Array,
  row: number,
  batchReadyAt: number,
) {
  const contention: (readonly [number, number])[] = [];
  const prioritisation: (readonly [number, number])[] = [];
  const ownEnabledAt = enabledAt[row]!;
  const startedAt = log.startedAt[row]!;
  work.eachOverlapping(log.resourceOf[row]!, ownEnabledAt, startedAt, (place) => {
    const other = work.row[place]!;
    if (other === row || log.startedAt[other]! >= startedAt) return;
    const sameBatch = batchOf[row]! >= 0 && batchOf[other] === batchOf[row];
    const threshold = sameBatch ? ownEnabledAt : batchReadyAt;
    const stretch = [Math.max(threshold, work.from[place]!), Math.min(startedAt, work.to[place]!)] as const;
    const otherEnabledAt = Number.isNaN(enabledAt[other]!) ? log.startedAt[other]! : enabledAt[other]!;
    (otherEnabledAt <= threshold ? contention : prioritisation).push(stretch);
  });
  return { contention: contention.reverse(), prioritisation: prioritisation.reverse() };
}

/** Tells what of the stretches is off duty. @returns what is on duty */
function offDuty(log: EventLog, left: Stretches, row: number, tables: DutyTables, each: EachStretch): Stretches {
  const table = tables.of(log.resourceOf[row]!, log.unitOf[row]!);
  if (!table) return left;
  const off: number[] = [];
  for (let index = 0; index < left.length; index += 2)
    table.eachOff(left[index]!, left[index + 1]!, (fromAt, toAt, part) => {
      off.push(fromAt, toAt);
      each(PART_CODE.offHours + part, fromAt, toAt);
    });
  return without(left, off);
}

/** The same where only sums are known: of each stretch the end counts as off duty. */
function offDutySum(log: EventLog, left: Stretches, row: number, workingMs: WorkingMs, each: EachStretch): Stretches {
  const onDuty: number[] = [];
  for (let index = 0; index < left.length; index += 2) {
    const [fromAt, toAt] = [left[index]!, left[index + 1]!];
    const workedMs = workingMs(fromAt, toAt, log.resources[log.resourceOf[row]!], log.units[log.unitOf[row]!]);
    const offFromAt = Math.min(toAt, Math.max(fromAt, fromAt + workedMs));
    if (offFromAt > fromAt) onDuty.push(fromAt, offFromAt);
    if (toAt > offFromAt) each(PART_CODE.offHours, offFromAt, toAt);
  }
  return onDuty;
}

/** Working time by name, as batches ask for it. */
function workingMsOf(log: EventLog, tables: DutyTables, sumOnly: WorkingMs | undefined): WorkingMs {
  if (sumOnly) return sumOnly;
  const codes = new Map(log.resources.map((resource, code) => [resource, code]));
  return (fromAt, toAt, resource) => {
    const table = tables.of(resource === undefined ? -1 : (codes.get(resource) ?? -1), -1);
    return table ? table.msWithin(fromAt, toAt) : toAt - fromAt;
  };
}
