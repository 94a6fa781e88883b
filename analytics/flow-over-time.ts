/** Arrivals, completions and work in progress over time, of all cases and by unit. */
import { CASE_WITHDRAWN } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { heldBack } from './small-groups.ts';
import { timeSteps } from './time-steps.ts';
import type { Step } from './time-steps.ts';
import { unitOfCases } from './units.ts';

export interface FlowStep {
  /** `2026-03-09` (a day, or the Monday of a week), `2026-03`. */
  readonly name: string;
  readonly fromAt: number;
  /** Cases that started, were completed, and were withdrawn in it. */
  readonly arrivals: number;
  readonly completions: number;
  readonly withdrawals: number;
  /** Cases that had started before it began and had not ended then. */
  readonly inProgressAtStart: number;
  /** Not over yet when the watching ended. */
  readonly isPartial?: boolean;
}

export interface Flow {
  /** Cases with a start. */
  readonly n: number;
  /** From the first start to the last end (of cases still open: to the end of observation); steps without anything are among them. */
  readonly steps: readonly FlowStep[];
}

export interface UnitFlow {
  /** null for the cases of which no row tells a unit. */
  readonly unit: string | null;
  /** Too few cases to be shown, or they would give away those of another. */
  readonly suppressed: boolean;
  readonly flow?: Flow;
}

export interface FlowOptions {
  readonly step: Step;
  /** IANA name, the institution's. */
  readonly zone: string;
  /** Only the cases for which it is true. */
  readonly only?: (index: number) => boolean;
}

export function flowOverTime(log: EventLog, { step, zone, only }: FlowOptions): Flow {
  const { count, startedAt, completedAt, status } = log.cases;
  const steps = timeSteps(step, zone);
  const figures = new Map<number, { arrivals: number; completions: number; withdrawals: number }>();
  const figuresAt = (index: number) => {
    let known = figures.get(index);
    if (!known) figures.set(index, (known = { arrivals: 0, completions: 0, withdrawals: 0 }));
    return known;
  };
  let n = 0;
  let [first, last] = [Infinity, -Infinity];
  for (let index = 0; index < count; index++) {
    if (Number.isNaN(startedAt[index]!) || only?.(index) === false) continue;
    n++;
    const begun = steps.of(startedAt[index]!);
    figuresAt(begun).arrivals++;
    const isOpen = Number.isNaN(completedAt[index]!);
    const endAt = isOpen ? Math.max(log.observedUntilAt, startedAt[index]!) : completedAt[index]!;
    const ended = Number.isNaN(endAt) ? begun : steps.of(endAt);
    if (!isOpen) figuresAt(ended)[status[index] === CASE_WITHDRAWN ? 'withdrawals' : 'completions']++;
    [first, last] = [Math.min(first, begun, ended), Math.max(last, begun, ended)];
  }
  const found: FlowStep[] = [];
  let inProgressAtStart = 0;
  for (let index = first; index <= last; index++) {
    const { arrivals, completions, withdrawals } = figures.get(index) ?? NOTHING;
    found.push({
      name: steps.nameOf(index),
      fromAt: steps.startAt(index),
      arrivals,
      completions,
      withdrawals,
      inProgressAtStart,
      ...(steps.startAt(index + 1) > log.observedUntilAt && { isPartial: true }),
    });
    inProgressAtStart += arrivals - completions - withdrawals;
  }
  return { n, steps: found };
}
const NOTHING = { arrivals: 0, completions: 0, withdrawals: 0 };

/**
 * The same by unit (that of the case's first row that tells one). A unit of fewer than 5 cases is held back, and so is the next smallest where
 * the flow of all would give it away; counts within a shown unit are not: how many cases came in a week tells of nobody.
 */
export function flowByUnit(log: EventLog, options: FlowOptions): readonly UnitFlow[] {
  const unitOf = unitOfCases(log);
  const codes = [...new Set(unitOf)].sort((a, b) => a - b);
  const flows = codes.map((unit) =>
    flowOverTime(log, { ...options, only: (index) => unitOf[index] === unit && (options.only?.(index) ?? true) }),
  );
  const held = heldBack(flows.map(({ n }) => n));
  return codes.map((unit, index) => {
    const name = log.units[unit] ?? null;
    return held[index] ? { unit: name, suppressed: true } : { unit: name, suppressed: false, flow: flows[index]! };
  });
}

export interface Month {
  /** `2026-03` */
  readonly month: string;
  /** Cases that started, and cases that ended, in the month. */
  readonly arrivals: number;
  readonly completions: number;
  /** Cases that had started before the month began and had not ended then. */
  readonly inProgressAtStart: number;
}

/** Months (UTC) from the first start to the last end, each with its figures; months without anything are among them. */
export function byMonth(log: EventLog): readonly Month[] {
  return flowOverTime(log, { step: 'month', zone: 'UTC' }).steps.map(
    ({ name, arrivals, completions, withdrawals, inProgressAtStart }) => ({
      month: name,
      arrivals,
      completions: completions + withdrawals,
      inProgressAtStart,
    }),
  );
}
