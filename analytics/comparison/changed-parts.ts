/**
 * Which activities and which groups of cases changed? One test each (Brunner and Munzel), corrected for all of them together (Benjamini and
 * Hochberg 1995): of twenty that did not change one would look changed.
 */
import type { CaseCohort } from '../cohorts.ts';
import { enablement } from '../enablement.ts';
import type { EventLog } from '../log/event-log.ts';
import { benjaminiHochberg } from '../segments.ts';
import { designEffect, OBSERVED_COMPLETED, observations } from '../survival.ts';
import { selectQuantile } from '../quantile-select.ts';
import { rowTimes } from '../times.ts';
import { MIN_COMPLETED } from '../verdict.ts';
import { brunnerMunzel } from './rank-effects.ts';
import type { Strata } from './strata.ts';
import { twoSidedStudent } from './tails.ts';

export interface ChangedPart {
  /** An activity by its sojourn (enabled to completed), or a group of like cases by their duration. */
  readonly kind: 'activity' | 'segment';
  readonly name: string;
  /** Completed instances, or cases. */
  readonly nBefore: number;
  readonly nAfter: number;
  readonly beforeMedianMs: number;
  readonly afterMedianMs: number;
  /** P(after < before) + P(tie) / 2. */
  readonly superiority: number;
  /** With fewer cases that count where those of a week are alike. */
  readonly p: number;
  /** The rate of false discoveries at which it would be called changed. */
  readonly q: number;
  readonly standing: 'faster' | 'slower' | 'not proven';
}

const FALSE_DISCOVERY_RATE = 0.05;

interface Sample {
  readonly ms: number[];
  readonly weeks: number[];
}

/** The surest first. Those with fewer than 20 on a side are not tested. */
export function changedParts(before: CaseCohort, after: CaseCohort, strata: Strata | null): readonly ChangedPart[] {
  const activities = [activitySamples(before), activitySamples(after)] as const;
  const tested = [...activities[0].keys()].flatMap((name) =>
    test('activity', name, activities[0].get(name), activities[1].get(name)),
  );
  for (const [stratum, values] of strata?.values.entries() ?? []) {
    const name = values.map((value, place) => `${strata?.by[place] ?? ''} = ${value ?? '–'}`).join(', ');
    tested.push(...test('segment', name, cases(before, strata?.of[0], stratum), cases(after, strata?.of[1], stratum)));
  }
  const adjusted = benjaminiHochberg(Float64Array.from(tested, ({ p }) => p));
  return tested
    .map((part, index): ChangedPart => {
      const q = adjusted[index]!;
      return { ...part, q, standing: q > FALSE_DISCOVERY_RATE ? 'not proven' : part.superiority > 0.5 ? 'faster' : 'slower' };
    })
    .sort((a, b) => a.q - b.q || a.p - b.p);
}

function test(
  kind: ChangedPart['kind'],
  name: string,
  before: Sample | undefined,
  after: Sample | undefined,
): Omit<ChangedPart, 'q' | 'standing'>[] {
  if (!before || !after || Math.min(before.ms.length, after.ms.length) < MIN_COMPLETED) return [];
  const [first, second] = [Float64Array.from(before.ms).sort(), Float64Array.from(after.ms).sort()];
  const { superiority, statistic, freedom } = brunnerMunzel(first, second);
  const effect = Math.max(effectOf(before), effectOf(after));
  return [
    {
      kind,
      name,
      nBefore: first.length,
      nAfter: second.length,
      beforeMedianMs: selectQuantile(first, 0.5),
      afterMedianMs: selectQuantile(second, 0.5),
      superiority,
      p: Number.isFinite(statistic) ? twoSidedStudent(statistic / Math.sqrt(effect), freedom / effect) : 0,
    },
  ];
}

function effectOf({ ms, weeks }: Sample): number {
  return designEffect(observations(Float64Array.from(ms), new Uint8Array(ms.length), weeks));
}

/** Sojourns of the instances of completed cases, by name of the activity: two logs may number them otherwise. */
function activitySamples({ log, seen, caseOf }: CaseCohort): ReadonlyMap<string, Sample> {
  const sojournMs = sojourns(log);
  const samples = new Map<string, Sample>();
  for (const [place, index] of caseOf.entries()) {
    if (seen.ended[place] !== OBSERVED_COMPLETED) continue;
    for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
      if (Number.isNaN(sojournMs[row]!)) continue;
      const name = log.activities[log.activityOf[row]!] ?? '';
      let sample = samples.get(name);
      if (!sample) samples.set(name, (sample = { ms: [], weeks: [] }));
      sample.ms.push(sojournMs[row]!);
      sample.weeks.push(seen.cluster[place]!);
    }
  }
  return samples;
}

function sojourns(log: EventLog): Float64Array {
  return rowTimes(log, enablement(log)).sojournMs;
}

function cases({ seen }: CaseCohort, stratumOf: Int32Array | undefined, stratum: number): Sample {
  const sample: Sample = { ms: [], weeks: [] };
  for (let place = 0; place < seen.durationMs.length; place++)
    if (stratumOf?.[place] === stratum && seen.ended[place] === OBSERVED_COMPLETED) {
      sample.ms.push(seen.durationMs[place]!);
      sample.weeks.push(seen.cluster[place]!);
    }
  return sample;
}
