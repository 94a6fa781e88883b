import type { Knex } from 'knex';
import type { VariableEntry } from '../case/log-event.ts';
import type { Json } from '../errors.ts';
import { bucketOf, type CaseKey, type ElementInstanceKey } from '../ids.ts';
import type { CasePlace } from './case-place.ts';
import type { SqlRow, Table } from './table.ts';

const VALUE_FORMAT = 1;

export const VARIABLE_LOG: Table = {
  name: 'variable_log',
  key: ['tenant_id', 'case_key', 'seq', 'name'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    seq: 'int',
    scope_key: 'bigint',
    name: 'text',
    format_version: 'smallint',
    value: 'json',
  },
};

export function valueRow({ definition_key: _, ...place }: CasePlace, entry: VariableEntry): SqlRow {
  const { seq, scopeKey, name, value } = entry;
  return { ...place, seq, scope_key: scopeKey, name, format_version: VALUE_FORMAT, value: boxed(value) };
}

/** A JSON null in a record would be read as SQL's NULL; in a list of one it stays a value. */
function boxed(value: Json): readonly [Json] {
  return [value];
}

interface StoredValue {
  readonly seq: number;
  readonly scope_key: ElementInstanceKey;
  readonly name: string;
  readonly format_version: number;
  readonly value: readonly [Json];
}

/** A case's values in the order of its events. */
export async function readValues(sql: Knex, tenantId: string, caseKey: CaseKey): Promise<VariableEntry[]> {
  const rows = await sql('variable_log')
    .where({ bucket: bucketOf(caseKey), tenant_id: tenantId, case_key: caseKey })
    .select<StoredValue[]>('seq', 'scope_key', 'name', 'format_version', 'value')
    .orderBy(['seq', 'name']);
  return rows.map((row) => {
    if (row.format_version !== VALUE_FORMAT)
      throw new Error(`A value is of format ${row.format_version}; this version of Eiga reads up to ${VALUE_FORMAT}.`);
    return { seq: row.seq, scopeKey: row.scope_key, name: row.name, value: row.value[0] };
  });
}
