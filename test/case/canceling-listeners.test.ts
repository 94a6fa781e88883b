/** Canceling listeners of user tasks: whatever ends a task waits for them; what is done by hand does not. */
import { expect, test } from '@jest/globals';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

const open = (game: Play) =>
  Object.values(game.state.instances).flatMap(({ elementId, listener, job }) =>
    listener && job && job.status !== 'completed' ? `${elementId} ${job.type}` : [],
  );
const status = (game: Play, at: string) => game.living(at).map((instance) => instance.status);
const TASK = 'user:A{on canceling: one, two}';

test('a boundary event goes on when the canceling listeners of its task have answered', async () => {
  const { process } = await model(`
    start -> ${TASK} -> end
    A ! timer:Late(P1D) -> user:B -> end:b`);
  const game = play(process).fire('Late');
  expect([open(game), status(game, 'A'), game.task('A').status, game.living('B')]).toEqual([
    ['A one'],
    ['terminating'],
    'created',
    [],
  ]);
  expect(game.living('A')[0]!.waits).toEqual([]);
  expect(game.ask({ type: 'claimTask', taskKey: game.task('A').key, user: 'ona' })).toMatchObject({ refused: 'conflict' });
  game.completeJob('A');
  expect(open(game)).toEqual(['A two']);
  game.completeJob('A');
  expect([game.trace(), game.living('B').length]).toEqual([['start', 'A', '-A', 'Late', 'B'], 1]);
  expect(game.log.map(({ type }) => type)).toContain('taskCancelled');
});

test('they correct the task and deny nothing', async () => {
  const game = play((await model(`start -> ${TASK} -> end`)).process).do({ type: 'cancelCase' });
  const said = { type: 'completeJob', jobKey: game.job('A').key, variables: {} } as const;
  expect(game.ask({ ...said, listener: { denied: true } })).toMatchObject({ refused: 'conflict' });
  expect(game.ask({ ...said, variables: { x: 1 } })).toMatchObject({ refused: 'invalid' });
  game.do({ ...said, listener: { corrections: { priority: 90 } } });
  expect(game.task('A').priority).toBe(90);
});

test('the end of the case waits for them, and is not asked for twice', async () => {
  const { process } = await model(`
    start -> and:f -> ${TASK} -> end
    f -> sub:S -> end:e
    S {
      start -> user:B{on canceling: three} -> end
    }
    f -> service:Do -> end:d`);
  const game = play(process).do({ type: 'cancelCase' });
  expect([game.state.status, open(game), game.living('Do')]).toEqual(['active', ['A one', 'B three'], []]);
  expect(game.ask({ type: 'cancelCase' })).toMatchObject({ refused: 'conflict' });
  game.completeJob('B').completeJob('A');
  expect(status(game, 'S')).toEqual([]);
  game.completeJob('A');
  expect([game.state.status, Object.keys(game.state.instances)]).toEqual(['cancelled', []]);
  expect(game.log.map(({ type }) => type).filter((type) => type === 'caseCancelled')).toHaveLength(1);
});

test('an interrupted sub-process ends with its last task, whatever stood between them', async () => {
  const { process } = await model(`
    start -> sub:S -> end
    S {
      start -> sub:T -> end:s
      T {
        start -> and:f -> ${TASK} -> end:t
        f -> user:B -> end:u
      }
      T ~ message:Fail(Fail) -> end.error:fail(E)
    }
    S ! error:Failed(E) -> user:Mend -> end:m`);
  const game = play(process, { variables: { id: 'k' } }).deliver('Fail');
  expect([status(game, 'S'), status(game, 'T'), game.living('B'), game.living('Mend')]).toEqual([
    ['terminating'],
    ['terminating'],
    [],
    [],
  ]);
  game.completeJob('A').completeJob('A');
  expect(game.trace().slice(-5)).toEqual(['-A', '-T', '-S', 'Failed', 'Mend']);
});

test('an event sub-process begins when what it interrupts has ended', async () => {
  const { process } = await model(`
    start -> ${TASK} -> end
    eventsub:Stop {
      start.message:Begin(Stop) -> user:B -> end
    }`);
  const game = play(process, { variables: { id: 'k' } }).deliver('Begin', { why: 'x' });
  expect([open(game), game.living('B')]).toEqual([['A one'], []]);
  game.completeJob('A').completeJob('A');
  expect(game.variables(game.living('B')[0]!.key)).toEqual({ id: 'k', why: 'x' });
  game.completeTask('B');
  expect(game.state.status).toBe('completed');
});

