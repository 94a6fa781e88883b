import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CaseKey, Engine } from '../../engine/index.ts';
import { connect } from '../../database/connect.ts';
import { isRefusal } from '../../engine/errors.ts';
import { availableJobs, overdueLeases } from '../../engine/store/due-jobs.ts';
import { leftMail } from '../../engine/store/case-mail.ts';
import { missedDeliveries } from '../../engine/store/recovery.ts';
import { dueTimers } from '../../engine/store/timers.ts';
import { freshDatabase, onBothDatabases } from '../support/postgres.ts';
import {
  ALL,
  completed,
  deployed,
  done,
  engineOn,
  expectLogged,
  HOUR,
  openRows,
  started,
  statusOf,
  taskAt,
  type Bench,
} from './engine-on.ts';

const suspend = async (engine: Engine, key: CaseKey) =>
  done(await engine.perform(ALL, key, { type: 'suspendCase', reason: 'applicant', note: 'The plan is missing' }));
const resume = async (engine: Engine, key: CaseKey) => {
  const { followed } = done(await engine.perform(ALL, key, { type: 'resumeCase' })) as { followed?: Promise<void> };
  await followed;
};

onBothDatabases((_name, open) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = engineOn(await open());
    await deployed(bench.engine, 'child', 'start -> user:Do -> end');
    await deployed(bench.engine, 'caller', 'start -> call:Ask(child) -> end');
  });
  afterAll(async () => {
    await bench.engine.stop();
    await bench.database.close();
    expect(bench.faults).toEqual([]);
  });
  const calledBy = async (callerCaseKey: CaseKey): Promise<CaseKey> => {
    const { items } = await bench.engine.search.cases(ALL, {
      filter: [{ field: 'callerCaseKey', is: 'eq', value: callerCaseKey }],
    });
    return items[0]!.caseKey;
  };
  const traceOf = async (key: CaseKey) =>
    (await bench.engine.log(ALL, key))?.events.flatMap((event) => (event.type === 'elementEnabled' ? [event.elementId] : []));

  test('timers that become due while the case is suspended fire when it is resumed, in the order in which they were due', async () => {
    const { engine, database, clock } = bench;
    await deployed(
      engine,
      'timers',
      `start -> and:fork
       fork -> timer:Late(PT3H) -> task:late -> end:l
       fork -> timer:Early(PT1H) -> task:early -> end:e
       fork -> timer:Never(PT9H) -> task:never -> end:n`,
    );
    const key = await started(engine, 'timers');
    await suspend(engine, key);
    expect(await openRows(database, key)).not.toHaveProperty('timers');
    clock.pin(clock.now() + 5 * HOUR);
    expect(await dueTimers(database.knex, clock.now(), 10)).toEqual([]);
    expect(await engine.fireDue()).toBe(0);
    await resume(engine, key);
    expect(await openRows(database, key)).toMatchObject({ timers: 3 });
    expect(await engine.fireDue()).toBe(2);
    expect((await traceOf(key))?.filter((id) => ['early', 'late', 'never'].includes(id))).toEqual(['early', 'late']);
    clock.pin(clock.now() + 4 * HOUR);
    await engine.fireDue();
    expect(await statusOf(engine, key)).toBe('completed');
    expect(await openRows(database, key)).toEqual({});
    await expectLogged(engine, key);
  });

  test('its jobs are not given out, a lease that runs out is left alone, and an answer has to come again', async () => {
    const { engine, database, clock } = bench;
    await deployed(
      engine,
      'jobs',
      'start -> and:fork\nfork -> service:A{job: check} -> end:a\nfork -> service:B{job: check} -> end:b',
    );
    const key = await started(engine, 'jobs');
    const asked = { type: 'check', worker: 'w', timeoutMs: HOUR, tenantIds: [ALL.tenantId] };
    const [leased] = await engine.activateJobs(ALL, { ...asked, maxJobs: 1 });
    await suspend(engine, key);
    clock.pin(clock.now() + 2 * HOUR);
    const named = { type: 'check', tenantIds: 'all', now: clock.now(), limit: 10 } as const;
    expect([await availableJobs(database.knex, named), await overdueLeases(database.knex, clock.now(), 10)]).toEqual([[], []]);
    expect(await engine.activateJobs(ALL, { ...asked, maxJobs: 2 })).toEqual([]);
    expect(await engine.fireDue()).toBe(0);
    const answer = { type: 'completeJob', jobKey: leased!.key, lease: leased!.lease, variables: {} } as const;
    expect(await engine.perform(ALL, key, answer)).toMatchObject({ refused: 'conflict' });
    await resume(engine, key);
    const given = await engine.activateJobs(ALL, { ...asked, maxJobs: 5 });
    expect(given.map(({ elementId, lease }) => [elementId, lease]).sort()).toEqual([
      ['A', 2],
      ['B', 1],
    ]);
    for (const { key: jobKey } of given) done(await engine.perform(ALL, key, { type: 'completeJob', jobKey, variables: {} }));
    expect(await statusOf(engine, key)).toBe('completed');
    await expectLogged(engine, key);
  });

  test('messages are kept, however short they live, and brought on resumption, each to what goes on waiting; a signal is missed', async () => {
    const { engine, database, clock } = bench;
    await deployed(
      engine,
      'letters',
      `start -> user:A -> end
       A ~ message:M(letter){key: =id} -> task:read -> end:m
       A ~ signal:S(alarm) -> task:ran -> end:s`,
    );
    const key = await started(engine, 'letters', { id: 'L1' });
    await suspend(engine, key);
    const letter = { name: 'letter', correlationKey: 'L1', variables: {}, timeToLiveMs: HOUR };
    for (let count = 0; count < 3; count++)
      expect(done(await engine.publishMessage(ALL, letter))).toMatchObject({ caseKeys: [] });
    done(await engine.publishMessage(ALL, { ...letter, timeToLiveMs: 1 }));
    await engine.broadcastSignal(ALL, 'alarm', {});
    clock.pin(clock.now() + 2);
    expect(await missedDeliveries(database.knex, clock.now(), 10)).toEqual([]);
    await engine.fireDue();
    await resume(engine, key);
    await engine.fireDue();
    expect((await traceOf(key))?.filter((id) => id === 'read' || id === 'ran')).toEqual(['read', 'read', 'read', 'read']);
    await completed(engine, key, 'A');
    await expectLogged(engine, key);
  });

  test('a message without time to live waits for the suspended case that waited for it, for nobody else, and comes once', async () => {
    const { engine, database, clock } = bench;
    await deployed(
      engine,
      'held',
      `start -> user:A -> end
       start.message:Ask(query) -> user:B -> end
       A ~ message:M(query){key: =id} -> task:read -> end:m`,
    );
    const key = await started(engine, 'held', { id: 'H1' });
    await suspend(engine, key);
    const query = { name: 'query', correlationKey: 'H1', variables: { text: 'a' } };
    const request = { ...query, timeToLiveMs: 0, messageId: 'once' };
    expect(await engine.correlateMessage(ALL, query)).toMatchObject({
      refused: 'notFound',
      message: expect.stringContaining(`case ${key} waits for message 'query' with key 'H1' but is suspended`),
    });
    expect(done(await engine.publishMessage(ALL, request))).toMatchObject({ caseKeys: [] });
    expect(await engine.publishMessage(ALL, request)).toMatchObject({ refused: 'conflict' });
    clock.pin(clock.now() + HOUR);
    expect(await engine.publishMessage(ALL, request)).toMatchObject({ refused: 'conflict' });
    const late = await started(engine, 'held', { id: 'H1' });
    await engine.fireDue();
    expect(await missedDeliveries(database.knex, clock.now(), 10)).toEqual([]);
    expect(await traceOf(late)).not.toContain('read');
    await resume(engine, key);
    for (let round = 0; round < 2; round++) {
      clock.pin(clock.now() + HOUR);
      await engine.fireDue();
      expect(await missedDeliveries(database.knex, clock.now(), 10)).toEqual([]);
    }
    expect((await traceOf(key))?.filter((id) => id === 'read')).toEqual(['read']);
    expect(await traceOf(late)).not.toContain('read');
    expect(await database.knex('messages').where({ name: 'query' })).toEqual([]);
    expect(await database.knex('message_claims').where('expires_at', '<', new Date(clock.now()))).toEqual([]);
    for (const each of [key, late]) await completed(engine, each, 'A');
    await expectLogged(engine, key);
  });

  test('a message for a suspended case goes to another that waits in its process, and what is held for one that ends is let go', async () => {
    const { engine, database } = bench;
    await deployed(engine, 'shared', 'start -> message:M(notice){key: =id} -> end');
    const [first, second] = [await started(engine, 'shared', { id: 'S1' }), await started(engine, 'shared', { id: 'S1' })];
    await suspend(engine, first);
    const notice = { name: 'notice', correlationKey: 'S1', variables: {}, timeToLiveMs: 0 };
    expect(done(await engine.publishMessage(ALL, notice))).toMatchObject({ caseKeys: [second] });
    expect(await database.knex('messages').where({ name: 'notice' })).toEqual([]);
    done(await engine.publishMessage(ALL, notice));
    await engine.fireDue();
    expect(await database.knex('messages').where({ name: 'notice' }).select('status')).toEqual([{ status: 'held' }]);
    done(await engine.perform(ALL, first, { type: 'cancelCase' }));
    await engine.fireDue();
    expect(await database.knex('messages').where({ name: 'notice' })).toEqual([]);
  });

  test('what it has called is suspended and resumed with it', async () => {
    const { engine } = bench;
    const caller = await started(engine, 'caller');
    await engine.fireDue();
    const called = await calledBy(caller);
    await suspend(engine, caller);
    await engine.fireDue();
    expect(await engine.state(ALL, called)).toMatchObject({
      status: 'suspended',
      suspension: { reason: 'applicant', byCaller: true },
    });
    expect(await engine.variables(ALL, called as never)).toEqual({});
    expect(await engine.perform(ALL, called, { type: 'resumeCase' })).toMatchObject({ refused: 'conflict' });
    await resume(engine, caller);
    await engine.fireDue();
    await completed(engine, called, 'Do');
    await engine.fireDue();
    expect([await statusOf(engine, caller), await statusOf(engine, called)]).toEqual(['completed', 'completed']);
    for (const key of [caller, called]) await expectLogged(engine, key);
  });

  test('a call that is still on its way when the case is suspended begins nothing that goes on', async () => {
    const { engine } = bench;
    const callers = await Promise.all(Array.from({ length: 12 }, () => started(engine, 'caller')));
    await Promise.all(callers.map((caller) => suspend(engine, caller)));
    await engine.fireDue();
    const called = async () => {
      const filter = [{ field: 'callerCaseKey', is: 'in', value: callers }] as const;
      return (await engine.search.cases(ALL, { filter })).items.map(({ status }) => status);
    };
    expect(new Set(await called()).has('active')).toBe(false);
    for (const caller of callers) await resume(engine, caller);
    await engine.fireDue();
    expect(await called()).toEqual(callers.map(() => 'active'));
  });

  test('a call that a dead node left behind begins when its caller is resumed, and not before', async () => {
    const { engine, database, clock } = bench;
    const caller = await started(engine, 'caller');
    await engine.fireDue();
    const called = await calledBy(caller);
    const state = await engine.state(ALL, caller);
    const elementInstanceKey = Object.values(state?.instances ?? {}).find(({ calledCaseKey }) => calledCaseKey === called)?.key;
    // As if it had not been carried out.
    for (const table of ['cases', 'element_instances', 'tasks', 'event_log', 'variable_log'])
      await database.knex(table).where('case_key', called).delete();
    const sentAt = new Date(clock.now()).toISOString();
    await database.knex('case_mail').insert({
      bucket: Number(BigInt(caller) & 255n),
      tenant_id: 'city',
      case_key: caller,
      version: 1,
      number: 0,
      to_case_key: called,
      effect: JSON.stringify({
        type: 'callCase',
        calledCaseKey: called,
        processId: 'child',
        binding: { binding: 'latest' },
        caller: { caseKey: caller, elementInstanceKey, rootCaseKey: caller, depth: 1 },
        variables: {},
        dimensions: {},
      }),
      sent_at: sentAt,
      failures: 0,
      retry_at: sentAt,
    });
    await suspend(engine, caller);
    await engine.fireDue();
    expect([await statusOf(engine, called), (await database.knex('case_mail')).length]).toEqual([undefined, 2]);
    expect((await leftMail(database.knex, clock.now(), 10)).map(({ effect }) => effect.type)).toEqual(['tellCase']);
    await resume(engine, caller);
    await engine.fireDue();
    expect([await statusOf(engine, called), await database.knex('case_mail')]).toEqual(['active', []]);
    await completed(engine, called, 'Do');
    await engine.fireDue();
    expect(await statusOf(engine, caller)).toBe('completed');
  });

  test('the end of a called case waits for its suspended caller, however often somebody looks for what was left behind', async () => {
    const { engine, database, clock } = bench;
    const caller = await started(engine, 'caller');
    await engine.fireDue();
    const called = await calledBy(caller);
    await suspend(engine, called);
    await suspend(engine, caller);
    await engine.fireDue();
    await resume(engine, called);
    await completed(engine, called, 'Do');
    await engine.fireDue();
    const left = () => database.knex('case_mail').where('to_case_key', caller);
    expect([await statusOf(engine, called), await statusOf(engine, caller), await left()]).toMatchObject([
      'completed',
      'suspended',
      [{}],
    ]);
    expect(await leftMail(database.knex, clock.now() + HOUR, 10)).toEqual([]);
    await resume(engine, caller);
    await engine.fireDue();
    expect([await statusOf(engine, caller), await left()]).toEqual(['completed', []]);
    await expectLogged(engine, caller);
  });

  test('is found by its status, keeps its place in the register of living cases, and ends as a whole', async () => {
    const { engine, database } = bench;
    await deployed(engine, 'found', 'start -> service:A -> end');
    const key = await started(engine, 'found');
    await suspend(engine, key);
    const found = async (status: string) =>
      (await engine.search.cases(ALL, { filter: [{ field: 'status', is: 'eq', value: status }] })).items.map(
        ({ caseKey }) => caseKey,
      );
    expect([await found('suspended'), (await found('active')).includes(key)]).toEqual([[key], false]);
    done(await engine.perform(ALL, key, { type: 'cancelCase' }));
    expect(await openRows(database, key)).toEqual({});
    await expectLogged(engine, key);
  });

  test('its time stands in the history of whatever lived then, with its reason', async () => {
    const { engine, clock } = bench;
    await deployed(engine, 'timed', 'start -> user:A -> user:B -> end');
    const key = await started(engine, 'timed');
    const enabledAt = clock.now();
    clock.pin(enabledAt + HOUR);
    await suspend(engine, key);
    clock.pin(enabledAt + 3 * HOUR);
    await resume(engine, key);
    clock.pin(enabledAt + 4 * HOUR);
    await completed(engine, key, 'A');
    const histories: Record<string, unknown> = {};
    await engine.history(ALL, undefined, (batch) => {
      for (const { caseKey, instances } of batch)
        if (caseKey === key)
          for (const { elementId, suspendedMs, suspensions } of instances) histories[elementId] = { suspendedMs, suspensions };
    });
    const suspensions = [{ reason: 'applicant', fromAt: enabledAt + HOUR, toAt: enabledAt + 3 * HOUR }];
    expect(histories['A']).toEqual({ suspendedMs: 2 * HOUR, suspensions });
    expect(histories['B']).toEqual({ suspendedMs: 0 });
  });

  test('a batch suspends and resumes what a filter finds', async () => {
    const { engine } = bench;
    await deployed(engine, 'many', 'start -> user:A -> end');
    const keys = await Promise.all(Array.from({ length: 5 }, () => started(engine, 'many')));
    const filter = [{ field: 'processId', is: 'eq', value: 'many' }] as const;
    const statuses = () => Promise.all(keys.map((key) => statusOf(engine, key)));
    done(await engine.batches.create(ALL, { plan: { kind: 'suspend', reason: 'legal' }, filter }));
    await engine.fireDue();
    expect(await statuses()).toEqual(keys.map(() => 'suspended'));
    expect(done(await engine.batches.count(ALL, { kind: 'migrate', filter }))).toEqual({ total: 0 });
    expect(done(await engine.batches.count(ALL, { kind: 'cancel', filter }))).toEqual({ total: 5 });
    await resume(engine, keys[0]!);
    expect(done(await engine.batches.create(ALL, { plan: { kind: 'resume' }, filter }))).toMatchObject({ total: 4 });
    await engine.fireDue();
    expect(await statuses()).toEqual(keys.map(() => 'active'));
  });
});

