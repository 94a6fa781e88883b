import type { Move, Transition } from './net.ts';
import { nodesOf } from './reduced-net.ts';
import type { ReducedNet } from './reduced-net.ts';
import { outputsOf } from './reach.ts';

/**
 * A block that ends in an inclusive join and that one place (or split) alone feeds: each way into it becomes one transition that leaves it
 * too. A token outside can come to the join only through the beginning of the block, by every input, so by table 13.3 it never holds the
 * join back; inside, the join waits for exactly the tokens that the split has made.
 */
export function agglomerateJoin(join: Transition, reduced: ReducedNet): boolean {
  const { guard } = join;
  if (!guard || join.options.length > 0) return false;
  const lanes = guard.inputs.map((input) => laneTo(input, reduced));
  const places = new Set(lanes.flatMap((lane) => lane?.places ?? []));
  const splits = new Set(lanes.flatMap((lane) => lane?.makers ?? []));
  const [any] = splits;
  if (!any || lanes.some((lane) => !lane)) return false;
  const before = key(any.pre);
  const isBlock = [...splits].every((split) => {
    const after = outputsOf(split);
    return (
      !split.guard &&
      key(split.pre) === before &&
      new Set(after).size === after.length &&
      after.every((place) => places.has(place))
    );
  });
  const view = reduced.viewBeside(guard, join.post[0] ?? reduced.net.start);
  const isUnseen = [...places, ...join.post].every((place) => reduced.viewBeside(guard, place) === view);
  if (!isBlock || !isUnseen || [...splits].some(({ pre }) => pre.some((place) => places.has(place)))) return false;
  const runs = new Map(
    lanes.flatMap((lane) => (lane ? lane.places.map((place) => [place, lane.steps.flatMap(({ run }) => run)] as const) : [])),
  );
  const proved = [
    ...new Set(
      [...places].flatMap((place) => reduced.alsoOf(place)).concat(lanes.flatMap((lane) => lane?.steps.flatMap(nodesOf) ?? [])),
    ),
  ];
  for (const lane of lanes) for (const step of lane?.steps ?? []) reduced.remove(step);
  for (const split of splits) reduced.replace(split, through(split, join, runs, proved));
  reduced.remove(join);
  return true;
}

interface Lane {
  readonly makers: readonly Transition[];
  readonly places: readonly number[];
  /** At most one transition between the split and the join. */
  readonly steps: readonly Transition[];
}

function laneTo(input: number, reduced: ReducedNet): Lane | undefined {
  const makers = [...reduced.makersOf(input)];
  if (makers.length === 0 || reduced.takersOf(input).size !== 1) return undefined;
  const [step] = makers;
  const [place] = step?.pre ?? [];
  const isStep =
    step &&
    makers.length === 1 &&
    !step.guard &&
    step.pre.length === 1 &&
    step.options.length === 0 &&
    key(step.post) === key([input]);
  if (!isStep || place === undefined || place === reduced.net.start || reduced.takersOf(place).size !== 1)
    return { makers, places: [input], steps: [] };
  return { makers: [...reduced.makersOf(place)], places: [place, input], steps: [step] };
}

/** The split with all of its options, whatever lies between, and the join. */
function through(
  split: Transition,
  join: Transition,
  runs: ReadonlyMap<number, readonly Move[]>,
  proved: readonly string[],
): Transition {
  const origins = split.options.map(({ origin }) => origin);
  const begun = split.run.map((move, index) =>
    index === split.picks && split.options.length > 0 ? { ...move, chosen: origins } : move,
  );
  const between = [...split.options.flatMap(({ run }) => run), ...outputsOf(split).flatMap((place) => runs.get(place) ?? [])];
  return {
    pre: split.pre,
    post: join.post,
    options: [],
    fewest: 0,
    run: [...begun, ...between, ...join.run],
    also: [...new Set([...split.also, ...join.also, ...proved])],
  };
}

function key(places: readonly number[]): string {
  return [...places].sort((a, b) => a - b).join();
}
