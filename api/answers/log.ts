/** Imported logs on their way out. */
import type { ImportedLog } from '../../logs/index.ts';
import type { ImportedLog as ImportedLogJson } from '../contract/logs.ts';
import { iso, isoOr } from './instants.ts';

export function logJson(log: ImportedLog): ImportedLogJson {
  return {
    logKey: log.logKey,
    name: log.name,
    fileName: log.fileName,
    format: log.format,
    cases: log.cases,
    events: log.events,
    activities: log.activities,
    from: isoOr(log.fromAt, null),
    to: isoOr(log.toAt, null),
    importedAt: iso(log.importedAt),
    importedBy: log.importedBy,
  };
}
