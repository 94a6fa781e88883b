/**
 * Which units belong to which institution, read once and kept in memory, since every request asks for it; another node's change is seen
 * after `refresh`.
 */
import type { Database } from '../database/connect.ts';
import type { Person } from './person.ts';
import { type Places, unitsWithin } from './places.ts';
import { listInstitutionsOfAll, listUnitsOfAll } from './store/people.ts';

export interface Tree {
  of(tenantId: string): Places;
  /** The same person with the units that she oversees, where that is not all. */
  withReach(person: Person): Person;
  refresh(): Promise<void>;
}

const NONE: Places = { institutions: [], units: [] };

export async function tree(database: Database): Promise<Tree> {
  let kept = new Map<string, Places>();
  async function refresh(): Promise<void> {
    const units = await listUnitsOfAll(database);
    const found = new Map<string, Places>();
    for (const [tenantId, institutions] of await listInstitutionsOfAll(database))
      found.set(tenantId, { institutions, units: units.get(tenantId) ?? [] });
    kept = found;
  }
  await refresh();
  const of = (tenantId: string): Places => kept.get(tenantId) ?? NONE;
  return {
    of,
    withReach(person) {
      const places = of(person.tenantId);
      const own = places.institutions.find(({ institution }) => institution === person.institution);
      // Administrators and other systems serve the whole house; the institution above all others is its head office.
      const isOfTheHouse =
        own?.parent === undefined || person.roles.some((role) => role === 'administrator' || role === 'worker');
      const oversees = person.roles.some((role) => role === 'manager' || role === 'analyst');
      return isOfTheHouse || !oversees ? person : { ...person, oversees: unitsWithin([person.institution], places) };
    },
    refresh,
  };
}
