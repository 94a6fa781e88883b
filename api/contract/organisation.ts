/** Units, people and working calendars of the institution. */
import { z } from 'zod';
import { operation } from './operation.ts';
import { role } from './session.ts';
import { day, line } from './values.ts';

export const unit = z.strictObject({ unit: z.string(), name: z.string(), nameEn: z.string().optional() });
export const person = z.strictObject({
  user: z.string(),
  name: z.string(),
  roles: z.array(role),
  units: z.array(z.string()),
  active: z.boolean(),
});
export type PersonJson = z.output<typeof person>;

const clockTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/, 'a time is HH:MM');
/** Weekly hours (1 Monday to 7 Sunday), holidays and exceptions; what is counted as working time. */
export const workingCalendar = z.strictObject({
  zone: z.string().max(100),
  weekly: z.array(z.strictObject({ weekday: z.number().int().min(1).max(7), from: clockTime, to: clockTime })).max(50),
  holidays: z.enum(['LT', 'none']),
  extraHolidays: z.array(day).max(1000),
  /** Worked although a holiday or weekend: transferred days. */
  workingDays: z.array(day).max(1000),
  /** The working day before a holiday is an hour shorter. */
  shortEves: z.boolean(),
  absences: z.array(z.strictObject({ from: day, to: day })).max(1000),
});
export type WorkingCalendarJson = z.output<typeof workingCalendar>;

const user = z.string().regex(/^[a-z0-9][a-z0-9._@-]{0,99}$/, 'lower-case letters, digits, . _ @ -');
const password = z.string().min(12).max(128);

export const institutionKind = z.enum([
  'municipality',
  'eldership',
  'company',
  'library',
  'socialCentre',
  'school',
  'psychologicalService',
  'other',
]);
const treeUnit = z.strictObject({
  unit: z.string(),
  name: z.string(),
  nameEn: z.string().optional(),
  /** The unit of the same institution that it is a part of. */
  parent: z.string().optional(),
  /** Active people who work in it. */
  people: z.number().int().min(0),
  hasOwnCalendar: z.boolean(),
});
export const institution = z.strictObject({
  institution: z.string(),
  name: z.string(),
  nameEn: z.string().optional(),
  kind: institutionKind.optional(),
  /** The institution that it belongs to. */
  parent: z.string().optional(),
  units: z.array(treeUnit),
});
export type InstitutionJson = z.output<typeof institution>;

export const absence = z.strictObject({
  user: z.string(),
  name: z.string(),
  from: day,
  /** The last day of it. */
  to: day,
  standIn: z.string().optional(),
  standInName: z.string().optional(),
  /** The caller may take it out again. */
  mayRemove: z.boolean(),
});
export type AbsenceJson = z.output<typeof absence>;

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'lower-case letters, digits and hyphens');

export const organisationOperations = {
  getOrganisation: operation({
    method: 'GET',
    path: '/api/organisation',
    needs: 'signedIn',
    summary: 'Institutions with their units, those above before those below',
    answer: z.strictObject({ institutions: z.array(institution) }),
  }),
  saveInstitution: operation({
    method: 'PUT',
    path: '/api/institutions/:institution',
    needs: 'organisation.change',
    summary: 'Adds an institution, or gives it a name, a kind and a place',
    body: z.strictObject({
      name: line(200),
      nameEn: line(200).optional(),
      kind: institutionKind.optional(),
      parent: id.optional(),
    }),
    answer: z.strictObject({ institutions: z.array(institution) }),
  }),
  listAbsences: operation({
    method: 'GET',
    path: '/api/absences',
    needs: 'tasks.read',
    summary: "Absences that are not over: of the caller's units, or of all for those who see all",
    answer: z.strictObject({ items: z.array(absence) }),
  }),
  addAbsence: operation({
    method: 'POST',
    path: '/api/absences',
    needs: 'tasks.read',
    summary: "Notes one's own absence; a manager or an administrator anybody's. Refused where it overlaps another",
    body: z.strictObject({ user, from: day, to: day, standIn: user.optional() }),
    status: 201,
    answer: z.strictObject({ items: z.array(absence) }),
  }),
  removeAbsence: operation({
    method: 'DELETE',
    path: '/api/absences/:user/:from',
    needs: 'tasks.read',
    summary: 'Takes an absence out',
    answer: z.strictObject({ items: z.array(absence) }),
  }),
  listUnits: operation({
    method: 'GET',
    path: '/api/units',
    needs: 'signedIn',
    summary: 'Units of the institution',
    answer: z.strictObject({ items: z.array(unit) }),
  }),
  saveUnit: operation({
    method: 'PUT',
    path: '/api/units/:unit',
    needs: 'organisation.change',
    summary: 'Adds a unit, or gives it a name and a place',
    body: z.strictObject({
      name: line(200),
      nameEn: line(200).optional(),
      /** Where it stays or comes to; its own, or the caller's when it is new. */
      institution: id.optional(),
      /** null: directly below the institution. Where it is when absent. */
      parent: id.nullable().optional(),
    }),
    answer: unit,
  }),
  /** To hand a task over. */
  listColleagues: operation({
    method: 'GET',
    path: '/api/colleagues',
    needs: 'tasks.read',
    summary: "Active people of the caller's units (of all units for those who see all)",
    answer: z.strictObject({
      items: z.array(z.strictObject({ user: z.string(), name: z.string(), units: z.array(z.string()) })),
    }),
  }),
  listPeople: operation({
    method: 'GET',
    path: '/api/people',
    needs: 'organisation.read',
    summary: 'All people with their roles',
    answer: z.strictObject({ items: z.array(person) }),
  }),
  createPerson: operation({
    method: 'POST',
    path: '/api/people',
    needs: 'organisation.change',
    summary: 'Adds a person',
    body: z.strictObject({
      user,
      name: line(200),
      roles: z.array(role).min(1),
      units: z.array(line(100)).max(50),
      password,
      /** The caller's when absent. */
      institution: id.optional(),
    }),
    status: 201,
    answer: person,
  }),
  changePerson: operation({
    method: 'PATCH',
    path: '/api/people/:user',
    needs: 'organisation.change',
    summary: 'Changes name, roles, units, activity or password; ends the sessions of the person',
    body: z.strictObject({
      name: line(200).optional(),
      roles: z.array(role).min(1).optional(),
      units: z.array(line(100)).max(50).optional(),
      institution: id.optional(),
      active: z.boolean().optional(),
      password: password.optional(),
    }),
    answer: person,
  }),
  getCalendar: operation({
    method: 'GET',
    path: '/api/calendar',
    needs: 'organisation.read',
    summary: "The institution's calendar, or a unit's own",
    query: z.strictObject({ unit: z.string().max(100).optional() }),
    answer: z.strictObject({ calendar: workingCalendar, inherited: z.boolean() }),
  }),
  saveCalendar: operation({
    method: 'PUT',
    path: '/api/calendar',
    needs: 'organisation.change',
    summary: 'Keeps a calendar of the institution or of a unit',
    query: z.strictObject({ unit: z.string().max(100).optional() }),
    body: workingCalendar,
    answer: z.strictObject({ calendar: workingCalendar, inherited: z.boolean() }),
  }),
  dropCalendar: operation({
    method: 'DELETE',
    path: '/api/calendar',
    needs: 'organisation.change',
    summary: 'Gives back the calendar of a unit, or of the institution: it works by that of the place above it again',
    query: z.strictObject({ unit: z.string().max(100).optional() }),
    status: 200,
    answer: z.strictObject({ calendar: workingCalendar, inherited: z.boolean() }),
  }),
};
