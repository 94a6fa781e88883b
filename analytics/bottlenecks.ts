/**
 * Bottlenecks: activities ranked by the cycle time that cases would save without the time lost there (waiting, and suspended while somebody
 * else is asked), with the cause, the cases behind, the trend, and the segment of cases where it is worst.
 */
import { defaultBatchRule } from './batches.ts';
import { caseFeatures, unitFeature } from './bottlenecks/case-features.ts';
import type { Condition } from './bottlenecks/case-features.ts';
import { LOSSES } from './bottlenecks/losses.ts';
import type { BottleneckCause, Loss } from './bottlenecks/losses.ts';
import { byParty, casesBehind, isUnseparated, lostTimes, mainCause } from './bottlenecks/lost-time.ts';
import type { CasesBehind, PartyTotals } from './bottlenecks/lost-time.ts';
import { meanIntervals } from './bottlenecks/mean-interval.ts';
import type { MeanInterval } from './bottlenecks/mean-interval.ts';
import { savedTime } from './bottlenecks/saved-time.ts';
import type { SavedTime, Saving } from './bottlenecks/saved-time.ts';
import { sentenceOf } from './bottlenecks/sentence.ts';
import type { Sentence } from './bottlenecks/sentence.ts';
import { trendOf } from './bottlenecks/trend.ts';
import type { Trend } from './bottlenecks/trend.ts';
import { enablement } from './enablement.ts';
import { explainer, knowsHours } from './explain-wait.ts';
import { COMPLETED, OPEN } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { searchSegments } from './segments.ts';
import type { Segment } from './segments.ts';
import { quantileOfSorted, total } from './statistics.ts';
import { totalCycleTimeMs } from './times.ts';
import { causesOf } from './waiting-causes.ts';
import type { CauseOptions, CauseTotals, WaitingCauses } from './waiting-causes.ts';

export type { Condition } from './bottlenecks/case-features.ts';
export type { BottleneckCause, Loss, Party } from './bottlenecks/losses.ts';

export interface Bottleneck {
  readonly activity: string;
  /** Instances whose lost time is known. */
  readonly n: number;
  /** waitingMs + suspendedMs + unseparatedMs. */
  readonly totalMs: number;
  /** Before the start; while suspended; sojourn of instances whose start is not known, so that work and waiting cannot be told apart. */
  readonly waitingMs: number;
  readonly suspendedMs: number;
  readonly unseparatedMs: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  /** Of the cycle time of all cases together, and of the lost time of all activities together. */
  readonly share: number | null;
  readonly waitingShare: number | null;
  /** What completed cases would save without it; by this the list is ranked. */
  readonly saved: SavedCycleTime;
  /** null where waiting cannot be told from work. */
  readonly cause: BottleneckCause | null;
  /** They add up to waitingMs + suspendedMs. */
  readonly causes: CauseTotals;
  /** extraneousMs by party. */
  readonly extraneous: PartyTotals;
  readonly cases: CasesBehind;
  /** Instances that are open now. */
  readonly open: number;
  readonly estimated: boolean;
  /** null beyond the first ones (`explained`). */
  readonly trend: Trend | null;
  /** Where completed cases that have the activity would save the most; null beyond the first ones. */
  readonly segments: {
    /** Tests of all bottlenecks together, by which q is corrected. */
    readonly tests: number;
    readonly worst: Segment<Condition> | null;
  } | null;
  readonly sentence: Sentence;
}

/** Cycle time by the wall, in ms. */
export interface SavedCycleTime {
  /** Completed cases whose cycle time is known, and those of them that would have been shorter. */
  readonly n: number;
  readonly cases: number;
  readonly totalMs: number;
  /** Of each of the n cases; null without any. */
  readonly meanMs: number | null;
  readonly lowMs: number | null;
  readonly highMs: number | null;
  readonly level: number;
  readonly drawn: MeanInterval['drawn'];
  readonly effect: number;
  /** totalMs of the cycle time of the n cases together. */
  readonly share: number | null;
  /** Lost time on the critical paths: what would be saved at most, if no branch beside it took as long. */
  readonly pathMs: number;
  /** Without one loss alone, the greatest first. They need not add up: each may have to go before another branch decides. */
  readonly byCause: readonly {
    readonly cause: Loss;
    readonly cases: number;
    readonly totalMs: number;
    readonly meanMs: number;
    readonly lowMs: number | null;
    readonly highMs: number | null;
  }[];
}

