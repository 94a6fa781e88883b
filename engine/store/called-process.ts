import type { Knex } from 'knex';
import { bucketOf, type CaseKey, type DefinitionKey, type DeploymentKey } from '../ids.ts';
import type { Binding } from '../model/executable-process.ts';

/** The version of a process that a case means by a binding; undefined: there is none. */
export async function calledVersion(
  sql: Knex,
  asked: { readonly tenantId: string; readonly caseKey: CaseKey; readonly processId: string; readonly binding: Binding },
): Promise<DefinitionKey | undefined> {
  const { tenantId, caseKey, processId, binding } = asked;
  const row: { definition_key: DefinitionKey } | undefined =
    binding.binding === 'deployment'
      ? await sql('cases as c')
          .join('definitions as d', (on) => {
            on.on('d.tenant_id', 'c.tenant_id').on('d.definition_key', 'c.definition_key');
          })
          .join('deployment_definitions as o', (on) => {
            on.on('o.tenant_id', 'd.tenant_id').on('o.deployment_key', 'd.deployment_key');
          })
          .join('definitions as m', (on) => {
            on.on('m.tenant_id', 'o.tenant_id').on('m.definition_key', 'o.definition_key');
          })
          .whereNull('m.deleted_at')
          .where({ 'c.bucket': bucketOf(caseKey), 'c.tenant_id': tenantId, 'c.case_key': caseKey, 'o.process_id': processId })
          .first('o.definition_key')
      : await sql('definitions')
          .where({ tenant_id: tenantId, process_id: processId, deleted_at: null })
          .where(binding.binding === 'versionTag' ? { version_tag: binding.versionTag ?? '' } : {})
          .orderBy('version', 'desc')
          .first('definition_key');
  return row?.definition_key;
}

/** Remembers which versions a deployment holds, those that were there before included. */
export async function insertMembers(
  sql: Knex,
  of: { readonly tenantId: string; readonly deploymentKey: DeploymentKey },
  definitions: readonly { readonly processId: string; readonly definitionKey: DefinitionKey }[],
): Promise<void> {
  const rows = definitions.map(({ processId, definitionKey }) => {
    return { tenant_id: of.tenantId, deployment_key: of.deploymentKey, process_id: processId, definition_key: definitionKey };
  });
  if (rows.length > 0) await sql('deployment_definitions').insert(rows);
}

export async function membersOf(
  sql: Knex,
  tenantId: string,
  deploymentKey: DeploymentKey,
): Promise<{ readonly processId: string; readonly definitionKey: DefinitionKey }[]> {
  const rows = await sql('deployment_definitions')
    .where({ tenant_id: tenantId, deployment_key: deploymentKey })
    .select<{ process_id: string; definition_key: DefinitionKey }[]>('process_id', 'definition_key');
  return rows.map((row) => ({ processId: row.process_id, definitionKey: row.definition_key }));
}
