import { expect, test } from '@jest/globals';
import { model } from '../support/model.ts';
import { play } from '../support/play.ts';

test('a conditional event waits until its condition becomes true, or goes on at once when it is', async () => {
  const { process } = await model(`start -> condition:paid(= paid >= 50) -> user:After -> end`);
  const game = play(process, { variables: { paid: 0 } });
  expect(game.living('After')).toEqual([]);
  game.set({ paid: 20 });
  expect(game.living('After')).toEqual([]);
  game.set({ paid: 50 });
  expect(game.living('After')).toHaveLength(1);
  expect(play(process, { variables: { paid: 60 } }).living('After')).toHaveLength(1);
});

test('one that interrupts nothing is triggered each time its condition becomes true, not while it stays so', async () => {
  const { process } = await model(`
    start -> user:A -> end
    A ~ condition(= heat > 30) -> user:Cool -> end:c
  `);
  const game = play(process, { variables: { heat: 10 } });
  game.set({ heat: 31 }).set({ heat: 35 });
  expect(game.living('Cool')).toHaveLength(1);
  game.set({ heat: 20 }).set({ heat: 40 });
  expect(game.living('Cool')).toHaveLength(2);
});

test('a condition sees the variables of its own scope, and reacts to what another branch does', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> end
    fork -> user:B -> end:b
    B ! condition(= stop) -> user:Stopped -> end:s
  `);
  const game = play(process, { variables: { stop: false } }).completeTask('A', { stop: true });
  expect(game.trace()).toContain('-B');
  expect(game.living('Stopped')).toHaveLength(1);
});

test('a condition that cannot be evaluated is an incident on what waits for it, and is looked at again when that is resolved', async () => {
  const { process } = await model(`start -> condition:c(= size > 3) -> end`);
  const game = play(process, { variables: { size: null } });
  expect(game.incidents()).toEqual(['c: condition']);
  game.set({ size: 4 }).resolve('c');
  expect(game.state.status).toBe('completed');
});

test('an event sub-process may begin by a condition', async () => {
  const { process } = await model(`
    start -> user:A -> end
    eventsub:Hot {
      start.condition(= heat > 30) -> user:Cool -> end
    }
  `);
  const game = play(process, { variables: { heat: 1 } }).set({ heat: 50 });
  expect(game.trace()).toEqual(['start', 'A', '-A', 'Hot', 'Hot.start.condition', 'Cool']);
});
