import { expect, test } from '@jest/globals';
import { model } from '../support/model.ts';
import { play } from '../support/play.ts';

test('a standard loop goes on while its condition holds, tested after each time', async () => {
  const { process } = await model(`start -> user:A{repeat: =more} -> end`);
  const game = play(process)
    .completeTask('A', { more: true })
    .completeTask('A', { more: true })
    .completeTask('A', { more: false });
  expect(game.state.status).toBe('completed');
  expect(game.log.filter(({ type }) => type === 'taskCreated')).toHaveLength(3);
});

test('tested before, it may run not at all; and never more often than its maximum', async () => {
  const { process } = await model(`start -> user:A{repeat: =more; before: yes} -> end`);
  expect(play(process, { variables: { more: false } }).state.status).toBe('completed');
  expect(play(process, { variables: { more: true } }).living('A')).toHaveLength(2); // the loop and its one run
  const { process: thrice } = await model(`start -> task:A{repeat: =true; max: 3} -> end`);
  expect(
    play(thrice)
      .trace()
      .filter((id) => id === 'A'),
  ).toHaveLength(4); // the loop and three runs
  const { process: counted } = await model(`start -> task:A{repeat: =loopCounter < 5} -> end`);
  expect(
    play(counted)
      .trace()
      .filter((id) => id === 'A'),
  ).toHaveLength(6);
});

test('a loop of a sub-process has boundary events as a whole', async () => {
  const { process } = await model(`
    start -> sub:Work{repeat: =true} -> end
    Work {
      start -> user:A -> end
    }
    Work ! timer(P1D) -> user:Late -> end:late
  `);
  const game = play(process).completeTask('A').completeTask('A').fire('Work-timer');
  expect(game.living('A')).toEqual([]);
  expect(game.living('Late')).toHaveLength(1);
});

test('a loop in which nothing waits is stopped with an incident', async () => {
  const { process } = await model(`start -> task:A{repeat: =true} -> end`);
  expect(play(process).incidents()).toEqual(['A: limit']);
});

test('a multi-instance activity throws what its behaviour says when instances complete', async () => {
  const begin = async (behavior: string) =>
    play(
      (
        await model(`
      start -> user:A{times: 3; behavior: ${behavior}} -> end
      A ~ escalation(E) -> user:Told -> end:t
    `)
      ).process,
    );
  const each = (await begin('none escalation E')).completeTask('A').completeTask('A');
  expect(each.living('Told')).toHaveLength(2);
  const first = (await begin('one escalation E')).completeTask('A').completeTask('A').completeTask('A');
  expect(first.living('Told')).toHaveLength(1);
  const complex = await begin(
    'complex escalation E when =numberOfCompletedInstances = 2 | signal s when =numberOfActiveInstances = 2',
  );
  complex.completeTask('A');
  expect(complex.living('Told')).toHaveLength(0);
  expect(complex.effects).toContainEqual(expect.objectContaining({ type: 'broadcastSignal', name: 's' }));
  complex.completeTask('A');
  expect(complex.living('Told')).toHaveLength(1);
});

test('an interrupting boundary event that catches the first completion ends the other instances', async () => {
  const { process } = await model(`
    start -> user:A{times: 3; behavior: one escalation E} -> end
    A ! escalation(E) -> user:First -> end:t
  `);
  const game = play(process).completeTask('A');
  expect([game.living('A').length, game.living('First').length]).toEqual([0, 1]);
});
