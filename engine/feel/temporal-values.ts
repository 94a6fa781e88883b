/**
 * FEEL's dates, times and durations as small immutable values over whole milliseconds. They live only inside an evaluation: variables
 * come in as JSON text, `date(x)` makes a value of it, and at the border it is ISO 8601 text again.
 */
import { civilDay, dayText, MS_PER_DAY, weekdayOf } from '../time/civil-day.ts';
import { formatDuration, parseDateTime, parseDuration, parseOffset } from '../time/iso8601.ts';
import { parseDay } from '../time/civil-day.ts';
import { isZone, zoneNamed } from '../time/zone.ts';

export class FeelDate {
  /** Days since 1970-01-01. */
  readonly dayNumber: number;
  constructor(dayNumber: number) {
    this.dayNumber = dayNumber;
  }
}

export class FeelTime {
  /** Since midnight. */
  readonly ms: number;
  /** Fixed offset in milliseconds, a zone's name, or undefined for a local time. */
  readonly zone: number | string | undefined;
  constructor(ms: number, zone: number | string | undefined) {
    this.ms = ms;
    this.zone = zone;
  }
}

export class FeelDateTime {
  /** The wall clock's reading, as if it were UTC. */
  readonly localMs: number;
  /** Fixed offset in milliseconds, a zone's name, or undefined for a local date and time. */
  readonly zone: number | string | undefined;
  constructor(localMs: number, zone: number | string | undefined) {
    this.localMs = localMs;
    this.zone = zone;
  }
}

/** Days, hours, minutes, seconds: DMN's days and time duration, in milliseconds. */
export class DayTimeDuration {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

export class YearMonthDuration {
  readonly months: number;
  constructor(months: number) {
    this.months = months;
  }
}

export type Temporal = FeelDate | FeelTime | FeelDateTime | DayTimeDuration | YearMonthDuration;

/** `2026-03-29`. */
export function parseFeelDate(text: string): FeelDate | undefined {
  const dayNumber = parseDay(text);
  return dayNumber === undefined ? undefined : new FeelDate(dayNumber);
}

const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:(Z|[+-]\d{2}:\d{2})|@(.+))?$/;

/** `10:30:00`, with a fraction, `Z`, an offset or `@Zone`. */
export function parseFeelTime(text: string): FeelTime | undefined {
  const match = TIME.exec(text.startsWith('T') ? text.slice(1) : text);
  if (match === null) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const fractionMs = Number((match[4] ?? '').padEnd(3, '0').slice(0, 3));
  const ms = hour * 3_600_000 + minute * 60_000 + second * 1000 + fractionMs;
  const name = match[6];
  if (name !== undefined) return isZone(name) ? new FeelTime(ms, name) : undefined;
  if (match[5] === undefined) return new FeelTime(ms, undefined);
  const offsetMs = parseOffset(match[5]);
  return offsetMs === undefined ? undefined : new FeelTime(ms, offsetMs);
}

/** `2026-03-29T10:00:00`, with a fraction, `Z`, an offset or `@Zone`; a plain date is its midnight. */
export function parseFeelDateTime(text: string): FeelDateTime | undefined {
  const read = parseDateTime(text);
  return read === undefined ? undefined : new FeelDateTime(read.localMs, read.zone);
}

/** `P1Y2M` or `P3DT4H`; DMN has no durations that mix months with days. */
export function parseFeelDuration(text: string): DayTimeDuration | YearMonthDuration | undefined {
  const duration = parseDuration(text);
  if (duration === undefined) return undefined;
  const { months, days, ms } = duration;
  if (days === 0 && ms === 0)
    return /[YM]/.test(text.split('T')[0] ?? '') ? new YearMonthDuration(months) : new DayTimeDuration(0);
  return months === 0 ? new DayTimeDuration(days * MS_PER_DAY + ms) : undefined;
}

/** The text of an `@"…"` literal: date, time, date and time, or duration. */
export function parseTemporal(text: string): Temporal | undefined {
  if (/^[+-]?P/.test(text)) return parseFeelDuration(text);
  if (/^T?\d{2}:/.test(text)) return parseFeelTime(text);
  return text.includes('T') ? parseFeelDateTime(text) : parseFeelDate(text);
}

/** The instant of a date and time; one without a zone is read in `localZone`. */
export function instantOf(value: FeelDateTime, localZone: string): number {
  if (typeof value.zone === 'number') return value.localMs - value.zone;
  return zoneNamed(value.zone ?? localZone).instantOf(value.localMs);
}

/** The date and time that clocks of a zone show at an instant. */
export function dateTimeAt(instant: number, zone: number | string): FeelDateTime {
  return new FeelDateTime(instant + (typeof zone === 'number' ? zone : zoneNamed(zone).offsetMsAt(instant)), zone);
}

