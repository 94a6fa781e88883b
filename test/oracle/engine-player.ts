/** The engine as a player: a case in memory, its state through JSON and rebuilt from its logs after every step. */
import type { ElementInstance } from '../../engine/case/state.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { play, type Play } from '../support/play.ts';
import type { Player } from './match.ts';
import { casePicture } from './picture.ts';
import type { Graph } from './random-graph.ts';

export function enginePlayer(graph: Graph, process: ExecutableProcess): Player<ElementInstance> {
  let game: Play | undefined;
  const running = (): Play => {
    if (!game) throw new Error('the case has not begun');
    return game;
  };
  return {
    begin(variables) {
      game = play(process, { variables });
      return Promise.resolve(casePicture(graph, game.state));
    },
    move(scope, element, what, changes) {
      const { state } = running();
      const instance = Object.values(state.instances).find(
        ({ scopeKey, elementId, incident }) =>
          scopeKey === scope.key && elementId === element && (what === 'retry') === (incident?.kind === 'condition'),
      );
      if (what === 'complete' && instance?.task)
        running().do({ type: 'completeTask', taskKey: instance.task.key, variables: changes });
      else if (what === 'retry' && instance?.incident) {
        const root = Object.values(state.instances).find(({ scopeKey }) => scopeKey === undefined);
        if (!root) throw new Error('no root');
        running().do({ type: 'setVariables', scopeKey: root.key, variables: changes, local: false });
        running().do({ type: 'resolveIncident', incidentKey: instance.incident.key });
      } else throw new Error(`no ${element} to ${what}`);
      return Promise.resolve(casePicture(graph, running().state));
    },
  };
}
