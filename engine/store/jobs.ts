import type { JobRow } from '../case/effect.ts';
import type { CasePlace } from './case-place.ts';
import { toSql, toSqlIfAny } from './instants.ts';
import type { SqlRow, Table } from './table.ts';

export const JOBS: Table = {
  name: 'jobs',
  key: ['tenant_id', 'case_key', 'job_key'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    job_key: 'bigint',
    element_instance_key: 'bigint',
    definition_key: 'bigint',
    element_id: 'text',
    type: 'text',
    status: 'text',
    retries: 'int',
    lease: 'int',
    worker: 'text',
    created_at: 'timestamptz',
    started_at: 'timestamptz',
    deadline_at: 'timestamptz',
    available_at: 'timestamptz',
    error_message: 'text',
    error_code: 'text',
    listener: 'text',
    listener_index: 'int',
    suspended: 'boolean',
  },
  // The last failure's words stay with the job after it was given out again.
  kept: ['error_message', 'error_code'],
};

export function jobRow({ bucket, tenant_id, case_key, definition_key }: CasePlace, row: JobRow): SqlRow {
  return {
    bucket,
    tenant_id,
    case_key,
    definition_key,
    job_key: row.key,
    element_instance_key: row.elementInstanceKey,
    element_id: row.elementId,
    type: row.type,
    listener: row.listener?.phase,
    listener_index: row.listener?.index,
    status: row.status,
    retries: row.retries,
    lease: row.lease,
    worker: row.worker,
    created_at: toSql(row.createdAt),
    started_at: toSqlIfAny(row.startedAt),
    deadline_at: toSqlIfAny(row.deadlineAt),
    available_at: toSql(row.availableAt),
    error_message: row.errorMessage,
    error_code: row.errorCode,
    suspended: row.suspended ?? false,
  };
}
