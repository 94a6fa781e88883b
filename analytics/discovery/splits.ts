/** A log along a cut: one log a group. Where noise was left out of the relation, events that do not fit a group are left out here. */
import type { Cut } from './cuts.ts';
import type { MinedTraces } from './mined-traces.ts';
import { TraceBag } from './mined-traces.ts';

export function split(log: MinedTraces, { kind, groups }: Cut): readonly MinedTraces[] {
  const groupOf = new Map(groups.flatMap((group, index) => group.map((activity) => [activity, index] as const)));
  const bags = groups.map(() => new TraceBag());
  log.traces.forEach((trace, index) => {
    const weight = log.weights[index] ?? 0;
    const at = trace.map((activity) => groupOf.get(activity) ?? 0);
    const put = (group: number, part: readonly number[]): void => bags[group]?.add(part, weight);
    switch (kind) {
      case 'exclusive': {
        const chosen = commonest(at, groups.length);
        return put(
          chosen,
          trace.filter((_, place) => at[place] === chosen),
        );
      }
      case 'parallel':
        return groups.forEach((_, group) => {
          put(
            group,
            trace.filter((_activity, place) => at[place] === group),
          );
        });
      case 'sequence': {
        const borders = bordersOf(at, groups.length);
        return groups.forEach((_, group) => {
          const [from, to] = [borders[group] ?? 0, borders[group + 1] ?? trace.length];
          put(
            group,
            trace.slice(from, to).filter((_activity, place) => at[from + place] === group),
          );
        });
      }
      case 'loop':
        return turns(trace, at, put);
      default:
        return kind satisfies never;
    }
  });
  return bags;
}

function commonest(at: readonly number[], groups: number): number {
  const counts = new Array<number>(groups).fill(0);
  for (const group of at) counts[group] = (counts[group] ?? 0) + 1;
  return counts.indexOf(Math.max(...counts));
}

/** Where each group begins so that the fewest events stand outside of their own; the earliest such places. */
function bordersOf(at: readonly number[], groups: number): readonly number[] {
  const length = at.length;
  // least[group][place]: events outside of their group before `place`, when that is where the group ends.
  let least = new Array<number>(length + 1).fill(0);
  const chosen: number[][] = [];
  for (let group = 0; group < groups; group++) {
    const next: number[] = [];
    const begins: number[] = [];
    let best = Infinity;
    let from = 0;
    let own = 0;
    for (let place = 0; place <= length; place++) {
      if (place > 0 && at[place - 1] === group) own++;
      // Events outside within [from, place) are (place - from) - those of the group: compared without what all have in common.
      const here = (group === 0 ? (place === 0 ? 0 : Infinity) : (least[place] ?? 0)) - place + own;
      if (here < best) [best, from] = [here, place];
      next.push(best + place - own);
      begins.push(from);
    }
    least = next;
    chosen.push(begins);
  }
  const borders = new Array<number>(groups + 1).fill(length);
  for (let group = groups - 1; group >= 0; group--) borders[group] = chosen[group]?.[borders[group + 1] ?? length] ?? 0;
  return borders;
}

/** Pieces of the body (group 0) and of what leads back to it in turn; a trace begins and ends with the body, even an empty one. */
function turns(trace: readonly number[], at: readonly number[], put: (group: number, part: readonly number[]) => void): void {
  let last = -1;
  let from = 0;
  const close = (to: number): void => {
    if (last >= 0) put(last, trace.slice(from, to));
    from = to;
  };
  at.forEach((group, place) => {
    if (group === last) return;
    close(place);
    if (last !== 0 && group !== 0) put(0, []);
    last = group;
  });
  close(trace.length);
  if (last !== 0) put(0, []);
}
