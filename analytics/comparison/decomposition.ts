/**
 * Why did the mean cycle time change? Into case mix, work, and each cause of waiting, adding up. Within a case by the critical path, so that
 * parallel branches add up to the cycle time; between the cohorts as Kitagawa 1955, Oaxaca and Blinder 1973, with symmetric weights: neither
 * cohort is the yardstick.
 */
import type { CaseCohort } from '../cohorts.ts';
import { finite } from '../compare.ts';
import { criticalPaths, PATH_KINDS } from '../critical-path.ts';
import type { CriticalPaths } from '../critical-path.ts';
import type { EventLog } from '../log/event-log.ts';
import { OBSERVED_COMPLETED } from '../survival.ts';
import { causeOf, CAUSES, WAIT_PARTS } from '../wait-parts.ts';
import type { CauseOptions } from '../waiting-causes.ts';
import { jackknifeError, lotsOf, studentInterval } from './jackknife.ts';
import type { Resampling } from './resampling.ts';
import type { Strata } from './strata.ts';

/**
 * `mix`: other cases came. The rest is what like cases took otherwise: `processing`, a cause of waiting, `suspension` (stopped after the
 * start), `unseparated` (work and wait of activities of which the log has no start), `gap` (nothing was open).
 */
export const CHANGE_PARTS = ['mix', 'processing', ...CAUSES, 'suspension', 'unseparated', 'gap'] as const;
export type ChangePart = (typeof CHANGE_PARTS)[number];

export interface PartOfChange {
  readonly part: ChangePart;
  /** After minus before, ms of mean cycle time. The estimates of all parts add up to `differenceMs`. */
  readonly estimateMs: number;
  /** null with a single case on a side. */
  readonly lowMs: number | null;
  readonly highMs: number | null;
}

export interface Decomposition {
  /** Completed cases. */
  readonly nBefore: number;
  readonly nAfter: number;
  readonly beforeMeanMs: number;
  readonly afterMeanMs: number;
  readonly differenceMs: number;
  /** The greatest first; parts that are nothing on both sides are not there. */
  readonly parts: readonly PartOfChange[];
  readonly level: number;
}

/** Without `mix`. */
const COMPONENTS = CHANGE_PARTS.length - 1;
const [OF_SUSPENSION, OF_UNSEPARATED, OF_GAP] = [COMPONENTS - 3, COMPONENTS - 2, COMPONENTS - 1];
const OF_KIND: Readonly<Record<(typeof PATH_KINDS)[number], number>> = {
  waiting: -1,
  processing: 0,
  suspension: OF_SUSPENSION,
  unseparated: OF_UNSEPARATED,
  gap: OF_GAP,
};
const OF_PART = WAIT_PARTS.map((part) => 1 + CAUSES.indexOf(causeOf(part)));

/** @param causesFor how waits of a log are explained. @returns null without completed cases on both sides */
export function decompose(
  before: CaseCohort,
  after: CaseCohort,
  strata: Strata | null,
  causesFor: (log: EventLog) => CauseOptions,
  { chance, by, level }: Pick<Resampling, 'chance' | 'by'> & { readonly level: number },
): Decomposition | null {
  const pathsOfBefore = criticalPaths(before.log, causesFor(before.log));
  const pathsOfAfter = after.log === before.log ? pathsOfBefore : criticalPaths(after.log, causesFor(after.log));
  const groups = (strata?.values.length ?? 0) + 1;
  const sides = [
    sums(before, pathsOfBefore, strata?.of[0], groups, lotsOf(before.seen, by, chance.split('before'))),
    sums(after, pathsOfAfter, strata?.of[1], groups, lotsOf(after.seen, by, chance.split('after'))),
  ] as const;
  const [nBefore, nAfter] = [countOf(sides[0].all), countOf(sides[1].all)];
  if (nBefore === 0 || nAfter === 0) return null;
  const whole = split(sides[0].all, sides[1].all);
  const without = [
    sides[0].lots.map((lot) => split(less(sides[0].all, lot), sides[1].all)),
    sides[1].lots.map((lot) => split(sides[0].all, less(sides[1].all, lot))),
  ];
  const parts = CHANGE_PARTS.map((part, place) => {
    const error = jackknifeError(without.map((values) => Float64Array.from(values, (value) => value[place]!)));
    const { estimate, low, high } = studentInterval(whole[place]!, error, level);
    return { part, estimateMs: estimate, lowMs: finite(low), highMs: finite(high) };
  }).filter(({ part, estimateMs, lowMs, highMs }) =>
    part === 'mix' ? strata !== null : estimateMs !== 0 || lowMs !== 0 || highMs !== 0,
  );
  const [beforeMeanMs, afterMeanMs] = [meanOf(sides[0].all), meanOf(sides[1].all)];
  return {
    nBefore,
    nAfter,
    beforeMeanMs,
    afterMeanMs,
    differenceMs: afterMeanMs - beforeMeanMs,
    parts: parts.sort((a, b) => Math.abs(b.estimateMs) - Math.abs(a.estimateMs)),
    level,
  };
}

