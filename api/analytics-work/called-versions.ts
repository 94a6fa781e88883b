/** Which version of a called process a simulation takes: the one that a case would call. */
import type { Access, DefinitionKey, DefinitionRow, Engine, ExecutableProcess } from '../../engine/index.ts';

type Found = Pick<DefinitionRow, 'definitionKey' | 'deployedAt'> & { readonly process: ExecutableProcess };
interface Binding {
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
}

export interface CalledVersions {
  readonly called: readonly ExecutableProcess[];
  readonly versions: readonly DefinitionKey[];
}

/**
 * What a process calls, and what that calls, by the bindings of the calls: the newest, the newest with a tag, or that of the caller's
 * deployment, which was the newest then. What is not deployed is left out; of a process that is called in two versions the first is taken.
 * @param caller its version; absent of a file that is not deployed: that would be the newest
 */
export async function calledVersions(
  engine: Engine,
  access: Access,
  process: ExecutableProcess,
  caller: DefinitionKey | undefined,
): Promise<CalledVersions> {
  const found = new Map<string, Found | undefined>();
  const deployedAt = caller === undefined ? Infinity : await deployedAtOf(engine, access, caller);
  const asked: Pick<Found, 'process' | 'deployedAt'>[] = [{ process, deployedAt }];
  for (let next = asked.pop(); next !== undefined; next = asked.pop())
    for (const node of next.process.nodes.values()) {
      const id = node.kind === 'callActivity' ? node.called.processId.constant : undefined;
      if (node.kind !== 'callActivity' || typeof id !== 'string' || found.has(id)) continue;
      const one = await versionOf(engine, access, id, node.called, next.deployedAt);
      found.set(id, one);
      if (one !== undefined) asked.push(one);
    }
  const all = [...found.values()].filter((one) => one !== undefined);
  return { called: all.map((one) => one.process), versions: all.map(({ definitionKey }) => definitionKey) };
}

async function versionOf(
  engine: Engine,
  access: Access,
  processId: string,
  { binding, versionTag }: Binding,
  callerDeployedAt: number,
): Promise<Found | undefined> {
  const { items } = await engine.search.definitions(access, {
    filter: [
      { field: 'processId', is: 'eq', value: processId },
      ...(binding === 'versionTag' ? [{ field: 'versionTag', is: 'eq' as const, value: versionTag ?? '' }] : []),
    ],
    sort: [{ field: 'version', order: 'desc' }],
    limit: MOST_VERSIONS,
  });
  const row = binding === 'deployment' ? items.find(({ deployedAt }) => deployedAt <= callerDeployedAt) : items[0];
  const process = row && (await engine.process(access, row.definitionKey));
  return row && process && { process, definitionKey: row.definitionKey, deployedAt: row.deployedAt };
}

/** More versions of one process than anybody looks back at. */
const MOST_VERSIONS = 1_000;

async function deployedAtOf(engine: Engine, access: Access, key: DefinitionKey): Promise<number> {
  const { items } = await engine.search.definitions(access, {
    filter: [{ field: 'definitionKey', is: 'eq', value: key }],
    limit: 1,
  });
  return items[0]?.deployedAt ?? Infinity;
}
