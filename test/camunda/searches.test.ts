import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { onBothDatabases } from '../support/postgres.ts';
import { elementId, AT_ONCE, camundaSide, deployArrows, refusalOf, type Side, processId } from './client.ts';

/** Three cases: one that waits at its task, one that has failed, one that is completed; and a process with a multi-instance sub-process. */
const REQUEST = `
  start -> user:Check{groups: ="permits"; users: ="ona"; due: ="2027-05-0" + string(n) + "T00:00:00Z"} -> xor:ok
  ok -> service:Send{job: send; retries: 1} [= n = 2] -> end
  ok -> end:done [default]
`;
const BODIES = `
  start -> sub:Bodies{each: body in =bodies} -> end
  Bodies {
    start -> user:Opinion -> end
  }
`;

onBothDatabases((_name, open) => {
  let side: Side;
  const cases: string[] = [];
  const names = new Map<string, number>();

  beforeAll(async () => {
    side = await camundaSide({ openDatabase: open });
    const { camunda } = side;
    await deployArrows(camunda, REQUEST, { id: 'request', name: 'Request', versionTag: 'first' });
    await deployArrows(camunda, BODIES, { id: 'bodies' });
    for (const n of [1, 2, 3]) {
      const variables = { n, applicant: n === 1 ? 'Ona' : 'Jonas' };
      const { processInstanceKey } = await camunda.createProcessInstance({
        processDefinitionId: processId('request'),
        variables,
      });
      cases.push(processInstanceKey);
      names.set(processInstanceKey, n);
      if (n === 1) continue;
      const [task] = (await camunda.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE)).items;
      if (task) await camunda.completeUserTask({ userTaskKey: task.userTaskKey });
    }
    const asking = { type: 'send', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: -1 };
    const [job] = (await camunda.activateJobs(asking)).jobs;
    if (job) await camunda.failJob({ jobKey: job.jobKey, retries: 0, errorMessage: 'no paper' });
  });
  afterAll(() => side.stop());

  type CaseFilter = NonNullable<NonNullable<Parameters<Side['camunda']['searchProcessInstances']>[0]>['filter']>;
  /** The numbers of the cases that are found: 1 waits, 2 has failed, 3 is completed. */
  async function found(filter: CaseFilter): Promise<(number | undefined)[]> {
    const body = { filter, sort: [{ field: 'processInstanceKey' as const, order: 'ASC' as const }] };
    const { items } = await side.camunda.searchProcessInstances(body, AT_ONCE);
    return items.map(({ processInstanceKey }) => names.get(processInstanceKey)).sort();
  }

  describe('process instances are found', () => {
    const key = (n: number) => cases[n - 1] as never;
    const rows: [string, () => CaseFilter, number[]][] = [
      ['by state', () => ({ state: 'ACTIVE' }), [1, 2]],
      ['by what the state is not', () => ({ state: { $neq: 'ACTIVE' } }), [3]],
      ['by a list of states', () => ({ state: { $in: ['COMPLETED', 'TERMINATED'] } }), [3]],
      ['by a pattern of the state', () => ({ state: { $like: 'C*D' } }), [3]],
      ['by key', () => ({ processInstanceKey: key(2) }), [2]],
      ['by keys', () => ({ processInstanceKey: { $in: [key(1), key(3)] } }), [1, 3]],
      ['by keys they do not have', () => ({ processInstanceKey: { $notIn: [key(1)] } }), [2, 3]],
      ['by process', () => ({ processDefinitionId: { $eq: 'request' } }), [1, 2, 3]],
      ['by another process', () => ({ processDefinitionId: { $neq: 'request' } }), []],
      ['by a pattern of the name', () => ({ processDefinitionName: { $like: 'Re?uest' } }), [1, 2, 3]],
      ['by an escaped pattern', () => ({ processDefinitionName: { $like: 'Re\\?uest' } }), []],
      ['by version', () => ({ processDefinitionVersion: { $gte: 1, $lt: 2 } }), [1, 2, 3]],
      ['by a version tag', () => ({ processDefinitionVersionTag: 'first' }), [1, 2, 3]],
      ['by whether they have ended', () => ({ endDate: { $exists: true } }), [3]],
      ['by when they started', () => ({ startDate: { $gt: '2020-01-01T00:00:00Z', $lte: '2999-01-01T00:00:00Z' } }), [1, 2, 3]],
      ['by when they did not start', () => ({ startDate: { $lt: '2020-01-01T00:00:00Z' } }), []],
      ['by incident', () => ({ hasIncident: true }), [2]],
      ['by what the incident says', () => ({ errorMessage: { $like: '*paper' } }), [2]],
      ['by a variable', () => ({ variables: [{ name: 'applicant', value: '"Jonas"' }] }), [2, 3]],
      [
        'by two variables',
        () => ({
          variables: [
            { name: 'applicant', value: { $like: '*o*' } },
            { name: 'n', value: { $in: ['2', '4'] } },
          ],
        }),
        [2],
      ],
      ['by element', () => ({ elementId: 'Send' }), [2]],
      ['by element and its state at once', () => ({ elementId: 'Check', elementInstanceState: 'COMPLETED' }), [2, 3]],
      ['by element with an incident', () => ({ elementId: { $exists: true }, hasElementInstanceIncident: true }), [2]],
      ['by retries that are left', () => ({ hasRetriesLeft: true }), []],
      ['by having no parent', () => ({ parentProcessInstanceKey: { $exists: false } }), [1, 2, 3]],
      ['by a parent', () => ({ parentProcessInstanceKey: key(1) }), []],
      ['by tenant', () => ({ tenantId: '<default>' }), [1, 2, 3]],
      ['by another tenant', () => ({ tenantId: { $neq: '<default>' } }), []],
      ['by alternatives', () => ({ $or: [{ hasIncident: true }, { state: 'COMPLETED' }] }), [2, 3]],
      ['by alternatives and a condition', () => ({ state: 'ACTIVE', $or: [{ elementId: 'Send' }, { state: 'COMPLETED' }] }), [2]],
      ['by alternatives with several conditions', () => ({ $or: [{ state: 'ACTIVE', hasIncident: false }] }), [1]],
    ];
    test.each(rows)('%s', async (_title, filter, expected) => {
      expect(await found(filter())).toEqual(expected);
    });
  });

  test('pages follow each other by cursor and by position, forwards and backwards, and the total is exact', async () => {
    const { camunda } = side;
    const sort = [{ field: 'startDate' as const, order: 'DESC' as const }];
    const page = (place: object) => camunda.searchProcessInstances({ sort, page: place }, AT_ONCE);
    const keys = (answer: { readonly items: readonly { readonly processInstanceKey: string }[] }) =>
      answer.items.map(({ processInstanceKey }) => names.get(processInstanceKey));
    const first = await page({ limit: 2 });
    expect(keys(first)).toEqual([3, 2]);
    expect(first.page.totalItems).toBe(3);
    const second = await page({ after: first.page.endCursor, limit: 2 });
    expect(keys(second)).toEqual([1]);
    expect(keys(await page({ before: second.page.startCursor, limit: 1 }))).toEqual([2]);
    expect(keys(await page({ from: 1, limit: 1 }))).toEqual([2]);
  });

  test('user tasks are found by candidate, name, variable and due date', async () => {
    const { camunda } = side;
    type Filter = NonNullable<NonNullable<Parameters<typeof camunda.searchUserTasks>[0]>['filter']>;
    const tasks = async (filter: Filter) => (await camunda.searchUserTasks({ filter }, AT_ONCE)).page.totalItems;
    expect(await tasks({ candidateGroup: 'permits' })).toBe(3);
    expect(await tasks({ candidateGroup: { $in: ['social'] } })).toBe(0);
    expect(await tasks({ candidateUser: { $neq: 'ona' } })).toBe(0);
    expect(await tasks({ name: 'Check', state: { $in: ['CREATED', 'FAILED'] } })).toBe(1);
    expect(await tasks({ processInstanceVariables: [{ name: 'applicant', value: '"Ona"' }] })).toBe(1);
    expect(await tasks({ localVariables: [{ name: 'applicant', value: '"Ona"' }] })).toBe(0);
    expect(await tasks({ dueDate: { $gt: '2027-05-01T12:00:00Z' } })).toBe(2);
    expect(await tasks({ assignee: { $exists: false }, priority: 50 })).toBe(3);
    const sorted = await camunda.searchUserTasks({ sort: [{ field: 'dueDate', order: 'DESC' }], page: { limit: 1 } }, AT_ONCE);
    expect(sorted.items[0]?.dueDate).toBe('2027-05-03T00:00:00.000Z');
  });

  test('element instances tell the body of a multi-instance from its instances, and are found by it', async () => {
    const { camunda } = side;
    const { processInstanceKey } = await camunda.createProcessInstance({
      processDefinitionId: processId('bodies'),
      variables: { bodies: ['a', 'b'] },
    });
    type Filter = NonNullable<Parameters<typeof camunda.searchElementInstances>[0]>['filter'];
    const elements = async (filter: Filter) => {
      const { items } = await camunda.searchElementInstances({ filter: { processInstanceKey, ...filter } }, AT_ONCE);
      return (items ?? []).map((element) => `${element.elementId} ${element.type}`).sort();
    };
    expect(await elements({ elementId: elementId('Bodies') })).toEqual([
      'Bodies MULTI_INSTANCE_BODY',
      'Bodies SUB_PROCESS',
      'Bodies SUB_PROCESS',
    ]);
    expect(await elements({ type: 'MULTI_INSTANCE_BODY' })).toEqual(['Bodies MULTI_INSTANCE_BODY']);
    expect(await elements({ type: 'SUB_PROCESS' })).toEqual(['Bodies SUB_PROCESS', 'Bodies SUB_PROCESS']);
    expect(await elements({ type: 'USER_TASK', state: 'ACTIVE' })).toEqual(['Opinion USER_TASK', 'Opinion USER_TASK']);
    expect(await elements({ type: 'PROCESS' })).toEqual(['bodies PROCESS']);
    const local = await camunda.searchVariables({ filter: { processInstanceKey, name: 'body', value: '"a"' } }, AT_ONCE);
    expect(local.items).toHaveLength(1);
    expect(local.items[0]?.scopeKey).not.toBe(processInstanceKey);
  });

  test('long values are cut in searches unless all of them is asked for', async () => {
    const { camunda } = side;
    const long = 'x'.repeat(10_000);
    const { processInstanceKey } = await camunda.createProcessInstance({
      processDefinitionId: processId('request'),
      variables: { n: 4, long },
    });
    const asking = { filter: { processInstanceKey, name: 'long' } };
    const cut = (await camunda.searchVariables(asking, AT_ONCE)).items[0];
    expect([cut?.isTruncated, cut?.value.length]).toEqual([true, 8191]);
    const whole = (await camunda.searchVariables({ ...asking, truncateValues: false }, AT_ONCE)).items[0];
    expect([whole?.isTruncated, whole?.value]).toEqual([false, JSON.stringify(long)]);
    await camunda.cancelProcessInstance({ processInstanceKey });
  });

  test('incidents are found by type and state, process definitions by version', async () => {
    const { camunda } = side;
    const incidents = async (filter: object) => (await camunda.searchIncidents({ filter }, AT_ONCE)).items?.length;
    expect(await incidents({ errorType: 'JOB_NO_RETRIES', state: 'ACTIVE' })).toBe(1);
    expect(await incidents({ errorType: 'IO_MAPPING_ERROR' })).toBe(0);
    expect(await incidents({ state: 'RESOLVED' })).toBe(0);
    expect(await incidents({ state: 'PENDING' })).toBe(0);
    expect(await incidents({ processInstanceKey: cases[1] })).toBe(1);
    const definitions = await camunda.searchProcessDefinitions(
      { filter: { version: 1, name: { $like: 'R*' } }, sort: [{ field: 'name', order: 'ASC' }] },
      AT_ONCE,
    );
    expect(definitions.items?.map(({ processDefinitionId }) => processDefinitionId)).toEqual(['request']);
  });

  test('a cursor that is not one of this search is refused', async () => {
    const forged = [
      'AAAA',
      Buffer.from('["x"]').toString('base64'),
      Buffer.from('[1e300]').toString('base64'),
      Buffer.from('[{}]').toString('base64'),
    ];
    for (const after of forged)
      expect(await refusalOf(side.camunda.searchProcessInstances({ page: { after, limit: 1 } as never }, AT_ONCE))).toMatchObject(
        {
          status: 400,
          title: 'INVALID_ARGUMENT',
        },
      );
  });
});
