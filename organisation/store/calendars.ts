/** Calendars and term profiles: columns of institutions and units, and a table of dated profiles. */
import type { Knex } from 'knex';
import type { Database } from '../../database/connect.ts';
import type { CalendarData } from '../../engine/time/calendar.ts';

export interface KeptCalendar {
  readonly tenantId: string;
  /** Absent: the institution's own. */
  readonly unit?: string;
  readonly institution: string;
  /** null: nothing of its own. */
  readonly calendar: CalendarData | null;
}

export async function loadCalendars({ knex }: Database): Promise<readonly KeptCalendar[]> {
  const institutions = await knex('institutions')
    .select<{ tenant_id: string; institution: string; calendar: CalendarData | null }[]>('tenant_id', 'institution', 'calendar')
    // The tenant's own calendar is that of the institution above all others.
    .orderByRaw('parent NULLS FIRST, institution');
  const units = await knex('units').select<
    { tenant_id: string; institution: string; unit: string; calendar: CalendarData | null }[]
  >('tenant_id', 'institution', 'unit', 'calendar');
  return [
    ...institutions.map(({ tenant_id, institution, calendar }) => ({ tenantId: tenant_id, institution, calendar })),
    ...units.map(({ tenant_id, institution, unit, calendar }) => ({ tenantId: tenant_id, institution, unit, calendar })),
  ];
}

/** False when there is no such institution or unit. @param calendar null: nothing of its own any more */
export async function saveCalendar(
  { knex }: Database,
  tenantId: string,
  place: { readonly unit: string } | { readonly institution: string },
  calendar: CalendarData | null,
): Promise<boolean> {
  const table = 'unit' in place ? 'units' : 'institutions';
  const changed = await knex(table)
    .where({ tenant_id: tenantId, ...place })
    .update({ calendar: calendar && JSON.stringify(calendar) });
  return changed === 1;
}

/** What the law says of a service's term from a day on: `TermProfile` of engine/case/state.ts, kept as it was given. */
export interface KeptProfile<Profile> {
  readonly tenantId: string;
  readonly service: string;
  readonly validFrom: string;
  readonly profile: Profile;
}

export async function loadTermProfiles<Profile>({ knex }: Database): Promise<readonly KeptProfile<Profile>[]> {
  const rows = await knex('term_profiles')
    .select<{ tenant_id: string; service: string; valid_from: string; profile: Profile }[]>(
      'tenant_id',
      'service',
      'valid_from',
      'profile',
    )
    .orderBy(['tenant_id', 'service', 'valid_from']);
  return rows.map(({ tenant_id, service, valid_from, profile }) => ({
    tenantId: tenant_id,
    service,
    validFrom: valid_from,
    profile,
  }));
}

export async function saveTermProfiles<Profile extends { readonly validFrom: string }>(
  { knex }: Database,
  tenantId: string,
  service: string,
  profiles: readonly Profile[],
): Promise<void> {
  if (profiles.length === 0) return;
  await knex('term_profiles')
    .insert(
      profiles.map((profile) => ({
        tenant_id: tenantId,
        service,
        valid_from: profile.validFrom,
        profile: JSON.stringify(profile),
      })),
    )
    .onConflict(['tenant_id', 'service', 'valid_from'])
    .merge(['profile']);
}

/** Gives services these profiles and no others, in two statements for all of them; part of the caller's transaction. */
export async function replaceTermProfiles<Profile extends { readonly validFrom: string }>(
  sql: Knex.Transaction,
  tenantId: string,
  services: readonly { readonly service: string; readonly profiles: readonly Profile[] }[],
): Promise<void> {
  await sql('term_profiles')
    .where({ tenant_id: tenantId })
    .whereRaw('service = ANY(?)', [services.map(({ service }) => service)])
    .delete();
  const rows = services.flatMap(({ service, profiles }) =>
    profiles.map((profile) => ({ service, valid_from: profile.validFrom, profile })),
  );
  await sql.raw(
    `INSERT INTO term_profiles (tenant_id, service, valid_from, profile)
     SELECT ?, x.service, x.valid_from, x.profile
     FROM jsonb_to_recordset(?::jsonb) AS x(service text, valid_from date, profile jsonb)`,
    [tenantId, JSON.stringify(rows)],
  );
}
