import { expect, test } from '@jest/globals';
import type { ListenerAnswer } from '../../engine/case/command.ts';
import { findingsOf, model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

const job = (game: Play, at: string) => game.living(at).find((one) => one.job && one.job.status !== 'completed')!.job!;
const answer = (game: Play, at: string, variables = {}, listener?: ListenerAnswer) =>
  game.do({ type: 'completeJob', jobKey: job(game, at).key, variables, ...(listener ? { listener } : {}) });

test('start listeners work in their order before the work can begin, end listeners before it is complete', async () => {
  const { process } = await model(`start -> service:Do{job: work; on start: one, two; on end: three} -> user:After -> end`);
  const game = play(process);
  expect([game.living('Do')[0]!.status, job(game, 'Do').type]).toEqual(['activating', 'one']);
  answer(game, 'Do', { wish: 1 });
  expect(job(game, 'Do').type).toBe('two');
  answer(game, 'Do');
  expect([game.living('Do')[0]!.status, job(game, 'Do').type]).toEqual(['active', 'work']);
  expect(game.variables(game.living('Do')[0]!.key)).toEqual({ wish: 1 });
  expect(game.variables()).toEqual({});
  answer(game, 'Do', { done: true });
  expect([game.living('Do')[0]!.status, job(game, 'Do').type]).toEqual(['completing', 'three']);
  answer(game, 'Do', { seen: true });
  expect(game.living('After')).toHaveLength(1);
  expect(game.variables()).toEqual({ done: true, seen: true });
});

test('sub-processes, calls and every instance of several have listeners; boundary events wait for the work itself', async () => {
  const { process } = await model(`
    start -> sub:Work{times: 2; on start: open; on end: close} -> end
    Work {
      start -> task:A -> end
    }
    Work ! timer(P1D) -> end:late
  `);
  const game = play(process);
  expect(game.living('Work')).toHaveLength(3);
  for (let count = 0; count < 4; count++) answer(game, 'Work');
  expect(game.state.status).toBe('completed');
});

test('what a token brought is there after the listeners, and so is the place that somebody wanted begun', async () => {
  const { process } = await model(`
    start -> event:wait -> receive:Reply(reply){on start: audit} -> user:Go -> end
    wait -> timer:Late(P1D) -> sub:Work{on start: audit} -> end:l
    Work {
      start -> user:B -> user:C -> end
    }
  `);
  const game = play(process, { variables: { id: 'k' } }).deliver('Reply', { text: 'hello' });
  answer(game, 'Reply');
  expect(game.living('Go')).toHaveLength(1);
  expect(game.variables()).toMatchObject({ text: 'hello' });
  game.do({ type: 'modifyCase', activate: [{ elementId: 'C' }], terminate: [], move: [] });
  answer(game, 'Work');
  expect([game.living('B').length, game.living('C').length]).toEqual([0, 1]);
});

test('a listener that fails is an incident, and works again when that is resolved; one that throws an error is caught', async () => {
  const { process } = await model(`
    start -> task:A{on start: audit} -> end
    A ! error(E) -> user:Mend -> end:m
  `);
  const game = play(process);
  const { key } = job(game, 'A');
  game.do({ type: 'failJob', jobKey: key, retries: 0, message: 'down', backOffMs: 0, variables: {} });
  expect(game.incidents()).toEqual(['A: jobNoRetries']);
  game.resolve('A');
  game.do({ type: 'throwJobError', jobKey: key, code: 'E', message: '', variables: {} });
  expect(game.living('Mend')).toHaveLength(1);
});

test('what is asked of a task waits for its listeners, who may deny or correct it', async () => {
  const { process } = await model(
    `start -> user:Check{on creating: prepare; on assigning: may; on completing: complete1, complete2} -> end`,
  );
  const game = play(process);
  expect(game.living('Check')[0]!.task).toBeUndefined();
  answer(game, 'Check');
  const { key: taskKey } = game.task('Check');
  game.do({ type: 'claimTask', taskKey, user: 'ona' });
  expect(game.task('Check').status).toBe('created');
  expect(game.ask({ type: 'completeTask', taskKey, variables: {} })).toMatchObject({ refused: 'conflict' });
  answer(game, 'Check', {}, { denied: true });
  expect(game.task('Check').status).toBe('created');
  game.do({ type: 'claimTask', taskKey, user: 'ona' });
  answer(game, 'Check', {}, { corrections: { assignee: 'jonas', priority: 80 } });
  expect(game.task('Check')).toMatchObject({ assignee: 'jonas', priority: 80 });
  game.do({ type: 'completeTask', taskKey, variables: { ok: true } });
  answer(game, 'Check');
  expect(game.task('Check').status).toBe('claimed');
  answer(game, 'Check');
  expect(game.state.status).toBe('completed');
});

test('listeners of other elements, and for what is not executed, are refused by name', async () => {
  expect((await findingsOf('start -> user:A{on canceling: x} -> end')).map(({ rule }) => rule)).toEqual([
    'unsupported/listener-event',
  ]);
  expect((await findingsOf('start{on start: x} -> end')).map(({ rule }) => rule)).toEqual(['unsupported/execution-listeners']);
});
