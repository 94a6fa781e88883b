/** ISO 8601 durations, cycles and instants: read strictly (anything else is undefined, never a guess), written canonically. */
import { addMonths, MS_PER_DAY, parseDay } from './civil-day.ts';
import { isZone, zoneNamed } from './zone.ts';

/**
 * A length of time in the three units that do not convert into each other: a month has 28 to 31 days, a day of a zone 23 to 25 hours.
 * All three have the same sign or are 0.
 */
export interface Duration {
  /** Years are 12 months. */
  readonly months: number;
  /** Days of the calendar; weeks are 7 days. */
  readonly days: number;
  /** Hours, minutes and seconds, in milliseconds. */
  readonly ms: number;
}

const DURATION =
  /^([+-])?P(?=[\dT])(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12})(?:[.,](\d{1,9}))?S)?)?$/;

/** Longer durations are refused: nothing that is waited for lasts 10,000 years, and instants would leave JavaScript's range. */
const LONGEST_YEARS = 10_000;

/**
 * Years to seconds with an optional sign (`P1Y2M`, `P2W`, `-PT1H30M`, `PT0.250S`). Only seconds may have a fraction, kept to the
 * millisecond. Undefined for anything else and for more than 10,000 years.
 */
export function parseDuration(text: string): Duration | undefined {
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const months = part(2) * 12 + part(3);
  const days = part(4) * 7 + part(5);
  const fractionMs = Number((match[9] ?? '').padEnd(3, '0').slice(0, 3));
  const ms = part(6) * 3_600_000 + part(7) * 60_000 + part(8) * 1000 + fractionMs;
  if (months / 12 + days / 365 + ms / MS_PER_DAY / 365 > LONGEST_YEARS) return undefined;
  return match[1] === '-' ? { months: 0 - months, days: 0 - days, ms: 0 - ms } : { months, days, ms };
}

/** Whether it goes back in time. */
export function isNegative({ months, days, ms }: Duration): boolean {
  return months < 0 || days < 0 || ms < 0;
}

/** The canonical text: `P1Y2M3DT4H5M6.007S`, `PT0S` for nothing, a leading `-` when negative. */
export function formatDuration({ months, days, ms }: Duration): string {
  const negative = months < 0 || days < 0 || ms < 0;
  const [allMonths, allDays, allMs] = [Math.abs(months), Math.abs(days), Math.round(Math.abs(ms))];
  const unit = (amount: number, letter: string): string => (amount === 0 ? '' : `${String(amount)}${letter}`);
  const date = unit(Math.floor(allMonths / 12), 'Y') + unit(allMonths % 12, 'M') + unit(allDays, 'D');
  const fraction = allMs % 1000 === 0 ? '' : `.${String(allMs % 1000).padStart(3, '0')}`.replace(/0+$/, '');
  const wholeSeconds = Math.floor((allMs % 60_000) / 1000);
  const seconds = wholeSeconds === 0 && fraction === '' ? '' : `${String(wholeSeconds)}${fraction}S`;
  const time = unit(Math.floor(allMs / 3_600_000), 'H') + unit(Math.floor((allMs % 3_600_000) / 60_000), 'M') + seconds;
  if (date === '' && time === '') return 'PT0S';
  return `${negative ? '-' : ''}P${date}${time === '' ? '' : `T${time}`}`;
}

/**
 * The instant a duration after another: months and days are those of the zone's calendar (the wall clock stays, also across a clock
 * change; 31 January + P1M is the last of February), then hours, minutes and seconds as they pass.
 */
export function addDuration(instant: number, duration: Duration, zone: string): number {
  if (duration.months === 0 && duration.days === 0) return instant + duration.ms;
  const rules = zoneNamed(zone);
  const localMs = instant + rules.offsetMsAt(instant);
  const dayNumber = Math.floor(localMs / MS_PER_DAY);
  const toDay = (duration.months === 0 ? dayNumber : addMonths(dayNumber, duration.months)) + duration.days;
  return rules.instantOf(toDay * MS_PER_DAY + (localMs - dayNumber * MS_PER_DAY)) + duration.ms;
}

/** `R3/PT10H`: how often, from when, how far apart. */
export interface Cycle {
  /** -1: for ever. */
  readonly repetitions: number;
  /** An instant as text, for `parseInstant` with the zone of the case; without it the cycle starts when the timer does. */
  readonly start?: string;
  /** Never zero or negative. */
  readonly duration: Duration;
}

/** `R3/PT10H`, `R/PT1H`, `R5/<instant>/<duration>`; undefined for anything else and for a duration that does not move forward. */
export function parseCycle(text: string): Cycle | undefined {
  const parts = text.split('/');
  const head = /^R(\d{0,9})$/.exec(parts[0] ?? '');
  if (head === null || parts.length < 2 || parts.length > 3) return undefined;
  const duration = parseDuration(parts[parts.length - 1] ?? '');
  if (duration === undefined || duration.months < 0 || duration.days < 0 || duration.ms < 0) return undefined;
  if (duration.months + duration.days + duration.ms === 0) return undefined;
  const repetitions = head[1] === '' ? -1 : Number(head[1]);
  if (parts.length === 2) return { repetitions, duration };
  const start = parts[1] ?? '';
  return parseInstant(start, 'UTC') === undefined ? undefined : { repetitions, start, duration };
}

/** A wall-clock reading, perhaps with the zone it was read in. */
export interface LocalDateTime {
  /** The reading, as if it were UTC. */
  readonly localMs: number;
  /** Fixed offset in milliseconds, or the name of a zone; undefined: no zone is written. */
  readonly zone?: number | string;
}

const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?(?:@([\w+\-/]+)|\[([\w+\-/]+)\])?)?$/;

/** Offset of `Z`, `+02:00`, `-05:30` in milliseconds; undefined beyond ±18:00. */
export function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0;
  const match = /^([+-])(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (minutes > 18 * 60 || Number(match[3]) > 59) return undefined;
  return (match[1] === '-' ? 0 - minutes : minutes) * 60_000;
}

/** `2026-03-29`, `2026-03-29T10:00`, with seconds, fraction, `Z`, offset, `@Zone` or `[Zone]`; an offset beats a zone's name. */
export function parseDateTime(text: string): LocalDateTime | undefined {
  const match = DATE_TIME.exec(text);
  const dayNumber = parseDay(match?.[1] ?? '');
  if (match === null || dayNumber === undefined) return undefined;
  const [hour, minute, second] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const fractionMs = Number((match[5] ?? '').padEnd(3, '0').slice(0, 3));
  const localMs = dayNumber * MS_PER_DAY + hour * 3_600_000 + minute * 60_000 + second * 1000 + fractionMs;
  const name = match[7] ?? match[8];
  if (name !== undefined && !isZone(name)) return undefined;
  if (match[6] === undefined) return name === undefined ? { localMs } : { localMs, zone: name };
  const offsetMs = parseOffset(match[6]);
  return offsetMs === undefined ? undefined : { localMs, zone: offsetMs };
}

/** The instant a text names; a plain date (its first moment) and a date-time without offset are read in `zone`. */
export function parseInstant(text: string, zone: string): number | undefined {
  const read = parseDateTime(text);
  if (read === undefined) return undefined;
  if (typeof read.zone === 'number') return read.localMs - read.zone;
  return zoneNamed(read.zone ?? zone).instantOf(read.localMs);
}