test('whoever interrupts what ends already takes its place', async () => {
  const { process } = await model(`
    start -> sub:S -> end
    S {
      start -> ${TASK} -> end:s
      A ! message:First(M) -> user:B -> end:b
    }
    S ! timer:Late(P1D) -> user:C -> end:c`);
  const game = play(process, { variables: { id: 'k' } })
    .deliver('First')
    .fire('Late');
  expect([open(game), status(game, 'S')]).toEqual([['A one'], ['terminating']]);
  game.completeJob('A').completeJob('A');
  expect([game.living('B').length, game.living('C').length, game.trace().includes('First')]).toEqual([0, 1, false]);
});

test('of several instances the body waits for each', async () => {
  const { process } = await model(`
    start -> user:A{times: 3; on canceling: one; until: =numberOfCompletedInstances >= 1} -> user:B -> end`);
  const game = play(process).completeTask('A');
  expect([open(game), game.living('B')]).toEqual([['A one', 'A one'], []]);
  for (const { job } of game.living('A')) if (job) game.do({ type: 'completeJob', jobKey: job.key, variables: {} });
  expect(game.living('B')).toHaveLength(1);
});

test('a terminate end event, an ad-hoc sub-process and a cancelled transaction wait as well', async () => {
  const ended = play((await model(`start -> and:f -> ${TASK} -> end\nf -> user:B -> end.terminate:stop`)).process).completeTask(
    'B',
  );
  expect([ended.state.status, open(ended)]).toEqual(['active', ['A one']]);
  ended.completeJob('A').completeJob('A');
  expect(ended.state.status).toBe('completed');

  const chosen = play(
    (await model(`start -> adhoc:H{active: =["A", "B"]; until: =done} -> end\nH {\n${TASK}\nuser:B\n}`)).process,
    { variables: { done: false } },
  ).completeTask('B', { done: true });
  expect([status(chosen, 'H'), open(chosen)]).toEqual([['active'], ['A one']]);
  chosen.completeJob('A').completeJob('A');
  expect(chosen.state.status).toBe('completed');

  const cancelled = play(
    (
      await model(`
        start -> transaction:T -> end
        T {
          start -> and:f -> ${TASK} -> end:t
          f -> user:B -> end.cancel:c
        }
        T ! cancel:Undone -> user:C -> end:u`)
    ).process,
  ).completeTask('B');
  expect([status(cancelled, 'T'), cancelled.living('C')]).toEqual([['terminating'], []]);
  cancelled.completeJob('A').completeJob('A');
  expect([cancelled.living('T'), cancelled.living('C').length]).toEqual([[], 1]);
});

test('a listener of something else gives way, and what was asked of the task is forgotten', async () => {
  const { process } = await model(`
    start -> user:A{on completing: may; on canceling: one} -> end
    A ! timer:Late(P1D) -> end:l`);
  const game = play(process).completeTask('A', { n: 1 }).fire('Late');
  expect(open(game)).toEqual(['A one']);
  expect(game.log.map(({ type }) => type)).toContain('jobCancelled');
  game.completeJob('A');
  expect([game.state.status, game.variables()]).toEqual(['completed', {}]);
});

test('one that fails holds the task by an incident until that is resolved', async () => {
  const { process } = await model('start -> user:A{on canceling: =n} -> end');
  const game = play(process, { variables: { n: 4 } }).do({ type: 'cancelCase' });
  expect([game.incidents(), game.state.status]).toEqual([['A: expression'], 'active']);
  game.set({ n: 'one' }).resolve('A');
  game.do({ type: 'failJob', jobKey: game.job('A').key, retries: 0, message: 'down', backOffMs: 0, variables: {} });
  expect(game.incidents()).toEqual(['A: jobNoRetries']);
  game.resolve('A').completeJob('A');
  expect(game.state.status).toBe('cancelled');
});

test('somebody who modifies the case ends the task at once, and what waited for that goes on', async () => {
  const { process } = await model(`
    start -> ${TASK} -> end
    A ! timer:Late(P1D) -> user:B -> end:b`);
  const end = (game: Play) => game.do({ type: 'modifyCase', activate: [], terminate: [game.living('A')[0]!.key], move: [] });
  expect(end(play(process)).state.status).toBe('cancelled');
  expect(end(play(process).fire('Late')).living('B')).toHaveLength(1);
  const cancelled = play(process).do({ type: 'cancelCase' });
  expect(end(cancelled).state.status).toBe('cancelled');
});

