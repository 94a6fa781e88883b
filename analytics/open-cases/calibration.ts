/**
 * Conformal calibration: forecasts made as of past instants are held against what came of them, and each level is moved by as much as it
 * was off, so that as many cases end below it as it says (conformalised quantile regression, Romano, Patterson and Candès 2019, level by
 * level and in logarithms). Houses change, so late instants weigh more (Barber, Candès, Ramdas and Tibshirani 2023); cases that are
 * still open count as ending later than now.
 */
import type { Forecast } from './forecast.ts';
import { fromLogMinutes, logMinutes } from './comparables.ts';
import { censoredQuantiles, LEVELS, levelOf } from './quantiles.ts';

/** A forecast made as of a past instant. */
export interface Trial {
  readonly at: number;
  readonly forecast: Forecast;
  /** When the case ended; later than what is known, or Infinity, counts as open. */
  readonly endAt: number;
}

export interface Correction {
  /** Exponent of the load: 0, it explains nothing; 1, twice as many cases take twice as long. */
  readonly loadExponent: number;
  /** Of each of LEVELS, as logMinutes; NaN where it was not asked for. */
  readonly offsets: Float64Array;
  /** Too few ends were known: nothing is moved. */
  readonly few: boolean;
}

export interface Calibrated {
  readonly correction: Correction;
  /** Of n intervals told in the later half of the past, each by what was known then: the share that held the end. */
  readonly coverage: number | null;
  /** Without those of which it is not known yet. */
  readonly n: number;
}

/** With fewer ended trials than this forecasts stay as they are. */
const FEW = 50;
/** How far one miss moves a bound, in shares. */
const STEP = 0.002;
const [LOW, HIGH] = [levelOf(0.1), levelOf(0.9)];
const BOUNDS = [0.1, 0.9];

/**
 * @param trials in order of time; those as of a later instant are not looked at, nor are later ends
 * @param progress told now and then how much of the work is done
 * @param halfLifeMs a trial that much older weighs half
 */
export function calibrate(
  trials: readonly Trial[],
  nowAt: number,
  halfLifeMs: number,
  progress?: (done: number, of: number) => void,
): Calibrated {
  const aims = new Aims();
  let made: Made[] = [];
  let [n, held] = [0, 0];
  const halfAt = trials[trials.length >> 1]?.at ?? NaN;
  for (let first = 0; first < trials.length;) {
    // What is learnt at an instant is learnt from all trials before it: the work grows with the square.
    progress?.(first ** 2, trials.length ** 2);
    const at = trials[first]!.at;
    made = made.filter((one) => !aims.learn(one, at));
    const learnt = correction(trials.slice(0, first), at, halfLifeMs, aims, BOUNDS);
    for (; first < trials.length && trials[first]!.at === at; first++) {
      const trial = trials[first]!;
      const remaining = corrected(trial.forecast, learnt);
      const one = { endAt: trial.endAt, fromAt: at + remaining[LOW]!, toAt: at + remaining[HIGH]! };
      if (!learnt.few) made.push(one);
      if (at < halfAt || (trial.endAt > nowAt && one.toAt >= nowAt)) continue;
      n++;
      if (trial.endAt <= nowAt && trial.endAt >= one.fromAt && trial.endAt <= one.toAt) held++;
    }
  }
  for (const one of made) aims.learn(one, nowAt);
  return { correction: correction(trials, nowAt, halfLifeMs, aims, LEVELS), coverage: n < FEW ? null : held / n, n };
}

/** The interval that was told as of a past instant. */
interface Made {
  readonly endAt: number;
  readonly fromAt: number;
  readonly toAt: number;
}

/**
 * At which shares to look for the bounds, so that they hold what they should in spite of drift: adaptive conformal inference (Gibbs and
 * Candès 2021), a bound each. Each end that fell outside moves the bound outwards, each inside a little inwards.
 */
class Aims {
  private low = 0.1;
  private high = 0.9;

  /** Learns from an interval whose hit or miss is known by an instant; false while it is not. */
  learn({ endAt, fromAt, toAt }: Made, knownAt: number): boolean {
    const ended = endAt <= knownAt;
    if (!ended && toAt >= knownAt) return false;
    this.low += STEP * (0.1 - Number(ended && endAt < fromAt));
    this.high += STEP * (0.9 - Number(ended && endAt <= toAt));
    this.low = Math.min(Math.max(this.low, 0.03), 0.25);
    this.high = Math.min(Math.max(this.high, 0.75), 0.97);
    return true;
  }

  /** The share to look at for a share that is meant: linear between 0, the bounds, the middle and 1. */
  of(share: number): number {
    if (share <= 0.1) return (share / 0.1) * this.low;
    if (share <= 0.5) return this.low + ((share - 0.1) / 0.4) * (0.5 - this.low);
    if (share <= 0.9) return 0.5 + ((share - 0.5) / 0.4) * (this.high - 0.5);
    return this.high + ((share - 0.9) / 0.1) * (1 - this.high);
  }
}

function correction(
  seen: readonly Trial[],
  asOfAt: number,
  halfLifeMs: number,
  aims: Aims,
  shares: readonly number[],
): Correction {
  const ended = seen.map(({ endAt }) => endAt <= asOfAt);
  const remaining = seen.map(({ at, endAt }) => logMinutes(Math.min(endAt, asOfAt) - at));
  const few = ended.filter(Boolean).length < FEW;
  const offsets = new Float64Array(LEVELS.length).fill(few ? 0 : NaN);
  if (few) return { loadExponent: 0, offsets, few };
  const loadExponent = exponentOf(seen, remaining, ended);
  const weights = seen.map(({ at }) => 0.5 ** ((asOfAt - at) / halfLifeMs));
  for (const share of shares) {
    const level = levelOf(share);
    const scores = seen.map(
      ({ forecast }, index) => remaining[index]! - forecast.quantiles[level]! - loadExponent * forecast.load,
    );
    offsets[level] = censoredQuantiles(scores, ended, [aims.of(share)], weights)[0]!;
  }
  return { loadExponent, offsets, few };
}

/** Least squares through the origin of what the median missed on the load, where it is clear (|t| > 3), within 0 … 1. */
function exponentOf(seen: readonly Trial[], remaining: readonly number[], ended: readonly boolean[]): number {
  let xx = 0;
  let xy = 0;
  let yy = 0;
  let n = 0;
  const middle = levelOf(0.5);
  for (const [index, { forecast }] of seen.entries()) {
    if (!ended[index]) continue;
    const missed = remaining[index]! - forecast.quantiles[middle]!;
    xx += forecast.load ** 2;
    xy += forecast.load * missed;
    yy += missed ** 2;
    n++;
  }
  if (xx === 0) return 0;
  const slope = xy / xx;
  const error = Math.sqrt(Math.max(yy - slope * xy, 0) / Math.max(n - 1, 1) / xx);
  return slope > 3 * error ? Math.min(slope, 1) : 0;
}

/** Remaining milliseconds at each of LEVELS, never falling; NaN where the correction was not asked for. */
export function corrected({ quantiles, load }: Forecast, { loadExponent, offsets }: Correction): Float64Array {
  let least = 0;
  return quantiles.map((value, level) => {
    const offset = offsets[level]!;
    if (Number.isNaN(offset)) return NaN;
    least = Math.max(least, fromLogMinutes(value + loadExponent * load + offset));
    return least;
  });
}
