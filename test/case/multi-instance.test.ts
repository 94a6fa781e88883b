import { expect, test } from '@jest/globals';
import { LIMITS } from '../../engine/case/limits.ts';
import { play } from '../support/play.ts';
import { model } from '../support/model.ts';

const bodies = ['water', 'fire', 'heritage'];

test('parallel children begin together, each with its item and counter, and their results keep the order', async () => {
  const { process } = await model('start -> user:Check{each: body in =bodies; collect: opinions from =opinion} -> end');
  const game = play(process, { variables: { bodies } });
  const children = game.living('Check').filter(({ loopCounter }) => loopCounter !== undefined);
  expect(children.map(({ key }) => game.variables(key)['body'])).toEqual(bodies);
  game
    .completeTask('Check', { opinion: 'f' }, 1)
    .completeTask('Check', { opinion: 'h' }, 1)
    .completeTask('Check', { opinion: 'w' }, 0);
  expect(game.variables()).toEqual({ bodies, opinions: ['w', 'f', 'h'] });
  expect(game.state.status).toBe('completed');
});

test('sequential children follow each other', async () => {
  const { process } = await model('start -> user:Check{each: body in =bodies; sequential: yes} -> end');
  const game = play(process, { variables: { bodies } });
  for (const body of bodies) {
    const [child] = game.living('Check').filter(({ loopCounter }) => loopCounter !== undefined);
    expect(game.variables(child!.key)['body']).toBe(body);
    game.completeTask('Check');
  }
  expect(game.state.status).toBe('completed');
});

test('no items: the body passes; a number of times: that many children', async () => {
  const { process } = await model('start -> user:Check{each: body in =bodies; collect: o from =x} -> end');
  const game = play(process, { variables: { bodies: [] } });
  expect(game.state.status).toBe('completed');
  expect(game.variables()).toEqual({ bodies: [], o: [] });
  const times = await model('start -> task:Check{times: 3} -> end');
  expect(play(times.process).trace()).toEqual(['start', 'Check', 'Check', 'Check', 'Check', 'end']);
});

test('a completion condition ends the rest', async () => {
  const { process } = await model('start -> user:Check{each: b in =bodies; until: =numberOfCompletedInstances >= 2} -> end');
  const game = play(process, { variables: { bodies } }).completeTask('Check').completeTask('Check');
  expect(game.trace()).toEqual(['start', 'Check', 'Check', 'Check', 'Check', '-Check', 'end']);
  expect(game.state.status).toBe('completed');
});

test('a completion condition that holds at once keeps later children from beginning', async () => {
  const { process } = await model('start -> task:Check{each: b in =bodies; until: =true} -> end');
  expect(play(process, { variables: { bodies } }).trace()).toEqual(['start', 'Check', 'Check', 'end']);
});

test('a multi-instance sub-process keeps each child in a scope of its own, and its boundary stands on the body', async () => {
  const { process } = await model(`
    start -> sub:Checks{each: body in =bodies; collect: all from =opinion} -> end
    Checks {
      start -> user:Ask{in who: =body} -> end
    }
    Checks ! timer:Silence(P20D) -> end:late
  `);
  const game = play(process, { variables: { bodies } });
  expect(game.living('Ask').map(({ key }) => game.variables(key)['who'])).toEqual(bodies);
  expect(Object.values(game.state.instances).flatMap(({ waits }) => waits)).toHaveLength(1);
  game.completeTask('Ask', { opinion: 1 });
  expect(game.living('Ask')).toHaveLength(2);
  const late = game.fire('Silence');
  expect(late.state.status).toBe('completed');
  expect(late.trace().slice(-2)).toEqual(['Silence', 'late']);
});

test('what is no list is an incident on the body, and can be mended', async () => {
  const { process } = await model('start -> user:Check{each: b in =bodies} -> end');
  const game = play(process, { variables: { bodies: 'all' } });
  expect(game.incidents()).toEqual(['Check: expression']);
  game
    .do({ type: 'setVariables', scopeKey: game.living('Check')[0]!.key, variables: { bodies: [1] }, local: false })
    .resolve('Check');
  expect(game.living('Check')).toHaveLength(2);
});

