/** The order of an event log: by case, then by instant, ties as they came. */
import type { RowOrder } from './event-log.ts';

interface Unsorted {
  /** How many rows; the columns may be longer. */
  readonly rows: number;
  readonly caseOf: Int32Array;
  readonly enabledAt: Float64Array;
  readonly startedAt: Float64Array;
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

  const primary = new Float64Array(rows);
  const secondary = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const ended = !Number.isNaN(completedAt[row]!);
    const knownStart = !Number.isNaN(startedAt[row]!);
    const beganAt = knownStart ? startedAt[row]! : ended ? completedAt[row]! : enabledAt[row]!;
    primary[row] = !ended ? Infinity : orderedBy === 'started' ? beganAt : completedAt[row]!;
    secondary[row] = !ended ? beganAt : orderedBy === 'started' ? completedAt[row]! : 0;
  }

  const order = new Int32Array(rows);
  const next = firstRow.slice(0, cases);
  for (let row = 0; row < rows; row++) order[next[caseOf[row]!]!++] = row;
  for (let index = 0; index < cases; index++) sortRun(order, firstRow[index]!, firstRow[index + 1]!, primary, secondary);
  return { order, firstRow };
}

const INSERTION_LIMIT = 64;

/** Stable: insertion for what is short or nearly sorted already, a merge sort of the engine's for the rest. */
function sortRun(order: Int32Array, from: number, to: number, primary: Float64Array, secondary: Float64Array): void {
  const compare = (a: number, b: number): number =>
    primary[a]! < primary[b]! ? -1 : primary[a]! > primary[b]! ? 1 : secondary[a]! - secondary[b]! || a - b;
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
