/** A clerk's day over the wire. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, testServer, type TestServer } from '../support/server.ts';
import { modelXml } from '../support/model.ts';

let server: TestServer;
let clerk: Client;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('clerk');
  const content = modelXml('start -> user:Check{groups: permits} -> user:Visit{groups: social} -> end', { id: 'p' });
  await server.deploy({ name: 'p.bpmn', content });
});
afterAll(() => server.stop());

async function newTask(): Promise<{ caseKey: string; taskKey: string }> {
  const { caseKey } = await clerk.ask('startCase', {
    body: { definition: { processId: 'p' }, variables: { area: 120 }, dimensions: { unit: 'permits', caseNumber: 'P-1' } },
  });
  const { items } = await clerk.ask('listTasks', { query: { caseKey } });
  return { caseKey, taskKey: items[0]?.taskKey ?? '' };
}
const at = (taskKey: string) => ({ params: { taskKey } });

describe('a task', () => {
  test('offers exactly what its lifecycle allows, step by step', async () => {
    const { taskKey } = await newTask();
    const actions = async () => (await clerk.ask('getTask', at(taskKey))).actions;
    expect(await actions()).toEqual(['claim', 'assign', 'complete']);
    await clerk.ask('claimTask', at(taskKey));
    expect(await actions()).toEqual(['assign', 'unassign', 'start', 'complete']);
    await clerk.ask('startTask', at(taskKey));
    expect(await actions()).toEqual(['assign', 'unassign', 'suspend', 'complete']);
    await clerk.ask('suspendTask', { ...at(taskKey), body: { reason: 'applicant' } });
    expect(await actions()).toEqual(['assign', 'resume']);
    await clerk.ask('resumeTask', at(taskKey));
    await clerk.ask('completeTask', { ...at(taskKey), body: { variables: { fine: true } } });
    expect(await actions()).toEqual([]);
  });

  test('keeps every instant in the history, and the reason of the pause', async () => {
    const { taskKey, caseKey } = await newTask();
    await clerk.ask('claimTask', at(taskKey));
    await clerk.ask('startTask', at(taskKey));
    await clerk.ask('suspendTask', { ...at(taskKey), body: { reason: 'authority' } });
    await clerk.ask('resumeTask', at(taskKey));
    await clerk.ask('completeTask', at(taskKey));
    const { items } = await clerk.ask('getCaseHistory', { params: { caseKey } });
    const check = items.find(({ elementId }) => elementId === 'Check');
    expect(check).toMatchObject({ status: 'completed', actor: 'clerk', unit: 'permits' });
    expect(check?.suspensions).toEqual([{ reason: 'authority', from: expect.any(String), to: expect.any(String) }]);
    const instants = [check?.enabledAt, check?.claimedAt, check?.startedAt, check?.endedAt];
    expect(instants).toEqual([...instants].sort());
    expect(instants).not.toContain(undefined);
    const detail = await clerk.ask('getCase', { params: { caseKey } });
    expect(detail.activeElements.map(({ elementId }) => elementId)).toEqual(['Visit']);
  });

  test('is completed once: the second time is a conflict', async () => {
    const { taskKey } = await newTask();
    const complete = () => clerk.send('POST', `/api/tasks/${taskKey}/complete`, { body: {} });
    const answers = await Promise.all([complete(), complete(), complete(), complete()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await complete()).status).toBe(409);
  });

  test('belongs to who claimed it first: to a colleague it is a conflict, whatever she wants to do with it', async () => {
    const { taskKey } = await newTask();
    const colleague = await server.as('colleague');
    await clerk.ask('claimTask', at(taskKey));
    for (const action of ['claim', 'start', 'complete', 'unassign'])
      expect([action, (await colleague.send('POST', `/api/tasks/${taskKey}/${action}`, { body: {} })).status]).toEqual([
        action,
        409,
      ]);
    expect((await colleague.ask('getTask', at(taskKey))).actions).toEqual(['assign']);
  });

  test('is handed over to a colleague of the unit, not to a stranger', async () => {
    const { taskKey } = await newTask();
    const assign = (user: string) => clerk.send('POST', `/api/tasks/${taskKey}/assign`, { body: { user } });
    expect((await assign('neighbour')).status).toBe(422);
    expect((await assign('stranger')).status).toBe(422);
    expect((await assign('nobody')).status).toBe(422);
    expect((await assign('colleague')).body).toMatchObject({ assignee: 'colleague', assigneeName: 'Name of colleague' });
  });

  test('of another unit in a case of mine is seen with the case, but is not in my queue and not mine to take', async () => {
    const { taskKey, caseKey } = await newTask();
    await clerk.ask('completeTask', at(taskKey));
    const neighbour = await server.as('neighbour');
    const [visit] = (await neighbour.ask('listTasks', { query: { caseKey } })).items;
    expect(visit?.name).toBe('Visit');
    expect((await clerk.ask('listTasks', { query: { caseKey } })).items).toEqual([]);
    expect((await clerk.send('POST', `/api/tasks/${visit?.taskKey ?? ''}/claim`)).status).toBe(403);
    expect((await clerk.ask('getTask', at(visit?.taskKey ?? ''))).actions).toEqual([]);
  });
});

describe('a half-filled form', () => {
  test('is kept for who filled it, whatever is missing, until the task is done', async () => {
    const { taskKey } = await newTask();
    await clerk.ask('saveDraft', { ...at(taskKey), body: { values: { note: 'half', area: null } } });
    expect((await clerk.ask('getTask', at(taskKey))).draft?.values).toEqual({ note: 'half', area: null });
    const colleague = await server.as('colleague');
    expect((await colleague.ask('getTask', at(taskKey))).draft).toBeNull();
    await clerk.ask('completeTask', at(taskKey));
    expect((await clerk.ask('getTask', at(taskKey))).draft).toBeNull();
    expect((await clerk.send('PUT', `/api/tasks/${taskKey}/draft`, { body: { values: {} } })).status).toBe(409);
  });

  test('is dropped on request', async () => {
    const { taskKey } = await newTask();
    await clerk.ask('saveDraft', { ...at(taskKey), body: { values: { note: 'half' } } });
    await clerk.ask('dropDraft', at(taskKey));
    expect((await clerk.ask('getTask', at(taskKey))).draft).toBeNull();
  });
});

describe('the queue', () => {
  test('is paged without gap or overlap and knows its length', async () => {
    for (let index = 0; index < 5; index++) await newTask();
    const { total } = await clerk.ask('listTasks', { query: { limit: '1' } });
    const keys: string[] = [];
    let after: string | undefined;
    do {
      const page = await clerk.ask('listTasks', { query: { limit: '2', ...(after !== undefined && { after }) } });
      keys.push(...page.items.map(({ taskKey }) => taskKey));
      after = page.items.length === 2 ? page.endCursor : undefined;
    } while (after !== undefined);
    expect(keys).toHaveLength(total);
    expect(new Set(keys).size).toBe(total);
  });

  test('tells mine from what nobody has', async () => {
    const mine = await newTask();
    const nobodys = await newTask();
    await clerk.ask('claimTask', at(mine.taskKey));
    const keysOf = async (whose: string) =>
      (await clerk.ask('listTasks', { query: { whose, limit: '200' } })).items.map(({ taskKey }) => taskKey);
    expect(await keysOf('mine')).toContain(mine.taskKey);
    expect(await keysOf('mine')).not.toContain(nobodys.taskKey);
    expect(await keysOf('unassigned')).toContain(nobodys.taskKey);
    expect(await keysOf('unassigned')).not.toContain(mine.taskKey);
  });
});

test('cases are found by a part of their number, and a star is only a star', async () => {
  await clerk.ask('startCase', {
    body: { definition: { processId: 'p' }, dimensions: { unit: 'permits', caseNumber: 'ABC-2026-17' } },
  });
  const found = async (number: string) =>
    (await clerk.ask('listCases', { query: { number } })).items.map((one) => one.caseNumber);
  expect(await found('2026-1')).toEqual(['ABC-2026-17']);
  expect(await found('A*17')).toEqual([]);
  expect(await found('%')).toEqual([]);
});
