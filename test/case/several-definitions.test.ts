import { expect, test } from '@jest/globals';
import { model } from '../support/model.ts';
import { play } from '../support/play.ts';

test('an event with several definitions is triggered by any of them, and the others are given up', async () => {
  const { process } = await model(
    `start -> multiple:any(message go; timer PT1H; signal stop; condition =ready) -> user:After -> end`,
  );
  const begin = () => play(process, { variables: { id: 'k', ready: false } });
  for (const end of [
    begin().deliver('any', { text: 'x' }),
    begin().set({ ready: true }),
    (() => {
      const game = begin();
      const timer = game.living('any')[0]!.waits.find(({ kind }) => kind === 'timer')!;
      game.now += 3_600_000;
      return game.do({ type: 'fireTimer', timerKey: timer.key as never });
    })(),
  ]) {
    expect(end.living('After')).toHaveLength(1);
    expect(end.living('any')).toEqual([]);
  }
});

test('in parallel all of them must come, and what each brought is there', async () => {
  const { process } = await model(
    `start -> multiple:all(message go; signal stop; condition =ready){parallel: yes} -> user:After -> end`,
  );
  const game = play(process, { variables: { id: 'k', ready: false } }).deliver('all', { text: 'x' });
  expect(game.living('After')).toEqual([]);
  game.set({ ready: true });
  expect(game.living('After')).toEqual([]);
  game.deliver('all', { other: 'y' });
  expect(game.living('After')).toHaveLength(1);
  expect(game.variables()).toMatchObject({ text: 'x', other: 'y' });
});

test('a boundary event in parallel that interrupts nothing waits for all of them again', async () => {
  const { process } = await model(`
    start -> user:A -> end
    A ~ multiple:both(signal one; signal two){parallel: yes} -> user:After -> end:b
  `);
  const game = play(process);
  const come = (name: string) => {
    const wait = game.living('A')[0]!.waits.find((one) => 'name' in one && one.name === name)!;
    game.do({ type: 'deliver', subscriptionKey: wait.key as never, variables: {} });
  };
  come('one');
  come('two');
  expect(game.living('After')).toHaveLength(1);
  come('two');
  come('one');
  expect(game.living('After')).toHaveLength(2);
});

test('a case that needs several things to begin has begun with the first and waits for the rest', async () => {
  const { process } = await model(`start.multiple:come(message form; message fee){parallel: yes; key: =id} -> user:Check -> end`);
  const game = play(process, { startEvent: 'come', part: 0, variables: { id: 'k', form: 'A1' } });
  expect(game.living('Check')).toEqual([]);
  game.deliver('come', { fee: 12 });
  expect(game.living('Check')).toHaveLength(1);
  expect(game.variables()).toMatchObject({ form: 'A1', fee: 12 });
});

test('a link leads from each of its throw events to its one catch event, also back', async () => {
  const { process } = await model(`
    start -> xor:which -> throw.link:one(L) [= x = 1]
    which -> throw.link:two(L) [default]
    link:here(L) -> user:After -> xor:more -> throw.link:again(L) [= more]
    more -> end [default]
  `);
  const game = play(process, { variables: { x: 1 } });
  expect(game.trace()).toEqual(['start', 'which', 'one', 'here', 'After']);
  game.completeTask('After', { more: true }).completeTask('After', { more: false });
  expect(game.state.status).toBe('completed');
});

test('a receive task or the events of a gateway begin a case; of a parallel one the others are still waited for', async () => {
  const { process } = await model(`receive:Ask(ask){instantiate: yes} -> user:A -> end`);
  expect(play(process, { startEvent: 'Ask', variables: { text: 'x' } }).trace()).toEqual(['Ask', 'A']);
  const { process: either } = await model(`
    event:which{instantiate: exclusive} -> message:One(one) -> user:A -> end
    which -> signal:Two(two) -> user:B -> end:b
  `);
  expect(play(either, { startEvent: 'Two' }).trace()).toEqual(['Two', 'B']);
  const { process: both } = await model(`
    event:which{instantiate: parallel} -> message:One(one) -> and:join -> user:A -> end
    which -> message:Two(two) -> join
  `);
  const game = play(both, { startEvent: 'Two', variables: { id: 'k' } });
  expect(game.living('A')).toEqual([]);
  game.deliver('One');
  expect(game.living('A')).toHaveLength(1);
});

test('an event gateway leads to a receive task, which has its message then', async () => {
  const { process } = await model(`
    start -> event:wait -> receive:Reply(reply) -> user:Go -> end
    wait -> timer:Late(P1D) -> end:late
  `);
  const game = play(process, { variables: { id: 'k' } }).deliver('Reply', { text: 'hello' });
  expect(game.trace()).toEqual(['start', 'wait', 'Reply', 'Go']);
  expect(game.variables()).toMatchObject({ text: 'hello' });
});

test('what has come of several things is seen by nobody until all have come', async () => {
  const { process } = await model('start -> multiple:all(message go; signal stop){parallel: yes} -> user:After -> end');
  const game = play(process, { variables: { id: 'k' } }).deliver('all', { text: 'x' });
  expect(game.variables(game.living('all')[0]!.key)).toEqual({ id: 'k' });
  game.deliver('all');
  expect(game.variables()).toEqual({ id: 'k', text: 'x' });
});

test('a cycle among several definitions goes on by itself', async () => {
  const { process } = await model('start -> user:A -> end\nA ~ multiple:Any(signal s; timer R3/PT1H) -> user:B -> end:b');
  const game = play(process);
  const fire = () => {
    const wait = game.living('A')[0]!.waits.find(({ kind }) => kind === 'timer')!;
    expect(wait.part).toBe(1);
    game.wait(3_600_000).do({ type: 'fireTimer', timerKey: wait.key as never });
  };
  for (let count = 1; count <= 3; count++) {
    fire();
    expect(game.living('B')).toHaveLength(count);
  }
  expect(game.living('A')[0]!.waits.map(({ kind }) => kind)).toEqual(['signal']);
});

test('a timer among several that must all come counts as come when it fires, once', async () => {
  const { process } = await model('start -> multiple:all(timer PT1H; message go){parallel: yes; key: =id} -> user:After -> end');
  const game = play(process, { variables: { id: 'k' } }).fire('all');
  expect(game.log.filter(({ type }) => type.startsWith('timer')).map(({ type }) => type)).toEqual([
    'timerScheduled',
    'timerFired',
  ]);
  expect(game.living('all')[0]!.waits).toMatchObject([{ kind: 'message' }]);
  game.deliver('all', { text: 'hello' });
  expect(game.living('After')).toHaveLength(1);
});
