import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ElementInstanceKey, ProcessDefinitionKey, ProcessInstanceKey } from '@camunda8/orchestration-cluster-api';
import { AT_ONCE, camundaSide, deployArrows, elementId, fieldsOf, processId, refusalOf, sendRaw, type Side } from './client.ts';

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
});
afterAll(() => side.stop());

type InstanceKey = ReturnType<typeof ProcessInstanceKey.assumeExists>;

const started = async (id: string, more: object = {}) =>
  (await side.camunda.createProcessInstance({ processDefinitionId: processId(id), ...more })).processInstanceKey;
/** Where it stands, in the order of keys: element ids with their types. */
const living = async (processInstanceKey: InstanceKey) => {
  const { items = [] } = await side.camunda.searchElementInstances(
    { filter: { processInstanceKey, state: 'ACTIVE' }, sort: [{ field: 'elementInstanceKey' }] },
    AT_ONCE,
  );
  return items.filter(({ type }) => type !== 'PROCESS');
};
const standsAt = async (key: InstanceKey) => (await living(key)).map((one) => one.elementId as string);
const keyAt = async (key: InstanceKey, id: string) => {
  const found = (await living(key)).find((one) => (one.elementId as string) === id);
  if (found === undefined) throw new Error(`nothing stands at ${id}`);
  return found.elementInstanceKey;
};
const nobody = ProcessInstanceKey.assumeExists('4294967296');

describe('modification', () => {
  const MODEL = `
    start -> user:A -> sub:S -> end
    S {
      start -> user:B -> user:C -> end
    }
  `;
  beforeAll(() => deployArrows(side.camunda, MODEL, { id: 'modified' }));

  test('activates with variables of each scope and terminates', async () => {
    const { camunda } = side;
    const processInstanceKey = await started('modified');
    await camunda.modifyProcessInstance({
      processInstanceKey,
      activateInstructions: [
        {
          elementId: elementId('C'),
          variableInstructions: [{ variables: { all: 1 } }, { variables: { mine: 2 }, scopeId: 'S' }],
        },
      ],
      terminateInstructions: [{ elementInstanceKey: await keyAt(processInstanceKey, 'A') }],
    });
    expect(await standsAt(processInstanceKey)).toEqual(['S', 'C']);
    const scopeKey = await keyAt(processInstanceKey, 'S');
    const { items } = await camunda.searchVariables({ filter: { processInstanceKey } }, AT_ONCE);
    expect(items.map(({ name, value, scopeKey: at }) => [name, value, at as string]).sort()).toEqual([
      ['all', '1', processInstanceKey],
      ['mine', '2', scopeKey],
    ]);
    const ancestorElementInstanceKey = scopeKey;
    await camunda.modifyProcessInstance({
      processInstanceKey,
      activateInstructions: [{ elementId: elementId('B'), ancestorElementInstanceKey }],
    });
    expect(await standsAt(processInstanceKey)).toEqual(['S', 'C', 'B']);
  });

  test('is refused in Camunda’s words, and then nothing has moved', async () => {
    const { camunda } = side;
    const processInstanceKey = await started('modified');
    const modify = (more: object, key = processInstanceKey) =>
      refusalOf(camunda.modifyProcessInstance({ processInstanceKey: key, ...more }));
    const missing = ElementInstanceKey.assumeExists('99');
    for (const [instructions, words] of [
      [{ activateInstructions: [{ elementId: elementId('Z') }] }, "no element 'Z'"],
      [{ activateInstructions: [{ elementId: elementId('start') }] }, 'start event'],
      [{ terminateInstructions: [{ elementInstanceKey: missing }] }, 'no living element instance 99'],
      [{}, 'nothing to activate'],
      [
        { activateInstructions: [{ elementId: elementId('B') }], terminateInstructions: [{ elementInstanceKey: missing }] },
        'no living element instance',
      ],
    ] as const)
      expect(await modify(instructions)).toMatchObject({
        status: 400,
        title: 'INVALID_ARGUMENT',
        detail: expect.stringContaining(words),
      });
    expect(await standsAt(processInstanceKey)).toEqual(['A']);
    expect(await modify({ activateInstructions: [{ elementId: elementId('B') }] }, nobody)).toMatchObject({
      status: 404,
      title: 'NOT_FOUND',
    });
    await camunda.cancelProcessInstance({ processInstanceKey });
    expect(await modify({ activateInstructions: [{ elementId: elementId('B') }] })).toMatchObject({ status: 404 });
  });

  test('begins where start instructions say, with tags', async () => {
    const { camunda } = side;
    const startInstructions = [{ elementId: elementId('C') }, { elementId: elementId('A') }];
    const created = await camunda.createProcessInstance({
      processDefinitionId: processId('modified'),
      startInstructions,
      tags: ['urgent', 'source:portal'] as never,
    });
    expect(created.tags).toEqual(['urgent', 'source:portal']);
    const { processInstanceKey } = created;
    expect((await standsAt(processInstanceKey)).sort()).toEqual(['A', 'C', 'S']);
    expect((await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE)).tags).toEqual(['urgent', 'source:portal']);
    const find = async (...tags: string[]) =>
      (await camunda.searchProcessInstances({ filter: { tags: tags as never } }, AT_ONCE)).items.map(
        (row) => row.processInstanceKey,
      );
    expect(await find('source:portal', 'urgent')).toEqual([processInstanceKey]);
    expect(await find('urgent', 'other')).toEqual([]);
    expect(await refusalOf(started('modified', { startInstructions: [{ elementId: elementId('Z') }] }))).toMatchObject({
      status: 400,
      title: 'INVALID_ARGUMENT',
    });
    for (const tags of [['1st'], ['a b'], Array.from({ length: 11 }, (_, index) => `t${String(index)}`)])
      expect(await sendRaw(side.url, 'POST', '/process-instances', { processDefinitionId: 'modified', tags })).toMatchObject({
        status: 400,
        body: { title: 'INVALID_ARGUMENT' },
      });
  });

  test('is for analysts and administrators', async () => {
    const processInstanceKey = await started('modified', { variables: { eiga: { unit: 'permits' } } });
    const activateInstructions = [{ elementId: elementId('B') }];
    for (const user of ['clerk', 'manager'] as const) {
      const client = side.clientOf(user);
      for (const refused of [
        () => client.modifyProcessInstance({ processInstanceKey, activateInstructions }),
        () =>
          client.migrateProcessInstance({
            processInstanceKey,
            mappingInstructions: [],
            targetProcessDefinitionKey: ProcessDefinitionKey.assumeExists('1'),
          }),
      ])
        expect(await refusalOf(refused())).toMatchObject({ status: 403, title: 'Forbidden' });
    }
    const asClerk = side.clientOf('clerk').createProcessInstance({
      processDefinitionId: processId('modified'),
      startInstructions: activateInstructions,
    });
    expect(await refusalOf(asClerk)).toMatchObject({ status: 403 });
    await side.clientOf('analyst').modifyProcessInstance({ processInstanceKey, activateInstructions });
  });
});

