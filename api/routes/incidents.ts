/** Incidents: list, try again. */
import { isRefusal, refuse } from '../../engine/errors.ts';
import type { Access, Engine, IncidentKey, IncidentView, Query } from '../../engine/index.ts';
import { caseKeyOf } from '../../engine/index.ts';
import { may } from '../../organisation/index.ts';
import { incidentJson } from '../answers/case.ts';
import { incidentOperations } from '../contract/incidents.ts';
import type { Binder } from '../route.ts';

export function incidentRoutes({ route }: Binder, engine: Engine): void {
  route(incidentOperations.listIncidents, async ({ person, access, query }) => {
    const filter: NonNullable<Query['filter']>[number][] = [
      { field: 'resolvedAt', is: 'exists', value: query.resolved === 'true' },
    ];
    if (query.caseKey !== undefined) filter.push({ field: 'caseKey', is: 'eq', value: query.caseKey });
    if (query.processId !== undefined) filter.push({ field: 'processId', is: 'eq', value: query.processId });
    const page = await engine.search.incidents(access, {
      filter,
      sort: [
        { field: 'raisedAt', order: 'desc' },
        { field: 'key', order: 'desc' },
      ],
      limit: query.limit,
      ...(query.after !== undefined && { after: query.after }),
    });
    const mayResolve = may(person, 'incidents.resolve');
    return { items: page.items.map((row) => incidentJson(row, mayResolve)), total: page.total, endCursor: page.endCursor };
  });

  route(incidentOperations.resolveIncident, async ({ access, params }) => {
    const incidentKey = params.incidentKey as IncidentKey;
    const before = await findIncident(engine, access, incidentKey);
    if (before === undefined) return noIncident();
    const caseKey = caseKeyOf(incidentKey);
    // A job without retries left would stop at once again.
    if (before.jobKey !== undefined && before.resolvedAt === undefined) {
      const given = await engine.perform(access, caseKey, { type: 'updateJob', jobKey: before.jobKey, retries: 1 });
      if (isRefusal(given)) return given;
    }
    const performed = await engine.perform(access, caseKey, { type: 'resolveIncident', incidentKey });
    if (isRefusal(performed)) return performed;
    return incidentJson((await findIncident(engine, access, incidentKey)) ?? before, true);
  });
}

async function findIncident(engine: Engine, access: Access, key: IncidentKey): Promise<IncidentView | undefined> {
  const { items } = await engine.search.incidents(access, { filter: [{ field: 'key', is: 'eq', value: key }], limit: 1 });
  return items[0];
}

function noIncident() {
  return refuse('notFound', 'There is no such incident.');
}
