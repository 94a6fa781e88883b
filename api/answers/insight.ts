/** What analytics found, in the shapes of the contract. */
import {
  cohort,
  type CohortChoice,
  compare,
  distribution,
  type EventLog,
  survivalCurve,
  type TimeFigures,
  times,
} from '../../analytics/index.ts';
import { elementOf, type Setting } from '../analytics-work/setting.ts';
import type { Comparison, ElementTimes, Figure, Heatmap } from '../contract/insight.ts';
import { iso } from './instants.ts';

export type HeatmapFigures = Pick<Heatmap, 'cases' | 'openCases' | 'from' | 'to' | 'cycle' | 'elements' | 'transitions'>;

/** Everything the heatmap shows of a log. What it costs and why takes longer: that is asked by jobs. */
export function heatmapFigures(log: EventLog, setting: Setting): HeatmapFigures {
  const nameOf = (activity: string): string => elementOf(setting, activity).name;
  const timed = times(log);
  const allWaitingMs = timed.activities.reduce((sum, { waiting }) => sum + waiting.totalMs, 0);
  const seen = instancesOf(log);
  const durations = caseDurations(log);
  return {
    cases: log.cases.count,
    openCases: openCases(log),
    ...spanOf(log),
    cycle: {
      n: durations.n,
      medianMs: durations.medianMs,
      p90Ms: durations.p90Ms,
      meanMs: durations.meanMs,
      totalMs: timed.cycleTimeMs,
    },
    elements: timed.activities.map((activity): ElementTimes => {
      const { cases = 0, open = 0 } = seen.get(activity.activity) ?? {};
      return {
        element: activity.activity,
        name: nameOf(activity.activity),
        instances: activity.n,
        cases,
        openInstances: open,
        waiting: figure(activity.waiting),
        processing: figure(activity.processing),
        suspended: figure(activity.suspended),
        sojourn: figure(activity.sojourn),
        waitingShare: allWaitingMs > 0 ? clamp(activity.waiting.totalMs / allWaitingMs) : 0,
        cycleShare: clamp(activity.sojourn.share ?? 0),
        estimated: activity.estimated,
      };
    }),
    transitions: timed.transitions.map(({ from, to, n, waiting }) => ({ from, to, count: n, waiting: figure(waiting) })),
  };
}

export function comparison(before: CohortChoice, after: CohortChoice, asOfAt: number): Comparison {
  const found = compare(before, after);
  const { estimateMs, lowMs, highMs, level } = found.difference;
  return {
    before: { ...cohortFigures(found.before), survival: survival(before) },
    after: { ...cohortFigures(found.after), survival: survival(after) },
    difference: estimateMs === null || lowMs === null || highMs === null ? null : { estimateMs, lowMs, highMs, level },
    verdict: found.verdict,
    reasons: found.reasonKeys.map(({ key, parameters }, index) => ({
      key,
      params: Object.fromEntries(Object.entries<unknown>({ ...parameters }).map(([name, value]) => [name, plain(value)])),
      text: found.reasons[index] ?? '',
    })),
    asOf: iso(asOfAt),
  };
}

/** JSON has no infinity: a bound that is not known is said in words. */
function plain(value: unknown): string | number {
  return typeof value === 'number' && Number.isFinite(value) ? value : String(value);
}

function cohortFigures({ n, open, withdrawn, medianMs, kmMedianMs, kmP90Ms }: ReturnType<typeof compare>['before']) {
  return { n, open, withdrawn, medianMs, kmMedianMs, kmP90Ms };
}

/** Steps enough for a chart, however many cases there are. */
const MOST_STEPS = 400;

function survival(choice: CohortChoice): Comparison['before']['survival'] {
  const curve = survivalCurve(cohort(choice).seen);
  const every = Math.max(1, Math.ceil(curve.length / MOST_STEPS));
  const steps = curve.filter((_, index) => index % every === 0 || index === curve.length - 1);
  return [{ afterMs: 0, share: 1 }, ...steps.map(({ atMs, survival: share }) => ({ afterMs: atMs, share: clamp(share) }))];
}

function figure({ n, medianMs, p90Ms, meanMs, totalMs }: TimeFigures): Figure {
  return { n, medianMs, p90Ms, meanMs, totalMs };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** Cases and open instances of each activity. */
function instancesOf(log: EventLog): Map<string, { cases: number; open: number }> {
  const seen = new Map<string, { cases: number; open: number; last: number }>();
  for (let row = 0; row < log.rows; row++) {
    const activity = log.activities[log.activityOf[row] ?? -1] ?? '';
    const counted = seen.get(activity) ?? { cases: 0, open: 0, last: -1 };
    const index = log.caseOf[row] ?? -1;
    if (counted.last !== index) counted.cases++;
    counted.last = index;
    if (log.ending[row] === 0) counted.open++;
    seen.set(activity, counted);
  }
  return seen;
}

function caseDurations(log: EventLog) {
  const { cases } = log;
  const durations: number[] = [];
  for (let index = 0; index < cases.count; index++) {
    const durationMs = (cases.completedAt[index] ?? NaN) - (cases.startedAt[index] ?? NaN);
    if (isCompleted(log, index) && durationMs >= 0) durations.push(durationMs);
  }
  return distribution(Float64Array.from(durations));
}

export function openCases(log: EventLog): number {
  let open = 0;
  for (let index = 0; index < log.cases.count; index++) if (log.cases.status[index] === 0) open++;
  return open;
}

function isCompleted(log: EventLog, index: number): boolean {
  return log.cases.status[index] === 1;
}

interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

/** From the first start of a case to the last, or null without any. */
export function spanOf(log: EventLog): Span {
  const span = new StartSpan();
  for (const at of log.cases.startedAt) span.take(at);
  return span.told();
}

/** The same of each version that has cases, and how many. */
export function versionSpans({ cases }: EventLog): ReadonlyMap<string, Span & { readonly cases: number }> {
  const spans = cases.versions.map(() => new StartSpan());
  for (const [index, code] of cases.versionOf.entries()) spans[code]?.take(cases.startedAt[index] ?? NaN);
  return new Map(
    spans.flatMap((span, code) =>
      span.cases === 0 ? [] : [[cases.versions[code] ?? '', { cases: span.cases, ...span.told() }] as const],
    ),
  );
}

class StartSpan {
  cases = 0;
  private from = Infinity;
  private to = -Infinity;

  take(at: number): void {
    this.cases++;
    if (at < this.from) this.from = at;
    if (at > this.to) this.to = at;
  }

  told(): Span {
    return this.from <= this.to ? { from: iso(this.from), to: iso(this.to) } : { from: null, to: null };
  }
}
