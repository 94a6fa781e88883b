/** Questions about a case's shape: its callers, the flows it took, how often each element of a model was reached. */
import type { Knex } from 'knex';
import { bucketOf, type CaseKey, type DefinitionKey } from '../ids.ts';
import { visibleCases, type Access } from './access.ts';
import { addConditions } from './conditions.ts';
import type { Condition } from './query.ts';
import { CASES } from './searchables.ts';
import type { CallLink, ElementStatistics } from './views.ts';

/** From the case at the top of the calls down to this one, those that may be seen; empty when this one may not. */
export async function callChain(sql: Knex, access: Access, caseKey: CaseKey): Promise<CallLink[]> {
  interface Row {
    readonly case_key: CaseKey;
    readonly definition_key: DefinitionKey;
    readonly process_id: string;
    readonly name: string;
  }
  const { sql: seen, bindings } = visibleCases(access);
  const { rows } = await sql.raw<{ rows: Row[] }>(
    `WITH RECURSIVE chain AS (
       SELECT c.bucket, c.tenant_id, c.case_key, c.caller_case_key, 0 AS above FROM cases c
        WHERE c.bucket = ? AND c.case_key = ? AND ${seen}
       UNION ALL
       SELECT c.bucket, c.tenant_id, c.case_key, c.caller_case_key, chain.above + 1 FROM chain JOIN cases c
           ON c.bucket = chain.bucket AND c.tenant_id = chain.tenant_id AND c.case_key = chain.caller_case_key)
     SELECT c.case_key, c.definition_key, c.process_id, d.name FROM chain
       JOIN cases c ON c.bucket = chain.bucket AND c.tenant_id = chain.tenant_id AND c.case_key = chain.case_key
       JOIN definitions d ON d.tenant_id = c.tenant_id AND d.definition_key = c.definition_key
      WHERE ${seen} ORDER BY chain.above DESC`,
    [bucketOf(caseKey), caseKey, ...bindings, ...bindings] as Knex.RawBinding[],
  );
  return rows.map((row) => {
    return { caseKey: row.case_key, definitionKey: row.definition_key, processId: row.process_id, processName: row.name };
  });
}

/** Ids of what tokens of a case have come by: sequence flows, and the ids of elements where several had to gather. */
export async function waysTaken(sql: Knex, tenantId: string, caseKey: CaseKey): Promise<string[]> {
  const rows = await sql('event_log')
    .where({ bucket: bucketOf(caseKey), tenant_id: tenantId, case_key: caseKey })
    .whereIn('type', ['elementEnabled', 'elementPassed', 'tokenMarked'])
    .whereRaw(`data->>'flow' IS NOT NULL`)
    .distinct<{ flow: string }[]>(sql.raw(`data->>'flow' AS flow`))
    .orderBy('flow');
  return rows.map(({ flow }) => flow);
}

/**
 * How often each element was reached, in a case or in all cases of a version that may be seen.
 * @param loops elements with a loop marker: their runs are counted, and not what holds the runs together
 */
export async function countElements(
  sql: Knex,
  access: Access,
  of: { readonly caseKey: CaseKey } | { readonly definitionKey: DefinitionKey; readonly filter?: readonly Condition[] },
  loops: readonly string[],
): Promise<ElementStatistics[]> {
  const { sql: seen, bindings } = visibleCases(access);
  const counted = `(i.loop_counter IS NOT NULL OR i.element_id <> ALL(CAST(? AS text[])))`;
  const count = (condition: string, name: string) =>
    sql.raw(`count(*) FILTER (WHERE ${condition} AND ${counted}) AS ${name}`, [[...loops]] as unknown as Knex.RawBinding[]);
  const query = sql
    .queryBuilder()
    .fromRaw(
      `element_instances i JOIN cases c ON c.bucket = i.bucket AND c.tenant_id = i.tenant_id AND c.case_key = i.case_key
         JOIN definitions d ON d.tenant_id = c.tenant_id AND d.definition_key = c.definition_key`,
    )
    .whereRaw(seen, [...bindings])
    .whereNotNull('i.scope_key')
    .where(
      'caseKey' in of ? { 'i.bucket': bucketOf(of.caseKey), 'i.case_key': of.caseKey } : { 'i.definition_key': of.definitionKey },
    )
    .groupBy('i.element_id')
    .orderBy('i.element_id')
    .select(
      'i.element_id',
      count('i.ended_at IS NULL', 'active'),
      count(`i.status = 'completed'`, 'completed'),
      count(`i.ended_at IS NOT NULL AND i.status <> 'completed'`, 'cancelled'),
      sql.raw('count(*) FILTER (WHERE i.has_incident) AS incidents'),
    );
  if ('filter' in of) addConditions(query, sql, CASES.fields, of.filter ?? []);
  const rows = (await query) as Readonly<Record<'element_id' | 'active' | 'completed' | 'cancelled' | 'incidents', string>>[];
  return rows.map(({ element_id: elementId, active, completed, cancelled, incidents }) => {
    const counts = { active: Number(active), completed: Number(completed), cancelled: Number(cancelled) };
    return { elementId, ...counts, incidents: Number(incidents) };
  });
}
