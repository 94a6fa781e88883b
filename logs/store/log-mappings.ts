/** The table of mappings: how a CSV with certain columns was last read. */
import { createHash } from 'node:crypto';
import { CSV_ROLES, type CsvColumn, type CsvMapping } from '../../analytics/log/csv-columns.ts';
import { ATTRIBUTE_TYPES } from '../../analytics/log/columns.ts';
import { DELIMITERS, QUOTES } from '../../analytics/log/csv-records.ts';
import { ENCODINGS } from '../../analytics/log/text-encoding.ts';
import { DATE_FORMATS } from '../../analytics/log/timestamps.ts';
import type { Database } from '../../database/connect.ts';

/** What a source is known by: the names of its columns in their order. */
export function signatureOf(names: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(names.map((name) => name.trim())))
    .digest('hex');
}

/** Replaces what was kept for the same columns. */
export async function keepMapping(
  { knex }: Database,
  tenantId: string,
  mapping: CsvMapping,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<void> {
  const row = { mapping: JSON.stringify(mapping), kept_at: new Date(at), kept_by: by };
  await knex('log_mappings')
    .insert({ tenant_id: tenantId, signature: signatureOf(mapping.columns.map(({ name }) => name)), ...row })
    .onConflict(['tenant_id', 'signature'])
    .merge(row);
}

/** Undefined when none was kept for these columns, or a newer Eiga kept one that this one does not understand. */
export async function readMapping({ knex }: Database, tenantId: string, signature: string): Promise<CsvMapping | undefined> {
  const row = await knex('log_mappings')
    .where({ tenant_id: tenantId, signature })
    .first<{ mapping: unknown } | undefined>('mapping');
  return row === undefined ? undefined : mappingFrom(row.mapping);
}

const ROLES = [...CSV_ROLES, 'attribute', 'caseAttribute', 'ignore'] as const;

function mappingFrom(kept: unknown): CsvMapping | undefined {
  if (!isRecord(kept) || !Array.isArray(kept['columns'])) return undefined;
  const delimiter = oneOf(DELIMITERS, kept['delimiter']);
  const encoding = oneOf(ENCODINGS, kept['encoding']);
  const columns = kept['columns'].map(columnFrom);
  const whole = columns.filter((column) => column !== undefined);
  if (delimiter === undefined || encoding === undefined || whole.length < columns.length) return undefined;
  const { zone } = kept;
  return {
    delimiter,
    encoding,
    quote: oneOf(QUOTES, kept['quote']),
    columns: whole,
    ...(typeof zone === 'string' && { zone }),
    ...(kept['defused'] === true && { defused: true }),
  };
}

function columnFrom(kept: unknown): CsvColumn | undefined {
  if (!isRecord(kept) || typeof kept['name'] !== 'string') return undefined;
  const role = oneOf(ROLES, kept['role']);
  const dateFormat = oneOf(DATE_FORMATS, kept['dateFormat']);
  const type = oneOf(ATTRIBUTE_TYPES, kept['type']);
  const { as } = kept;
  return (
    role && {
      name: kept['name'],
      role,
      ...(dateFormat && { dateFormat }),
      ...(type && { type }),
      ...(typeof as === 'string' && { as }),
    }
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function oneOf<One extends string>(known: readonly One[], value: unknown): One | undefined {
  return known.find((one) => one === value);
}
