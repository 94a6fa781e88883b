/** Arrivals, completions and work in progress over time, of all cases and by unit. */
import { CASE_COMPLETED, CASE_WITHDRAWN } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { selectQuantile } from './quantile-select.ts';
import { heldBack, SMALLEST_GROUP } from './small-groups.ts';
import { timeSteps } from './time-steps.ts';
import type { Step } from './time-steps.ts';
import { unitOfCases } from './working-time.ts';
import type { WorkingTime } from './working-time.ts';

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
  /** How long those took that were completed in it, start → completion; null for fewer than 5. */
  readonly medianMs: number | null;
  /** The same in working time of the cases' units; absent without calendars. */
  readonly workingMedianMs?: number | null;
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
  readonly working?: WorkingTime | undefined;
}

export function flowOverTime(log: EventLog, options: FlowOptions): Flow {
  return flows(log, options, () => 0).get(0) ?? { n: 0, steps: [] };
}

/**
 * The same by unit (that of the case's first row that tells one). A unit of fewer than 5 cases is held back, and so is the next smallest where
 * the flow of all would give it away; counts within a shown unit are not: how many cases came in a week tells of nobody.
 */
export function flowByUnit(log: EventLog, options: FlowOptions): readonly UnitFlow[] {
  const unitOf = unitOfCases(log);
  const found = [...flows(log, options, (index) => unitOf[index]!)].sort(([a], [b]) => a - b);
  const held = heldBack(found.map(([, { n }]) => n));
  return found.map(([unit, flow], index) => {
    const name = log.units[unit] ?? null;
    return held[index] ? { unit: name, suppressed: true } : { unit: name, suppressed: false, flow };
  });
}

interface Counts {
  arrivals: number;
  completions: number;
  withdrawals: number;
  readonly ms: number[];
  readonly workingMs: number[];
}
const NOTHING: Counts = { arrivals: 0, completions: 0, withdrawals: 0, ms: [], workingMs: [] };

/** One pass over the cases for all groups together. */
function flows(log: EventLog, options: FlowOptions, groupOf: (index: number) => number): ReadonlyMap<number, Flow> {
  const { step, zone, only, working } = options;
  const { count, startedAt, completedAt, status } = log.cases;
  const steps = timeSteps(step, zone);
  const unitOf = working && unitOfCases(log);
  const groups = new Map<number, { n: number; first: number; last: number; readonly at: Map<number, Counts> }>();
  for (let index = 0; index < count; index++) {
    const beganAt = startedAt[index]!;
    if (Number.isNaN(beganAt) || only?.(index) === false) continue;
    let group = groups.get(groupOf(index));
    if (!group) groups.set(groupOf(index), (group = { n: 0, first: Infinity, last: -Infinity, at: new Map() }));
    group.n++;
    const begun = steps.of(beganAt);
    countsAt(group.at, begun).arrivals++;
    const isOpen = Number.isNaN(completedAt[index]!);
    const endAt = isOpen ? Math.max(log.observedUntilAt, beganAt) : completedAt[index]!;
    const ended = Number.isNaN(endAt) ? begun : steps.of(endAt);
    group.first = Math.min(group.first, begun, ended);
    group.last = Math.max(group.last, begun, ended);
    if (isOpen) continue;
    const counts = countsAt(group.at, ended);
    counts[status[index] === CASE_WITHDRAWN ? 'withdrawals' : 'completions']++;
    if (status[index] !== CASE_COMPLETED || !(endAt >= beganAt)) continue;
    counts.ms.push(endAt - beganAt);
    const workingMs = unitOf ? working.msBetween(unitOf[index]!, beganAt, endAt) : NaN;
    if (workingMs >= 0) counts.workingMs.push(workingMs);
  }
  return new Map(
    Array.from(groups, ([key, { n, first, last, at }]) => {
      const found: FlowStep[] = [];
      let inProgressAtStart = 0;
      for (let index = first; index <= last; index++) {
        const { arrivals, completions, withdrawals, ms, workingMs } = at.get(index) ?? NOTHING;
        found.push({
          ...{ name: steps.nameOf(index), fromAt: steps.startAt(index), arrivals, completions, withdrawals, inProgressAtStart },
          medianMs: shownMedian(ms),
          ...(working && { workingMedianMs: shownMedian(workingMs) }),
          ...(steps.startAt(index + 1) > log.observedUntilAt && { isPartial: true }),
        });
        inProgressAtStart += arrivals - completions - withdrawals;
      }
      return [key, { n, steps: found }] as const;
    }),
  );
}

function countsAt(steps: Map<number, Counts>, step: number): Counts {
  let known = steps.get(step);
  if (!known) steps.set(step, (known = { arrivals: 0, completions: 0, withdrawals: 0, ms: [], workingMs: [] }));
  return known;
}

function shownMedian(ms: readonly number[]): number | null {
  return ms.length < SMALLEST_GROUP ? null : selectQuantile(Float64Array.from(ms), 0.5);
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
