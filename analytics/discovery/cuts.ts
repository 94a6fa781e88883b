/** The four cuts of the inductive miner: ways in which the directly-follows relation falls apart into groups of activities. */
import { Groups } from './follows.ts';
import type { Follows } from './follows.ts';
import type { Operator } from './process-tree.ts';

export interface Cut {
  readonly kind: Operator;
  /** Activity codes; in the order of a sequence, the body of a loop first. */
  readonly groups: readonly (readonly number[])[];
}

/** The first that there is, in the order of the papers; undefined: the relation does not fall apart. */
export function findCut(follows: Follows): Cut | undefined {
  const size = follows.activities.length;
  if (size < 2) return undefined;
  const has = (from: number, to: number): boolean => (follows.edges[from * size + to] ?? 0) > 0;
  const all = [...follows.activities.keys()];
  const cut = (kind: Operator, groups: readonly (readonly number[])[]): Cut | undefined =>
    groups.length < 2
      ? undefined
      : { kind, groups: groups.map((group) => group.map((position) => follows.activities[position] ?? -1)) };
  return (
    cut(
      'exclusive',
      apart(all, (a, b) => has(a, b) || has(b, a)),
    ) ??
    cut('sequence', inOrder(all, has)) ??
    cut('parallel', together(all, has, follows)) ??
    cut('loop', around(all, has, follows))
  );
}

type Has = (from: number, to: number) => boolean;

/** Groups between which nothing is related. */
function apart(members: readonly number[], related: Has): number[][] {
  const size = Math.max(0, ...members) + 1;
  const groups = new Groups(size);
  members.forEach((a, index) => {
    for (const b of members.slice(index + 1)) if (related(a, b)) groups.join(a, b);
  });
  return groups.list(members);
}

/** Groups of which the later can be reached from the earlier and never the other way. */
function inOrder(all: readonly number[], has: Has): number[][] {
  let groups = all.map((position) => [position]);
  let reach = reachability(all, has);
  for (;;) {
    const positions = [...groups.keys()];
    const joined = apart(positions, (a, b) => reach(a, b) === reach(b, a));
    if (joined.length === groups.length) break;
    const members = joined.map((parts) => parts.flatMap((part) => groups[part] ?? []));
    const parts = joined;
    const before = reach;
    groups = members;
    reach = reachability([...members.keys()], (a, b) =>
      (parts[a] ?? []).some((from) => (parts[b] ?? []).some((to) => before(from, to))),
    );
  }
  const later = groups.map(
    (_, position) => [...groups.keys()].filter((other) => other !== position && reach(position, other)).length,
  );
  return [...groups.keys()].sort((a, b) => (later[b] ?? 0) - (later[a] ?? 0)).map((position) => groups[position] ?? []);
}

function reachability(all: readonly number[], has: Has): Has {
  const size = all.length;
  const next = all.map((from) => all.filter((to) => has(from, to)));
  const reached = new Uint8Array(size * size);
  for (const from of all) {
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const to of next[at] ?? [])
        if (reached[from * size + to] === 0) {
          reached[from * size + to] = 1;
          open.push(to);
        }
  }
  return (from, to) => reached[from * size + to] === 1;
}

/** Groups whose members follow those of the others both ways; each begins and ends traces, or is taken with one that does. */
function together(all: readonly number[], has: Has, { starts, ends }: Follows): number[][] {
  const groups = apart(all, (a, b) => !has(a, b) || !has(b, a));
  const isWhole = (group: readonly number[]): boolean =>
    group.some((position) => (starts[position] ?? 0) > 0) && group.some((position) => (ends[position] ?? 0) > 0);
  const whole: number[][] = [];
  let rest: number[] = [];
  for (const group of groups) {
    if (isWhole(group)) whole.push(group);
    else rest.push(...group);
    if (isWhole(rest)) {
      whole.push(rest);
      rest = [];
    }
  }
  const smallest = whole.reduce<number[] | undefined>(
    (least, group) => (least && least.length <= group.length ? least : group),
    undefined,
  );
  smallest?.push(...rest);
  return whole;
}

/** A body with all that begins and ends traces, and groups that only lead from its ends back to its starts. */
function around(all: readonly number[], has: Has, { starts, ends }: Follows): number[][] {
  const isStart = (position: number): boolean => (starts[position] ?? 0) > 0;
  const isEnd = (position: number): boolean => (ends[position] ?? 0) > 0;
  const body = all.filter((position) => isStart(position) || isEnd(position));
  const others = all.filter((position) => !isStart(position) && !isEnd(position));
  const [firsts, lasts] = [body.filter(isStart), body.filter(isEnd)];
  const leadsBack = (group: readonly number[]): boolean =>
    group.every((member) => {
      const [from, to] = [body.filter((position) => has(position, member)), body.filter((position) => has(member, position))];
      const fromEnds = from.every(isEnd) && (from.length === 0 || lasts.every((last) => has(last, member)));
      return fromEnds && to.every(isStart) && (to.length === 0 || firsts.every((first) => has(member, first)));
    });
  const redo: number[][] = [];
  for (const group of apart(others, (a, b) => has(a, b) || has(b, a))) {
    if (leadsBack(group)) redo.push(group);
    else body.push(...group);
  }
  return body.length === 0 ? [] : [body, ...redo];
}
