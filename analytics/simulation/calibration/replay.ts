/** How the cases of a log went through a model, decision by decision: its traces replayed by optimal alignments. */
import type { ExecutableProcess, FlowNode } from '../../../engine/model/executable-process.ts';
import { innerOf, isActivity } from '../../../engine/model/executable-process.ts';
import { conform, isNotComparable } from '../../conformance/conform.ts';
import type { AlignedVariant, ConformOptions } from '../../conformance/conform.ts';
import type { TokenNet } from '../../conformance/token-net.ts';
import type { EventLog } from '../../log/event-log.ts';

/** One way through the model, and how many cases went it. */
export interface Replayed {
  readonly cases: number;
  /** Flows that were chosen, in this order. */
  readonly chosen: readonly string[];
  /** Times that an element moved. */
  readonly visits: ReadonlyMap<string, number>;
  /** Of what is done several times: the element, and how often at this visit. */
  readonly repeats: readonly (readonly [element: string, times: number])[];
}

export interface Replay {
  readonly runs: readonly Replayed[];
  /** null when the model cannot be replayed. */
  readonly fitness: number | null;
}

export function replay(
  log: EventLog,
  process: ExecutableProcess,
  options: Pick<ConformOptions, 'mapping' | 'progress' | 'unrecorded'>,
): Replay {
  const runs: Replayed[] = [];
  let loops: ReadonlyMap<number, LoopMove> | undefined;
  const found = conform(log, process, {
    ...options,
    proves: false,
    onAligned(variant) {
      loops ??= loopMoves(variant.net, process);
      runs.push(runOf(variant, loops));
    },
  });
  return isNotComparable(found) ? { runs: [], fitness: null } : { runs, fitness: found.fitness };
}

function runOf({ alignment, cases, net }: AlignedVariant, loops: ReadonlyMap<number, LoopMove>): Replayed {
  const chosen: string[] = [];
  const visits = new Map<string, number>();
  const repeats: [element: string, times: number][] = [];
  const open = new Map<string, [element: string, times: number]>();
  for (const move of alignment.moves) {
    if (move.kind === 'log') continue;
    const { flows, element } = net.transitions[move.transition]!;
    chosen.push(...flows);
    visits.set(element, (visits.get(element) ?? 0) + 1);
    const of = loops.get(move.transition);
    if (of?.kind === 'again') open.get(element)![1] += 1;
    else if (of !== undefined) {
      const visit: [string, number] = [element, of.times];
      open.set(element, visit);
      repeats.push(visit);
    }
  }
  return { cases, chosen, visits, repeats };
}

/** A transition with which something begins to be done several times (and how often it is done by that), or is done once more. */
type LoopMove = { readonly kind: 'begins'; readonly times: number } | { readonly kind: 'again' };

function loopMoves(net: TokenNet, process: ExecutableProcess): ReadonlyMap<number, LoopMove> {
  const moves = new Map<number, LoopMove>();
  for (const node of process.nodes.values()) {
    if (!isActivity(node) || node.loop === undefined) continue;
    const own = [...net.transitions.entries()].filter(([, { element }]) => element === node.id);
    // Once more: the token that stands for its life stays where it is.
    const inside = own.find(([, { takes, puts }]) => takes.length === 1 && puts.includes(takes[0]!))?.[1].takes[0];
    if (inside === undefined) continue;
    for (const [index, { takes, puts }] of own)
      if (takes.includes(inside)) {
        if (takes.length === 1 && puts.includes(inside)) moves.set(index, { kind: 'again' });
      } else moves.set(index, { kind: 'begins', times: puts.includes(inside) && isEnteredAtOnce(node) ? 1 : 0 });
  }
  return moves;
}

/** What contains others begins with the first time; of a task each time is a move of its own. */
function isEnteredAtOnce(node: FlowNode): boolean {
  return innerOf(node) !== undefined;
}
