/** The whole comparison of before and after, in the shape of the contract. */
import {
  type CaseCohort,
  type CohortChoice,
  compareInFull,
  type ComparisonProblem,
  type EventLog,
  type FullComparison,
  selectCases,
} from '../../analytics/index.ts';
import { dutyOf, elementOf, type Setting } from '../analytics-work/setting.ts';
import type { FullComparisonJson } from '../contract/comparisons.ts';
import { chartsView } from './analytics-time.ts';
import { casesBehind, comparedCohorts, DUE, histogram, namesPeople, withDue } from './comparison-cases.ts';
import { iso } from './instants.ts';

export interface SideAsked extends Pick<CohortChoice, 'startedFromAt' | 'startedBeforeAt' | 'version'> {
  readonly source: FullComparisonJson['before']['source'];
}

/** Plain data: it goes to a thread as it is. */
export interface ComparisonAsked {
  readonly before: SideAsked;
  readonly after: SideAsked;
  readonly asOfAt?: number | undefined;
  readonly changeAt?: number | undefined;
  readonly by?: readonly string[] | undefined;
  readonly control?: string | undefined;
  readonly standardDays?: number | undefined;
  readonly dueAttribute?: string | undefined;
  readonly costAttribute?: string | undefined;
  readonly costPerHour?: number | undefined;
  readonly satisfactionAttribute?: string | undefined;
  readonly seed?: number | undefined;
  /** Of surveys, where no attribute tells of satisfaction: a rating and the week of its case, of each side. */
  readonly ratings?: readonly [SideRatings, SideRatings] | undefined;
}

export interface SideRatings {
  readonly values: readonly number[];
  readonly weeks: readonly number[];
}

export interface ComparedInFull {
  readonly view: FullComparisonJson;
  /** Cases of both sides, and those of their logs that are in neither. */
  readonly cases: number;
  readonly left: number;
}

/** @param logs of before and after: the same log, or two */
export function comparisonAnswer(
  logs: readonly [EventLog, EventLog],
  setting: Setting,
  asked: ComparisonAsked,
  onProgress: (share: number) => void,
): ComparedInFull | ComparisonProblem {
  const ofPeople = (asked.by ?? []).find((name) => logs.some((log) => namesPeople(log, name)));
  if (ofPeople !== undefined) return { problem: `“${ofPeople}” names people who work; cases are not compared by them.` };
  const before = withDue(logs[0], setting, asked.standardDays);
  const after = logs[1] === logs[0] ? before : withDue(logs[1], setting, asked.standardDays);
  const choices = [choiceOf(before, asked.before, asked), choiceOf(after, asked.after, asked)] as const;
  const knowsDue = [before, after].every(({ cases }) => cases.attributes.has(DUE));
  const found = compareInFull(...choices, {
    seed: asked.seed ?? 1,
    by: asked.by,
    control: asked.control,
    changeAt: asked.changeAt,
    duty: setting.hours === 'discovered' ? undefined : dutyOf(after, setting),
    due: asked.dueAttribute ?? (knowsDue ? DUE : undefined),
    cost: asked.costAttribute,
    costPerHour: asked.costPerHour,
    satisfaction: asked.satisfactionAttribute,
    ratings: asked.ratings && [ratingsOf(asked.ratings[0]), ratingsOf(asked.ratings[1])],
    onProgress,
  });
  if ('problem' in found) return found;
  const cohorts = comparedCohorts(choices, controlJson(found.control));
  const changeAt = asked.changeAt ?? cohorts[1].firstStartAt;
  const cases = cohorts[0].n + cohorts[1].n;
  const all = before === after ? before.cases.count : before.cases.count + after.cases.count;
  return {
    cases,
    left: Math.max(0, all - cases),
    view: {
      ...figuresJson(found, setting),
      before: { ...found.before, ...sideJson(asked.before, cohorts[0]) },
      after: { ...found.after, ...sideJson(asked.after, cohorts[1]) },
      changeAt: Number.isFinite(changeAt) ? iso(changeAt) : null,
      calendar: setting.hours,
      histogram: histogram(cohorts),
      chart: cases === 0 ? null : chart([before, after], cohorts, setting, changeAt),
      cases: casesBehind(cohorts, asked.by ?? []),
    },
  };
}

function ratingsOf({ values, weeks }: SideRatings) {
  return { values: Float64Array.from(values), weekOf: Int32Array.from(weeks) };
}

function choiceOf(log: EventLog, { source: _source, ...choice }: SideAsked, { asOfAt }: ComparisonAsked): CohortChoice {
  return { log, ...choice, ...(asOfAt !== undefined && { asOfAt }) };
}

