/** The tables of imported logs. */
import type { Database } from '../../database/connect.ts';
import { transaction } from '../../database/transaction.ts';
import type { LogFormat } from '../read-log-file.ts';

export interface ImportedLog {
  readonly logKey: string;
  readonly name: string;
  readonly fileName: string;
  readonly format: LogFormat;
  readonly cases: number;
  readonly events: number;
  readonly activities: number;
  /** First and last instant; absent in a log without any. */
  readonly fromAt?: number;
  readonly toAt?: number;
  readonly importedAt: number;
  readonly importedBy: string;
}

interface LogRow {
  tenant_id: string;
  log_key: string;
  name: string;
  file_name: string;
  format: string;
  format_version: number;
  cases: number;
  events: number;
  activities: number;
  from_at: Date | null;
  to_at: Date | null;
  imported_at: Date;
  imported_by: string;
}

/** A piece is one value of one row: small enough for a statement, large enough to be few. */
const PIECE_BYTES = 1_000_000;

/** Keeps a log and its columns, all in one transaction. */
export async function insertLog(
  database: Database,
  tenantId: string,
  log: Omit<ImportedLog, 'logKey'>,
  bytes: Buffer,
  formatVersion: number,
): Promise<ImportedLog> {
  const logKey = await transaction(database, async (sql) => {
    const [row] = await sql('imported_logs')
      .insert({
        tenant_id: tenantId,
        name: log.name,
        file_name: log.fileName,
        format: log.format,
        format_version: formatVersion,
        cases: log.cases,
        events: log.events,
        activities: log.activities,
        from_at: log.fromAt === undefined ? null : new Date(log.fromAt),
        to_at: log.toAt === undefined ? null : new Date(log.toAt),
        imported_at: new Date(log.importedAt),
        imported_by: log.importedBy,
      })
      .returning<{ log_key: string }[]>('log_key');
    if (row === undefined) throw new Error('A log was kept without a key.');
    for (let piece = 0; piece * PIECE_BYTES < bytes.length; piece++)
      await sql('imported_log_pieces').insert({
        tenant_id: tenantId,
        log_key: row.log_key,
        piece,
        bytes: bytes.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES),
      });
    return row.log_key;
  });
  return { logKey, ...log };
}

/** Newest first. */
export async function listLogs({ knex }: Database, tenantId: string): Promise<readonly ImportedLog[]> {
  const rows = await knex<LogRow>('imported_logs').where({ tenant_id: tenantId }).orderBy('log_key', 'desc');
  return rows.map(importedLog);
}

export async function readLog(
  { knex }: Database,
  tenantId: string,
  logKey: string,
): Promise<{ readonly log: ImportedLog; readonly bytes: Buffer; readonly formatVersion: number } | undefined> {
  const row = await knex<LogRow>('imported_logs').where({ tenant_id: tenantId, log_key: logKey }).first();
  if (row === undefined) return undefined;
  const pieces = await knex('imported_log_pieces')
    .where({ tenant_id: tenantId, log_key: logKey })
    .orderBy('piece')
    .select<{ bytes: Uint8Array }[]>('bytes');
  return { log: importedLog(row), bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)), formatVersion: row.format_version };
}

/** False when there is none. */
export async function deleteLog(database: Database, tenantId: string, logKey: string): Promise<boolean> {
  return transaction(database, async (sql) => {
    await sql('imported_log_pieces').where({ tenant_id: tenantId, log_key: logKey }).delete();
    return (await sql('imported_logs').where({ tenant_id: tenantId, log_key: logKey }).delete()) === 1;
  });
}

function importedLog(row: LogRow): ImportedLog {
  return {
    logKey: row.log_key,
    name: row.name,
    fileName: row.file_name,
    format: row.format === 'xes' ? 'xes' : 'csv',
    cases: row.cases,
    events: row.events,
    activities: row.activities,
    importedAt: row.imported_at.getTime(),
    importedBy: row.imported_by,
    ...(row.from_at !== null && { fromAt: row.from_at.getTime() }),
    ...(row.to_at !== null && { toAt: row.to_at.getTime() }),
  };
}
