/** Imported logs and what concerns them on their way out. */
import type { QualityProblem } from '../../analytics/index.ts';
import type { CsvReading, ImportedLog, LogExportRecord } from '../../logs/index.ts';
import { type CsvReadingJson, logExport, type QualityProblemJson } from '../contract/log-files.ts';
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

export function readingJson({ proposal, mapping, kept }: CsvReading): CsvReadingJson {
  return {
    rows: proposal.rows,
    columns: proposal.columns.map((column) => ({
      ...column,
      samples: [...column.samples],
      dateFormats: [...column.dateFormats],
      shapes: [...column.shapes],
    })),
    problems: proposal.problems.map((problem) => ({ ...problem })),
    mapping: { ...mapping, columns: mapping.columns.map((column) => ({ ...column })) },
    kept,
  };
}

export function exportJson({ exportedAt, selection, ...told }: LogExportRecord) {
  return { ...told, selection: logExport.shape.selection.parse(selection), exportedAt: iso(exportedAt) };
}

export function qualityJson({ cases, examples, effect, ...problem }: QualityProblem): QualityProblemJson {
  return { ...problem, cases: [...cases], examples: [...examples], effect: { ...effect, figures: [...effect.figures] } };
}
