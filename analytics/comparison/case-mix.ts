/**
 * Like for like: were there other cases, or were the same cases handled otherwise? Both cohorts are given one mix, that of both together
 * (direct standardisation with pooled weights), and each stratum is shown, so that a reversal (Simpson 1951) cannot hide.
 */
import type { CaseCohort } from '../cohorts.ts';
import { finite } from '../compare.ts';
import { stratifiedLogRank, vanElteren } from '../rank-tests.ts';
import { total } from '../statistics.ts';
import { medianOf, OBSERVED_COMPLETED, observations } from '../survival.ts';
import type { Observations } from '../survival.ts';
import { differenceOf } from './bca.ts';
import { replicates } from './resampling.ts';
import type { Resampling, Standard } from './resampling.ts';
import { pooledShares } from './strata.ts';
import type { Strata } from './strata.ts';

export interface MixSide {
  readonly n: number;
  /** Of the cases of its cohort that are in a stratum. */
  readonly share: number;
  readonly medianMs: number | null;
  /** Of the completed. */
  readonly meanMs: number | null;
}

export interface Stratum {
  readonly values: readonly (string | null)[];
  readonly before: MixSide;
  readonly after: MixSide;
  /** After minus before, of the medians. */
  readonly differenceMs: number | null;
}

export interface CaseMix {
  readonly by: readonly string[];
  readonly strata: readonly Stratum[];
  /** Cases that are like fewer than 5 on one side: they are not compared. */
  readonly leftOut: { readonly before: number; readonly after: number };
  /** Both cohorts as if of the mix of both together. */
  readonly standardised: {
    readonly beforeMedianMs: number | null;
    readonly afterMedianMs: number | null;
    readonly beforeMeanMs: number | null;
    readonly afterMeanMs: number | null;
    /** After minus before, of the standardised medians. */
    readonly difference: { readonly estimateMs: number | null; readonly lowMs: number | null; readonly highMs: number | null };
    readonly level: number;
  };
  readonly vanElteren: { readonly z: number; readonly p: number } | null;
  readonly stratifiedLogRank: { readonly statistic: number; readonly p: number };
  /** `whole`: the medians of all go one way and those of every stratum the other; `standardised`: those of the same mix go the other way. */
  readonly reversal: 'whole' | 'standardised' | null;
}

/** @returns null where no stratum has cases enough on both sides */
export function caseMix(
  before: CaseCohort,
  after: CaseCohort,
  strata: Strata,
  how: Omit<Resampling, 'standard'>,
  level: number,
): CaseMix | null {
  if (strata.values.length === 0) return null;
  const shares = pooledShares(strata);
  const [inBefore, inAfter] = strata.of as readonly [Int32Array, Int32Array];
  const medians = (seen: Observations, stratumOf: Int32Array, name: string) => {
    const standard: Standard = { stratumOf, shares };
    return replicates(seen, [0.5], { ...how, standard, chance: how.chance.split(name) })[0]!;
  };
  const sides = [medians(before.seen, inBefore, 'before'), medians(after.seen, inAfter, 'after')] as const;
  const difference = differenceOf(...sides, level);
  const parts = strata.values.map(
    (_, stratum) => [part(before.seen, inBefore, stratum), part(after.seen, inAfter, stratum)] as const,
  );
  const described = strata.values.map((values, stratum) => {
    const [ofBefore, ofAfter] = parts[stratum]!;
    return {
      values,
      before: side(ofBefore, before.n - strata.leftOut[0]!),
      after: side(ofAfter, after.n - strata.leftOut[1]!),
      differenceMs: finite(medianOf(ofAfter) - medianOf(ofBefore)),
    };
  });
  const completed = parts.map(([ofBefore, ofAfter]) => [completedOf(ofBefore), completedOf(ofAfter)] as const);
  const mean = (of: 0 | 1): number => shares.reduce((sum, share, stratum) => sum + share * meanOf(completed[stratum]![of]), 0);
  const ranks = stratifiedLogRank(parts);
  const wholeMs = medianOf(after.seen) - medianOf(before.seen);
  return {
    by: strata.by,
    strata: described,
    leftOut: { before: strata.leftOut[0]!, after: strata.leftOut[1]! },
    standardised: {
      beforeMedianMs: finite(sides[0].estimateMs),
      afterMedianMs: finite(sides[1].estimateMs),
      beforeMeanMs: finite(mean(0)),
      afterMeanMs: finite(mean(1)),
      difference: {
        estimateMs: finite(difference.estimateMs),
        lowMs: finite(difference.lowMs),
        highMs: finite(difference.highMs),
      },
      level,
    },
    vanElteren: before.seen.open + after.seen.open > 0 ? null : vanElteren(completed),
    stratifiedLogRank: { statistic: ranks.statistic, p: ranks.p },
    reversal: reversalOf(wholeMs, difference.estimateMs, described),
  };
}

function reversalOf(wholeMs: number, alikeMs: number, strata: readonly Stratum[]): CaseMix['reversal'] {
  const way = Math.sign(wholeMs);
  if (way === 0 || Number.isNaN(way)) return null;
  const opposite =
    strata.length > 1 && strata.every(({ differenceMs }) => differenceMs !== null && Math.sign(differenceMs) === -way);
  return opposite ? 'whole' : Math.sign(alikeMs) === -way ? 'standardised' : null;
}

/** The observations of one stratum, in their order. */
export function part(seen: Observations, stratumOf: Int32Array, stratum: number): Observations {
  const inside = Array.from(stratumOf.keys()).filter((index) => stratumOf[index] === stratum);
  return observations(
    Float64Array.from(inside, (index) => seen.durationMs[index]!),
    Uint8Array.from(inside, (index) => seen.ended[index]!),
    inside.map((index) => seen.cluster[index]!),
  );
}

function side(of: Observations, all: number): MixSide {
  const n = of.durationMs.length;
  return { n, share: n / all, medianMs: finite(medianOf(of)), meanMs: finite(meanOf(completedOf(of))) };
}

function completedOf(of: Observations): Float64Array {
  return of.durationMs.filter((_, index) => of.ended[index] === OBSERVED_COMPLETED);
}

function meanOf(sample: Float64Array): number {
  return total(sample) / sample.length;
}
