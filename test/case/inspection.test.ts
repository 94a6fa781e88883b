import { expect, test } from '@jest/globals';
import { inspection } from '../../engine/case/inspection.ts';
import { model } from '../support/model.ts';
import { play } from '../support/play.ts';

test("a case's log is replayed as a stream of actors, events and snapshots of its machines", async () => {
  const { process } = await model(`
    start -> user:Check -> end
    Check ! timer(P1D) -> end:late
  `);
  const game = play(process);
  game.do({ type: 'claimTask', taskKey: game.task('Check').key, user: 'ona' });
  const taskKey = game.task('Check').key;
  game.completeTask('Check', { secret: 'x' });
  const stream = [...inspection(game.log)];
  const states = stream.flatMap((one) => (one.type === '@xstate.snapshot' && one.sessionId === taskKey ? [one.snapshot] : []));
  expect(states).toEqual([
    { value: 'created', status: 'active' },
    { value: 'claimed', status: 'active' },
    { value: 'completed', status: 'done' },
  ]);
  const actors = stream.flatMap((one) => (one.type === '@xstate.actor' ? [`${one.machine} ${one.name}`] : []));
  expect(actors).toEqual(['case case', 'element Check', 'task Check']);
  expect(stream.at(-1)).toMatchObject({ sessionId: game.state.caseKey, snapshot: { value: 'completed', status: 'done' } });
  expect(JSON.stringify(stream)).not.toContain('secret');
  // Every actor is there before it is spoken of, and every event of the log is there once.
  const seen = new Set<string>();
  for (const one of stream) {
    if (one.type === '@xstate.actor') seen.add(one.sessionId);
    else if (one.type === '@xstate.snapshot') expect(seen.has(one.sessionId)).toBe(true);
  }
  expect(stream.filter(({ type }) => type === '@xstate.event')).toHaveLength(game.log.length);
});
