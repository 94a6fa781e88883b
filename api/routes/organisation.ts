/** Units, people and calendars. */
import { isRefusal, refuse } from '../../engine/errors.ts';
import { type CalendarData, calendarFaults, may, type Organisation, type Person } from '../../organisation/index.ts';
import { organisationOperations, type PersonJson } from '../contract/organisation.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';
import { worksWith } from './tasks.ts';

const ID = /^[a-z0-9][a-z0-9-]{0,99}$/;

export function organisationRoutes({ route }: Binder, organisation: Organisation): void {
  const { people, calendars, absences } = organisation;

  const isKnown = (tenantId: string, asked: string) =>
    organisation.tree.of(tenantId).institutions.some(({ institution }) => institution === asked);

  route(organisationOperations.listUnits, async ({ person }) => ({
    items: (await people.units(person.tenantId)).map(({ unit, name, nameEn }) => ({ unit, name, nameEn })),
  }));

  route(organisationOperations.saveUnit, async ({ person, params, body }) => {
    if (!ID.test(params.unit)) return refuse('invalid', 'The id of a unit is lower-case letters, digits and hyphens.');
    const { tenantId } = person;
    const units = await people.units(tenantId);
    const before = units.find(({ unit }) => unit === params.unit);
    const institution = body.institution ?? before?.institution ?? person.institution;
    if (body.institution !== undefined && !isKnown(tenantId, institution)) return noInstitution();
    const parent = body.parent === undefined ? before?.parent : (body.parent ?? undefined);
    if (parent !== undefined) {
      if (units.find(({ unit }) => unit === parent)?.institution !== institution)
        return refuse('invalid', 'A unit is a part of a unit of its own institution.');
      const above = new Map(units.map((one) => [one.unit, one.parent]));
      if (isBelow(parent, params.unit, above)) return refuse('invalid', 'A unit cannot be a part of itself or of its own parts.');
    }
    if (institution !== before?.institution && units.some((one) => one.parent === params.unit))
      return refuse('conflict', 'It has parts in its institution. Move them first.');
    const { unit, name, nameEn } = await people.saveUnit(tenantId, {
      unit: params.unit,
      institution,
      name: body.name,
      ...(body.nameEn !== undefined && { nameEn: body.nameEn }),
      ...(parent !== undefined && { parent }),
    });
    return { unit, name, nameEn };
  });

  async function tree(tenantId: string) {
    const [institutions, units, everybody] = await Promise.all([
      people.institutions(tenantId),
      people.units(tenantId),
      people.list(tenantId),
    ]);
    return {
      institutions: institutions.map(({ institution, name, nameEn, kind, parent }) => ({
        ...{ institution, name, nameEn, kind, parent },
        units: units
          .filter((one) => one.institution === institution)
          .map(({ unit, ...one }) => ({
            ...{ unit, name: one.name, nameEn: one.nameEn, parent: one.parent },
            people: everybody.filter((other) => other.active && other.units.includes(unit)).length,
            hasOwnCalendar: !calendars.dataOf(tenantId, unit).inherited,
          })),
      })),
    };
  }
  route(organisationOperations.getOrganisation, ({ person }) => tree(person.tenantId));
  route(organisationOperations.saveInstitution, async ({ person, params, body }) => {
    const { tenantId } = person;
    if (!ID.test(params.institution))
      return refuse('invalid', 'The id of an institution is lower-case letters, digits and hyphens.');
    const all = await people.institutions(tenantId);
    const above = new Map(all.map((one) => [one.institution, one.parent]));
    if (body.parent !== undefined && !above.has(body.parent)) return refuse('invalid', 'There is no such institution above it.');
    if (body.parent !== undefined && isBelow(body.parent, params.institution, above))
      return refuse('invalid', 'An institution cannot belong to itself or to those below it.');
    const { zone } = calendars.dataOf(tenantId, undefined).data;
    const { name, nameEn, kind, parent } = body;
    await people.saveInstitution(tenantId, {
      ...{ institution: params.institution, name, zone },
      ...(nameEn !== undefined && { nameEn }),
      ...(kind !== undefined && { kind }),
      ...(parent !== undefined && { parent }),
    });
    await calendars.refresh();
    return tree(tenantId);
  });

  const mayNoteFor = (person: Person, user: string) =>
    user === person.user || may(person, 'organisation.change') || person.roles.includes('manager');
  async function absencesFor(person: Person) {
    const everybody = new Map((await people.list(person.tenantId)).map((one) => [one.user, one]));
    const seen = absences.list(person.tenantId).filter(({ user, standIn }) => {
      const absent = everybody.get(user);
      return user === person.user || standIn === person.user || (absent !== undefined && worksWith(person, absent));
    });
    return {
      items: seen.map(({ user, from, to, standIn }) => ({
        ...{ user, name: everybody.get(user)?.name ?? user, from, to, standIn },
        standInName: standIn === undefined ? undefined : (everybody.get(standIn)?.name ?? standIn),
        mayRemove: mayNoteFor(person, user),
      })),
    };
  }
  route(organisationOperations.listAbsences, ({ person }) => absencesFor(person));
  route(organisationOperations.addAbsence, async ({ person, body: { user, from, to, standIn } }) => {
    if (!mayNoteFor(person, user)) return fail('forbidden', 'Note your own absence; a manager notes that of others.');
    const absence = { tenantId: person.tenantId, user, from, to, ...(standIn !== undefined && { standIn }) };
    const added = await absences.add(absence, person.user);
    return isRefusal(added) ? added : absencesFor(person);
  });
  route(organisationOperations.removeAbsence, async ({ person, params }) => {
    if (!mayNoteFor(person, params.user))
      return fail('forbidden', 'Take out your own absence; a manager takes out that of others.');
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(params.from) && !Number.isNaN(Date.parse(params.from));
    if (!isDay) return refuse('notFound', 'There is no such absence.');
    return (await absences.remove(person.tenantId, params.user, params.from)) ?? absencesFor(person);
  });

  route(organisationOperations.listColleagues, async ({ person }) => {
    const all = await people.list(person.tenantId);
    const colleagues = all.filter((other) => other.active && worksWith(person, other));
    return { items: colleagues.map(({ user, name, units }) => ({ user, name, units: [...units] })) };
  });

  route(organisationOperations.listPeople, async ({ person }) => ({
    items: (await people.list(person.tenantId)).map(personJson),
  }));

  route(organisationOperations.createPerson, async ({ person, body }) => {
    const { tenantId } = person;
    const { institution = person.institution } = body;
    if (body.institution !== undefined && !isKnown(tenantId, institution)) return noInstitution();
    const created = await people.create({ ...body, tenantId, institution });
    return isRefusal(created) ? created : personJson(created);
  });

  route(organisationOperations.changePerson, async ({ person, params, body }) => {
    const changed = await people.change(person.tenantId, params.user, body);
    return isRefusal(changed) ? changed : personJson(changed);
  });

  const calendarOf = (tenantId: string, unit: string | undefined) => {
    const { data, inherited } = calendars.dataOf(tenantId, unit);
    return {
      calendar: {
        zone: data.zone,
        weekly: data.weekly.map((hours) => ({ ...hours })),
        holidays: data.holidays,
        extraHolidays: [...data.extraHolidays],
        workingDays: [...data.workingDays],
        shortEves: data.shortEves,
        absences: data.absences.map((absence) => ({ ...absence })),
      },
      inherited,
    };
  };
  route(organisationOperations.getCalendar, async ({ person, query }) => {
    if (query.unit !== undefined && !(await people.units(person.tenantId)).some(({ unit }) => unit === query.unit))
      return noUnit();
    return calendarOf(person.tenantId, query.unit);
  });
  route(organisationOperations.saveCalendar, async ({ person, query, body }) => {
    const faults = calendarFaults(body);
    return faults.length > 0 ? refuse('invalid', faults.join(' ')) : kept(person, query.unit, body);
  });
  route(organisationOperations.dropCalendar, ({ person, query }) => kept(person, query.unit, null));

  async function kept({ tenantId, institution }: Person, unit: string | undefined, data: CalendarData | null) {
    const place = unit === undefined ? { institution } : { unit };
    return (await calendars.saveCalendar(tenantId, place, data)) ? calendarOf(tenantId, unit) : noUnit();
  }
}

/** Whether `place` is `top` or lies somewhere below it. */
function isBelow(place: string, top: string, above: ReadonlyMap<string, string | undefined>): boolean {
  for (let at: string | undefined = place, steps = 0; at !== undefined && steps <= above.size; at = above.get(at), steps++)
    if (at === top) return true;
  return false;
}

function noInstitution() {
  return refuse('invalid', 'There is no such institution. Add it first.');
}

function noUnit() {
  return refuse('notFound', 'There is no such unit.');
}

function personJson({ user, name, roles, units, active }: Person): PersonJson {
  return { user, name, roles: [...roles], units: [...units], active };
}
