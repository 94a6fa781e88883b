/** The order of an event log: by case, then by instant, ties as they came. */
import type { RowOrder } from './event-log.ts';
import type { SparseNumberColumn } from './growing-columns.ts';

interface Unsorted {
  /** How many rows; the columns may be longer. */
  readonly rows: number;
  readonly caseOf: Int32Array;
  readonly enabledAt: SparseNumberColumn;
  readonly startedAt: SparseNumberColumn;
  readonly completedAt: Float64Array;
}

/** Row numbers in the order of the log, and where each case begins in it. Linear when the rows of each case come in order. */
export function sortRows(
  orderedBy: RowOrder,
  cases: number,
  columns: Unsorted,
): { readonly order: Int32Array; readonly firstRow: Int32Array } {
  const { rows, caseOf, startedAt, completedAt, enabledAt } = columns;
  const firstRow = new Int32Array(cases + 1);
  for (let row = 0; row < rows; row++) firstRow[caseOf[row]! + 1]!++;
  for (let index = 0; index < cases; index++) firstRow[index + 1]! += firstRow[index]!;

  const beganAt = (row: number): number => {
    const start = startedAt.at(row);
    return !Number.isNaN(start) ? start : !Number.isNaN(completedAt[row]!) ? completedAt[row]! : enabledAt.at(row);
  };
  // Keys are worked out as they are compared: two columns of them would be a third of the log again.
  const compare = (a: number, b: number): number => {
    const [aEndedAt, bEndedAt] = [completedAt[a]!, completedAt[b]!];
    if (Number.isNaN(aEndedAt) || Number.isNaN(bEndedAt))
      return Number(Number.isNaN(aEndedAt)) - Number(Number.isNaN(bEndedAt)) || ascending(beganAt(a), beganAt(b)) || a - b;
    if (orderedBy === 'completed') return ascending(aEndedAt, bEndedAt) || a - b;
    return ascending(beganAt(a), beganAt(b)) || ascending(aEndedAt, bEndedAt) || a - b;
  };

  const order = new Int32Array(rows);
  const next = firstRow.slice(0, cases);
  for (let row = 0; row < rows; row++) order[next[caseOf[row]!]!++] = row;
  for (let index = 0; index < cases; index++) sortRun(order, firstRow[index]!, firstRow[index + 1]!, compare);
  return { order, firstRow };
}

const INSERTION_LIMIT = 64;

/** Stable: insertion for what is short or nearly sorted already, a merge sort of the engine's for the rest. */
function sortRun(order: Int32Array, from: number, to: number, compare: (a: number, b: number) => number): void {
  let sorted = true;
  for (let index = from + 1; index < to && sorted; index++) sorted = compare(order[index - 1]!, order[index]!) <= 0;
  if (sorted) return;
  if (to - from > INSERTION_LIMIT) {
    order.subarray(from, to).sort(compare);
    return;
  }
  for (let index = from + 1; index < to; index++) {
    const row = order[index]!;
    let place = index;
    while (place > from && compare(order[place - 1]!, row) > 0) order[place] = order[--place]!;
    order[place] = row;
  }
}

/** An instant that is not known is neither before nor after another. */
function ascending(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
