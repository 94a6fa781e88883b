import type { Knex } from 'knex';
import type { Json } from '../errors.ts';
import { bucketOf, caseKeyOf, type DefinitionKey, type DeploymentKey, type FormKey, type TaskKey } from '../ids.ts';
import { toSql } from './instants.ts';

/** A version of a form. */
export interface StoredForm {
  readonly tenantId: string;
  readonly formKey: FormKey;
  readonly deploymentKey: DeploymentKey;
  readonly formId: string;
  readonly version: number;
  readonly versionTag?: string;
  readonly resourceName: string;
  readonly hash: string;
  readonly schema: Json;
  readonly isDeleted?: boolean;
}

interface FormSql {
  readonly tenant_id: string;
  readonly form_key: FormKey;
  readonly deployment_key: DeploymentKey;
  readonly form_id: string;
  readonly version: number;
  readonly version_tag: string | null;
  readonly resource_name: string;
  readonly hash: string;
  readonly schema: Json;
  readonly deleted_at: Date | null;
}

function formOf(row: FormSql): StoredForm {
  return {
    tenantId: row.tenant_id,
    formKey: row.form_key,
    deploymentKey: row.deployment_key,
    formId: row.form_id,
    version: row.version,
    ...(row.version_tag === null ? {} : { versionTag: row.version_tag }),
    resourceName: row.resource_name,
    hash: row.hash,
    schema: row.schema,
    ...(row.deleted_at === null ? {} : { isDeleted: true }),
  };
}

export async function readForm(sql: Knex, tenantId: string, formKey: FormKey): Promise<StoredForm | undefined> {
  const row = await sql<FormSql>('forms').where({ tenant_id: tenantId, form_key: formKey }).first<FormSql | undefined>();
  return row && formOf(row);
}

/** The newest version, also one that is deleted: its number is not given again. */
export async function latestForm(sql: Knex, tenantId: string, formId: string): Promise<StoredForm | undefined> {
  const row = await sql<FormSql>('forms')
    .where({ tenant_id: tenantId, form_id: formId })
    .orderBy('version', 'desc')
    .first<FormSql | undefined>();
  return row && formOf(row);
}

/** Whether any version may still be shown by what is new. */
export async function hasForm(sql: Knex, tenantId: string, formId: string): Promise<boolean> {
  const row: unknown = await sql('forms').where({ tenant_id: tenantId, form_id: formId, deleted_at: null }).first('form_key');
  return row !== undefined;
}

/** @returns false when there is none, or it was deleted already */
export async function deleteForm(sql: Knex, tenantId: string, formKey: FormKey, at: number): Promise<boolean> {
  const form = sql('forms').where({ tenant_id: tenantId, form_key: formKey, deleted_at: null });
  return (await form.update({ deleted_at: toSql(at) })) > 0;
}

/** @throws a unique violation (23505) when another deployment has just made this version. */
export async function insertForm(sql: Knex, form: StoredForm): Promise<void> {
  await sql('forms').insert({
    tenant_id: form.tenantId,
    form_key: form.formKey,
    deployment_key: form.deploymentKey,
    form_id: form.formId,
    version: form.version,
    version_tag: form.versionTag ?? null,
    resource_name: form.resourceName,
    hash: form.hash,
    schema: JSON.stringify(form.schema),
  });
}

/**
 * The form that an element `e` shows now, joined as `f`: by its binding the one deployed with the model, the one with
 * a version tag, or the latest. `latest` is decided when it is asked, so a corrected form also helps open tasks; one that is deleted
 * is shown where nothing is left in its place.
 */
export const FORM_OF_ELEMENT = `LEFT JOIN LATERAL (
    SELECT forms.form_key, forms.form_id, forms.version FROM forms
     WHERE forms.tenant_id = e.tenant_id AND forms.form_id = e.form_id
       AND (e.form_binding = 'latest'
         OR e.form_binding = 'deployment' AND forms.form_key = e.form_key
         OR e.form_binding = 'versionTag' AND forms.version_tag = e.form_version_tag)
     ORDER BY forms.deleted_at IS NOT NULL, forms.version DESC LIMIT 1) f ON true`;

/** The form of a task, by the binding of its model. */
export async function formOfTask(sql: Knex, tenantId: string, taskKey: TaskKey): Promise<StoredForm | undefined> {
  const { rows } = await sql.raw<{ rows: { form_key: FormKey | null }[] }>(
    `SELECT f.form_key FROM tasks t
       JOIN definition_elements e
         ON e.tenant_id = t.tenant_id AND e.definition_key = t.definition_key AND e.element_id = t.element_id
       ${FORM_OF_ELEMENT}
      WHERE t.bucket = ? AND t.tenant_id = ? AND t.case_key = ? AND t.task_key = ?`,
    [bucketOf(taskKey), tenantId, caseKeyOf(taskKey), taskKey],
  );
  const formKey = rows[0]?.form_key;
  return formKey ? readForm(sql, tenantId, formKey) : undefined;
}

/** The form of a version's none start event, by the binding of its model. */
export async function formOfStart(sql: Knex, tenantId: string, definitionKey: DefinitionKey): Promise<StoredForm | undefined> {
  const { rows } = await sql.raw<{ rows: { form_key: FormKey }[] }>(
    `SELECT f.form_key FROM definitions d
       JOIN definition_elements e ON e.tenant_id = d.tenant_id AND e.definition_key = d.definition_key AND e.form_id = d.start_form_id
       ${FORM_OF_ELEMENT}
      WHERE d.tenant_id = ? AND d.definition_key = ? AND e.kind = 'startEvent' AND f.form_key IS NOT NULL LIMIT 1`,
    [tenantId, definitionKey],
  );
  const formKey = rows[0]?.form_key;
  return formKey ? readForm(sql, tenantId, formKey) : undefined;
}
