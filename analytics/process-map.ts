/** The directly-follows map with times, thinned to what is common; what that hides is told. */
import { compareText } from './directly-follows.ts';
import { CASE_OPEN } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { SMALLEST_GROUP } from './small-groups.ts';
import { distribution } from './statistics.ts';
import type { Traces } from './traces.ts';
import type { WorkingTime } from './working-time.ts';

export interface MapActivity {
  readonly activity: string;
  /** Completed instances; cases with one. */
  readonly n: number;
  readonly cases: number;
}

export interface MapTransition {
  readonly from: string;
  readonly to: string;
  readonly n: number;
  readonly cases: number;
  /**
   * From completion to completion, where not negative; `nTimed` says for how many. null when fewer than 5 cases go this way, or none is known.
   */
  readonly nTimed: number;
  readonly medianMs: number | null;
  readonly meanMs: number | null;
  readonly p90Ms: number | null;
  /** The same in working time; absent without calendars. */
  readonly working?: Pick<MapTransition, 'medianMs' | 'meanMs' | 'p90Ms'>;
}

/** Cases that begin, or end, with an activity. */
export interface MapEnd {
  readonly activity: string;
  readonly cases: number;
}

export interface ProcessMap {
  readonly activities: readonly MapActivity[];
  readonly transitions: readonly MapTransition[];
  /** With which of the shown activities cases begin, and those that are no longer open end; the most frequent first. */
  readonly starts: readonly MapEnd[];
  readonly ends: readonly MapEnd[];
  /**
   * What is not on the map. Events: of hidden activities. Cases: those whose whole way is not on it (an activity or a transition of theirs is
   * hidden).
   */
  readonly hidden: { readonly activities: number; readonly transitions: number; readonly events: number; readonly cases: number };
  /** Cases with completed activities; those of them that are still open, and end nowhere yet. */
  readonly n: number;
  readonly open: number;
}

export interface MapOptions {
  readonly working?: WorkingTime | undefined;
  /** The most frequent activities until they hold this share (0 to 1) of all events; all by default. */
  readonly activityShare?: number;
  /** Of the transitions between shown activities, the most frequent until they hold this share; all by default. */
  readonly transitionShare?: number;
}

/**
 * Neighbours are those of the traces as they are: leaving an activity out joins nothing that did not follow each other, so no time of a shown
 * transition is that of hidden work.
 */
export function processMap(
  log: EventLog,
  { rows, first }: Traces,
  { activityShare = 1, transitionShare = 1, working }: MapOptions = {},
): ProcessMap {
  const size = log.activities.length;
  const activities = log.activities.map((activity, code) => ({ activity, code, n: 0, cases: 0, lastCase: -1 }));
  const edges = new Map<number, Edge>();
  const [starts, ends] = [new Int32Array(size), new Int32Array(size)];
  let [n, open] = [0, 0];
  for (let index = 0; index < log.cases.count; index++) {
    if (first[index]! < first[index + 1]!) {
      n++;
      starts[log.activityOf[rows[first[index]!]!]!]!++;
      if (log.cases.status[index] === CASE_OPEN) open++;
      else ends[log.activityOf[rows[first[index + 1]! - 1]!]!]!++;
    }
    for (let place = first[index]!; place < first[index + 1]!; place++) {
      const to = log.activityOf[rows[place]!]!;
      count(activities[to]!, index);
      if (place === first[index]) continue;
      const from = log.activityOf[rows[place - 1]!]!;
      let edge = edges.get(from * size + to);
      if (!edge) edges.set(from * size + to, (edge = { from, to, n: 0, cases: 0, lastCase: -1, ms: [], workingMs: [] }));
      count(edge, index);
      const [fromAt, toAt] = [log.completedAt[rows[place - 1]!]!, log.completedAt[rows[place]!]!];
      if (!(toAt >= fromAt)) continue;
      edge.ms.push(toAt - fromAt);
      const workingMs = working?.msBetween(log.unitOf[rows[place]!]!, fromAt, toAt) ?? NaN;
      if (workingMs >= 0) edge.workingMs.push(workingMs);
    }
  }
  const name = (code: number): string => log.activities[code] ?? '';
  const done = activities.filter((one) => one.n > 0).sort((a, b) => b.n - a.n || compareText(a.activity, b.activity));
  const shownActivities = commonest(done, activityShare);
  const isShown = new Set(shownActivities.map(({ code }) => code));
  const between = [...edges.values()]
    .filter(({ from, to }) => isShown.has(from) && isShown.has(to))
    .sort((a, b) => b.n - a.n || compareText(name(a.from), name(b.from)) || compareText(name(a.to), name(b.to)));
  const shownEdges = commonest(between, transitionShare);
  const isEdgeShown = new Set(shownEdges.map(({ from, to }) => from * size + to));
  let [events, cases] = [0, 0];
  for (let index = 0; index < log.cases.count; index++) {
    let isWhole = true;
    for (let place = first[index]!; place < first[index + 1]!; place++) {
      const to = log.activityOf[rows[place]!]!;
      if (!isShown.has(to)) [isWhole, events] = [false, events + 1];
      if (place > first[index]! && !isEdgeShown.has(log.activityOf[rows[place - 1]!]! * size + to)) isWhole = false;
    }
    if (!isWhole) cases++;
  }
  return {
    activities: shownActivities.map(({ activity, n: instances, cases: own }) => ({ activity, n: instances, cases: own })),
    transitions: shownEdges.map(({ from, to, n: times, cases: own, ms, workingMs }) => {
      const figures = (all: readonly number[]) => distribution(Float64Array.from(own < SMALLEST_GROUP ? [] : all));
      const { n: nTimed, medianMs, meanMs, p90Ms } = figures(ms);
      const inWork = working && figures(workingMs);
      return {
        ...{ from: name(from), to: name(to), n: times, cases: own, nTimed, medianMs, meanMs, p90Ms },
        ...(inWork && { working: { medianMs: inWork.medianMs, meanMs: inWork.meanMs, p90Ms: inWork.p90Ms } }),
      };
    }),
    starts: endsOf(starts),
    ends: endsOf(ends),
    hidden: { activities: done.length - shownActivities.length, transitions: edges.size - shownEdges.length, events, cases },
    n,
    open,
  };

  function endsOf(counts: Int32Array): readonly MapEnd[] {
    return shownActivities
      .map(({ activity, code }) => ({ activity, cases: counts[code]! }))
      .filter((one) => one.cases > 0)
      .sort((a, b) => b.cases - a.cases || compareText(a.activity, b.activity));
  }
}

interface Edge {
  readonly from: number;
  readonly to: number;
  n: number;
  cases: number;
  lastCase: number;
  readonly ms: number[];
  readonly workingMs: number[];
}

function count(one: { n: number; cases: number; lastCase: number }, index: number): void {
  one.n++;
  if (one.lastCase !== index) one.cases++;
  one.lastCase = index;
}

/** The first of a list, the most frequent first, until they hold a share of all; whoever is as frequent as the last shown is shown too. */
function commonest<One extends { readonly n: number }>(sorted: readonly One[], share: number): readonly One[] {
  const needed = share * sorted.reduce((sum, one) => sum + one.n, 0);
  let held = 0;
  let least = Infinity;
  for (const one of sorted) {
    if (held >= needed) break;
    held += one.n;
    least = one.n;
  }
  return sorted.filter((one) => one.n >= least);
}
