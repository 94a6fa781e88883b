/** The tables of the catalogue. */
import type { Knex } from 'knex';
import type { Database } from '../../database/connect.ts';
import type { ServiceCard } from '../card/service-card.ts';

/** A connection that reads, and one between BEGIN and COMMIT: what callers pass on without knowing SQL. */
export type Reading = Knex;
export type Changing = Knex.Transaction;

export interface KeptCard {
  readonly card: ServiceCard;
  readonly version: number;
  readonly changedAt: number;
  readonly changedBy: string;
  readonly note?: string;
}

interface VersionRow {
  card: ServiceCard;
  version: number;
  changed_at: Date;
  changed_by: string;
  note: string | null;
}

const COLUMNS = ['v.card', 'v.version', 'v.changed_at', 'v.changed_by', 'v.note'] as const;

const kept = ({ card, version, changed_at, changed_by, note }: VersionRow): KeptCard => ({
  card,
  version,
  changedAt: changed_at.getTime(),
  changedBy: changed_by,
  ...(note !== null && { note }),
});

/** Grows with each change of the tenant's catalogue; 0 before the first. */
export async function revisionOf({ knex }: Pick<Database, 'knex'>, tenantId: string): Promise<string> {
  const row = await knex('service_catalogues').where({ tenant_id: tenantId }).first<{ revision: string } | undefined>('revision');
  return row?.revision ?? '0';
}

/** Locks the tenant's catalogue until the transaction ends, and gives it its next revision. */
export async function beginChange(sql: Knex.Transaction, tenantId: string): Promise<void> {
  await sql('service_catalogues')
    .insert({ tenant_id: tenantId, revision: 1 })
    .onConflict('tenant_id')
    .merge({ revision: sql.raw('service_catalogues.revision + 1') });
}

/** Every card in its version in force, by code. */
export async function loadCards(sql: Knex, tenantId: string): Promise<readonly KeptCard[]> {
  const rows = await sql('services as s')
    .join('service_versions as v', { 'v.tenant_id': 's.tenant_id', 'v.code': 's.code', 'v.version': 's.version' })
    .where('s.tenant_id', tenantId)
    .orderBy('s.code')
    .select<VersionRow[]>(...COLUMNS);
  return rows.map(kept);
}

/** Newest first. */
export async function loadVersions({ knex }: Database, tenantId: string, code: string): Promise<readonly KeptCard[]> {
  const rows = await knex('service_versions as v')
    .where({ 'v.tenant_id': tenantId, 'v.code': code })
    .orderBy('v.version', 'desc')
    .select<VersionRow[]>(...COLUMNS);
  return rows.map(kept);
}

/** Writes versions and puts them in force, with the terms by which the engine counts: three statements, however many cards there are. */
export async function writeCards(sql: Knex.Transaction, tenantId: string, cards: readonly KeptCard[]): Promise<void> {
  const rows = JSON.stringify(
    cards.map(({ card, version, changedAt, changedBy, note }) => ({
      code: card.code,
      version,
      card,
      changed_at: new Date(changedAt),
      changed_by: changedBy,
      note: note ?? null,
    })),
  );
  const shape =
    'jsonb_to_recordset(?::jsonb) AS x(code text, version int, card jsonb, changed_at timestamptz, changed_by text, note text)';
  await sql.raw(
    `INSERT INTO service_versions (tenant_id, code, version, card, changed_at, changed_by, note)
     SELECT ?, x.code, x.version, x.card, x.changed_at, x.changed_by, x.note FROM ${shape}`,
    [tenantId, rows],
  );
  await sql.raw(
    `INSERT INTO services (tenant_id, code, version) SELECT ?, x.code, x.version FROM ${shape}
     ON CONFLICT (tenant_id, code) DO UPDATE SET version = excluded.version`,
    [tenantId, rows],
  );
}
