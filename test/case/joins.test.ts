import { expect, test } from '@jest/globals';
import { model } from '../support/model.ts';
import { play } from '../support/play.ts';

test('an inclusive gateway takes every flow whose condition holds, and joins just those', async () => {
  const { process } = await model(`
    start -> or:split -> user:A [= x > 1] -> or:join -> user:After -> end
    split -> user:B [= x > 2] -> join
    split -> user:C [default] -> join
  `);
  const both = play(process, { variables: { x: 3 } });
  expect(both.trace()).toEqual(['start', 'split', 'A', 'B']);
  both.completeTask('B');
  expect(both.living('After')).toEqual([]);
  both.completeTask('A');
  expect(both.trace()).toEqual(['start', 'split', 'A', 'B', 'join', 'After']);
  const none = play(process, { variables: { x: 0 } }).completeTask('C');
  expect(none.trace()).toEqual(['start', 'split', 'C', 'join', 'After']);
});

test('an inclusive join waits for a token that can still come, also by a loop, and no longer', async () => {
  const { process } = await model(`
    start -> or:split -> user:A [= true] -> or:join -> end
    split -> xor:again [= true] -> user:B -> xor:more -> join [default]
    more -> again [= retry]
  `);
  const game = play(process).completeTask('A').completeTask('B', { retry: true });
  expect(game.trace()).not.toContain('join');
  game.completeTask('B', { retry: false });
  expect(game.trace().filter((id) => id === 'join')).toHaveLength(1);
  expect(game.state.status).toBe('completed');
});

test('an inclusive join goes on when the token it waited for takes another way', async () => {
  const { process } = await model(`
    start -> or:split -> user:A [= true] -> or:join -> user:After -> end
    split -> user:B [= true] -> xor:where -> join [= here]
    where -> end:away [default]
  `);
  const game = play(process).completeTask('A');
  expect(game.living('After')).toEqual([]);
  game.completeTask('B', { here: false });
  expect(game.living('After')).toHaveLength(1);
});

test('an inclusive join goes on when what it waited for is interrupted', async () => {
  const { process } = await model(`
    start -> or:split -> user:A [= true] -> or:join -> user:After -> end
    split -> user:B [= true] -> join
    B ! timer(P3D) -> end:late
  `);
  const game = play(process).completeTask('A').fire('B-timer');
  expect(game.trace()).toEqual(['start', 'split', 'A', 'B', '-B', 'B-timer', 'late', 'join', 'After']);
});

test('the second half of table 13.3: a token that can reach a marked flow too does not hold the join up', async () => {
  // B can come to the join by both flows; A's token waits on one of them, so B's is not waited for.
  const { process } = await model(`
    start -> and:fork -> user:A -> xor:left -> or:join -> user:After -> end
    fork -> user:B -> xor:choose -> left [= left]
    choose -> xor:right [default] -> join
  `);
  const game = play(process).completeTask('A');
  expect(game.living('After')).toHaveLength(1);
  game.completeTask('B', { left: false });
  expect(game.living('After')).toHaveLength(2);
});

test('an inclusive join takes one token of each marked flow; a second one waits for its turn', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> xor:merge -> or:join -> user:After -> end
    fork -> user:B -> merge
    fork -> user:C -> join
  `);
  // C can come by its own flow alone and holds the join up; A and B come by the same flow.
  const game = play(process).completeTask('A').completeTask('B');
  expect(game.living('After')).toHaveLength(0);
  game.completeTask('C');
  expect(game.living('After')).toHaveLength(2);
});

test('a complex gateway begins at its condition, swallows what comes late, and is ready again after its reset', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> complex:two(activationCount >= 2) -> user:After [= waitingForStart] -> end
    fork -> user:B -> two
    fork -> user:C -> two
    two -> end:late [= not(waitingForStart)]
  `);
  const game = play(process).completeTask('A');
  expect(game.living('After')).toEqual([]);
  game.completeTask('C');
  expect(game.living('After')).toHaveLength(1);
  expect(game.state.instances[game.state.caseKey as never]).toMatchObject({ gateways: { two: ['A--two', 'C--two'] } });
  game.completeTask('B').completeTask('After');
  expect(game.trace()).toEqual(['start', 'fork', 'A', 'B', 'C', 'two', 'After', 'two', 'late', 'end']);
  expect(game.state.status).toBe('completed');
});

test('a complex gateway that takes no flow when it begins is an incident; at its reset it is not', async () => {
  const text = (condition: string) => `
    start -> and:fork -> user:A -> complex:one(activationCount >= 1) -> end [= ${condition}]
    one -> end:other [= false]
    fork -> user:B -> one
  `;
  const { process } = await model(text('false'));
  const stuck = play(process).completeTask('A');
  expect(stuck.incidents()).toEqual(['one: condition']);
  const { process: fine } = await model(text('waitingForStart'));
  const game = play(fine).completeTask('A').completeTask('B');
  expect(game.state.status).toBe('completed');
});

