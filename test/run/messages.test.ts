import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onBothDatabases } from '../support/postgres.ts';
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

onBothDatabases((_name, open) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = engineOn(await open());
    const { engine } = bench;
    await deployed(engine, 'waiter', 'start -> message:Wait(Reply){key: =number} -> user:After -> end');
    await deployed(engine, 'second-waiter', 'start -> message:Wait(Reply){key: =number} -> end');
    await deployed(engine, 'by-message', 'start.message:start(Request) -> user:Handle -> end');
    await deployed(engine, 'thrower', 'start -> throw.message:Tell(Reply){key: =number} -> user:Rest -> end');
    await deployed(engine, 'alarmed', 'start -> signal:Wait(Alarm) -> end');
    await deployed(engine, 'by-signal', 'start.signal:start(Alarm) -> user:Look -> end');
    await deployed(engine, 'alarm', 'start -> throw.signal:Raise(Fire drill) -> end');
    await deployed(engine, 'drilled', 'start -> signal:Wait(Fire drill) -> end');
    await deployed(engine, 'stepwise', 'start -> message:One(Part){key: =number} -> message:Two(Part){key: =number} -> end');
  });
  afterAll(async () => {
    await bench.engine.stop();
    await bench.database.close();
    expect(bench.faults).toEqual([]);
  });
  const publish = (name: string, correlationKey: string, timeToLiveMs = 0, more: object = {}) =>
    bench.engine.publishMessage(ALL, { name, correlationKey, variables: { said: name }, timeToLiveMs, ...more });

  test('a message reaches the case that waits for its key, with its variables', async () => {
    const { engine } = bench;
    const [mine, other] = [await started(engine, 'waiter', { number: 'A1' }), await started(engine, 'waiter', { number: 'A2' })];
    expect(done(await publish('Reply', 'A1')).caseKeys).toEqual([mine]);
    expect(await engine.variables(ALL, mine as never)).toMatchObject({ said: 'Reply' });
    await expect(taskAt(engine, other, 'After')).rejects.toThrow('no open task');
    await expectLogged(engine, mine);
  });

  test('a message reaches each process once: one of two cases of the same, and the other process too', async () => {
    const { engine } = bench;
    const cases = [
      await started(engine, 'waiter', { number: 'B' }),
      await started(engine, 'waiter', { number: 'B' }),
      await started(engine, 'second-waiter', { number: 'B' }),
    ];
    expect(done(await publish('Reply', 'B')).caseKeys.length).toBe(2);
    expect(done(await publish('Reply', 'B')).caseKeys.length).toBe(1);
    expect(done(await publish('Reply', 'B')).caseKeys).toEqual([]);
    for (const key of cases) await expectLogged(engine, key);
  });

  test('a message is kept for its time to live and no longer', async () => {
    const { engine, clock } = bench;
    done(await publish('Reply', 'C', HOUR));
    const early = await started(engine, 'waiter', { number: 'C' });
    expect(await taskAt(engine, early, 'After')).toBeDefined();
    done(await publish('Reply', 'D', HOUR));
    clock.pin(clock.now() + HOUR);
    const late = await started(engine, 'waiter', { number: 'D' });
    await expect(taskAt(engine, late, 'After')).rejects.toThrow('no open task');
    await engine.fireDue();
    expect(await bench.database.knex('messages').select('*')).toEqual([]);
  });

  test('two kept messages go one to each subscription that opens, the older first', async () => {
    const { engine, clock } = bench;
    done(
      await bench.engine.publishMessage(ALL, { name: 'Part', correlationKey: 'E', variables: { part: 1 }, timeToLiveMs: HOUR }),
    );
    clock.pin(clock.now() + 5);
    const caseKey = await started(engine, 'stepwise', { number: 'E' });
    expect(await statusOf(engine, caseKey)).toBe('active');
    expect(await engine.variables(ALL, caseKey as never)).toMatchObject({ part: 1 });
    done(await bench.engine.publishMessage(ALL, { name: 'Part', correlationKey: 'E', variables: { part: 2 }, timeToLiveMs: 0 }));
    await engine.fireDue();
    // The second part reaches the same process by another message, so the claim of the first does not stand in its way.
    expect(await statusOf(engine, caseKey)).toBe('completed');
    await expectLogged(engine, caseKey);
  });

  test('a message id is unique for its name and key while the message lives', async () => {
    const { clock } = bench;
    done(await publish('Unique', 'F', HOUR, { messageId: 'id-1' }));
    expect(await publish('Unique', 'F', HOUR, { messageId: 'id-1' })).toMatchObject({ refused: 'conflict' });
    done(await publish('Unique', 'G', HOUR, { messageId: 'id-1' }));
    clock.pin(clock.now() + HOUR);
    done(await publish('Unique', 'F', HOUR, { messageId: 'id-1' }));
  });

  test('correlating says who was reached, or that nobody waits', async () => {
    const { engine } = bench;
    const caseKey = await started(engine, 'waiter', { number: 'H' });
    const request = { name: 'Reply', correlationKey: 'H', variables: {} };
    expect(await engine.correlateMessage(ALL, request)).toMatchObject({ caseKey });
    expect(await engine.correlateMessage(ALL, request)).toMatchObject({ refused: 'notFound' });
  });

  test('a message with a key starts one case at a time, and the next when that is over', async () => {
    const { engine, database } = bench;
    const [first] = done(await publish('Request', 'J', HOUR)).caseKeys;
    expect(first).toBeDefined();
    expect(done(await publish('Request', 'J', HOUR)).caseKeys).toEqual([]);
    expect(done(await publish('Request', 'K', HOUR)).caseKeys).toHaveLength(1);
    await completed(engine, first as never, 'Handle');
    expect(await openRows(database, first as never)).toEqual({});
    const living = await engine.search.cases(ALL, {
      filter: [
        { field: 'processId', is: 'eq', value: 'by-message' },
        { field: 'status', is: 'eq', value: 'active' },
      ],
    });
    expect(living.total).toBe(2);
    for (const { caseKey } of living.items) await expectLogged(engine, caseKey);
  });

  test('a message without a key starts a case each time', async () => {
    const keys = [...done(await publish('Request', '')).caseKeys, ...done(await publish('Request', '')).caseKeys];
    expect(new Set(keys).size).toBe(2);
  });

  test('a message that a case throws reaches another case', async () => {
    const { engine, database } = bench;
    const waiting = await started(engine, 'waiter', { number: 'L' });
    const throwing = await started(engine, 'thrower', { number: 'L' });
    expect(await taskAt(engine, waiting, 'After')).toBeDefined();
    expect(await taskAt(engine, throwing, 'Rest')).toBeDefined();
    // Distributed, and kept for the hour that a thrown message lives: another process may still want it.
    const kept = await database.knex('messages').where({ correlation_key: 'L' }).select('status');
    expect(kept).toEqual([{ status: 'buffered' }]);
    await expectLogged(engine, waiting);
  });

  test('a signal reaches all who wait and starts what it starts', async () => {
    const { engine } = bench;
    const waiting = [await started(engine, 'alarmed'), await started(engine, 'alarmed'), await started(engine, 'alarmed')];
    await engine.broadcastSignal(ALL, 'Alarm', { loud: true });
    for (const key of waiting) {
      expect(await statusOf(engine, key)).toBe('completed');
      await expectLogged(engine, key);
    }
    expect((await engine.search.cases(ALL, { filter: [{ field: 'processId', is: 'eq', value: 'by-signal' }] })).total).toBe(1);
    const thrown = await started(engine, 'drilled');
    await started(engine, 'alarm');
    expect(await statusOf(engine, thrown)).toBe('completed');
  });

  test('what a node had committed and not delivered when it died is delivered once by the next', async () => {
    const { engine, database, clock } = bench;
    const waiting = await started(engine, 'waiter', { number: 'M' });
    const [place] = await database.knex('subscriptions').where({ correlation_key: 'M' }).select<{ bucket: number }[]>('bucket');
    // What is left of a node that was killed after its step's commit: the message in the outbox, nothing delivered.
    await database.knex('messages').insert({
      bucket: place?.bucket,
      tenant_id: 'city',
      message_key: '999999999999',
      kind: 'message',
      status: 'pending',
      name: 'Reply',
      correlation_key: 'M',
      variables: '{"said":"from the dead"}',
      published_at: new Date(clock.now()).toISOString(),
      expires_at: new Date(clock.now()).toISOString(),
    });
    const next = engineOn(database);
    next.clock.pin(clock.now());
    next.engine.run();
    for (let tries = 0; tries < 500 && (await database.knex('messages').where({ correlation_key: 'M' })).length > 0; tries++)
      await new Promise(setImmediate);
    await next.engine.stop();
    expect(await engine.variables(ALL, waiting as never)).toMatchObject({ said: 'from the dead' });
    expect(next.faults).toEqual([]);
    await expectLogged(engine, waiting);
  });
});