function sideJson({ source, version }: SideAsked, { n, firstStartAt, lastStartAt }: CaseCohort) {
  return {
    source,
    version: version === undefined ? null : Number(version),
    from: n === 0 ? null : iso(firstStartAt),
    to: n === 0 ? null : iso(lastStartAt),
  };
}

/** Of the cases of both sides, by the week of their completion; null of two sources that worked in the same weeks. */
function chart(
  [before, after]: readonly [EventLog, EventLog],
  cohorts: readonly [CaseCohort, CaseCohort],
  setting: Setting,
  changeAt: number,
): FullComparisonJson['chart'] {
  const changes = [{ at: changeAt, version: null }];
  const of = (log: EventLog, compared: readonly CaseCohort[], told: typeof changes) => {
    const known = new Set(compared.flatMap(({ caseOf }) => [...caseOf]));
    const part = { ...selectCases(log, (index) => known.has(index)), observedUntilAt: log.observedUntilAt };
    return chartsView(part, setting, { measure: 'duration', step: 'week', changes: told, find: false });
  };
  if (before === after) return of(before, cohorts, changes);
  const [first, second] = [of(before, [cohorts[0]], []), of(after, [cohorts[1]], [])];
  const [last, next] = [first.points.at(-1)?.from, second.points[0]?.from];
  if (last === undefined || next === undefined || last >= next) return null;
  const shift = first.phases.length;
  return {
    ...first,
    points: [...first.points, ...second.points.map((point) => ({ ...point, phase: point.phase + shift }))],
    phases: [...first.phases, ...second.phases.map((phase) => ({ ...phase, reason: 'told' as const }))],
    changes: [{ from: next, version: null }],
  };
}

type Figures = Omit<FullComparisonJson, 'before' | 'after' | 'changeAt' | 'calendar' | 'histogram' | 'chart' | 'cases'>;

function figuresJson(found: FullComparison, setting: Setting): Figures {
  const { survival, series, caseMix, decomposition, detectable, headline } = found;
  return {
    verdict: found.verdict,
    reasons: reasonsJson(found),
    seed: found.seed,
    difference: found.difference,
    quantiles: [...found.quantiles],
    survival: {
      before: survival.before.map(pointJson),
      after: survival.after.map(pointJson),
      restrictedMean: survival.restrictedMean,
    },
    superiority: found.superiority,
    tests: found.tests.map((test) => ({ ...test, statistic: Number.isFinite(test.statistic) ? test.statistic : null })),
    caseMix: caseMix && {
      ...caseMix,
      by: [...caseMix.by],
      strata: caseMix.strata.map((stratum) => ({ ...stratum, values: [...stratum.values] })),
    },
    headline,
    unmeasured: [...found.unmeasured],
    decomposition: decomposition && { ...decomposition, parts: decomposition.parts.map((part) => ({ ...part })) },
    detectable: detectable && { ...detectable, effects: [...detectable.effects] },
    control: controlJson(found.control),
    series: series && {
      ...series,
      changeAt: iso(series.changeAt),
      points: series.points.map(({ fromAt, ...point }) => ({ from: iso(fromAt), ...point })),
    },
    parts: found.parts.map(({ name, ...part }) => ({
      ...part,
      ...(part.kind === 'activity' ? elementOf(setting, name) : { element: name, name }),
    })),
  };
}

function controlJson(control: FullComparison['control']): FullComparisonJson['control'] {
  return control;
}

function pointJson({ survival, low, high, ...point }: FullComparison['survival']['before'][number]) {
  return { ...point, survival: clamp(survival), low: clamp(low), high: clamp(high) };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** Measures are told by name, for the page's own words. */
function reasonsJson({ reasonKeys, reasons, headline }: FullComparison): FullComparisonJson['reasons'] {
  const { quality, cost, touchTime, satisfaction } = headline;
  const beside = { ...quality, cost, touchTime, satisfaction };
  const named = (change: 'better' | 'worse'): string[] =>
    Object.entries(beside).flatMap(([name, measure]) => (measure?.change === change ? [name] : []));
  return reasonKeys.map(({ key, parameters }, place) => ({
    key,
    params: {
      ...Object.fromEntries(Object.entries<string | number>({ ...parameters }).map(([name, value]) => [name, plain(value)])),
      ...((key === 'boughtWith' || key === 'othersWorse') && { measures: named('worse') }),
      ...(key === 'othersBetter' && { measures: named('better') }),
    },
    text: reasons[place] ?? '',
  }));
}

/** JSON has neither infinity nor "not a number". */
function plain(value: string | number): string | number | null {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
