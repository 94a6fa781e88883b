import type { IncidentRow } from '../case/effect.ts';
import type { CasePlace } from './case-place.ts';
import { toSql, toSqlIfAny } from './instants.ts';
import type { SqlRow, Table } from './table.ts';

export const INCIDENTS: Table = {
  name: 'incidents',
  key: ['tenant_id', 'case_key', 'incident_key'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    incident_key: 'bigint',
    element_instance_key: 'bigint',
    definition_key: 'bigint',
    element_id: 'text',
    kind: 'text',
    raised_at: 'timestamptz',
    resolved_at: 'timestamptz',
    job_key: 'bigint',
    message: 'text',
  },
  kept: ['message'],
};

export function incidentRow({ bucket, tenant_id, case_key, definition_key }: CasePlace, row: IncidentRow): SqlRow {
  return {
    bucket,
    tenant_id,
    case_key,
    definition_key,
    incident_key: row.key,
    element_instance_key: row.elementInstanceKey,
    element_id: row.elementId,
    kind: row.kind,
    raised_at: toSql(row.raisedAt),
    resolved_at: toSqlIfAny(row.resolvedAt),
    job_key: row.jobKey,
    message: row.message,
  };
}
