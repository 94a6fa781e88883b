import type { TaskRow } from '../case/effect.ts';
import type { CasePlace } from './case-place.ts';
import { toSql, toSqlIfAny } from './instants.ts';
import type { SqlRow, Table } from './table.ts';

export const TASKS: Table = {
  name: 'tasks',
  key: ['tenant_id', 'case_key', 'task_key'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    task_key: 'bigint',
    element_instance_key: 'bigint',
    definition_key: 'bigint',
    element_id: 'text',
    status: 'text',
    listener: 'text',
    assignee: 'text',
    candidate_groups: 'text[]',
    candidate_users: 'text[]',
    priority: 'int',
    created_at: 'timestamptz',
    due_at: 'timestamptz',
    follow_up_at: 'timestamptz',
    claimed_at: 'timestamptz',
    started_at: 'timestamptz',
    completed_at: 'timestamptz',
    suspension_reason: 'text',
    suspended_since: 'timestamptz',
    suspended_ms: 'bigint',
  },
};

export function taskRow({ bucket, tenant_id, case_key, definition_key }: CasePlace, row: TaskRow): SqlRow {
  return {
    bucket,
    tenant_id,
    case_key,
    definition_key,
    task_key: row.key,
    element_instance_key: row.elementInstanceKey,
    element_id: row.elementId,
    status: row.status,
    listener: row.listener,
    assignee: row.assignee,
    candidate_groups: row.candidateGroups,
    candidate_users: row.candidateUsers,
    priority: row.priority,
    created_at: toSql(row.createdAt),
    due_at: toSqlIfAny(row.dueAt),
    follow_up_at: toSqlIfAny(row.followUpAt),
    claimed_at: toSqlIfAny(row.claimedAt),
    started_at: toSqlIfAny(row.startedAt),
    completed_at: toSqlIfAny(row.completedAt),
    suspension_reason: row.suspension?.reason,
    suspended_since: toSqlIfAny(row.suspension?.since),
    suspended_ms: row.suspendedMs,
  };
}
