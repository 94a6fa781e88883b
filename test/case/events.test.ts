import { expect, test } from '@jest/globals';
import { play } from '../support/play.ts';
import { subscriptionBucket } from '../../engine/case/waits.ts';
import { model } from '../support/model.ts';

test('a timer is due by the wall clock of the zone, across the change of the clock', async () => {
  const { process } = await model('start -> timer:Wait(P1D) -> end');
  const at = Date.parse('2026-03-28T10:00:00Z'); // 12:00 in Vilnius, the night before summer time
  const game = play(process, { at });
  expect(game.awaited('Wait')).toMatchObject({ kind: 'timer', dueAt: Date.parse('2026-03-29T09:00:00Z') });
  expect(game.ask({ type: 'fireTimer', timerKey: game.awaited('Wait').key as never })).toMatchObject({ refused: 'conflict' });
  expect(game.fire('Wait').state.status).toBe('completed');
});

test('a working timer counts working days: ten from Friday before Easter', async () => {
  const { process } = await model('start -> user:Check -> end\n Check ! timer:Silence(P10D){calendar: working} -> end:late');
  const game = play(process, { at: Date.parse('2026-04-03T07:00:00Z') });
  expect(game.awaited('Silence')).toMatchObject({ dueAt: Date.parse('2026-04-20T07:00:00Z') }); // 6 April is Easter Monday
});

test('an interrupting timer ends its task, a reminder lets it go on and comes again', async () => {
  const { process } = await model(`
    start -> user:Check -> end
    Check ~ timer:Remind(R2/P1D) -> manual:Send -> end:sent
    Check ! timer:Silence(P5D) -> user:Escalate -> end:escalated
  `);
  const game = play(process);
  game.fire('Remind').fire('Remind');
  expect(game.trace()).toEqual(['start', 'Check', 'Remind', 'Send', 'sent', 'Remind', 'Send', 'sent']);
  expect(() => game.awaited('Remind')).toThrow();
  game.fire('Silence');
  expect(game.trace().slice(-3)).toEqual(['-Check', 'Silence', 'Escalate']);
  expect(game.log.filter((event) => event.type === 'taskCancelled')).toHaveLength(1);
});

test('a message reaches its catch event by name and key, and brings its variables', async () => {
  const { process } = await model('start -> message:Reply(applicant-replied){key: =caseNumber} -> end');
  const game = play(process, { variables: { caseNumber: 'A-1' } });
  expect(game.effects).toContainEqual(
    expect.objectContaining({ type: 'openSubscription', name: 'applicant-replied', correlationKey: 'A-1' }),
  );
  game.deliver('Reply', { documents: 2 });
  expect(game.variables()).toEqual({ caseNumber: 'A-1', documents: 2 });
  expect(game.state.status).toBe('completed');
});

test('the correlation key is nowhere in the event log', async () => {
  const { process } = await model('start -> message:Reply(applicant-replied){key: =person} -> end');
  const game = play(process, { variables: { person: '39001010000' } });
  expect(JSON.stringify(game.log)).not.toContain('39001010000');
});

test('a correlation key that is missing is an incident', async () => {
  const { process } = await model('start -> receive:Reply(replied){key: =caseNumber} -> end');
  expect(play(process).incidents()).toEqual(['Reply: correlation']);
});

