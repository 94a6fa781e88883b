/**
 * Units side by side: the same service in several elderships. A unit stands out when the interval of its difference from all others
 * together, made wide enough for all units at once, does not hold 0; a rank of noise is none.
 */
import {
  designEffect,
  medianOf,
  observations,
  OBSERVED_COMPLETED,
  OBSERVED_OPEN,
  OBSERVED_WITHDRAWN,
  survivalQuantile,
} from './survival.ts';
import type { Observations } from './survival.ts';
import { CASE_COMPLETED, CASE_OPEN } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { upperTail } from './rank-tests.ts';
import { heldBack } from './small-groups.ts';
import type { Traces } from './traces.ts';
import { CAUSES } from './wait-parts.ts';
import type { Cause } from './wait-parts.ts';
import type { WaitingCauses } from './waiting-causes.ts';
import type { Variants } from './variants.ts';

export interface UnitFigures {
  /** null for the cases of which no row tells a unit. */
  readonly unit: string | null;
  /** Too few cases to be shown, or they would give away those of another; all figures are absent. */
  readonly suppressed: boolean;
  readonly figures?: ShownUnit;
}

export interface ShownUnit {
  /** Cases; of them open and withdrawn. */
  readonly n: number;
  readonly open: number;
  readonly withdrawn: number;
  /** Start → completion by the curve that knows open cases (`survival.ts`); null when too many are open. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  /** This unit's median minus that of all others together; null when one is not known, or there are fewer than 20 completed cases here or there. */
  readonly difference: { readonly estimateMs: number; readonly lowMs: number; readonly highMs: number } | null;
  readonly standing: 'slower' | 'faster' | 'not distinct' | 'not enough data';
  /** The cause with the most waiting of the unit's cases, and its share of all their waiting; null when no wait is known. */
  readonly cause: { readonly cause: Cause; readonly ms: number; readonly share: number } | null;
  /** Different variants, and how many of the cases run the unit's commonest; null without cases that did anything. */
  readonly variants: { readonly count: number; readonly commonest: readonly string[]; readonly commonestCases: number } | null;
}

export interface UnitComparison {
  /** Cases of all units. */
  readonly n: number;
  /** Share of confidence that all intervals of differences hold together. */
  readonly level: number;
  /** The slowest first, those not known and those held back last. */
  readonly units: readonly UnitFigures[];
}

const LEVEL = 0.95;
/** Below this the interval of a median holds too rarely. */
const FEWEST_COMPLETED = 20;
const WEEK_MS = 7 * 86_400_000;

/** The unit of each case: that of its first row that tells one; -1 where none does. */
export function unitOfCases(log: EventLog): Int32Array {
  const unitOf = new Int32Array(log.cases.count).fill(-1);
  for (let row = log.rows - 1; row >= 0; row--) if (log.unitOf[row]! >= 0) unitOf[log.caseOf[row]!] = log.unitOf[row]!;
  return unitOf;
}

