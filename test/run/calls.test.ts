import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isRefusal } from '../../engine/errors.ts';
import type { CaseKey, CaseRow } from '../../engine/index.ts';
import { modelXml } from '../support/model.ts';
import { onBothDatabases } from '../support/postgres.ts';
import {
  ALL,
  completed,
  deployed,
  done,
  engineOn,
  expectLogged,
  MORNING,
  openRows,
  started,
  statusOf,
  taskAt,
  type Bench,
} from './engine-on.ts';

onBothDatabases((_name, open) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = engineOn(await open(), {
      termProfileOf: () => ({
        id: 'permit',
        legalAct: 'law',
        validFrom: '2020-01-01',
        startsFrom: 'received',
        days: 20,
        unit: 'working',
        suspensionGrounds: [],
        restartsOnClarification: false,
      }),
    });
    const { engine } = bench;
    await deployed(engine, 'child', 'start -> user:Do -> end');
    await deployed(engine, 'caller', 'start -> call:Ask(child) -> user:After -> end');
    await deployed(engine, 'grandcaller', 'start -> call:Ask(caller) -> end');
  });
  afterAll(async () => {
    await bench.engine.stop();
    await bench.database.close();
    expect(bench.faults).toEqual([]);
  });

  const calledBy = async (callerCaseKey: CaseKey): Promise<readonly CaseRow[]> =>
    (await bench.engine.search.cases(ALL, { filter: [{ field: 'callerCaseKey', is: 'eq', value: callerCaseKey }], limit: 2_000 }))
      .items;
  const onlyCalledBy = async (callerCaseKey: CaseKey): Promise<CaseKey> => {
    const [only, ...others] = await calledBy(callerCaseKey);
    expect(others).toEqual([]);
    if (!only) throw new Error(`case ${callerCaseKey} has called none`);
    return only.caseKey;
  };
  /** Lets everything that steps have caused elsewhere come to its end. */
  const settled = () => bench.engine.fireDue();
  const incidentsOf = async (caseKey: CaseKey) =>
    (
      await bench.engine.search.incidents(ALL, {
        filter: [
          { field: 'caseKey', is: 'eq', value: caseKey },
          { field: 'resolvedAt', is: 'exists', value: false },
        ],
      })
    ).items;
  const mailLeft = async () => bench.database.knex('case_mail').select('*');

  test('a call activity starts a case with its variables and dimensions and goes on with what that one brings', async () => {
    const { engine, database } = bench;
    const dimensions = { caseNumber: 'A-1', unit: 'desk', service: 'permit', receivedAt: MORNING };
    const answer = done(await engine.start(ALL, { definition: { processId: 'caller' }, variables: { who: 'ona' }, dimensions }));
    const caller = answer.caseKey;
    expect((await engine.state(ALL, caller))?.term).toBeDefined();
    const called = await onlyCalledBy(caller);
    const state = await engine.state(ALL, called);
    expect(state).toMatchObject({ dimensions, status: 'active', caller: { caseKey: caller, rootCaseKey: caller, depth: 1 } });
    expect(state?.term).toBeUndefined();
    expect(await engine.variables(ALL, called as never)).toEqual({ who: 'ona' });
    const { items } = await engine.search.elementInstances(ALL, {
      filter: [{ field: 'calledCaseKey', is: 'eq', value: called }],
    });
    expect(items.map(({ caseKey, elementId, status }) => [caseKey, elementId, status])).toEqual([[caller, 'Ask', 'active']]);
    await completed(engine, called, 'Do', { result: 42 });
    await settled();
    expect(await engine.variables(ALL, caller as never)).toEqual({ who: 'ona', result: 42 });
    await completed(engine, caller, 'After');
    expect([await statusOf(engine, caller), await statusOf(engine, called)]).toEqual(['completed', 'completed']);
    // What the calling step knew stays on the row when later steps write it.
    expect(
      (await engine.search.elementInstances(ALL, { filter: [{ field: 'calledCaseKey', is: 'eq', value: called }] })).total,
    ).toBe(1);
    for (const key of [caller, called]) {
      await expectLogged(engine, key);
      expect(await openRows(database, key)).toEqual({});
    }
    expect(await mailLeft()).toEqual([]);
  });

  test('calls of calls are one tree: its path can be told and searched, and cancelling the top ends all of it', async () => {
    const { engine, database } = bench;
    const top = await started(engine, 'grandcaller');
    await settled();
    const middle = await onlyCalledBy(top);
    const bottom = await onlyCalledBy(middle);
    const path = await engine.callHierarchy(ALL, bottom);
    expect(path?.map(({ caseKey, processId }) => [caseKey, processId])).toEqual([
      [top, 'grandcaller'],
      [middle, 'caller'],
      [bottom, 'child'],
    ]);
    expect(await engine.callHierarchy({ tenantId: 'elsewhere', units: 'all' }, bottom)).toBeUndefined();
    const below = await engine.search.cases(ALL, { filter: [{ field: 'rootCaseKey', is: 'eq', value: top }] });
    expect(below.items.map(({ caseKey }) => caseKey)).toEqual([middle, bottom]);
    expect(await engine.perform(ALL, bottom, { type: 'cancelCase' })).toMatchObject({ refused: 'conflict' });
    done(await engine.perform(ALL, top, { type: 'cancelCase' }));
    await settled();
    for (const key of [top, middle, bottom]) {
      expect(await statusOf(engine, key)).toBe('cancelled');
      expect(await openRows(database, key)).toEqual({});
      await expectLogged(engine, key);
    }
    expect(await mailLeft()).toEqual([]);
  });

  test('an error that a called case ends with is caught at the call, else an incident there', async () => {
    const { engine } = bench;
    await deployed(engine, 'failing', 'start -> error:Bad(E1)');
    await deployed(engine, 'careful', 'start -> call:Ask(failing) -> end\nAsk ! error(E1) -> user:Mend -> end:mended');
    await deployed(engine, 'careless', 'start -> call:Ask(failing) -> end');
    const [careful, careless] = [await started(engine, 'careful'), await started(engine, 'careless')];
    await settled();
    expect(await taskAt(engine, careful, 'Mend')).toBeDefined();
    expect(await incidentsOf(careless)).toMatchObject([{ kind: 'unhandledError', elementId: 'Ask' }]);
    expect(await statusOf(engine, await onlyCalledBy(careful))).toBe('cancelled');
    for (const key of [careful, careless]) await expectLogged(engine, key);
  });

  test('an escalation reaches the caller before the completion that follows it', async () => {
    const { engine } = bench;
    await deployed(engine, 'loud', 'start -> throw.escalation:Cry(X) -> end');
    await deployed(
      engine,
      'hearing',
      'start -> call:Ask(loud) -> user:After -> end\nAsk ~ escalation(X) -> user:Heard -> end:heard',
    );
    const key = await started(engine, 'hearing');
    await settled();
    expect(await taskAt(engine, key, 'Heard')).toBeDefined();
    expect(await taskAt(engine, key, 'After')).toBeDefined();
    await expectLogged(engine, key);
  });

  test('what a dead node had left of one case for another is brought in the order in which it was sent', async () => {
    const { engine, database, clock } = bench;
    await deployed(
      engine,
      'patient',
      'start -> call:Ask(child) -> user:After -> end\nAsk ~ escalation(X) -> user:Heard -> end:heard',
    );
    const caller = await started(engine, 'patient');
    const called = await onlyCalledBy(caller);
    const state = await engine.state(ALL, caller);
    const elementInstanceKey = Object.values(state?.instances ?? {}).find(({ calledCaseKey }) => calledCaseKey === called)?.key;
    const left = (number: number, command: object, retryAt: number) => ({
      bucket: Number(BigInt(called) & 255n),
      tenant_id: 'city',
      case_key: called,
      version: 900,
      number,
      to_case_key: caller,
      effect: JSON.stringify({ type: 'tellCase', caseKey: caller, command: { elementInstanceKey, variables: {}, ...command } }),
      sent_at: new Date(clock.now()).toISOString(),
      failures: 0,
      retry_at: new Date(retryAt).toISOString(),
    });
    // The later one is named first.
    await database
      .knex('case_mail')
      .insert([
        left(0, { type: 'calledThrew', kind: 'escalation', code: 'X' }, clock.now()),
        left(1, { type: 'calledCompleted' }, clock.now() - 1_000),
      ]);
    const next = engineOn(database);
    next.clock.pin(clock.now());
    next.engine.run();
    while ((await mailLeft()).length > 0) await new Promise(setImmediate);
    await next.engine.stop();
    expect(next.faults).toEqual([]);
    expect(await taskAt(engine, caller, 'Heard')).toBeDefined();
    expect(await taskAt(engine, caller, 'After')).toBeDefined();
    await expectLogged(engine, caller);
  });

  test('an interrupting boundary event of the call ends the called case', async () => {
    const { engine, clock, database } = bench;
    await deployed(engine, 'hasty', 'start -> call:Ask(child) -> end\nAsk ! timer:Late(PT1H) -> end:late');
    const key = await started(engine, 'hasty');
    const called = await onlyCalledBy(key);
    clock.pin(clock.now() + 3_600_000);
    await settled();
    expect([await statusOf(engine, key), await statusOf(engine, called)]).toEqual(['completed', 'cancelled']);
    expect(await openRows(database, called)).toEqual({});
  });

  test('a process that is not there is an incident in words, and is called when it has been deployed', async () => {
    const { engine } = bench;
    const resources = [{ name: 'hopeful.bpmn', content: modelXml('start -> call:Ask(later) -> end', { id: 'hopeful' }) }];
    const deployment = await engine.deploy(ALL, { resources });
    expect(deployment.findings).toMatchObject([{ rule: 'called-process-not-found', severity: 'warning', element: 'Ask' }]);
    const key = await started(engine, 'hopeful');
    await settled();
    const [incident] = await incidentsOf(key);
    expect(incident).toMatchObject({
      kind: 'calledProcess',
      message: "process 'later' is called, but it is not deployed; deploy it and try again",
    });
    await deployed(engine, 'later', 'start -> user:Do -> end');
    done(await engine.perform(ALL, key, { type: 'resolveIncident', incidentKey: incident?.key as never }));
    await settled();
    await completed(engine, await onlyCalledBy(key), 'Do');
    await settled();
    expect(await statusOf(engine, key)).toBe('completed');
    await expectLogged(engine, key);
  });

  test('a process that begins only by a message cannot be called', async () => {
    const { engine } = bench;
    await deployed(engine, 'only-by-message', 'start.message:start(Come) -> end');
    await deployed(engine, 'mistaken', 'start -> call:Ask(only-by-message) -> end');
    const key = await started(engine, 'mistaken');
    await settled();
    expect(await incidentsOf(key)).toMatchObject([{ kind: 'calledProcess', message: expect.stringContaining('no start event') }]);
    expect(await calledBy(key)).toEqual([]);
  });

  test('sixteen calls in a row are allowed, the seventeenth is an incident named for it', async () => {
    const { engine } = bench;
    await deployed(
      engine,
      'deep',
      `start -> xor:go
       go -> call:Again(deep){in n: =n + 1; in depth: =depth} [n < depth] -> end
       go -> end:bottom [default]`,
    );
    const allowed = await started(engine, 'deep', { n: 0, depth: 16 });
    await settled();
    const below = await engine.search.cases(ALL, { filter: [{ field: 'rootCaseKey', is: 'eq', value: allowed }] });
    expect([below.total, await statusOf(engine, allowed)]).toEqual([16, 'completed']);
    const tooDeep = await started(engine, 'deep', { n: 0, depth: 17 });
    await settled();
    const stuck = await engine.search.incidents(ALL, { filter: [{ field: 'kind', is: 'eq', value: 'limit' }] });
    expect(stuck.items.map(({ elementId }) => elementId)).toEqual(['Again']);
    const path = await engine.callHierarchy(ALL, stuck.items[0]?.caseKey as never);
    expect([path?.length, path?.[0]?.caseKey]).toEqual([17, tooDeep]);
  });

  test('a called version is the latest, the one with the tag, or that of the deployment', async () => {
    const { engine } = bench;
    const model = (id: string, arrows: string, versionTag?: string) => {
      return { name: `${id}.bpmn`, content: modelXml(arrows, { id, ...(versionTag === undefined ? {} : { versionTag }) }) };
    };
    const deploy = async (...resources: ReturnType<typeof model>[]) => {
      const answer = await engine.deploy(ALL, { resources });
      if (!('deploymentKey' in answer)) throw new Error(JSON.stringify(answer.findings));
      return answer.definitions.map(({ processId, version, isNew }) => [processId, version, isNew]);
    };
    const bound = model('bound', 'start -> call:Ask(part){binding: deployment} -> end');
    const part = (text: string, tag?: string) => model('part', `start -> user:${text} -> end`, tag);
    expect(await deploy(bound, part('One', 'first'))).toEqual([
      ['bound', 1, true],
      ['part', 1, true],
    ]);
    await deploy(part('Two'));
    await deploy(
      model('newest', 'start -> call:Ask(part) -> end'),
      model('tagged', 'start -> call:Ask(part){binding: versionTag first} -> end'),
    );
    const version = async (processId: string) => {
      const key = await started(engine, processId);
      await settled();
      return (await calledBy(key)).map((row) => row.processVersion);
    };
    expect([await version('bound'), await version('newest'), await version('tagged')]).toEqual([[1], [2], [1]]);
    // Deployed again with another version of what it calls: a new version of the caller too, though its own bytes are the same.
    expect(await deploy(bound, part('Two'))).toEqual([
      ['bound', 2, true],
      ['part', 2, false],
    ]);
    expect(await version('bound')).toEqual([2]);
    expect(await deploy(bound, part('Two'))).toEqual([
      ['bound', 2, false],
      ['part', 2, false],
    ]);
    const alone = await engine.deploy(ALL, {
      resources: [model('alone', 'start -> call:Ask(absent){binding: deployment} -> end')],
    });
    expect('deploymentKey' in alone ? [] : alone.findings).toMatchObject([
      { rule: 'called-process-not-found', severity: 'error' },
    ]);
  });

  test('a call in parallel over a list makes a case for each item and collects what they bring in order', async () => {
    const { engine } = bench;
    await deployed(engine, 'double', 'start -> script:Double{feel: =item * 2; result: result} -> end');
    await deployed(
      engine,
      'many',
      'start -> call:Each(double){each: item in =items; collect: results from =result} -> user:After -> end',
    );
    const items = Array.from({ length: 50 }, (_, index) => index);
    const key = await started(engine, 'many', { items });
    await settled();
    expect(await taskAt(engine, key, 'After')).toBeDefined();
    expect(await engine.variables(ALL, key as never)).toMatchObject({ results: items.map((item) => item * 2) });
    const cases = await calledBy(key);
    expect([cases.length, new Set(cases.map(({ caseKey }) => caseKey)).size]).toEqual([50, 50]);
    expect(cases.every(({ caseKey }) => BigInt(caseKey) % 256n === BigInt(key) % 256n)).toBe(true);
    const counts = await engine.statistics(ALL, { caseKey: key });
    expect(counts?.find(({ elementId }) => elementId === 'Each')).toMatchObject({ active: 0, completed: 50, cancelled: 0 });
    await expectLogged(engine, key);
  });

  test('a node that has no number at hand in a step takes some and takes the step again', async () => {
    const { engine, database } = bench;
    await deployed(engine, 'calls-later', 'start -> user:First -> call:Each(child){each: item in =items} -> end');
    const key = await started(engine, 'calls-later', { items: [1, 2, 3] });
    const taskKey = await taskAt(engine, key, 'First');
    const fresh = engineOn(database);
    done(await fresh.engine.perform(ALL, key, { type: 'completeTask', taskKey, variables: {} }));
    await fresh.engine.stop();
    expect(fresh.faults).toEqual([]);
    expect((await calledBy(key)).length).toBe(3);
    await expectLogged(engine, key);
  });

  test('a global task is a process that can be called', async () => {
    const { engine } = bench;
    await deployed(engine, 'asks-globally', 'start -> call:Ask(Review) -> end\nglobal.user:Review{groups: desk}');
    const key = await started(engine, 'asks-globally');
    await settled();
    const called = await onlyCalledBy(key);
    await completed(engine, called, 'Review.task');
    await settled();
    expect([await statusOf(engine, key), await statusOf(engine, called)]).toEqual(['completed', 'completed']);
  });

  test('the flows that a case has taken, and how often each element was reached', async () => {
    const { engine } = bench;
    await deployed(
      engine,
      'shaped',
      `start -> and:fork
       fork -> user:A -> and:join
       fork -> user:B -> join
       join -> user:C -> end
       C ! message:Stop(Stop){key: =id} -> end:stopped`,
    );
    const keys = [await started(engine, 'shaped', { id: 's1' }), await started(engine, 'shaped', { id: 's2' })];
    for (const key of keys) await completed(engine, key, 'A');
    const [key] = keys as [CaseKey];
    expect(await engine.takenFlows(ALL, key)).toEqual(['A--join', 'fork--A', 'fork--B', 'start--fork']);
    await completed(engine, key, 'B');
    expect(await engine.takenFlows(ALL, key)).toEqual(['A--join', 'B--join', 'fork--A', 'fork--B', 'join--C', 'start--fork']);
    const subscriptions = await engine.search.messageSubscriptions(ALL, { filter: [{ field: 'caseKey', is: 'eq', value: key }] });
    expect(subscriptions.items).toMatchObject([{ elementId: 'Stop', name: 'Stop', correlationKey: 's1', processId: 'shaped' }]);
    done(await engine.publishMessage(ALL, { name: 'Stop', correlationKey: 's1', variables: {}, timeToLiveMs: 0 }));
    const { definitionKey = '' } = (await engine.state(ALL, key)) ?? {};
    const counts = await engine.statistics(ALL, { definitionKey: definitionKey as never });
    const row = (elementId: string) => counts?.find((one) => one.elementId === elementId);
    expect(row('A')).toEqual({ elementId: 'A', active: 0, completed: 2, cancelled: 0, incidents: 0 });
    expect(row('B')).toEqual({ elementId: 'B', active: 1, completed: 1, cancelled: 0, incidents: 0 });
    expect(row('C')).toEqual({ elementId: 'C', active: 0, completed: 0, cancelled: 1, incidents: 0 });
    expect(counts?.some(({ elementId }) => elementId === 'shaped')).toBe(false);
    const only = await engine.statistics(ALL, {
      definitionKey: definitionKey as never,
      filter: [{ field: 'status', is: 'eq', value: 'active' }],
    });
    expect(only?.find(({ elementId }) => elementId === 'A')?.completed).toBe(1);
    const unseen = await engine.statistics({ tenantId: 'city', units: ['nowhere'] }, { definitionKey: definitionKey as never });
    expect(unseen).toEqual([]);
    expect(isRefusal(await engine.perform(ALL, key, { type: 'cancelCase' }))).toBe(true);
  });
});
