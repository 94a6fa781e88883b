/** Whether what a measure achieved is being lost again. Pure. */
import { INDICATOR_FACTS, type IndicatorKind, type Measured } from './plan-shapes.ts';

/** A month; days, end exclusive. */
export interface WatchedPeriod extends Measured {
  readonly from: string;
  readonly to: string;
}

/** In a row. */
export const PERIODS = 2;

/** Whether a value is worse than another by more than a part of it. */
export function isWorse(kind: IndicatorKind, value: number, than: number, tolerance: number): boolean {
  const limit = tolerance * Math.abs(than);
  return INDICATOR_FACTS[kind].better === 'less' ? value > than + limit : value < than - limit;
}

/**
 * The last periods when they are PERIODS in a row, each worse than what was achieved by more than the tolerance. One bad month is chance.
 * A period with too few cases to tell says nothing: it neither counts nor parts others.
 * @param series whole periods only, in order of time
 */
export function slidBack(
  kind: IndicatorKind,
  series: readonly WatchedPeriod[],
  secured: number,
  tolerance: number,
): readonly WatchedPeriod[] | undefined {
  const told = series.filter((period) => period.value !== null);
  const last = told.slice(-PERIODS);
  const isSliding = last.length === PERIODS && last.every(({ value }) => isWorse(kind, value ?? NaN, secured, tolerance));
  return isSliding ? last : undefined;
}

/** How much of the way from baseline to target is gone; null where it cannot be told. Beyond 1: further than the target. */
export function wayGone(before: number | null, target: number, now: number | null): number | null {
  return before === null || now === null || before === target ? null : (now - before) / (target - before);
}

export function isReached(kind: IndicatorKind, target: number, now: number | null): boolean | null {
  if (now === null) return null;
  return INDICATOR_FACTS[kind].better === 'less' ? now <= target : now >= target;
}

/** Whole months from the one of a day on, until the one of another, which is not whole yet. */
export function wholeMonths(from: string, until: string): readonly { readonly from: string; readonly to: string }[] {
  const months: { from: string; to: string }[] = [];
  // A month that began before `from` is not whole.
  let start = from.endsWith('-01') ? from : nextMonth(from);
  for (let end = nextMonth(start); end <= until; end = nextMonth(start)) {
    months.push({ from: start, to: end });
    start = end;
  }
  return months;
}

function nextMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