describe('migration', () => {
  test('takes a process instance to the other version, or says why not', async () => {
    const { camunda } = side;
    await deployArrows(camunda, 'start -> user:A -> user:B -> end', { id: 'from' });
    const to = await deployArrows(camunda, 'start -> user:X -> service:B -> end', { id: 'to', name: 'To' });
    const targetProcessDefinitionKey = to.processDefinitionKey;
    const processInstanceKey = await started('from');
    const migrate = (pairs: Record<string, string>, key = processInstanceKey, target = targetProcessDefinitionKey) =>
      camunda.migrateProcessInstance({
        processInstanceKey: key,
        targetProcessDefinitionKey: target,
        mappingInstructions: Object.entries(pairs).map(([source, goal]) => ({
          sourceElementId: elementId(source),
          targetElementId: elementId(goal),
        })),
      });
    expect(await refusalOf(migrate({}))).toMatchObject({
      status: 409,
      title: 'INVALID_STATE',
      detail: expect.stringContaining("'A' has no counterpart"),
    });
    expect(await refusalOf(migrate({ A: 'B' }))).toMatchObject({ status: 409, title: 'INVALID_STATE' });
    expect(await refusalOf(migrate({ Z: 'X' }))).toMatchObject({
      status: 400,
      title: 'INVALID_ARGUMENT',
      detail: expect.stringContaining('Z'),
    });
    expect(await refusalOf(migrate({ A: 'Z' }))).toMatchObject({ status: 400, title: 'INVALID_ARGUMENT' });
    expect(await refusalOf(migrate({ A: 'X' }, nobody))).toMatchObject({ status: 404, title: 'NOT_FOUND' });
    expect(await refusalOf(migrate({ A: 'X' }, undefined, ProcessDefinitionKey.assumeExists('99')))).toMatchObject({
      status: 404,
    });
    const twice = [
      { sourceElementId: 'A', targetElementId: 'X' },
      { sourceElementId: 'A', targetElementId: 'B' },
    ];
    const body = { mappingInstructions: twice, targetProcessDefinitionKey };
    expect(await sendRaw(side.url, 'POST', `/process-instances/${processInstanceKey}/migration`, body)).toMatchObject({
      status: 400,
    });

    await migrate({ A: 'X' });
    expect(await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({
      processDefinitionKey: targetProcessDefinitionKey,
      processDefinitionId: 'to',
      processDefinitionName: 'To',
    });
    expect((await living(processInstanceKey)).map((one) => [one.elementId, one.processDefinitionKey])).toEqual([
      ['X', targetProcessDefinitionKey],
    ]);
    const { items } = await camunda.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE);
    await camunda.completeUserTask({ userTaskKey: items[0]!.userTaskKey });
    expect(await standsAt(processInstanceKey)).toEqual(['B']);
  });
});

