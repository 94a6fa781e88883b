/** A user task in Camunda's words. */
import type { ExecutableProcess, TaskView } from '../../engine/index.ts';
import { iso } from '../answers/instants.ts';
import type { Asking } from './endpoint.ts';
import { toCamundaTenant } from './tenant.ts';

/** Camunda knows neither starting nor suspending: what is not over is created. */
const STATE = {
  created: 'CREATED',
  claimed: 'CREATED',
  started: 'CREATED',
  suspended: 'CREATED',
  completed: 'COMPLETED',
  cancelled: 'CANCELED',
} as const;

/** What its listeners are about to let happen. */
const HEARD = {
  start: 'CREATING',
  creating: 'CREATING',
  assigning: 'ASSIGNING',
  updating: 'UPDATING',
  completing: 'COMPLETING',
  end: 'COMPLETING',
  canceling: 'CANCELING',
} as const;

export async function userTasks({ engine, access }: Asking, rows: readonly TaskView[]) {
  const processes = new Map<string, ExecutableProcess | undefined>();
  for (const { definitionKey } of rows)
    if (!processes.has(definitionKey)) processes.set(definitionKey, await engine.process(access, definitionKey));
  return rows.map((row) => userTask(row, processes.get(row.definitionKey)));
}

function userTask(row: TaskView, process: ExecutableProcess | undefined) {
  const node = process?.nodes.get(row.elementId);
  return {
    userTaskKey: row.key,
    name: row.elementName === '' ? row.elementId : row.elementName,
    state: row.listener ? HEARD[row.listener] : STATE[row.status],
    ...(row.assignee !== undefined && { assignee: row.assignee }),
    elementId: row.elementId,
    elementInstanceKey: row.elementInstanceKey,
    candidateGroups: row.candidateGroups,
    candidateUsers: row.candidateUsers,
    processDefinitionId: row.processId,
    processDefinitionKey: row.definitionKey,
    processDefinitionVersion: row.processVersion,
    processName: row.processName === '' ? row.processId : row.processName,
    processInstanceKey: row.caseKey,
    creationDate: iso(row.createdAt),
    ...(row.completedAt !== undefined && { completionDate: iso(row.completedAt) }),
    ...(row.followUpAt !== undefined && { followUpDate: iso(row.followUpAt) }),
    ...(row.dueAt !== undefined && { dueDate: iso(row.dueAt) }),
    tenantId: toCamundaTenant(row.tenantId),
    ...(row.externalFormReference !== undefined && { externalFormReference: row.externalFormReference }),
    customHeaders: node?.kind === 'userTask' ? node.headers : {},
    priority: row.priority,
    ...(row.formKey !== undefined && { formKey: row.formKey }),
  };
}
