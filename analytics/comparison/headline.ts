/**
 * The five headline measures together, since speed bought with quality is no gain: lead time, quality, cost, touch time, satisfaction.
 * A measure of which the log has nothing is null, and `unmeasured` says why.
 */
import { caseTimes, suspendedMsOf } from '../case-times.ts';
import type { CaseCohort } from '../cohorts.ts';
import type { Duty } from '../duty.ts';
import { medianOf, observations, OBSERVED_COMPLETED } from '../survival.ts';
import type { Observations } from '../survival.ts';
import { differenceOf } from './bca.ts';
import { byCase, dueFrom, numbers, onTime, repeats, touchMs } from './case-values.ts';
import { meanDifference, measure, shareDifference } from './measure.ts';
import type { CaseValues, Measure } from './measure.ts';
import { replicates } from './resampling.ts';
import type { Resampling } from './resampling.ts';
import { attributeName } from './strata.ts';

export interface Headline {
  /**
   * Medians. Gross from receipt, by the wall; net without suspensions; legal in working days of the statutory clock, of the completed cases.
   */
  readonly leadTime: { readonly gross: Measure; readonly net: Measure | null; readonly legal: Measure | null } | null;
  /** Completed cases: repeated steps a case; share without any; share ended by its date. */
  readonly quality: {
    readonly rework: Measure;
    readonly firstTimeRight: Measure;
    readonly onTime: Measure | null;
  } | null;
  /** Means a case. */
  readonly cost: Measure | null;
  readonly touchTime: Measure | null;
  readonly satisfaction: Measure | null;
}

export type HeadlineName = keyof Headline | 'net' | 'legal' | 'onTime';

export interface Unmeasured {
  readonly measure: HeadlineName;
  readonly key:
    'noCompleted' | 'noSuspensions' | 'noCalendar' | 'manyOpen' | 'noDates' | 'noCost' | 'noStarts' | 'noSatisfaction';
  readonly text: string;
}

const WHY: Readonly<Record<Unmeasured['key'], string>> = {
  noCompleted: 'Nothing is completed on one side.',
  noSuspensions: 'No case was suspended: net time is gross time.',
  noCalendar: 'No working calendar is given, so there is no statutory clock.',
  manyOpen: 'Too many cases are open: those completed so far are the short ones.',
  noDates: 'The log tells no dates by which cases are due; name their attribute, or the term in days.',
  noCost: 'The log tells no costs; name their attribute, or the cost of an hour of work.',
  noStarts: 'The log does not tell when work began, so waiting and working cannot be told apart.',
  noSatisfaction: 'Nobody was asked: the log has no ratings; name their attribute.',
};

export interface HeadlineOptions {
  readonly duty?: Duty | undefined;
  /** Attribute with the date by which a case is due; or the term from its start. */
  readonly due?: string | undefined;
  readonly standardMs?: number | undefined;
  /** Attribute with the cost of a case (of its rows: added up); or the cost of an hour of people's work. */
  readonly cost?: string | undefined;
  readonly costPerHour?: number | undefined;
  /** Attribute with a rating, more is better. */
  readonly satisfaction?: string | undefined;
  /** Ratings of both sides from surveys, which know no case: where the log has none. */
  readonly ratings?: readonly [CaseValues, CaseValues] | undefined;
}

/** Known names, for logs where nobody says them. The first is that of the cost extension of XES. */
const COST_NAMES = ['cost:total', 'cost', 'costs'];
const SATISFACTION_NAMES = ['satisfaction', 'rating', 'csat'];
/** More open cases than this on a side, and what is known of completed ones only is not told. */
const MOST_OPEN = 0.05;
const HOUR_MS = 3_600_000;

type How = Omit<Resampling, 'standard'> & { readonly level: number };

