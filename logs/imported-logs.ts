/** Imported logs: taken in whole or not at all, read once and kept in memory while they are asked about. */
import { COMPLETED, type EventLog } from '../analytics/log/event-log.ts';
import { isLogFault, type LogFault } from '../analytics/log/log-fault.ts';
import type { Database } from '../database/connect.ts';
import type { Clock } from '../engine/index.ts';
import { type CsvReading, type ProposedFile, proposeCsv } from './csv-proposals.ts';
import { FORMAT_VERSION, fromBytes, toBytes } from './column-bytes.ts';
import { type LogFormat, type ReadOptions, readLogFile } from './read-log-file.ts';
import type { CsvMapping } from '../analytics/log/csv-columns.ts';
import { keepMapping, readMapping, signatureOf } from './store/log-mappings.ts';
import { deleteLog, type ImportedLog, insertLog, listLogs, readLog } from './store/imported-logs.ts';

export interface ImportRequest extends ReadOptions {
  readonly tenantId: string;
  readonly name: string;
  readonly fileName: string;
  readonly format: LogFormat;
  readonly zipped: boolean;
  readonly source: AsyncIterable<Uint8Array>;
  /** Who imports it. */
  readonly by: string;
}

/** What would be kept of a file, and the broken rows that would be left out. */
export interface CheckedFile {
  readonly cases: number;
  readonly events: number;
  readonly skipped: number;
  readonly examples: string[];
}

export interface ImportedLogs {
  /** Newest first. */
  list(tenantId: string): Promise<readonly ImportedLog[]>;
  /** Reads and keeps a log, and the mapping by which it was read; a fault keeps nothing. @throws what the source throws. */
  import(request: ImportRequest): Promise<ImportedLog | LogFault>;
  /** Reads and keeps nothing. @throws what the source throws. */
  check(request: ImportRequest): Promise<CheckedFile | LogFault>;
  /** How a CSV is proposed to be read. @throws what the source throws. */
  propose(tenantId: string, file: ProposedFile): Promise<CsvReading>;
  /** Keeps how a CSV is to be read, as a person confirmed it. @returns by what it is found again */
  confirm(tenantId: string, mapping: CsvMapping, by: string): Promise<string>;
  /** A mapping that was confirmed. */
  mapping(tenantId: string, signature: string): Promise<CsvMapping | undefined>;
  open(tenantId: string, logKey: string): Promise<{ readonly facts: ImportedLog; readonly log: EventLog } | undefined>;
  delete(tenantId: string, logKey: string): Promise<boolean>;
}

/** Rows of all logs that are kept in memory together, about 60 bytes each. */
const ROWS_IN_MEMORY = 5_000_000;

type Opened = Promise<{ readonly facts: ImportedLog; readonly log: EventLog } | undefined>;

export function importedLogs(database: Database, clock: Clock): ImportedLogs {
  /** The least recently asked first. */
  const opened = new Map<string, Opened>();
  const nameOf = (tenantId: string, logKey: string) => JSON.stringify([tenantId, logKey]);

  async function load(tenantId: string, logKey: string): Opened {
    const kept = await readLog(database, tenantId, logKey);
    return kept && { facts: kept.log, log: await fromBytes(kept.bytes, kept.formatVersion) };
  }

  async function letGo(): Promise<void> {
    let rows = 0;
    for (const [name, open] of [...opened].reverse()) {
      rows += (await open)?.log.rows ?? 0;
      if (rows > ROWS_IN_MEMORY && opened.size > 1) opened.delete(name);
    }
  }

  return {
    list: (tenantId) => listLogs(database, tenantId),
    async import({ tenantId, name, fileName, format, zipped, source, by, ...options }) {
      const log = await readLogFile(source, { format, zipped }, options);
      if (isLogFault(log)) return log;
      const kept = await insertLog(
        database,
        tenantId,
        { name, fileName, format, ...sizeOf(log), importedAt: clock.now(), importedBy: by },
        await toBytes(log),
        FORMAT_VERSION,
      );
      if (options.mapping !== undefined) await keepMapping(database, tenantId, options.mapping, { at: clock.now(), by });
      return kept;
    },
    async check({ format, zipped, source, ...options }) {
      const log = await readLogFile(source, { format, zipped }, options);
      if (isLogFault(log)) return log;
      const note = log.notes?.find(({ kind }) => kind === 'skippedRow');
      const { cases, events } = sizeOf(log);
      return { cases, events, skipped: note?.n ?? 0, examples: [...(note?.examples ?? [])] };
    },
    propose: (tenantId, file) => proposeCsv(database, tenantId, file),
    async confirm(tenantId, mapping, by) {
      await keepMapping(database, tenantId, mapping, { at: clock.now(), by });
      return signatureOf(mapping.columns.map(({ name }) => name));
    },
    mapping: (tenantId, signature) => readMapping(database, tenantId, signature),
    async open(tenantId, logKey) {
      const name = nameOf(tenantId, logKey);
      const open = opened.get(name) ?? load(tenantId, logKey);
      opened.delete(name);
      opened.set(name, open);
      try {
        const found = await open;
        if (found === undefined) opened.delete(name);
        else await letGo();
        return found;
      } catch (error) {
        opened.delete(name);
        throw error;
      }
    },
    delete(tenantId, logKey) {
      opened.delete(nameOf(tenantId, logKey));
      return deleteLog(database, tenantId, logKey);
    },
  };
}

function sizeOf(log: EventLog): Pick<ImportedLog, 'cases' | 'events' | 'activities' | 'fromAt' | 'toAt'> {
  let events = 0;
  let fromAt = Infinity;
  let toAt = -Infinity;
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] === COMPLETED) events++;
    for (const column of [log.enabledAt, log.startedAt, log.completedAt]) {
      const at = column[row] ?? NaN;
      if (at < fromAt) fromAt = at;
      if (at > toAt) toAt = at;
    }
  }
  return {
    cases: log.cases.count,
    events,
    activities: log.activities.length,
    ...(fromAt <= toAt && { fromAt, toAt }),
  };
}
