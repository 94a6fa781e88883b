/** People, units and institutions of a tenant. */
import type { Database } from '../database/connect.ts';
import { transaction } from '../database/transaction.ts';
import { refuse, type Refusal } from '../engine/errors.ts';
import type { Clock } from '../engine/time/clock.ts';
import type { Passwords } from './passwords.ts';
import type { Institution, Language, Person, Role, Unit } from './person.ts';
import {
  countAdministrators,
  findPerson,
  insertPerson,
  listInstitutions,
  listPeople,
  listUnits,
  saveInstitution,
  saveUnit,
  updatePerson,
} from './store/people.ts';
import { deleteSessionsOf } from './store/sessions.ts';

export interface NewPerson {
  readonly user: string;
  readonly tenantId: string;
  readonly institution: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly units: readonly string[];
  readonly password: string;
  readonly language?: Language;
}

export interface PersonChanges {
  readonly name?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly units?: readonly string[] | undefined;
  readonly institution?: string | undefined;
  readonly active?: boolean | undefined;
  readonly password?: string | undefined;
}

export interface People {
  find(tenantId: string, user: string): Promise<Person | undefined>;
  list(tenantId: string): Promise<readonly Person[]>;
  /** Refused (conflict) when the user name is taken, and (invalid) when a unit is unknown. */
  create(person: NewPerson): Promise<Person | Refusal>;
  /** Ends the person's sessions, so that what she lost is gone at once. Refused when nobody administers any more. */
  change(tenantId: string, user: string, changes: PersonChanges): Promise<Person | Refusal>;
  setLanguage(person: Person, language: Language): Promise<Person>;
  /** Refused when `current` is not the password. */
  changePassword(person: Person, current: string, next: string): Promise<Person | Refusal>;
  units(tenantId: string): Promise<readonly Unit[]>;
  saveUnit(tenantId: string, unit: Unit): Promise<Unit>;
  institutions(tenantId: string): Promise<readonly Institution[]>;
  saveInstitution(tenantId: string, institution: Institution): Promise<void>;
  hasAdministrator(): Promise<boolean>;
}

export function people(
  database: Database,
  passwords: Passwords,
  clock: Clock,
  changed: { readonly person: (user: string) => void; readonly places: () => Promise<void> },
): People {
  const unknownUnit = async (tenantId: string, units: readonly string[]) => {
    const known = new Set((await listUnits(database, tenantId)).map(({ unit }) => unit));
    const missing = units.find((unit) => !known.has(unit));
    return missing === undefined ? undefined : refuse('invalid', `There is no unit "${missing}". Add it first.`);
  };

  const unknownInstitution = async (tenantId: string, asked: string) =>
    (await listInstitutions(database, tenantId)).some(({ institution }) => institution === asked)
      ? undefined
      : refuse('invalid', `There is no institution "${asked}". Add it first.`);

  async function change(tenantId: string, user: string, changes: PersonChanges): Promise<Person | Refusal> {
    const known = await findPerson(database, tenantId, user);
    if (known === undefined) return refuse('notFound', `There is no person "${user}".`);
    const { units, institution } = changes;
    const refusal =
      (units && (await unknownUnit(tenantId, units))) ??
      (institution === undefined ? undefined : await unknownInstitution(tenantId, institution));
    if (refusal !== undefined) return refusal;
    const administers = (roles: readonly Role[], active: boolean) => active && roles.includes('administrator');
    const loses =
      administers(known.person.roles, known.person.active) &&
      !administers(changes.roles ?? known.person.roles, changes.active ?? known.person.active);
    if (loses && (await countAdministrators(database)) <= 1)
      return refuse('conflict', 'This is the last administrator. Make another one first.');
    const { password, ...rest } = changes;
    const passwordHash = password === undefined ? undefined : await passwords.hash(password);
    await transaction(database, async (sql) => {
      await updatePerson(sql, tenantId, user, { ...rest, passwordHash });
      await deleteSessionsOf(sql, user);
    });
    changed.person(user);
    return (await findPerson(database, tenantId, user))?.person ?? refuse('notFound', `There is no person "${user}".`);
  }

  return {
    find: async (tenantId, user) => (await findPerson(database, tenantId, user))?.person,
    list: (tenantId) => listPeople(database, tenantId),
    async create({ password, ...given }) {
      const refusal = await unknownUnit(given.tenantId, given.units);
      if (refusal !== undefined) return refusal;
      const person: Person = { ...given, language: given.language ?? 'lt', active: true };
      const inserted = await insertPerson(database, person, await passwords.hash(password), clock.now());
      return inserted ? person : refuse('conflict', `The user name "${given.user}" is taken.`);
    },
    change,
    async setLanguage(person, language) {
      await updatePerson(database.knex, person.tenantId, person.user, { language });
      changed.person(person.user);
      return { ...person, language };
    },
    async changePassword(person, current, next) {
      const known = await findPerson(database, person.tenantId, person.user);
      if (known === undefined || (await passwords.verify(current, known.passwordHash)) === 'wrong')
        return refuse('invalid', 'The current password is not right.');
      await updatePerson(database.knex, person.tenantId, person.user, { passwordHash: await passwords.hash(next) });
      changed.person(person.user);
      return known.person;
    },
    units: (tenantId) => listUnits(database, tenantId),
    async saveUnit(tenantId, unit) {
      await saveUnit(database, tenantId, unit);
      await changed.places();
      return unit;
    },
    institutions: (tenantId) => listInstitutions(database, tenantId),
    async saveInstitution(tenantId, institution) {
      await saveInstitution(database, tenantId, institution);
      await changed.places();
    },
    hasAdministrator: async () => (await countAdministrators(database)) > 0,
  };
}
