import { expect, test } from '@jest/globals';
import { inspection } from '../../engine/case/inspection.ts';
import type { TermProfile } from '../../engine/case/state.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

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
  const told = stream.flatMap((one) => (one.type === '@xstate.event' ? [one.event] : []));
  expect(told).toEqual(
    game.log.map((event) => {
      const { type, seq, at } = event;
      return { type, seq, at, ...('elementId' in event ? { elementId: event.elementId } : {}) };
    }),
  );
});

/** The states that each actor goes through, by machine and name. */
const courses = (game: Play): Record<string, string[]> => {
  const names = new Map<string, string>();
  const found: Record<string, string[]> = {};
  for (const one of inspection(game.log)) {
    if (one.type === '@xstate.actor') names.set(one.sessionId, `${one.machine} ${one.name}`);
    if (one.type === '@xstate.snapshot')
      (found[names.get(one.sessionId) ?? '?'] ??= []).push(`${one.snapshot.value} ${one.snapshot.status}`);
  }
  return found;
};

test('the stream shows how jobs, incidents and terms went, and under whom they stand', async () => {
  const { process } = await model('start -> service:Pay -> end');
  const term: TermProfile = {
    id: 'request',
    legalAct: 'x',
    validFrom: '2020-01-01',
    startsFrom: 'received',
    days: 20,
    unit: 'working',
    suspensionGrounds: ['court'],
    restartsOnClarification: true,
  };
  const game = play(process, { term, dimensions: { receivedAt: 0 } });
  const { key: jobKey } = game.job('Pay');
  const element = game.living('Pay')[0]!.key;
  game.do({ type: 'suspendTerm', ground: 'court' }).do({ type: 'resumeTerm' });
  game
    .do({ type: 'failJob', jobKey, retries: 0, message: 'down', backOffMs: 0, variables: {} })
    .resolve('Pay')
    .completeJob('Pay');
  expect(courses(game)).toEqual({
    'case case': ['active active', 'completed done'],
    'term term': ['running active', 'suspended active', 'running active', 'ended done'],
    'element Pay': ['ready active', 'active active', 'completed active'],
    'job Pay': ['available active', 'exhausted active', 'available active', 'completed done'],
    'incident Pay': ['active active', 'resolved done'],
  });
  const actors = [...inspection(game.log)].flatMap((one) =>
    one.type === '@xstate.actor' ? [[one.machine, 'parentId' in one ? one.parentId : undefined]] : [],
  );
  const { caseKey } = game.state;
  expect(actors).toEqual([
    ['case', undefined],
    ['term', caseKey],
    ['element', caseKey],
    ['job', element],
    ['incident', element],
  ]);
});

test('the stream shows how elements ended: failed, terminated, compensated, or with all their instances', async () => {
  const failed = play((await model('start -> service:Pay -> end\nPay ! error(E) -> end:e')).process);
  failed.do({ type: 'throwJobError', jobKey: failed.job('Pay').key, code: 'E', message: '', variables: {} });
  expect(courses(failed)['element Pay']).toEqual(['ready active', 'active active', 'failed done']);
  const text =
    'start -> task:Book{times: 1} -> throw.compensation:Back -> user:A -> end\nBook ! compensation -> task:Undo{compensates: yes}';
  const undone = play((await model(text)).process).do({ type: 'cancelCase' });
  expect(courses(undone)).toMatchObject({
    'body Book': ['running active', 'done done'],
    'element A': ['ready active', 'active active', 'terminated done'],
    'case case': ['active active', 'cancelled done'],
  });
  const course = ['ready active', 'active active', 'completed active', 'compensating active', 'compensated done'];
  expect(courses(undone)['element Book']?.toSorted()).toEqual([...course, ...course].toSorted());
});

test('every actor of the stream has an id of its own', async () => {
  const { process } = await model('start -> user:A{times: 2} -> service:Pay -> end');
  const term: TermProfile = {
    id: 'request',
    legalAct: 'x',
    validFrom: '2020-01-01',
    startsFrom: 'received',
    days: 20,
    unit: 'working',
    suspensionGrounds: [],
    restartsOnClarification: true,
  };
  const game = play(process, { term, dimensions: { receivedAt: 0 } })
    .completeTask('A')
    .completeTask('A');
  const ids = [...inspection(game.log)].flatMap((one) => (one.type === '@xstate.actor' ? [one.sessionId] : []));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain(`${game.state.caseKey}-term`);
  expect(ids.filter((id) => id.endsWith('-body'))).toHaveLength(1);
});
