/**
 * Alignments: a trace and a run of the model side by side, with the fewest steps that stand alone (Adriansyah, van Dongen, van der Aalst:
 * Conformance Checking Using Cost-Based Fitness Analysis, 2011). An event without the model costs 1, an activity of the model that nobody
 * saw costs 1, gateways cost nothing.
 */
import type { Way, Ways } from './ways.ts';

/** `log`: only in the trace; `model`: only in the model; `both`; `silent`: nothing to see. */
export type AlignedMove =
  | { readonly kind: 'log'; readonly label: number }
  | { readonly kind: 'both' | 'model'; readonly label: number; readonly transition: number }
  | { readonly kind: 'silent'; readonly transition: number };

export interface Alignment {
  readonly cost: number;
  /** No alignment costs less. False: the search had to stop, this is the best it came by. */
  readonly proven: boolean;
  readonly moves: readonly AlignedMove[];
}

/** Markings kept after each event: at first, and when that is not enough. */
const NARROW = 10;
const WIDE = 100;
/** For the proof, markings after an event and searches in all. */
const PROOF = { width: 2_000, searches: 30_000 };

interface Stage {
  readonly marking: number;
  readonly cost: number;
  /** Of the cost, activities of the model that nobody saw. */
  readonly unseen: number;
  readonly before: Stage | undefined;
  readonly way: Way | undefined;
}

/** By label, the transitions at which it is seen. */
export type Seers = ReadonlyMap<number, readonly number[]>;

export function seersOf({ net }: Ways): Seers {
  const seers = new Map<number, number[]>();
  net.transitions.forEach(({ label }, index) => {
    if (label >= 0) seers.set(label, [...(seers.get(label) ?? []), index]);
  });
  return seers;
}

/**
 * The best alignment of a trace: stages, one an event, of the markings that the model can be in. A narrow search finds a good one; unless it is
 * perfect, all that could be better is searched, within bounds that are counted.
 * @param trace labels; those that the model does not have cost 1 each
 * @param mayProve false: the narrow search is all
 * @returns undefined when the model cannot come to an end
 */
export function align(ways: Ways, seers: Seers, trace: readonly number[], mayProve: boolean): Alignment | undefined {
  const search = (bounds: Bounds): Stage | 'exhausted' | undefined => stages(ways, seers, trace, bounds);
  const narrow = search({ width: NARROW });
  if (narrow === undefined || narrow === 'exhausted') return undefined;
  // What the model does not have can cost no less.
  const least = trace.filter((label) => !seers.has(label)).length;
  if (narrow.cost === least) return alignment(ways, narrow, trace, true);
  if (!mayProve) return alignment(ways, narrow, trace, false);
  const cuts = ways.cuts;
  const better = search({ below: narrow.cost, ...PROOF });
  if (better !== 'exhausted') return alignment(ways, better ?? narrow, trace, ways.cuts === cuts);
  const wide = search({ width: WIDE });
  return alignment(ways, wide && wide !== 'exhausted' && wide.cost < narrow.cost ? wide : narrow, trace, false);
}

interface Bounds {
  readonly width: number;
  /** Only what costs less; all ways are tried and none is forgotten. */
  readonly below?: number;
  readonly searches?: number;
}

function stages(
  ways: Ways,
  seers: Seers,
  trace: readonly number[],
  { width, below, searches = Infinity }: Bounds,
): Stage | 'exhausted' | undefined {
  const { net } = ways;
  let stage = new Map<number, Stage>();
  /** What is left of the trace, for what it costs at least. */
  const rest = below === undefined ? undefined : ways.least.counter(trace);
  const start = ways.numberOf(net.initial);
  stage.set(start, { marking: start, cost: 0, unseen: 0, before: undefined, way: undefined });
  let searched = 0;
  /** What may still be spent beside what the rest of the trace costs at least; negative: nothing better comes of it. */
  const spare = ({ marking, cost }: Stage): number =>
    below === undefined || !rest ? Infinity : below - 1 - cost - ways.least.of(marking, ways.marking(marking), rest);
  /** Ways from a stage: all that are cheap enough, or the cheapest. */
  const from = (at: Stage, goal: number): readonly Way[] => {
    const most = spare(at);
    if (most < 0) return [];
    searched++;
    return ways.to(at.marking, goal, below === undefined ? undefined : most);
  };
  for (const label of trace) {
    const next = new Map<number, Stage>();
    if (rest) ways.least.takeOff(rest, label);
    const reach = (at: Stage): void => {
      if (isBetter(at, next.get(at.marking)) && spare(at) >= 0) next.set(at.marking, at);
    };
    const known = seers.get(label) ?? [];
    for (const before of stage.values()) {
      reach({ ...before, cost: before.cost + 1, before, way: undefined });
      for (const goal of known) for (const way of from(before, goal)) reach(along(before, way));
    }
    if (below !== undefined && (next.size > width || searched > searches)) return 'exhausted';
    stage =
      next.size <= width
        ? next
        : new Map([...next].sort(([, a], [, b]) => a.cost - b.cost || a.unseen - b.unseen).slice(0, width));
  }
  let best: Stage | undefined;
  for (const before of stage.values())
    for (const way of from(before, net.close)) {
      const at = along(before, way);
      if (at.cost < (below ?? Infinity) && isBetter(at, best)) best = at;
    }
  return best;
}

function along(before: Stage, way: Way): Stage {
  return { marking: way.to, cost: before.cost + way.cost, unseen: before.unseen + way.cost, before, way };
}

/** Of two that cost the same, the one that supposes less: a step in the wrong place, sooner than two that nobody saw. */
function isBetter(one: Stage, other: Stage | undefined): boolean {
  return !other || one.cost < other.cost || (one.cost === other.cost && one.unseen < other.unseen);
}

function alignment({ net }: Ways, end: Stage, trace: readonly number[], proven: boolean): Alignment {
  const moves: AlignedMove[] = [];
  let place = trace.length;
  for (let at: Stage = end; at.before; at = at.before) {
    const label = trace[place--];
    if (!at.way) {
      moves.push({ kind: 'log', label: label ?? -1 });
      continue;
    }
    const [goal, ...before] = [...at.way.run].reverse();
    for (const [index, transition] of [goal ?? net.close, ...before].entries()) {
      const seen = net.transitions[transition]?.label ?? -1;
      if (seen < 0) moves.push({ kind: 'silent', transition });
      else moves.push({ kind: index === 0 ? 'both' : 'model', label: seen, transition });
    }
  }
  return { cost: end.cost, proven, moves: moves.reverse() };
}
