import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onBothDatabases } from '../support/postgres.ts';
import { ADMINISTRATOR } from '../support/server.ts';
import { elementId, AT_ONCE, camundaSide, deployArrows, fieldsOf, refusalOf, type Side, processId } from './client.ts';

const PERMIT = `
  start -> user:Check{groups: ="permits"; priority: 70} -> service:Registry{job: registry; retries: 2; header source: register}
  Registry -> message:Paid(fee paid){key: =number} -> end
  Registry ! error(not-found) -> user:Ask -> end:asked
`;

onBothDatabases((_name, open) => {
  let side: Side;
  beforeAll(async () => {
    side = await camundaSide({ openDatabase: open });
  });
  afterAll(() => side.stop());

  test('the official client takes a case from deployment to its end', async () => {
    const { camunda } = side;
    const deployed = await deployArrows(camunda, PERMIT, { id: 'permit', name: 'Permit', versionTag: 'v1' });
    expect(deployed).toMatchObject({ processDefinitionVersion: 1, resourceName: 'permit.bpmn', tenantId: '<default>' });
    const { processDefinitionKey } = deployed;

    const definitions = await camunda.searchProcessDefinitions({ filter: { isLatestVersion: true } }, AT_ONCE);
    expect(definitions.items).toEqual([
      {
        name: 'Permit',
        resourceName: 'permit.bpmn',
        version: 1,
        versionTag: 'v1',
        processDefinitionId: 'permit',
        processDefinitionKey,
        tenantId: '<default>',
        hasStartForm: false,
      },
    ]);
    expect(await camunda.getProcessDefinition({ processDefinitionKey }, AT_ONCE)).toEqual(definitions.items?.[0]);
    expect(await camunda.getProcessDefinitionXml({ processDefinitionKey }, AT_ONCE)).toBe(deployed.xml);

    const variables = { number: 'A-1', eiga: { unit: 'permits', service: 'permit', caseNumber: 'A-1' } };
    const { processInstanceKey, ...started } = await camunda.createProcessInstance({ processDefinitionKey, variables });
    expect(started).toEqual({
      processDefinitionId: 'permit',
      processDefinitionVersion: 1,
      processDefinitionKey,
      tenantId: '<default>',
      variables: {},
      tags: [],
    });
    const [row] = (await side.engine.search.cases({ tenantId: 'default', units: 'all' }, {})).items;
    expect(row).toMatchObject({ caseNumber: 'A-1', unit: 'permits', service: 'permit' });

    const [task] = (await camunda.searchUserTasks({ filter: { processInstanceKey, state: 'CREATED' } }, AT_ONCE)).items;
    if (task === undefined) throw new Error('there is no task');
    const { userTaskKey } = task;
    expect(task).toMatchObject({ name: 'Check', candidateGroups: ['permits'], priority: 70, processName: 'Permit' });
    await camunda.assignUserTask({ userTaskKey, assignee: ADMINISTRATOR });
    expect((await camunda.getUserTask({ userTaskKey }, AT_ONCE)).assignee).toBe(ADMINISTRATOR);
    await camunda.unassignUserTask({ userTaskKey });
    await camunda.unassignUserTask({ userTaskKey });
    await camunda.assignUserTask({ userTaskKey, assignee: ADMINISTRATOR, allowOverride: false });
    await camunda.updateUserTask({ userTaskKey, changeset: { priority: 10, dueDate: '2027-01-01T00:00:00Z' } });
    expect(await camunda.getUserTask({ userTaskKey }, AT_ONCE)).toMatchObject({
      priority: 10,
      dueDate: '2027-01-01T00:00:00.000Z',
    });
    await camunda.completeUserTask({ userTaskKey, variables: { checked: true } });
    expect((await camunda.getUserTask({ userTaskKey }, AT_ONCE)).state).toBe('COMPLETED');

    const asking = { type: 'registry', worker: 'w', timeout: 60_000, maxJobsToActivate: 5, requestTimeout: -1 };
    const { jobs } = await camunda.activateJobs({ ...asking, fetchVariable: ['checked'] });
    expect(jobs).toHaveLength(1);
    const [job] = jobs;
    if (job === undefined) throw new Error('there is no job');
    expect(job).toMatchObject({
      processInstanceKey,
      elementId: 'Registry',
      customHeaders: { source: 'register' },
      variables: { checked: true },
      worker: 'w',
      retries: 2,
      kind: 'BPMN_ELEMENT',
    });
    const { jobKey } = job;
    await camunda.updateJob({ jobKey, changeset: { retries: 5, timeout: 120_000 } });
    await camunda.failJob({ jobKey, retries: 0, errorMessage: 'the register is down' });

    const [incident] = (await camunda.searchIncidents({ filter: { processInstanceKey, state: 'ACTIVE' } }, AT_ONCE)).items ?? [];
    expect(incident).toMatchObject({
      errorType: 'JOB_NO_RETRIES',
      errorMessage: 'the register is down',
      jobKey,
      state: 'ACTIVE',
    });
    expect((await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE)).hasIncident).toBe(true);
    const held = await camunda.searchElementInstances(
      { filter: { processInstanceKey, hasIncident: true, type: 'SERVICE_TASK' } },
      AT_ONCE,
    );
    expect(held.items?.map((element) => element.incidentKey)).toEqual([incident?.incidentKey]);
    if (incident?.incidentKey === undefined) throw new Error('there is no incident');
    await camunda.resolveIncident({ incidentKey: incident.incidentKey });
    expect(await refusalOf(camunda.resolveIncident({ incidentKey: incident.incidentKey }))).toMatchObject({
      status: 404,
      title: 'NOT_FOUND',
    });

    const [again] = (await camunda.activateJobs(asking)).jobs;
    if (again === undefined) throw new Error('the job was not given out again');
    await camunda.completeJob({ jobKey: again.jobKey, variables: { found: 'yes' } });
    expect(await refusalOf(camunda.completeJob({ jobKey }))).toMatchObject({ status: 409, title: 'INVALID_STATE' });

    const correlated = await camunda.correlateMessage({ name: 'fee paid', correlationKey: 'A-1', variables: { paid: 12.5 } });
    expect(correlated.processInstanceKey).toBe(processInstanceKey);
    expect(await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({
      state: 'COMPLETED',
      hasIncident: false,
    });
    const found = await camunda.searchVariables({ filter: { processInstanceKey }, sort: [{ field: 'name' }] }, AT_ONCE);
    expect(found.items.map(({ name, value }) => [name, value])).toEqual([
      ['checked', 'true'],
      ['eiga', JSON.stringify(variables.eiga)],
      ['found', '"yes"'],
      ['number', '"A-1"'],
      ['paid', '12.5'],
    ]);
  });

  test('a job error goes to its boundary event, and a case that is cancelled is terminated', async () => {
    const { camunda } = side;
    await deployArrows(camunda, PERMIT, { id: 'erring' });
    const { processInstanceKey } = await camunda.createProcessInstance({
      processDefinitionId: processId('erring'),
      variables: { number: 'E' },
    });
    const [task] = (await camunda.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE)).items;
    await camunda.completeUserTask({ userTaskKey: task?.userTaskKey ?? missing() });
    const [job] = (await camunda.activateJobs({ type: 'registry', timeout: 1_000, maxJobsToActivate: 1, requestTimeout: -1 }))
      .jobs;
    await camunda.throwJobError({ jobKey: job?.jobKey ?? missing(), errorCode: 'not-found', errorMessage: 'no such plot' });
    const open = await camunda.searchUserTasks({ filter: { processInstanceKey, state: 'CREATED' } }, AT_ONCE);
    expect(open.items.map(({ elementId }) => elementId)).toEqual(['Ask']);
    await camunda.cancelProcessInstance({ processInstanceKey });
    const ended = await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE);
    expect(ended.state).toBe('TERMINATED');
    expect(fieldsOf(ended)).toEqual(
      'endDate,hasIncident,processDefinitionId,processDefinitionKey,processDefinitionName,processDefinitionVersion,processInstanceKey,startDate,state,tags,tenantId'.split(
        ',',
      ),
    );
    expect(await refusalOf(camunda.cancelProcessInstance({ processInstanceKey }))).toMatchObject({ status: 404 });
    const cancelled = await camunda.searchUserTasks({ filter: { processInstanceKey, state: { $neq: 'COMPLETED' } } }, AT_ONCE);
    expect(cancelled.items.map(({ state }) => state)).toEqual(['CANCELED']);
  });

  test('messages wait for their case, signals reach all that wait, and a start can wait for the end', async () => {
    const { camunda } = side;
    await deployArrows(camunda, 'start -> message:Paid(paid early){key: =number} -> signal:Go(go on) -> end', { id: 'waiting' });
    const published = await camunda.publishMessage({
      name: 'paid early',
      correlationKey: 'M-1',
      timeToLive: 60_000,
      messageId: 'one',
    });
    expect(published.tenantId).toBe('<default>');
    const twice = camunda.publishMessage({ name: 'paid early', correlationKey: 'M-1', timeToLive: 60_000, messageId: 'one' });
    expect(await refusalOf(twice)).toMatchObject({ status: 409, title: 'ALREADY_EXISTS' });
    const early = camunda.createProcessInstance({
      processDefinitionId: processId('waiting'),
      variables: { number: 'M-1', other: 2 },
      awaitCompletion: true,
      fetchVariables: ['number'],
      requestTimeout: 30_000,
    });
    const waiting = { filter: { elementId: elementId('Go'), state: 'ACTIVE' } } as const;
    await camunda.searchElementInstances(waiting, { consistency: { waitUpToMs: 20_000, pollIntervalMs: 50 } });
    const { signalKey } = await camunda.broadcastSignal({ signalName: 'go on' });
    expect(signalKey).toMatch(/^[0-9]+$/);
    expect((await early).variables).toEqual({ number: 'M-1' });
    expect(await refusalOf(camunda.correlateMessage({ name: 'paid early', correlationKey: 'nobody' }))).toMatchObject({
      status: 404,
    });
    const late = camunda.createProcessInstance({
      processDefinitionId: processId('waiting'),
      variables: { number: 'M-2' },
      awaitCompletion: true,
      requestTimeout: 50,
    });
    expect(await refusalOf(late)).toMatchObject({ status: 504 });
  });
});

function missing(): never {
  throw new Error('it is not there');
}
