/** What is known around a log that is asked about, as plain data: it goes to a thread as it is. */
import {
  type Duty,
  type DutySource,
  discoverCalendars,
  dutyTables,
  type EventLog,
  givenDuty,
  houseTable,
  NO_DUTY,
  workingTime,
} from '../../analytics/index.ts';
import type { CalendarData, Places } from '../../organisation/index.ts';
import type { NamedElement, NamedUnit } from '../contract/analytics-values.ts';

export interface Setting {
  /** Names of elements by id; of an imported log there are none, since its activities are their names. */
  readonly elementNames: ReadonlyMap<string, string>;
  readonly unitNames: ReadonlyMap<string, string>;
  /** The tree of the tenant. */
  readonly places: Places;
  /** IANA name of the institution's zone. */
  readonly zone: string;
  /** Which working hours count. */
  readonly hours: DutySource;
  /** The institution's. */
  readonly calendars: { readonly house: CalendarData; readonly units: ReadonlyMap<string, CalendarData> };
  /** Days on which single people were away, by user: for causes of waiting, never shown by themselves. */
  readonly absences?: ReadonlyMap<string, CalendarData['absences']>;
  /** By case key: the last millisecond in which a case is in time. */
  readonly dueAt: ReadonlyMap<string, number>;
  /** Keys of cases of which somebody complained; absent of an imported log, which knows of none. */
  readonly complained?: ReadonlySet<string>;
}

/** By the columns of cases, which are made anew when the log changes, and by zone: to look for calendars is dear. */
const discovered = new WeakMap<EventLog['cases'], Map<string, Duty>>();

/** Calendars do not travel as functions: they are put together again where they are used. */
export function dutyOf(log: EventLog, setting: Setting): Duty {
  const { hours, zone } = setting;
  if (hours === 'none') return NO_DUTY;
  if (hours === 'given') return givenDuty(calendarsOf(setting));
  const known = discovered.get(log.cases) ?? new Map<string, Duty>();
  discovered.set(log.cases, known);
  const duty = known.get(zone) ?? discoverCalendars(log, { zone });
  known.set(zone, duty);
  return duty;
}

/** Whoever works in a unit has its calendar, but for the days on which she herself was away. The same calendar is the same object. */
function calendarsOf({ calendars: { house, units }, absences }: Setting) {
  const made = new Map<CalendarData, Map<string, CalendarData>>();
  return (resource: string | undefined, unit: string | undefined): CalendarData => {
    const data = units.get(unit ?? '') ?? house;
    const own = resource === undefined ? undefined : absences?.get(resource);
    if (resource === undefined || own === undefined) return data;
    const of = made.get(data) ?? new Map<string, CalendarData>();
    made.set(data, of);
    const known = of.get(resource) ?? { ...data, absences: [...data.absences, ...own] };
    of.set(resource, known);
    return known;
  };
}

/** Working time as a view tells it: the clock itself, and what stands in the answer about it. */
export function hoursOf(log: EventLog, setting: Setting) {
  const duty = dutyOf(log, setting);
  const working = workingTime(log, duty);
  return { duty, working, told: { calendar: duty.source, dayMs: working?.dayMs ?? null } };
}

/** What a working day of the house has, ms; null without a calendar. */
export function dayMsOf(log: EventLog, duty: Duty): number | null {
  return duty.source === 'none' ? null : (houseTable(dutyTables(log, duty), -1)?.workingDayMs ?? null);
}

export function elementOf({ elementNames }: Pick<Setting, 'elementNames'>, element: string): NamedElement {
  return { element, name: elementNames.get(element) ?? element };
}

export function unitOf({ unitNames }: Pick<Setting, 'unitNames'>, unit: string | null): NamedUnit {
  return { unit, name: unit === null ? null : (unitNames.get(unit) ?? unit) };
}
