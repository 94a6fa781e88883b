/**
 * The inductive miner, infrequent (IMf): Leemans, Fahland, van der Aalst, 2013 and 2014. Recursive: a cut of the directly-follows relation, or
 * of what is left of it without noise, splits the log; each part is mined by itself. Without noise (0) every trace is a run of the tree.
 */
import { type Cut, findCut } from './cuts.ts';
import { concurrent, oncePerTrace, repeated } from './fall-throughs.ts';
import { followsOf, withoutNoise } from './follows.ts';
import type { MinedTraces } from './mined-traces.ts';
import type { ProcessTree } from './process-tree.ts';
import { leaf, SILENT, tree } from './process-tree.ts';
import { split } from './splits.ts';

/**
 * @param noise from 0 to 1: what is rarer than this share of its likes is not modelled
 * @param onPlaced told of activities when their place in the tree is found, as their number
 */
export function mine(
  log: MinedTraces,
  names: readonly string[],
  noise: number,
  onPlaced: (activities: number) => void = () => undefined,
): ProcessTree {
  const whole = sum(log.weights);
  const empty = sum(log.weights.filter((_, index) => log.traces[index]?.length === 0));
  if (whole === empty) return SILENT;
  if (empty > 0) {
    const done = mine(without(log), names, noise, onPlaced);
    return empty <= noise * whole ? done : tree('exclusive', [done, SILENT]);
  }
  const follows = followsOf(log);
  const [only] = follows.activities;
  const again = (part: MinedTraces): ProcessTree => mine(part, names, noise, onPlaced);
  if (only !== undefined && follows.activities.length === 1) {
    const several = sum(log.weights.filter((_, index) => (log.traces[index]?.length ?? 0) > 1));
    onPlaced(1);
    const one = leaf(names[only] ?? '');
    return several > noise * whole ? tree('loop', [one, SILENT]) : one;
  }
  const cutOf = (found: typeof follows): Cut | undefined =>
    findCut(found) ?? (noise > 0 ? findCut(withoutNoise(found, noise)) : undefined);
  const cut = cutOf(follows);
  if (cut) return tree(cut.kind, partsOf(log, cut).map(again));
  const beside = oncePerTrace(log, follows) ?? concurrent(log, follows, (others) => cutOf(followsOf(others)) !== undefined);
  if (beside) return tree('parallel', [again(beside.others), again(beside.alone)]);
  const pieces = repeated(log, follows, true) ?? repeated(log, follows, false);
  if (pieces) return tree('loop', [again(pieces), SILENT]);
  onPlaced(follows.activities.length);
  const flower = tree(
    'exclusive',
    follows.activities.map((activity) => leaf(names[activity] ?? '')),
  );
  return tree('loop', [flower, SILENT]);
}

/**
 * The log along the cut. A way of a choice or back in a loop that is nobody's once its rare events are left out is noise itself; of a choice
 * the most frequent way comes first: the one that is taken unless told otherwise.
 */
function partsOf(log: MinedTraces, cut: Cut): readonly MinedTraces[] {
  const parts = split(log, cut);
  if (cut.kind === 'loop') return parts.filter(({ traces }, index) => index === 0 || traces.length > 0);
  if (cut.kind !== 'exclusive') return parts;
  return parts.filter(({ traces }) => traces.length > 0).sort((a, b) => sum(b.weights) - sum(a.weights));
}

function without({ traces, weights }: MinedTraces): MinedTraces {
  const kept = [...traces.keys()].filter((index) => traces[index]?.length !== 0);
  return { traces: kept.map((index) => traces[index] ?? []), weights: kept.map((index) => weights[index] ?? 0) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
