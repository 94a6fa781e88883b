import type { Knex } from 'knex';
import { transaction } from '../../database/transaction.ts';
import type { Database } from '../../database/connect.ts';
import { refuse, type Refusal } from '../errors.ts';
import { bucketOf, type CaseKey } from '../ids.ts';
import { visibleCases, type Access } from './access.ts';
import { eraseDecisionValues } from './decision-instances.ts';
import { toSql } from './instants.ts';

/**
 * Erases what an ended case and those that it called quote of people: values, what decisions saw, what faults said. Structure and timing
 * stay. Doing it again changes nothing. Refused while it runs, and of a called case: it goes with the one at the top.
 */
export function eraseCase(database: Database, access: Access, caseKey: CaseKey, now: number): Promise<Refusal | undefined> {
  const { tenantId } = access;
  const bucket = bucketOf(caseKey);
  const seen = visibleCases(access);
  return transaction(database, async (sql: Knex) => {
    const { rows } = await sql.raw<{ rows: { key: CaseKey; running: boolean; called: boolean }[] }>(
      `SELECT CAST(c.case_key AS text) AS key, c.ended_at IS NULL AS running, c.caller_case_key IS NOT NULL AS called
       FROM cases c WHERE c.bucket = ? AND ${seen.sql} AND c.case_key = ? FOR UPDATE`,
      [bucket, ...seen.bindings, caseKey],
    );
    const [top] = rows;
    if (top === undefined) return refuse('notFound', 'there is no such case');
    if (top.called) return refuse('conflict', 'it was called by another case, with which it is erased');
    if (top.running) return refuse('conflict', 'it has not ended');
    const place = { bucket, tenant_id: tenantId };
    const below = await sql('cases')
      .where({ ...place, root_case_key: caseKey })
      .select<{ case_key: CaseKey }[]>('case_key');
    const keys = [caseKey, ...below.map(({ case_key }) => case_key)];
    const of = (table: string) => sql(table).where(place).whereIn('case_key', keys);
    await of('cases')
      .whereNull('erased_at')
      .update({ variables: '{}', correlation_key: null, erased_at: toSql(now) });
    await of('variable_log').delete();
    await of('incidents').update({ message: '' });
    await of('jobs').update({ error_message: null });
    for (const key of keys) await eraseDecisionValues(sql, { tenantId, caseKey: key });
    return undefined;
  });
}
