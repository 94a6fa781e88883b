/**
 * Instants from text. ISO 8601 fast and without a format; for columns of CSV the format is found once for the whole column, and a value
 * of another format is a fault: 03.04.2024 and 2024-04-03 in one column are two sources glued together.
 */

/**
 * Milliseconds since 1970 UTC (a fraction beyond milliseconds is kept), or NaN. `YYYY-MM-DD`, `T` or a space, `HH:MM[:SS[.fraction]]`,
 * `Z` or `±HH[:]MM`; without a zone the time is taken as UTC.
 */
export function parseIsoInstant(text: string): number {
  if (text.length < 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return NaN;
  const dayMs = dayStart(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  if (text.length === 10) return dayMs;
  const separator = text.charCodeAt(10);
  if (separator !== LETTER_T && separator !== SPACE) return NaN;
  return dayMs + timeOfDay(text, 11);
}

const DASH = 45;
const COLON = 58;
const DOT = 46;
const COMMA = 44;
const PLUS = 43;
const SPACE = 32;
const LETTER_T = 84;
const LETTER_Z = 90;
const DAY_MS = 86_400_000;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A non-negative integer out of digits only, else NaN. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Midnight UTC of a day of the proleptic Gregorian calendar, NaN when there is no such day. Howard Hinnant's days_from_civil. */
function dayStart(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= DAYS_IN_MONTH[month - 1]!) || Number.isNaN(year)) return NaN;
  if (month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))) return NaN;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146097 + dayOfEra - 719468) * DAY_MS;
}

/** `HH:MM[:SS[.fraction]]` and a zone, from a position to the end of the text: milliseconds to add to the day, NaN when it is no time. */
function timeOfDay(text: string, from: number): number {
  let at = text.charCodeAt(from + 1) === COLON ? from + 1 : from + 2;
  const hours = digits(text, from, at);
  if (text.charCodeAt(at) !== COLON || !(hours <= 24)) return NaN;
  const minutes = digits(text, at + 1, at + 3);
  if (!(minutes <= 59) || at + 3 > text.length) return NaN;
  at += 3;
  let seconds = 0;
  if (text.charCodeAt(at) === COLON) {
    seconds = digits(text, at + 1, at + 3);
    if (!(seconds <= 60) || at + 3 > text.length) return NaN;
    at += 3;
  }
  let fractionMs = 0;
  if (text.charCodeAt(at) === DOT || text.charCodeAt(at) === COMMA) {
    const begin = ++at;
    while (text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
    if (at === begin || at - begin > 9) return NaN;
    fractionMs = (digits(text, begin, at) * 1000) / 10 ** (at - begin);
  }
  if (hours === 24 && (minutes || seconds || fractionMs)) return NaN;
  if (text.charCodeAt(at) === SPACE) at++;
  return hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + fractionMs - offsetMs(text, at);
}

/** What `Z`, `±HH`, `±HHMM` or `±HH:MM` (or nothing: 0) is ahead of UTC; NaN for anything else. */
function offsetMs(text: string, from: number): number {
  if (from === text.length) return 0;
  const sign = text.charCodeAt(from);
  if (sign === LETTER_Z) return from + 1 === text.length ? 0 : NaN;
  if (sign !== PLUS && sign !== DASH) return NaN;
  const hours = digits(text, from + 1, from + 3);
  let minutes = 0;
  const at = text.charCodeAt(from + 3) === COLON ? from + 4 : from + 3;
  if (at < text.length) minutes = at + 2 === text.length ? digits(text, at, at + 2) : NaN;
  return (sign === PLUS ? 1 : -1) * (hours * 60 + minutes) * 60_000;
}

/** A way of writing dates; `zone` tells whether each value carries one. */
export const DATE_FORMATS = ['iso', 'year first', 'day first', 'month first', 'epoch seconds', 'epoch milliseconds'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const NAMED = /^(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})(?:[ T,]+(\d{1,2}:\d{2}.*))?$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:$|[T ])/;
/** The formats in which a value can be read; none when it is no date. */
export function possibleFormats(text: string): readonly DateFormat[] {
  if (ISO_DATE.test(text)) return Number.isNaN(parseIsoInstant(text)) ? [] : ['iso'];
  if (/^\d{9,10}(?:\.\d+)?$/.test(text)) return ['epoch seconds'];
  if (/^\d{12,13}(?:\.\d+)?$/.test(text)) return ['epoch milliseconds'];
  const candidates: readonly DateFormat[] = /^\d+\./.test(text)
    ? ['year first', 'day first']
    : ['year first', 'day first', 'month first'];
  return candidates.filter((format) => !Number.isNaN(parseAs(text, format)));
}

/** What besides the format must be the same in a column: does a value carry a zone, a time of day. */
export type DateShape = 'date' | 'local time' | 'time with zone';

export function shapeOf(text: string): DateShape {
  const colon = text.indexOf(':');
  if (colon < 0) return 'date';
  if (text.charCodeAt(text.length - 1) === LETTER_Z) return 'time with zone';
  for (let index = colon + 2; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === PLUS || code === DASH) return 'time with zone';
  }
  return 'local time';
}

/** Milliseconds since 1970 UTC of a value in a format, NaN when it is not written so. Dates with dots are never month first. */
export function parseAs(text: string, format: DateFormat): number {
  switch (format) {
    case 'iso':
      return parseIsoInstant(text);
    case 'epoch seconds':
      return Number(text) * 1000;
    case 'epoch milliseconds':
      return Number(text);
    case 'year first':
    case 'day first':
    case 'month first': {
      const parts = NAMED.exec(text);
      if (!parts) return NaN;
      const [, first = '', , second = '', third = '', time] = parts;
      if (
        (first.length === 4) !== (format === 'year first') ||
        (format === 'year first' ? third.length > 2 : first.length > 2 || third.length !== 4)
      )
        return NaN;
      const dayMs =
        format === 'year first'
          ? dayStart(Number(first), Number(second), Number(third))
          : format === 'day first'
            ? dayStart(Number(third), Number(second), Number(first))
            : dayStart(Number(third), Number(first), Number(second));
      return time === undefined ? dayMs : dayMs + timeOfDay(time, 0);
    }
    default:
      return format satisfies never;
  }
}

/** Without blanks around; the text itself when there are none, which is the rule. */
export function trimmed(text: string): string {
  const last = text.length - 1;
  return last >= 0 && (text.charCodeAt(0) <= SPACE || text.charCodeAt(last) <= SPACE) ? text.trim() : text;
}
