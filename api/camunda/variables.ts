/** Variables of cases and of the scopes inside them. */
import { z } from 'zod';
import { isRefusal, refuse } from '../../engine/errors.ts';
import { caseKeyOf, type ElementInstanceKey, type VariableView, variableWithKey } from '../../engine/index.ts';
import { conditionsOn, keyCriteria } from './criteria.ts';
import type { Asking, Endpoints } from './endpoint.ts';
import { filterOf, key, tenant, text } from './filters.ts';
import { reject } from './problem.ts';
import { operationReference, variables } from './request-values.ts';
import { answerSearch, searchBody } from './search.ts';
import { toCamundaTenant } from './tenant.ts';

/** Longer values are cut in searches, unless the caller wants all of them. Camunda's own length. */
const LONGEST_VALUE = 8191;

/** One key alone is looked up; others are held against every variable that else matches. */
const byKey = keyCriteria.transform((criteria) => [
  ...(criteria.$eq === undefined ? [] : variableWithKey(criteria.$eq)),
  ...conditionsOn('key', criteria),
]);

const search = searchBody(
  filterOf({
    name: text('name'),
    value: text('value'),
    tenantId: tenant,
    isTruncated: z.boolean().transform(() => reject('INVALID_ARGUMENT', 'Variables cannot be filtered by isTruncated here.')),
    variableKey: byKey,
    scopeKey: key('scopeKey'),
    processInstanceKey: key('caseKey'),
  }),
  {
    value: 'value',
    name: 'name',
    tenantId: 'tenantId',
    variableKey: 'key',
    scopeKey: 'scopeKey',
    processInstanceKey: 'caseKey',
  },
);

/** Of a user task: its own and those of the scopes around it. */
const taskSearch = searchBody(filterOf({ name: text('name') }), {
  value: 'value',
  name: 'name',
  tenantId: 'tenantId',
  variableKey: 'key',
  scopeKey: 'scopeKey',
  processInstanceKey: 'caseKey',
});

const setting = z.strictObject({ variables, local: z.boolean().nullish(), operationReference });

export function variableEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/variables/search', needs: 'cases.read', body: search, query: ['truncateValues'] }, (asked) => {
    const isCut = asked.query['truncateValues'] !== 'false';
    return answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.variables(access, query),
      (rows) => rows.map((row) => variable(row, isCut)),
    );
  });
  on({ method: 'GET', path: '/variables/:key', needs: 'cases.read' }, async ({ engine, access, key: asked }) => {
    const { items } = await engine.search.variables(access, { filter: variableWithKey(asked), limit: 1 });
    if (!items[0]) return refuse('notFound', `Variable with key '${asked}' not found`);
    const { isTruncated: _never, ...whole } = variable(items[0], false);
    return whole;
  });
  const ofTask = { method: 'POST', path: '/user-tasks/:key/variables/search', needs: 'tasks.read', body: taskSearch } as const;
  on({ ...ofTask, query: ['truncateValues'] }, async (asked) => {
    const isCut = asked.query['truncateValues'] !== 'false';
    const [task] = (await asked.engine.search.tasks(asked.access, { filter: [{ field: 'key', is: 'eq', value: asked.key }] }))
      .items;
    if (!task) return refuse('notFound', `User Task with key '${asked.key}' not found`);
    const scopes = await scopesAround(asked, task.elementInstanceKey);
    return answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.variables(access, query),
      (rows) => rows.map((row) => variable(row, isCut)),
      [{ field: 'scopeKey', is: 'in', value: scopes }],
    );
  });
  on(
    { method: 'PUT', path: '/element-instances/:key/variables', needs: 'cases.edit', body: setting },
    async ({ engine, access, key: asked, body }) => {
      const scopeKey = asked as ElementInstanceKey;
      const command = { type: 'setVariables', scopeKey, variables: body.variables, local: body.local ?? false } as const;
      const set = await engine.perform(access, caseKeyOf(asked), command);
      return isRefusal(set) ? set : undefined;
    },
  );
}

async function scopesAround({ engine, access }: Asking, innermost: ElementInstanceKey): Promise<ElementInstanceKey[]> {
  const scopes: ElementInstanceKey[] = [];
  for (let scope: ElementInstanceKey | undefined = innermost; scope !== undefined;) {
    scopes.push(scope);
    const filter = [{ field: 'key', is: 'eq', value: scope }] as const;
    const { items } = await engine.search.elementInstances(access, { filter, limit: 1 });
    scope = items[0]?.scopeKey;
  }
  return scopes;
}

function variable(row: VariableView, isCut: boolean) {
  const isTruncated = isCut && row.value.length > LONGEST_VALUE;
  return {
    name: row.name,
    value: isTruncated ? row.value.slice(0, LONGEST_VALUE) : row.value,
    isTruncated,
    tenantId: toCamundaTenant(row.tenantId),
    variableKey: row.key,
    scopeKey: row.scopeKey,
    processInstanceKey: row.caseKey,
  };
}
