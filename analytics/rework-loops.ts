/** What cases do again, and the time they spend on the way: self loops, ways back, and ping-pong between units. */
import type { EventLog } from './log/event-log.ts';
import { lengthMs, union } from './intervals.ts';
import { sameWork } from './same-work.ts';
import { SMALLEST_GROUP } from './small-groups.ts';
import { distribution } from './statistics.ts';
import type { Distribution } from './statistics.ts';
import type { Traces } from './traces.ts';
import { unitOfCases } from './working-time.ts';
import type { WorkingTime } from './working-time.ts';

/** `self`: the activity again right after itself. `back`: again after others came between. */
export type LoopKind = 'self' | 'back';

export interface ActivityLoops {
  readonly activity: string;
  readonly kind: LoopKind;
  /** Repetitions; cases that have one. */
  readonly n: number;
  readonly cases: number;
  /** From its completion to its next one, in calendar time; absent when fewer than 5 cases have one. */
  readonly time?: Distribution;
  /** The same in working time of the unit that does it again; absent as `time` is, and without calendars. */
  readonly working?: Distribution;
  /** The commonest activity right before the repetition of a way back (what sent it back); absent as `time` is, and for self loops. */
  readonly sentBackFrom?: string;
}

export interface PingPong {
  readonly from: string;
  readonly over: string;
  readonly n: number;
  readonly cases: number;
  /** From leaving `from` (its last completion before) to the first completion back there; absent when fewer than 5 cases have one. */
  readonly time?: Distribution;
  /** The same in working time of `from`. */
  readonly working?: Distribution;
}

export interface ReworkLoops {
  /** Cases with completed activities; those of them with a repetition. */
  readonly n: number;
  readonly cases: number;
  /** Time inside any loop, what lies in several counted once, and the time of all those cases from first to last completion. */
  readonly loopMs: number;
  readonly allMs: number;
  /** The same in working time of the cases' units; absent without calendars. */
  readonly working?: { readonly loopMs: number; readonly allMs: number };
  /** The most time first; those without a time last. */
  readonly activities: readonly ActivityLoops[];
  /** A unit hands over to another and has the case again right after that other; activities without a unit are passed over. */
  readonly pingPong: readonly PingPong[];
}

