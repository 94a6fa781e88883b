import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isRefusal } from '../../engine/errors.ts';
import type { CaseKey, DefinitionKey, ElementInstanceKey } from '../../engine/index.ts';
import { modelXml } from '../support/model.ts';
import { onBothDatabases } from '../support/postgres.ts';
import {
  ALL,
  type Bench,
  completed,
  deployed,
  done,
  engineOn,
  expectLogged,
  HOUR,
  MORNING,
  openRows,
  started,
  statusOf,
  taskAt,
} from './engine-on.ts';

const OLD = `
  start -> user:Check -> message:Paid(paid){key: =number} -> end
  Check ~ timer:Late(PT4H) -> user:Chase -> end:chased
`;
const NEW = `
  start -> user:Examine -> message:Settled(paid){key: =number} -> user:Sign -> end
  Examine ~ timer:TooLate(PT9H) -> user:Remind -> end:reminded
`;
const MAPPING = { Check: 'Examine', Late: 'TooLate', Paid: 'Settled', 'Check--Paid': 'Examine--Settled' };

onBothDatabases((_name, open) => {
  let bench: Bench;
  let fresh: DefinitionKey;
  let old: DefinitionKey;
  beforeAll(async () => {
    bench = engineOn(await open());
    await deployed(bench.engine, 'old', OLD);
    await deployed(bench.engine, 'fresh', NEW);
    old = await keyOf('old');
    fresh = await keyOf('fresh');
  });
  afterAll(async () => {
    await bench.engine.stop();
    await bench.database.close();
    expect(bench.faults).toEqual([]);
  });

  const keyOf = async (processId: string): Promise<DefinitionKey> => {
    const { items } = await bench.engine.search.definitions(ALL, {
      filter: [{ field: 'processId', is: 'eq', value: processId }],
    });
    return items.at(-1)!.definitionKey;
  };
  const ofCase = (caseKey: CaseKey) => ({ filter: [{ field: 'caseKey', is: 'eq', value: caseKey }] as const });
  const standsAt = async (caseKey: CaseKey) =>
    (
      await bench.engine.search.elementInstances(ALL, {
        filter: [...ofCase(caseKey).filter, { field: 'endedAt', is: 'exists', value: false }],
        sort: [{ field: 'key', order: 'asc' }],
      })
    ).items.map(({ elementId, definitionKey }) => [elementId, definitionKey]);

  test('a migrated case is of the other version in every row that is still open, and what it waits for leads there', async () => {
    const { engine, clock } = bench;
    const caseKey = await started(engine, 'old', { number: 'N1' });
    const taskKey = await taskAt(engine, caseKey, 'Check');
    const {
      items: [timer],
    } = await engine.search.timers(ALL, ofCase(caseKey));
    done(await engine.migrate(ALL, caseKey, { definitionKey: fresh, elements: MAPPING }));
    expect((await engine.search.cases(ALL, ofCase(caseKey))).items).toMatchObject([{ definitionKey: fresh, processId: 'fresh' }]);
    expect(await standsAt(caseKey)).toEqual([
      ['fresh', fresh],
      ['Examine', fresh],
    ]);
    expect((await engine.search.tasks(ALL, ofCase(caseKey))).items).toMatchObject([
      { key: taskKey, elementId: 'Examine', processId: 'fresh' },
    ]);
    expect((await engine.search.timers(ALL, ofCase(caseKey))).items).toEqual([
      { ...timer, elementId: 'TooLate', elementName: 'TooLate', definitionKey: fresh, processId: 'fresh', processName: 'fresh' },
    ]);
    await expectLogged(engine, caseKey);
    clock.pin(MORNING + 5 * HOUR);
    await engine.fireDue();
    clock.pin(MORNING);
    await taskAt(engine, caseKey, 'Remind');
    await completed(engine, caseKey, 'Remind');
    await completed(engine, caseKey, 'Examine');
    const {
      items: [awaited],
    } = await engine.search.messageSubscriptions(ALL, ofCase(caseKey));
    expect(awaited).toMatchObject({ elementId: 'Settled', processId: 'fresh', name: 'paid' });
    done(await engine.correlateMessage(ALL, { name: 'paid', correlationKey: 'N1', variables: {} }));
    await completed(engine, caseKey, 'Sign');
    expect(await statusOf(engine, caseKey)).toBe('completed');
    expect(await openRows(bench.database, caseKey)).toEqual({});
    await expectLogged(engine, caseKey);
  });

  test('a subscription goes along and gets its message in the other version', async () => {
    const { engine } = bench;
    const caseKey = await started(engine, 'old', { number: 'N2' });
    await completed(engine, caseKey, 'Check');
    done(await engine.migrate(ALL, caseKey, { definitionKey: fresh, elements: MAPPING }));
    expect((await engine.search.messageSubscriptions(ALL, ofCase(caseKey))).items).toMatchObject([
      { elementId: 'Settled', elementKind: 'intermediateCatchEvent', definitionKey: fresh },
    ]);
    const rows: unknown = await bench.database.knex('subscriptions').where({ case_key: caseKey }).select('process_id', 'target');
    expect(rows).toEqual([{ process_id: 'fresh', target: 'Settled' }]);
    done(await engine.correlateMessage(ALL, { name: 'paid', correlationKey: 'N2', variables: {} }));
    await taskAt(engine, caseKey, 'Sign');
  });

  test('a refused migration says everything that stands in the way and changes nothing; a dry run changes nothing either', async () => {
    const { engine } = bench;
    const caseKey = await started(engine, 'old', { number: 'N3' });
    const before = await engine.state(ALL, caseKey);
    const refused = await engine.migrate(ALL, caseKey, { definitionKey: fresh, elements: { Nothing: 'Sign', Late: 'Nowhere' } });
    if (!isRefusal(refused)) throw new Error('it was not refused');
    expect(refused.refused).toBe('invalid');
    for (const fault of ["no element 'Nothing'", "no element 'Nowhere'", "'Check' has no counterpart"])
      expect(refused.message).toContain(fault);
    expect(await engine.migrate(ALL, caseKey, { definitionKey: fresh, elements: MAPPING, dryRun: true })).toEqual({
      caseKey,
      version: before?.version,
    });
    expect(await engine.state(ALL, caseKey)).toEqual(before);
    expect(await engine.migrate(ALL, caseKey, { definitionKey: '9' as DefinitionKey })).toMatchObject({ refused: 'notFound' });
    expect(await engine.migrate({ ...ALL, tenantId: 'elsewhere' }, caseKey, { definitionKey: fresh })).toMatchObject({
      refused: 'notFound',
    });
    expect(await engine.migrate({ ...ALL, units: ['nobody'] }, caseKey, { definitionKey: fresh })).toMatchObject({
      refused: 'notFound',
    });
    done(await engine.perform(ALL, caseKey, { type: 'cancelCase' }));
    expect(await engine.migrate(ALL, caseKey, { definitionKey: fresh, elements: MAPPING })).toMatchObject({
      refused: 'conflict',
    });
  });

  test('an incident and a job go along, and the version before counts only what has ended in it', async () => {
    const { engine } = bench;
    await deployed(engine, 'work', 'start -> user:A -> service:Send{job: post} -> end');
    await deployed(engine, 'works', 'start -> service:Post{job: post} -> end');
    const from = await keyOf('work');
    const to = await keyOf('works');
    const caseKey = await started(engine, 'work');
    await completed(engine, caseKey, 'A');
    const [job] = await engine.activateJobs(ALL, {
      type: 'post',
      worker: 'w',
      maxJobs: 1,
      timeoutMs: 1_000,
      tenantIds: ['city'],
    });
    const failed = { type: 'failJob', jobKey: job!.key, retries: 0, message: 'down', backOffMs: 0, variables: {} } as const;
    done(await engine.perform(ALL, caseKey, failed));
    done(await engine.migrate(ALL, caseKey, { definitionKey: to, elements: { Send: 'Post' } }));
    const {
      items: [incident],
    } = await engine.search.incidents(ALL, ofCase(caseKey));
    expect(incident).toMatchObject({ elementId: 'Post', definitionKey: to, message: 'down' });
    expect(await engine.statistics(ALL, { definitionKey: to })).toEqual([
      { elementId: 'Post', active: 1, completed: 0, cancelled: 0, incidents: 1 },
    ]);
    expect((await engine.statistics(ALL, { definitionKey: from }))?.map(({ elementId }) => elementId)).toEqual(['A', 'start']);
    done(await engine.perform(ALL, caseKey, { type: 'resolveIncident', incidentKey: incident!.key }));
    const [again] = await engine.activateJobs(ALL, {
      type: 'post',
      worker: 'w',
      maxJobs: 1,
      timeoutMs: 1_000,
      tenantIds: ['city'],
    });
    expect(again).toMatchObject({ elementId: 'Post', processId: 'works' });
    done(await engine.perform(ALL, caseKey, { type: 'completeJob', jobKey: again!.key, variables: {} }));
    expect(await statusOf(engine, caseKey)).toBe('completed');
  });

  test('a case that a message started gives its key back to the process that it leaves', async () => {
    const { engine } = bench;
    await deployed(engine, 'inbox', 'start.message:In(mail) -> user:Read -> end');
    await deployed(engine, 'archive', 'start -> user:Read -> end');
    const message = { name: 'mail', correlationKey: 'L', variables: {}, timeToLiveMs: 0 };
    const first = done(await engine.publishMessage(ALL, message)).caseKeys;
    expect(done(await engine.publishMessage(ALL, message)).caseKeys).toEqual([]);
    done(await engine.migrate(ALL, first[0]!, { definitionKey: await keyOf('archive') }));
    const [second] = done(await engine.publishMessage(ALL, message)).caseKeys;
    expect(second).not.toBe(undefined);
    await completed(engine, first[0]!, 'Read');
    expect(done(await engine.publishMessage(ALL, message)).caseKeys).toEqual([]);
    await completed(engine, second!, 'Read');
  });

  test('a case may begin at elements that are named, one in a sub-process, and is refused like a modification', async () => {
    const { engine } = bench;
    await deployed(engine, 'deep', 'start -> user:A -> sub:S -> end\nS {\n start -> user:B -> user:C -> end\n}');
    const begin = (...elements: string[]) =>
      engine.start(ALL, {
        definition: { processId: 'deep' },
        variables: { n: 1 },
        activate: elements.map((elementId) => ({ elementId })),
        tags: ['urgent', 'x:1'],
      });
    const { caseKey } = done(await begin('C'));
    expect((await standsAt(caseKey)).map(([id]) => id)).toEqual(['deep', 'S', 'C']);
    expect((await engine.search.cases(ALL, ofCase(caseKey))).items[0]?.tags).toEqual(['urgent', 'x:1']);
    await completed(engine, caseKey, 'C');
    expect(await statusOf(engine, caseKey)).toBe('completed');
    await expectLogged(engine, caseKey);
    const count = (await engine.search.cases(ALL, {})).total;
    expect(await begin('nowhere')).toMatchObject({ refused: 'invalid', message: expect.stringContaining("'nowhere'") });
    expect(await begin('A', 'start')).toMatchObject({ refused: 'invalid', message: expect.stringContaining('start event') });
    expect((await engine.search.cases(ALL, {})).total).toBe(count);
    const { items } = await engine.search.cases(ALL, {
      filter: [
        { field: 'tags', is: 'eq', value: 'urgent' },
        { field: 'tags', is: 'eq', value: 'x:1' },
      ],
    });
    expect(items.map((row) => row.caseKey)).toEqual([caseKey]);
  });

  test('a change by hand goes through the engine; what it would leave of a called case is its caller’s matter', async () => {
    const { engine } = bench;
    await deployed(engine, 'child', 'start -> user:Do -> user:Then -> end');
    await deployed(engine, 'caller', 'start -> call:Ask(child) -> end');
    const caseKey = await started(engine, 'caller');
    await engine.fireDue();
    const filter = [{ field: 'callerCaseKey', is: 'eq', value: caseKey }] as const;
    const {
      items: [child],
    } = await engine.search.cases(ALL, { filter });
    const { items } = await engine.search.elementInstances(ALL, {
      filter: [...ofCase(child!.caseKey).filter, { field: 'elementId', is: 'eq', value: 'Do' }],
    });
    const key = items[0]!.key;
    const end = { type: 'modifyCase', activate: [], terminate: [key], move: [] } as const;
    expect(await engine.refusalOf(ALL, child!.caseKey, end)).toMatchObject({ refused: 'conflict' });
    expect(await engine.perform(ALL, child!.caseKey, end)).toMatchObject({
      refused: 'conflict',
      message: expect.stringContaining(caseKey),
    });
    const go = {
      type: 'modifyCase',
      activate: [],
      terminate: [],
      move: [{ key, to: 'Then' }],
      variables: { by: 'hand' },
    } as const;
    expect(await engine.refusalOf(ALL, child!.caseKey, go)).toBeUndefined();
    done(await engine.perform(ALL, child!.caseKey, go));
    expect(await engine.variables(ALL, child!.caseKey as string as ElementInstanceKey)).toMatchObject({ by: 'hand' });
    await completed(engine, child!.caseKey, 'Then');
    await engine.fireDue();
    expect(await statusOf(engine, caseKey)).toBe('completed');
    const bad = {
      type: 'modifyCase',
      activate: [{ elementId: 'Then', variables: { Then: { x: '\0' } } }],
      terminate: [],
      move: [],
    } as const;
    expect(await engine.perform(ALL, child!.caseKey, bad)).toMatchObject({ refused: 'invalid' });
  });

  test('an old case can be taken to the newest version of its own process', async () => {
    const { engine } = bench;
    const caseKey = await started(engine, 'old', { number: 'N9' });
    const xml = modelXml(OLD.replace('-> end\n', '-> user:More -> end\n'), { id: 'old' });
    await engine.deploy(ALL, { resources: [{ name: 'old.bpmn', content: xml }] });
    const newest = await keyOf('old');
    expect(newest).not.toBe(old);
    done(await engine.migrate(ALL, caseKey, { definitionKey: newest }));
    await completed(engine, caseKey, 'Check');
    done(await engine.correlateMessage(ALL, { name: 'paid', correlationKey: 'N9', variables: {} }));
    await taskAt(engine, caseKey, 'More');
  });

  test('a case is not taken to a version that has been deleted, alone, on trial or by a batch', async () => {
    const { engine } = bench;
    await deployed(engine, 'kept', 'start -> user:Check -> end');
    const caseKey = await started(engine, 'kept');
    await deployed(engine, 'kept', 'start -> user:Check -> user:Sign -> end');
    const gone = await keyOf('kept');
    const other = await started(engine, 'old', { number: 'N10' });
    expect(isRefusal(await engine.migrate(ALL, caseKey, { definitionKey: gone, dryRun: true }))).toBe(false);
    const plan = { kind: 'migrate', definitionKey: gone, elements: {} } as const;
    const ofKept = [{ field: 'processId', is: 'eq', value: 'kept' }] as const;
    const { batchKey } = done(await engine.batches.create(ALL, { plan, filter: ofKept }));
    expect(await engine.deleteDefinition(ALL, gone)).toBeUndefined();
    const message = `version 2 of process 'kept' has been deleted; choose another version`;
    const refusal = { refused: 'conflict', message };
    for (const dryRun of [true, false])
      expect(await engine.migrate(ALL, caseKey, { definitionKey: gone, dryRun })).toMatchObject(refusal);
    expect(await engine.migrate(ALL, other, { definitionKey: gone, elements: { Check: 'Nothing' } })).toMatchObject(refusal);
    expect(await engine.batches.create(ALL, { plan, filter: ofKept })).toMatchObject(refusal);
    await engine.fireDue();
    const { items } = await engine.search.batchItems(ALL, { filter: [{ field: 'batchKey', is: 'eq', value: batchKey }] });
    expect(items).toMatchObject([{ caseKey, status: 'failed', message }]);
    await completed(engine, caseKey, 'Check');
    expect(await statusOf(engine, caseKey)).toBe('completed');
  });
});
