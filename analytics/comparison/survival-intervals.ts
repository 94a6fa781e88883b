/**
 * Intervals of Kaplan-Meier's curve and its restricted mean. Greenwood's variance (1926) on the log-log scale keeps bands within
 * 0 and 1 (Kalbfleisch and Prentice). For cohorts without withdrawn cases.
 */
import { OBSERVED_COMPLETED } from '../survival.ts';
import type { Observations } from '../survival.ts';
import { normalQuantile } from './tails.ts';

export interface BandPoint {
  readonly atMs: number;
  /** Share of cases not completed until then. */
  readonly survival: number;
  readonly low: number;
  readonly high: number;
  readonly atRisk: number;
  readonly completed: number;
}

/** The curve with its band, at each different duration of a completed case. Withdrawn cases count as censored here. */
export function survivalBand(seen: Observations, level: number): readonly BandPoint[] {
  const z = normalQuantile((1 + level) / 2);
  const points: BandPoint[] = [];
  let greenwood = 0;
  let survival = 1;
  walk(seen, (atMs, atRisk, completed) => {
    survival *= 1 - completed / atRisk;
    greenwood += completed / (atRisk * (atRisk - completed));
    points.push({ atMs, survival, ...logLogBounds(survival, greenwood, z), atRisk, completed });
  });
  return points;
}

function logLogBounds(survival: number, greenwood: number, z: number): { readonly low: number; readonly high: number } {
  if (survival <= 0) return { low: 0, high: 0 };
  const reach = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(reach), high: survival ** Math.exp(-reach) };
}

export interface RestrictedMean {
  readonly meanMs: number;
  readonly seMs: number;
}

/** The mean of the duration or `untilMs`, whichever is less: the area under the curve. Variance as Klein and Moeschberger 2003, §4.5. */
export function restrictedMean(seen: Observations, untilMs: number): RestrictedMean {
  const areas: number[] = [];
  const risks: (readonly [number, number])[] = [];
  let [fromMs, survival, area] = [0, 1, 0];
  walk(seen, (atMs, atRisk, completed) => {
    if (atMs > untilMs) return;
    area += survival * (atMs - fromMs);
    areas.push(area);
    risks.push([atRisk, completed]);
    survival *= 1 - completed / atRisk;
    fromMs = atMs;
  });
  area += survival * Math.max(0, untilMs - fromMs);
  let variance = 0;
  for (const [place, [atRisk, completed]] of risks.entries())
    if (atRisk > completed) variance += ((area - areas[place]!) ** 2 * completed) / (atRisk * (atRisk - completed));
  return { meanMs: area, seMs: Math.sqrt(variance) };
}

/** Until when a curve can be told: for ever where the longest case was completed, which makes it 0, else until the longest was seen. */
export function lastToldMs(seen: Observations): number {
  const last = seen.durationMs.length - 1;
  return last < 0 ? 0 : seen.ended[last] === OBSERVED_COMPLETED ? Infinity : seen.durationMs[last]!;
}

/** Each different duration at which cases were completed, with how many were at risk. */
function walk(seen: Observations, each: (atMs: number, atRisk: number, completed: number) => void): void {
  const n = seen.durationMs.length;
  for (let index = 0; index < n;) {
    const atMs = seen.durationMs[index]!;
    const atRisk = n - index;
    let completed = 0;
    for (; index < n && seen.durationMs[index] === atMs; index++) if (seen.ended[index] === OBSERVED_COMPLETED) completed++;
    if (completed > 0) each(atMs, atRisk, completed);
  }
}
