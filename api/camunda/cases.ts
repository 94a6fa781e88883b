/** Process instances: start, read, search, cancel. Camunda's process instance is our case. */
import { z } from 'zod';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import type { CaseKey, CaseRow, DefinitionKey } from '../../engine/index.ts';
import { may } from '../../organisation/index.ts';
import { iso } from '../answers/instants.ts';
import { awaitCompletion } from './await-completion.ts';
import { caseFilter } from './case-filter.ts';
import type { Asking, Endpoints } from './endpoint.ts';
import { durationMs, int32, keyText, name, operationReference, tags, variables } from './request-values.ts';
import { reject } from './problem.ts';
import { answerSearch, searchBody } from './search.ts';
import { checkTenant, toCamundaTenant } from './tenant.ts';

const start = z
  .strictObject({
    processDefinitionId: name.nullish(),
    processDefinitionVersion: int32.nullish(),
    processDefinitionKey: keyText.nullish(),
    variables: variables.nullish(),
    tenantId: z.string().nullish(),
    operationReference,
    startInstructions: z
      .array(z.strictObject({ elementId: name }))
      .max(1_000)
      .nullish(),
    runtimeInstructions: z
      .array(z.strictObject({ type: z.literal('TERMINATE_PROCESS_INSTANCE'), afterElementId: name }))
      .max(1_000)
      .nullish(),
    awaitCompletion: z.boolean().nullish(),
    fetchVariables: z.array(z.string().max(1_000)).max(1_000).nullish(),
    requestTimeout: durationMs.nullish(),
    tags: tags.nullish(),
  })
  .refine(
    ({ processDefinitionId: id, processDefinitionKey: key }) => (typeof id === 'string') !== (typeof key === 'string'),
    'At least one of [processDefinitionId, processDefinitionKey] is required, and only one of them',
  );

const search = searchBody(caseFilter, {
  processInstanceKey: 'caseKey',
  processDefinitionId: 'processId',
  processDefinitionName: 'processName',
  processDefinitionVersion: 'processVersion',
  processDefinitionVersionTag: 'versionTag',
  processDefinitionKey: 'definitionKey',
  parentProcessInstanceKey: 'callerCaseKey',
  parentElementInstanceKey: 'callerElementInstanceKey',
  startDate: 'startedAt',
  endDate: 'endedAt',
  state: 'status',
  hasIncident: 'hasIncident',
  tenantId: 'tenantId',
});

const STATE = { active: 'ACTIVE', suspended: 'ACTIVE', completed: 'COMPLETED', cancelled: 'TERMINATED' } as const;

export function caseEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/process-instances', needs: 'cases.start', body: start }, async (asked) => {
    const { engine, access, body } = asked;
    checkTenant(access, body.tenantId);
    const endsAfter = (body.runtimeInstructions ?? []).map(({ afterElementId }) => afterElementId);
    const activate = body.startInstructions ?? [];
    if (activate.length > 0 && !may(asked.person, 'cases.repair'))
      reject('Forbidden', 'Your role does not allow to begin a process instance elsewhere than at its start event.');
    const started = await engine.start(access, {
      definition: definitionIn(body),
      variables: body.variables ?? {},
      ...(activate.length > 0 && { activate }),
      ...(endsAfter.length > 0 && { endsAfter }),
      ...(body.tags && { tags: body.tags }),
    });
    if (isRefusal(started)) return started;
    const { caseKey, definition } = started;
    const result =
      body.awaitCompletion === true
        ? await awaitCompletion(asked, caseKey, body.requestTimeout ?? 0, body.fetchVariables ?? undefined)
        : {};
    return {
      processDefinitionId: definition.processId,
      processDefinitionVersion: definition.version,
      processDefinitionKey: definition.definitionKey,
      tenantId: toCamundaTenant(definition.tenantId),
      processInstanceKey: caseKey,
      variables: result,
      tags: body.tags ?? [],
    };
  });

  on({ method: 'POST', path: '/process-instances/search', needs: 'cases.read', body: search }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.cases(access, query),
      (rows) => rows.map(processInstance),
    ),
  );

  on({ method: 'GET', path: '/process-instances/:key', needs: 'cases.read' }, async (asked) => {
    const row = await findCase(asked, asked.key);
    return row === undefined ? noCase(asked.key) : processInstance(row);
  });

  on(
    {
      method: 'POST',
      path: '/process-instances/:key/cancellation',
      needs: 'cases.cancel',
      body: z.strictObject({ operationReference }).nullable(),
    },
    async ({ engine, access, key }) => {
      const cancelled = await engine.perform(access, key as CaseKey, { type: 'cancelCase' });
      // To Camunda's clients a process instance that has ended is not there to be cancelled.
      return isRefusal(cancelled) ? noCase(key) : undefined;
    },
  );
}

function definitionIn(body: z.output<typeof start>) {
  if (typeof body.processDefinitionKey === 'string') return { key: body.processDefinitionKey as DefinitionKey };
  const version = body.processDefinitionVersion ?? -1;
  return { processId: body.processDefinitionId ?? '', ...(version !== -1 && { version }) };
}

/** The case with this very key; undefined when the caller may not see it. */
export async function findCase({ engine, access }: Asking, key: string): Promise<CaseRow | undefined> {
  const { items } = await engine.search.cases(access, { filter: [{ field: 'caseKey', is: 'eq', value: key }], limit: 1 });
  return items[0];
}

function noCase(key: string): Refusal {
  return refuse('notFound', `Process Instance with key '${key}' not found`);
}

function processInstance(row: CaseRow) {
  return {
    processInstanceKey: row.caseKey,
    processDefinitionId: row.processId,
    processDefinitionName: row.processName === '' ? row.processId : row.processName,
    processDefinitionVersion: row.processVersion,
    ...(row.versionTag !== undefined && { processDefinitionVersionTag: row.versionTag }),
    processDefinitionKey: row.definitionKey,
    startDate: iso(row.startedAt),
    ...(row.endedAt !== undefined && { endDate: iso(row.endedAt) }),
    state: STATE[row.status],
    hasIncident: row.hasIncident,
    tenantId: toCamundaTenant(row.tenantId),
    ...(row.callerCaseKey !== undefined && { parentProcessInstanceKey: row.callerCaseKey }),
    ...(row.callerElementInstanceKey !== undefined && { parentElementInstanceKey: row.callerElementInstanceKey }),
    tags: row.tags ?? [],
  };
}
