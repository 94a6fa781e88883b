import type { DecisionEntry } from '../decision/decision-model.ts';
import type { DecisionKey, DeploymentKey, RequirementsKey } from '../ids.ts';
import type { Binding } from '../model/executable-process.ts';
import type { DeployedDecisionRow, RequirementsRow } from './decision-views.ts';
import { toSql } from './instants.ts';
import type { Sql, SqlTransaction } from './sql.ts';

/** A version of a DMN file as it is stored. */
export interface StoredRequirements extends RequirementsRow {
  readonly xml: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly isDeleted?: boolean;
}

interface RequirementsSql {
  readonly tenant_id: string;
  readonly requirements_key: RequirementsKey;
  readonly deployment_key: DeploymentKey;
  readonly requirements_id: string;
  readonly name: string;
  readonly version: number;
  readonly resource_name: string;
  readonly hash: string;
  readonly xml: string;
  readonly deployed_at: Date;
  readonly deployed_by: string | null;
  readonly deleted_at: Date | null;
}

interface DecisionSql {
  readonly tenant_id: string;
  readonly decision_key: DecisionKey;
  readonly requirements_key: RequirementsKey;
  readonly decision_id: string;
  readonly name: string;
  readonly kind: string;
  readonly version: number;
  readonly version_tag: string | null;
  readonly deleted_at: Date | null;
}

/** The newest version of a file, also one that is deleted: its number is not given again. */
export async function latestRequirements(
  sql: Sql,
  tenantId: string,
  requirementsId: string,
): Promise<StoredRequirements | undefined> {
  const row = await sql<RequirementsSql>('decision_requirements')
    .where({ tenant_id: tenantId, requirements_id: requirementsId })
    .orderBy('version', 'desc')
    .first<RequirementsSql | undefined>();
  return (
    row && {
      requirementsKey: row.requirements_key,
      deploymentKey: row.deployment_key,
      tenantId: row.tenant_id,
      requirementsId: row.requirements_id,
      name: row.name,
      version: row.version,
      resourceName: row.resource_name,
      hash: row.hash,
      xml: row.xml,
      deployedAt: row.deployed_at.getTime(),
      ...(row.deployed_by === null ? {} : { deployedBy: row.deployed_by }),
      ...(row.deleted_at === null ? {} : { isDeleted: true }),
    }
  );
}

/** The newest version of each of these decisions, deleted or not, whichever file it is in; those that were never deployed are missing. */
export async function latestDecisions(
  sql: Sql,
  tenantId: string,
  decisionIds: readonly string[],
): Promise<Map<string, DeployedDecisionRow>> {
  const { rows } = await sql.raw<{ rows: DecisionSql[] }>(
    `SELECT DISTINCT ON (decision_id) * FROM decisions WHERE tenant_id = ? AND decision_id = ANY(?)
      ORDER BY decision_id, version DESC`,
    [tenantId, [...decisionIds]],
  );
  return new Map(
    rows.map((row) => [
      row.decision_id,
      {
        decisionKey: row.decision_key,
        tenantId: row.tenant_id,
        decisionId: row.decision_id,
        name: row.name,
        kind: row.kind,
        version: row.version,
        ...(row.version_tag === null ? {} : { versionTag: row.version_tag }),
        requirementsKey: row.requirements_key,
      },
    ]),
  );
}

/** @throws a unique violation (23505) when another deployment has just made this version of the file or of one of its decisions. */
export async function insertRequirements(
  sql: Sql,
  requirements: StoredRequirements,
  decisions: readonly DeployedDecisionRow[],
): Promise<void> {
  await sql('decision_requirements').insert({
    tenant_id: requirements.tenantId,
    requirements_key: requirements.requirementsKey,
    deployment_key: requirements.deploymentKey,
    requirements_id: requirements.requirementsId,
    name: requirements.name,
    version: requirements.version,
    resource_name: requirements.resourceName,
    hash: requirements.hash,
    xml: requirements.xml,
    deployed_at: toSql(requirements.deployedAt),
    deployed_by: requirements.deployedBy ?? null,
  });
  const rows = decisions.map((decision) => ({
    tenant_id: decision.tenantId,
    decision_key: decision.decisionKey,
    requirements_key: decision.requirementsKey,
    decision_id: decision.decisionId,
    name: decision.name,
    kind: decision.kind,
    version: decision.version,
    version_tag: decision.versionTag,
  }));
  await sql.raw(
    `INSERT INTO decisions SELECT * FROM json_to_recordset(CAST(? AS json)) AS x(tenant_id text, decision_key bigint,
       requirements_key bigint, decision_id text, name text, kind text, version int, version_tag text)`,
    [JSON.stringify(rows)],
  );
}

/** With all decisions in it. @returns false when there is none, or it was deleted already */
export async function deleteRequirements(
  sql: SqlTransaction,
  tenantId: string,
  requirementsKey: RequirementsKey,
  at: number,
): Promise<boolean> {
  const file = { tenant_id: tenantId, requirements_key: requirementsKey, deleted_at: null };
  if (
    (await sql('decision_requirements')
      .where(file)
      .update({ deleted_at: toSql(at) })) === 0
  )
    return false;
  await sql('decisions')
    .where(file)
    .update({ deleted_at: toSql(at) });
  return true;
}

/** By id, the version of each decision that a deployment held. */
export type DeploymentDecisions = ReadonlyMap<string, DecisionKey>;

