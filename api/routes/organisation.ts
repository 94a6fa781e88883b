/** Units, people and calendars. */
import { isRefusal, refuse } from '../../engine/errors.ts';
import { calendarFaults, type Organisation, type Person } from '../../organisation/index.ts';
import { organisationOperations, type PersonJson } from '../contract/organisation.ts';
import type { Binder } from '../route.ts';
import { worksWith } from './tasks.ts';

export function organisationRoutes({ route }: Binder, organisation: Organisation): void {
  const { people, calendars } = organisation;

  route(organisationOperations.listUnits, async ({ person }) => ({
    items: (await people.units(person.tenantId)).map(({ unit, name, nameEn }) => ({ unit, name, nameEn })),
  }));

  route(organisationOperations.saveUnit, async ({ person, params, body }) => {
    if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(params.unit))
      return refuse('invalid', 'The id of a unit is lower-case letters, digits and hyphens.');
    const { unit, name, nameEn } = await people.saveUnit(person.tenantId, {
      unit: params.unit,
      institution: person.institution,
      name: body.name,
      ...(body.nameEn !== undefined && { nameEn: body.nameEn }),
    });
    return { unit, name, nameEn };
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
    const created = await people.create({ ...body, tenantId: person.tenantId, institution: person.institution });
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
    if (faults.length > 0) return refuse('invalid', faults.join(' '));
    const place = query.unit === undefined ? { institution: person.institution } : { unit: query.unit };
    return (await calendars.saveCalendar(person.tenantId, place, body)) ? calendarOf(person.tenantId, query.unit) : noUnit();
  });
}

function noUnit() {
  return refuse('notFound', 'There is no such unit.');
}

function personJson({ user, name, roles, units, active }: Person): PersonJson {
  return { user, name, roles: [...roles], units: [...units], active };
}
