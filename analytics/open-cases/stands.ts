/**
 * Where cases stood, and when: the history that remaining times are learnt from. A stand is a stretch of a case in which nothing
 * was enabled and nothing ended: the case was at the activities that were open, or, where none was, after the one that ended last (all
 * that a log of events tells).
 */
import { CASE_OPEN, COMPLETED } from '../log/event-log.ts';
import type { EventLog } from '../log/event-log.ts';

export interface Stands {
  readonly count: number;
  /** Those of case c are firstOf[c] … firstOf[c + 1] − 1, in order of time and without holes. */
  readonly firstOf: Int32Array;
  readonly caseOf: Int32Array;
  readonly fromAt: Float64Array;
  /** Infinity for the last one of an open case. */
  readonly toAt: Float64Array;
  /** Codes into `sets`. */
  readonly setOf: Int32Array;
  /** The activity that was enabled last of those open, or that ended last; -1 before the first. And the unit of that row, or -1. */
  readonly activityOf: Int32Array;
  readonly unitOf: Int32Array;
  /** Completed activity instances before it. */
  readonly doneOf: Int32Array;
  readonly sets: readonly StandingSet[];
  /** When each case ended, completed or withdrawn; Infinity while it is open. */
  readonly endAt: Float64Array;
}

export interface StandingSet {
  /** `at`: they are open. `after`: nothing is open, and this one ended last (none: the case has only begun). */
  readonly standing: 'at' | 'after';
  /** Codes of activities, ascending, each once. */
  readonly activities: readonly number[];
}

interface Change {
  readonly at: number;
  readonly row: number;
  readonly opens: boolean;
}

/** Cost: the log's rows, sorted within each case. */
export function standsOf(log: EventLog): Stands {
  const most = 2 * log.rows + log.cases.count;
  const column = (): Int32Array => new Int32Array(most);
  const [caseOf, setOf, activityOf, unitOf, doneOf] = [column(), column(), column(), column(), column()];
  const fromAt = new Float64Array(most);
  const toAt = new Float64Array(most);
  const firstOf = new Int32Array(log.cases.count + 1);
  const endAt = log.cases.completedAt.map((at, index) =>
    log.cases.status[index] === CASE_OPEN || Number.isNaN(at) ? Infinity : at,
  );
  const sets = new StandingSets();
  let count = 0;
  for (let index = 0; index < log.cases.count; index++) {
    firstOf[index] = count;
    const open: number[] = [];
    let last = -1;
    let done = 0;
    let beginAt = log.cases.startedAt[index]!;
    const standUntil = (untilAt: number): void => {
      if (!(untilAt > beginAt)) return;
      const latest = open.at(-1) ?? last;
      const activities = open.length > 0 ? open : last < 0 ? [] : [last];
      caseOf[count] = index;
      setOf[count] = sets.code(
        open.length > 0 ? 'at' : 'after',
        activities.map((row) => log.activityOf[row]!),
      );
      activityOf[count] = latest < 0 ? -1 : log.activityOf[latest]!;
      unitOf[count] = latest < 0 ? -1 : log.unitOf[latest]!;
      doneOf[count] = done;
      fromAt[count] = beginAt;
      toAt[count++] = untilAt;
      beginAt = untilAt;
    };
    for (const { at, row, opens } of changesOf(log, index)) {
      if (at > endAt[index]!) break;
      standUntil(at);
      if (opens) open.push(row);
      else {
        if (open.includes(row)) open.splice(open.indexOf(row), 1);
        last = row;
        if (log.ending[row] === COMPLETED) done++;
      }
    }
    standUntil(endAt[index]!);
  }
  firstOf[log.cases.count] = count;
  return {
    count,
    firstOf,
    caseOf: caseOf.slice(0, count),
    fromAt: fromAt.slice(0, count),
    toAt: toAt.slice(0, count),
    setOf: setOf.slice(0, count),
    activityOf: activityOf.slice(0, count),
    unitOf: unitOf.slice(0, count),
    doneOf: doneOf.slice(0, count),
    sets: sets.sets,
    endAt,
  };
}

class StandingSets {
  readonly sets: StandingSet[] = [];
  private readonly codes = new Map<string, number>();

  code(standing: StandingSet['standing'], activities: readonly number[]): number {
    const sorted = activities.length < 2 ? activities : [...new Set(activities)].sort((a, b) => a - b);
    const name = standing + sorted.join();
    let code = this.codes.get(name);
    if (code === undefined) {
      this.codes.set(name, (code = this.sets.length));
      this.sets.push({ standing, activities: sorted });
    }
    return code;
  }
}

/** Openings and ends of the rows of a case by time, ends first, ties in the order of the log. A row without duration only ends. */
function changesOf(log: EventLog, index: number): readonly Change[] {
  const changes: Change[] = [];
  for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
    const enabledAt = log.enabledAt[row]!;
    const openAt = Number.isNaN(enabledAt) ? log.startedAt[row]! : enabledAt;
    const at = log.completedAt[row]!;
    if (!Number.isNaN(openAt) && !(openAt >= at)) changes.push({ at: openAt, row, opens: true });
    if (!Number.isNaN(at)) changes.push({ at, row, opens: false });
  }
  return changes.sort((a, b) => a.at - b.at || Number(a.opens) - Number(b.opens));
}

/** The stand of a case at an instant, or -1 when the case had not begun or had ended. */
export function standAt(stands: Stands, index: number, at: number): number {
  let low = stands.firstOf[index]!;
  let high = stands.firstOf[index + 1]! - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stands.fromAt[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low <= high && stands.fromAt[low]! <= at && at < stands.toAt[low]! ? low : -1;
}