/** Linear in events, but for sorting. Only repetitions with both completions known count. */
export function reworkLoops(log: EventLog, { rows, first }: Traces, working?: WorkingTime): ReworkLoops {
  const unitOfCase = working && unitOfCases(log);
  const inWork = { loopMs: 0, allMs: 0 };
  const loops = new Map<string, Collected>();
  const bounces = new Map<string, Collected>();
  const { codeOf, size } = sameWork(log);
  const lastPlace = new Int32Array(size).fill(-1);
  let [n, cases, loopMs, allMs] = [0, 0, 0, 0];
  for (let index = 0; index < log.cases.count; index++) {
    const [begin, end] = [first[index]!, first[index + 1]!];
    if (begin === end) continue;
    n++;
    const stretches: (readonly [number, number])[] = [];
    let before = false;
    let [firstAt, lastAt] = [Infinity, -Infinity];
    for (let place = begin; place < end; place++) {
      const row = rows[place]!;
      const activity = log.activityOf[row]!;
      const at = log.completedAt[row]!;
      [firstAt, lastAt] = [Math.min(firstAt, at), Math.max(lastAt, at)];
      const work = codeOf[row]!;
      if (work < 0) continue;
      const earlier = lastPlace[work]!;
      lastPlace[work] = place;
      if (earlier < begin) continue;
      before = true;
      const fromAt = log.completedAt[rows[earlier]!]!;
      const found = collected(loops, `${String(activity)} ${earlier === place - 1 ? 'self' : 'back'}`);
      add(found, index, at - fromAt, working?.msBetween(log.unitOf[row]!, fromAt, at));
      const sender = log.activityOf[rows[place - 1]!]!;
      found.senders.set(sender, (found.senders.get(sender) ?? 0) + 1);
      stretches.push([fromAt, at]);
    }
    if (before) cases++;
    const inLoops = union(stretches);
    loopMs += lengthMs(inLoops);
    if (lastAt > firstAt) allMs += lastAt - firstAt;
    if (working && unitOfCase) {
      const workingMs = (fromAt: number, toAt: number): number => working.msBetween(unitOfCase[index]!, fromAt, toAt) || 0;
      for (let place = 0; place < inLoops.length; place += 2) inWork.loopMs += workingMs(inLoops[place]!, inLoops[place + 1]!);
      inWork.allMs += workingMs(firstAt, lastAt);
    }
    bounce(log, rows.subarray(begin, end), (from, over, leftAt, backAt) =>
      add(
        collected(bounces, `${String(from)} ${String(over)}`),
        index,
        backAt - leftAt,
        working?.msBetween(from, leftAt, backAt),
      ),
    );
  }
  const activities = Array.from(loops, ([key, found]): ActivityLoops => {
    const [code, kind] = key.split(' ');
    const sender = [...found.senders].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1;
    return {
      activity: log.activities[Number(code)] ?? '',
      kind: kind === 'self' ? 'self' : 'back',
      ...shown(found),
      ...(kind === 'back' && found.cases >= SMALLEST_GROUP && { sentBackFrom: log.activities[sender] ?? '' }),
    };
  });
  const pingPong = Array.from(bounces, ([key, found]): PingPong => {
    const [from, over] = key.split(' ').map((code) => log.units[Number(code)] ?? '');
    return { from: from ?? '', over: over ?? '', ...shown(found) };
  });
  return {
    ...{ n, cases, loopMs, allMs, ...(working && { working: inWork }) },
    activities: activities.sort(byTime),
    pingPong: pingPong.sort(byTime),
  };
}

interface Collected {
  n: number;
  cases: number;
  lastCase: number;
  readonly ms: number[];
  readonly workingMs: number[];
  readonly senders: Map<number, number>;
}

function collected(all: Map<string, Collected>, key: string): Collected {
  let known = all.get(key);
  if (!known) all.set(key, (known = { n: 0, cases: 0, lastCase: -1, ms: [], workingMs: [], senders: new Map() }));
  return known;
}

function add(found: Collected, index: number, ms: number, workingMs = NaN): void {
  found.n++;
  if (found.lastCase !== index) found.cases++;
  found.lastCase = index;
  if (!(ms >= 0)) return;
  found.ms.push(ms);
  if (workingMs >= 0) found.workingMs.push(workingMs);
}

function shown({ n, cases, ms, workingMs }: Collected): Pick<ActivityLoops, 'n' | 'cases' | 'time' | 'working'> {
  if (cases < SMALLEST_GROUP) return { n, cases };
  return {
    ...{ n, cases, time: distribution(Float64Array.from(ms)) },
    ...(workingMs.length > 0 && { working: distribution(Float64Array.from(workingMs)) }),
  };
}

function byTime(a: { n: number; time?: Distribution }, b: { n: number; time?: Distribution }): number {
  const sum = ({ time }: { time?: Distribution }): number => (time ? (time.meanMs ?? 0) * time.n : -1);
  return sum(b) - sum(a) || b.n - a.n;
}

/** Calls back where a trace goes from a unit to another and from there back. */
function bounce(
  log: EventLog,
  trace: Int32Array,
  each: (from: number, over: number, leftAt: number, backAt: number) => void,
): void {
  let [earlier, unit, leftAt] = [-1, -1, NaN];
  let lastAt = NaN;
  for (const row of trace) {
    const next = log.unitOf[row]!;
    if (next < 0) continue;
    if (next !== unit && unit >= 0) {
      if (next === earlier) each(next, unit, leftAt, log.completedAt[row]!);
      [earlier, leftAt] = [unit, lastAt];
    }
    unit = next;
    lastAt = log.completedAt[row]!;
  }
}
