/** Process definitions: search, read, their XML. */
import { refuse } from '../../engine/errors.ts';
import type { DefinitionKey, DefinitionRow } from '../../engine/index.ts';
import type { Asking, Endpoints } from './endpoint.ts';
import { filterOf, flag, integer, key, tenant, text } from './filters.ts';
import { answerSearch, searchBody } from './search.ts';
import { toCamundaTenant } from './tenant.ts';

const search = searchBody(
  filterOf({
    name: text('name'),
    isLatestVersion: flag('isLatest'),
    resourceName: text('resourceName'),
    version: integer('version'),
    versionTag: text('versionTag'),
    processDefinitionId: text('processId'),
    processDefinitionKey: key('definitionKey'),
    hasStartForm: flag('hasStartForm'),
    tenantId: tenant,
  }),
  {
    processDefinitionKey: 'definitionKey',
    name: 'name',
    resourceName: 'resourceName',
    version: 'version',
    versionTag: 'versionTag',
    processDefinitionId: 'processId',
    tenantId: 'tenantId',
  },
);

export function definitionEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/process-definitions/search', needs: 'models.read', body: search }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.definitions(access, query),
      (rows) => rows.map(definition),
    ),
  );
  on({ method: 'GET', path: '/process-definitions/:key', needs: 'models.read' }, async (asked) => {
    const row = await findDefinition(asked, asked.key);
    return row === undefined ? noDefinition(asked.key) : definition(row);
  });
  on({ method: 'GET', path: '/process-definitions/:key/xml', needs: 'models.read' }, async ({ engine, access, key: asked }) => {
    const xml = await engine.xml(access, asked as DefinitionKey);
    return xml === undefined ? noDefinition(asked) : { xml };
  });
}

async function findDefinition({ engine, access }: Asking, asked: string): Promise<DefinitionRow | undefined> {
  const filter = [{ field: 'definitionKey', is: 'eq', value: asked }] as const;
  const { items } = await engine.search.definitions(access, { filter, limit: 1 });
  return items[0];
}

function noDefinition(asked: string) {
  return refuse('notFound', `Process Definition with key '${asked}' not found`);
}

function definition(row: DefinitionRow) {
  return {
    name: row.name,
    resourceName: row.resourceName,
    version: row.version,
    ...(row.versionTag !== undefined && { versionTag: row.versionTag }),
    processDefinitionId: row.processId,
    tenantId: toCamundaTenant(row.tenantId),
    processDefinitionKey: row.definitionKey,
    hasStartForm: row.hasStartForm,
  };
}
