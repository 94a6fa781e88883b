import { transaction } from '../../database/transaction.ts';
import { refuse, type Refusal } from '../errors.ts';
import type { FormKey, RequirementsKey } from '../ids.ts';
import type { Access } from '../store/access.ts';
import { deleteRequirements } from '../store/decisions.ts';
import { deleteForm } from '../store/forms.ts';
import type { EngineNode } from './node.ts';

/**
 * Deletes a version of a form or of a DMN file with its decisions: the one before it is the latest, and nothing new may use it. Models that
 * are bound to it by their deployment keep it, and so do all that name it where no other version is left, so that no case stands still.
 */
export async function deleteFile(
  node: EngineNode,
  { tenantId }: Access,
  key: FormKey | RequirementsKey,
): Promise<Refusal | undefined> {
  const now = node.clock.now();
  const isDeleted = await transaction(
    node.database,
    async (sql) =>
      (await deleteForm(sql, tenantId, key as FormKey, now)) || deleteRequirements(sql, tenantId, key as RequirementsKey, now),
  );
  return isDeleted ? undefined : refuse('notFound', `there is no form and no DMN file ${key}`);
}
