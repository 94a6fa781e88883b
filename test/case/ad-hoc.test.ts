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

test('a condition that cannot be evaluated holds the ad-hoc sub-process, which goes on when that is mended', async () => {
  const { process } = await model(text('until: =enough; active: =["B"]'));
  const game = play(process, { variables: { enough: 1 } }).completeTask('B');
  expect(game.incidents()).toEqual(['Pick: condition']);
  game.set({ enough: true }).resolve('Pick');
  expect(game.living('After')).toHaveLength(1);
});

test('elements begin with their own variables, only in an ad-hoc sub-process at work, and the reason is said', async () => {
  const { process } = await model(text('until: =false; sequential: yes'));
  const game = play(process);
  const { key } = game.living('Pick')[0]!;
  const ask = (elementIds: string[], at: string = key) =>
    game.ask({
      type: 'activateElements',
      key: at as never,
      elements: elementIds.map((elementId) => ({ elementId, variables: { room: elementId } })),
    });
  expect(ask(['A', 'B'])).toBeUndefined();
  expect(game.variables(game.living('A')[0]!.key)).toEqual({ room: 'A' });
  expect(game.living('Pick')[0]).toMatchObject({ queue: ['B'] });
  expect(ask(['B'])?.message).toBe("in 'Pick' one thing is done after the other");
  expect(ask(['A2', 'X'])?.message).toBe("'A2' is no element of 'Pick' that can be begun; it has A, B");
  expect(ask(['A'], game.living('A')[0]!.key)).toEqual({
    refused: 'notFound',
    message: `there is no ad-hoc sub-process ${game.living('A')[0]!.key}`,
  });
  expect(ask(['A'], '99')).toMatchObject({ refused: 'notFound' });
  const several = play((await model(text('until: =false; times: 2'))).process);
  const body = several.living('Pick').find((one) => one.body)!;
  expect(several.ask({ type: 'activateElements', key: body.key, elements: [] })).toMatchObject({ refused: 'notFound' });
});
