/** Why is waited: by activity, transition and unit, by the wall and in working time. */
import {
  arrivalQueue,
  CAUSES,
  causesByBothClocks,
  causesOf,
  causeOf,
  COMPLETED,
  criticalPaths,
  criticalPathShares,
  defaultBatchRule,
  type Duty,
  enablement,
  type EventLog,
  explainer,
  heldBack,
  WAIT_PARTS,
  type WaitingCauses,
} from '../../analytics/index.ts';
import { dayMsOf, dutyOf, elementOf, type Setting, unitOf } from '../analytics-work/setting.ts';
import type { CausesAnswer, WaitFigures } from '../contract/analytics-answers.ts';
import type { WaitCause } from '../contract/analytics-values.ts';

/** Told what is being done, in words of the contract, and how much of it is done where that is known. */
export type TellPhase = (phase: string, done?: number, of?: number) => void;

/** The causes of a log by both clocks, with what else is asked of them. */
export function causesByClocks(log: EventLog, duty: Duty, tell: TellPhase) {
  const batchRule = defaultBatchRule(log, duty.source !== 'none');
  const enabled = enablement(log);
  const options = { duty, batchRule };
  tell('causes');
  const explained = explainer(log, enabled, options);
  const asked = {
    ...options,
    progress(done: number, of: number) {
      tell('causes', done, of);
    },
  };
  const common = { options, enabled, explained };
  return duty.source === 'none'
    ? { ...common, wall: causesOf(log, enabled, explained, asked), working: undefined }
    : { ...common, ...causesByBothClocks(log, enabled, explained, asked) };
}

export function causesAnswer(
  log: EventLog,
  setting: Setting,
  { arrival }: { readonly arrival?: string | undefined },
  tell: TellPhase,
): CausesAnswer {
  const duty = dutyOf(log, setting);
  const { options, enabled, explained, wall, working } = causesByClocks(log, duty, tell);
  const sums = (rows: readonly number[]): WaitFigures => waitFigures(log, wall, working, rows);
  const rows: number[] = [];
  for (let row = 0; row < log.rows; row++) if (log.ending[row] === COMPLETED) rows.push(row);
  const groups = <Told extends object>(keyOf: (row: number) => number, tellOf: (row: number) => Told) =>
    shownGroups(groupsOf(rows, keyOf), sums, tellOf);
  const whole = sums(rows);
  const before = (row: number): number => enabled.predecessor[row]!;
  const activity = (row: number) => elementOf(setting, log.activities[log.activityOf[row]!] ?? '');
  const elements = groups((row) => log.activityOf[row]!, activity);
  const transitions = groups(
    (row) => (before(row) < 0 ? -1 : log.activityOf[before(row)]!) * log.activities.length + log.activityOf[row]!,
    (row) => ({ from: before(row) < 0 ? null : activity(before(row)), to: activity(row) }),
  );
  const units = groups(
    (row) => log.unitOf[row]!,
    (row) => unitOf(setting, log.units[log.unitOf[row]!] ?? null),
  );
  tell('paths');
  const paths = criticalPaths(log, options, { enabled, explained });
  const without = (cause: WaitCause): number | null =>
    efficiency(whole.processingMs, whole.totalMs - (whole.causes.find((one) => one.cause === cause)?.ms ?? 0));
  return {
    calendar: duty.source,
    dayMs: dayMsOf(log, duty),
    whole,
    nUnknown: rows.length - whole.n,
    nEstimated: rows.reduce((all, row) => all + enabled.estimated[row]!, 0),
    cte: efficiency(whole.processingMs, whole.totalMs),
    cteWithout: {
      batching: without('batching'),
      contention: without('contention'),
      prioritisation: without('prioritisation'),
      unavailability: without('unavailability'),
      extraneous: without('extraneous'),
    },
    elements,
    transitions,
    units,
    criticalPath: pathAnswer(setting, paths, criticalPathShares(log, paths)),
    queue: arrivalQueue(log, arrival, enabled),
  };
}

/** Of rounded sums: never outside 0 … 1. */
function efficiency(processingMs: number, waitingMs: number): number | null {
  return processingMs + waitingMs > 0 ? Math.min(1, Math.max(0, processingMs / (processingMs + waitingMs))) : null;
}

