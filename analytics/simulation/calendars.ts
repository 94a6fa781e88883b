/** The working calendars a scenario names, each made once: a calendar keeps its years, so it is shared by whoever has the same absences. */
import { calendar, LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';
import type { CalendarData, WorkingCalendar } from '../../engine/time/calendar.ts';
import type { Scenario } from './scenario.ts';

export interface Calendars {
  /** @throws RangeError when the scenario has no calendar of this name */
  named(name: string): WorkingCalendar;
  /** The calendar of a person with absences of their own. */
  of(name: string, absences: CalendarData['absences']): WorkingCalendar;
}

export function calendarsOf(scenario: Pick<Scenario, 'calendars'>): Calendars {
  const made = new Map<string, WorkingCalendar>();
  const of = (name: string, absences: CalendarData['absences']): WorkingCalendar => {
    const data = scenario.calendars[name] ?? (name === 'office' ? LITHUANIAN_OFFICE : undefined);
    if (data === undefined) throw new RangeError(`The scenario has no calendar "${name}".`);
    const id = JSON.stringify([name, absences]);
    const known = made.get(id) ?? calendar({ ...data, absences: [...data.absences, ...absences] });
    made.set(id, known);
    return known;
  };
  return { named: (name) => of(name, []), of };
}

/** The earliest instant at which both calendars work. @throws RangeError when they do not within 1,000 stretches of work */
export function bothWorkAt(a: WorkingCalendar, b: WorkingCalendar, from: number): number {
  let at = from;
  for (let round = 0; round < 1_000; round++) {
    const next = b.nextWorkingInstant(a.nextWorkingInstant(at));
    if (next === at) return at;
    at = next;
  }
  throw new RangeError('Two calendars of the scenario never work at the same time.');
}
