/** Imported event logs: the record of the system before Eiga. */
import { z } from 'zod';
import { operation } from './operation.ts';
import { count, instant, key, line, share } from './values.ts';

export const importedLog = z.strictObject({
  logKey: key,
  name: z.string(),
  fileName: z.string(),
  format: z.enum(['xes', 'csv']),
  cases: count,
  events: count,
  activities: count,
  from: instant.nullable(),
  to: instant.nullable(),
  importedAt: instant,
  importedBy: z.string(),
});
export type ImportedLog = z.output<typeof importedLog>;

/**
 * A running or finished import. A fault says where in the file it is and what to do; nothing of a faulty or cancelled file is kept. One that
 * only checks ends with `checked` and keeps nothing either.
 */
export const logImport = z.strictObject({
  importId: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Of the file's bytes; null when its size is not known. */
  fraction: share.nullable(),
  bytes: count,
  log: importedLog.optional(),
  /** What would be kept, and the broken rows that would be left out. */
  checked: z.strictObject({ cases: count, events: count, skipped: count, examples: z.array(z.string()) }).optional(),
  fault: z
    .strictObject({
      /** `truncated`, `badTimestamp`, …: for the page's own words; absent when the fault is the server's. */
      kind: z.string().optional(),
      message: z.string(),
      line: z.number().optional(),
      column: z.number().optional(),
      remedy: z.string().optional(),
    })
    .optional(),
});
export type LogImport = z.output<typeof logImport>;

const column = z.string().min(1).max(200).optional();

export const logOperations = {
  listLogs: operation({
    method: 'GET',
    path: '/api/logs',
    needs: 'insight.read',
    summary: 'Imported logs, newest first',
    answer: z.strictObject({ items: z.array(importedLog) }),
  }),
  importLog: operation({
    method: 'POST',
    path: '/api/logs',
    needs: 'logs.change',
    summary: 'Imports .xes, .csv, or either as .gz, sent as the body (application/octet-stream); columns are named for CSV',
    query: z.strictObject({
      fileName: line(200),
      name: line(200).optional(),
      case: column,
      activity: column,
      resource: column,
      start: column,
      end: column,
      /** How a CSV is to be read: what confirmMapping answered. */
      mapping: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
      /** Broken lines are left out and told, up to a fifth of all. */
      skipBroken: z.stringbool().default(false),
      /** Only reads: says what would be kept, and keeps nothing. */
      check: z.stringbool().default(false),
    }),
    bytes: true,
    status: 202,
    answer: logImport,
  }),
  getImport: operation({
    method: 'GET',
    path: '/api/logs/imports/:importId',
    needs: 'logs.change',
    summary: 'How far an import is',
    answer: logImport,
  }),
  cancelImport: operation({
    method: 'DELETE',
    path: '/api/logs/imports/:importId',
    needs: 'logs.change',
    summary: 'Ends an import that is still reading; one that has ended stays as it is',
    answer: logImport,
  }),
  deleteLog: operation({ method: 'DELETE', path: '/api/logs/:logKey', needs: 'logs.change', summary: 'Deletes an imported log' }),
};
