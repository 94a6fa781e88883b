import type { Knex } from 'knex';
import { bucketOf, caseKeyOf } from '../ids.ts';
import { visibleCases, type Access } from './access.ts';

/** What has become of an object that its case no longer holds; undefined when there never was one, or it may not be seen. */
export async function endedObject(
  sql: Knex,
  access: Access,
  { table, key }: { readonly table: 'tasks' | 'jobs' | 'incidents'; readonly key: string },
): Promise<string | undefined> {
  const { sql: seen, bindings } = visibleCases(access);
  const column = { tasks: 'task_key', jobs: 'job_key', incidents: 'incident_key' }[table];
  const row: Readonly<Record<string, unknown>> | undefined = await sql(`${table} as o`)
    .join('cases as c', (on) => {
      on.on('c.bucket', 'o.bucket').on('c.tenant_id', 'o.tenant_id').on('c.case_key', 'o.case_key');
    })
    .where({ 'o.bucket': bucketOf(key), 'o.case_key': caseKeyOf(key), [`o.${column}`]: key })
    .whereRaw(seen, [...bindings])
    .first('o.*');
  if (!row) return undefined;
  return typeof row['status'] === 'string' ? row['status'] : 'resolved';
}
