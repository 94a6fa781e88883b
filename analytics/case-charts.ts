/** Control charts of cases: how long those took that were completed in a week, and how many of them were in time. */
import { individualsChart, sharesChart } from './control-chart.ts';
import type { ChartOptions, ChartValue, ControlChart } from './control-chart.ts';
import { CASE_COMPLETED } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { SMALLEST_GROUP } from './small-groups.ts';
import { quantileOfSorted } from './statistics.ts';
import { timeSteps } from './time-steps.ts';
import type { Step } from './time-steps.ts';
import { unitOfCases } from './working-time.ts';
import type { WorkingTime } from './working-time.ts';

export interface CaseChartOptions extends ChartOptions {
  /** IANA name; a week begins on Monday at midnight there. */
  readonly zone: string;
  /** `week` by default. */
  readonly step?: Step;
  /** Only the cases for which it is true. */
  readonly only?: (index: number) => boolean;
  /** When given, durations are those of working time of the cases' units. */
  readonly working?: WorkingTime | undefined;
}

/**
 * Median of start → completion (ms) of the cases completed in each step, as individuals. By completion, since such a point never changes
 * any more; whether cases became faster is asked by their start (`compare`). A point of fewer than 5 cases is held back (null).
 */
export function durationChart(log: EventLog, options: CaseChartOptions): ControlChart {
  const { startedAt, completedAt } = log.cases;
  const { working } = options;
  const unitOf = working && unitOfCases(log);
  const lastedMs = (index: number): number =>
    working && unitOf
      ? working.msBetween(unitOf[index]!, startedAt[index]!, completedAt[index]!)
      : completedAt[index]! - startedAt[index]!;
  return individualsChart(
    byCompletion(log, options, (cases) => {
      const durations = Float64Array.from(cases, lastedMs).filter((ms) => ms >= 0);
      return quantileOfSorted(durations.sort(), 0.5);
    }),
    options,
  );
}

/**
 * Share (0 to 1) of the cases completed in each step that were in time.
 * @param isOnTime by number of the case; undefined where the case has no term, and it does not count
 */
export function onTimeChart(
  log: EventLog,
  isOnTime: (index: number) => boolean | undefined,
  options: CaseChartOptions,
): ControlChart {
  const only = (index: number): boolean => isOnTime(index) !== undefined && (options.only?.(index) ?? true);
  const share = (cases: readonly number[]): number => cases.filter((index) => isOnTime(index)).length / cases.length;
  return sharesChart(byCompletion(log, { ...options, only }, share), options);
}

/** A value for each step from the first completion to the last, without cases too; the step in which the watching ended is partial. */
function byCompletion(
  log: EventLog,
  { zone, step = 'week', only }: CaseChartOptions,
  valueOf: (cases: readonly number[]) => number,
): readonly ChartValue[] {
  const steps = timeSteps(step, zone);
  const casesOf = new Map<number, number[]>();
  let [first, last] = [Infinity, -Infinity];
  for (let index = 0; index < log.cases.count; index++) {
    const durationMs = log.cases.completedAt[index]! - log.cases.startedAt[index]!;
    if (log.cases.status[index] !== CASE_COMPLETED || !(durationMs >= 0) || only?.(index) === false) continue;
    const at = steps.of(log.cases.completedAt[index]!);
    [first, last] = [Math.min(first, at), Math.max(last, at)];
    const known = casesOf.get(at);
    if (known) known.push(index);
    else casesOf.set(at, [index]);
  }
  const values: ChartValue[] = [];
  for (let at = first; at <= last; at++) {
    const cases = casesOf.get(at) ?? [];
    values.push({
      fromAt: steps.startAt(at),
      n: cases.length,
      value: cases.length < SMALLEST_GROUP ? null : valueOf(cases),
      ...(steps.startAt(at + 1) > log.observedUntilAt && { isPartial: true }),
    });
  }
  return values;
}