/** By stratum its count and the sum of each component: group g at g × (COMPONENTS + 1). */
type Sums = Float64Array;

function sums(
  cohort: CaseCohort,
  paths: CriticalPaths,
  stratumOf: Int32Array | undefined,
  groups: number,
  { lots, lotOf }: { readonly lots: number; readonly lotOf: Int32Array },
): { readonly all: Sums; readonly lots: readonly Sums[] } {
  const width = COMPONENTS + 1;
  const all = new Float64Array(groups * width);
  const byLot = Array.from({ length: lots }, () => new Float64Array(groups * width));
  for (const [place, index] of cohort.caseOf.entries()) {
    const [first, end] = [paths.first[index]!, paths.first[index + 1]!];
    const isInstant = first === end && cohort.seen.durationMs[place] === 0;
    if (cohort.seen.ended[place] !== OBSERVED_COMPLETED || (first === end && !isInstant)) continue;
    const stratum = stratumOf?.[place] ?? -1;
    const at = (stratum < 0 ? groups - 1 : stratum) * width;
    for (const into of [all, byLot[lotOf[place]!]!]) {
      into[at]!++;
      for (let stretch = first; stretch < end; stretch++) {
        const ofKind = OF_KIND[PATH_KINDS[paths.kindOf[stretch]!] ?? 'gap'];
        const component = ofKind >= 0 ? ofKind : (OF_PART[paths.partOf[stretch]!] ?? OF_GAP);
        into[at + 1 + component]! += paths.toAt[stretch]! - paths.fromAt[stretch]!;
      }
    }
  }
  return { all, lots: byLot };
}

/** The parts of the difference, as CHANGE_PARTS. A stratum that one side has not differs in its share alone. */
export function split(before: Sums, after: Sums): Float64Array {
  const width = COMPONENTS + 1;
  const [n, m] = [countOf(before), countOf(after)];
  const parts = new Float64Array(CHANGE_PARTS.length);
  for (let at = 0; at < before.length; at += width) {
    const [inBefore, inAfter] = [before[at]!, after[at]!];
    if (inBefore + inAfter === 0) continue;
    const [shareBefore, shareAfter] = [inBefore / n, inAfter / m];
    for (let component = 1; component < width; component++) {
      const ofBefore = inBefore > 0 ? before[at + component]! / inBefore : after[at + component]! / inAfter;
      const ofAfter = inAfter > 0 ? after[at + component]! / inAfter : ofBefore;
      parts[0]! += ((shareAfter - shareBefore) * (ofBefore + ofAfter)) / 2;
      parts[component]! += ((shareAfter + shareBefore) * (ofAfter - ofBefore)) / 2;
    }
  }
  return parts;
}

function countOf(of: Sums): number {
  let count = 0;
  for (let at = 0; at < of.length; at += COMPONENTS + 1) count += of[at]!;
  return count;
}

function meanOf(of: Sums): number {
  let sum = 0;
  for (let at = 0; at < of.length; at++) if (at % (COMPONENTS + 1) > 0) sum += of[at]!;
  return sum / countOf(of);
}

function less(all: Sums, lot: Sums): Sums {
  return all.map((value, at) => value - lot[at]!);
}
