import { expect, test } from '@jest/globals';
import { play } from '../support/play.ts';
import { model } from '../support/model.ts';

const HOUR = 3_600_000;

test('a case goes through none and manual tasks at once and is completed', async () => {
  const { process } = await model('start -> task:A -> manual:B -> end');
  const game = play(process);
  expect(game.trace()).toEqual(['start', 'A', 'B', 'end']);
  expect(game.state.status).toBe('completed');
  expect(game.state.instances).toEqual({});
});

test('a user task waits, and every instant of its lifecycle is kept', async () => {
  const { process } = await model('start -> user:Check{groups: clerks; priority: 70} -> end');
  const game = play(process);
  const enabledAt = game.now;
  const { key: taskKey } = game.task('Check');
  expect(game.task('Check')).toMatchObject({
    status: 'created',
    candidateGroups: ['clerks'],
    priority: 70,
    createdAt: enabledAt,
  });
  game.wait(HOUR).do({ type: 'claimTask', taskKey, user: 'ona' });
  game.wait(HOUR).do({ type: 'startTask', taskKey });
  game.wait(HOUR).do({ type: 'suspendTask', taskKey, reason: 'applicant' });
  game.wait(24 * HOUR).do({ type: 'resumeTask', taskKey });
  expect(game.task('Check')).toMatchObject({
    status: 'started',
    assignee: 'ona',
    claimedAt: enabledAt + HOUR,
    startedAt: enabledAt + 2 * HOUR,
    suspendedMs: 24 * HOUR,
  });
  game.wait(HOUR).completeTask('Check');
  expect(game.state.status).toBe('completed');
  const row = game.effects.flatMap((effect) =>
    effect.type === 'saveElementInstance' && effect.row.elementId === 'Check' ? [effect.row] : [],
  );
  expect(row).toEqual([
    expect.objectContaining({
      status: 'completed',
      enabledAt,
      claimedAt: enabledAt + HOUR,
      startedAt: enabledAt + 2 * HOUR,
      suspendedMs: 24 * HOUR,
      endedAt: enabledAt + 28 * HOUR,
      actor: 'ona',
    }),
  ]);
});

test('a task that is only completed has no claimed and no started instant: they are not guessed', async () => {
  const { process } = await model('start -> user:Check -> end');
  const game = play(process).wait(HOUR).completeTask('Check');
  const tasks = game.effects.flatMap((effect) => (effect.type === 'saveTask' ? [effect.row] : []));
  expect(tasks).toHaveLength(1);
  expect(tasks[0]).toMatchObject({ claimedAt: undefined });
  expect(tasks[0]).toMatchObject({ startedAt: undefined });
});

test('two clerks cannot claim one task, and a task cannot be completed twice', async () => {
  const { process } = await model('start -> and:fork -> user:A -> end\n fork -> user:B -> end:other');
  const game = play(process);
  const { key: taskKey } = game.task('A');
  game.do({ type: 'claimTask', taskKey, user: 'ona' });
  expect(game.ask({ type: 'claimTask', taskKey, user: 'jonas' })).toMatchObject({ refused: 'conflict' });
  game.completeTask('A');
  expect(game.ask({ type: 'completeTask', taskKey, variables: {} })).toMatchObject({ refused: 'notFound' });
  expect(game.state.status).toBe('active');
});

test('a task that is given back waits for anybody again, and the log keeps the earlier claim', async () => {
  const { process } = await model('start -> user:A -> end');
  const game = play(process);
  const { key: taskKey } = game.task('A');
  game.do({ type: 'claimTask', taskKey, user: 'ona' }).do({ type: 'unassignTask', taskKey });
  expect(game.task('A')).toMatchObject({ status: 'created' });
  expect(game.task('A')).not.toHaveProperty('assignee');
  expect(game.log.some((event) => event.type === 'taskClaimed' && event.assignee === 'ona')).toBe(true);
});

