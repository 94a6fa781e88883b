/**
 * Working calendars and term profiles, read once and kept in memory, since the engine asks for them in the middle of a step and cannot
 * wait. Another node's change is seen after `refresh`, which the server calls from time to time.
 */
import type { Database } from '../database/connect.ts';
import { type CalendarData, calendar, LITHUANIAN_OFFICE, type WorkingCalendar } from '../engine/time/calendar.ts';
import { dayOf } from '../engine/time/zone.ts';
import { loadCalendars, loadTermProfiles, saveCalendar, saveTermProfiles } from './store/calendars.ts';
import { inForce, type TermProfileData } from './term-profiles.ts';

export interface Calendars {
  /** A unit's own calendar, else its institution's, else that of the tenant's first institution, else the Lithuanian office's. */
  readonly calendarOf: (tenantId: string, unit: string | undefined) => WorkingCalendar;
  /** The data behind it, and whether it is inherited from a wider place. */
  dataOf(tenantId: string, unit: string | undefined): { readonly data: CalendarData; readonly inherited: boolean };
  readonly termProfileOf: (tenantId: string, service: string, at: number) => TermProfileData | undefined;
  /** False when there is no such unit or institution. @param data null: it works by the calendar of the place above it from now on */
  saveCalendar(
    tenantId: string,
    place: { readonly unit: string } | { readonly institution: string },
    data: CalendarData | null,
  ): Promise<boolean>;
  /** Adds dated profiles of a service; one of the same day is replaced. */
  saveTermProfiles(tenantId: string, service: string, profiles: readonly TermProfileData[]): Promise<void>;
  refresh(): Promise<void>;
}

interface Kept {
  readonly data: CalendarData;
  /** The data as text: a calendar's tables are dear to build, so equal data shares them. */
  readonly text: string;
  readonly inherited: boolean;
}

const kept = (data: CalendarData, inherited: boolean): Kept => ({ data, text: JSON.stringify(data), inherited });

export async function calendars(database: Database): Promise<Calendars> {
  let byPlace = new Map<string, Kept>();
  let profiles = new Map<string, TermProfileData[]>();
  const office = kept(LITHUANIAN_OFFICE, true);
  const built = new Map<string, WorkingCalendar>();

  async function refresh() {
    const places = new Map<string, Kept>();
    const rows = await loadCalendars(database);
    for (const { tenantId, institution, unit, calendar: own } of rows) {
      if (unit !== undefined) continue;
      const found = own === null ? office : kept(own, false);
      places.set(place(tenantId, 'institution', institution), found);
      if (!places.has(place(tenantId, 'tenant'))) places.set(place(tenantId, 'tenant'), found);
    }
    for (const { tenantId, institution, unit, calendar: own } of rows) {
      if (unit === undefined) continue;
      const wider = places.get(place(tenantId, 'institution', institution)) ?? office;
      places.set(place(tenantId, 'unit', unit), own === null ? { ...wider, inherited: true } : kept(own, false));
    }
    const dated = new Map<string, TermProfileData[]>();
    for (const { tenantId, service, profile } of await loadTermProfiles<TermProfileData>(database)) {
      const name = place(tenantId, 'service', service);
      const list = dated.get(name);
      if (list === undefined) dated.set(name, [profile]);
      else list.push(profile);
    }
    byPlace = places;
    profiles = dated;
  }

  const dataOf = (tenantId: string, unit: string | undefined): Kept =>
    (unit === undefined ? undefined : byPlace.get(place(tenantId, 'unit', unit))) ??
    byPlace.get(place(tenantId, 'tenant')) ??
    office;

  function calendarOf(tenantId: string, unit: string | undefined): WorkingCalendar {
    const { data, text } = dataOf(tenantId, unit);
    let found = built.get(text);
    if (found === undefined) {
      found = calendar(data);
      built.set(text, found);
    }
    return found;
  }

  await refresh();
  return {
    calendarOf,
    dataOf,
    termProfileOf(tenantId, service, at) {
      const list = profiles.get(place(tenantId, 'service', service));
      return list && inForce(list, dayOf(at, dataOf(tenantId, undefined).data.zone));
    },
    async saveCalendar(tenantId, where, data) {
      const saved = await saveCalendar(database, tenantId, where, data);
      await refresh();
      return saved;
    },
    async saveTermProfiles(tenantId, service, list) {
      await saveTermProfiles(database, tenantId, service, list);
      await refresh();
    },
    refresh,
  };
}

/** One text for a place; the parts cannot run into each other. */
function place(...parts: string[]): string {
  return JSON.stringify(parts);
}