describe('ad-hoc sub-processes', () => {
  const MODEL = `
    start -> adhoc:Gather{until: =done} -> end
    Gather {
      user:Ask
      user:Call
    }
  `;

  test('begin the elements that are named', async () => {
    const { camunda } = side;
    await deployArrows(camunda, MODEL, { id: 'adhoc' });
    const processInstanceKey = await started('adhoc', { variables: { done: false } });
    const [sub] = await living(processInstanceKey);
    expect(sub?.type).toBe('AD_HOC_SUB_PROCESS');
    const adHocSubProcessInstanceKey = sub!.elementInstanceKey;
    const activate = (elements: { elementId: string; variables?: object }[], cancelRemainingInstances = false) =>
      camunda.activateAdHocSubProcessActivities({
        adHocSubProcessInstanceKey,
        elements: elements.map((one) => ({ ...one, elementId: elementId(one.elementId) })) as never,
        cancelRemainingInstances,
      });
    await activate([{ elementId: 'Ask', variables: { who: 'applicant' } }]);
    expect(await standsAt(processInstanceKey)).toEqual(['Gather', 'Ask']);
    const { items } = await camunda.searchVariables({ filter: { processInstanceKey, name: 'who' } }, AT_ONCE);
    expect(items[0]).toMatchObject({ value: '"applicant"', scopeKey: await keyAt(processInstanceKey, 'Ask') });
    await activate([{ elementId: 'Call' }], true);
    expect(await standsAt(processInstanceKey)).toEqual(['Gather', 'Call']);
    expect(await refusalOf(activate([{ elementId: 'Nothing' }]))).toMatchObject({ status: 400, title: 'INVALID_ARGUMENT' });
    expect(await refusalOf(activate([]))).toMatchObject({ status: 400, title: 'INVALID_ARGUMENT' });
    const notIt = await keyAt(processInstanceKey, 'Call');
    const wrong = camunda.activateAdHocSubProcessActivities({
      adHocSubProcessInstanceKey: notIt,
      elements: [{ elementId: elementId('Ask') }],
      cancelRemainingInstances: false,
    });
    expect(await refusalOf(wrong)).toMatchObject({ status: 404, title: 'NOT_FOUND' });
  });
});

