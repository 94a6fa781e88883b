/** The tables of exports: their record, and the key of a tenant's pseudonyms. */
import { randomBytes } from 'node:crypto';
import type { ExportFormat } from '../../analytics/log/write-log.ts';
import type { Database } from '../../database/connect.ts';

/** What left the house. */
export interface LogExportRecord {
  readonly sourceKind: 'process' | 'log';
  readonly sourceId: string;
  readonly format: ExportFormat;
  readonly selection: Readonly<Record<string, unknown>>;
  /** With the names of those who did the work. */
  readonly named: boolean;
  readonly cases: number;
  readonly exportedAt: number;
  readonly exportedBy: string;
}

interface ExportRow {
  source_kind: string;
  source_id: string;
  format: string;
  selection: Readonly<Record<string, unknown>>;
  named: boolean;
  cases: number;
  exported_at: Date;
  exported_by: string;
}

export async function recordExport({ knex }: Database, tenantId: string, record: LogExportRecord): Promise<void> {
  await knex('log_exports').insert({
    tenant_id: tenantId,
    source_kind: record.sourceKind,
    source_id: record.sourceId,
    format: record.format,
    selection: JSON.stringify(record.selection),
    named: record.named,
    cases: record.cases,
    exported_at: new Date(record.exportedAt),
    exported_by: record.exportedBy,
  });
}

/** Newest first. */
export async function listExports({ knex }: Database, tenantId: string, limit: number): Promise<readonly LogExportRecord[]> {
  const rows = await knex('log_exports')
    .where({ tenant_id: tenantId })
    .orderBy('export_key', 'desc')
    .limit(limit)
    .select<ExportRow[]>('*');
  return rows.map((row) => ({
    sourceKind: row.source_kind === 'process' ? 'process' : 'log',
    sourceId: row.source_id,
    format: row.format === 'xes' ? 'xes' : row.format === 'ocel' ? 'ocel' : 'csv',
    selection: row.selection,
    named: row.named,
    cases: row.cases,
    exportedAt: row.exported_at.getTime(),
    exportedBy: row.exported_by,
  }));
}

/** The key of a tenant's pseudonyms, made when it is first asked for. */
export async function pseudonymKey({ knex }: Database, tenantId: string): Promise<Uint8Array> {
  await knex('pseudonym_keys')
    .insert({ tenant_id: tenantId, key: randomBytes(32) })
    .onConflict('tenant_id')
    .ignore();
  const row = await knex('pseudonym_keys').where({ tenant_id: tenantId }).first<{ key: Uint8Array } | undefined>('key');
  if (row === undefined) throw new Error('The key of pseudonyms was not kept.');
  return row.key;
}
