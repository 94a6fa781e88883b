import type { Knex } from 'knex';
import type { CaseState } from '../case/state.ts';
import { bucketOf } from '../ids.ts';

/**
 * Rows of a case that goes on in another version and that its step has not written anew: the case's own model, its process's row and
 * incident, and what its open timers and subscriptions lead to. What has ended keeps the version that it ended in.
 */
export async function followMigration(
  sql: Knex.Transaction,
  { tenantId, caseKey, definitionKey, instances }: CaseState,
  processId: string,
  correlationKey: string | undefined,
): Promise<void> {
  const place = { bucket: bucketOf(caseKey), tenant_id: tenantId, case_key: caseKey };
  const root = { ...place, element_instance_key: caseKey };
  const model = { definition_key: definitionKey, element_id: processId };
  await sql('cases')
    .where(place)
    .update({ definition_key: definitionKey, process_id: processId, correlation_key: correlationKey ?? null });
  await sql('element_instances').where(root).update(model);
  await sql('incidents').where(root).whereNull('resolved_at').update(model);
  const waits = Object.values(instances).flatMap((instance) => instance.waits);
  const timers = waits.filter(({ kind }) => kind === 'timer').map(({ key, target }) => ({ key, target }));
  const subscriptions = waits.flatMap((wait) =>
    wait.kind === 'message' || wait.kind === 'signal' ? [{ bucket: wait.bucket, key: wait.key, target: wait.target }] : [],
  );
  if (timers.length > 0)
    await sql.raw(
      `UPDATE timers t SET target = x.target FROM json_to_recordset(CAST(? AS json)) AS x(key bigint, target text)
        WHERE t.bucket = ? AND t.tenant_id = ? AND t.case_key = ? AND t.timer_key = x.key`,
      [JSON.stringify(timers), place.bucket, tenantId, caseKey],
    );
  if (subscriptions.length > 0)
    await sql.raw(
      `UPDATE subscriptions s SET target = x.target, process_id = ?
         FROM json_to_recordset(CAST(? AS json)) AS x(bucket int, key bigint, target text)
        WHERE s.bucket = x.bucket AND s.tenant_id = ? AND s.case_key = ? AND s.subscription_key = x.key`,
      [processId, JSON.stringify(subscriptions), tenantId, caseKey],
    );
}
