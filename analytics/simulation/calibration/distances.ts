/**
 * How far two logs are apart, by the published measures of business process simulation models (Chapela-Campa, Benchekroun, Baron,
 * Dumas, Krass, Senderovich 2023): n-grams of activities, and Wasserstein's distance of instants.
 */
import { weekdayOf, MS_PER_DAY } from '../../../engine/time/civil-day.ts';
import { zoneNamed } from '../../../engine/time/zone.ts';
import type { EventLog } from '../../log/event-log.ts';
import { traces } from '../../traces.ts';

/** 0 when they are alike. n-grams: 0 to 1; everything else in hours. */
export interface Distances {
  readonly bigrams: number;
  readonly trigrams: number;
  /** Instants of events, from the first hour of both. */
  readonly absoluteHours: number;
  readonly arrivalHours: number;
  /** Hours of the day by weekday. */
  readonly circadianHours: number;
  /** Instants of events since the start of their case. */
  readonly relativeHours: number;
  readonly cycleTimeHours: number;
}

export interface DistanceOptions {
  readonly zone: string;
  /** What an activity is called, in each of the two; undefined: it is not looked at. */
  readonly nameIn: readonly [first: (activity: string) => string | undefined, second: (activity: string) => string | undefined];
  /** Which cases of each are looked at, by index; all when absent. */
  readonly only?: readonly [first: (index: number) => boolean, second: (index: number) => boolean];
}

interface Seen {
  /** By case, in the order of the trace. */
  readonly traces: readonly (readonly string[])[];
  readonly events: Float64Array;
  readonly sinceStart: Float64Array;
  readonly arrivals: Float64Array;
  readonly cycleTimes: Float64Array;
}

const HOUR_MS = 3_600_000;

export function distances(a: EventLog, b: EventLog, { zone, nameIn, only }: DistanceOptions): Distances {
  const [one, other] = [seen(a, nameIn[0], only?.[0]), seen(b, nameIn[1], only?.[1])];
  return {
    bigrams: ngrams(one.traces, other.traces, 2),
    trigrams: ngrams(one.traces, other.traces, 3),
    absoluteHours: binned(one.events, other.events),
    arrivalHours: binned(one.arrivals, other.arrivals),
    circadianHours: circadian(one.events, other.events, zone),
    relativeHours: binned(one.sinceStart, other.sinceStart, 0),
    cycleTimeHours: binned(one.cycleTimes, other.cycleTimes, 0),
  };
}

/** Cases with a completed activity that is looked at; their instants are those of these activities. */
function seen(
  log: EventLog,
  nameOf: (activity: string) => string | undefined,
  only: (index: number) => boolean = () => true,
): Seen {
  const names = log.activities.map(nameOf);
  const { rows, first } = traces(log);
  const found = {
    traces: [] as string[][],
    events: [] as number[],
    since: [] as number[],
    arrivals: [] as number[],
    cycles: [] as number[],
  };
  for (let index = 0; index < log.cases.count; index++) {
    if (!only(index)) continue;
    const mine = [...rows.subarray(first[index], first[index + 1])].filter((row) => names[log.activityOf[row]!] !== undefined);
    if (mine.length === 0) continue;
    const startOf = (row: number): number => (Number.isNaN(log.startedAt[row]!) ? log.completedAt[row]! : log.startedAt[row]!);
    const stamps = mine.flatMap((row) => [startOf(row), log.completedAt[row]!]);
    const [from, to] = [Math.min(...stamps), Math.max(...stamps)];
    found.traces.push(mine.map((row) => names[log.activityOf[row]!]!));
    found.arrivals.push(from);
    found.cycles.push(to - from);
    for (const at of stamps) {
      found.events.push(at);
      found.since.push(at - from);
    }
  }
  return {
    traces: found.traces,
    events: Float64Array.from(found.events),
    sinceStart: Float64Array.from(found.since),
    arrivals: Float64Array.from(found.arrivals),
    cycleTimes: Float64Array.from(found.cycles),
  };
}

/** Of traces with n − 1 blanks on either side: the sum of differences over the sum of frequencies. */
function ngrams(a: Seen['traces'], b: Seen['traces'], n: number): number {
  const count = (all: Seen['traces'], factor: number): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const trace of all) {
      const padded = [...Array<string>(n - 1).fill(''), ...trace, ...Array<string>(n - 1).fill('')];
      for (let at = 0; at + n <= padded.length; at++) {
        const gram = padded.slice(at, at + n).join('\n');
        counts.set(gram, (counts.get(gram) ?? 0) + factor);
      }
    }
    return counts;
  };
  // Logs of different length are compared as if each had one case.
  const [one, other] = [count(a, 1 / Math.max(1, a.length)), count(b, 1 / Math.max(1, b.length))];
  let [difference, sum] = [0, 0];
  for (const gram of new Set([...one.keys(), ...other.keys()])) {
    const [left, right] = [one.get(gram) ?? 0, other.get(gram) ?? 0];
    difference += Math.abs(left - right);
    sum += left + right;
  }
  return sum === 0 ? 0 : difference / sum;
}

/** Wasserstein's first distance of the hours in which the instants lie. */
function binned(a: Float64Array, b: Float64Array, origin?: number): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 0 : NaN;
  const from = origin ?? Math.min(least(a), least(b));
  const hours = (values: Float64Array): Float64Array => values.map((at) => Math.floor((at - from) / HOUR_MS)).sort();
  return wasserstein(hours(a), hours(b));
}

function least(values: Float64Array): number {
  return values.reduce((found, value) => Math.min(found, value), Infinity);
}

/** The area between the two distribution functions. Both sorted, none empty. */
export function wasserstein(a: Float64Array, b: Float64Array): number {
  let [i, j, sum] = [0, 0, 0];
  let at = Math.min(a[0]!, b[0]!);
  while (i < a.length || j < b.length) {
    const next = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    sum += Math.abs(i / a.length - j / b.length) * (next - at);
    at = next;
    while (a[i] === next) i++;
    while (b[j] === next) j++;
  }
  return sum;
}

/** Mean over the seven weekdays of the distance of the hours of the day; 23 where only one of the two has that weekday. */
function circadian(a: Float64Array, b: Float64Array, zone: string): number {
  const { offsetMsAt } = zoneNamed(zone);
  const byWeekday = (values: Float64Array): readonly number[][] => {
    const days: number[][] = [[], [], [], [], [], [], [], []];
    for (const at of values) {
      const local = at + offsetMsAt(at);
      const day = Math.floor(local / MS_PER_DAY);
      days[weekdayOf(day)]!.push(Math.floor((local - day * MS_PER_DAY) / HOUR_MS));
    }
    return days;
  };
  const [one, other] = [byWeekday(a), byWeekday(b)];
  let sum = 0;
  for (let weekday = 1; weekday <= 7; weekday++) {
    const [left, right] = [Float64Array.from(one[weekday]!).sort(), Float64Array.from(other[weekday]!).sort()];
    if (left.length > 0 && right.length > 0) sum += wasserstein(left, right);
    else if (left.length !== right.length) sum += 23;
  }
  return sum / 7;
}
