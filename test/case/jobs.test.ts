import { expect, test } from '@jest/globals';
import { play } from '../support/play.ts';
import { model } from '../support/model.ts';

const LEASE = { worker: 'w1', timeoutMs: 1000 };

test('a job is given out under a lease and its variables reach the case', async () => {
  const { process } = await model('start -> service:Look{job: registry} -> end');
  const game = play(process);
  const { key: jobKey } = game.job('Look');
  game.wait(5).do({ type: 'activateJob', jobKey, ...LEASE });
  expect(game.job('Look')).toMatchObject({ type: 'registry', status: 'activated', lease: 1, retries: 3, startedAt: game.now });
  expect(game.ask({ type: 'activateJob', jobKey, ...LEASE })).toMatchObject({ refused: 'conflict' });
  game.completeJob('Look', { found: true });
  expect(game.state.status).toBe('completed');
  expect(game.variables()).toEqual({ found: true });
});

test('an answer under an old lease is refused: the job has been given out again', async () => {
  const { process } = await model('start -> service:Look -> end');
  const game = play(process);
  const { key: jobKey } = game.job('Look');
  game.do({ type: 'activateJob', jobKey, ...LEASE });
  expect(game.ask({ type: 'timeOutJob', jobKey })).toMatchObject({ refused: 'conflict' });
  game
    .wait(1000)
    .do({ type: 'timeOutJob', jobKey })
    .do({ type: 'activateJob', jobKey, ...LEASE });
  expect(game.ask({ type: 'completeJob', jobKey, lease: 1, variables: {} })).toMatchObject({ refused: 'conflict' });
  game.do({ type: 'completeJob', jobKey, lease: 2, variables: {} });
  expect(game.state.status).toBe('completed');
});

test('a job that fails waits for its back-off, and one without retries becomes an incident that can be retried', async () => {
  const { process } = await model('start -> service:Look -> end');
  const game = play(process);
  const { key: jobKey } = game.job('Look');
  const failure = { type: 'failJob', jobKey, message: 'registry is down', backOffMs: 500, variables: {} } as const;
  game.do({ type: 'activateJob', jobKey, ...LEASE }).do({ ...failure, retries: 1 });
  expect(game.incidents()).toEqual([]);
  expect(game.ask({ type: 'activateJob', jobKey, ...LEASE })).toMatchObject({ refused: 'conflict' });
  game
    .wait(500)
    .do({ type: 'activateJob', jobKey, ...LEASE })
    .do({ ...failure, retries: 0 });
  expect(game.incidents()).toEqual(['Look: jobNoRetries']);
  expect(game.job('Look').status).toBe('exhausted');
  expect(game.effects).toContainEqual(
    expect.objectContaining({ type: 'saveIncident', row: expect.objectContaining({ message: 'registry is down' }) as unknown }),
  );
  game.resolve('Look');
  expect(game.job('Look')).toMatchObject({ status: 'available', retries: 1 });
  game.completeJob('Look');
  expect(game.state.status).toBe('completed');
});

test('an error of a job goes to the boundary event of its code, before one that catches all', async () => {
  const { process } = await model(`
    start -> service:Look -> end
    Look ! error:any -> user:Other -> end:e2
    Look ! error:down(REGISTRY_DOWN) -> manual:ByHand -> end:e3
  `);
  const game = play(process);
  game.do({
    type: 'throwJobError',
    jobKey: game.job('Look').key,
    code: 'REGISTRY_DOWN',
    message: 'no answer',
    variables: { tries: 2 },
  });
  expect(game.trace()).toEqual(['start', 'Look', '!Look', 'down', 'ByHand', 'e3']);
  expect(game.variables()).toEqual({ tries: 2 });
});

test('an error is caught by the sub-process around it, and one that nothing catches is an incident', async () => {
  const { process } = await model(`
    start -> sub:Checks -> end
    Checks {
      start -> and:fork -> service:A -> end
      fork -> user:B -> end:other
    }
    Checks ! error:failed(BAD) -> end:bad
  `);
  const game = play(process);
  game.do({ type: 'throwJobError', jobKey: game.job('A').key, code: 'WORSE', message: '', variables: {} });
  expect(game.incidents()).toEqual(['A: unhandledError']);
  game.resolve('A');
  game.do({ type: 'throwJobError', jobKey: game.job('A').key, code: 'BAD', message: '', variables: {} });
  expect(game.state.status).toBe('completed');
  expect(game.trace().slice(-5)).toEqual(['-A', '-B', '!Checks', 'failed', 'bad']);
});

test('a late answer to a job whose incident waits resolves the incident with it: nothing is left open', async () => {
  const { process } = await model('start -> service:Look -> end');
  const game = play(process);
  const { key: jobKey } = game.job('Look');
  game.do({ type: 'activateJob', jobKey, ...LEASE });
  game.do({ type: 'failJob', jobKey, retries: 0, message: 'no answer', backOffMs: 0, variables: {} });
  game.completeJob('Look');
  expect(game.state.status).toBe('completed');
  const incidents = game.effects.flatMap((effect) => (effect.type === 'saveIncident' ? [effect.row.resolvedAt] : []));
  expect(incidents).toEqual([game.now]);
});

test('a second problem takes the place of the first: one incident is open at a time', async () => {
  const { process } = await model('start -> service:Look -> end');
  const game = play(process);
  const { key: jobKey } = game.job('Look');
  game.do({ type: 'activateJob', jobKey, ...LEASE });
  game.do({ type: 'failJob', jobKey, retries: 0, message: 'no answer', backOffMs: 0, variables: {} });
  game.do({ type: 'throwJobError', jobKey, code: 'X', message: '', variables: {} });
  const raised = game.log.filter(({ type }) => type === 'incidentRaised').length;
  const resolved = game.log.filter(({ type }) => type === 'incidentResolved').length;
  expect([raised, resolved, game.incidents()]).toEqual([2, 1, ['Look: unhandledError']]);
});