test('a withdrawal interrupts all that goes on inside', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> and:fork -> user:A -> end
      fork -> service:B -> end:b
    }
    Work ! message:Withdrawn(withdrawn){key: =id} -> end:w
  `);
  const game = play(process, { variables: { id: 'x' } });
  game.deliver('Withdrawn', { why: 'sold' });
  expect(game.trace().slice(-5)).toEqual(['-A', '-B', '-Work', 'Withdrawn', 'w']);
  expect(game.state.status).toBe('completed');
  expect(game.variables()).toMatchObject({ why: 'sold' });
});

test('a non-interrupting message may come again and again', async () => {
  const { process } = await model('start -> user:A -> end\n A ~ message:Note(note){key: =id} -> task:File -> end:f');
  const game = play(process, { variables: { id: 'x' } });
  game.deliver('Note').deliver('Note').completeTask('A');
  expect(game.trace()).toEqual(['start', 'A', 'Note', 'File', 'f', 'Note', 'File', 'f', 'end']);
});

test('an interrupting event stops what would have followed in the same step', async () => {
  const { process } = await model(`
    start -> sub:Work -> user:Never -> end
    Work {
      start -> and:fork -> error:stop(STOP)
      fork -> task:A -> task:B -> user:C -> end
    }
    Work ! error:caught(STOP) -> end:e
  `);
  const game = play(process);
  expect(game.state.status).toBe('completed');
  expect(game.trace()).not.toContain('C');
  expect(game.trace()).not.toContain('Never');
});

test('terminate ends its own scope only', async () => {
  const { process } = await model(`
    start -> sub:Work -> user:After -> end
    Work {
      start -> and:fork -> user:A -> end
      fork -> user:B -> terminate:t
    }
  `);
  const game = play(process).completeTask('B');
  expect(game.living('After')).toHaveLength(1);
  expect(game.living('A')).toEqual([]);
});

test('messages and signals that are thrown are effects, with what the model gives them', async () => {
  const { process } = await model(`
    start -> throw.message:Ask(ask-body){key: =id; in question: =q} -> throw.signal:Held(commission-held) -> end.message:Done(done){key: =id; in ok: =true}
  `);
  const game = play(process, { variables: { id: 7, q: 'why', secret: 1 } });
  expect(game.effects).toContainEqual(
    expect.objectContaining({ type: 'publishMessage', name: 'ask-body', correlationKey: '7', variables: { question: 'why' } }),
  );
  expect(game.effects).toContainEqual(expect.objectContaining({ type: 'broadcastSignal', name: 'commission-held' }));
  expect(game.effects).toContainEqual(expect.objectContaining({ type: 'publishMessage', name: 'done', variables: { ok: true } }));
  expect(game.state.status).toBe('completed');
});

test('a case that is cancelled leaves nothing open', async () => {
  const { process } = await model('start -> user:A -> end\n A ~ timer:R(R/P1D) -> end:r\n A ! message:M(m){key: =id} -> end:m');
  const game = play(process, { variables: { id: 'x' } }).do({ type: 'cancelCase' });
  expect(game.state).toMatchObject({ status: 'cancelled', instances: {} });
  const closed = game.effects.map(({ type }) => type);
  expect(closed).toEqual(expect.arrayContaining(['cancelTimer', 'closeSubscription', 'saveTask']));
  expect(game.ask({ type: 'cancelCase' })).toMatchObject({ refused: 'conflict' });
});

test('a withdrawal is kept with the case and its instant, also while the case is still being closed', async () => {
  const { process } = await model(
    'start -> user:A -> end\n A ! message:Withdrawn(withdrawn){key: =id; outcome: withdrawn} -> user:Close -> end:closed',
  );
  const game = play(process, { variables: { id: 'x' } })
    .wait(5_000)
    .deliver('Withdrawn');
  expect(game.state).toMatchObject({ status: 'active', withdrawnAt: game.now });
  const at = game.now;
  expect(game.wait(5_000).completeTask('Close').state).toMatchObject({ status: 'completed', withdrawnAt: at });
});

test('a message that a worker sends is its job, at an intermediate and at an end event', async () => {
  const { process } = await model(
    'start -> throw.message:Tell(go){job: letter; in to: ="ona"} -> end.message:Bye(gone){job: letter}',
  );
  const game = play(process);
  expect(game.job('Tell')).toMatchObject({ type: 'letter', status: 'available' });
  expect(game.variables(game.living('Tell')[0]!.key)).toEqual({ to: 'ona' });
  game.completeJob('Tell').completeJob('Bye', { sent: true });
  expect([game.state.status, game.variables()]).toEqual(['completed', { sent: true }]);
});

test('a cycle comes as often as it says, counted from when it was due; one without a number for ever; a date once', async () => {
  const { process } = await model(`
    start -> user:A -> end
    A ~ timer:Three(R3/PT1H) -> end:t
    A ~ timer:Ever(R/2026-03-02T08:30:00Z/PT2H) -> end:e
    A ~ timer:Once(2026-03-02T07:45:00Z) -> end:o
  `);
  const game = play(process);
  const hour = 3_600_000;
  const begun = game.now;
  const due = (id: string) => {
    const wait = game.awaited(id);
    return wait.kind === 'timer' ? [(wait.dueAt - begun) / hour, wait.remaining] : [];
  };
  expect(['Three', 'Ever', 'Once'].map(due)).toEqual([
    [1, 2],
    [1.5, -1],
    [0.75, 0],
  ]);
  game.wait(10 * hour).fire('Three');
  expect(due('Three')).toEqual([2, 1]);
  game.fire('Three').fire('Three').fire('Ever').fire('Once');
  expect(due('Ever')).toEqual([3.5, -1]);
  expect(() => due('Three')).toThrow();
  expect(() => due('Once')).toThrow();
});

test('a send task publishes its message with what it is given, and goes on', async () => {
  const { process } = await model('start -> send:Tell(went){key: =id; ttl: PT1H; in to: ="ona"} -> user:After -> end');
  const game = play(process, { variables: { id: 7 } });
  expect(game.effects).toContainEqual({
    type: 'publishMessage',
    name: 'went',
    correlationKey: '7',
    timeToLiveMs: 3_600_000,
    variables: { to: 'ona' },
  });
  expect(game.living('After')).toHaveLength(1);
});

test('an event gateway closes each thing it waited for once', async () => {
  const { process } = await model(
    'start -> event:wait -> message:Go -> end\nwait -> timer:Late(P1D) -> end:l\nwait -> signal:S(s) -> end:s',
  );
  const game = play(process, { variables: { id: 'k' } });
  const before = game.log.length;
  game.deliver('Go');
  const closed = game.log.slice(before).flatMap((one) => ('target' in one ? [`${one.type} ${one.target}`] : []));
  expect(game.log.find((one) => 'elementId' in one && one.elementId === 'Go')).toMatchObject({ flow: 'wait--Go' });
  expect(closed.sort()).toEqual([
    'subscriptionClosed Go',
    'subscriptionClosed S',
    'subscriptionDelivered Go',
    'timerCancelled Late',
  ]);
});

test('messages of one name are spread over buckets by their keys, the same key always to the same', () => {
  const buckets = Array.from({ length: 100 }, (_, key) => subscriptionBucket('Answer', String(key)));
  expect(new Set(buckets).size).toBeGreaterThan(50);
  expect(Array.from({ length: 100 }, (_, key) => subscriptionBucket('Answer', String(key)))).toEqual(buckets);
  expect(subscriptionBucket('Answer', '')).not.toBe(subscriptionBucket('Other', ''));
});
