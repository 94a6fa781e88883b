/** Where process instances have been: sequence flows, counts by element, who called whom. */
import { z } from 'zod';
import { refuse } from '../../engine/errors.ts';
import type { CaseKey, DefinitionKey, ElementStatistics } from '../../engine/index.ts';
import { statisticsFilter } from './case-filter.ts';
import { findCase } from './cases.ts';
import type { Endpoints } from './endpoint.ts';
import { resolved } from './filters.ts';
import { toCamundaTenant } from './tenant.ts';

export function caseStructureEndpoints({ on }: Endpoints): void {
  const noCase = (key: string) => refuse('notFound', `Process Instance with key '${key}' not found`);

  on({ method: 'GET', path: '/process-instances/:key/sequence-flows', needs: 'cases.read' }, async (asked) => {
    const { engine, access, key } = asked;
    const row = await findCase(asked, key);
    const flows = row && (await engine.takenFlows(access, row.caseKey));
    if (!row || !flows) return noCase(key);
    return {
      items: flows.map((elementId) => ({
        sequenceFlowId: `${key}_${elementId}`,
        processInstanceKey: row.caseKey,
        processDefinitionKey: row.definitionKey,
        processDefinitionId: row.processId,
        elementId,
        tenantId: toCamundaTenant(row.tenantId),
      })),
    };
  });

  on(
    { method: 'GET', path: '/process-instances/:key/statistics/element-instances', needs: 'cases.read' },
    async ({ engine, access, key }) => {
      const counts = await engine.statistics(access, { caseKey: key as CaseKey });
      return counts ? { items: counts.map(count) } : noCase(key);
    },
  );

  on(
    {
      method: 'POST',
      path: '/process-definitions/:key/statistics/element-instances',
      needs: 'cases.read',
      body: z.strictObject({ filter: statisticsFilter.nullish() }),
    },
    async (asked) => {
      const { engine, access, key, body } = asked;
      const filter = await resolved(asked, body.filter ?? []);
      const counts = await engine.statistics(access, { definitionKey: key as DefinitionKey, filter });
      return counts ? { items: counts.map(count) } : refuse('notFound', `Process Definition with key '${key}' not found`);
    },
  );

  on({ method: 'GET', path: '/process-instances/:key/call-hierarchy', needs: 'cases.read' }, async ({ engine, access, key }) => {
    const chain = await engine.callHierarchy(access, key as CaseKey);
    if (!chain) return noCase(key);
    return chain.map((link) => ({
      processInstanceKey: link.caseKey,
      processDefinitionKey: link.definitionKey,
      processDefinitionName: link.processName === '' ? link.processId : link.processName,
    }));
  });
}

function count({ elementId, active, completed, cancelled, incidents }: ElementStatistics) {
  return { elementId, active, canceled: cancelled, incidents, completed };
}
