/** Forecasts held against what came of them: as of instants in the later half of a log, asked as if nothing later were known. */
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { openCaseHistory, predictAt } from '../../../analytics/open-cases/predict.ts';

export interface HeldOut {
  /** Open cases at the instants, those with a forecast. */
  readonly n: number;
  readonly without: number;
  /** Shares of n: ended within [p10, p90], before it, after it, before the median. */
  readonly coverage: number;
  readonly below: number;
  readonly above: number;
  readonly belowMedian: number;
  /** What the forecasts said of themselves, mean over the instants. */
  readonly said: number;
  /** Median of |end − p50|, and of p90 − p10. */
  readonly missDays: number;
  readonly widthDays: number;
}

const DAY = 86_400_000;

/** At instants evenly between the starts of the middle case and of the last but 2 %. */
export function heldOut(log: EventLog, instants = 24): HeldOut {
  const history = openCaseHistory(log);
  const starts = log.cases.startedAt.slice().sort();
  const [fromAt, toAt] = [starts[starts.length >> 1]!, starts[Math.floor(starts.length * 0.98)]!];
  const indexOf = new Map(log.cases.keys.map((key, index) => [key, index]));
  const misses: number[] = [];
  const widths: number[] = [];
  let [without, below, above, belowMedian, said] = [0, 0, 0, 0, 0];
  for (let instant = 0; instant < instants; instant++) {
    const { cases, calibration } = predictAt(history, fromAt + ((toAt - fromAt) * (instant + 0.5)) / instants);
    said += (calibration.coverage ?? NaN) / instants;
    for (const { caseKey, p10At, p50At, p90At } of cases) {
      const endAt = log.cases.completedAt[indexOf.get(caseKey)!]!;
      if (p10At === null || p50At === null || p90At === null) {
        without++;
        continue;
      }
      if (endAt < p10At) below++;
      if (endAt > p90At) above++;
      if (endAt <= p50At) belowMedian++;
      misses.push(Math.abs(endAt - p50At) / DAY);
      widths.push((p90At - p10At) / DAY);
    }
  }
  const n = misses.length;
  const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[n >> 1] ?? NaN;
  const share = (count: number): number => Number((count / n).toFixed(3));
  return {
    n,
    without,
    coverage: share(n - below - above),
    below: share(below),
    above: share(above),
    belowMedian: share(belowMedian),
    said: Number(said.toFixed(3)),
    missDays: Number(median(misses).toFixed(2)),
    widthDays: Number(median(widths).toFixed(2)),
  };
}