describe('where a process instance has been', () => {
  const CHILD = 'start -> user:Do -> end';
  const PARENT = `
    start -> or:which -> call:Ask(called) [default]
    Ask -> end
    which -> user:Other [= false]
    Other -> end:other
  `;
  test('is told by flows, by counts and by callers', async () => {
    const { camunda } = side;
    const called = await deployArrows(camunda, CHILD, { id: 'called', name: 'Called' });
    const calling = await deployArrows(camunda, PARENT, { id: 'calling' });
    const parent = await started('calling');
    await side.engine.fireDue();
    const { items: children } = await camunda.searchProcessInstances({ filter: { parentProcessInstanceKey: parent } }, AT_ONCE);
    const child = children[0]!;
    expect(child).toMatchObject({
      processDefinitionId: 'called',
      parentProcessInstanceKey: parent,
      parentElementInstanceKey: await keyAt(parent, 'Ask'),
    });
    const { processInstanceKey } = child;
    expect((await living(parent)).map(({ type }) => type)).toEqual(['CALL_ACTIVITY']);
    expect(await camunda.getProcessInstanceCallHierarchy({ processInstanceKey }, AT_ONCE)).toEqual([
      { processInstanceKey: parent, processDefinitionKey: calling.processDefinitionKey, processDefinitionName: 'calling' },
      { processInstanceKey, processDefinitionKey: called.processDefinitionKey, processDefinitionName: 'Called' },
    ]);
    const { items: flows = [] } = await camunda.getProcessInstanceSequenceFlows({ processInstanceKey: parent }, AT_ONCE);
    expect(flows.map((one) => one.elementId)).toEqual(['start--which', 'which--Ask']);
    expect(flows[0]).toEqual({
      sequenceFlowId: `${parent}_start--which`,
      processInstanceKey: parent,
      processDefinitionKey: calling.processDefinitionKey,
      processDefinitionId: 'calling',
      elementId: 'start--which',
      tenantId: '<default>',
    });
    const count = { active: 0, canceled: 0, incidents: 0, completed: 0 };
    const ofInstance = await camunda.getProcessInstanceStatistics({ processInstanceKey: parent }, AT_ONCE);
    expect(JSON.parse(await raw(`/process-instances/${parent}/statistics/element-instances`))).toEqual({
      items: [
        { ...count, elementId: 'Ask', active: 1 },
        { ...count, elementId: 'start', completed: 1 },
        { ...count, elementId: 'which', completed: 1 },
      ],
    });
    expect(ofInstance.items).toHaveLength(3);
    await started('calling');
    await side.engine.fireDue();
    const { processDefinitionKey } = calling;
    const active = async (filter: object = {}) => {
      const { items = [] } = await camunda.getProcessDefinitionStatistics({ processDefinitionKey, filter }, AT_ONCE);
      return items.map((one) => [one.elementId as string, Number(one.active)]);
    };
    expect(await active()).toEqual([
      ['Ask', 2],
      ['start', 0],
      ['which', 0],
    ]);
    expect(await active({ processInstanceKey: parent })).toEqual([
      ['Ask', 1],
      ['start', 0],
      ['which', 0],
    ]);
    expect(await active({ $or: [{ state: 'COMPLETED' }, { processInstanceKey: parent }] })).toHaveLength(3);
    expect(
      await refusalOf(
        camunda.getProcessDefinitionStatistics({ processDefinitionKey, filter: { processDefinitionId: 'x' } as never }, AT_ONCE),
      ),
    ).toMatchObject({
      status: 400,
    });
    for (const missing of [
      () => camunda.getProcessInstanceCallHierarchy({ processInstanceKey: nobody }, AT_ONCE),
      () => camunda.getProcessInstanceSequenceFlows({ processInstanceKey: nobody }, AT_ONCE),
      () => camunda.getProcessInstanceStatistics({ processInstanceKey: nobody }, AT_ONCE),
      () => camunda.getProcessDefinitionStatistics({ processDefinitionKey: ProcessDefinitionKey.assumeExists('99') }, AT_ONCE),
    ])
      expect(await refusalOf(missing())).toMatchObject({ status: 404, title: 'NOT_FOUND' });
    // A called process instance ends with its caller, and only so.
    expect(await refusalOf(camunda.cancelProcessInstance({ processInstanceKey }))).toMatchObject({ status: 404 });
  });

  test('names the kinds of elements as Camunda does', async () => {
    const { camunda } = side;
    const model = `
      start -> or:Inc -> transaction:T [= true]
      T -> end
      Inc -> rule:R{job: rule} [= true]
      R -> end:b
      eventsub:Late {
        start.message:Wake(wake){key: ="k", interrupting: no} -> user:E -> end
      }
      T {
        start -> user:U -> end
      }
    `;
    await deployArrows(camunda, model.replace('"k", i', '"k"; i'), { id: 'kinds' });
    const processInstanceKey = await started('kinds');
    await camunda.publishMessage({ name: 'wake', correlationKey: 'k', timeToLive: 1_000 });
    const { items = [] } = await camunda.searchElementInstances({ filter: { processInstanceKey } }, AT_ONCE);
    const types = Object.fromEntries(items.map((one) => [one.elementId as string, one.type]));
    expect(types).toMatchObject({
      kinds: 'PROCESS',
      Inc: 'INCLUSIVE_GATEWAY',
      T: 'SUB_PROCESS',
      R: 'BUSINESS_RULE_TASK',
      Late: 'EVENT_SUB_PROCESS',
    });
    const found = async (type: 'SUB_PROCESS' | 'BUSINESS_RULE_TASK' | 'INCLUSIVE_GATEWAY') =>
      (await camunda.searchElementInstances({ filter: { processInstanceKey, type } }, AT_ONCE)).items?.map(
        (one) => one.elementId,
      );
    expect(await found('SUB_PROCESS')).toEqual(['T']);
    expect(await found('BUSINESS_RULE_TASK')).toEqual(['R']);
    expect(await found('INCLUSIVE_GATEWAY')).toEqual(['Inc']);
  });

  test('what it waits for is found by message', async () => {
    const { camunda } = side;
    const { processDefinitionKey } = await deployArrows(camunda, 'start -> message:Paid(fee paid){key: =number} -> end', {
      id: 'waits',
    });
    const processInstanceKey = await started('waits', { variables: { number: 'W-1' } });
    await started('waits', { variables: { number: 'W-2' } });
    const search = async (filter: object) => (await camunda.searchMessageSubscriptions({ filter }, AT_ONCE)).items ?? [];
    const [found, ...others] = await search({ correlationKey: 'W-1' });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      processDefinitionId: 'waits',
      processDefinitionKey,
      processInstanceKey,
      elementId: 'Paid',
      messageSubscriptionState: 'CREATED',
      messageName: 'fee paid',
      correlationKey: 'W-1',
      tenantId: '<default>',
    });
    expect(fieldsOf(found)).toEqual(
      ['correlationKey', 'elementId', 'elementInstanceKey', 'lastUpdatedDate', 'messageName', 'messageSubscriptionKey'].concat([
        'messageSubscriptionState',
        'processDefinitionId',
        'processDefinitionKey',
        'processInstanceKey',
        'tenantId',
      ]),
    );
    expect(await search({ messageName: { $like: 'fee*' }, elementId: 'Paid', messageSubscriptionState: 'CREATED' })).toHaveLength(
      2,
    );
    expect(await search({ messageSubscriptionState: 'CORRELATED' })).toEqual([]);
    await camunda.correlateMessage({ name: 'fee paid', correlationKey: 'W-1' });
    expect(await search({ correlationKey: 'W-1' })).toEqual([]);
  });
});

