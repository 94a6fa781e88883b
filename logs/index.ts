/** The door of the logs: where event logs come from, imported ones and the engine's own. */
import type { Database } from '../database/connect.ts';
import type { Engine } from '../engine/index.ts';
import { type Clock, systemClock } from '../engine/time/clock.ts';
import { type ImportedLogs, importedLogs } from './imported-logs.ts';
import { type LogExports, logExports } from './log-exports.ts';
import { OwnLogs } from './own-log.ts';

export interface Logs {
  readonly imported: ImportedLogs;
  readonly own: OwnLogs;
  readonly exports: LogExports;
}

/** @param wallClock for the age of figures and the date of an import; the engine's may be pinned. */
export function openLogs(database: Database, engine: Engine, wallClock: Clock = systemClock): Logs {
  const imported = importedLogs(database, wallClock);
  const own = new OwnLogs(engine, () => wallClock.now());
  return { imported, own, exports: logExports(database, imported, own, wallClock) };
}

export type { CsvForm } from '../analytics/log/csv-writer.ts';
export type { LogFault } from '../analytics/log/log-fault.ts';
export type { NotWritten } from '../analytics/log/not-written.ts';
export { type Selection, selects } from '../analytics/log/selection.ts';
export { EXPORT_FORMATS, type ExportFormat, writeLog } from '../analytics/log/write-log.ts';
export type { CsvReading } from './csv-proposals.ts';
export { type ImportedLogs, importedLogs, type ImportRequest } from './imported-logs.ts';
export type { ExportRequest, LogExport, LogExports } from './log-exports.ts';
export { FRESH_MS, type OwnLog, type OwnLogs } from './own-log.ts';
export { type LogFormat, logFormat, readLogFile } from './read-log-file.ts';
export { selectCases } from '../analytics/log/select-cases.ts';
export type { LogExportRecord } from './store/log-exports.ts';
export type { ImportedLog } from './store/imported-logs.ts';
