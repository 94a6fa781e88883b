/**
 * One case once more, without some of its waits: how much sooner would it have ended? A row begins when everything that had been completed
 * before it is completed, and what lay between stays between; a row that began while another was open (a reminder) keeps its distance from
 * that one's beginning. So of parallel branches the longest that is left decides, and a wait beside a longer branch saves nothing.
 *
 * What was completed earlier is taken to be needed, which a log cannot tell: savings are never above the time on the critical path, and
 * are too low where branches had nothing to do with each other. Nobody else's queue becomes shorter or longer: a simulation answers that.
 */
import { beginOf, stretchesOf } from '../critical-path.ts';
import { byCompletion } from '../enablement.ts';
import type { Explainer } from '../explain-wait.ts';
import type { EventLog } from '../log/event-log.ts';
import { lossOf } from './losses.ts';

interface LostStretch {
  readonly fromAt: number;
  readonly toAt: number;
  readonly loss: number;
}

interface ReplayedRow {
  readonly activity: number;
  readonly beginAt: number;
  readonly endAt: number;
  readonly lost: readonly LostStretch[];
  /** How many of those by completion were completed when it began, and the latest of their completions (the start of the case without any). */
  readonly completed: number;
  readonly afterAt: number;
  /** Place of the row that was open between `afterAt` and `beginAt`, or -1. */
  readonly open: number;
}

export interface CaseReplay {
  /** ms by which the case would be shorter without an activity's lost time, or that of one loss (a code in LOSSES) alone. */
  readonly savedMs: (activity: number, loss?: number) => number;
}

/** @param trace the completed rows of the case */
export function caseReplay(
  log: EventLog,
  enabledAt: Float64Array,
  explained: Explainer,
  trace: Int32Array,
  startedAt: number,
  completedAt: number,
): CaseReplay {
  const begins = Float64Array.from(trace, (row) => Math.max(startedAt, beginOf(log, enabledAt, row)));
  const ends = Float64Array.from(trace, (row, place) => Math.max(begins[place]!, log.completedAt[row]!));
  const order = Int32Array.from(trace.keys()).sort((a, b) => begins[a]! - begins[b]! || ends[a]! - ends[b]! || a - b);
  const placeOf = new Map(Array.from(order, (index, place) => [trace[index]!, place]));
  const byEnd = Array.from(byCompletion(log, trace), (row) => placeOf.get(row) ?? 0);
  const rows: ReplayedRow[] = [];
  let completed = 0;
  const add = (activity: number, beginAt: number, endAt: number, lost: readonly LostStretch[]): void => {
    while (completed < byEnd.length && byEnd[completed]! < rows.length && rows[byEnd[completed]!]!.endAt <= beginAt) completed++;
    const afterAt = completed === 0 ? startedAt : rows[byEnd[completed - 1]!]!.endAt;
    const open = afterAt < beginAt ? openThen(rows, beginAt) : -1;
    rows.push({ activity, beginAt, endAt, lost, completed, afterAt, open });
  };
  for (const index of order) {
    const activity = log.activityOf[trace[index]!]!;
    const lost = stretchesOf(log, enabledAt, explained, trace[index]!).flatMap(({ fromAt, toAt, kind, part }) => {
      const from = Math.max(fromAt, begins[index]!);
      const loss = lossOf(kind, part);
      return loss >= 0 && toAt > from ? [{ fromAt: from, toAt, loss }] : [];
    });
    add(activity, begins[index]!, ends[index]!, lost);
  }
  add(-1, completedAt, completedAt, []);
  const scratch = { begin: new Float64Array(rows.length), end: new Float64Array(rows.length) };
  return { savedMs: (activity, loss) => completedAt - replayedEnd(rows, byEnd, startedAt, scratch, activity, loss) };
}

/** Of the rows that began before an instant and were open then, the one that began last. */
function openThen(rows: readonly ReplayedRow[], at: number): number {
  for (let place = rows.length - 1; place >= 0; place--) if (rows[place]!.endAt > at && rows[place]!.beginAt < at) return place;
  return -1;
}

function replayedEnd(
  rows: readonly ReplayedRow[],
  byEnd: readonly number[],
  startedAt: number,
  { begin, end }: { readonly begin: Float64Array; readonly end: Float64Array },
  activity: number,
  loss: number | undefined,
): number {
  const removedMs = (row: ReplayedRow, fromAt: number, toAt: number): number => {
    let sum = 0;
    if (row.activity !== activity) return 0;
    for (const stretch of row.lost)
      if (loss === undefined || stretch.loss === loss)
        sum += Math.max(0, Math.min(toAt, stretch.toAt) - Math.max(fromAt, stretch.fromAt));
    return sum;
  };
  let completed = 0;
  let nowAt = startedAt;
  for (const [place, row] of rows.entries()) {
    for (; completed < row.completed; completed++) nowAt = Math.max(nowAt, end[byEnd[completed]!]!);
    const open = rows[row.open];
    if (open === undefined) begin[place] = nowAt + (row.beginAt - row.afterAt);
    else if (open.beginAt < row.afterAt)
      begin[place] = nowAt + (row.beginAt - row.afterAt) - removedMs(open, row.afterAt, row.beginAt);
    else begin[place] = begin[row.open]! + (row.beginAt - open.beginAt) - removedMs(open, open.beginAt, row.beginAt);
    end[place] = begin[place] + (row.endAt - row.beginAt) - removedMs(row, row.beginAt, row.endAt);
  }
  return begin[rows.length - 1] ?? NaN;
}
