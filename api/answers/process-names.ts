/** What processes are called: as their newest versions say, and in English as the one service that goes by them does. */
import type { Engine } from '../../engine/index.ts';
import type { Programme } from '../../programme/index.ts';

export interface ProcessName {
  /** As the model has it. */
  readonly own: string;
  readonly en?: string | undefined;
}

const MOST_VERSIONS = 10_000;

/** Asked once for all. */
export async function processNames(
  engine: Engine,
  { services }: Pick<Programme, 'services'>,
  tenantId: string,
  processIds: readonly string[],
): Promise<(processId: string) => ProcessName> {
  const [{ items }, cards] = await Promise.all([
    engine.search.definitions(
      { tenantId, units: 'all' },
      {
        filter: [{ field: 'processId', is: 'in', value: [...new Set(processIds)] }],
        sort: [{ field: 'version', order: 'asc' }],
        limit: MOST_VERSIONS,
      },
    ),
    services.list(tenantId, {}),
  ]);
  const own = new Map(items.map(({ processId, name }) => [processId, name]));
  return (processId) => {
    // A process of several services has the name of none.
    const [only, another] = cards.filter(({ card }) => card.processId === processId);
    return { own: own.get(processId) ?? processId, en: another === undefined ? only?.card.title.en : undefined };
  };
}

/** As answers tell it. */
export function processNamed({ own, en }: ProcessName) {
  return { processName: own, ...(en !== undefined && { processNameEn: en }) };
}
