/** The newest version of each process. */
import type { Access, DefinitionRow, Engine } from '../../engine/index.ts';

const ALL = 10_000;

export async function newestVersions(engine: Engine, access: Access): Promise<readonly DefinitionRow[]> {
  const { items } = await engine.search.definitions(access, { sort: [{ field: 'version', order: 'desc' }], limit: ALL });
  return [...new Map(items.toReversed().map((row) => [row.processId, row])).values()];
}
