import { expect, test } from '@jest/globals';
import { model } from '../support/model.ts';
import { play } from '../support/play.ts';

test('an escalation goes up to the nearest event that catches it; one of its own code before one of any', async () => {
  const { process } = await model(`
    start -> sub:Outer -> end
    Outer {
      start -> sub:Inner -> end
      Inner {
        start -> throw.escalation:up(HIGH) -> user:Go -> end
      }
    }
    Outer ~ escalation:any -> user:Any -> end:a
    Outer ~ escalation:high(HIGH) -> user:High -> end:h
  `);
  const game = play(process);
  expect([game.living('Go').length, game.living('High').length, game.living('Any').length]).toEqual([1, 1, 0]);
  expect(game.log.filter(({ type }) => type === 'escalationThrown')).toHaveLength(1);
});

test('an interrupting escalation ends the activity that threw it, and nothing after the throw event runs', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> throw.escalation:up(E) -> task:Never -> end
    }
    Work ! escalation(E) -> user:Boss -> end:b
  `);
  expect(play(process).trace()).toEqual(['start', 'Work', 'Work.start', 'up', '-up', '-Work', 'Work-escalation', 'Boss']);
});

test('an escalation that nothing catches changes nothing', async () => {
  const { process } = await model(`start -> throw.escalation:up(E) -> end.escalation(F)`);
  const game = play(process);
  expect(game.trace()).toEqual(['start', 'up', 'end.escalation']);
  expect(game.state.status).toBe('completed');
  expect(game.incidents()).toEqual([]);
});

test('an event sub-process catches the escalations of its scope, also when it does not interrupt', async () => {
  const { process } = await model(`
    start -> throw.escalation:one(E) -> user:A -> throw.escalation:two(E) -> user:B -> end
    eventsub:Told {
      start.escalation(E){interrupting: no} -> user:Hear -> end
    }
  `);
  const game = play(process).completeTask('A');
  expect([game.living('Hear').length, game.living('B').length]).toEqual([2, 1]);
});

test('several events are thrown in the order of their definitions, and an interrupting one keeps the rest from being thrown', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> throw.multiple:all(signal one; escalation E; signal two) -> user:Never -> end
    }
    Work ! escalation(E) -> user:Boss -> end:b
  `);
  const game = play(process);
  expect(game.effects.filter(({ type }) => type === 'broadcastSignal')).toMatchObject([{ name: 'one' }]);
  expect(game.living('Boss')).toHaveLength(1);
});

test('what an escalation is given goes to the event that catches it, and to a caller', async () => {
  const { process } = await model(`
    start -> sub:S -> end
    S {
      start -> throw.escalation:Up(X){in room: =a + 1} -> end
    }
    S ~ escalation(X) -> user:Told -> end:t
  `);
  expect(play(process, { variables: { a: 2 } }).variables()).toEqual({ a: 2, room: 3 });
});

test('several definitions at an end: what holds nobody up is thrown, then the one that decides ends its scope', async () => {
  const { process } = await model('start -> and:f -> user:A -> end\nf -> user:B -> end.multiple:Bye(message went; terminate)');
  const game = play(process).completeTask('B');
  expect(game.effects).toContainEqual(expect.objectContaining({ type: 'publishMessage', name: 'went' }));
  expect([game.state.status, game.trace().slice(-1)]).toEqual(['completed', ['-A']]);
});

test('an error is not caught by an escalation event of the same code, nor an escalation by an error event', async () => {
  const { process } = await model(`
    start -> sub:S -> end
    S {
      start -> service:J -> throw.escalation:Up(F) -> end
    }
    S ~ escalation(E) -> user:Told -> end:t
    S ! error(F) -> user:Mend -> end:m
  `);
  const game = play(process);
  game.do({ type: 'throwJobError', jobKey: game.job('J').key, code: 'E', message: '', variables: {} });
  expect([game.incidents(), game.living('Told')]).toEqual([['J: unhandledError'], []]);
  game.resolve('J').completeJob('J');
  expect([game.state.status, game.trace().includes('Mend')]).toEqual(['completed', false]);
});

test('an event sub-process does not catch the escalation that it throws itself, but its scope around does', async () => {
  const { process } = await model(`
    start -> sub:S -> end
    S {
      start -> throw.escalation:Up(X) -> end
      eventsub:Tell {
        start.escalation(X){interrupting: no} -> throw.escalation:Again(X) -> end
      }
    }
    S ~ escalation(X) -> user:Told -> end:t
  `);
  const game = play(process);
  expect(game.trace().filter((id) => id === 'Again' || id === 'Told')).toEqual(['Again', 'Told']);
});
