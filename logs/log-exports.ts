/** Logs on their way out: a process's own or an imported one, of some cases, without names unless they are asked for; each is recorded. */
import { createHmac } from 'node:crypto';
import type { CsvForm } from '../analytics/log/csv-writer.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import { withNamedActivities } from '../analytics/log/named-activities.ts';
import type { NotWritten, WriteProgress } from '../analytics/log/not-written.ts';
import { withPseudonyms } from '../analytics/log/pseudonyms.ts';
import { type Selection, selects } from '../analytics/log/selection.ts';
import { EXPORT_FILES, type ExportFormat, lossesOf, writeLog } from '../analytics/log/write-log.ts';
import type { Database } from '../database/connect.ts';
import { type Clock, isKey } from '../engine/index.ts';
import type { ImportedLogs } from './imported-logs.ts';
import type { OwnLogs } from './own-log.ts';
import { selectCases } from '../analytics/log/select-cases.ts';
import { listExports, type LogExportRecord, pseudonymKey, recordExport } from './store/log-exports.ts';

export interface ExportRequest {
  readonly tenantId: string;
  /** The key of an imported log, or the id of a process. */
  readonly source: string;
  readonly format: ExportFormat;
  readonly selection: Selection;
  /** Of CSV. */
  readonly form?: CsvForm | undefined;
  /** With the names of those who did the work; otherwise each has a pseudonym, the same in every export of the tenant. */
  readonly named: boolean;
  /** Who takes it. */
  readonly by: string;
  readonly progress?: WriteProgress | undefined;
}

export interface LogExport {
  readonly fileName: string;
  readonly contentType: string;
  readonly cases: number;
  readonly rows: number;
  /** The file; it ends with what the form does not keep. */
  readonly pieces: AsyncGenerator<string, readonly NotWritten[]>;
}

export type ExportPreview = Pick<LogExport, 'cases' | 'rows'> & { readonly losses: readonly NotWritten[] };

export interface LogExports {
  /** Undefined when there is no such source; an export without a case has no pieces worth writing, and is not recorded. */
  begin(request: ExportRequest): Promise<LogExport | undefined>;
  /** What a form would not keep of how many cases: asked beforehand, and not recorded, since nothing leaves the house. */
  preview(request: Omit<ExportRequest, 'by'>): Promise<ExportPreview | undefined>;
  /** What was exported, newest first. */
  list(tenantId: string, limit?: number): Promise<readonly LogExportRecord[]>;
}

interface Source {
  readonly kind: 'process' | 'log';
  readonly name: string;
  readonly log: EventLog;
  /** The same with names in the place of element ids. */
  readonly readable: EventLog;
}

export function logExports(database: Database, imported: ImportedLogs, own: OwnLogs, clock: Clock): LogExports {
  async function find(tenantId: string, source: string): Promise<Source | undefined> {
    // The id of a process is one of XML, which begins with no digit.
    if (isKey(source)) {
      const found = await imported.open(tenantId, source);
      return found && { kind: 'log', name: found.facts.name, log: found.log, readable: found.log };
    }
    const found = await own.one(tenantId, source);
    return found && { ...found, kind: 'process', readable: withNamedActivities(found.log, found.nameOf) };
  }

  async function choose({ tenantId, source, selection, named }: Omit<ExportRequest, 'by'>) {
    const found = await find(tenantId, source);
    if (found === undefined) return undefined;
    // An activity is told by its element or by its name; both logs have the same cases.
    const isElement = selection.activities?.every((activity) => found.log.activities.includes(activity)) ?? false;
    const chosen = selectCases(found.readable, selects(isElement ? found.log : found.readable, selection));
    const log = named ? chosen : withPseudonyms(chosen, await pseudonymsOf(database, tenantId));
    return { ...found, log };
  }

  return {
    async begin(request) {
      const found = await choose(request);
      if (found === undefined) return undefined;
      const { kind, name, log } = found;
      const { tenantId, source, format, form, selection, named, by, progress } = request;
      const { ending, contentType } = EXPORT_FILES[format];
      const file: LogExport = {
        fileName: `${name.replace(/\.(xes|csv)(\.gz)?$/i, '')}${ending}`,
        contentType,
        cases: log.cases.count,
        rows: log.rows,
        pieces: writeLog(log, format, { form, progress }),
      };
      if (file.cases > 0)
        await recordExport(database, tenantId, {
          sourceKind: kind,
          sourceId: source,
          format,
          selection: { ...selection },
          named,
          cases: file.cases,
          exportedAt: clock.now(),
          exportedBy: by,
        });
      return file;
    },
    async preview(request) {
      const found = await choose(request);
      return found && { cases: found.log.cases.count, rows: found.log.rows, losses: await lossesOf(found.log, request.format) };
    },
    list: (tenantId, limit = 200) => listExports(database, tenantId, limit),
  };
}

/** Short enough to read, long enough that two of ten thousand people are hardly ever one. */
const DIGITS = 10;

async function pseudonymsOf(database: Database, tenantId: string): Promise<(name: string) => string> {
  const key = await pseudonymKey(database, tenantId);
  return (name) => `person-${createHmac('sha256', key).update(name).digest('hex').slice(0, DIGITS)}`;
}
