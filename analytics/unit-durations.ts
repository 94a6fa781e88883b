/** How long the cases of each unit take by one clock, beside those of all others together. */
import { CASE_COMPLETED, CASE_OPEN } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { upperTail } from './rank-tests.ts';
import {
  designEffect,
  medianOf,
  OBSERVED_COMPLETED,
  OBSERVED_OPEN,
  OBSERVED_WITHDRAWN,
  partsOf,
  sortedObservations,
  survivalQuantile,
} from './survival.ts';
import type { Observations } from './survival.ts';

/** How long the cases of a unit take, by one clock. */
export interface UnitDurations {
  /** Start → completion by the curve that knows open cases (`survival.ts`); null when too many are open. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  /** This unit's median minus that of all others together; null when one is not known, or there are fewer than 20 completed cases here or there. */
  readonly difference: { readonly estimateMs: number; readonly lowMs: number; readonly highMs: number } | null;
  readonly standing: 'slower' | 'faster' | 'not distinct' | 'not enough data';
}

/** Below this the interval of a median holds too rarely. */
const FEWEST_COMPLETED = 20;
const WEEK_MS = 7 * 86_400_000;

export type SideBySide = UnitDurations & { readonly open: number; readonly withdrawn: number };

/** Each unit against all others together. @param byLength cases by their durations, the shortest first; @param z of the intervals */
export function sideBySide(
  log: EventLog,
  durations: Float64Array,
  byLength: Int32Array,
  unitOf: Int32Array,
  units: readonly { readonly unit: number }[],
  z: number,
): ReadonlyMap<number, SideBySide> {
  const ended = new Uint8Array(log.cases.count);
  const weekOf = new Float64Array(log.cases.count);
  for (let index = 0; index < ended.length; index++) {
    ended[index] = howEnded(log.cases, index);
    weekOf[index] = Math.floor(log.cases.startedAt[index]! / WEEK_MS);
  }
  const all = sortedObservations(endsFirst(byLength, durations, ended), durations, ended, weekOf);
  const part = partsOf(all);
  const unitAt = all.source.map((index) => unitOf[index]!);
  return new Map(
    units.map(({ unit }) => {
      const seen = part((place) => unitAt[place] === unit);
      const { open, withdrawn } = seen;
      const [medianMs, p90Ms] = [finite(medianOf(seen)), finite(survivalQuantile(seen, 0.9))];
      const own = middleOf(seen);
      const difference = differenceOf(own, middleOf(part((place) => unitAt[place] !== unit)), z);
      return [unit, { open, withdrawn, medianMs, p90Ms, difference, standing: standingOf(difference) }] as const;
    }),
  );
}

/** Of equally long observations ends come before open ones, each as they stand. */
function endsFirst(byLength: Int32Array, durations: Float64Array, ended: Uint8Array): Int32Array {
  const order = new Int32Array(byLength.length);
  let placed = 0;
  for (let from = 0, to = 0; from < byLength.length; from = to) {
    const length = durations[byLength[from]!];
    while (to < byLength.length && durations[byLength[to]!] === length) to++;
    for (const how of [OBSERVED_COMPLETED, OBSERVED_WITHDRAWN, OBSERVED_OPEN])
      for (let place = from; place < to; place++) if (ended[byLength[place]!] === how) order[placed++] = byLength[place]!;
  }
  return order;
}

function standingOf(difference: UnitDurations['difference']): UnitDurations['standing'] {
  if (difference === null) return 'not enough data';
  return difference.lowMs > 0 ? 'slower' : difference.highMs < 0 ? 'faster' : 'not distinct';
}

/** When a case ended; of an open one, when the watching ended. */
export function endOf({ cases, observedUntilAt }: EventLog, index: number): number {
  return isOpen(cases, index) ? observedUntilAt : cases.completedAt[index]!;
}

function isOpen(cases: EventLog['cases'], index: number): boolean {
  return cases.status[index] === CASE_OPEN || Number.isNaN(cases.completedAt[index]!);
}

function howEnded(cases: EventLog['cases'], index: number): number {
  if (isOpen(cases, index)) return OBSERVED_OPEN;
  return cases.status[index] === CASE_COMPLETED ? OBSERVED_COMPLETED : OBSERVED_WITHDRAWN;
}

interface Middle {
  readonly completed: number;
  readonly medianMs: number;
  readonly errorMs: number;
}

function middleOf(seen: Observations): Middle {
  const isEnough = seen.completed >= FEWEST_COMPLETED;
  return {
    completed: seen.completed,
    medianMs: isEnough ? medianOf(seen) : NaN,
    errorMs: isEnough ? medianErrorMs(seen) : NaN,
  };
}

function differenceOf(seen: Middle, others: Middle, z: number): UnitDurations['difference'] {
  if (seen.completed < FEWEST_COMPLETED || others.completed < FEWEST_COMPLETED) return null;
  const estimateMs = seen.medianMs - others.medianMs;
  const reachMs = z * Math.hypot(seen.errorMs, others.errorMs);
  return Number.isFinite(estimateMs) && Number.isFinite(reachMs)
    ? { estimateMs, lowMs: estimateMs - reachMs, highMs: estimateMs + reachMs }
    : null;
}

/**
 * Standard error of a median, in ms: a quarter of the distance between the quantiles 1/2 ± 1/√n, two standard errors of a share of one half
 * to each side (Woodruff 1952). n is that of the completed cases, divided by the design effect of the weeks in which cases began (Kish 1965).
 * Infinity when the upper quantile is not reached.
 */
function medianErrorMs(seen: Observations): number {
  const reach = Math.min(0.499, Math.sqrt(designEffect(seen) / seen.completed));
  return (survivalQuantile(seen, 0.5 + reach) - survivalQuantile(seen, 0.5 - reach)) / 4;
}

/** The z beyond which, to both sides, a share of the normal distribution lies. */
export function twoSidedZ(share: number): number {
  let [low, high] = [0, 10];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (2 * upperTail(middle) > share) low = middle;
    else high = middle;
  }
  return low;
}

function finite(ms: number): number | null {
  return Number.isFinite(ms) ? ms : null;
}
