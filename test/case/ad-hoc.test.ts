import { expect, test } from '@jest/globals';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

const begin = (game: Play, elements: readonly string[], cancelRemaining = false) =>
  game.ask({
    type: 'activateElements',
    key: game.living('Pick')[0]!.key,
    elements: elements.map((elementId) => ({ elementId })),
    ...(cancelRemaining ? { cancelRemaining } : {}),
  });
const text = (keys: string) => `
  start -> adhoc:Pick{${keys}} -> user:After -> end
  Pick {
    user:A -> user:A2
    user:B
  }
`;

test('an ad-hoc sub-process begins what its model names, and is done when nothing in it goes on', async () => {
  const { process } = await model(text('active: =["A", "B"]'));
  const game = play(process).completeTask('B').completeTask('A');
  expect(game.living('A2')).toHaveLength(1);
  game.completeTask('A2');
  expect(game.living('After')).toHaveLength(1);
});

test('people begin its elements as they need them, until its condition holds', async () => {
  const { process } = await model(text('until: =enough'));
  const game = play(process, { variables: { enough: false } });
  expect(begin(game, ['A'])).toBeUndefined();
  expect(begin(game, ['B'])).toBeUndefined();
  game.completeTask('B').set({ enough: true });
  expect(game.living('Pick')).toHaveLength(1);
  game.completeTask('A');
  expect(game.trace().slice(-3)).toEqual(['A2', '-A2', 'After']);
});

test('what still goes on when the condition holds may be left to end', async () => {
  const { process } = await model(text('until: =enough; cancelRemaining: no; active: =["A", "B"]'));
  const game = play(process, { variables: { enough: true } }).completeTask('B');
  expect(game.living('After')).toEqual([]);
  game.completeTask('A').completeTask('A2');
  expect(game.living('After')).toHaveLength(1);
});

test('in sequence one thing is done after the other', async () => {
  const { process } = await model(text('active: =["A", "B"]; sequential: yes'));
  const game = play(process);
  expect([game.living('A').length, game.living('B').length]).toEqual([1, 0]);
  expect(begin(game, ['B'])).toMatchObject({ refused: 'conflict' });
  game.completeTask('A').completeTask('A2');
  expect(game.living('B')).toHaveLength(1);
  game.completeTask('B');
  expect(game.living('After')).toHaveLength(1);
});

test('what cannot be begun is refused, by name', async () => {
  const { process } = await model(text('until: =false'));
  const game = play(process);
  expect(begin(game, ['A2'])).toMatchObject({ refused: 'invalid', message: expect.stringContaining('A, B') });
  expect(play((await model(text('active: =["X"]'))).process).incidents()).toEqual(['Pick: expression']);
  begin(game, ['A']);
  begin(game, ['B'], true);
  expect(game.trace()).toContain('-A');
});
