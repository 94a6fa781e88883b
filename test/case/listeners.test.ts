import { expect, test } from '@jest/globals';
import type { ListenerAnswer } from '../../engine/case/command.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

const job = (game: Play, at: string) => game.living(at).find((one) => one.job && one.job.status !== 'completed')!.job!;
const said = (game: Play, at: string, listener: ListenerAnswer) =>
  ({ type: 'completeJob', jobKey: job(game, at).key, variables: {}, listener }) as const;
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

test('a listener that fails is an incident, and works again when that is resolved; it cannot throw errors', async () => {
  const { process } = await model(`
    start -> task:A{on start: audit} -> user:B -> end
    A ! error(E) -> user:Mend -> end:m
  `);
  const game = play(process);
  const { key } = job(game, 'A');
  game.do({ type: 'failJob', jobKey: key, retries: 0, message: 'down', backOffMs: 0, variables: {} });
  expect(game.incidents()).toEqual(['A: jobNoRetries']);
  game.resolve('A');
  const error = { type: 'throwJobError', jobKey: key, code: 'E', message: '', variables: {} } as const;
  expect(game.ask(error)).toMatchObject({ refused: 'conflict' });
  answer(game, 'A');
  expect(game.living('B')).toHaveLength(1);
});

test('what is asked of a task waits for its listeners, who may deny or correct it', async () => {
  const { process } = await model(
    `start -> user:Check{on creating: prepare; on assigning: may; on completing: complete1, complete2} -> end`,
  );
  const game = play(process);
  expect(game.ask({ type: 'claimTask', taskKey: game.task('Check').key, user: 'ona' })).toMatchObject({ refused: 'conflict' });
  expect(game.ask(said(game, 'Check', { denied: true }))).toMatchObject({ refused: 'conflict' });
  answer(game, 'Check', {}, { corrections: { candidateGroups: ['permits'] } });
  expect(game.task('Check').candidateGroups).toEqual(['permits']);
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

test('a listener that answers after it was given up takes its incident away', async () => {
  const game = play((await model('start -> user:A{on creating: make} -> end')).process);
  const { key } = job(game, 'A');
  game.do({ type: 'failJob', jobKey: key, retries: 0, message: 'down', backOffMs: 0, variables: {} });
  answer(game, 'A');
  expect([game.incidents(), game.task('A').status]).toEqual([[], 'created']);
});

test('only what a listener was asked about can be denied', async () => {
  const { process } = await model(`start -> service:Do{job: work; on start: audit} -> end`);
  const game = play(process);
  const { key: jobKey } = job(game, 'Do');
  const denial = { type: 'completeJob', jobKey, variables: {}, listener: { denied: true } } as const;
  expect(game.ask(denial)).toMatchObject({ refused: 'invalid' });
});

test('nobody sees what is kept while listeners are at work, and a listener answers with variables of the element alone', async () => {
  const { process } = await model(
    'start -> event:g -> receive:R(go){on start: one} -> user:A{on completing: may} -> end\ng -> timer(P1D) -> end:t',
  );
  const game = play(process, { variables: { id: 'k' } }).deliver('R', { text: 'x' });
  expect(game.variables(game.living('R')[0]!.key)).toEqual({ id: 'k' });
  answer(game, 'R');
  game.completeTask('A', { secret: 1 });
  expect(game.variables(game.living('A')[0]!.key)).toEqual({ id: 'k', text: 'x' });
  answer(game, 'A');
  expect(game.variables()).toEqual({ id: 'k', text: 'x', secret: 1 });
});

test('a listener gives a task back or to somebody, and corrects only what its state allows', async () => {
  const { process } = await model('start -> user:A{on assigning: may; on updating: check} -> end');
  const game = play(process);
  const { key: taskKey } = game.task('A');
  game.do({ type: 'updateTask', taskKey, changes: { priority: 9 } });
  expect(game.task('A').priority).toBe(50);
  expect(job(game, 'A').type).toBe('check');
  expect(game.ask({ type: 'claimTask', taskKey, user: 'ona' })?.message).toBe('the task waits for a listener (updating)');
  answer(game, 'A', {}, { corrections: { assignee: '' } });
  expect(game.task('A')).toMatchObject({ status: 'created', priority: 9 });
  game.do({ type: 'claimTask', taskKey, user: 'ona' });
  answer(game, 'A');
  expect(game.task('A').assignee).toBe('ona');
  game.do({ type: 'updateTask', taskKey, changes: { priority: 8 } });
  answer(game, 'A', {}, { corrections: { assignee: '', priority: 7 } });
  expect(game.task('A')).toMatchObject({ status: 'created', priority: 7 });
  expect(game.task('A')).not.toHaveProperty('assignee');
});

test('a listener whose job cannot be worked out refuses what was asked of the task', async () => {
  const { process } = await model('start -> user:A{on completing: =n} -> end');
  const game = play(process, { variables: { n: 4 } });
  const { key: taskKey } = game.task('A');
  expect(game.ask({ type: 'completeTask', taskKey, variables: {} })).toEqual({
    refused: 'conflict',
    message: "the job type of 'A' is not a text",
  });
  game.set({ n: 'check' }).completeTask('A');
  answer(game, 'A', {}, { denied: true });
  expect(game.log.find(({ type }) => type === 'listenersDone')).toMatchObject({ phase: 'completing', denied: true });
  expect(game.task('A').status).toBe('created');
});

test('end listeners read what the output mappings made, and answer with more; neither is done again when a flow has to be mended', async () => {
  const { process } = await model('start -> user:A{on end: audit; out x: =1 + n} -> user:B [= ok] -> end');
  const game = play(process, { variables: { n: 'x' } }).completeTask('A');
  expect(game.incidents()).toEqual(['A: mapping']);
  game.set({ n: 1 }).resolve('A');
  expect(game.variables()).toEqual({ n: 1, x: 2 });
  answer(game, 'A', { x: 7 });
  expect(game.incidents()).toEqual(['A: condition']);
  game.set({ ok: true }).resolve('A');
  expect([game.living('B').length, game.variables()]).toEqual([1, { n: 1, x: 7, ok: true }]);
});

test('a listener that corrects the assignee alone changes nothing else', async () => {
  const game = play((await model('start -> user:A{on assigning: may} -> end')).process);
  game.do({ type: 'claimTask', taskKey: game.task('A').key, user: 'ona' });
  answer(game, 'A', {}, { corrections: { assignee: 'jonas' } });
  expect(game.log.map(({ type }) => type)).not.toContain('taskUpdated');
});
