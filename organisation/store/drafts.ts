/** The table of half-filled forms: one of each person for each task. */
import type { Database } from '../../database/connect.ts';
import type { Variables } from '../../engine/errors.ts';
import { bucketOf, type TaskKey } from '../../engine/ids.ts';

export interface Draft {
  readonly values: Variables;
  readonly savedAt: number;
}

interface DraftRow {
  bucket: number;
  tenant_id: string;
  task_key: string;
  user_id: string;
  form_values: Variables;
  saved_at: Date;
}

const at = (tenantId: string, taskKey: TaskKey) => ({
  bucket: bucketOf(taskKey),
  tenant_id: tenantId,
  task_key: taskKey as string,
});

export async function saveDraft(
  { knex }: Database,
  tenantId: string,
  taskKey: TaskKey,
  user: string,
  { values, savedAt }: Draft,
): Promise<void> {
  await knex('drafts')
    .insert({ ...at(tenantId, taskKey), user_id: user, form_values: JSON.stringify(values), saved_at: new Date(savedAt) })
    .onConflict(['bucket', 'tenant_id', 'task_key', 'user_id'])
    .merge(['form_values', 'saved_at']);
}

export async function findDraft(
  { knex }: Database,
  tenantId: string,
  taskKey: TaskKey,
  user: string,
): Promise<Draft | undefined> {
  const row = await knex<DraftRow>('drafts')
    .where({ ...at(tenantId, taskKey), user_id: user })
    .first();
  return row && { values: row.form_values, savedAt: row.saved_at.getTime() };
}

export async function dropDraft({ knex }: Database, tenantId: string, taskKey: TaskKey, user: string): Promise<void> {
  await knex<DraftRow>('drafts')
    .where({ ...at(tenantId, taskKey), user_id: user })
    .delete();
}

/** Everybody's: the task has ended. */
export async function dropDraftsOf({ knex }: Database, tenantId: string, taskKey: TaskKey): Promise<void> {
  await knex<DraftRow>('drafts').where(at(tenantId, taskKey)).delete();
}