test('two inclusive joins that wait for each other wait for ever, as table 13.3 has it: an incident', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> or:one -> user:X -> end
    fork -> user:B -> or:two -> user:Y -> end:b
    X -> two [= true]
    Y -> one [= true]
  `);
  const game = play(process).completeTask('A');
  expect(game.state.status).toBe('active');
  game.completeTask('B');
  expect(game.incidents()).toEqual(['process: deadlock']);
});

test('an activity that needs two tokens begins once for both, and one that gives three puts three on each flow', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> user:Both{needs: 2} -> user:Each -> end
    fork -> user:B{gives: 3} -> Both
  `);
  const game = play(process).completeTask('A');
  expect(game.living('Both')).toEqual([]);
  game.completeTask('B');
  expect(game.living('Both')).toHaveLength(2);
  game.completeTask('Both').completeTask('Both');
  expect(game.living('Each')).toHaveLength(2);
  const { process: odd } = await model(`start -> user:A -> user:Two{needs: 2} -> end`);
  expect(play(odd).completeTask('A').incidents()).toEqual(['process: deadlock']);
});

test('a complex gateway with one incoming flow is reset at once, and begins again with the next token', async () => {
  const { process } = await model(`start -> task:A{gives: 2} -> complex:one(activationCount >= 1) -> user:B -> end`);
  const game = play(process);
  expect(game.incidents()).toEqual([]);
  expect(game.living('B')).toHaveLength(4); // each token begins it and resets it, and its flow is taken both times
});

test('an incident holds a complex gateway, whatever comes meanwhile', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> complex:one(activationCount >= 1) -> user:After [= go and waitingForStart]
    one -> end:other [= false]
    fork -> user:B -> one
    After -> end
  `);
  const game = play(process, { variables: { go: false } })
    .completeTask('A')
    .completeTask('B', { go: true });
  expect(game.incidents()).toEqual(['one: condition']);
  expect(game.living('After')).toEqual([]);
  game.resolve('one');
  expect(game.living('After')).toHaveLength(1);
});

test('tokens that waited at a join in a scope that is interrupted are gone, and wait for nobody', async () => {
  const { process } = await model(`
    start -> and:fork -> task:A -> and:join -> end
    fork -> user:B -> join
    eventsub:Stop {
      start.signal(stop) -> user:Clear -> end
    }
  `);
  const game = play(process).deliver('Stop.start.signal');
  expect(game.living('process')[0]).not.toHaveProperty('marks');
  expect(game.log.filter(({ type }) => type === 'tokensDropped')).toHaveLength(1);
  game.completeTask('Clear');
  expect(game.state.status).toBe('completed');
  const calm = play((await model('start -> sub:S -> end\nS ! signal:X(x) -> end:x\nS {\n start -> user:A -> end\n}')).process);
  expect(calm.deliver('X').log.some(({ type }) => type === 'tokensDropped')).toBe(false);
});

test('a complex gateway that is begun by hand asks nobody; held by an incident it forgets what does not hold any more', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> complex:join(activationCount >= needed) -> user:C [=waitingForStart] -> end
    fork -> user:B -> join
  `);
  const byHand = play(process, { variables: { needed: 2 } });
  byHand.do({ type: 'modifyCase', activate: [{ elementId: 'join' }], terminate: [], move: [] });
  expect(byHand.living('C')).toHaveLength(1);
  const held = play(process, { variables: { needed: 'two' } }).completeTask('A');
  expect(held.incidents()).toEqual(['join: condition']);
  held.set({ needed: 2 }).resolve('join');
  expect([held.living('join'), held.living('C')]).toEqual([[], []]);
  expect(held.completeTask('B').living('C')).toHaveLength(1);
  expect(held.completeTask('C').state.status).toBe('completed');
});

test('several complex gateways of a scope wait for their resets beside each other', async () => {
  const { process } = await model(`
    start -> and:f -> user:A -> complex:one(activationCount >= 1) -> task:X [=waitingForStart] -> end
    f -> user:B -> one
    f -> user:C -> complex:two(activationCount >= 1) -> task:Y [=waitingForStart] -> end:e
    f -> user:D -> two
  `);
  const game = play(process).completeTask('A').completeTask('C');
  expect(game.living('process')[0]!.gateways).toEqual({ one: ['A--one'], two: ['C--two'] });
  expect(game.completeTask('D').living('process')[0]!.gateways).toEqual({ one: ['A--one'] });
  expect(game.completeTask('B').state.status).toBe('completed');
});

test('what a reset sends round to its own gateway comes after the tokens that waited there', async () => {
  const { process } = await model(`
    start -> task:A{gives: 3} -> complex:c(activationCount >= 1) -> user:Out [= waitingForStart] -> end
    c -> c [= not(waitingForStart) and activationCount > 1]
  `);
  const game = play(process);
  expect(game.incidents()).toEqual([]);
  const phases = game.log.flatMap(({ type }) => (type.startsWith('gateway') ? [type] : []));
  expect(phases.length).toBeGreaterThan(4);
  expect(phases).toEqual(phases.map((_phase, index) => (index % 2 === 0 ? 'gatewayActivated' : 'gatewayReset')));
});
