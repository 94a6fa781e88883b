import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ADMINISTRATOR, PASSWORD } from '../support/server.ts';
import { AT_ONCE, camundaSide, deployArrows, fieldsOf, type Side, processId } from './client.ts';

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
  await deployArrows(side.camunda, 'start -> user:Check{form: external} -> service:Work{job: work} -> end', { id: 'plain' });
});
afterAll(() => side.stop());

/** The answer as it is sent: the client's validation does not look into lists. */
async function raw(path: string, body: object = {}): Promise<Record<string, unknown>> {
  const authorization = `Basic ${Buffer.from(`${ADMINISTRATOR}:${PASSWORD}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const response = await fetch(`${side.url}/v2${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

async function items(path: string, list = 'items', body?: object): Promise<object[]> {
  const answer = await raw(path, body);
  expect(fieldsOf(answer)).toEqual(list === 'items' ? ['items', 'page'] : [list]);
  return answer[list] as object[];
}

const OF_DEFINITION = ['processDefinitionId', 'processDefinitionKey', 'tenantId'];
const sorted = (...fields: string[]) => fields.sort();

test('what lists tell has the fields of Camunda and none of ours', async () => {
  const { camunda } = side;
  const variables = { eiga: { unit: 'permits', caseNumber: '7', service: 'permit', receivedAt: '2026-01-05T08:00:00Z' } };
  const { processInstanceKey } = await camunda.createProcessInstance({ processDefinitionId: processId('plain'), variables });
  const [task] = await items('/user-tasks/search');
  expect(fieldsOf(task)).toEqual(
    sorted(
      ...[
        'candidateGroups',
        'candidateUsers',
        'creationDate',
        'customHeaders',
        'elementId',
        'elementInstanceKey',
        'name',
        'priority',
      ],
      ...['processDefinitionVersion', 'processInstanceKey', 'processName', 'state', 'userTaskKey', ...OF_DEFINITION],
    ),
  );
  const open = await camunda.searchUserTasks({}, AT_ONCE);
  for (const { userTaskKey } of open.items) await camunda.completeUserTask({ userTaskKey });

  const [job] = await items('/jobs/activation', 'jobs', {
    type: 'work',
    timeout: '60000',
    maxJobsToActivate: 1,
    requestTimeout: '-1',
  });
  expect(fieldsOf(job)).toEqual(
    sorted(
      ...[
        'customHeaders',
        'deadline',
        'elementId',
        'elementInstanceKey',
        'jobKey',
        'kind',
        'listenerEventType',
        'retries',
        'tags',
      ],
      ...['processDefinitionVersion', 'processInstanceKey', 'type', 'variables', 'worker', ...OF_DEFINITION],
    ),
  );
  await camunda.failJob({ jobKey: (job as { jobKey: never }).jobKey, retries: 0, errorMessage: 'no' });

  const [held] = await items('/element-instances/search', 'items', { filter: { hasIncident: true } });
  expect(fieldsOf(held)).toEqual(
    sorted(
      ...[
        'elementId',
        'elementInstanceKey',
        'elementName',
        'hasIncident',
        'incidentKey',
        'processInstanceKey',
        'startDate',
        'state',
        'type',
      ],
      ...OF_DEFINITION,
    ),
  );
  const [incident] = await items('/incidents/search');
  expect(fieldsOf(incident)).toEqual(
    sorted(
      ...[
        'creationTime',
        'elementId',
        'elementInstanceKey',
        'errorMessage',
        'errorType',
        'incidentKey',
        'jobKey',
        'processInstanceKey',
        'state',
      ],
      ...OF_DEFINITION,
    ),
  );
  const [instance] = await items('/process-instances/search');
  expect(fieldsOf(instance)).toEqual(
    sorted(
      'hasIncident',
      'processDefinitionName',
      'processDefinitionVersion',
      'processInstanceKey',
      'startDate',
      'state',
      'tags',
      ...OF_DEFINITION,
    ),
  );
  const [variable] = await items('/variables/search', 'items', { filter: { processInstanceKey } });
  expect(fieldsOf(variable)).toEqual(
    sorted('isTruncated', 'name', 'processInstanceKey', 'scopeKey', 'tenantId', 'value', 'variableKey'),
  );
  const [definition] = await items('/process-definitions/search');
  expect(fieldsOf(definition)).toEqual(sorted('hasStartForm', 'name', 'resourceName', 'version', ...OF_DEFINITION));

  // One by one, the client itself refuses a field too much.
  const { elementInstanceKey, incidentKey } = held as { elementInstanceKey: never; incidentKey: never };
  expect(await camunda.getElementInstance({ elementInstanceKey }, AT_ONCE)).toEqual(held);
  expect(await camunda.getIncident({ incidentKey }, AT_ONCE)).toEqual(incident);
  await camunda.createElementInstanceVariables({ elementInstanceKey, variables: { local: 1 }, local: true });
  await camunda.createElementInstanceVariables({ elementInstanceKey: processInstanceKey as never, variables: { whole: 2 } });
  const scopes = await camunda.searchVariables(
    { filter: { processInstanceKey, name: { $in: ['local', 'whole'] } }, sort: [{ field: 'name' }] },
    AT_ONCE,
  );
  expect(scopes.items.map(({ scopeKey }) => scopeKey)).toEqual([elementInstanceKey, processInstanceKey]);
});

test('the cluster, its licence and the caller are told as clients expect them', async () => {
  const { camunda } = side;
  const topology = await camunda.getTopology();
  expect(topology).toMatchObject({ clusterSize: 1, partitionsCount: 1, gatewayVersion: '8.8.0' });
  expect(topology.brokers[0]?.port).toBe(Number(new URL(side.url).port));
  await camunda.getStatus();
  expect(await camunda.getLicense()).toMatchObject({ validLicense: true, isCommercial: false });
  expect(await side.clientOf('clerk').getAuthentication()).toMatchObject({
    username: 'clerk',
    roles: ['clerk'],
    groups: ['permits'],
    tenants: [{ tenantId: '<default>' }],
  });
});
