import type { DefinitionKey, DeploymentKey } from '../ids.ts';
import type { Binding } from '../model/executable-process.ts';
import { membersOf } from '../store/called-process.ts';
import { readVersion, type StoredDefinition } from '../store/definitions.ts';
import type { Sql } from '../store/sql.ts';
import type { PlannedProcess, ResourceFinding } from './planned.ts';

/** A call activity; `processId` is absent where an expression names the process. */
interface Call extends Binding {
  readonly element: string;
  readonly processId?: string;
  readonly resource: string;
}

function callsOf({ process, resource }: PlannedProcess): Call[] {
  return [...process.nodes.values()].flatMap((node) => {
    if (node.kind !== 'callActivity') return [];
    const { processId, ...binding } = node.called;
    const named = typeof processId.constant === 'string' ? { processId: processId.constant } : {};
    return [{ ...binding, ...named, element: node.id, resource: resource.name }];
  });
}

/** A process bound to the deployment has to be in it. */
export function missingCalls(processes: readonly PlannedProcess[]): ResourceFinding[] {
  const there = new Set(processes.map(({ process }) => process.id));
  return processes.flatMap(callsOf).flatMap(({ element, processId, binding, resource }): ResourceFinding[] => {
    if (binding !== 'deployment' || processId === undefined || there.has(processId)) return [];
    const message =
      `'${element}' calls process '${processId}' of the same deployment, but it is not in it; ` +
      'deploy the two together, or bind the call to the latest version.';
    return [{ rule: 'called-process-not-found', severity: 'error', element, message, resource }];
  });
}

/** A called process may come after its caller, so that it is missing is a warning. */
export async function unknownCalls(sql: Sql, tenantId: string, processes: readonly PlannedProcess[]): Promise<ResourceFinding[]> {
  const there = new Set(processes.map(({ process }) => process.id));
  const findings: ResourceFinding[] = [];
  for (const { element, processId, binding, resource } of processes.flatMap(callsOf)) {
    if (binding === 'deployment' || processId === undefined || there.has(processId)) continue;
    if (await readVersion(sql, tenantId, processId)) continue;
    const message = `'${element}' calls process '${processId}', which is not deployed yet; deploy it before a case gets there.`;
    findings.push({ rule: 'called-process-not-found', severity: 'warning', element, message, resource });
  }
  return findings;
}

/** A process of the deployment with its latest version, and whether its bytes and what else it is bound to are still those. */
export interface Standing {
  readonly planned: PlannedProcess;
  readonly latest?: StoredDefinition | undefined;
  readonly isSame: boolean;
}

/**
 * The processes that are new versions: those that have changed, and those that call one by its deployment which in their last deployment
 * was another version. A call that names its process by an expression may mean any of the deployment.
 */
export async function newVersions(sql: Sql, tenantId: string, standings: readonly Standing[]): Promise<ReadonlySet<string>> {
  const changed = new Set(standings.filter(({ isSame }) => !isSame).map(({ planned }) => planned.process.id));
  const held = new Map(standings.map(({ planned, latest }) => [planned.process.id, latest?.definitionKey]));
  const callers: { readonly id: string; readonly called: readonly string[] }[] = [];
  for (const { planned, latest } of standings) {
    const { id } = planned.process;
    const bound = callsOf(planned).filter(({ binding }) => binding === 'deployment');
    if (!latest || changed.has(id) || bound.length === 0) continue;
    const called = bound.flatMap(({ processId }) => (processId === undefined ? [...held.keys()] : [processId]));
    const had = await hadKeys(sql, tenantId, latest.deploymentKey);
    if (called.some((one) => had.get(one) !== held.get(one))) changed.add(id);
    else callers.push({ id, called });
  }
  for (let before = -1; before !== changed.size;) {
    before = changed.size;
    for (const { id, called } of callers) if (called.some((one) => changed.has(one))) changed.add(id);
  }
  return changed;
}

async function hadKeys(sql: Sql, tenantId: string, deploymentKey: DeploymentKey): Promise<Map<string, DefinitionKey>> {
  const members = await membersOf(sql, tenantId, deploymentKey);
  return new Map(members.map(({ processId, definitionKey }) => [processId, definitionKey]));
}
