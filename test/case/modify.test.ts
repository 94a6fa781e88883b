import { expect, test } from '@jest/globals';
import type { Activation } from '../../engine/case/command.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

const TEXT = `
  start -> user:A -> sub:Work -> user:Z -> end
  Work {
    start -> user:B -> sub:Deep -> end
    Deep {
      start -> user:C -> end
    }
  }
  Work ! timer(P5D) -> end:late
`;
const modify = (
  game: Play,
  {
    activate = [],
    terminate = [],
    move = [],
  }: Partial<{ activate: Activation[]; terminate: string[]; move: { key: string; to: string }[] }>,
) => game.ask({ type: 'modifyCase', activate, terminate: terminate as never, move: move as never });

test('an element can be begun by hand, with the scopes around it, their waits and variables', async () => {
  const { process } = await model(TEXT);
  const game = play(process);
  expect(modify(game, { activate: [{ elementId: 'C', variables: { Deep: { room: 3 }, C: { seat: 4 } } }] })).toBeUndefined();
  expect(game.trace()).toEqual(['start', 'A', 'Work', 'Deep', 'C']);
  expect(game.variables(game.living('C')[0]!.key)).toEqual({ room: 3, seat: 4 });
  expect(game.awaited('Work-timer')).toMatchObject({ kind: 'timer' });
  game.completeTask('C');
  expect(game.variables()).toEqual({});
  expect(game.living('Z')).toHaveLength(1);
});

test('a living scope is used again; where several live, one must be named', async () => {
  const { process } = await model(TEXT.replace('sub:Work', 'sub:Work{times: 2}'));
  const game = play(process).completeTask('A');
  expect(modify(game, { activate: [{ elementId: 'C' }] })).toMatchObject({
    refused: 'invalid',
    message: expect.stringContaining('several'),
  });
  const child = game.living('Work').find(({ loopCounter }) => loopCounter === 2)!;
  expect(modify(game, { activate: [{ elementId: 'C', ancestorKey: child.key }] })).toBeUndefined();
  expect(game.state.instances[game.living('Deep')[0]!.key]).toMatchObject({ scopeKey: child.key });
});

test('moving ends the one and begins the other in the same scope', async () => {
  const { process } = await model(TEXT);
  const game = play(process).completeTask('A');
  expect(modify(game, { move: [{ key: game.living('B')[0]!.key, to: 'C' }] })).toBeUndefined();
  expect(game.trace().slice(-3)).toEqual(['-B', 'Deep', 'C']);
  expect(game.living('Work')).toHaveLength(1);
});

test('a scope that is left empty ends with all that waited there, and so does the case', async () => {
  const { process } = await model(TEXT);
  const game = play(process).completeTask('A').completeTask('B');
  expect(modify(game, { terminate: [game.living('C')[0]!.key] })).toBeUndefined();
  expect(game.trace().slice(-3)).toEqual(['-C', '-Deep', '-Work']);
  expect(game.state.status).toBe('cancelled');
  expect(game.effects).toContainEqual(expect.objectContaining({ type: 'cancelTimer' }));
});

test('nothing moves when one instruction cannot be right, and the reason is said', async () => {
  const { process } = await model(TEXT);
  const game = play(process);
  const before = JSON.stringify(game.state);
  for (const [instructions, words] of [
    [{ activate: [{ elementId: 'B' }, { elementId: 'Nobody' }] }, 'no element'],
    [{ activate: [{ elementId: 'start' }] }, 'start event'],
    [{ activate: [{ elementId: 'Work-timer' }] }, 'boundary event'],
    [{ activate: [{ elementId: 'B', ancestorKey: game.living('A')[0]!.key }] }, 'no living scope'],
    [{ activate: [{ elementId: 'B', variables: { A: { x: 1 } } }] }, "no scope 'A'"],
    [{ terminate: ['99'] }, 'no living element instance'],
    [{ terminate: [game.state.caseKey] }, 'cancel the case'],
    [{}, 'nothing to'],
  ] as const) {
    expect(modify(game, instructions as never)?.message).toContain(words);
  }
  expect(JSON.stringify(game.state)).toBe(before);
});
