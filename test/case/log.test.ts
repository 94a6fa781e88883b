import { expect, test } from '@jest/globals';
import { replay } from '../../engine/case/evolve.ts';
import type { LogEvent } from '../../engine/case/log-event.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

/** Log events that speak of an element instance and do not name its element. */
const nameless = (game: Play) => {
  const names = new Map(
    game.log.flatMap((event) =>
      event.type === 'elementEnabled' || event.type === 'elementPassed' ? [[event.key, event.elementId] as const] : [],
    ),
  );
  return game.log.flatMap((event) => {
    if (!('key' in event)) return [];
    return 'elementId' in event && event.elementId === (names.get(event.key) ?? 'process') ? [] : [event];
  });
};
const EVERYTHING = `
  start -> user:A{on start: ready; on end: done; on assigning: may} -> sub:S -> end
  A ~ timer:T(R/PT1H) -> task:Tick -> end:t
  A ~ message:M(go){key: =id} -> throw.message:Send(went) -> end:m
  A ~ condition:C(=hot) -> throw.escalation:Up(X) -> end:c
  S {
    start -> task:Book -> and:fork -> service:B -> and:join -> complex:cx(activationCount >= 1) -> call:Call(p) [=waitingForStart] -> throw.compensation:Back -> end
    fork -> rule:D(d){result: r} -> adhoc:P{active: =["Q", "R"]; sequential: yes} -> join
    fork -> user:L{times: 2; behavior: none signal heard} -> or:o -> end:l [=true]
    fork -> event:g -> signal:G(g) -> end:g1
    g -> timer:G2(PT5H) -> end:g2
    P {
      task:Q
      task:R
    }
    Book ! compensation -> user:Unbook{compensates: yes}
  }
  S ! error(E) -> end:e
`;

test('every event of the log names the element that it speaks of', async () => {
  const decisionFor = () => ({ decisionKey: '9' as never, version: 1, evaluate: () => ({ value: 1, evaluated: [], notes: [] }) });
  const game = play((await model(EVERYTHING)).process, { variables: { id: 'k', hot: false }, decisionFor });
  const answer = () => {
    const { job } = game.living('A')[0]!;
    game.do({ type: 'activateJob', jobKey: job!.key, worker: 'w', timeoutMs: 5 }).completeJob('A');
  };
  answer();
  game.fire('T').deliver('M').set({ hot: true }).set({ hot: false });
  const { key: taskKey } = game.task('A');
  game.do({ type: 'claimTask', taskKey, user: 'jonas' });
  game.do({ type: 'completeJob', jobKey: game.job('A').key, variables: {}, listener: { denied: true } });
  game.do({ type: 'claimTask', taskKey, user: 'ona' });
  answer();
  const correct = (corrections: object) =>
    game.do({ type: 'completeJob', jobKey: game.job('A').key, variables: {}, listener: { corrections } });
  game.do({ type: 'assignTask', taskKey, user: 'ona' });
  correct({ assignee: '', priority: 4 });
  game.do({ type: 'assignTask', taskKey, user: 'ona' });
  correct({ assignee: 'jonas' });
  game.do({ type: 'unassignTask', taskKey });
  answer();
  game.do({ type: 'assignTask', taskKey, user: 'ona' });
  answer();
  game
    .do({ type: 'startTask', taskKey })
    .do({ type: 'suspendTask', taskKey, reason: 'legal' })
    .do({ type: 'resumeTask', taskKey });
  game.do({ type: 'updateTask', taskKey, changes: { priority: 3 } }).completeTask('A');
  answer();
  const { key: jobKey } = game.job('B');
  game.do({ type: 'activateJob', jobKey, worker: 'w', timeoutMs: 5 }).wait(5).do({ type: 'timeOutJob', jobKey });
  game.do({ type: 'updateJob', jobKey, retries: 4 });
  game.do({ type: 'failJob', jobKey, retries: 0, message: 'down', backOffMs: 0, variables: {} }).resolve('B');
  game.deliver('G').completeTask('L').completeTask('L');
  game.do({ type: 'throwJobError', jobKey, code: 'unknown', message: '', variables: {} }).resolve('B');
  game.completeJob('B');
  game.do({ type: 'calledThrew', elementInstanceKey: game.living('Call')[0]!.key, kind: 'error', code: 'F', variables: {} });
  game.resolve('Call');
  game.do({ type: 'calledCompleted', elementInstanceKey: game.living('Call')[0]!.key, variables: {} });
  game.completeTask('Unbook');
  expect(game.state.status).toBe('completed');
  expect(nameless(game)).toEqual([]);
  const types = [...new Set(game.log.map(({ type }) => type))];
  expect(types).toEqual(
    expect.arrayContaining(['subscriptionDelivered', 'escalationThrown', 'decisionEvaluated', 'listenersDone']),
  );
  expect(types.length).toBeGreaterThan(45);
});

