/** Calendars that somebody gives for a log, as JSON: one for everybody, or by resource and unit. */
import { z } from 'zod';
import type { CalendarData } from '../engine/time/calendar.ts';
import type { Duty } from './duty.ts';
import { calendarSchema } from './simulation/scenario.ts';

const calendarsSchema = z.strictObject({
  default: calendarSchema.optional(),
  resources: z.record(z.string(), calendarSchema).default({}),
  units: z.record(z.string(), calendarSchema).default({}),
});

export interface CalendarFaults {
  /** One sentence each, with the path of the value. */
  readonly faults: readonly string[];
}

/**
 * A calendar (the data of an institution's calendar; what is left out is as in a Lithuanian office), or
 * `{ "default": …, "resources": { "Ona": … }, "units": { "permits": … } }`. Whoever is not named has that of the unit, else the default,
 * else is never off duty.
 */
export function readCalendars(json: unknown): Duty | CalendarFaults {
  const isOne = typeof json === 'object' && json !== null && !('default' in json || 'resources' in json || 'units' in json);
  const read = calendarsSchema.safeParse(isOne ? { default: json } : json);
  if (!read.success) {
    const shown = (path: readonly PropertyKey[]): string => (isOne ? path.slice(1) : path).map(String).join('.');
    return { faults: read.error.issues.map(({ path, message }) => `${shown(path) || 'calendar'}: ${message}`) };
  }
  const resources = new Map(Object.entries(read.data.resources));
  const units = new Map(Object.entries(read.data.units));
  return givenDuty((resource, unit) => resources.get(resource ?? '') ?? units.get(unit ?? '') ?? read.data.default);
}

/** Calendars that the caller knows. */
export function givenDuty(
  calendarOf: (resource: string | undefined, unit: string | undefined) => CalendarData | undefined,
): Duty {
  return { source: 'given', calendarOf };
}