export async function insertDeploymentDecisions(
  sql: Sql,
  tenantId: string,
  deploymentKey: DeploymentKey,
  decisions: DeploymentDecisions,
): Promise<void> {
  const rows = Array.from(decisions, ([decision_id, decision_key]) => ({ decision_id, decision_key }));
  if (rows.length === 0) return;
  await sql.raw(
    `INSERT INTO deployment_decisions (tenant_id, deployment_key, decision_id, decision_key)
       SELECT ?, ?, x.decision_id, x.decision_key FROM json_to_recordset(CAST(? AS json)) AS x(decision_id text, decision_key bigint)`,
    [tenantId, deploymentKey, JSON.stringify(rows)],
  );
}

export async function deploymentDecisions(
  sql: Sql,
  tenantId: string,
  deploymentKey: DeploymentKey,
): Promise<DeploymentDecisions> {
  const rows = await sql('deployment_decisions')
    .where({ tenant_id: tenantId, deployment_key: deploymentKey })
    .select<{ decision_id: string; decision_key: DecisionKey }[]>('decision_id', 'decision_key');
  return new Map(rows.map((row) => [row.decision_id, row.decision_key]));
}

/** A decision as something refers to it. */
export interface WantedDecision extends Binding {
  readonly decisionId: string;
  /** What a binding to the deployment means. */
  readonly deploymentKey: DeploymentKey;
}

/** Which version is meant now. */
export interface FoundDecision {
  readonly decisionKey: DecisionKey;
  readonly decisionId: string;
  readonly version: number;
  readonly requirementsKey: RequirementsKey;
  /** It stands for cases alone, where nothing is left in its place. */
  readonly isDeleted: boolean;
}

interface FoundSql {
  readonly decision_key: DecisionKey | null;
  readonly decision_id: string;
  readonly version: number;
  readonly requirements_key: RequirementsKey;
  readonly deleted_at: Date | null;
}

/** What each of them means at this moment, in their order, in one query; undefined: there is none. */
export async function findDecisions(
  sql: Sql,
  tenantId: string,
  wanted: readonly WantedDecision[],
): Promise<(FoundDecision | undefined)[]> {
  const { rows } = await sql.raw<{ rows: FoundSql[] }>(
    `SELECT f.decision_key, f.decision_id, f.version, f.requirements_key, f.deleted_at
       FROM unnest(CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS bigint[])) WITH ORDINALITY
         AS w(decision_id, binding, version_tag, deployment_key, place)
       LEFT JOIN LATERAL (
         SELECT d.* FROM decisions d
          WHERE d.tenant_id = ? AND d.decision_id = w.decision_id
            AND (w.binding = 'latest'
              OR w.binding = 'versionTag' AND d.version_tag = w.version_tag
              OR w.binding = 'deployment' AND EXISTS (SELECT 1 FROM deployment_decisions o
                   WHERE o.tenant_id = d.tenant_id AND o.deployment_key = w.deployment_key AND o.decision_id = d.decision_id
                     AND o.decision_key = d.decision_key))
          ORDER BY d.deleted_at IS NOT NULL, d.version DESC LIMIT 1) f ON true
      ORDER BY w.place`,
    [
      wanted.map(({ decisionId }) => decisionId),
      wanted.map(({ binding }) => binding),
      wanted.map(({ versionTag }) => versionTag ?? ''),
      wanted.map(({ deploymentKey }) => deploymentKey),
      tenantId,
    ],
  );
  return rows.map((row) => (row.decision_key === null ? undefined : foundOf({ ...row, decision_key: row.decision_key })));
}

function foundOf(row: FoundSql & { readonly decision_key: DecisionKey }): FoundDecision {
  return {
    decisionKey: row.decision_key,
    decisionId: row.decision_id,
    version: row.version,
    requirementsKey: row.requirements_key,
    isDeleted: row.deleted_at !== null,
  };
}

/** A version by its key. */
export async function readDecision(sql: Sql, tenantId: string, decisionKey: DecisionKey): Promise<FoundDecision | undefined> {
  const row = await sql<DecisionSql>('decisions')
    .where({ tenant_id: tenantId, decision_key: decisionKey })
    .first<DecisionSql | undefined>();
  return row && foundOf(row);
}

/** The text of the file. */
export async function requirementsXml(sql: Sql, tenantId: string, requirementsKey: RequirementsKey): Promise<string | undefined> {
  const row = await sql<RequirementsSql>('decision_requirements')
    .where({ tenant_id: tenantId, requirements_key: requirementsKey })
    .first<{ readonly xml: string } | undefined>('xml');
  return row?.xml;
}

/** The text of the file that a version is in. */
export async function decisionXml(sql: Sql, tenantId: string, decisionKey: DecisionKey): Promise<string | undefined> {
  const found = await readDecision(sql, tenantId, decisionKey);
  return found && requirementsXml(sql, tenantId, found.requirementsKey);
}

/** What is deployed of an entry of a file. */
export function decisionRow(
  entry: DecisionEntry,
  of: Pick<DeployedDecisionRow, 'tenantId' | 'decisionKey' | 'requirementsKey' | 'version'>,
): DeployedDecisionRow {
  const { id: decisionId, name, kind, versionTag } = entry;
  return { ...of, decisionId, name, kind, ...(versionTag === undefined ? {} : { versionTag }) };
}
