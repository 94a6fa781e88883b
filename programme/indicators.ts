/** Indicators of the change plan, from a log and from ratings. By when cases ended, so that a month is whole when it is over. */
import {
  CASE_COMPLETED,
  type CaseCohort,
  cohort,
  type Duty,
  type EventLog,
  numbers,
  quantileOfSorted,
  repeats,
  selects,
  SMALLEST_GROUP,
  touchMs,
} from '../analytics/index.ts';
import type { IndicatorKind, Measured } from './plan/plan-shapes.ts';
import type { Rating } from './survey/survey-results.ts';

export interface IndicatorSource {
  readonly log: EventLog;
  readonly duty: Duty;
  /** By case key: the last millisecond in which a case is in time. */
  readonly dueAt: ReadonlyMap<string, number>;
  readonly ratings: readonly Rating[];
  /** Keys of cases of which somebody complained. */
  readonly complained: Pick<ReadonlySet<string>, 'has'>;
}

/** Cases that ended in [fromAt, toBeforeAt), of the unit, of the version and later ones; of ratings, weeks that begin in it. */
export interface IndicatorPeriod {
  readonly fromAt?: number | undefined;
  readonly toBeforeAt?: number | undefined;
  readonly unit?: string | undefined;
  /** With all units below it. */
  readonly institution?: { readonly name: string; readonly units: readonly string[] } | undefined;
  readonly channel?: string | undefined;
  readonly applicantKind?: string | undefined;
  readonly sinceVersion?: number | undefined;
  /** Of people's work, where the log tells no costs. */
  readonly costPerHour?: number | undefined;
}

const COSTS = ['cost:total', 'cost', 'costs'];
const HOUR_MS = 3_600_000;
const P90 = 0.9;

/** null below 5 cases or answers. */
export function indicatorOf(kind: IndicatorKind, source: IndicatorSource, period: IndicatorPeriod): Measured {
  const values = kind === 'satisfaction' ? ratingsIn(source.ratings, period) : valuesOf(kind, source, period);
  const n = values.length;
  if (n < SMALLEST_GROUP) return { value: null, n };
  const sorted = Float64Array.from(values).sort();
  switch (kind) {
    case 'medianCycle':
      return { value: quantileOfSorted(sorted, 0.5), n };
    case 'p90Cycle':
      return { value: quantileOfSorted(sorted, P90), n };
    case 'onTime':
    case 'rework':
    case 'complaints':
    case 'cost':
    case 'satisfaction':
      return { value: values.reduce((sum, value) => sum + value, 0) / n, n };
    default:
      return kind satisfies never;
  }
}

/** One number for each case that has it; shares are of 0 and 1. */
export function valuesOf(
  kind: Exclude<IndicatorKind, 'satisfaction'>,
  source: IndicatorSource,
  period: IndicatorPeriod,
): number[] {
  const { log, dueAt } = source;
  const { cases } = log;
  const { fromAt = -Infinity, toBeforeAt = Infinity, sinceVersion } = period;
  const isChosen = selects(log, selectionOf(period));
  const chosen = cohort({
    log,
    only(index) {
      const endedAt = cases.completedAt[index] ?? NaN;
      if (cases.status[index] !== CASE_COMPLETED || !(endedAt >= fromAt && endedAt < toBeforeAt)) return false;
      const version = Number(cases.versions[cases.versionOf[index] ?? -1] ?? NaN);
      return (sinceVersion === undefined || version >= sinceVersion) && isChosen(index);
    },
  });
  const known = (values: Iterable<number>): number[] => [...values].filter((value) => !Number.isNaN(value));
  switch (kind) {
    case 'medianCycle':
    case 'p90Cycle':
      return [...chosen.completedMs];
    case 'onTime':
      return [...chosen.caseOf].flatMap((index) => {
        const due = dueAt.get(cases.keys[index] ?? '');
        return due === undefined ? [] : [(cases.completedAt[index] ?? NaN) <= due ? 1 : 0];
      });
    case 'rework':
      return known(repeats(chosen).values).map((again) => (again > 0 ? 1 : 0));
    case 'complaints':
      return Array.from(chosen.caseOf, (index) => (source.complained.has(cases.keys[index] ?? '') ? 1 : 0));
    case 'cost':
      return known(costsOf(chosen, source.duty, period.costPerHour ?? NaN));
    default:
      return kind satisfies never;
  }
}

function selectionOf({ unit, institution, channel, applicantKind }: IndicatorPeriod): Parameters<typeof selects>[1] {
  const attributes = Object.entries({ channel, applicantKind }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, values: [value] }],
  );
  return {
    ...(unit !== undefined && { units: [unit] }),
    ...(institution && { institutions: { names: [institution.name], units: institution.units } }),
    attributes,
  };
}

/** Of each completed case what the log says that it cost, else what people's work on it does; NaN where neither is known. */
export function costsOf(chosen: CaseCohort, duty: Duty, costPerHour: number): Float64Array {
  const { log } = chosen;
  const attribute = COSTS.find((name) => log.cases.attributes.has(name) || log.attributes.has(name));
  return attribute === undefined
    ? touchMs(chosen, duty).values.map((ms) => (ms / HOUR_MS) * costPerHour)
    : numbers(chosen, attribute).values;
}

function ratingsIn(ratings: readonly Rating[], period: IndicatorPeriod): number[] {
  const { fromAt, toBeforeAt, unit, institution, channel, applicantKind, sinceVersion } = period;
  return ratings
    .filter((rating) => {
      const at = Date.parse(`${rating.week}T00:00:00Z`);
      return (
        at >= (fromAt ?? -Infinity) &&
        at < (toBeforeAt ?? Infinity) &&
        (unit === undefined || rating.unit === unit) &&
        (institution === undefined || institution.units.includes(rating.unit ?? '')) &&
        (channel === undefined || rating.channel === channel) &&
        (applicantKind === undefined || rating.applicantKind === applicantKind) &&
        (sinceVersion === undefined || (rating.version ?? NaN) >= sinceVersion)
      );
    })
    .map(({ value }) => value);
}