test(`${LIMITS.multiInstance} children are allowed, one more is an incident`, async () => {
  const { process } = await model('start -> user:Check{times: =n} -> end');
  expect(play(process, { variables: { n: LIMITS.multiInstance } }).incidents()).toEqual([]);
  expect(play(process, { variables: { n: LIMITS.multiInstance + 1 } }).incidents()).toEqual(['Check: limit']);
});

test('in sequence one begins at a time, with none for an empty list; what a list collects is not overwritten from inside', async () => {
  const { process } = await model(
    'start -> user:Check{each: body in =bodies; sequential: yes; collect: all from =opinion} -> user:After -> end',
  );
  expect(play(process, { variables: { bodies: [] } }).trace()).toEqual(['start', 'Check', 'After']);
  const game = play(process, { variables: { bodies } });
  expect(game.living('Check').map(({ body }) => body)).toEqual([
    { status: 'running', total: 3, started: 1, completed: 0 },
    undefined,
  ]);
  game.completeTask('Check', { opinion: 'w' });
  expect(game.living('Check')).toHaveLength(2);
  game.completeTask('Check', { opinion: 'f', all: [] }).completeTask('Check', { opinion: 'h' });
  expect(game.variables()).toEqual({ bodies, all: ['w', 'f', 'h'] });
});

test('an activity that is done several times and collects nothing leaves no variable behind; a loop does not know its number', async () => {
  const several = play((await model('start -> task:A{times: 2} -> end')).process);
  expect([several.variables(), several.state.variables]).toEqual([{}, {}]);
  const loop = play((await model('start -> user:A{repeat: =again; max: 3} -> end')).process, { variables: { again: true } });
  expect(loop.living('A')[0]!.body).toEqual({ status: 'running', total: -1, started: 1, completed: 0 });
});

test('conditions of several may ask how many there are, at work, done and ended', async () => {
  const counts = '[numberOfInstances, numberOfActiveInstances, numberOfCompletedInstances, numberOfTerminatedInstances]';
  const { process } = await model(`start -> user:A{times: 4; until: =${counts} = [4, 1, 2, 1]} -> end`);
  const game = play(process).completeTask('A');
  const child = game.living('A').find(({ loopCounter }) => loopCounter !== undefined)!;
  game.do({ type: 'modifyCase', activate: [], terminate: [child.key], move: [] });
  expect(game.living('A')).toHaveLength(3);
  expect(game.completeTask('A').state.status).toBe('completed');
});

test('what somebody else has put in place of the list that is collected does not stop the loop', async () => {
  const { process } = await model('start -> user:Check{each: body in =bodies; collect: all from =opinion} -> user:After -> end');
  const game = play(process, { variables: { bodies } });
  const scopeKey = game.living('Check').find(({ body }) => body)!.key;
  game.do({ type: 'setVariables', scopeKey, variables: { all: 'gone' }, local: true });
  game.completeTask('Check', { opinion: 'h' }, 2).completeTask('Check', { opinion: 'w' }).completeTask('Check', { opinion: 'f' });
  expect(game.variables()).toEqual({ bodies, all: ['w', 'f', 'h'] });
});

test('the completion condition is asked when an instance has completed, not when one was ended by hand; nothing is announced without a behaviour', async () => {
  const { process } = await model('start -> user:A{times: 3; until: =true} -> end');
  const game = play(process);
  const child = game.living('A').find(({ loopCounter }) => loopCounter === 1)!;
  game.do({ type: 'modifyCase', activate: [], terminate: [child.key], move: [] });
  expect(game.living('A').filter(({ loopCounter }) => loopCounter)).toHaveLength(2);
  game.completeTask('A');
  expect(game.state.status).toBe('completed');
  expect(game.log.map(({ type }) => type)).not.toContain('bodyAnnounced');
});

test('an error of one instance is caught on the whole activity: all instances end, and its way goes on beside them', async () => {
  const { process } = await model(`
    start -> sub:W{times: 2} -> end
    W {
      start -> user:A -> end.error(E)
    }
    W ! error:Out(E) -> user:B -> end:b
  `);
  const game = play(process).completeTask('A');
  expect([game.living('W'), game.living('A')]).toEqual([[], []]);
  expect(game.living('B')).toMatchObject([{ scopeKey: game.state.caseKey }]);
});
