/** Numbers, instants and durations as people write them: lt-LT or en-GB, in the institution's time zone. */
import type { Translate } from './translate.ts';
import type { Language } from './languages.ts';

const ZONE = 'Europe/Vilnius';
const LOCALES = { lt: 'lt-LT', en: 'en-GB' } as const;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Formats {
  readonly number: (value: number, digits?: number) => string;
  /** A part of a whole: 0.134 → 13 %. */
  readonly share: (value: number) => string;
  /** Date and time of an instant in ISO text. */
  readonly instant: (iso: string) => string;
  /** The day of an instant, or a day itself. */
  readonly day: (iso: string) => string;
  /** The day of an instant as 2026-11-22 in every language: on axes and in files. */
  readonly isoDay: (iso: string) => string;
  /** Elapsed time in the largest unit that still says something: 12.4 days, 3.5 hours, 20 minutes. */
  readonly duration: (ms: number) => string;
  /** Since an instant until now, in words. */
  readonly since: (iso: string, now: number) => string;
}

/** The formats of a language; the words of the units come from its dictionary. */
export function formatsOf(language: Language, t: Translate): Formats {
  const locale = LOCALES[language];
  const number = (value: number, digits = 1): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: ZONE });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: ZONE });
  const isoDays = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });
  const duration = (ms: number): string => {
    const size = Math.abs(ms);
    if (size === 0) return number(0);
    const [unit, length] =
      size >= 2 * DAY
        ? (['days', DAY] as const)
        : size >= HOUR
          ? (['hours', HOUR] as const)
          : size >= MINUTE
            ? (['minutes', MINUTE] as const)
            : (['seconds', SECOND] as const);
    const value = Number((ms / length).toFixed(unit === 'days' || unit === 'hours' ? 1 : 0));
    return t(`duration.${unit}`, { count: value, amount: number(value) });
  };
  return {
    number,
    share: (value) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: value < 0.1 ? 1 : 0 }).format(value),
    instant: (iso) => instants.format(new Date(iso)),
    day: (iso) => days.format(new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso)),
    isoDay: (iso) => isoDays.format(new Date(iso)),
    duration,
    since: (iso, now) => duration(Math.max(0, now - Date.parse(iso))),
  };
}
