import { expect, test } from '@jest/globals';
import { play } from '../support/play.ts';
import { model } from '../support/model.ts';

test('an exclusive gateway takes the first flow whose condition holds, else the default', async () => {
  const { process } = await model(`
    start -> xor:ok -> task:A [= n > 10] -> end
    ok -> task:B [= n > 5] -> end:b
    ok -> task:C [default] -> end:c
  `);
  expect(play(process, { variables: { n: 11 } }).trace()).toEqual(['start', 'ok', 'A', 'end']);
  expect(play(process, { variables: { n: 7 } }).trace()).toEqual(['start', 'ok', 'B', 'b']);
  expect(play(process, { variables: { n: 1 } }).trace()).toEqual(['start', 'ok', 'C', 'c']);
});

test('a condition that is not a boolean is an incident, never a silent default', async () => {
  const { process } = await model(`
    start -> xor:ok -> task:A [= approved] -> end
    ok -> task:C [default] -> end:c
  `);
  const game = play(process, { variables: { approved: 'yes' } });
  expect(game.incidents()).toEqual(['ok: condition']);
  game
    .do({ type: 'setVariables', scopeKey: game.living('ok')[0]!.key, variables: { approved: true }, local: false })
    .resolve('ok');
  expect(game.trace()).toEqual(['start', 'ok', 'A', 'end']);
  expect(game.state.status).toBe('completed');
});

test('without a default, no condition that holds is an incident', async () => {
  const { process } = await model(`
    start -> xor:ok -> task:A [= n = 1] -> end
    ok -> task:B [= n = 2] -> end:b
  `);
  const game = play(process, { variables: { n: 3 } });
  expect(game.incidents()).toEqual(['ok: condition']);
});

test('a parallel gateway joins one token of each distinct flow, not any two tokens', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> and:join -> end
    fork -> user:B -> xor:merge -> join
    fork -> user:C -> merge
  `);
  const game = play(process);
  game.completeTask('B').completeTask('C');
  expect(game.trace()).not.toContain('join');
  game.completeTask('A');
  expect(game.trace().filter((id) => id === 'join')).toHaveLength(1);
  // The second token by way of merge is left at the join: the scope says so instead of hanging.
  expect(game.incidents()).toEqual(['process: deadlock']);
});

test('an event-based gateway takes what comes first and gives up the rest', async () => {
  const { process } = await model(
    `
    start -> event:wait -> message:Reply(reply){key: =id} -> user:Go -> end
    wait -> timer:Late(P10D) -> end:late
  `,
  );
  const game = play(process, { variables: { id: 'k1' } });
  game.deliver('Reply', { text: 'hello' });
  expect(game.trace()).toEqual(['start', 'wait', 'Reply', 'Go']);
  expect(game.variables()).toMatchObject({ text: 'hello' });
  expect(game.living('wait')).toEqual([]);
  const other = play(process, { variables: { id: 'k1' } }).fire('Late');
  expect(other.trace()).toEqual(['start', 'wait', 'Late', 'late']);
  expect(other.state.status).toBe('completed');
});

test('conditional flows that leave a task are all taken whose condition holds', async () => {
  const { process } = await model(`
    start -> user:A -> task:B [= x > 1] -> end
    A -> task:C [= x > 2] -> end:c
    A -> task:D [default] -> end:d
  `);
  expect(play(process).completeTask('A', { x: 3 }).trace()).toEqual(['start', 'A', 'B', 'C', 'end', 'c']);
  expect(play(process).completeTask('A', { x: 0 }).trace()).toEqual(['start', 'A', 'D', 'd']);
});

test('a loop in which nothing waits is stopped at 10,000 elements, with an incident', async () => {
  const { process } = await model(`
    start -> xor:merge -> task:A -> xor:again -> merge [= true]
    again -> end [default]
  `);
  const game = play(process);
  expect(game.incidents()).toHaveLength(1);
  expect(game.incidents()[0]).toContain('limit');
});

test('a complex gateway without an activation condition only splits: it waits for no reset', async () => {
  const { process } = await model(`
    start -> complex:g -> user:A [=n > 0] -> end
    g -> user:B [=n > 1] -> end:b
    g -> user:C [=n > 2] -> end:c
  `);
  const game = play(process, { variables: { n: 2 } });
  expect([game.living('A').length, game.living('B').length, game.living('C').length]).toEqual([1, 1, 0]);
  expect(game.log.map(({ type }) => type)).not.toContain('gatewayActivated');
});

test('a complex gateway that resets begins again with what has come twice by a flow meanwhile', async () => {
  const { process } = await model(`
    start -> and:Fork -> user:A -> complex:G(activationCount >= 1) -> task:D [= waitingForStart] -> end
    Fork -> user:B{gives: 2} -> G
    G -> end:reset [default]
  `);
  const game = play(process).completeTask('A');
  expect(game.trace().filter((id) => id === 'D')).toHaveLength(1);
  game.completeTask('B');
  expect(game.trace().filter((id) => id === 'D' || id === 'reset')).toEqual(['D', 'reset', 'D', 'reset']);
  expect(game.state.status).toBe('completed');
});