test('of nodes that suspend, complete and fire at once, what a case comes to is one of them, and nothing moves in a suspended one', async () => {
  const shared = await freshDatabase();
  const first = engineOn(shared);
  const second = engineOn(await connect({ url: shared.url }));
  await deployed(
    first.engine,
    'raced',
    'start -> event:which\nwhich -> timer:T(PT1H) -> end:t\nwhich -> message:M(m){key: =id} -> user:A -> end:m',
  );
  const keys = await Promise.all(Array.from({ length: 30 }, (_, index) => started(first.engine, 'raced', { id: `k${index}` })));
  for (const { clock } of [first, second]) clock.pin(clock.now() + HOUR);
  const letters = keys.map((_, index) =>
    second.engine.publishMessage(ALL, { name: 'm', correlationKey: `k${index}`, variables: {}, timeToLiveMs: 0 }),
  );
  const suspensions = keys.map((key) => first.engine.perform(ALL, key, { type: 'suspendCase', reason: 'other' }));
  const [answers] = await Promise.all([Promise.all(suspensions), second.engine.fireDue(), ...letters]);
  for (const [index, key] of keys.entries()) {
    const refused = isRefusal(answers[index]);
    expect([refused, await statusOf(first.engine, key)]).toEqual([refused, refused ? 'completed' : 'suspended']);
    await expectLogged(first.engine, key);
    if (refused) continue;
    const standing = await first.engine.state(ALL, key);
    await Promise.all([first.engine.fireDue(), second.engine.fireDue()]);
    expect(await second.engine.state(ALL, key)).toEqual(standing);
  }
  await Promise.all(
    keys.map((key) => Promise.all([first, second].map(({ engine }) => engine.perform(ALL, key, { type: 'resumeCase' })))),
  );
  await Promise.all([first.engine.fireDue(), second.engine.fireDue()]);
  for (const key of keys) {
    const taskOpen = await taskAt(first.engine, key, 'A').catch(() => undefined);
    expect(await statusOf(first.engine, key)).toBe(taskOpen ? 'active' : 'completed');
    await expectLogged(first.engine, key);
  }
  for (const { engine, faults } of [first, second]) {
    await engine.stop();
    expect(faults).toEqual([]);
  }
  await second.database.close();
  await shared.close();
});
