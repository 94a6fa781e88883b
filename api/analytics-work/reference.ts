/** A deployed version that a log is held against. */
import { type Refusal, refuse } from '../../engine/errors.ts';
import type { DefinitionRow, Engine } from '../../engine/index.ts';
import { portable } from '../../engine/model/portable.ts';
import type { Reference } from '../answers/analytics-models.ts';
import type { Question } from './messages.ts';

/** @param version the newest when absent */
export async function findReference(
  engine: Engine,
  tenantId: string,
  processId: string,
  version: number | undefined,
): Promise<(Reference & Pick<DefinitionRow, 'definitionKey'>) | Refusal> {
  const access = { tenantId, units: 'all' as const };
  const { items } = await engine.search.definitions(access, {
    filter: [
      { field: 'processId', is: 'eq', value: processId },
      ...(version === undefined ? [] : [{ field: 'version', is: 'eq' as const, value: version }]),
    ],
    sort: [{ field: 'version', order: 'desc' }],
    limit: 1,
  });
  const [row] = items;
  const process = row && (await engine.process(access, row.definitionKey));
  if (row === undefined || process === undefined) return refuse('notFound', 'There is no such reference.');
  return { processId, version: row.version, definitionKey: row.definitionKey, name: row.name, process };
}

/** As it goes to a thread. */
export function sentReference({
  process,
  ...reference
}: Reference): Pick<Extract<Question, { kind: 'conform' }>, 'reference' | 'process'> {
  return { reference, process: portable(process) };
}