function groupsOf(rows: readonly number[], keyOf: (row: number) => number): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const known = groups.get(keyOf(row));
    if (known) known.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return [...groups.values()];
}

function shownGroups<Told extends object>(
  groups: readonly (readonly number[])[],
  sums: (rows: readonly number[]) => WaitFigures,
  tellOf: (row: number) => Told,
): (Told & { suppressed: boolean; wait: WaitFigures | null })[] {
  const found = groups
    .map((rows) => ({ told: tellOf(rows[0]!), wait: sums(rows) }))
    .filter(({ wait }) => wait.n > 0 || wait.processingMs > 0 || wait.pausedMs > 0);
  const held = heldBack(found.map(({ wait }) => wait.cases));
  const all = found.map(({ told, wait }, place) => ({
    ...told,
    suppressed: held[place] === true,
    wait: held[place] ? null : wait,
  }));
  return all.sort((a, b) => (b.wait?.totalMs ?? -1) - (a.wait?.totalMs ?? -1));
}

function waitFigures(
  log: EventLog,
  wall: WaitingCauses,
  working: WaitingCauses | undefined,
  rows: readonly number[],
): WaitFigures {
  let cases = 0;
  let last = -1;
  for (const row of rows) {
    // Rows of a case follow each other.
    if (log.caseOf[row] !== last) cases++;
    last = log.caseOf[row]!;
  }
  return {
    ...waitSums(wall, rows),
    cases,
    pausedMs: sumOf(wall.pausedMs, rows),
    processingMs: sumOf(wall.processingMs, rows),
    someoneElseFreeMs: wall.someoneElseFreeMs ? sumOf(wall.someoneElseFreeMs, rows) : null,
    working: working ? waitSums(working, rows) : null,
  };
}

/** Parts and causes of the wait of some rows, the greatest first. */
export function waitSums(
  { waitingMs, byCause, byPart }: WaitingCauses,
  rows: readonly number[],
): NonNullable<WaitFigures['working']> {
  const totalMs = sumOf(waitingMs, rows);
  const shareOf = (ms: number): number => (totalMs > 0 ? Math.min(1, Math.max(0, ms / totalMs)) : 0);
  const figures = (column: Float64Array) => {
    const ms = sumOf(column, rows);
    return { ms, share: shareOf(ms), n: countOf(column, rows) };
  };
  const causes = CAUSES.map((cause) => ({ cause, ...figures(byCause[cause]) }));
  const parts = WAIT_PARTS.flatMap((part) => {
    const column = byPart[part];
    return column ? [{ part, cause: causeOf(part), ...figures(column) }] : [];
  });
  return {
    n: rows.reduce((all, row) => all + (Number.isNaN(waitingMs[row]!) ? 0 : 1), 0),
    totalMs,
    causes: causes.filter(({ n }) => n > 0).sort((a, b) => b.ms - a.ms),
    parts: parts.filter(({ n }) => n > 0).sort((a, b) => b.ms - a.ms),
  };
}

function sumOf(column: Float64Array, rows: readonly number[]): number {
  let sum = 0;
  for (const row of rows) sum += column[row]! || 0;
  return sum;
}

function countOf(column: Float64Array, rows: readonly number[]): number {
  let count = 0;
  for (const row of rows) if (column[row]! > 0) count++;
  return count;
}

function pathAnswer(
  setting: Setting,
  { n, totalMs }: { readonly n: number; readonly totalMs: number },
  shares: ReturnType<typeof criticalPathShares>,
): CausesAnswer['criticalPath'] {
  const held = heldBack(shares.map((one) => one.n));
  const others = shares.filter((_, place) => held[place]);
  const heldMs = others.reduce((all, one) => all + one.totalMs, 0);
  return {
    n,
    totalMs,
    shares: shares
      .filter((_, place) => !held[place])
      .map(({ activity, ...one }) => ({
        element: activity,
        name: activity === null ? null : elementOf(setting, activity).name,
        ...one,
      })),
    others: { shares: others.length, totalMs: heldMs, share: totalMs > 0 ? heldMs / totalMs : null },
  };
}