export interface BottleneckOptions extends CauseOptions {
  /** How many case keys to name per bottleneck; 10 by default. */
  readonly topCases?: number;
  /** For how many, the first ones, to look for trend and segments; 10 by default. */
  readonly explained?: number;
  /** Of the intervals: 1, and 1,000 resamples, by default. */
  readonly seed?: number;
  readonly resamples?: number;
  /** Told now and then how far a step is: how many rows, cases or activities of how many; what it throws ends the work. */
  readonly onStep?: ((step: BottleneckStep, done: number, of: number) => void) | undefined;
}

/** Why rows wait; what each case would save; how sure that is, by activity; where it is worst, by activity. */
export type BottleneckStep = 'causes' | 'replaying' | 'bottlenecks' | 'segments';

interface Base {
  readonly log: EventLog;
  readonly causes: WaitingCauses;
  readonly lostMs: Float64Array;
  readonly saved: SavedTime;
  readonly intervalOf: (saving: Saving) => MeanInterval;
  readonly cycleTimeMs: number;
  readonly allLostMs: number;
}

/**
 * By saved cycle time, the greatest first, then by lost time; activities without any are left out. For a log whose enabling instants are
 * known the batch rule is `burst`, else that of the reference method, unless the options say otherwise.
 */
export function bottlenecks(log: EventLog, options: BottleneckOptions = {}): readonly Bottleneck[] {
  const step = (name: BottleneckStep) => (done: number, of: number) => options.onStep?.(name, done, of);
  const batchRule = options.batchRule ?? defaultBatchRule(log, knowsHours(options));
  const asked = { ...options, batchRule, progress: step('causes') };
  const drawing = { seed: options.seed ?? 1, resamples: options.resamples ?? 1000 };
  const enabled = enablement(log);
  const explained = explainer(log, enabled, asked);
  const causes = causesOf(log, enabled, explained, asked);
  const lostMs = lostTimes(log, causes);
  const saved = savedTime(log, enabled, explained, step('replaying'));
  const base: Base = {
    log,
    causes,
    lostMs,
    saved,
    intervalOf: meanIntervals(
      Float64Array.from(saved.cases, (index) => log.cases.startedAt[index]!),
      drawing,
    ),
    cycleTimeMs: totalCycleTimeMs(log),
    allLostMs: total(lostMs.map((value) => (Number.isNaN(value) ? 0 : value))),
  };
  const rowsOf = Array.from(log.activities, (): number[] => []);
  for (let row = 0; row < log.rows; row++) rowsOf[log.activityOf[row]!]?.push(row);
  const ranked = rowsOf
    .map((rows, activity) => {
      step('bottlenecks')(activity, rowsOf.length);
      return { rows, activity, found: figures(base, rows, activity, options.topCases ?? 10) };
    })
    .filter(({ found }) => found.totalMs > 0)
    .sort(
      ({ found: a }, { found: b }) =>
        b.saved.totalMs - a.saved.totalMs || b.totalMs - a.totalMs || (a.activity < b.activity ? -1 : 1),
    );
  const first = ranked.slice(0, options.explained ?? 10);
  const features = caseFeatures(log);
  const { tests, worst } = searchSegments(
    first.map(({ rows, activity }) => ({
      values: savedByCase(base, rows, activity),
      features: [...features, unitFeature(log, rows)],
    })),
    step('segments'),
  );
  return ranked.map(({ rows, found }, place): Bottleneck => {
    const isFirst = place < first.length;
    const trend = isFirst ? trendOf(log, enabled.enabledAt, lostMs, rows, drawing) : null;
    const segment = worst[place] ?? null;
    const causeMs = found.saved.byCause.find(({ cause }) => cause === found.cause)?.meanMs ?? 0;
    const isUnseparated = found.unseparatedMs > found.totalMs / 2;
    return {
      ...found,
      trend,
      segments: isFirst ? { tests, worst: segment } : null,
      sentence: sentenceOf({ ...found, lostMs: found.totalMs, isUnseparated, causeMs, trend, segment }),
    };
  });
}

