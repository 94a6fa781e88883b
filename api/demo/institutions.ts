/** The institutions of the demo municipality: itself, its elderships, a company, a library, a social centre, the psychological service. */
import { dayOf } from '../../engine/time/zone.ts';
import { isRefusal } from '../../engine/errors.ts';
import type { Institution, Organisation } from '../../organisation/index.ts';
import { INSTITUTION } from './town.ts';

interface Place extends Omit<Institution, 'zone' | 'parent'> {
  readonly units: readonly string[];
}

const PLACES: readonly Place[] = [
  {
    institution: 'eigupis-elderships',
    name: 'Eigupio rajono seniūnijos',
    nameEn: 'Elderships of Eigupis district',
    kind: 'eldership',
    units: ['eldership-centre', 'eldership-lakes', 'eldership-forest'],
  },
  {
    institution: 'eigupio-vandenys',
    name: 'UAB „Eigupio vandenys“',
    nameEn: 'Eigupis water company',
    kind: 'company',
    units: ['water-company'],
  },
  {
    institution: 'eigupis-library',
    name: 'Eigupio viešoji biblioteka',
    nameEn: 'Eigupis public library',
    kind: 'library',
    units: ['library', 'interlibrary'],
  },
  {
    institution: 'eigupis-ppt',
    name: 'Eigupio pedagoginė psichologinė tarnyba',
    nameEn: 'Eigupis pedagogical-psychological service',
    kind: 'psychologicalService',
    units: ['ppt-coordinator', 'psychologists', 'special-pedagogues', 'speech-therapists', 'ppt-director'],
  },
  {
    institution: 'eigupis-social-centre',
    name: 'Eigupio socialinių paslaugų centras',
    nameEn: 'Eigupis social care centre',
    kind: 'socialCentre',
    // It assesses the home of a child that the psychological service assesses.
    units: ['social-pedagogues'],
  },
];

/** Gives each its place below the municipality and its units; the units are there already. */
export async function loadInstitutions({ people, calendars }: Organisation, tenantId: string): Promise<void> {
  await people.saveInstitution(tenantId, { ...INSTITUTION, kind: 'municipality' });
  const units = new Map((await people.units(tenantId)).map((unit) => [unit.unit, unit]));
  for (const { units: own, ...place } of PLACES) {
    await people.saveInstitution(tenantId, { ...place, zone: INSTITUTION.zone, parent: INSTITUTION.institution });
    for (const id of own) {
      const unit = units.get(id);
      if (unit) await people.saveUnit(tenantId, { ...unit, institution: place.institution });
    }
  }
  await calendars.refresh();
}

const DAY_MS = 86_400_000;

/** One of two architects is away from tomorrow for a week; the other stands in. */
export async function loadAbsence({ absences }: Organisation, tenantId: string, now: number): Promise<void> {
  const day = (days: number): string => dayOf(now + days * DAY_MS, INSTITUTION.zone);
  const absence = { tenantId, user: 'architecture-2', from: day(1), to: day(7), standIn: 'architecture-1' };
  const added = await absences.add(absence, 'manager');
  if (isRefusal(added)) throw new Error(added.message);
}