export function headline(
  before: CaseCohort,
  after: CaseCohort,
  options: HeadlineOptions,
  how: How,
): { readonly headline: Headline; readonly unmeasured: readonly Unmeasured[] } {
  const unmeasured: Unmeasured[] = [];
  const missing = (name: HeadlineName, key: Unmeasured['key']): null => {
    unmeasured.push({ measure: name, key, text: WHY[key] });
    return null;
  };
  const { by, level } = how;
  const both = (of: (cohort: CaseCohort) => CaseValues) => [of(before), of(after)] as const;
  const told = ([one, other]: readonly [CaseValues, CaseValues]): boolean =>
    [one, other].every(({ values }) => values.some((value) => !Number.isNaN(value)));
  const mean = (values: readonly [CaseValues, CaseValues], unit: Measure['unit'], better: Measure['better']): Measure | null => {
    const { interval, ...sides } = meanDifference(...values, by, level);
    return measure({ unit, statistic: 'mean', better, ...sides }, interval);
  };
  const share = (values: readonly [CaseValues, CaseValues]): Measure | null => {
    const { interval, ...sides } = shareDifference(...values, level);
    return measure({ unit: 'share', statistic: 'share', better: 'more', ...sides }, interval);
  };

  const gross = medians([leadTimes(before, 'gross'), leadTimes(after, 'gross')], 'ms', how);
  const hasPauses = [before, after].some(({ log }) => log.suspendedMs.some((ms) => ms > 0));
  const net = !gross
    ? null
    : hasPauses
      ? medians([leadTimes(before, 'net'), leadTimes(after, 'net')], 'ms', how)
      : missing('net', 'noSuspensions');
  const isMostlyClosed = [before, after].every(({ open, n }) => open <= MOST_OPEN * n);
  const legal = !gross
    ? null
    : !options.duty || options.duty.source !== 'given'
      ? missing('legal', 'noCalendar')
      : isMostlyClosed
        ? medians([legalDays(before, options.duty), legalDays(after, options.duty)], 'days', how)
        : missing('legal', 'manyOpen');

  const again = both(repeats);
  const rework = mean(again, 'count', 'less');
  const right = share(again.map((side) => mapped(side, (value) => (value === 0 ? 1 : 0))) as [CaseValues, CaseValues]);
  const due = options.due;
  const inTime =
    due !== undefined || options.standardMs !== undefined
      ? both((cohort) => onTime(cohort, due === undefined ? termOf(cohort, options.standardMs ?? NaN) : dueFrom(cohort.log, due)))
      : undefined;

  const touched = both((cohort) => touchMs(cohort, options.duty));
  const costs = costsOf(before, after, options, touched);
  const satisfied = attributeOf([before, after], options.satisfaction, SATISFACTION_NAMES);
  const ratings = satisfied === undefined ? options.ratings : both((cohort) => numbers(cohort, satisfied));
  return {
    headline: {
      leadTime: gross ? { gross, net, legal } : missing('leadTime', 'noCompleted'),
      quality:
        rework && right
          ? { rework, firstTimeRight: right, onTime: inTime && told(inTime) ? share(inTime) : missing('onTime', 'noDates') }
          : missing('quality', 'noCompleted'),
      cost: costs && told(costs) ? mean(costs, 'money', 'less') : missing('cost', 'noCost'),
      touchTime: told(touched) ? mean(touched, 'ms', 'less') : missing('touchTime', 'noStarts'),
      satisfaction: ratings && told(ratings) ? mean(ratings, 'points', 'more') : missing('satisfaction', 'noSatisfaction'),
    },
    unmeasured,
  };
}

function costsOf(
  before: CaseCohort,
  after: CaseCohort,
  { cost, costPerHour }: HeadlineOptions,
  touched: readonly [CaseValues, CaseValues],
): readonly [CaseValues, CaseValues] | undefined {
  const name = attributeOf([before, after], cost, COST_NAMES);
  if (name !== undefined) return [numbers(before, name), numbers(after, name)];
  if (costPerHour === undefined) return undefined;
  return touched.map((side) => mapped(side, (ms) => (ms / HOUR_MS) * costPerHour)) as [CaseValues, CaseValues];
}

function attributeOf(cohorts: readonly CaseCohort[], named: string | undefined, usual: readonly string[]): string | undefined {
  const has = (asked: string): boolean =>
    cohorts.every(({ log }) => {
      const name = attributeName(log, asked);
      return log.cases.attributes.has(name) || log.attributes.has(name);
    });
  return named ?? usual.find(has);
}

function mapped({ values, weekOf }: CaseValues, to: (value: number) => number): CaseValues {
  return { values: values.map((value) => (Number.isNaN(value) ? NaN : to(value))), weekOf };
}

function termOf({ log }: CaseCohort, standardMs: number): (index: number) => number {
  return (index) => receiptOf(log, index) + standardMs;
}

function receiptOf({ cases }: CaseCohort['log'], index: number): number {
  const [receivedAt, registeredAt] = [cases.receivedAt[index]!, cases.registeredAt[index]!];
  return Number.isNaN(receivedAt) ? (Number.isNaN(registeredAt) ? cases.startedAt[index]! : registeredAt) : receivedAt;
}

/** From receipt; open cases for as long as they have lasted. */
function leadTimes({ log, seen, caseOf }: CaseCohort, clock: 'gross' | 'net'): Observations {
  const ms = seen.durationMs.map((durationMs, place) => {
    const index = caseOf[place]!;
    const [fromAt, toAt] = [receiptOf(log, index), log.cases.startedAt[index]! + durationMs];
    const paused = clock === 'net' ? suspendedMsOf(log, index, fromAt, toAt) : 0;
    return Math.max(0, toAt - fromAt - paused);
  });
  return observations(ms, seen.ended, [...seen.cluster]);
}

function legalDays(cohort: CaseCohort, duty: Duty): Observations {
  const { legalDays: ofCases } = caseTimes(cohort.log, duty);
  const days = byCase(cohort, (index, place) => (cohort.seen.ended[place] === OBSERVED_COMPLETED ? ofCases[index]! : NaN));
  const known = Array.from(days.values.keys()).filter((place) => !Number.isNaN(days.values[place]!));
  return observations(
    Float64Array.from(known, (place) => days.values[place]!),
    new Uint8Array(known.length).fill(OBSERVED_COMPLETED),
    known.map((place) => days.weekOf[place]!),
  );
}

function medians(seen: readonly [Observations, Observations], unit: 'ms' | 'days', how: How): Measure | null {
  const [before, after] = seen.map((one, side) =>
    one.durationMs.length === 0 || one.completed === 0
      ? undefined
      : replicates(one, [0.5], { ...how, chance: how.chance.split(side) })[0],
  );
  if (!before || !after) return null;
  const { estimateMs: estimate, lowMs: low, highMs: high } = differenceOf(before, after, how.level);
  return measure(
    {
      unit,
      statistic: 'median',
      better: 'less',
      before: { n: seen[0].durationMs.length, value: medianOf(seen[0]) },
      after: { n: seen[1].durationMs.length, value: medianOf(seen[1]) },
    },
    { estimate, low, high, level: how.level },
  );
}