test('what somebody begins in a scope that an event has interrupted leaves no token behind when the handler begins', async () => {
  const { process } = await model(`
    start -> and:Fork -> ${TASK} -> and:Join -> end
    Fork -> user:Other -> Join
    eventsub:Stop {
      start.message:Begin(Stop) -> user:B -> end
    }`);
  const game = play(process, { variables: { id: 'k' } }).deliver('Begin');
  game.do({ type: 'modifyCase', activate: [], terminate: [], move: [{ key: game.living('A')[0]!.key, to: 'Other' }] });
  expect(game.living('B')).toEqual([]);
  game.completeTask('Other').completeTask('B');
  expect(game.state.status).toBe('completed');
});

test('completed and compensated tasks have nobody to ask', async () => {
  const { process } = await model('start -> user:A{on canceling: one; on end: audit} -> end\nA ! timer:Late(P1D) -> end:l');
  const game = play(process).completeTask('A').fire('Late');
  expect(game.state.status).toBe('completed');
  expect(game.log.filter(({ type }) => type === 'jobCancelled')).toHaveLength(1);
});

test('a task of a compensation that is itself ended is asked like any other', async () => {
  const { process } = await model(`
    start -> sub:Around -> end
    Around {
      start -> sub:S -> throw.compensation:Back -> end:s
      S {
        start -> task:Work -> end:w
        Work ! compensation -> user:A{compensates: yes; on canceling: one}
      }
    }
    Around ! timer:Late(P1D) -> end:l`);
  const game = play(process);
  expect(game.living('A')).toHaveLength(1);
  game.fire('Late');
  expect([open(game), status(game, 'S')]).toEqual([['A one'], ['terminating']]);
  game.completeJob('A');
  expect([game.state.status, game.trace().at(-1)]).toEqual(['completed', 'l']);
});

test('a task that its model assigns is assigned after its creating and its assigning listeners', async () => {
  const { process } = await model('start -> user:A{assignee: ona; on creating: make; on assigning: may} -> end');
  const game = play(process);
  expect([open(game), game.task('A').assignee]).toEqual([['A make'], undefined]);
  game.completeJob('A');
  expect([open(game), game.task('A').assignee]).toEqual([['A may'], undefined]);
  game.do({ type: 'completeJob', jobKey: game.job('A').key, variables: {}, listener: { corrections: { assignee: 'jonas' } } });
  expect(game.task('A')).toMatchObject({ assignee: 'jonas', status: 'claimed' });
});

test('who is denied an assignment by the model is not assigned, and no earlier correction stays', async () => {
  const { process } = await model('start -> user:A{assignee: ona; on assigning: one, two} -> end');
  const game = play(process);
  game.do({ type: 'completeJob', jobKey: game.job('A').key, variables: {}, listener: { corrections: { priority: 90 } } });
  game.do({ type: 'completeJob', jobKey: game.job('A').key, variables: {}, listener: { denied: true } });
  expect([open(game), game.task('A').assignee, game.task('A').priority]).toEqual([[], undefined, 50]);
  expect(game.completeTask('A').state.status).toBe('completed');
});

test('a creating listener gives the task to somebody only where its model does not', async () => {
  const listener = { corrections: { assignee: 'jonas' } };
  const given = play((await model('start -> user:A{on creating: make} -> end')).process);
  given.do({ type: 'completeJob', jobKey: given.job('A').key, variables: {}, listener });
  expect(given.task('A').assignee).toBe('jonas');
  const named = play((await model('start -> user:A{assignee: ona; on creating: make} -> end')).process);
  const said = { type: 'completeJob', jobKey: named.job('A').key, variables: {}, listener } as const;
  expect(named.ask(said)).toMatchObject({ refused: 'conflict' });
});

test.each(['creating', 'assigning', 'completing'])(
  'a second listener for %s that cannot be worked out is an incident, and goes on from there',
  async (phase) => {
    const { process } = await model(`start -> user:A{on ${phase}: one, =n} -> end`);
    const game = play(process, { variables: { n: 4 } });
    const { key: taskKey } = game.task('A');
    if (phase === 'assigning') game.do({ type: 'claimTask', taskKey, user: 'ona' });
    if (phase === 'completing') game.completeTask('A');
    game.completeJob('A');
    expect(game.incidents()).toEqual(['A: expression']);
    game.set({ n: 'two' }).resolve('A');
    expect(open(game)).toEqual(['A two']);
    game.completeJob('A');
    if (phase === 'assigning') expect(game.task('A').assignee).toBe('ona');
    expect(game.state.status).toBe(phase === 'completing' ? 'completed' : 'active');
  },
);
