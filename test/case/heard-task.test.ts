import { expect, test } from '@jest/globals';
import type { ListenerAnswer } from '../../engine/case/command.ts';
import { heardTask } from '../../engine/case/task-listeners.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

const heard = (game: Play) => heardTask(game.state, game.living('A')[0]!.key);
const answer = (game: Play, listener: ListenerAnswer = {}) => {
  const { job } = game.living('A').find((one) => one.job && one.job.status !== 'completed')!;
  return game.do({ type: 'completeJob', jobKey: job!.key, variables: {}, listener });
};
const TASK = { candidateGroups: ['desk'], candidateUsers: [], priority: 70, dueAt: null, followUpAt: null };

test('a listener is told of the task as it would be with what is asked', async () => {
  const { process } = await model(
    'start -> user:A{groups: desk; priority: 70; on creating: c; on assigning: a; on updating: u; on completing: d} -> end',
  );
  const game = play(process);
  const { key } = game.task('A');
  expect(heard(game)).toEqual({ key, action: 'createTask', ...TASK, changed: [] });
  answer(game);
  expect(heard(game)).toBeUndefined();
  game.do({ type: 'claimTask', taskKey: key, user: 'ona' });
  expect(heard(game)).toEqual({ key, action: 'claimTask', ...TASK, assignee: 'ona', changed: ['assignee'] });
  answer(game);
  game.do({ type: 'assignTask', taskKey: key, user: 'ona' });
  expect(heard(game)).toEqual({ key, action: 'assignTask', ...TASK, assignee: 'ona', changed: [] });
  answer(game);
  game.do({ type: 'updateTask', taskKey: key, changes: { priority: 5, candidateGroups: ['desk'], dueAt: 1_000 } });
  expect(heard(game)).toEqual({
    key,
    action: 'updateTask',
    ...TASK,
    priority: 5,
    dueAt: 1_000,
    assignee: 'ona',
    changed: ['priority', 'dueAt'],
  });
  answer(game);
  expect(heard(game)).toBeUndefined();
  game.do({ type: 'unassignTask', taskKey: key });
  expect(heard(game)).toEqual({
    key,
    action: 'unassignTask',
    ...TASK,
    priority: 5,
    dueAt: 1_000,
    changed: ['assignee'],
  });
  answer(game);
  game.completeTask('A');
  expect(heard(game)).toMatchObject({ action: 'completeTask', changed: [] });
  expect(heard(game)).not.toHaveProperty('assignee');
});

test('a later listener is told of what an earlier one has corrected', async () => {
  const { process } = await model('start -> user:A{on assigning: one, two; on completing: three, four} -> end');
  const game = play(process);
  const { key } = game.task('A');
  game.do({ type: 'claimTask', taskKey: key, user: 'ona' });
  answer(game, { corrections: { assignee: 'rasa', priority: 9 } });
  expect(heard(game)).toMatchObject({ action: 'claimTask', assignee: 'rasa', priority: 9, changed: ['assignee', 'priority'] });
  answer(game);
  expect(game.task('A')).toMatchObject({ assignee: 'rasa', priority: 9 });
  game.completeTask('A');
  answer(game, { corrections: { assignee: '', candidateUsers: ['jonas'] } });
  expect(heard(game)).toMatchObject({
    action: 'completeTask',
    candidateUsers: ['jonas'],
    changed: ['assignee', 'candidateUsers'],
  });
});

test('whoever is corrected, what was asked stays a claim or an assignment', async () => {
  const { process } = await model('start -> user:A{on assigning: one} -> end');
  for (const [type, recorded] of [
    ['claimTask', 'taskClaimed'],
    ['assignTask', 'taskAssigned'],
  ] as const) {
    const game = play(process);
    game.do({ type, taskKey: game.task('A').key, user: 'ona' });
    answer(game, { corrections: { assignee: 'rasa' } });
    expect(game.log.find((event) => 'assignee' in event)).toMatchObject({ type: recorded, assignee: 'rasa' });
  }
});

test('a task that its model assigns is heard of by whom it goes to, and again when it is cancelled', async () => {
  const { process } = await model(
    'start -> user:A{assignee: ona; on creating: c; on assigning: a; on canceling: x} -> end\nA ! timer(P1D) -> end:late',
  );
  const game = play(process);
  expect(heard(game)).toMatchObject({ action: 'createTask', assignee: 'ona', changed: ['assignee'] });
  answer(game);
  expect(heard(game)).toMatchObject({ action: 'assignTask', assignee: 'ona', changed: ['assignee'] });
  answer(game);
  game.fire('A-timer');
  expect(heard(game)).toMatchObject({ action: 'cancelTask', assignee: 'ona', changed: [] });
  answer(game);
  expect(game.state.status).toBe('completed');
  expect(heardTask(game.state, game.state.caseKey as never)).toBeUndefined();
});