/** A day in winter and one in summer, for the offset of a zone's standard time. */
const WINTER_AT = Date.UTC(2024, 0, 1);
const SUMMER_AT = Date.UTC(2024, 6, 1);

/**
 * Offset from UTC in milliseconds; undefined for a local one. A time in a named zone has no day that would tell summer from winter: it
 * stands at the zone's standard time (DMN is silent), so that the answer is the same on every day.
 */
export function offsetMsOf(value: FeelDateTime | FeelTime): number | undefined {
  if (value instanceof FeelTime) {
    if (typeof value.zone !== 'string') return value.zone;
    const zone = zoneNamed(value.zone);
    return Math.min(zone.offsetMsAt(WINTER_AT), zone.offsetMsAt(SUMMER_AT));
  }
  return typeof value.zone === 'string' ? value.localMs - zoneNamed(value.zone).instantOf(value.localMs) : value.zone;
}

function two(number: number): string {
  return number < 10 ? `0${String(number)}` : String(number);
}

function timeText(ms: number): string {
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`.replace(/0+$/, '');
  return `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}${fraction}`;
}

function offsetText(offsetMs: number): string {
  if (offsetMs === 0) return 'Z';
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** ISO 8601 text. A named zone is written as its offset, `withZoneName` as FEEL's `@Europe/Vilnius`. */
export function temporalText(value: Temporal, withZoneName = false): string {
  if (value instanceof FeelDate) return dayText(value.dayNumber);
  if (value instanceof FeelTime) return timeText(value.ms) + zoneText(value, withZoneName);
  if (value instanceof DayTimeDuration) {
    const days = Math.trunc(value.ms / MS_PER_DAY);
    return formatDuration({ months: 0, days, ms: value.ms - days * MS_PER_DAY });
  }
  if (value instanceof YearMonthDuration) {
    return value.months === 0 ? 'P0M' : formatDuration({ months: value.months, days: 0, ms: 0 });
  }
  const dayNumber = Math.floor(value.localMs / MS_PER_DAY);
  const local = `${dayText(dayNumber)}T${timeText(value.localMs - dayNumber * MS_PER_DAY)}`;
  return local + zoneText(value, withZoneName);
}

function zoneText(value: FeelDateTime | FeelTime, withZoneName: boolean): string {
  if (withZoneName && typeof value.zone === 'string') return `@${value.zone}`;
  const offsetMs = offsetMsOf(value);
  return offsetMs === undefined ? '' : offsetText(offsetMs);
}

/** The member of a temporal value (`d.year`, `t.hour`, `p.months`); undefined when values of this kind have none of that name. */
export function temporalMember(value: Temporal, name: string): number | string | null | DayTimeDuration | undefined {
  if (value instanceof YearMonthDuration) {
    if (name === 'years') return Math.trunc(value.months / 12) + 0;
    return name === 'months' ? (value.months % 12) + 0 : undefined;
  }
  if (value instanceof DayTimeDuration) return durationMember(value.ms, name);
  if (value instanceof FeelDate) return dateMember(value.dayNumber, name);
  if (value instanceof FeelTime) return timeMember(value.ms, value, name);
  const dayNumber = Math.floor(value.localMs / MS_PER_DAY);
  return dateMember(dayNumber, name) ?? timeMember(value.localMs - dayNumber * MS_PER_DAY, value, name);
}

function durationMember(ms: number, name: string): number | undefined {
  if (name === 'days') return Math.trunc(ms / MS_PER_DAY) + 0;
  if (name === 'hours') return (Math.trunc(ms / 3_600_000) % 24) + 0;
  if (name === 'minutes') return (Math.trunc(ms / 60_000) % 60) + 0;
  return name === 'seconds' ? (ms % 60_000) / 1000 + 0 : undefined;
}

function dateMember(dayNumber: number, name: string): number | undefined {
  if (name === 'year') return civilDay(dayNumber).year;
  if (name === 'month') return civilDay(dayNumber).month;
  if (name === 'day') return civilDay(dayNumber).day;
  return name === 'weekday' ? weekdayOf(dayNumber) : undefined;
}

function timeMember(ms: number, of: FeelTime | FeelDateTime, name: string): number | string | null | DayTimeDuration | undefined {
  if (name === 'hour') return Math.floor(ms / 3_600_000);
  if (name === 'minute') return Math.floor(ms / 60_000) % 60;
  if (name === 'second') return (ms % 60_000) / 1000;
  if (name === 'timezone') return typeof of.zone === 'string' ? of.zone : null;
  if (name !== 'time offset') return undefined;
  const offsetMs = offsetMsOf(of);
  return offsetMs === undefined ? null : new DayTimeDuration(offsetMs);
}
