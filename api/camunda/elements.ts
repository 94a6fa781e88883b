/** Element instances. */
import { refuse } from '../../engine/errors.ts';
import type { ElementInstanceView } from '../../engine/index.ts';
import { iso } from '../answers/instants.ts';
import { elementState, ELEMENT_STATES } from './element-states.ts';
import { loopsOf, typeOf, typeFilter } from './element-types.ts';
import type { Asking, Endpoints } from './endpoint.ts';
import { among, elementName, type FilterField, filterOf, flag, instant, key, state, tenant, text } from './filters.ts';
import { answerSearch, searchBody } from './search.ts';
import { conditionsOn, keyCriteria } from './criteria.ts';
import { toCamundaTenant } from './tenant.ts';

/** An element instance has at most one open incident, which it does not name. */
const incidentKey: FilterField = keyCriteria.transform((criteria) => [
  (asking: Asking) =>
    among(
      'key',
      (access, query) => asking.engine.search.incidents(access, query),
      asking,
      [{ field: 'resolvedAt', is: 'exists', value: false }, ...conditionsOn('key', criteria)],
      (row) => row.elementInstanceKey,
    ),
]);

const search = searchBody(
  filterOf({
    processDefinitionId: text('processId'),
    state: state('status', ELEMENT_STATES),
    type: typeFilter,
    elementId: text('elementId'),
    elementName,
    hasIncident: flag('hasIncident'),
    tenantId: tenant,
    elementInstanceKey: key('key'),
    processInstanceKey: key('caseKey'),
    processDefinitionKey: key('definitionKey'),
    incidentKey,
    startDate: instant('enabledAt'),
    endDate: instant('endedAt'),
    elementInstanceScopeKey: key('scopeKey'),
  }),
  {
    elementInstanceKey: 'key',
    processInstanceKey: 'caseKey',
    processDefinitionKey: 'definitionKey',
    processDefinitionId: 'processId',
    startDate: 'enabledAt',
    endDate: 'endedAt',
    elementId: 'elementId',
    elementName: 'elementName',
    type: 'elementKind',
    state: 'status',
    incidentKey: 'hasIncident',
    tenantId: 'tenantId',
  },
);

export function elementEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/element-instances/search', needs: 'cases.read', body: search }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.elementInstances(access, query),
      (rows) => elementInstances(asked, rows),
    ),
  );
  on({ method: 'GET', path: '/element-instances/:key', needs: 'cases.read' }, async (asked) => {
    const filter = [{ field: 'key', is: 'eq', value: asked.key }] as const;
    const { items } = await asked.engine.search.elementInstances(asked.access, { filter, limit: 1 });
    const [told] = await elementInstances(asked, items);
    return told ?? refuse('notFound', `Element Instance with key '${asked.key}' not found`);
  });
}

async function elementInstances(asking: Asking, rows: readonly ElementInstanceView[]) {
  const loops = await loopsOf(asking, new Set(rows.map((row) => row.definitionKey)));
  const incidents = await openIncidents(asking, rows);
  return rows.map((row) => {
    const incident = incidents.get(row.key);
    return {
      elementInstanceKey: row.key,
      processInstanceKey: row.caseKey,
      processDefinitionKey: row.definitionKey,
      processDefinitionId: row.processId,
      startDate: iso(row.enabledAt),
      ...(row.endedAt !== undefined && { endDate: iso(row.endedAt) }),
      elementId: row.elementId,
      elementName: row.elementName === '' ? row.elementId : row.elementName,
      type: typeOf(row, loops),
      state: elementState(row.status),
      hasIncident: row.hasIncident,
      ...(incident !== undefined && { incidentKey: incident }),
      tenantId: toCamundaTenant(row.tenantId),
    };
  });
}

async function openIncidents({ engine, access }: Asking, rows: readonly ElementInstanceView[]): Promise<Map<string, string>> {
  const held = rows.filter((row) => row.hasIncident).map((row) => row.key);
  if (held.length === 0) return new Map();
  const { items } = await engine.search.incidents(access, {
    filter: [
      { field: 'elementInstanceKey', is: 'in', value: held },
      { field: 'resolvedAt', is: 'exists', value: false },
    ],
    limit: held.length,
  });
  return new Map(items.map((row) => [row.elementInstanceKey, row.key]));
}
