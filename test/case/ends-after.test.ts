import { expect, test } from '@jest/globals';
import type { StartCommand } from '../../engine/case/command.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

const MODEL = `
  start -> and:f -> user:A -> user:B -> end
  f -> sub:S -> end:s
  S {
    start -> user:C{times: 2} -> end
  }
  S ! timer:Late(P1D) -> end:l`;
const started = async (endsAfter: readonly string[], text = MODEL) => play((await model(text)).process, { endsAfter });
const status = (game: Play) => game.state.status;

test('a case ends as soon as an element has completed after which it is to end', async () => {
  const game = await started(['A', 'B']);
  game.completeTask('A');
  expect([status(game), game.trace().includes('B'), Object.keys(game.state.instances)]).toEqual(['cancelled', false, []]);
});

test.each([
  ['f', 'a gateway that its token passes'],
  ['start', 'its start event'],
])('%s: also %s', async (id) => {
  expect(status(await started([id]))).toBe('cancelled');
});

test('an element that is ended is left as well, with all that is in it', async () => {
  expect(status((await started(['S'])).fire('Late'))).toBe('cancelled');
  expect(status((await started(['C'])).fire('Late'))).toBe('cancelled');
});

test('of several instances the whole counts', async () => {
  const game = (await started(['C'])).completeTask('C');
  expect(status(game)).toBe('active');
  expect(status(game.completeTask('C'))).toBe('cancelled');
});

test('it waits for canceling listeners, and goes on meaning the element when that has another name', async () => {
  const text = 'start -> and:f -> user:A -> end\nf -> user:B{on canceling: gone} -> end:b';
  const game = await started(['A'], text);
  expect(game.migrate((await model(text.replaceAll('A', 'Z'))).process, { A: 'Z', 'f--A': 'f--Z' })).toBeUndefined();
  game.completeTask('Z');
  expect(status(game)).toBe('active');
  expect(status(game.completeJob('B'))).toBe('cancelled');
});

test('an end event that ends the case anyway makes no difference to the sentence: it is cancelled', async () => {
  expect(status(await started(['end'], 'start -> end'))).toBe('cancelled');
});

test('an element that the process does not have is refused', async () => {
  await expect(started(['Z'])).rejects.toThrow("no element 'Z' to end after");
  const nothing: StartCommand['endsAfter'] = [];
  expect(status(await started(nothing))).toBe('active');
});
