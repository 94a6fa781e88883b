/** What happens over time: flow, control charts, dots; and the times of cases by their clocks. */
import {
  type AttributeColumn,
  attributeAt,
  CASE_COMPLETED,
  caseTimes,
  type ControlChart,
  distribution,
  dottedChart,
  durationChart,
  enablement,
  type EventLog,
  flowByUnit,
  flowOverTime,
  type FlowStep,
  onTimeChart,
  parseIsoInstant,
  SMALLEST_GROUP,
  type Step,
  type TimeFigures,
  times,
  traces,
} from '../../analytics/index.ts';
import { elementOf, hoursOf, type Setting, unitOf } from '../analytics-work/setting.ts';
import type { ChartMeasure, ChartsView, DotsView, FlowView, TimesView } from '../contract/analytics-views.ts';
import { iso } from './instants.ts';

export function flowView(
  log: EventLog,
  setting: Setting,
  { step, by }: { readonly step: Step; readonly by?: 'unit' | undefined },
): FlowView {
  const { working, told } = hoursOf(log, setting);
  const options = { step, zone: setting.zone, working };
  const { n, steps } = flowOverTime(log, options);
  const units = by === undefined ? undefined : flowByUnit(log, options);
  return {
    step,
    n,
    steps: steps.map(flowStep),
    ...(units && {
      units: units.map(({ unit, suppressed, flow }) => ({
        ...unitOf(setting, unit),
        suppressed,
        n: flow?.n ?? null,
        steps: (flow?.steps ?? []).map(flowStep),
      })),
    }),
    ...told,
  };
}

function flowStep({ fromAt, isPartial, workingMedianMs = null, ...step }: FlowStep) {
  return { ...step, workingMedianMs, from: iso(fromAt), isPartial: isPartial === true };
}

export interface ChartAsked {
  readonly measure: ChartMeasure;
  readonly step: Step;
  readonly changes: readonly { readonly at: number; readonly version: number | null }[];
  readonly find: boolean;
  readonly standardDays?: number | undefined;
  readonly dueAttribute?: string | undefined;
}

export function chartsView(log: EventLog, setting: Setting, asked: ChartAsked): ChartsView {
  const { measure, step } = asked;
  const options = { zone: setting.zone, step, changesAt: asked.changes.map(({ at }) => at), findChanges: asked.find };
  const dueAt = dueDates(log, setting, asked);
  const isOnTime = (index: number): boolean | undefined =>
    Number.isNaN(dueAt[index]!) ? undefined : log.cases.completedAt[index]! <= dueAt[index]!;
  const { working, told } = hoursOf(log, setting);
  const chart = measure === 'duration' ? durationChart(log, options) : onTimeChart(log, isOnTime, options);
  const withoutTerm = (status: number, index: number): boolean => status === CASE_COMPLETED && Number.isNaN(dueAt[index]!);
  return {
    measure,
    step,
    kind: chart.kind,
    ...chartPoints(chart),
    working: measure === 'duration' && working ? chartPoints(durationChart(log, { ...options, working })) : null,
    changes: asked.changes.map(({ at, version }) => ({ from: iso(at), version })),
    withoutTerm: measure === 'duration' ? 0 : log.cases.status.filter(withoutTerm).length,
    ...told,
  };
}

function chartPoints({ points, phases }: ControlChart) {
  return {
    points: points.map(({ fromAt, isPartial, signals, ...point }) => ({
      ...point,
      from: iso(fromAt),
      isPartial: isPartial === true,
      signals: [...signals],
    })),
    // A chart without a value has a phase that begins nowhere.
    phases: phases
      .filter(({ fromAt }) => Number.isFinite(fromAt))
      .map(({ fromAt, ...phase }) => ({ ...phase, from: iso(fromAt) })),
  };
}

const DAY_MS = 86_400_000;

/** When each case is due: by law, else by the attribute named, else so many days after its receipt or start; NaN where nobody knows. */
export function dueDates(
  log: EventLog,
  { dueAt }: Pick<Setting, 'dueAt'>,
  { standardDays, dueAttribute }: { readonly standardDays?: number | undefined; readonly dueAttribute?: string | undefined },
): Float64Array {
  const { keys, receivedAt, startedAt, count, attributes } = log.cases;
  const column = dueAttribute === undefined ? undefined : attributes.get(dueAttribute);
  return Float64Array.from({ length: count }, (_, index) => {
    const known = dueAt.get(keys[index]!) ?? instantIn(column, index);
    if (known !== undefined && !Number.isNaN(known)) return known;
    if (standardDays === undefined) return NaN;
    return (Number.isNaN(receivedAt[index]!) ? startedAt[index]! : receivedAt[index]!) + standardDays * DAY_MS;
  });
}

function instantIn(column: AttributeColumn | undefined, index: number): number | undefined {
  const value = attributeAt(column, index);
  return typeof value === 'string' ? parseIsoInstant(value) : typeof value === 'number' ? value : undefined;
}

export function dotsView(
  log: EventLog,
  setting: Setting,
  asked: { readonly time: DotsView['time']; readonly order: DotsView['order']; readonly limit: number },
): DotsView {
  const { working, told } = hoursOf(log, setting);
  const { atMs, workingMs, line, activityOf, activities, drawnCases, cases, n } = dottedChart(log, traces(log), {
    ...asked,
    working,
  });
  return {
    time: asked.time,
    order: asked.order,
    atMs: [...atMs],
    workingMs: workingMs ? [...workingMs] : null,
    line: [...line],
    activityOf: [...activityOf],
    activities: activities.map((activity) => elementOf(setting, activity)),
    drawnCases,
    cases,
    n,
    ...told,
  };
}

export function timesView(log: EventLog, setting: Setting): TimesView {
  const { duty, told } = hoursOf(log, setting);
  const ofCases = caseTimes(log, duty);
  const byActivity = times(log, enablement(log), duty);
  const legal = shownTime(ofCases.legalDays);
  return {
    ...told,
    n: ofCases.n,
    nReceived: ofCases.nReceived,
    gross: shownTime(ofCases.grossMs),
    net: shownTime(ofCases.netMs),
    working: shownTime(ofCases.workingMs),
    legal: {
      n: legal.n,
      suppressed: legal.suppressed,
      medianDays: legal.medianMs,
      p90Days: legal.p90Ms,
      meanDays: legal.meanMs,
    },
    elements: byActivity.activities.map(({ activity, n, nEstimated, waiting, processing, suspended, sojourn }) => ({
      ...elementOf(setting, activity),
      n,
      nEstimated,
      waiting: bothClocks(waiting),
      processing: bothClocks(processing),
      suspended: bothClocks(suspended),
      sojourn: bothClocks(sojourn),
    })),
  };
}

function bothClocks({ n, medianMs, p90Ms, meanMs, totalMs, working }: TimeFigures) {
  return { n, medianMs, p90Ms, meanMs, totalMs, working: working ?? null };
}

function shownTime(byCase: Float64Array) {
  const { n, medianMs, p90Ms, meanMs } = distribution(byCase.filter((value) => !Number.isNaN(value)));
  const suppressed = n > 0 && n < SMALLEST_GROUP;
  return suppressed ? { n, suppressed, medianMs: null, p90Ms: null, meanMs: null } : { n, suppressed, medianMs, p90Ms, meanMs };
}
