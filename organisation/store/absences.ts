/** The table of absences. */
import type { Knex } from 'knex';
import type { Database } from '../../database/connect.ts';

/** Whole days, both ends included. */
export interface Absence {
  readonly tenantId: string;
  readonly user: string;
  readonly from: string;
  readonly to: string;
  readonly standIn?: string;
}

interface AbsenceRow {
  tenant_id: string;
  user_id: string;
  from_day: string;
  to_day: string;
  stand_in: string | null;
}

const COLUMNS = ['tenant_id', 'user_id', 'stand_in'] as const;

/** Of all tenants, those that end on this day or later; by begin. */
export async function loadAbsences({ knex }: Database): Promise<readonly Absence[]> {
  return (await read(knex)).map(absenceOf);
}

/** Holds the person's row, so that of two that overlap one sees the other. */
export async function lockAbsencesOf(sql: Knex.Transaction, tenantId: string, user: string): Promise<readonly Absence[]> {
  await sql('people').where({ tenant_id: tenantId, user_id: user }).forUpdate().first('user_id');
  return (await read(sql).where({ tenant_id: tenantId, user_id: user })).map(absenceOf);
}

export async function insertAbsence(
  sql: Knex.Transaction,
  { tenantId, user, from, to, standIn }: Absence,
  notedAt: number,
  notedBy: string,
): Promise<void> {
  await sql('absences').insert({
    tenant_id: tenantId,
    user_id: user,
    from_day: from,
    to_day: to,
    stand_in: standIn ?? null,
    noted_at: new Date(notedAt),
    noted_by: notedBy,
  });
}

/** False when there is none that begins on this day. */
export async function deleteAbsence({ knex }: Database, tenantId: string, user: string, from: string): Promise<boolean> {
  return (await knex('absences').where({ tenant_id: tenantId, user_id: user, from_day: from }).delete()) === 1;
}

function read(sql: Knex) {
  return sql('absences')
    .select<AbsenceRow[]>([
      ...COLUMNS,
      sql.raw(`to_char(from_day, 'YYYY-MM-DD') AS from_day`),
      sql.raw(`to_char(to_day, 'YYYY-MM-DD') AS to_day`),
    ])
    .orderBy('absences.from_day');
}

function absenceOf({ tenant_id, user_id, from_day, to_day, stand_in }: AbsenceRow): Absence {
  return { tenantId: tenant_id, user: user_id, from: from_day, to: to_day, ...(stand_in !== null && { standIn: stand_in }) };
}