function figures(base: Base, all: readonly number[], activity: number, topCases: number) {
  const { log, causes, lostMs } = base;
  const rows = all.filter((row) => !Number.isNaN(lostMs[row]!));
  const sum = (column: Float64Array): number =>
    rows.reduce((sumMs, row) => sumMs + (Number.isNaN(column[row]!) ? 0 : column[row]!), 0);
  const sorted = Float64Array.from(rows, (row) => lostMs[row]!).sort();
  const waitingMs = sum(causes.waitingMs);
  const suspendedMs = sum(causes.pausedMs);
  const totalMs = total(sorted);
  const extraneous = byParty(log, causes, rows);
  const totals = {
    batchingMs: sum(causes.byCause.batching),
    contentionMs: sum(causes.byCause.contention),
    prioritisationMs: sum(causes.byCause.prioritisation),
    unavailabilityMs: sum(causes.byCause.unavailability),
    extraneousMs: sum(causes.byCause.extraneous) + suspendedMs,
  };
  const unseparatedMs = Math.max(0, totalMs - waitingMs - suspendedMs);
  return {
    activity: log.activities[activity] ?? '',
    n: rows.length,
    totalMs,
    waitingMs,
    suspendedMs,
    unseparatedMs,
    medianMs: rows.length === 0 ? null : quantileOfSorted(sorted, 0.5),
    p90Ms: rows.length === 0 ? null : quantileOfSorted(sorted, 0.9),
    share: base.cycleTimeMs > 0 ? totalMs / base.cycleTimeMs : null,
    waitingShare: base.allLostMs > 0 ? totalMs / base.allLostMs : null,
    saved: savedCycleTime(base, activity),
    cause: unseparatedMs > totalMs / 2 ? null : mainCause(totals, extraneous),
    causes: totals,
    extraneous,
    cases: casesBehind(log, lostMs, rows, topCases),
    open: all.filter((row) => log.ending[row] === OPEN).length,
    estimated: rows.some((row) => causes.enabled.estimated[row] === 1 || isUnseparated(log, row)),
  };
}

function savedCycleTime({ saved, intervalOf }: Base, activity: number): SavedCycleTime {
  const n = saved.cases.length;
  const cycleMs = total(saved.cycleMs);
  const summed = ({ places, ms }: Saving) => ({ cases: places.length, totalMs: total(Float64Array.from(ms)) });
  const whole = saved.of(activity);
  const { cases, totalMs } = summed(whole);
  const byCause = LOSSES.flatMap((cause, loss) => {
    const saving = saved.of(activity, loss);
    if (saving.places.length === 0) return [];
    const { lowMs, highMs } = intervalOf(saving);
    const one = summed(saving);
    return [{ cause, ...one, meanMs: one.totalMs / n, lowMs, highMs }];
  });
  return {
    n,
    cases,
    totalMs,
    meanMs: n === 0 ? null : totalMs / n,
    ...intervalOf(whole),
    share: cycleMs > 0 ? totalMs / cycleMs : null,
    pathMs: saved.pathMs(activity),
    byCause: byCause.sort((a, b) => b.totalMs - a.totalMs),
  };
}

/** What each completed case that has the activity would save; NaN for others. */
function savedByCase({ log, saved }: Base, rows: readonly number[], activity: number): Float64Array {
  const has = new Uint8Array(log.cases.count);
  for (const row of rows) if (log.ending[row] === COMPLETED) has[log.caseOf[row]!] = 1;
  const values = new Float64Array(log.cases.count).fill(NaN);
  for (const index of saved.cases) if (has[index]) values[index] = 0;
  const { places, ms } = saved.of(activity);
  for (const [at, place] of places.entries()) values[saved.cases[place]!] = ms[at]!;
  return values;
}
