/** Plays the model's side of an alignment through the engine's own `step`: every completed task in its order, and the case at its end. */
import type { AlignedVariant } from '../../../analytics/conformance/conform.ts';
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import type { Variables } from '../../../engine/errors.ts';
import { play } from '../../support/play.ts';

/**
 * For discovered models: user tasks, and exclusive gateways that read a variable named as themselves. Each visit of a gateway is told the way
 * that the alignment takes there.
 * @throws Error where the engine does not follow
 */
export function playAlignment(process: ExecutableProcess, { alignment, net }: AlignedVariant): void {
  const moves = alignment.moves.flatMap((move) => (move.kind === 'log' ? [] : [move]));
  const choices = new Map<string, string[]>();
  for (const move of moves)
    for (const flow of net.transitions[move.transition]?.flows ?? []) {
      const source = process.flows.get(flow)?.source ?? '';
      if (process.nodes.get(source)?.kind === 'exclusiveGateway') choices.set(source, [...(choices.get(source) ?? []), flow]);
    }
  const valueOf = (flow: string | undefined): string =>
    /= "(.*)"$/.exec(process.flows.get(flow ?? '')?.condition?.text ?? '')?.[1]?.replace(/\\(.)/g, '$1') ?? '';
  const told = (): Variables => Object.fromEntries([...choices].map(([gateway, flows]) => [gateway, valueOf(flows[0])]));
  const passed = new Map<string, number>();
  const game = play(process, { variables: told() });
  let read = 0;
  const forget = (): void => {
    passed.clear();
    for (const event of game.log.slice(read)) {
      if ((event.type !== 'elementPassed' && event.type !== 'elementCompleted') || !choices.has(event.elementId)) continue;
      const times = (passed.get(event.elementId) ?? 0) + 1;
      passed.set(event.elementId, times);
      const [first, second] = choices.get(event.elementId) ?? [];
      if (times > 1 && first !== second) throw new Error(`${event.elementId} is passed twice in one step, by two ways`);
    }
    read = game.log.length;
    for (const [gateway, times] of passed) choices.get(gateway)?.splice(0, times);
  };
  forget();
  for (const move of moves) {
    if (move.kind === 'silent') continue;
    const element = net.transitions[move.transition]?.element ?? '';
    game.completeTask(element, told());
    forget();
  }
  if (game.state.status !== 'completed')
    throw new Error(`the case is ${game.state.status} at ${Object.keys(game.state.instances).join()}`);
}
