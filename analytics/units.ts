/**
 * Units side by side: the same service in several elderships. A unit stands out when the interval of its difference from all others
 * together, made wide enough for all units at once, does not hold 0; a rank of noise is none.
 */
import { ascending } from './ascending.ts';
import type { EventLog } from './log/event-log.ts';
import { heldBack, SMALLEST_GROUP } from './small-groups.ts';
import type { Traces } from './traces.ts';
import { endOf, sideBySide, twoSidedZ } from './unit-durations.ts';
import type { UnitDurations } from './unit-durations.ts';
import { CAUSES } from './wait-parts.ts';
import type { Cause } from './wait-parts.ts';
import type { WaitingCauses } from './waiting-causes.ts';
import type { Variants } from './variants.ts';
import { unitOfCases } from './working-time.ts';
import type { WorkingTime } from './working-time.ts';

export interface UnitFigures {
  /** null for the cases of which no row tells a unit. */
  readonly unit: string | null;
  /** Too few cases to be shown, or they would give away those of another; all figures are absent. */
  readonly suppressed: boolean;
  readonly figures?: ShownUnit;
}

/** By one clock. */
export interface UnitTimes extends UnitDurations {
  /** The cause with the most waiting of the unit's cases, and its share of all their waiting; null when no wait is known. */
  readonly cause: { readonly cause: Cause; readonly ms: number; readonly share: number } | null;
}

export interface ShownUnit extends UnitTimes {
  /** Cases; of them open and withdrawn. */
  readonly n: number;
  readonly open: number;
  readonly withdrawn: number;
  /** All in working time of the unit; absent without calendars. */
  readonly working?: UnitTimes;
  /** Of what `found.values` says of single cases: the mean of those of which it is known, null below 5. */
  readonly means: Readonly<Record<string, { readonly n: number; readonly value: number | null }>>;
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
/**
 * Sorted once by each clock: what is taken out of it for a unit, and for all others, stays sorted. Linear in cases, but that each unit looks at
 * all cases once more (some 10 ns a case).
 * @param found what else is to stand beside: causes of waiting by the wall and in working time, variants, working time; `unitOf` is the unit
 * of each case, that of its first row when absent
 */
export function compareUnits(
  log: EventLog,
  found: {
    readonly causes?: WaitingCauses;
    readonly workingCauses?: WaitingCauses | undefined;
    readonly traced?: Traces;
    readonly variants?: Variants;
    readonly working?: WorkingTime | undefined;
    readonly unitOf?: Int32Array;
    /** By case, NaN where it is not known. */
    readonly values?: Readonly<Record<string, Float64Array>>;
  } = {},
): UnitComparison {
  const { working, unitOf = unitOfCases(log) } = found;
  const durations = new Float64Array(log.cases.count);
  for (let index = 0; index < durations.length; index++) durations[index] = endOf(log, index) - log.cases.startedAt[index]!;
  const byLength = ascending(durations);
  const casesOf = new Map<number, number[]>();
  for (const index of byLength) {
    const known = casesOf.get(unitOf[index]!);
    if (known) known.push(index);
    else casesOf.set(unitOf[index]!, [index]);
  }
  const groups = Array.from(casesOf, ([unit, cases]) => ({ unit, cases })).sort((a, b) => a.unit - b.unit);
  const held = heldBack(groups.map(({ cases }) => cases.length));
  const shown = groups.filter((_, index) => !held[index]);
  const z = twoSidedZ((1 - LEVEL) / Math.max(1, shown.length));
  const byTheWall = sideBySide(log, durations, byLength, unitOf, shown, z);
  const inWork = working && workingDurations(log, unitOf, working, durations);
  const byWork = inWork && sideBySide(log, inWork, ascending(inWork), unitOf, shown, z);
  const units = groups.map(({ unit, cases }): UnitFigures => {
    const name = log.units[unit] ?? null;
    const wall = byTheWall.get(unit);
    if (!wall) return { unit: name, suppressed: true };
    const { open, withdrawn, ...own } = wall;
    const other = byWork?.get(unit);
    const causeBy = (causes: WaitingCauses | undefined) => (causes ? causeOf(log, causes, cases) : null);
    return {
      unit: name,
      suppressed: false,
      figures: {
        ...{ n: cases.length, open, withdrawn, ...own, cause: causeBy(found.causes) },
        ...(other && {
          working: {
            medianMs: other.medianMs,
            p90Ms: other.p90Ms,
            difference: other.difference,
            standing: other.standing,
            cause: causeBy(found.workingCauses),
          },
        }),
        means: Object.fromEntries(Object.entries(found.values ?? {}).map(([name, of]) => [name, meanOf(of, cases)])),
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

function workingDurations(log: EventLog, unitOf: Int32Array, working: WorkingTime, durations: Float64Array): Float64Array {
  return durations.map((ms, index) =>
    ms >= 0 ? working.msBetween(unitOf[index]!, log.cases.startedAt[index]!, endOf(log, index)) : NaN,
  );
}

function causeOf(log: EventLog, { byCause, waitingMs }: WaitingCauses, cases: readonly number[]): UnitTimes['cause'] {
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

function meanOf(values: Float64Array, cases: readonly number[]) {
  let [n, sum] = [0, 0];
  for (const index of cases) if (!Number.isNaN(values[index]!)) [n, sum] = [n + 1, sum + values[index]!];
  return { n, value: n < SMALLEST_GROUP ? null : sum / n };
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
