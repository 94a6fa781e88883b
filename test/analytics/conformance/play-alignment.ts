/** Plays the model's side of an alignment through the engine's own `step`: every task in its order, and the case to its end. */
import type { AlignedVariant } from '../../../analytics/conformance/conform.ts';
import type { ExecutableProcess, SequenceFlow } from '../../../engine/model/executable-process.ts';
import { play } from '../../support/play.ts';

/**
 * For discovered models: user tasks and gateways. At each visit of an exclusive gateway its conditions say the way that the alignment takes
 * there, so that a gateway may be passed twice in one step.
 * @throws Error where the engine does not follow
 */
export function playAlignment(process: ExecutableProcess, { alignment, net }: AlignedVariant): void {
  const moves = alignment.moves.flatMap((move) => (move.kind === 'log' ? [] : [move]));
  const ways = new Map<string, string[]>();
  for (const move of moves)
    for (const flow of net.transitions[move.transition]?.flows ?? []) {
      const source = process.nodes.get(process.flows.get(flow)?.source ?? '');
      if (source?.kind === 'exclusiveGateway' && source.outgoing.length > 1)
        ways.set(source.id, [...(ways.get(source.id) ?? []), flow]);
    }
  const game = play(told(process, ways));
  for (const move of moves) if (move.kind !== 'silent') game.completeTask(net.transitions[move.transition]?.element ?? '');
  const left = [...ways.values()].flat();
  if (game.state.status !== 'completed' || left.length > 0)
    throw new Error(`the case is ${game.state.status}, ways not taken: ${left.join(', ')}`);
}

/** The process with conditions that are told what holds. */
function told(process: ExecutableProcess, ways: ReadonlyMap<string, string[]>): ExecutableProcess {
  const chosen = new Map<string, string | undefined>();
  const flows = [...process.flows.values()].map((flow): SequenceFlow => {
    const { condition, source, id } = flow;
    if (!condition) return flow;
    const isFirst = process.nodes.get(source)?.outgoing.find((other) => process.flows.get(other)?.condition) === id;
    const evaluate = (): boolean => {
      // The first condition of a gateway is read at each visit.
      if (isFirst) chosen.set(source, ways.get(source)?.shift());
      return chosen.get(source) === id;
    };
    return { ...flow, condition: { ...condition, evaluate, value: evaluate } };
  });
  return { ...process, flows: new Map(flows.map((flow) => [flow.id, flow])) };
}
