/** What happened beside what was expected: each measure of a forecast against the same one of a whole comparison. */
import type { ComparedMeasure, FullComparisonJson } from '../../../api/contract.ts';
import type { SimulatedView } from '../../../api/contract/simulations.ts';
import type { Estimate, Unit } from './estimate-words.ts';
import { wayOf } from './estimate-words.ts';

/** `tooEarly`: too few cases, or an interval so wide that it tells neither the forecast nor no change from each other. */
export type Standing = 'asForecast' | 'better' | 'worse' | 'tooEarly';

export interface Outcome {
  readonly standing: Standing;
  readonly nBefore: number;
  readonly nAfter: number;
  readonly openAfter: number;
  /** The cycle time first: the whole is judged by it. */
  readonly measures: readonly OutcomeMeasure[];
}

export interface OutcomeMeasure {
  readonly measure: 'cycleTimeMedian' | 'cycleTimeP90' | 'onTime' | 'cost';
  readonly unit: Unit;
  readonly forecast: Estimate;
  /** null: not known of these cases. */
  readonly actual: Estimate | null;
  readonly standing: Standing;
}

/** Fewer cases on a side are too few to tell anything by. */
const LEAST_CASES = 5;

export function outcomeOf({ asIs, toBe, difference }: SimulatedView, full: FullComparisonJson): Outcome {
  // Where nothing is said to cost anything, nothing was expected of costs.
  const hasCosts = (asIs.costPerCase.mean ?? 0) > 0 || (toBe.costPerCase.mean ?? 0) > 0;
  const { before, after, headline, quantiles } = full;
  const n = Math.min(before.n, after.n);
  const p90 = quantiles.find(({ share }) => share === 0.9)?.difference;
  const told = (
    measure: OutcomeMeasure['measure'],
    unit: Unit,
    better: 'less' | 'more',
    forecast: Estimate,
    actual: Estimate | null,
  ): readonly OutcomeMeasure[] => {
    if (forecast.mean === null) return [];
    const isKnown = n >= LEAST_CASES && full.verdict !== 'not enough data';
    return [{ measure, unit, forecast, actual, standing: isKnown ? standingOf(forecast, actual, better) : 'tooEarly' }];
  };
  const measures = [
    ...told('cycleTimeMedian', 'ms', 'less', difference.cycleTimeMedianMs, intervalOf(full.difference, n)),
    ...told('cycleTimeP90', 'ms', 'less', difference.cycleTimeP90Ms, p90 === undefined ? null : intervalOf(p90, n)),
    ...told('onTime', 'share', 'more', difference.onTimeShare, measuredOf(headline.quality?.onTime)),
    ...(hasCosts ? told('cost', 'money', 'less', difference.costPerCase, measuredOf(headline.cost)) : []),
  ];
  return {
    standing: measures[0]?.standing ?? 'tooEarly',
    nBefore: before.n,
    nAfter: after.n,
    openAfter: after.open,
    measures,
  };
}

/** As forecast where the intervals meet, unless what was measured is as near to no change as to the forecast. */
export function standingOf(forecast: Estimate, actual: Estimate | null, better: 'less' | 'more'): Standing {
  if (actual?.mean == null || actual.low === null || actual.high === null || forecast.mean === null) return 'tooEarly';
  const [low, high] = [forecast.low ?? forecast.mean, forecast.high ?? forecast.mean];
  if (actual.low > high) return better === 'more' ? 'better' : 'worse';
  if (actual.high < low) return better === 'less' ? 'better' : 'worse';
  return wayOf(forecast) !== 'unproven' && wayOf(actual) === 'unproven' ? 'tooEarly' : 'asForecast';
}

function intervalOf({ estimateMs, lowMs, highMs }: FullComparisonJson['difference'], n: number): Estimate | null {
  return estimateMs === null ? null : { mean: estimateMs, low: lowMs, high: highMs, n };
}

function measuredOf(measure: ComparedMeasure | null | undefined): Estimate | null {
  if (!measure) return null;
  const { estimate, low, high } = measure.difference;
  return { mean: estimate, low, high, n: Math.min(measure.before.n, measure.after.n) };
}
