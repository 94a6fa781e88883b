/**
 * Was somebody else free? For an activity, the time in which at least one of those who do it was on duty and busy with nothing. While
 * somebody waits for a clerk who is busy or off duty, that clerk is not free, so whoever is free then is another. Beyond the reference
 * method, which looks only at the one who did the work in the end.
 */
import type { DutyTable } from './duty.ts';
import type { Explainer } from './explain-wait.ts';
import { StretchTable, union, within, without } from './intervals.ts';
import type { Stretches } from './intervals.ts';
import type { EventLog } from './log/event-log.ts';
import { whoDoes } from './resource-work.ts';

/** How much of [fromAt, toAt] a colleague was free for the row's activity, in ms. */
export type FreeColleagues = (row: number, fromAt: number, toAt: number) => number;

/** Who does an activity: whoever has completed it at least once in the log, and whom else the caller names. */
export function freeColleagues(
  log: EventLog,
  { work, tables }: Pick<Explainer, 'work' | 'tables'>,
  candidatesOf?: (activity: string) => readonly string[],
): FreeColleagues {
  const unitOf = new Int32Array(log.resources.length).fill(-1);
  for (let row = 0; row < log.rows; row++) if (log.resourceOf[row]! >= 0) unitOf[log.resourceOf[row]!] = log.unitOf[row]!;
  const busyOf = (resource: number): Stretches => {
    const busy: (readonly [number, number])[] = [];
    for (let place = work.first[resource]!; place < work.first[resource + 1]!; place++)
      busy.push([work.from[place]!, work.to[place]!]);
    return union(busy);
  };
  // Of people with the same hours one is free whenever not all of them are busy: no list of free time for each of hundreds.
  const freeTime = (people: readonly number[]): Stretches => {
    const byHours = new Map<DutyTable, number[]>();
    for (const resource of people) {
      const duty = tables.of(resource, unitOf[resource]!);
      if (duty && byHours.get(duty)?.push(resource) === undefined) byHours.set(duty, [resource]);
    }
    return unionOfMany(Array.from(byHours, ([duty, alike]) => without(onDuty(duty), allBusy(alike, busyOf))));
  };
  // Activities done by the same people share a table.
  const tablesBySet = new Map<string, StretchTable>();
  const who = whoDoes(log, candidatesOf);
  const tableOf = Array.from(log.activities, (): StretchTable | undefined => undefined);
  return (row, fromAt, toAt) => {
    const activity = log.activityOf[row]!;
    const people = who[activity] ?? [];
    if (people.length < 2) return 0;
    let table = tableOf[activity];
    if (!table) {
      const key = people.join();
      table = tablesBySet.get(key) ?? new StretchTable(freeTime(people));
      tablesBySet.set(key, table);
      tableOf[activity] = table;
    }
    return table.msWithin(fromAt, toAt);
  };
}

/** When all of them are busy: nearly always never, which is known after a few. */
function allBusy(people: readonly number[], busyOf: (resource: number) => Stretches): Stretches {
  let all: Stretches | undefined;
  for (const resource of people) {
    all = all ? within(all, busyOf(resource)) : busyOf(resource);
    if (all.length === 0) break;
  }
  return all ?? [];
}

function onDuty({ starts, ends }: DutyTable): Stretches {
  const stretches: number[] = [];
  for (const [index, start] of starts.entries()) stretches.push(start, ends[index]!);
  return stretches;
}

/** Union of many lists of stretches, two and two: people of one house share their hours, so what is joined soon becomes short. */
function unionOfMany(lists: readonly (readonly number[])[]): readonly number[] {
  let left = lists;
  while (left.length > 1) {
    const joined: (readonly number[])[] = [];
    for (let index = 0; index < left.length; index += 2) joined.push(unionOfTwo(left[index]!, left[index + 1] ?? []));
    left = joined;
  }
  return left[0] ?? [];
}

function unionOfTwo(a: readonly number[], b: readonly number[]): readonly number[] {
  const joined: number[] = [];
  for (let left = 0, right = 0; left < a.length || right < b.length;) {
    const isA = right >= b.length || (left < a.length && a[left]! <= b[right]!);
    const from = isA ? a[left]! : b[right]!;
    const to = isA ? a[left + 1]! : b[right + 1]!;
    if (isA) left += 2;
    else right += 2;
    const last = joined.length - 1;
    if (last > 0 && from <= joined[last]!) joined[last] = Math.max(joined[last]!, to);
    else joined.push(from, to);
  }
  return joined;
}