/** @param found what else is to stand beside: causes of waiting, variants */
export function compareUnits(
  log: EventLog,
  found: { readonly causes?: WaitingCauses; readonly traced?: Traces; readonly variants?: Variants } = {},
): UnitComparison {
  const unitOf = unitOfCases(log);
  const durations = Float64Array.from({ length: log.cases.count }, (_, index) => durationOf(log, index));
  // Sorted once: what is taken out of it stays sorted, and sorting that again is linear.
  const byLength = Array.from(durations.keys())
    .filter((index) => durations[index]! >= 0)
    .sort((a, b) => durations[a]! - durations[b]!);
  const casesOf = new Map<number, number[]>();
  for (const index of byLength) {
    const known = casesOf.get(unitOf[index]!);
    if (known) known.push(index);
    else casesOf.set(unitOf[index]!, [index]);
  }
  const groups = Array.from(casesOf, ([unit, cases]) => ({ unit, cases })).sort((a, b) => a.unit - b.unit);
  const held = heldBack(groups.map(({ cases }) => cases.length));
  const compared = groups.filter((_, index) => !held[index]).length;
  const z = twoSidedZ((1 - LEVEL) / Math.max(1, compared));
  const units = groups.map(({ unit, cases }, index): UnitFigures => {
    const name = log.units[unit] ?? null;
    if (held[index]) return { unit: name, suppressed: true };
    const seen = observed(log, cases);
    const others = observed(
      log,
      byLength.filter((other) => unitOf[other] !== unit),
    );
    const difference = differenceOf(seen, others, z);
    const standing =
      difference === null
        ? 'not enough data'
        : difference.lowMs > 0
          ? 'slower'
          : difference.highMs < 0
            ? 'faster'
            : 'not distinct';
    return {
      unit: name,
      suppressed: false,
      figures: {
        n: cases.length,
        open: seen.open,
        withdrawn: seen.withdrawn,
        medianMs: finite(medianOf(seen)),
        p90Ms: finite(survivalQuantile(seen, 0.9)),
        difference,
        standing,
        cause: found.causes ? causeOf(log, found.causes, cases) : null,
        variants: found.traced && found.variants ? variantsOf(log, found.traced, found.variants, cases) : null,
      },
    };
  });
  const lengthOf = ({ figures }: UnitFigures): number => (figures ? (figures.medianMs ?? -1) : -2);
  return {
    n: byLength.length,
    level: LEVEL,
    units: units.sort((a, b) => lengthOf(b) - lengthOf(a)),
  };
}

function durationOf({ cases, observedUntilAt }: EventLog, index: number): number {
  return (isOpen(cases, index) ? observedUntilAt : cases.completedAt[index]!) - cases.startedAt[index]!;
}

function isOpen(cases: EventLog['cases'], index: number): boolean {
  return cases.status[index] === CASE_OPEN || Number.isNaN(cases.completedAt[index]!);
}

function observed(log: EventLog, cases: readonly number[]): Observations {
  const how = (index: number): number => {
    if (isOpen(log.cases, index)) return OBSERVED_OPEN;
    return log.cases.status[index] === CASE_COMPLETED ? OBSERVED_COMPLETED : OBSERVED_WITHDRAWN;
  };
  return observations(
    Float64Array.from(cases, (index) => durationOf(log, index)),
    Uint8Array.from(cases, how),
    cases.map((index) => Math.floor(log.cases.startedAt[index]! / WEEK_MS)),
  );
}

function differenceOf(seen: Observations, others: Observations, z: number): ShownUnit['difference'] {
  if (seen.completed < FEWEST_COMPLETED || others.completed < FEWEST_COMPLETED) return null;
  const estimateMs = medianOf(seen) - medianOf(others);
  const reachMs = z * Math.hypot(medianErrorMs(seen), medianErrorMs(others));
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
function twoSidedZ(share: number): number {
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

function causeOf(log: EventLog, { byCause, waitingMs }: WaitingCauses, cases: readonly number[]): ShownUnit['cause'] {
  const sums = CAUSES.map((cause) => ({ cause, ms: 0 }));
  let all = 0;
  for (const index of cases) {
    for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
      if (!(waitingMs[row]! > 0)) continue;
      all += waitingMs[row]!;
      for (const sum of sums) sum.ms += byCause[sum.cause][row]!;
    }
  }
  const [most] = sums.sort((a, b) => b.ms - a.ms);
  return most && all > 0 ? { ...most, share: most.ms / all } : null;
}

function variantsOf(
  log: EventLog,
  { rows, first }: Traces,
  { variantOf }: Variants,
  cases: readonly number[],
): ShownUnit['variants'] {
  const counts = new Map<number, number>();
  let [commonest, example] = [-1, -1];
  for (const index of cases) {
    const variant = variantOf[index]!;
    if (variant < 0) continue;
    const count = (counts.get(variant) ?? 0) + 1;
    counts.set(variant, count);
    if (count > (counts.get(commonest) ?? 0)) [commonest, example] = [variant, index];
  }
  if (example < 0) return null;
  const trace = Array.from(
    rows.subarray(first[example], first[example + 1]),
    (row) => log.activities[log.activityOf[row]!] ?? '',
  );
  return { count: counts.size, commonest: trace, commonestCases: counts.get(commonest)! };
}
