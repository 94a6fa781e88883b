/** Incidents: search, read, resolve. */
import { z } from 'zod';
import { isRefusal, refuse } from '../../engine/errors.ts';
import { caseKeyOf, type IncidentKey, type IncidentKind, type IncidentView } from '../../engine/index.ts';
import { iso } from '../answers/instants.ts';
import { type Condition, holds, nameCriteria } from './criteria.ts';
import type { Endpoints } from './endpoint.ts';
import { type FilterField, filterOf, instant, key, NEVER, state, tenant, text } from './filters.ts';
import { operationReference } from './request-values.ts';
import { answerSearch, searchBody } from './search.ts';
import { toCamundaTenant } from './tenant.ts';

const TYPE: Readonly<Record<IncidentKind, keyof typeof KINDS>> = {
  condition: 'CONDITION_ERROR',
  expression: 'EXTRACT_VALUE_ERROR',
  mapping: 'IO_MAPPING_ERROR',
  timer: 'EXTRACT_VALUE_ERROR',
  correlation: 'EXTRACT_VALUE_ERROR',
  assignment: 'EXTRACT_VALUE_ERROR',
  jobNoRetries: 'JOB_NO_RETRIES',
  unhandledError: 'UNHANDLED_ERROR_EVENT',
  deadlock: 'UNKNOWN',
  decision: 'DECISION_EVALUATION_ERROR',
  calledProcess: 'CALLED_ELEMENT_ERROR',
  limit: 'UNKNOWN',
};
/** All of Camunda's, with the kinds of ours that are told so. */
const KINDS = {
  UNSPECIFIED: [],
  UNKNOWN: ['deadlock', 'limit'],
  IO_MAPPING_ERROR: ['mapping'],
  JOB_NO_RETRIES: ['jobNoRetries'],
  EXECUTION_LISTENER_NO_RETRIES: [],
  TASK_LISTENER_NO_RETRIES: [],
  AD_HOC_SUB_PROCESS_NO_RETRIES: [],
  CONDITION_ERROR: ['condition'],
  EXTRACT_VALUE_ERROR: ['expression', 'timer', 'correlation', 'assignment'],
  CALLED_ELEMENT_ERROR: ['calledProcess'],
  UNHANDLED_ERROR_EVENT: ['unhandledError'],
  MESSAGE_SIZE_EXCEEDED: [],
  CALLED_DECISION_ERROR: [],
  DECISION_EVALUATION_ERROR: ['decision'],
  FORM_NOT_FOUND: [],
  RESOURCE_NOT_FOUND: [],
} as const;

const incidentState: FilterField = nameCriteria(['ACTIVE', 'MIGRATED', 'RESOLVED', 'PENDING']).transform(
  (criteria): Condition[] => {
    const isActive = holds(criteria, 'ACTIVE');
    const isResolved = holds(criteria, 'RESOLVED');
    if (isActive && isResolved) return [];
    return [isActive || isResolved ? { field: 'resolvedAt', is: 'exists', value: isResolved } : NEVER];
  },
);

const search = searchBody(
  filterOf({
    processDefinitionId: text('processId'),
    errorType: state('kind', KINDS),
    errorMessage: text('message'),
    elementId: text('elementId'),
    creationTime: instant('raisedAt'),
    state: incidentState,
    tenantId: tenant,
    incidentKey: key('key'),
    processDefinitionKey: key('definitionKey'),
    processInstanceKey: key('caseKey'),
    elementInstanceKey: key('elementInstanceKey'),
    jobKey: key('jobKey'),
  }),
  {
    incidentKey: 'key',
    processDefinitionKey: 'definitionKey',
    processDefinitionId: 'processId',
    processInstanceKey: 'caseKey',
    errorType: 'kind',
    errorMessage: 'message',
    elementId: 'elementId',
    elementInstanceKey: 'elementInstanceKey',
    creationTime: 'raisedAt',
    state: 'resolvedAt',
    jobKey: 'jobKey',
    tenantId: 'tenantId',
  },
);

export function incidentEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/incidents/search', needs: 'cases.read', body: search }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.incidents(access, query),
      (rows) => rows.map(incident),
    ),
  );
  on({ method: 'GET', path: '/incidents/:key', needs: 'cases.read' }, async ({ engine, access, key: asked }) => {
    const { items } = await engine.search.incidents(access, { filter: [{ field: 'key', is: 'eq', value: asked }], limit: 1 });
    return items[0] === undefined ? noIncident(asked) : incident(items[0]);
  });
  on(
    {
      method: 'POST',
      path: '/incidents/:key/resolution',
      needs: 'incidents.resolve',
      body: z.strictObject({ operationReference }).nullable(),
    },
    async ({ engine, access, key: asked }) => {
      const command = { type: 'resolveIncident', incidentKey: asked as IncidentKey } as const;
      const resolved = await engine.perform(access, caseKeyOf(asked), command);
      // To Camunda's clients an incident that is resolved is not there to be resolved.
      return isRefusal(resolved) ? noIncident(asked) : undefined;
    },
  );
}

function noIncident(asked: string) {
  return refuse('notFound', `Incident with key '${asked}' not found`);
}

function incident(row: IncidentView) {
  return {
    incidentKey: row.key,
    processDefinitionId: row.processId,
    processDefinitionKey: row.definitionKey,
    processInstanceKey: row.caseKey,
    errorType: TYPE[row.kind],
    errorMessage: row.message,
    elementId: row.elementId,
    elementInstanceKey: row.elementInstanceKey,
    creationTime: iso(row.raisedAt),
    state: row.resolvedAt === undefined ? 'ACTIVE' : 'RESOLVED',
    ...(row.jobKey !== undefined && { jobKey: row.jobKey }),
    tenantId: toCamundaTenant(row.tenantId),
  };
}