test('what is compensated names its element, a sub-process and several instances among them', async () => {
  const { process } = await model(`
    start -> sub:S{times: 2} -> throw.compensation:Back -> end
    S {
      start -> task:Book -> end
      Book ! compensation -> task:Unbook{compensates: yes}
    }
  `);
  const cancelled = play((await model('start -> transaction:T -> end\nT {\n start -> end.cancel\n}')).process);
  expect(cancelled.log.map(({ type }) => type)).toContain('elementTerminating');
  expect(nameless(cancelled)).toEqual([]);
  const game = play(process);
  expect(game.state.status).toBe('completed');
  expect(
    game.log.filter(({ type }) => type === 'compensationCompleted').map((one) => 'elementId' in one && one.elementId),
  ).toEqual(['Book', 'S', 'Book', 'S', 'S']);
  expect(nameless(game)).toEqual([]);
});

test('what ends before its time names its element too: jobs, tasks, timers, subscriptions, tokens', async () => {
  const { process } = await model(`
    start -> sub:S -> end
    S {
      start -> and:fork -> user:A -> and:join -> end
      fork -> service:B -> join
      fork -> task:Quick -> join
      fork -> message:M(go){key: =id} -> end:m
      fork -> condition:C(=false) -> end:c
      fork -> timer:W(P9D) -> end:w
    }
    S ! error(E) -> end:e
  `);
  const game = play(process, { variables: { id: 'k' } });
  game.do({ type: 'throwJobError', jobKey: game.job('B').key, code: 'E', message: '', variables: {} });
  expect(game.state.status).toBe('completed');
  expect(nameless(game)).toEqual([]);
  const types = game.log.map(({ type }) => type);
  expect(types).toEqual(
    expect.arrayContaining(['taskCancelled', 'timerCancelled', 'subscriptionClosed', 'conditionClosed', 'tokensDropped']),
  );
  expect(game.log.find(({ type }) => type === 'elementFailed')).toMatchObject({ elementId: 'S', code: 'E' });
});

test('every event of a step has its number, its instant and who asked', async () => {
  const game = play((await model('start -> user:A -> user:B -> end')).process);
  const asked = game.log.length;
  expect(game.log[0]).not.toHaveProperty('actor');
  game.actor = { user: 'ona', role: 'clerk', unit: 'permits' };
  game.wait(5).completeTask('A', { x: 1 });
  const events = game.log.slice(asked);
  expect(events.every(({ actor, at }) => actor === game.actor && at === game.now)).toBe(true);
  expect(game.log.map(({ seq }) => seq)).toEqual(game.log.map((_, index) => index + 1));
});

test('the values of a step stand in the order of the events that set them', async () => {
  const { process } = await model('start -> script:A{feel: =1; result: a} -> script:B{feel: =2; result: b} -> end');
  expect(play(process, { variables: { x: 0, y: 1 } }).values.map(({ name, value }) => [name, value])).toEqual([
    ['x', 0],
    ['y', 1],
    ['a', 1],
    ['b', 2],
  ]);
});

test('a case that ends by an error keeps its code; one that a person cancels has none', async () => {
  const { process } = await model('start -> user:A -> error(E)');
  const caller = { caseKey: '1' as never, elementInstanceKey: '2' as never, rootCaseKey: '1' as never, depth: 1 };
  const failed = play(process, { caller }).completeTask('A');
  expect(failed.log.at(-1)).toMatchObject({ type: 'caseCancelled', code: 'E' });
  expect(failed.effects).toContainEqual({
    type: 'tellCase',
    caseKey: '1',
    command: { type: 'calledThrew', elementInstanceKey: '2', kind: 'error', code: 'E', variables: {} },
  });
  const cancelled = play(process).do({ type: 'cancelCase' });
  expect(cancelled.log.at(-1)).not.toHaveProperty('code');
});

test('a log that contradicts itself is not replayed: that is a bug and not a state', async () => {
  const game = play((await model('start -> user:A -> end')).process);
  const { key } = game.living('A')[0]!;
  const rebuilt = (event: object) =>
    replay([...game.log, { seq: game.log.length + 1, at: game.now, elementId: 'A', ...event } as LogEvent], game.values);
  const { key: taskKey } = game.task('A');
  expect(() => rebuilt({ type: 'taskResumed', key, taskKey })).toThrow("task: 'resume' is not a change of");
  expect(() => rebuilt({ type: 'jobTimedOut', key, jobKey: '1' })).toThrow('which has no job');
  expect(() => rebuilt({ type: 'taskStarted', key: game.state.caseKey, taskKey })).toThrow('which has no task');
  expect(() => rebuilt({ type: 'elementCompleted', key: '99' })).toThrow('99, which does not live');
  expect(() => rebuilt({ type: 'termRestarted', dueOn: '2026-01-01' })).toThrow('without a term');
});
