/** The tables of institutions, units and people. */
import type { Knex } from 'knex';
import type { Database } from '../../database/connect.ts';
import { type Institution, INSTITUTION_KINDS, type Language, type Person, type Role, ROLES, type Unit } from '../person.ts';

interface PersonRow {
  user_id: string;
  tenant_id: string;
  institution: string;
  name: string;
  roles: string[];
  units: string[];
  language: string;
  active: boolean;
  password_hash: string;
}

export interface KnownPerson {
  readonly person: Person;
  readonly passwordHash: string;
}

export function toPerson(row: Omit<PersonRow, 'password_hash'>): Person {
  return {
    user: row.user_id,
    tenantId: row.tenant_id,
    institution: row.institution,
    name: row.name,
    roles: row.roles.filter((role): role is Role => (ROLES as readonly string[]).includes(role)),
    units: row.units,
    language: row.language === 'en' ? 'en' : 'lt',
    active: row.active,
  };
}

/** Any tenant's: for signing in, where only the user name is known. */
export async function findForSignIn({ knex }: Database, user: string): Promise<KnownPerson | undefined> {
  const row = await knex<PersonRow>('people').where({ user_id: user }).first();
  return row && { person: toPerson(row), passwordHash: row.password_hash };
}

export async function findPerson({ knex }: Database, tenantId: string, user: string): Promise<KnownPerson | undefined> {
  const row = await knex<PersonRow>('people').where({ user_id: user, tenant_id: tenantId }).first();
  return row && { person: toPerson(row), passwordHash: row.password_hash };
}

/** By name. */
export async function listPeople({ knex }: Database, tenantId: string): Promise<readonly Person[]> {
  const rows = await knex<PersonRow>('people').where({ tenant_id: tenantId }).orderBy(['name', 'user_id']);
  return rows.map(toPerson);
}

/** False when the user name is taken, in whatever tenant. */
export async function insertPerson({ knex }: Database, person: Person, passwordHash: string, at: number): Promise<boolean> {
  const inserted = await knex('people')
    .insert({
      user_id: person.user,
      tenant_id: person.tenantId,
      institution: person.institution,
      name: person.name,
      roles: person.roles,
      units: person.units,
      language: person.language,
      active: person.active,
      password_hash: passwordHash,
      created_at: new Date(at),
    })
    .onConflict('user_id')
    .ignore()
    .returning('user_id');
  return inserted.length === 1;
}

export interface PersonChange {
  readonly name?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly units?: readonly string[] | undefined;
  readonly institution?: string | undefined;
  readonly active?: boolean | undefined;
  readonly language?: Language | undefined;
  readonly passwordHash?: string | undefined;
}

/** False when the tenant has no such person. */
export async function updatePerson(
  sql: Knex,
  tenantId: string,
  user: string,
  { passwordHash, ...change }: PersonChange,
): Promise<boolean> {
  const columns = { ...change, password_hash: passwordHash };
  const named = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  if (Object.keys(named).length === 0) return true;
  return (await sql('people').where({ user_id: user, tenant_id: tenantId }).update(named)) === 1;
}

export async function countAdministrators({ knex }: Database): Promise<number> {
  const [row] = await knex<PersonRow>('people').whereRaw("'administrator' = ANY(roles)").count<{ count: string }[]>();
  return Number(row?.count ?? 0);
}

interface UnitRow {
  tenant_id: string;
  unit: string;
  institution: string;
  name: string;
  name_en: string | null;
  parent: string | null;
}

function toUnit({ unit, institution, name, name_en, parent }: UnitRow): Unit {
  return { unit, institution, name, ...(name_en !== null && { nameEn: name_en }), ...(parent !== null && { parent }) };
}

export async function listUnits({ knex }: Database, tenantId: string): Promise<readonly Unit[]> {
  return (await knex<UnitRow>('units').where({ tenant_id: tenantId }).orderBy(['name', 'unit'])).map(toUnit);
}

/** By tenant. */
export async function listUnitsOfAll({ knex }: Database): Promise<ReadonlyMap<string, readonly Unit[]>> {
  const rows = await knex<UnitRow>('units').orderBy(['name', 'unit']);
  return byTenant(rows, toUnit);
}

function byTenant<Row extends { readonly tenant_id: string }, One>(
  rows: readonly Row[],
  read: (row: Row) => One,
): ReadonlyMap<string, readonly One[]> {
  const found = new Map<string, One[]>();
  for (const row of rows) found.set(row.tenant_id, [...(found.get(row.tenant_id) ?? []), read(row)]);
  return found;
}

/** Adds it, or gives it these names and this place. */
export async function saveUnit(
  { knex }: Database,
  tenantId: string,
  { unit, institution, name, nameEn, parent }: Unit,
): Promise<void> {
  await knex('units')
    .insert({ tenant_id: tenantId, unit, institution, name, name_en: nameEn ?? null, parent: parent ?? null })
    .onConflict(['tenant_id', 'unit'])
    .merge(['institution', 'name', 'name_en', 'parent']);
}

interface InstitutionRow {
  tenant_id: string;
  institution: string;
  name: string;
  name_en: string | null;
  zone: string;
  kind: string | null;
  parent: string | null;
}

function toInstitution({ institution, name, name_en, zone, kind: said, parent }: InstitutionRow): Institution {
  const kind = INSTITUTION_KINDS.find((one) => one === said);
  return {
    institution,
    name,
    zone,
    ...(name_en !== null && { nameEn: name_en }),
    ...(kind !== undefined && { kind }),
    ...(parent !== null && { parent }),
  };
}

const ABOVE_FIRST = 'parent NULLS FIRST, institution';

export async function listInstitutions({ knex }: Database, tenantId: string): Promise<readonly Institution[]> {
  const rows = await knex<InstitutionRow>('institutions').where({ tenant_id: tenantId }).orderByRaw(ABOVE_FIRST);
  return rows.map(toInstitution);
}

/** By tenant. */
export async function listInstitutionsOfAll({ knex }: Database): Promise<ReadonlyMap<string, readonly Institution[]>> {
  return byTenant(await knex<InstitutionRow>('institutions').orderByRaw(ABOVE_FIRST), toInstitution);
}

export async function saveInstitution({ knex }: Database, tenantId: string, institution: Institution): Promise<void> {
  await knex('institutions')
    .insert({
      tenant_id: tenantId,
      institution: institution.institution,
      name: institution.name,
      name_en: institution.nameEn ?? null,
      zone: institution.zone,
      kind: institution.kind ?? null,
      parent: institution.parent ?? null,
    })
    .onConflict(['tenant_id', 'institution'])
    .merge(['name', 'name_en', 'zone', 'kind', 'parent']);
}
