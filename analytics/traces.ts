/** Traces: the completed activities of each case in the order of the log. Open and cancelled rows are no part of a trace. */
import { COMPLETED } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';

/** Trace of case c: rows[first[c]] … rows[first[c + 1] − 1] are row numbers of the log. */
export interface Traces {
  readonly rows: Int32Array;
  readonly first: Int32Array;
}

export function traces(log: EventLog): Traces {
  const rows = new Int32Array(log.rows);
  const first = new Int32Array(log.cases.count + 1);
  let length = 0;
  for (let index = 0; index < log.cases.count; index++) {
    first[index] = length;
    const end = log.cases.firstRow[index + 1]!;
    for (let row = log.cases.firstRow[index]!; row < end; row++) if (log.ending[row] === COMPLETED) rows[length++] = row;
  }
  first[log.cases.count] = length;
  return { rows: rows.subarray(0, length), first };
}
