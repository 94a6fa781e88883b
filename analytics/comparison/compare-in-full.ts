/**
 * Before and after in full: what `compare` says, and with it quantiles, curves, tests, the case mix, the five headline measures, why it changed,
 * and what could be seen at all. One verdict. See docs/before-after.md.
 */
import { cohort } from '../cohorts.ts';
import type { CaseCohort, CohortChoice } from '../cohorts.ts';
import { compared, dependenceOf, finite, LEVEL, RESAMPLES } from '../compare.ts';
import type { CompareOptions, Comparison } from '../compare.ts';
import { discoverCalendars } from '../discover-calendars.ts';
import type { Duty } from '../duty.ts';
import type { EventLog } from '../log/event-log.ts';
import { random } from '../simulation/random.ts';
import type { Verdict } from '../verdict.ts';
import { differenceOf, intervalOf } from './bca.ts';
import { caseMix } from './case-mix.ts';
import type { CaseMix } from './case-mix.ts';
import { changedParts } from './changed-parts.ts';
import type { ChangedPart } from './changed-parts.ts';
import { besides, cautions } from './cautions.ts';
import { controlOf, controlUnit, differenceInDifferences } from './control-unit.ts';
import type { ControlUnit } from './control-unit.ts';
import { curveBand, restrictedMeans } from './curves.ts';
import type { RestrictedMeans } from './curves.ts';
import { decompose } from './decomposition.ts';
import type { Decomposition } from './decomposition.ts';
import { detectable } from './detectable.ts';
import type { Detectable } from './detectable.ts';
import { headline } from './headline.ts';
import type { Headline, HeadlineOptions, Unmeasured } from './headline.ts';
import { headlineVerdict } from './headline-verdict.ts';
import { interruptedSeries } from './interrupted-series.ts';
import type { InterruptedSeries } from './interrupted-series.ts';
import { fullReasonText } from './reasons.ts';
import type { FullReason } from './reasons.ts';
import { replicates } from './resampling.ts';
import type { Replicates } from './resampling.ts';
import { speedVerdict } from './speed-verdict.ts';
import { strataOf } from './strata.ts';
import { superiority } from './superiority.ts';
import type { Superiority } from './superiority.ts';
import { hodgesLehmann } from './rank-effects.ts';
import type { Shift } from './rank-effects.ts';
import type { BandPoint } from './survival-intervals.ts';
import { testsOf } from './tests-of-difference.ts';
import type { TestOfDifference } from './tests-of-difference.ts';

export interface QuantileOfCohort {
  /** null where too many cases are open to know it. */
  readonly valueMs: number | null;
  readonly lowMs: number | null;
  readonly highMs: number | null;
}

export interface QuantileDifference {
  readonly share: number;
  readonly before: QuantileOfCohort;
  readonly after: QuantileOfCohort;
  readonly difference: Comparison['difference'];
}

export interface FullComparison extends Omit<Comparison, 'verdict' | 'reasonKeys'> {
  readonly verdict: Verdict;
  readonly reasonKeys: readonly FullReason[];
  /** Of the curves: 0.5, 0.25, 0.75, 0.9. */
  readonly quantiles: readonly QuantileDifference[];
  readonly survival: {
    readonly before: readonly BandPoint[];
    readonly after: readonly BandPoint[];
    readonly restrictedMean: RestrictedMeans | null;
  };
  /** With the shift that makes both samples alike; `shift` is null when cases are open. */
  readonly superiority: (Superiority & { readonly shift: Shift | null }) | null;
  readonly tests: readonly TestOfDifference[];
  /** null without attributes to compare by, or without like cases. */
  readonly caseMix: CaseMix | null;
  readonly headline: Headline;
  readonly unmeasured: readonly Unmeasured[];
  readonly decomposition: Decomposition | null;
  readonly detectable: Detectable | null;
  readonly control: ControlUnit | null;
  readonly series: InterruptedSeries | null;
  readonly parts: readonly ChangedPart[];
}

