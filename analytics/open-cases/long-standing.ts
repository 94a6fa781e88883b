/** Stretches of time by a key, kept so that those which lasted long are found without a walk over all: memory 2 n, a look-up log n. */

export interface Group {
  /** By their begin. */
  readonly members: Int32Array;
  /** Ascending. */
  readonly ends: Float64Array;
  /** By their begin: all that lasted longer than this, among at most about as many others. */
  readonly thatStood: (elapsedMs: number) => Int32Array;
}

/** Up to so many a walk costs nothing. */
const SMALL = 64;

/** Groups by key, each made when it is first asked for. @param inOrder indices of the stretches by their begin */
export function groups(keyOf: Int32Array, inOrder: Int32Array, fromAt: Float64Array, toAt: Float64Array): (key: number) => Group {
  const made = new Map<number, Group>();
  const members = new Map<number, number[]>();
  for (const member of inOrder) {
    const of = members.get(keyOf[member]!);
    if (of) of.push(member);
    else members.set(keyOf[member]!, [member]);
  }
  return (key) => {
    let group = made.get(key);
    if (!group) made.set(key, (group = groupOf(Int32Array.from(members.get(key) ?? []), fromAt, toAt)));
    return group;
  };
}

function groupOf(members: Int32Array, fromAt: Float64Array, toAt: Float64Array): Group {
  const ends = new Float64Array(members.length);
  const lengths = new Float64Array(members.length);
  for (let place = 0; place < members.length; place++) {
    ends[place] = toAt[members[place]!]!;
    lengths[place] = ends[place]! - fromAt[members[place]!]!;
  }
  lengths.sort();
  // Each level is the longer half of the one before.
  const levels = [{ leastMs: 0, members }];
  for (let size = members.length >> 1; size > SMALL; size >>= 1) {
    const leastMs = lengths[members.length - size]!;
    const longer = levels.at(-1)!.members.filter((member) => toAt[member]! - fromAt[member]! >= leastMs);
    levels.push({ leastMs, members: longer });
  }
  return {
    members,
    ends: ends.sort(),
    thatStood: (elapsedMs) => levels.findLast(({ leastMs }) => leastMs <= elapsedMs)?.members ?? members,
  };
}

/** Indices by value, ascending; ties by index. */
export function orderBy(values: Float64Array): Int32Array {
  return Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
}

/** The first place from which on a condition that never turns back holds, or the length. */
export function firstWhere(length: number, holds: (place: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
