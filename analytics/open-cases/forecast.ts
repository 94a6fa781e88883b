/** The raw forecast of one case at one instant: what became of its comparables. Whether such forecasts hold is for calibration to say. */
import { BASES } from './comparables.ts';
import type { Basis, Comparables } from './comparables.ts';
import { censoredQuantiles, LEVELS } from './quantiles.ts';
import type { Stands } from './stands.ts';

export interface Forecast {
  /** Remaining time at each of LEVELS, as logMinutes. */
  readonly quantiles: Float64Array;
  /** How many more stand at the place now than when the comparables stood there: a difference of logarithms. */
  readonly load: number;
  readonly basis: Basis;
  /** Comparables that had ended. */
  readonly n: number;
}

/** Fewer comparables than this say less than more of a coarser kind. */
const FEW = 20;
/** With fewer than this nothing is said. */
const TOO_FEW = 5;

/** From the finest basis with enough comparables; undefined where even the coarsest has too few. */
export function forecast(known: Comparables, stands: Stands, stand: number, startedAt: number, at: number): Forecast | undefined {
  for (const basis of BASES) {
    const key = known.keyOf(basis, stand);
    if (key < 0) continue;
    const elapsedMs = at - (basis === 'age' ? startedAt : stands.fromAt[stand]!);
    const sample = known.sample(basis, key, elapsedMs, at, stands.caseOf[stand]!);
    if (sample.n < (basis === 'age' ? TOO_FEW : FEW)) continue;
    const quantiles = censoredQuantiles(sample.remaining, sample.ended, LEVELS);
    return { quantiles, load: known.load(basis, key, at) - sample.loadThen, basis, n: sample.n };
  }
  return undefined;
}
