import type { Knex } from 'knex';
import type { CaseKey, JobKey } from '../ids.ts';
import { toSql } from './instants.ts';

/** A job named without a lock; the activation itself locks its case and may find it taken. */
export interface NamedJob {
  readonly tenantId: string;
  readonly caseKey: CaseKey;
  readonly jobKey: JobKey;
}

interface JobNameRow {
  readonly tenant_id: string;
  readonly case_key: CaseKey;
  readonly job_key: JobKey;
}

/** Jobs of a type that may be given out now, those that have waited longest first. */
export async function availableJobs(
  sql: Knex,
  asked: { readonly type: string; readonly tenantIds: readonly string[] | 'all'; readonly now: number; readonly limit: number },
): Promise<NamedJob[]> {
  const query = sql('jobs').where({ type: asked.type, status: 'available' }).whereRaw('NOT suspended');
  if (asked.tenantIds !== 'all') query.whereIn('tenant_id', asked.tenantIds);
  const rows = await query
    .where('available_at', '<=', toSql(asked.now))
    .select<JobNameRow[]>('tenant_id', 'case_key', 'job_key')
    .orderBy(['available_at', 'job_key'])
    .limit(asked.limit);
  return rows.map(nameOf);
}

/** Jobs whose lease has run out at `now`, the longest over first; of one type, or of all. */
export async function overdueLeases(sql: Knex, now: number, limit: number, type?: string): Promise<NamedJob[]> {
  const rows = await sql('jobs')
    .where({ status: 'activated', ...(type === undefined ? {} : { type }) })
    .whereRaw('NOT suspended')
    .where('deadline_at', '<=', toSql(now))
    .select<JobNameRow[]>('tenant_id', 'case_key', 'job_key')
    .orderBy(['deadline_at', 'job_key'])
    .limit(limit);
  return rows.map(nameOf);
}

function nameOf(row: JobNameRow): NamedJob {
  return { tenantId: row.tenant_id, caseKey: row.case_key, jobKey: row.job_key };
}
