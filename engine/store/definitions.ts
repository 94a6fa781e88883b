import type { Knex } from 'knex';
import type { Finding } from '../errors.ts';
import type { DefinitionKey, DeploymentKey, FormKey } from '../ids.ts';
import type { FormBinding } from '../model/executable-process.ts';
import { toSql } from './instants.ts';
import type { DefinitionRow } from './views.ts';

/** A version as it is stored: what the searches show, and its text. */
export interface StoredDefinition extends DefinitionRow {
  readonly xml: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  /** Nothing starts it any more. */
  readonly deletedAt?: number;
}

/** An element of a version: how rows call it, and the form it shows. */
export interface StoredElement {
  readonly elementId: string;
  readonly name: string;
  readonly kind: string;
  readonly form?: FormBinding;
  /** The form of the same deployment that it is bound to. */
  readonly formKey?: FormKey;
  readonly externalForm?: string;
}

export interface StoredDeployment {
  readonly tenantId: string;
  readonly deploymentKey: DeploymentKey;
  readonly deployedAt: number;
  readonly deployedBy?: string | undefined;
  readonly reason?: string | undefined;
  readonly findings: readonly Finding[];
}

interface DefinitionSql {
  readonly tenant_id: string;
  readonly definition_key: DefinitionKey;
  readonly deployment_key: DeploymentKey;
  readonly process_id: string;
  readonly name: string;
  readonly version: number;
  readonly version_tag: string | null;
  readonly resource_name: string;
  readonly hash: string;
  readonly xml: string;
  readonly start_form_id: string | null;
  readonly deployed_at: Date;
  readonly deployed_by: string | null;
  readonly deleted_at: Date | null;
}

function definitionOf(row: DefinitionSql): StoredDefinition {
  return {
    definitionKey: row.definition_key,
    deploymentKey: row.deployment_key,
    tenantId: row.tenant_id,
    processId: row.process_id,
    name: row.name,
    version: row.version,
    ...(row.version_tag === null ? {} : { versionTag: row.version_tag }),
    resourceName: row.resource_name,
    hasStartForm: row.start_form_id !== null,
    ...(row.start_form_id === null ? {} : { startFormId: row.start_form_id }),
    deployedAt: row.deployed_at.getTime(),
    ...(row.deployed_by === null ? {} : { deployedBy: row.deployed_by }),
    ...(row.deleted_at === null ? {} : { deletedAt: row.deleted_at.getTime() }),
    hash: row.hash,
    xml: row.xml,
  };
}

export async function readDefinition(
  sql: Knex,
  tenantId: string,
  definitionKey: DefinitionKey,
): Promise<StoredDefinition | undefined> {
  const row = await sql<DefinitionSql>('definitions')
    .where({ tenant_id: tenantId, definition_key: definitionKey })
    .first<DefinitionSql | undefined>();
  return row && definitionOf(row);
}

/** A version of a process that may be started, the latest (or the latest below a number) when none is asked for. */
export async function readVersion(
  sql: Knex,
  tenantId: string,
  processId: string,
  version?: number | { readonly below: number },
): Promise<StoredDefinition | undefined> {
  const query = sql<DefinitionSql>('definitions').where({ tenant_id: tenantId, process_id: processId, deleted_at: null });
  if (typeof version === 'number') query.where({ version });
  else if (version !== undefined) query.where('version', '<', version.below);
  const row = await query.orderBy('version', 'desc').first<DefinitionSql | undefined>();
  return row && definitionOf(row);
}

/** The newest version of a process, also one that is deleted: its number is not given again. */
export async function readNewest(sql: Knex, tenantId: string, processId: string): Promise<StoredDefinition | undefined> {
  const row = await sql<DefinitionSql>('definitions')
    .where({ tenant_id: tenantId, process_id: processId })
    .orderBy('version', 'desc')
    .first<DefinitionSql | undefined>();
  return row && definitionOf(row);
}

export async function isDeleted(sql: Knex, tenantId: string, key: DefinitionKey): Promise<boolean> {
  const row: unknown = await sql('definitions')
    .where({ tenant_id: tenantId, definition_key: key })
    .whereNotNull('deleted_at')
    .first('definition_key');
  return row !== undefined;
}

export async function hasRunningCases(sql: Knex, tenantId: string, key: DefinitionKey): Promise<boolean> {
  const row: unknown = await sql('cases')
    .where({ tenant_id: tenantId, definition_key: key })
    .whereNull('ended_at')
    .first('case_key');
  return row !== undefined;
}

/** @returns false when it was deleted already */
export async function deleteDefinition(sql: Knex, tenantId: string, key: DefinitionKey, at: number): Promise<boolean> {
  const deleted = await sql('definitions')
    .where({ tenant_id: tenantId, definition_key: key, deleted_at: null })
    .update({ deleted_at: toSql(at) });
  return deleted > 0;
}

/**
 * Tells the planner how many definitions there are: a table so small is never analysed by PostgreSQL itself, which then takes it for one row
 * and reads all cases anew for each definition.
 */
export async function analyseDefinitions(sql: Knex): Promise<void> {
  await sql.raw('ANALYZE definitions');
}

export async function insertDeployment(sql: Knex, deployment: StoredDeployment): Promise<void> {
  await sql('deployments').insert({
    tenant_id: deployment.tenantId,
    deployment_key: deployment.deploymentKey,
    deployed_at: toSql(deployment.deployedAt),
    deployed_by: deployment.deployedBy ?? null,
    reason: deployment.reason ?? null,
    findings: JSON.stringify(deployment.findings),
  });
}

/** @throws a unique violation (23505) when another deployment has just made this version. */
export async function insertDefinition(
  sql: Knex,
  definition: StoredDefinition,
  elements: readonly StoredElement[],
): Promise<void> {
  const { tenantId, definitionKey } = definition;
  await sql('definitions').insert({
    tenant_id: tenantId,
    definition_key: definitionKey,
    deployment_key: definition.deploymentKey,
    process_id: definition.processId,
    name: definition.name,
    version: definition.version,
    version_tag: definition.versionTag ?? null,
    resource_name: definition.resourceName,
    hash: definition.hash,
    xml: definition.xml,
    start_form_id: definition.startFormId ?? null,
    deployed_at: toSql(definition.deployedAt),
    deployed_by: definition.deployedBy ?? null,
  });
  const rows = elements.map(({ elementId, name, kind, form, formKey, externalForm }) => ({
    tenant_id: tenantId,
    definition_key: definitionKey,
    element_id: elementId,
    name,
    kind,
    form_id: form?.formId,
    form_binding: form?.binding,
    form_version_tag: form?.versionTag,
    form_key: formKey,
    external_form: externalForm,
  }));
  await sql.raw(
    `INSERT INTO definition_elements SELECT * FROM json_to_recordset(CAST(? AS json)) AS x(tenant_id text, definition_key bigint,
       element_id text, name text, kind text, form_id text, form_binding text, form_version_tag text, form_key bigint, external_form text)`,
    [JSON.stringify(rows)],
  );
}
