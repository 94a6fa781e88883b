/**
 * The verdict on a change and its reasons. The rules, with what speaks for each, are in docs/analytics.md. A reason is a message key
 * with parameters, so that a page says it in its own language, and the same as an English sentence.
 */
import type { Cohort } from './cohorts.ts';
import { survivalQuantile } from './survival.ts';

/** What can be said of speed alone. */
export const SPEED_VERDICTS = ['faster', 'slower', 'no proven change', 'not enough data'] as const;
export type SpeedVerdict = (typeof SPEED_VERDICTS)[number];

/** Of all five headline measures: `mixed` when speed was bought with another. */
export const VERDICTS = [...SPEED_VERDICTS, 'mixed'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Parameters ending in Ms are durations in milliseconds, in At instants (ms since 1970), in Share parts of 1; the others are counts. */
export type Reason =
  | {
      readonly key: 'tooFewCompleted';
      readonly parameters: { readonly before: number; readonly after: number; readonly needed: number };
    }
  | { readonly key: 'medianNotReached'; readonly parameters: { readonly openBefore: number; readonly openAfter: number } }
  | { readonly key: 'intervalTooWide'; readonly parameters: { readonly halfWidthMs: number; readonly medianMs: number } }
  | { readonly key: 'followUpTooShort'; readonly parameters: { readonly shortShare: number; readonly neededMs: number } }
  | { readonly key: 'intervalBelowZero' | 'intervalAboveZero'; readonly parameters: Interval }
  | { readonly key: 'intervalHoldsZero'; readonly parameters: Interval & { readonly halfWidthMs: number } }
  | { readonly key: 'openCasesCounted'; readonly parameters: { readonly openBefore: number; readonly openAfter: number } }
  | { readonly key: 'withdrawnApart'; readonly parameters: { readonly before: number; readonly after: number } }
  | { readonly key: 'someFollowUpShort'; readonly parameters: { readonly shortShare: number; readonly neededMs: number } }
  | { readonly key: 'weeksDrawn' | 'weeksAlike'; readonly parameters: { readonly effect: number; readonly weeks: number } }
  | { readonly key: 'openUnknown'; readonly parameters: Readonly<Record<string, never>> };

export interface Interval {
  readonly estimateMs: number;
  readonly lowMs: number;
  readonly highMs: number;
  readonly level: number;
}

/** Below this many completed cases the interval of a median by bootstrap covers too rarely to be believed. */
export const MIN_COMPLETED = 20;
/** An interval that holds 0 and is wider to each side than this share of the median could hide a halving. */
export const MAX_HALF_WIDTH = 0.5;
/** More of the after cohort than this watched for less than nine tenths of the before cohort took: the gain may be truncation. */
export const MAX_SHORT_SHARE = 0.1;

/** A design effect from which it is said that too few weeks stand behind an interval. */
const MUCH_ALIKE = 1.5;

export interface Evidence {
  readonly before: Cohort;
  readonly after: Cohort;
  /** Medians of the curves; Infinity where not reached, NaN without cases. */
  readonly beforeMedianMs: number;
  readonly afterMedianMs: number;
  /** Bounds may be infinite. */
  readonly interval: Interval;
  /** How alike the cases of a week are (1: not at all), and whether weeks were drawn for the interval because of it. */
  readonly dependence: { readonly effect: number; readonly weeks: number; readonly by: 'observation' | 'cluster' };
}

export function judge(evidence: Evidence): { readonly verdict: SpeedVerdict; readonly reasons: readonly Reason[] } {
  const { before, after, interval, beforeMedianMs, afterMedianMs } = evidence;
  const notes = sideNotes(evidence);
  const completed = { before: before.completedMs.length, after: after.completedMs.length };
  if (completed.before < MIN_COMPLETED || completed.after < MIN_COMPLETED) {
    return {
      verdict: 'not enough data',
      reasons: [{ key: 'tooFewCompleted', parameters: { ...completed, needed: MIN_COMPLETED } }, ...notes],
    };
  }
  const open = { openBefore: before.open, openAfter: after.open };
  const finite = [beforeMedianMs, afterMedianMs, interval.lowMs, interval.highMs].every(Number.isFinite);
  if (!finite) return { verdict: 'not enough data', reasons: [{ key: 'medianNotReached', parameters: open }, ...notes] };
  const halfWidthMs = (interval.highMs - interval.lowMs) / 2;
  if (interval.lowMs > 0) return { verdict: 'slower', reasons: [{ key: 'intervalAboveZero', parameters: interval }, ...notes] };
  if (interval.highMs < 0) {
    const short = shortFollowUp(before, after);
    if (!after.knowsOpenCases && short.shortShare > MAX_SHORT_SHARE) {
      return {
        verdict: 'not enough data',
        reasons: [{ key: 'followUpTooShort', parameters: short }, { key: 'intervalBelowZero', parameters: interval }, ...notes],
      };
    }
    return { verdict: 'faster', reasons: [{ key: 'intervalBelowZero', parameters: interval }, ...notes] };
  }
  if (halfWidthMs > MAX_HALF_WIDTH * beforeMedianMs) {
    return {
      verdict: 'not enough data',
      reasons: [{ key: 'intervalTooWide', parameters: { halfWidthMs, medianMs: beforeMedianMs } }, ...notes],
    };
  }
  return {
    verdict: 'no proven change',
    reasons: [{ key: 'intervalHoldsZero', parameters: { ...interval, halfWidthMs } }, ...notes],
  };
}

/** Which part of the after cohort could not have been seen to take as long as nine tenths of the before cohort took. */
export function shortFollowUp(before: Cohort, after: Cohort): { readonly shortShare: number; readonly neededMs: number } {
  const neededMs = survivalQuantile(before.seen, 0.9);
  let short = 0;
  while (short < after.watchedMs.length && after.watchedMs[short]! < neededMs) short++;
  return { shortShare: after.n === 0 ? 0 : short / after.n, neededMs };
}

function sideNotes(evidence: Evidence): readonly Reason[] {
  const { before, after } = evidence;
  const notes: Reason[] = [];
  if (before.open + after.open > 0)
    notes.push({ key: 'openCasesCounted', parameters: { openBefore: before.open, openAfter: after.open } });
  if (before.withdrawn + after.withdrawn > 0) {
    notes.push({ key: 'withdrawnApart', parameters: { before: before.withdrawn, after: after.withdrawn } });
  }
  const short = shortFollowUp(before, after);
  if (Number.isFinite(short.neededMs) && short.shortShare > 0) notes.push({ key: 'someFollowUpShort', parameters: short });
  const { effect, weeks, by } = evidence.dependence;
  if (by === 'cluster') notes.push({ key: 'weeksDrawn', parameters: { effect, weeks } });
  else if (effect >= MUCH_ALIKE) notes.push({ key: 'weeksAlike', parameters: { effect, weeks } });
  if (!before.knowsOpenCases || !after.knowsOpenCases) notes.push({ key: 'openUnknown', parameters: {} });
  return notes;
}

/** The reason as an English sentence. */
export function reasonText(reason: Reason): string {
  switch (reason.key) {
    case 'tooFewCompleted': {
      const { before, after, needed } = reason.parameters;
      return `Only ${String(before)} cases before and ${String(after)} after are completed; at least ${String(needed)} on each side are needed.`;
    }
    case 'medianNotReached':
      return `Too many cases are still open (${String(reason.parameters.openBefore)} before, ${String(reason.parameters.openAfter)} after) to know the median of both sides.`;
    case 'intervalTooWide':
      return `The difference is known only to within ${durationText(reason.parameters.halfWidthMs)}, against a median of ${durationText(reason.parameters.medianMs)} before: even a halving could hide in it.`;
    case 'followUpTooShort':
      return `${shareText(reason.parameters.shortShare)} of the cases after were watched for less than ${durationText(reason.parameters.neededMs)}, within which nine of ten cases before were completed: long cases cannot have been seen yet, so the gain may be truncation.`;
    case 'intervalBelowZero':
    case 'intervalAboveZero': {
      const { estimateMs, lowMs, highMs, level } = reason.parameters;
      const [least, most] = lowMs < 0 ? [-highMs, -lowMs] : [lowMs, highMs];
      const direction = reason.key === 'intervalBelowZero' ? 'shorter' : 'longer';
      return `The median case became ${durationText(Math.abs(estimateMs))} ${direction}; the ${shareText(level)} interval reaches from ${durationText(least)} to ${durationText(most)} and does not hold 0.`;
    }
    case 'intervalHoldsZero': {
      const { lowMs, highMs, level, halfWidthMs } = reason.parameters;
      return `The ${shareText(level)} interval of the difference, from ${durationText(lowMs)} to ${durationText(highMs)}, holds 0; with these cases a change of less than about ${durationText(halfWidthMs)} cannot be seen.`;
    }
    case 'openCasesCounted':
      return `Open cases (${String(reason.parameters.openBefore)} before, ${String(reason.parameters.openAfter)} after) are counted for as long as they have lasted (Kaplan-Meier), not left out.`;
    case 'withdrawnApart':
      return `Withdrawn cases (${String(reason.parameters.before)} before, ${String(reason.parameters.after)} after) ended for another reason and count neither as completed nor as open.`;
    case 'someFollowUpShort':
      return `${shareText(reason.parameters.shortShare)} of the cases after were watched for less than ${durationText(reason.parameters.neededMs)}, within which nine of ten cases before were completed.`;
    case 'weeksDrawn':
      return `Cases of one week are alike (their number counts as if divided by ${String(Number(reason.parameters.effect.toPrecision(2)))}), so the interval was made by drawing whole weeks.`;
    case 'weeksAlike':
      return `Cases of one week are alike and there are only ${String(reason.parameters.weeks)} weeks on one side: the interval may be too narrow.`;
    case 'openUnknown':
      return 'The log does not say which cases are still open, so every case counts as completed with its last event; give an as-of date to treat late ones as open.';
    default:
      return reason satisfies never;
  }
}

const UNITS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
] as const;

/** Like `7.33 days` or `−2.5 hours`: the greatest unit of which there are two, with three significant digits. */
export function durationText(durationMs: number): string {
  const size = Math.abs(durationMs);
  const [name, unitMs] = UNITS.find(([, ms]) => size >= 2 * ms) ?? ['seconds', 1000];
  return `${durationMs < 0 ? '−' : ''}${String(Number((size / unitMs).toPrecision(3)))} ${name}`;
}

export function shareText(share: number): string {
  return `${String(Number((share * 100).toPrecision(3)))} %`;
}
