/**
 * Past cases to compare an open one with: those that stood at the same place for as long as it has stood by now. Any instant of the
 * past can be asked about, and is answered from what was known then: that is how a forecast is checked on held-out time.
 */
import type { EventLog } from '../log/event-log.ts';
import { total } from '../statistics.ts';
import { firstWhere, groups, orderBy } from './long-standing.ts';
import type { Group } from './long-standing.ts';
import type { Stands } from './stands.ts';

/**
 * From the finest to the coarsest: the same open activities in the same unit; the same open activities; the same latest activity;
 * about as many activities done; any case that was in progress for as long.
 */
export const BASES = ['activitiesAndUnit', 'activities', 'activity', 'progress', 'age'] as const;
export type Basis = (typeof BASES)[number];

/** Of comparables as many as this that had ended by then; the latest ones, since houses change. */
const ENOUGH = 150;
/** And no more than this, ended or not. */
const MOST = 2000;
/** The load is asked of one in so many. */
const LOAD_OF_EVERY = 8;

export interface Sample {
  /** From when they had stood as long until they ended, or until the instant asked about; as logMinutes. */
  readonly remaining: readonly number[];
  readonly ended: readonly boolean[];
  /** How many had ended. */
  readonly n: number;
  /** Mean load at the place when each of them had stood as long. */
  readonly loadThen: number;
}

/** ln(1 + minutes), in which remaining times are compared: a minute is nothing beside a day, a day much beside an hour. */
export function logMinutes(ms: number): number {
  return Math.log1p(Math.max(ms, 0) / 60_000);
}
export function fromLogMinutes(value: number): number {
  return Math.max(Math.expm1(value), 0) * 60_000;
}

export interface Comparables {
  /** The key of a stand on a basis, or -1 when the basis tells nothing more than a coarser one. */
  readonly keyOf: (basis: Basis, stand: number) => number;
  /**
   * @param elapsedMs for how long they have to have stood there
   * @param at nothing later than this instant is looked at
   * @param exceptCase the case that is asked about
   */
  readonly sample: (basis: Basis, key: number, elapsedMs: number, at: number, exceptCase: number) => Sample;
  /** ln(1 + the number of cases that stand there at an instant). */
  readonly load: (basis: Basis, key: number, at: number) => number;
}

interface Stretches {
  readonly caseOf: Int32Array;
  readonly fromAt: Float64Array;
  readonly toAt: Float64Array;
  readonly group: (key: number) => Group;
}

export function comparables(log: EventLog, stands: Stands): Comparables {
  const { caseOf, fromAt, toAt, endAt } = stands;
  const { startedAt, count } = log.cases;
  const keys = keysOf(log, stands);
  const inOrder = orderBy(fromAt);
  const byStand = (key: Int32Array): Stretches => ({ caseOf, fromAt, toAt, group: groups(key, inOrder, fromAt, toAt) });
  const cases = Int32Array.from({ length: count }, (_, index) => index);
  const lasting = orderBy(startedAt).filter((index) => endAt[index]! > startedAt[index]!);
  const stretches: Record<Basis, Stretches> = {
    activitiesAndUnit: byStand(keys.activitiesAndUnit),
    activities: byStand(keys.activities),
    activity: byStand(keys.activity),
    progress: byStand(keys.progress),
    age: { caseOf: cases, fromAt: startedAt, toAt: endAt, group: groups(new Int32Array(count), lasting, startedAt, endAt) },
  };
  const load = (basis: Basis, key: number, at: number): number => {
    const { fromAt: begins, group } = stretches[basis];
    const { members, ends } = group(key);
    const begun = firstWhere(members.length, (place) => begins[members[place]!]! > at);
    return Math.log1p(begun - firstWhere(ends.length, (place) => ends[place]! > at));
  };
  return {
    keyOf: (basis, stand) => (basis === 'age' ? 0 : keys[basis][stand]!),
    load,
    sample(basis, key, elapsedMs, at, exceptCase) {
      const place = stretches[basis];
      const candidates = place.group(key).thatStood(elapsedMs);
      const remaining: number[] = [];
      const ended: boolean[] = [];
      let n = 0;
      const loads: number[] = [];
      const after = firstWhere(candidates.length, (index) => place.fromAt[candidates[index]!]! + elapsedMs > at);
      for (let index = after - 1; index >= 0 && n < ENOUGH && remaining.length < MOST; index--) {
        const member = candidates[index]!;
        const thenAt = place.fromAt[member]! + elapsedMs;
        if (place.toAt[member]! <= thenAt || place.caseOf[member] === exceptCase) continue;
        const until = endAt[place.caseOf[member]!]!;
        remaining.push(logMinutes(Math.min(until, at) - thenAt));
        ended.push(until <= at);
        if (until <= at) n++;
        if (remaining.length % LOAD_OF_EVERY === 1) loads.push(load(basis, key, thenAt));
      }
      return { remaining, ended, n, loadThen: total(Float64Array.from(loads)) / Math.max(loads.length, 1) };
    },
  };
}

function keysOf(log: EventLog, stands: Stands): Record<Exclude<Basis, 'age'>, Int32Array> {
  const keys = (of: (stand: number) => number): Int32Array => {
    const column = new Int32Array(stands.count);
    for (let stand = 0; stand < stands.count; stand++) column[stand] = of(stand);
    return column;
  };
  return {
    activitiesAndUnit: keys((stand) =>
      stands.unitOf[stand]! < 0 ? -1 : stands.setOf[stand]! * log.units.length + stands.unitOf[stand]!,
    ),
    activities: stands.setOf,
    activity: keys((stand) => 2 * (stands.activityOf[stand]! + 1) + Number(stands.sets[stands.setOf[stand]!]?.standing === 'at')),
    // 0, 1, 2, 3, 4, 5 and 6, 7 and 8, … done: each step a quarter more.
    progress: keys((stand) => Math.floor(3 * Math.log2(1 + stands.doneOf[stand]!))),
  };
}