async function raw(path: string): Promise<string> {
  const { status, text } = await sendRaw(side.url, 'GET', path);
  expect(status).toBe(200);
  return text;
}

test('a worker needs no administrator’s role, and may do nothing else', async () => {
  const { camunda } = side;
  const made = await side.organisation.people.create({
    ...{ user: 'robot', tenantId: 'default', institution: 'municipality', name: 'Register', roles: ['worker'], units: [] },
    password: 'a-password-of-tests',
  });
  expect(made).not.toHaveProperty('refused');
  await deployArrows(camunda, 'start -> service:Work{job: robot-work} -> end', { id: 'robots' });
  const robot = side.clientOf('robot' as never);
  const { processInstanceKey } = await robot.createProcessInstance({
    processDefinitionId: processId('robots'),
    tags: ['t'] as never,
  });
  const asking = { type: 'robot-work', worker: 'w', timeout: 60_000, maxJobsToActivate: 5, requestTimeout: -1 };
  const { jobs } = await robot.activateJobs(asking);
  expect(jobs.map((job) => [job.processInstanceKey, job.tags])).toEqual([[processInstanceKey, ['t']]]);
  await robot.completeJob({ jobKey: jobs[0]!.jobKey });
  expect(await robot.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({ state: 'COMPLETED' });
  for (const refused of [
    () => robot.cancelProcessInstance({ processInstanceKey }),
    () => robot.searchUserTasks({}, AT_ONCE),
    () => deployArrows(robot, 'start -> end', { id: 'mine' }),
    () => robot.resetClock(),
  ])
    expect(await refusalOf(refused())).toMatchObject({ status: 403, title: 'Forbidden' });
});