test('a due date that is no date is an incident a clerk can read, and resolving it tries again', async () => {
  const { process } = await model('start -> user:A{due: =when} -> end');
  const game = play(process, { variables: { when: 'soon' } });
  expect(game.incidents()).toEqual(['A: assignment']);
  game.do({ type: 'setVariables', scopeKey: game.living('A')[0]!.key, variables: { when: '2026-03-10' }, local: false });
  game.resolve('A');
  expect(game.incidents()).toEqual([]);
  expect(game.task('A').dueAt).toBe(Date.parse('2026-03-09T22:00:00Z'));
});

test('a script task sets its result, and mappings take in and give out', async () => {
  const { process } = await model(`
    start -> script:Sum{feel: =a + b; result: sum} -> user:Ask{in total: =sum; out answer.text: =said; out answer.deep.more: =said} -> end
  `);
  const game = play(process, { variables: { a: 0.1, b: 0.2, answer: { kept: true, deep: { other: 1 } } } });
  expect(game.variables()).toMatchObject({ sum: 0.3 });
  expect(game.variables(game.living('Ask')[0]!.key)).toMatchObject({ total: 0.3 });
  game.completeTask('Ask', { said: 'yes', private: 1 });
  expect(game.variables()).toEqual({
    a: 0.1,
    b: 0.2,
    sum: 0.3,
    answer: { kept: true, text: 'yes', deep: { other: 1, more: 'yes' } },
  });
});

test('an input mapping that fails holds the element, and one that fails on the way out does too', async () => {
  const { process } = await model('start -> user:A{in x: =1 + missing} -> user:B{out y: =1 + given} -> end');
  const game = play(process);
  expect(game.incidents()).toEqual(['A: mapping']);
  game
    .do({ type: 'setVariables', scopeKey: game.living('A')[0]!.key, variables: { missing: 1 }, local: false })
    .resolve('A')
    .completeTask('A');
  game.completeTask('B', { given: null });
  expect(game.incidents()).toEqual(['B: mapping']);
  expect(game.living('B')[0]?.status).toBe('completing');
  game.do({ type: 'setVariables', scopeKey: game.living('B')[0]!.key, variables: { given: 1 }, local: true }).resolve('B');
  expect(game.state.status).toBe('completed');
  expect(game.variables()).toEqual({ missing: 1, y: 2 });
});

test('a task can be given to a person at once, given on, and changed; a date is cleared by null', async () => {
  const { process } = await model('start -> user:A{groups: =g; users: =["ona"]; due: 2026-03-10; followUp: 2026-03-09} -> end');
  const game = play(process, { variables: { g: 'clerks, , heads' } });
  const { key: taskKey, followUpAt } = game.task('A');
  expect(game.task('A')).toMatchObject({ candidateGroups: ['clerks', 'heads'], candidateUsers: ['ona'], priority: 50 });
  expect(followUpAt).toBe(Date.parse('2026-03-08T22:00:00Z'));
  game.wait(HOUR).do({ type: 'assignTask', taskKey, user: 'ona' });
  const claimedAt = game.now;
  expect(game.task('A')).toMatchObject({ status: 'claimed', assignee: 'ona', claimedAt });
  game.wait(HOUR).do({ type: 'assignTask', taskKey, user: 'jonas' });
  expect(game.task('A')).toMatchObject({ assignee: 'jonas', claimedAt });
  const { dueAt } = game.task('A');
  game.do({ type: 'updateTask', taskKey, changes: { priority: 90, candidateGroups: ['heads'], followUpAt: null } });
  expect(game.task('A')).toMatchObject({ status: 'claimed', priority: 90, candidateGroups: ['heads'], dueAt });
  expect(game.task('A')).not.toHaveProperty('followUpAt');
  game.do({ type: 'updateTask', taskKey, changes: { dueAt: 5, followUpAt: 4 } });
  expect(game.task('A')).toMatchObject({ dueAt: 5, followUpAt: 4, priority: 90 });
  game.do({ type: 'updateTask', taskKey, changes: { dueAt: null } });
  expect(game.task('A')).not.toHaveProperty('dueAt');
  expect(game.task('A').followUpAt).toBe(4);
});

