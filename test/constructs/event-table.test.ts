import { expect, test } from '@jest/globals';
import { readModel } from '../../engine/model/compile.ts';
import { play, type Play } from '../support/play.ts';
import { ALLOWED, cells, cellXml, type Definition, type Position } from './event-table.ts';

test.each(cells().filter(([position, definition]) => !ALLOWED[position].includes(definition)))(
  '%s: %s is refused at deployment, since table 10.93 does not allow it',
  async (position, definition) => {
    const { processes, findings } = await readModel(cellXml(position, definition));
    expect(processes).toEqual([]);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
  },
);

test.each(cells().filter(([position, definition]) => ALLOWED[position].includes(definition)))(
  '%s: %s is executed',
  async (position, definition) => {
    const { processes, findings } = await readModel(cellXml(position, definition));
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const game = play(processes[0]!, {
      variables: { id: 'k', ready: false },
      ...(position === 'start' && definition !== 'none'
        ? { startEvent: 'S', ...(definition.endsWith('multiple') ? { part: 0 } : {}) }
        : {}),
    });
    if (position !== 'start' || definition === 'parallel multiple') trigger(game, definition, position);
    if (position === 'end' && definition !== 'error' && definition !== 'cancel') {
      expect(game.state.status).toBe('completed');
      return;
    }
    expect(game.living('After')).toHaveLength(1);
    expect(game.living('Before').length + game.living('Waits').length).toBe(stillThere(position, definition));
    while (game.state.status === 'active') finishOne(game);
    expect(game.state.status).toBe('completed');
    expect(game.trace().filter((id) => id === 'S')).toHaveLength(
      definition === 'compensation' && position.startsWith('boundary') ? 0 : 1,
    );
  },
);

/** Makes the event happen. */
function trigger(game: Play, definition: Definition, position: Position): void {
  if (position === 'intermediate throw' || position === 'end') {
    game.completeTask('Before');
    return;
  }
  switch (definition) {
    case 'message':
    case 'signal':
      game.deliver('S');
      return;
    case 'multiple':
      game.deliver('S');
      return;
    case 'parallel multiple':
      while (
        Object.values(game.state.instances).some(({ waits }) => waits.some(({ target }) => target === 'S')) &&
        game.living('After').length === 0
      ) {
        game.deliver('S');
      }
      return;
    case 'timer':
      game.fire('S');
      return;
    case 'conditional':
      game.set({ ready: true });
      return;
    case 'error':
    case 'escalation':
    case 'cancel':
    case 'compensation':
      game.completeTask('Before');
      return;
    case 'none':
    case 'link':
    case 'terminate':
      return;
    default:
      definition satisfies never;
  }
}

/** Tasks of the scope that live on beside what the event led to. */
function stillThere(position: Position, definition: Definition): number {
  if (!position.includes('not interrupting')) return 0;
  return definition === 'compensation' ? 0 : 1;
}

function finishOne(game: Play): void {
  const next = Object.values(game.state.instances).find(({ task }) => task && task.status !== 'completed');
  if (!next?.task) throw new Error(`nothing to do: ${game.trace().join(' ')} ${game.incidents().join(' ')}`);
  game.do({ type: 'completeTask', taskKey: next.task.key, variables: {} });
}