export interface FullOptions extends CompareOptions, HeadlineOptions {
  /** Attributes by which cases are alike. With them the verdict is on like cases. */
  readonly by?: readonly string[] | undefined;
  /** `attribute=value`, a value of one of `by`, or a unit: cases that the change did not touch. They are in neither cohort. */
  readonly control?: string | undefined;
  /** When the change came; the first start after by default. */
  readonly changeAt?: number | undefined;
  /** Told the share of the work that is done, as it goes. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** What cannot be asked of these logs, in a sentence. */
export interface ComparisonProblem {
  readonly problem: string;
}

export function compareInFull(
  beforeChoice: CohortChoice,
  afterChoice: CohortChoice,
  options: FullOptions = {},
): FullComparison | ComparisonProblem {
  const { by = [], control, seed = 1, resamples = RESAMPLES, onProgress: tell } = options;
  const logs = [beforeChoice.log, afterChoice.log];
  const found = control === undefined ? undefined : controlOf(logs, control, by);
  if (control !== undefined && !found)
    return { problem: `No case is of “${control}” on both sides: it is no value of ${[...by, 'unit'].join(', ')}.` };
  const of = (choice: CohortChoice, isControl: boolean): CaseCohort => {
    const has = found?.has(choice.log);
    return cohort(has ? { ...choice, only: (index) => has(index) === isControl && choice.only?.(index) !== false } : choice);
  };
  const [before, after] = [of(beforeChoice, false), of(afterChoice, false)];
  const strata = by.length === 0 ? null : strataOf([before, after], by);
  if (strata && 'unknown' in strata) return { problem: `No case has ${strata.unknown.map((name) => `“${name}”`).join(', ')}.` };
  const chance = random(seed);
  const dependence = dependenceOf(before, after);
  const how = { resamples, chance, by: dependence.by, level: LEVEL };
  const drawn = [
    replicates(before.seen, SHARES, { ...how, chance: chance.split('before') }),
    replicates(after.seen, SHARES, { ...how, chance: chance.split('after') }),
  ] as const;
  tell?.(0.2);
  const plain = compared(before, after, differenceOf(drawn[0][0]!, drawn[1][0]!, LEVEL), seed);
  const mix = strata && caseMix(before, after, strata, { ...how, chance: chance.split('mix') }, LEVEL);
  const controls = found && ([of(beforeChoice, true), of(afterChoice, true)] as const);
  const bounds = controls && differenceInDifferences([before, after], controls, { ...how, chance: chance.split('control') });
  const untouched = found && controls && bounds ? controlUnit(found, controls, bounds, LEVEL) : null;
  tell?.(0.4);
  const measured = headline(before, after, options, { ...how, chance: chance.split('headline') });
  const changeAt = options.changeAt ?? after.firstStartAt;
  const series = interruptedSeries([before, after], [startsOf(before), startsOf(after)], changeAt, LEVEL);
  tell?.(0.6);
  const speed = speedVerdict(before, after, plain, mix, strata, untouched);
  const verdict = headlineVerdict(speed.verdict, measured.headline);
  const reasonKeys: readonly FullReason[] = [
    ...besides(verdict, measured.headline),
    ...speed.reasons,
    ...plain.reasonKeys,
    ...cautions(before, after, changeAt, series, seed),
  ];
  const isWhole = [before, after].every(({ open, withdrawn, n }) => n > 0 && open + withdrawn === 0);
  const faster = superiority(before.seen, after.seen, { ...how, chance: chance.split('superiority') });
  return {
    ...plain,
    verdict,
    reasons: reasonKeys.map(fullReasonText),
    reasonKeys,
    quantiles: quantilesOf(drawn),
    survival: {
      before: curveBand(before.seen, { ...how, chance: chance.split('band before') }),
      after: curveBand(after.seen, { ...how, chance: chance.split('band after') }),
      restrictedMean: restrictedMeans(before.seen, after.seen, { ...how, chance: chance.split('area') }),
    },
    superiority: faster && {
      ...faster,
      shift: isWhole ? hodgesLehmann(before.completedMs, after.completedMs, LEVEL, dependence.effect) : null,
    },
    tests: testsOf(before, after, mix, dependence.effect),
    caseMix: mix,
    ...measured,
    decomposition: decompose(before, after, strata, causesFor(options.duty), { ...how, chance: chance.split('why') }),
    detectable: detectable(before, dependence.by === 'cluster' ? dependence.effect : 1, {
      ...how,
      chance: chance.split('detectable'),
    }),
    control: untouched,
    series,
    parts: changedParts(before, after, strata),
  };
}

/** The median first: its replicates are those of `compare` with the same seed. */
const SHARES = [0.5, 0.25, 0.75, 0.9];

function quantilesOf([before, after]: readonly [readonly Replicates[], readonly Replicates[]]): readonly QuantileDifference[] {
  const side = (of: Replicates): QuantileOfCohort => {
    const { estimateMs, lowMs, highMs } = intervalOf([{ sign: 1, of }], LEVEL);
    return { valueMs: finite(estimateMs), lowMs: finite(lowMs), highMs: finite(highMs) };
  };
  return SHARES.map((share, place) => {
    const { estimateMs, lowMs, highMs } = differenceOf(before[place]!, after[place]!, LEVEL);
    return {
      share,
      before: side(before[place]!),
      after: side(after[place]!),
      difference: { estimateMs: finite(estimateMs), lowMs: finite(lowMs), highMs: finite(highMs), level: LEVEL },
    };
  });
}

function causesFor(duty: Duty | undefined) {
  const found = new Map<EventLog, Duty>();
  return (log: EventLog) => {
    const known = duty ?? found.get(log) ?? discoverCalendars(log);
    found.set(log, known);
    return { duty: known };
  };
}

function startsOf({ log, caseOf }: CaseCohort): Float64Array {
  return Float64Array.from(caseOf, (index) => log.cases.startedAt[index]!);
}
