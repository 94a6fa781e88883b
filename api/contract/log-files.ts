/** Logs as files: how a CSV is to be read, what is wrong with a log, logs on their way out. */
import { z } from 'zod';
import { caseFilterFields } from './analytics-values.ts';
import { operation } from './operation.ts';
import { count, instant, line } from './values.ts';

const role = z.enum([
  'case',
  'activity',
  'resource',
  'unit',
  'enabled',
  'claimed',
  'start',
  'end',
  'transition',
  'attribute',
  'caseAttribute',
  'ignore',
]);
const dateFormat = z.enum(['iso', 'year first', 'day first', 'month first', 'epoch seconds', 'epoch milliseconds']);
const delimiter = z.enum([',', ';', '\t', '|']);
const quote = z.enum(['"', "'"]);
const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1257', 'windows-1252', 'iso-8859-13']);
const columnName = z.string().max(1000);

/** How a CSV is to be read, as a person confirms it. Columns that it does not name become attributes. */
export const csvMapping = z.strictObject({
  delimiter,
  quote: quote.optional(),
  encoding,
  columns: z
    .array(
      z.strictObject({
        name: columnName,
        role,
        dateFormat: dateFormat.optional(),
        type: z.enum(['text', 'integer', 'decimal', 'boolean', 'date', 'id', 'list', 'container']).optional(),
        /** What the attribute is called, where that is not the column's name. */
        as: columnName.optional(),
      }),
    )
    .min(1)
    .max(2000),
  /** Of times that carry no zone; UTC when absent. */
  zone: line(100).optional(),
  /** Whether formulas were defused by an apostrophe, as our own export does. */
  defused: z.boolean().optional(),
});
export type CsvMappingJson = z.output<typeof csvMapping>;

export const csvReading = z.strictObject({
  /** Rows that were looked at, and what each column looks like. */
  rows: count,
  columns: z.array(
    z.strictObject({
      name: z.string(),
      samples: z.array(z.string()),
      guess: role,
      /** 0 to 1. */
      confidence: z.number(),
      dateFormats: z.array(dateFormat),
      shapes: z.array(z.enum(['date', 'local time', 'time with zone'])),
      type: z.enum(['text', 'integer', 'decimal', 'boolean']),
    }),
  ),
  problems: z.array(
    z.strictObject({ kind: z.string(), column: z.string().optional(), line: z.number().optional(), message: z.string() }),
  ),
  /** What to confirm. */
  mapping: csvMapping,
  /** Whether it was confirmed for the same columns before. */
  kept: z.boolean(),
});
export type CsvReadingJson = z.output<typeof csvReading>;

/** n of `of` (null where the reader only counted) rows, cases, activities or events; what it does to which figures. */
export const qualityProblem = z.strictObject({
  kind: z.string(),
  n: count,
  of: count.nullable(),
  unit: z.enum(['rows', 'cases', 'activities', 'events']),
  cases: z.array(z.string()),
  examples: z.array(z.string()),
  effect: z.strictObject({ figures: z.array(z.string()), sentence: z.string() }),
});
export type QualityProblemJson = z.output<typeof qualityProblem>;

const exportFormat = z.enum(['xes', 'ocel', 'csv']);

export const logExport = z.strictObject({
  sourceKind: z.enum(['process', 'log']),
  sourceId: z.string(),
  format: exportFormat,
  selection: z.record(z.string(), z.json()),
  /** With the names of those who did the work. */
  named: z.boolean(),
  cases: count,
  exportedAt: instant,
  exportedBy: z.string(),
});

const exportQuery = z.strictObject({
  format: exportFormat,
  ...caseFilterFields,
  names: z.stringbool().default(false),
  /** Of CSV: what divides columns, and whether it begins with the mark by which Excel knows UTF-8. */
  delimiter: delimiter.optional(),
  excel: z.stringbool().default(false),
});

export const logFileOperations = {
  detectLog: operation({
    method: 'POST',
    path: '/api/logs/detect',
    needs: 'logs.change',
    summary: 'How a CSV is proposed to be read, by its beginning (at most 1 MB, packed or not), sent as the body',
    query: z.strictObject({
      fileName: line(200),
      /** Where the guess was wrong: the columns are found anew. */
      delimiter: delimiter.optional(),
      encoding: encoding.optional(),
    }),
    bytes: true,
    answer: csvReading,
  }),
  confirmMapping: operation({
    method: 'PUT',
    path: '/api/logs/mappings',
    needs: 'logs.change',
    summary: 'Confirms how a CSV with these columns is to be read; proposed again for the next',
    body: csvMapping,
    answer: z.strictObject({ mapping: z.string() }),
  }),
  getLogQuality: operation({
    method: 'GET',
    path: '/api/logs/:logKey/quality',
    needs: 'insight.read',
    summary: 'What is wrong with an imported log, how much of it, and what that does to the figures',
    answer: z.strictObject({ items: z.array(qualityProblem) }),
  }),
  exportLog: operation({
    method: 'GET',
    path: '/api/logs/:source/export',
    needs: 'insight.read',
    summary:
      'The log of a process (its id) or an imported one (its key) as a file of XES, OCEL 2.0 JSON or CSV; people by pseudonyms, ' +
      'unless an administrator asks for names. Each export is recorded',
    query: exportQuery,
    file: true,
  }),
  previewExport: operation({
    method: 'GET',
    path: '/api/logs/:source/export/preview',
    needs: 'insight.read',
    summary: 'What an export would hold, and what its form cannot keep; not recorded, since nothing of it leaves',
    query: exportQuery,
    answer: z.strictObject({
      cases: count,
      /** Activity instances. */
      rows: count,
      losses: z.array(z.strictObject({ kind: z.string(), n: count, examples: z.array(z.string()), sentence: z.string() })),
    }),
  }),
  listLogExports: operation({
    method: 'GET',
    path: '/api/logs/exports',
    needs: 'organisation.change',
    summary: 'Who exported which log, when, and whether with names; newest first, the last 200',
    answer: z.strictObject({ items: z.array(logExport) }),
  }),
};
