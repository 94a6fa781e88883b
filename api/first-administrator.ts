/** The administrator that EIGA_ADMIN makes: there are no default passwords. */
import { isRefusal } from '../engine/errors.ts';
import type { Organisation } from '../organisation/index.ts';
import type { Config } from './config.ts';

/** EIGA_ADMIN counts only while nobody administers: it cannot bring back one who was removed on purpose while others are there. */
export async function firstAdministrator(
  organisation: Organisation,
  administrator: Config['administrator'],
  tenantId: string,
): Promise<void> {
  if (administrator === undefined || (await organisation.people.hasAdministrator())) return;
  const zone = organisation.calendars.dataOf(tenantId, undefined).data.zone;
  const institutions = await organisation.people.institutions(tenantId);
  const institution = institutions[0]?.institution ?? 'municipality';
  if (institutions.length === 0)
    await organisation.people.saveInstitution(tenantId, { institution, name: 'Savivaldybė', nameEn: 'Municipality', zone });
  const created = await organisation.people.create({
    ...administrator,
    tenantId,
    institution,
    name: administrator.user,
    roles: ['administrator'],
    units: [],
  });
  if (isRefusal(created)) throw new Error(`EIGA_ADMIN: ${created.message}`);
}
