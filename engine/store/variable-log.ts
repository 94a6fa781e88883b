import type { Knex } from 'knex';
import type { VariableEntry } from '../case/log-event.ts';
import type { Json, Variables } from '../errors.ts';
import { bucketOf, type CaseKey, type ElementInstanceKey } from '../ids.ts';
import type { CasePlace } from './case-place.ts';
import type { SqlRow, Table } from './table.ts';

const VALUE_FORMAT = 1;

export const VARIABLE_LOG: Table = {
  name: 'variable_log',
  key: ['tenant_id', 'case_key', 'seq'],
  columns: {
    tenant_id: 'text',
    case_key: 'bigint',
    seq: 'int',
    scope_key: 'bigint',
    format_version: 'smallint',
    '"values"': 'json',
  },
};

/** One row for each event that set values, with all of them by name. */
export function valueRows({ definition_key: _, ...place }: CasePlace, entries: readonly VariableEntry[]): SqlRow[] {
  const bySeq = new Map<number, { readonly scopeKey: ElementInstanceKey; readonly values: [string, Json][] }>();
  for (const { seq, scopeKey, name, value } of entries) {
    const row = bySeq.get(seq) ?? { scopeKey, values: [] };
    row.values.push([name, value]);
    bySeq.set(seq, row);
  }
  return Array.from(bySeq, ([seq, { scopeKey, values }]) => {
    return { ...place, seq, scope_key: scopeKey, format_version: VALUE_FORMAT, values: Object.fromEntries(values) };
  });
}

interface StoredValues {
  readonly seq: number;
  readonly scope_key: ElementInstanceKey;
  readonly format_version: number;
  readonly values: Variables;
}

/** A case's values in the order of its events. */
export async function readValues(sql: Knex, tenantId: string, caseKey: CaseKey): Promise<VariableEntry[]> {
  const rows = await sql('variable_log')
    .where({ bucket: bucketOf(caseKey), tenant_id: tenantId, case_key: caseKey })
    .select<StoredValues[]>('seq', 'scope_key', 'format_version', 'values')
    .orderBy('seq');
  return rows.flatMap(({ seq, scope_key: scopeKey, format_version: format, values }) => {
    if (format !== VALUE_FORMAT)
      throw new Error(`A value is of format ${format}; this version of Eiga reads up to ${VALUE_FORMAT}.`);
    return Object.entries(values).map(([name, value]) => ({ seq, scopeKey, name, value }));
  });
}
