/**
 * Was somebody else free? For an activity, the time in which at least one of those who do it was on duty and busy with nothing. While
 * somebody waits for a clerk who is busy or off duty, that clerk is not free, so whoever is free then is another. Beyond the reference
 * method, which looks only at the one who did the work in the end.
 */
import type { Explainer } from './explain-wait.ts';
import { StretchTable, union, without } from './intervals.ts';
import type { EventLog } from './log/event-log.ts';
import { whoDoes } from './resource-work.ts';

/** How much of [fromAt, toAt] a colleague was free for the row's activity, in ms. */
export type FreeColleagues = (row: number, fromAt: number, toAt: number) => number;

/** Who does an activity is read from the log: whoever has completed it at least once. */
export function freeColleagues(log: EventLog, { work, tables }: Pick<Explainer, 'work' | 'tables'>): FreeColleagues {
  const unitOf = new Int32Array(log.resources.length).fill(-1);
  for (let row = 0; row < log.rows; row++) if (log.resourceOf[row]! >= 0) unitOf[log.resourceOf[row]!] = log.unitOf[row]!;
  const freeOf = new Map<number, readonly number[]>();
  const freeTime = (resource: number): readonly number[] => {
    let free = freeOf.get(resource);
    if (free) return free;
    const duty = tables.of(resource, unitOf[resource]!);
    const onDuty: number[] = [];
    if (duty) for (const [index, start] of duty.starts.entries()) onDuty.push(start, duty.ends[index]!);
    const busy: (readonly [number, number])[] = [];
    for (let place = work.first[resource]!; place < work.first[resource + 1]!; place++)
      busy.push([work.from[place]!, work.to[place]!]);
    freeOf.set(resource, (free = without(onDuty, union(busy))));
    return free;
  };
  // Activities done by the same people share a table.
  const tablesBySet = new Map<string, StretchTable>();
  const who = whoDoes(log);
  const tableOf = Array.from(log.activities, (): StretchTable | undefined => undefined);
  return (row, fromAt, toAt) => {
    const activity = log.activityOf[row]!;
    const people = who[activity] ?? [];
    if (people.length < 2) return 0;
    let table = tableOf[activity];
    if (!table) {
      const key = people.join();
      table = tablesBySet.get(key) ?? new StretchTable(unionOfMany(people.map(freeTime)));
      tablesBySet.set(key, table);
      tableOf[activity] = table;
    }
    return table.msWithin(fromAt, toAt);
  };
}

/** Union of several lists of stretches: by sorting their bounds and counting how many are open. */
function unionOfMany(lists: readonly (readonly number[])[]): readonly number[] {
  const size = lists.reduce((sum, list) => sum + list.length / 2, 0);
  const starts = new Float64Array(size);
  const ends = new Float64Array(size);
  let next = 0;
  for (const list of lists)
    for (let index = 0; index < list.length; index += 2, next++) {
      starts[next] = list[index]!;
      ends[next] = list[index + 1]!;
    }
  starts.sort();
  ends.sort();
  const joined: number[] = [];
  for (let from = 0, to = 0, open = 0, begin = 0; to < size;) {
    if (from < size && starts[from]! <= ends[to]!) {
      if (open++ === 0) begin = starts[from]!;
      from++;
    } else if (--open === 0) joined.push(begin, ends[to++]!);
    else to++;
  }
  return joined;
}
