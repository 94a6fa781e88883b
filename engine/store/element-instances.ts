import type { ElementInstanceRow } from '../case/effect.ts';
import type { CaseKey } from '../ids.ts';
import type { CasePlace } from './case-place.ts';
import { toSql, toSqlIfAny } from './instants.ts';
import type { SqlRow, Table } from './table.ts';

export const ELEMENT_INSTANCES: Table = {
  name: 'element_instances',
  key: ['tenant_id', 'case_key', 'element_instance_key'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    element_instance_key: 'bigint',
    definition_key: 'bigint',
    element_id: 'text',
    scope_key: 'bigint',
    status: 'text',
    flow: 'text',
    loop_counter: 'int',
    enabled_at: 'timestamptz',
    claimed_at: 'timestamptz',
    started_at: 'timestamptz',
    suspended_ms: 'bigint',
    ended_at: 'timestamptz',
    actor: 'text',
    unit: 'text',
    has_incident: 'boolean',
    called_case_key: 'bigint',
  },
  // Known to the step that calls, and to no later one.
  kept: ['called_case_key'],
};

export function elementInstanceRow(
  { bucket, tenant_id, case_key, definition_key }: CasePlace,
  row: ElementInstanceRow,
  calledCaseKey: CaseKey | undefined,
): SqlRow {
  return {
    bucket,
    tenant_id,
    case_key,
    definition_key,
    element_instance_key: row.key,
    element_id: row.elementId,
    scope_key: row.scopeKey,
    status: row.status,
    flow: row.flow,
    loop_counter: row.loopCounter,
    enabled_at: toSql(row.enabledAt),
    claimed_at: toSqlIfAny(row.claimedAt),
    started_at: toSqlIfAny(row.startedAt),
    suspended_ms: row.suspendedMs,
    ended_at: toSqlIfAny(row.endedAt),
    actor: row.actor,
    unit: row.unit,
    has_incident: row.hasIncident,
    called_case_key: calledCaseKey,
  };
}
