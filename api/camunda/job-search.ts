/** Jobs, as they are looked for. */
import { z } from 'zod';
import { headersOf, type DefinitionKey, type ExecutableProcess, type JobView } from '../../engine/index.ts';
import { iso } from '../answers/instants.ts';
import type { Condition } from './criteria.ts';
import type { Asking, Endpoints } from './endpoint.ts';
import { absentText, filterOf, instant, integer, key, NEVER, state, tenant, text } from './filters.ts';
import { EVENT_TYPES, KINDS, kindOf } from './job-kind.ts';
import { answerSearch, searchBody } from './search.ts';
import { toCamundaTenant } from './tenant.ts';

const STATES = {
  CANCELED: ['cancelled'],
  COMPLETED: ['completed'],
  CREATED: ['available', 'activated'],
  ERROR_THROWN: ['errorThrown'],
  FAILED: ['exhausted'],
  MIGRATED: [],
  RETRIES_UPDATED: [],
  TIMED_OUT: [],
} as const;
const STATE: Readonly<Record<JobView['status'], keyof typeof STATES>> = {
  available: 'CREATED',
  activated: 'CREATED',
  exhausted: 'FAILED',
  completed: 'COMPLETED',
  errorThrown: 'ERROR_THROWN',
  cancelled: 'CANCELED',
};

/** It has failed and will be tried again. */
export const FAILED_WITH_RETRIES: readonly Condition[] = [
  { field: 'status', is: 'eq', value: 'available' },
  { field: 'errorMessage', is: 'exists', value: true },
  { field: 'retries', is: 'gt', value: 0 },
];
const NOT_FAILED_WITH_RETRIES: Condition = {
  is: 'or',
  value: [
    [{ field: 'status', is: 'neq', value: 'available' }],
    [{ field: 'errorMessage', is: 'exists', value: false }],
    [{ field: 'retries', is: 'lte', value: 0 }],
  ],
};

const search = searchBody(
  filterOf({
    deadline: instant('deadlineAt'),
    deniedReason: absentText,
    elementId: text('elementId'),
    elementInstanceKey: key('elementInstanceKey'),
    errorCode: text('errorCode'),
    errorMessage: text('errorMessage'),
    hasFailedWithRetriesLeft: z.boolean().transform((has) => (has ? FAILED_WITH_RETRIES : [NOT_FAILED_WITH_RETRIES])),
    isDenied: z.boolean().transform(() => [NEVER]),
    jobKey: key('key'),
    kind: state('kind', KINDS),
    listenerEventType: state('phase', EVENT_TYPES),
    processDefinitionId: text('processId'),
    processDefinitionKey: key('definitionKey'),
    processInstanceKey: key('caseKey'),
    retries: integer('retries'),
    state: state('status', STATES),
    tenantId: tenant,
    type: text('type'),
    worker: text('worker'),
  }),
  {
    deadline: 'deadlineAt',
    deniedReason: null,
    elementId: 'elementId',
    elementInstanceKey: 'elementInstanceKey',
    endTime: null,
    errorCode: 'errorCode',
    errorMessage: 'errorMessage',
    isDenied: null,
    jobKey: 'key',
    kind: 'kind',
    listenerEventType: 'phase',
    processDefinitionId: 'processId',
    processDefinitionKey: 'definitionKey',
    processInstanceKey: 'caseKey',
    retries: 'retries',
    state: 'status',
    tenantId: 'tenantId',
    type: 'type',
    worker: 'worker',
  },
);

export function jobSearchEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/jobs/search', needs: 'cases.read', body: search }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.jobs(access, query),
      (rows) => jobs(asked, rows),
    ),
  );
}

async function jobs({ engine, access }: Asking, rows: readonly JobView[]) {
  const processes = new Map<DefinitionKey, ExecutableProcess>();
  for (const key of new Set(rows.map((row) => row.definitionKey))) {
    const process = await engine.process(access, key);
    if (process) processes.set(key, process);
  }
  return rows.map((row) => job(row, processes.get(row.definitionKey)));
}

function job(row: JobView, process: ExecutableProcess | undefined) {
  return {
    customHeaders: process ? headersOf(process, row) : {},
    ...(row.deadlineAt !== undefined && { deadline: iso(row.deadlineAt) }),
    elementId: row.elementId,
    elementInstanceKey: row.elementInstanceKey,
    ...(row.errorCode !== undefined && { errorCode: row.errorCode }),
    ...(row.errorMessage !== undefined && { errorMessage: row.errorMessage }),
    hasFailedWithRetriesLeft: row.status === 'available' && row.errorMessage !== undefined && row.retries > 0,
    jobKey: row.key,
    ...kindOf(row),
    processDefinitionId: row.processId,
    processDefinitionKey: row.definitionKey,
    processInstanceKey: row.caseKey,
    retries: row.retries,
    state: STATE[row.status],
    tenantId: toCamundaTenant(row.tenantId),
    type: row.type,
    worker: row.worker ?? '',
  };
}