test('the nearest scope that has a name is read, and set; hidden values are seen by nobody', async () => {
  const { process } = await model(`
    start -> sub:S{in a: =2} -> end
    S {
      start -> user:A{in b: =a + 10; each: x in =[7, 8]} -> script:C{feel: =a; result: c} -> end
    }
  `);
  const game = play(process, { variables: { a: 1, top: 'x' } });
  const scope = game.living('S')[0]!.key;
  const [body, first] = game.living('A').map(({ key }) => key);
  expect(game.variables()).toEqual({ a: 1, top: 'x' });
  expect(game.variables(scope)).toEqual({ a: 2, top: 'x' });
  expect(game.variables(body)).toEqual({ a: 2, top: 'x' });
  expect(game.variables(first)).toEqual({ a: 2, b: 12, x: 7, loopCounter: 1, top: 'x' });
  game.set({ a: 3, fresh: true }, first).completeTask('A', { b: 5, x: 6, said: 'yes' });
  expect(game.variables(scope)).toEqual({ a: 3, fresh: true, said: 'yes', top: 'x' });
  game.do({ type: 'setVariables', scopeKey: scope, variables: { top: 'own' }, local: true });
  expect([game.variables(scope)['top'], game.variables()['top']]).toEqual(['own', 'x']);
  game.completeTask('A', {});
  expect(game.variables()).toEqual({ a: 1, fresh: true, said: 'yes', top: 'x', c: 3 });
});

test('ten thousand elements may live at once, and one more is an incident; what has ended counts no more', async () => {
  const thousands = (names: readonly string[], from: string) =>
    names.map((name) => `${from} -> user:${name}{times: 1000} -> end:e${name}`).join('\n');
  const { process } = await model(`
    ${thousands(['A', 'B', 'C', 'D', 'E'], 'start')}
    start -> user:Go -> and:f -> user:Rest{times: 988} -> end
    ${thousands(['G', 'H', 'I', 'J'], 'f')}
    f -> user:X -> end:x
  `);
  const game = play(process).completeTask('Go');
  expect([Object.keys(game.state.instances).length, game.incidents()]).toEqual([10_000, []]);
  const again = { elementId: 'X' };
  game.do({ type: 'modifyCase', activate: [again, again], terminate: [game.living('X')[0]!.key], move: [] });
  expect(game.incidents()).toEqual(['X: limit']);
  const loop = await model(`
    start -> user:Wait{times: 1000} -> end
    start -> user:Go -> script:S{feel: =n + 1; result: n} -> S [=n < 9400]
    S -> end:e [default]
  `);
  const around = play(loop.process, { variables: { n: 0 } }).completeTask('Go');
  expect([around.incidents(), around.variables()]).toEqual([[], { n: 9400 }]);
});

test('expressions know the instant of the step and the zone of the institution, and no other clock', async () => {
  const { process } = await model('start -> script:S{feel: =string(now()); result: at} -> end');
  expect(play(process).variables()).toEqual({ at: '2026-03-02T09:00:00@Europe/Vilnius' });
});

test('a task that its model assigns is claimed; groups and users that are null are none', async () => {
  const { process } = await model('start -> user:A{assignee: ona; groups: =null; users: =null} -> end');
  expect(play(process).task('A')).toMatchObject({
    status: 'claimed',
    assignee: 'ona',
    candidateGroups: [],
    candidateUsers: [],
    priority: 50,
  });
});

test('a task that is done, but whose outcome cannot be worked out, is not cancelled with its element', async () => {
  const { process } = await model('start -> user:A{out sum: =1 + text} -> end\nA ! timer(P1D) -> end:late');
  const game = play(process, { variables: { text: 'x' } }).completeTask('A');
  expect(game.incidents()).toEqual(['A: mapping']);
  game.fire('A-timer');
  expect(game.trace()).toEqual(['start', 'A', '-A', 'A-timer', 'late']);
  expect(game.log.map(({ type }) => type)).not.toContain('taskCancelled');
});

test('what a token passes without a stop has its input and its output', async () => {
  const { process } = await model('start -> throw:A{in x: =1; out y: =x + 1} -> user:B -> end');
  expect(play(process).variables()).toEqual({ y: 2 });
});
