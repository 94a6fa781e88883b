/** The tables of case numbers, of applicants' codes, and of who showed the right one. Neither code nor token is kept. */
import type { Database } from '../../database/connect.ts';
import { transaction } from '../../database/transaction.ts';
import type { CaseKey } from '../../engine/ids.ts';

/** The next of a series: 1, 2, 3…; one that is given out is gone. */
export async function nextNumber({ knex }: Database, tenantId: string, series: string): Promise<number> {
  const { rows } = await knex.raw<{ rows: { last: number }[] }>(
    `INSERT INTO case_numbers (tenant_id, series, last) VALUES (?, ?, 1)
     ON CONFLICT (tenant_id, series) DO UPDATE SET last = case_numbers.last + 1 RETURNING last`,
    [tenantId, series],
  );
  return rows[0]?.last ?? 1;
}

export interface KeptCode {
  readonly caseKey: CaseKey;
  readonly codeHash: string;
}

/** The case's former code is worth nothing any more. False when the number has a code of another case. */
export async function saveCode(
  { knex }: Database,
  tenantId: string,
  caseNumber: string,
  { caseKey, codeHash, madeAt, madeBy }: KeptCode & { readonly madeAt: number; readonly madeBy: string },
): Promise<boolean> {
  const saved = await knex('case_codes')
    .insert({
      tenant_id: tenantId,
      case_number: caseNumber,
      case_key: caseKey,
      code_hash: codeHash,
      made_at: new Date(madeAt),
      made_by: madeBy,
    })
    .onConflict(['tenant_id', 'case_number'])
    .merge(['code_hash', 'made_at', 'made_by'])
    .where('case_codes.case_key', caseKey)
    .returning('case_key');
  return saved.length === 1;
}

export async function findCode({ knex }: Database, tenantId: string, caseNumber: string): Promise<KeptCode | undefined> {
  const row = await knex('case_codes')
    .where({ tenant_id: tenantId, case_number: caseNumber })
    .first<{ case_key: string | number; code_hash: string } | undefined>('case_key', 'code_hash');
  return row && { caseKey: String(row.case_key) as CaseKey, codeHash: row.code_hash };
}

export async function hasCode({ knex }: Database, tenantId: string, caseKey: CaseKey): Promise<boolean> {
  const row: unknown = await knex('case_codes').where({ tenant_id: tenantId, case_key: caseKey }).first('case_key');
  return row !== undefined;
}

export interface Visit {
  readonly tenantId: string;
  readonly caseKey: CaseKey;
  /** Hash of the code that it came in with, until its first page has spent it. */
  readonly codeHash?: string | undefined;
}

export async function insertVisit({ knex }: Database, tokenHash: string, visit: Visit, expiresAt: number): Promise<void> {
  await knex('case_visits').insert({
    token_hash: tokenHash,
    tenant_id: visit.tenantId,
    case_key: visit.caseKey,
    code_hash: visit.codeHash ?? null,
    expires_at: new Date(expiresAt),
  });
}

export async function findVisit({ knex }: Database, tokenHash: string, now: number): Promise<Visit | undefined> {
  const row = await knex('case_visits')
    .where({ token_hash: tokenHash })
    .andWhere('expires_at', '>', new Date(now))
    .first<{ tenant_id: string; case_key: string | number; code_hash: string | null } | undefined>(
      'tenant_id',
      'case_key',
      'code_hash',
    );
  return (
    row && {
      tenantId: row.tenant_id,
      caseKey: String(row.case_key) as CaseKey,
      ...(row.code_hash !== null && { codeHash: row.code_hash }),
    }
  );
}

/** Puts another code in the place of the one that a visit came in with; false when somebody has spent that already. */
export async function spendCode(
  database: Database,
  tokenHash: string,
  { tenantId, caseKey, codeHash }: Visit,
  nextHash: string,
  now: number,
): Promise<boolean> {
  return transaction(database, async (sql) => {
    const spent = await sql('case_codes')
      .where({ tenant_id: tenantId, case_key: caseKey, ...(codeHash !== undefined && { code_hash: codeHash }) })
      .update({ code_hash: nextHash, made_at: new Date(now) });
    if (spent === 0) return false;
    await sql('case_visits').where({ token_hash: tokenHash }).update({ code_hash: null });
    return true;
  });
}

/** The code of a case and every visit: nobody comes in any more. */
export async function deleteAccess(database: Database, tenantId: string, caseKey: CaseKey): Promise<void> {
  await database.knex('case_codes').where({ tenant_id: tenantId, case_key: caseKey }).delete();
  await deleteVisitsOf(database, tenantId, caseKey);
}

export async function deleteVisit({ knex }: Database, tokenHash: string): Promise<void> {
  await knex('case_visits').where({ token_hash: tokenHash }).delete();
}

/** Of a case whose code was made anew: who knew the old one is out. */
export async function deleteVisitsOf({ knex }: Database, tenantId: string, caseKey: CaseKey): Promise<void> {
  await knex('case_visits').where({ tenant_id: tenantId, case_key: caseKey }).delete();
}

export async function deleteVisitsBefore({ knex }: Database, now: number): Promise<void> {
  await knex('case_visits').where('expires_at', '<', new Date(now)).delete();
}
