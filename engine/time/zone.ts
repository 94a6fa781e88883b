/**
 * Days and wall-clock times of an IANA zone (Europe/Vilnius). The zone rules come from Temporal once per zone and stretch of about
 * 400 days and are kept; after that an offset is a look-up, so that a simulation may ask millions of times.
 */
import { Temporal } from 'temporal-polyfill';
import { dayText, MS_PER_DAY, parseDay } from './civil-day.ts';
import type { Day } from './civil-day.ts';

/** A stretch of time with its clock changes: from `changes[i]` on, `offsetsMs[i + 1]` holds. */
interface Stretch {
  readonly changes: readonly number[];
  readonly offsetsMs: readonly number[];
}

const STRETCH_MS = 2 ** 35;

export interface Zone {
  readonly name: string;
  /** Local time minus UTC at an instant, in milliseconds. */
  offsetMsAt(instant: number): number;
  /**
   * The instant of a wall-clock reading, given as if it were UTC. A reading that the clock skips is moved forward by the gap, of one
   * that comes twice the first is taken (RFC 5545, Temporal's "compatible").
   */
  instantOf(localMs: number): number;
}

const zones = new Map<string, Zone>();

/**
 * The rules of a zone, kept after the first call.
 * @throws RangeError when no zone has this name; ask `isZone` first when the name comes from outside.
 */
export function zoneNamed(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (!isZone(name)) throw new RangeError(`"${name.slice(0, 60)}" is not the name of a time zone (IANA, such as Europe/Vilnius)`);
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

/** Whether a text is the name of a time zone (`Europe/Vilnius`, `UTC`). */
export function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,59}$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

function makeZone(name: string): Zone {
  const stretches = new Map<number, Stretch>();
  let lastIndex = Number.NaN;
  let last: Stretch = { changes: [], offsetsMs: [0] };

  function offsetMsAt(instant: number): number {
    const index = Math.floor(instant / STRETCH_MS);
    if (index !== lastIndex) {
      let stretch = stretches.get(index);
      if (stretch === undefined) {
        stretch = readStretch(name, index * STRETCH_MS);
        stretches.set(index, stretch);
      }
      last = stretch;
      lastIndex = index;
    }
    const { changes, offsetsMs } = last;
    let position = 0;
    while (position < changes.length && instant >= (changes[position] ?? 0)) position++;
    return offsetsMs[position] ?? 0;
  }

  function instantOf(localMs: number): number {
    const before = offsetMsAt(localMs - MS_PER_DAY);
    const after = offsetMsAt(localMs + MS_PER_DAY);
    if (before === after) return localMs - before;
    const [early, late] = before > after ? [before, after] : [after, before];
    if (offsetMsAt(localMs - early) === early) return localMs - early;
    if (offsetMsAt(localMs - late) === late) return localMs - late;
    return localMs - before;
  }

  return { name, offsetMsAt, instantOf };
}

function readStretch(name: string, startAt: number): Stretch {
  const limit = 8.64e15 - MS_PER_DAY;
  const clamped = Math.max(-limit, Math.min(limit, startAt));
  let moment = Temporal.Instant.fromEpochMilliseconds(clamped).toZonedDateTimeISO(name);
  const changes: number[] = [];
  const offsetsMs = [moment.offsetNanoseconds / 1e6];
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= startAt + STRETCH_MS) return { changes, offsetsMs };
    changes.push(next.epochMilliseconds);
    offsetsMs.push(next.offsetNanoseconds / 1e6);
    moment = next;
  }
}

/** The number (days since 1970-01-01) of the zone's day on which an instant falls. */
export function dayNumberAt(instant: number, zone: string): number {
  return Math.floor((instant + zoneNamed(zone).offsetMsAt(instant)) / MS_PER_DAY);
}

/** The zone's day on which an instant falls. */
export function dayOf(instant: number, zone: string): Day {
  return dayText(dayNumberAt(instant, zone));
}

/**
 * The instant at which a day of the zone begins (00:00, or the first moment there is).
 * @throws RangeError when the text is not a day.
 */
export function startOfDay(day: Day, zone: string): number {
  const dayNumber = parseDay(day);
  if (dayNumber === undefined) throw new RangeError(`"${day.slice(0, 40)}" is not a day (YYYY-MM-DD)`);
  return zoneNamed(zone).instantOf(dayNumber * MS_PER_DAY);
}
