/**
 * Waiting and its causes summed by any grouping. Every row belongs to exactly one group of each grouping, so the groups of all add up
 * to the same whole: exactly where instants are whole milliseconds (sums stay below 2^53), else within 1e-6 of the whole.
 */
import type { EventLog } from './log/event-log.ts';
import type { CauseTotals, WaitingCauses } from './waiting-causes.ts';

/** What rows are grouped by; `transition` and `resourcePair` also hold rows without a predecessor, with `from` null. */
export const GROUPINGS = ['all', 'instance', 'activity', 'transition', 'resourcePair', 'resource', 'unit', 'case'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface CauseSums extends CauseTotals {
  /** Rows with a known wait. */
  readonly n: number;
  readonly totalMs: number;
  /** unavailabilityMs by what kept the resource away. */
  readonly offHoursMs: number;
  readonly holidayMs: number;
  readonly absenceMs: number;
  /** extraneousMs by whom or what one waited for. */
  readonly applicantMs: number;
  readonly documentMs: number;
  readonly authorityMs: number;
  readonly legalMs: number;
  readonly otherMs: number;
  readonly timerMs: number;
  readonly messageMs: number;
  readonly unassignedMs: number;
  readonly unexplainedMs: number;
  /** Suspended after the start, and worked, of all rows of the group; no part of totalMs. */
  readonly pausedMs: number;
  readonly processingMs: number;
  /** Of contentionMs + unavailabilityMs; null without working hours. */
  readonly someoneElseFreeMs: number | null;
}

/** What the group is, as far as the grouping tells it; null where the row has none. */
export interface CauseGroup extends CauseSums {
  readonly row?: number;
  readonly caseKey?: string | null;
  readonly activity?: string | null;
  readonly from?: string | null;
  readonly fromResource?: string | null;
  readonly resource?: string | null;
  readonly unit?: string | null;
}

/** By waiting, the greatest first. Groups without a row of known wait are left out, unless they hold work. */
export function sumCauses(log: EventLog, causes: WaitingCauses, by: Grouping): readonly CauseGroup[] {
  const { keyOf, tell } = groupOf(log, causes, by);
  const groups = new Map<string | number, number[]>();
  for (let row = 0; row < log.rows; row++) {
    const known = !Number.isNaN(causes.waitingMs[row]!) || causes.processingMs[row]! > 0 || causes.pausedMs[row]! > 0;
    if (!known) continue;
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return Array.from(groups.values(), (rows) => ({ ...tell(rows[0]!), ...causesOfRows(causes, rows) })).sort(
    (a, b) => b.totalMs - a.totalMs || b.n - a.n,
  );
}

/** The sums of some rows. */
export function causesOfRows(causes: WaitingCauses, rows: readonly number[] | Int32Array): CauseSums {
  const sum = (column: Float64Array | undefined): number => {
    let all = 0;
    if (column) for (let index = 0; index < rows.length; index++) all += column[rows[index]!]! || 0;
    return all;
  };
  let n = 0;
  for (let index = 0; index < rows.length; index++) if (!Number.isNaN(causes.waitingMs[rows[index]!]!)) n++;
  const { byCause, byPart } = causes;
  return {
    n,
    totalMs: sum(causes.waitingMs),
    batchingMs: sum(byCause.batching),
    contentionMs: sum(byCause.contention),
    prioritisationMs: sum(byCause.prioritisation),
    unavailabilityMs: sum(byCause.unavailability),
    extraneousMs: sum(byCause.extraneous),
    offHoursMs: sum(byPart.offHours),
    holidayMs: sum(byPart.holiday),
    absenceMs: sum(byPart.absence),
    applicantMs: sum(byPart.applicant),
    documentMs: sum(byPart.document),
    authorityMs: sum(byPart.authority),
    legalMs: sum(byPart.legal),
    otherMs: sum(byPart.other),
    timerMs: sum(byPart.timer),
    messageMs: sum(byPart.message),
    unassignedMs: sum(byPart.unassigned),
    unexplainedMs: sum(byPart.unexplained),
    pausedMs: sum(causes.pausedMs),
    processingMs: sum(causes.processingMs),
    someoneElseFreeMs: causes.someoneElseFreeMs ? sum(causes.someoneElseFreeMs) : null,
  };
}

type Told = Omit<CauseGroup, keyof CauseSums>;

function groupOf(
  log: EventLog,
  { enabled: { predecessor } }: WaitingCauses,
  by: Grouping,
): { readonly keyOf: (row: number) => string | number; readonly tell: (row: number) => Told } {
  const activity = (row: number): string | null => log.activities[log.activityOf[row] ?? -1] ?? null;
  const resource = (row: number): string | null => log.resources[log.resourceOf[row] ?? -1] ?? null;
  const caseKey = (row: number): string | null => log.cases.keys[log.caseOf[row]!] ?? null;
  const before = (row: number): number => predecessor[row]!;
  switch (by) {
    case 'all':
      return { keyOf: () => 0, tell: () => ({}) };
    case 'instance':
      return {
        keyOf: (row) => row,
        tell: (row) => ({ row, caseKey: caseKey(row), activity: activity(row), resource: resource(row) }),
      };
    case 'activity':
      return { keyOf: (row) => log.activityOf[row]!, tell: (row) => ({ activity: activity(row) }) };
    case 'transition':
      return {
        keyOf: (row) => (before(row) < 0 ? -1 : log.activityOf[before(row)]!) * log.activities.length + log.activityOf[row]!,
        tell: (row) => ({ from: activity(before(row)), activity: activity(row) }),
      };
    case 'resourcePair':
      return {
        keyOf: (row) =>
          [log.activityOf[before(row)], log.resourceOf[before(row)], log.activityOf[row], log.resourceOf[row]].join(),
        tell: (row) => ({
          from: activity(before(row)),
          fromResource: resource(before(row)),
          activity: activity(row),
          resource: resource(row),
        }),
      };
    case 'resource':
      return { keyOf: (row) => log.resourceOf[row]!, tell: (row) => ({ resource: resource(row) }) };
    case 'unit':
      return { keyOf: (row) => log.unitOf[row]!, tell: (row) => ({ unit: log.units[log.unitOf[row]!] ?? null }) };
    case 'case':
      return { keyOf: (row) => log.caseOf[row]!, tell: (row) => ({ caseKey: caseKey(row) }) };
    default:
      return by satisfies never;
  }
}

/** Waiting of one kind of transition between resources, with its causes. */
export interface TransitionCauses extends CauseSums {
  readonly from: string;
  readonly fromResource: string | null;
  readonly to: string;
  readonly toResource: string | null;
  readonly count: number;
  readonly cases: readonly string[];
}

/** By pair of activities and resources, the greatest waiting first. Rows without a predecessor or a known wait are not in it. */
export function causesByTransition(log: EventLog, causes: WaitingCauses): readonly TransitionCauses[] {
  const { keyOf } = groupOf(log, causes, 'resourcePair');
  const groups = new Map<string | number, number[]>();
  for (let row = 0; row < log.rows; row++) {
    if (causes.enabled.predecessor[row]! < 0 || Number.isNaN(causes.waitingMs[row]!)) continue;
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return Array.from(groups.values(), (rows) => {
    const row = rows[0]!;
    const before = causes.enabled.predecessor[row]!;
    return {
      from: log.activities[log.activityOf[before]!] ?? '',
      fromResource: log.resources[log.resourceOf[before]!] ?? null,
      to: log.activities[log.activityOf[row]!] ?? '',
      toResource: log.resources[log.resourceOf[row]!] ?? null,
      count: rows.length,
      cases: [...new Set(rows.map((each) => log.cases.keys[log.caseOf[each]!] ?? ''))],
      ...causesOfRows(causes, rows),
    };
  }).sort((a, b) => b.totalMs - a.totalMs || b.count - a.count);
}
