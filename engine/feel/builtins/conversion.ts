/** Conversion: DMN 1.5, 10.3.4.1, and `not`. */
import { addMonths, civilDay, dayNumberOf, daysInMonth, MS_PER_DAY } from '../../time/civil-day.ts';
import { FeelError } from '../fault.ts';
import { spendText } from '../run.ts';
import {
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  parseFeelDateTime,
  parseFeelDate,
  parseFeelDuration,
  parseFeelTime,
  YearMonthDuration,
} from '../temporal-values.ts';
import type { Value } from '../values.ts';
import { textOf } from '../value-text.ts';
import { builtin } from './arguments.ts';
import type { Arguments, Builtins } from './arguments.ts';

export const CONVERSION: Builtins = {
  string: builtin('from', (given) => {
    const value = given.at(0);
    return value === null ? null : textOf(given.run, value);
  }),
  number: builtin('from, grouping separator?, decimal separator?', toNumber),
  not: builtin('negand', (given) => {
    const value = given.single(0);
    return value === null ? null : typeof value === 'boolean' ? !value : given.refuse(0, 'a boolean');
  }),
  date: builtin('from', toDate, 'year, month, day'),
  time: builtin('from', toTime, 'hour, minute, second, offset?'),
  'date and time': builtin('from', toDateTime, 'date, time'),
  duration: builtin('from', (given) => {
    const value = given.single(0);
    if (value instanceof DayTimeDuration || value instanceof YearMonthDuration) return value;
    return parseFeelDuration(given.text(0)) ?? unreadable(given, 'a duration (P1Y2M or P3DT4H)');
  }),
  'years and months duration': builtin(
    'from, to',
    (given) => new YearMonthDuration(monthsBetween(dayOf(given, 0), dayOf(given, 1))),
  ),
};

function unreadable(given: Arguments, what: string): never {
  throw new FeelError(`${given.name} cannot read "${given.text(0).slice(0, 60)}" as ${what}`);
}

function toNumber(given: Arguments): Value {
  const from = given.single(0);
  if (typeof from === 'number') return from;
  let text = given.text(0);
  spendText(given.run, text.length);
  const grouping = given.has(1) ? given.text(1) : '';
  const decimal = given.has(2) ? given.text(2) : '.';
  if (!['', ' ', ',', '.'].includes(grouping)) return given.refuse(1, 'a space, comma or period');
  if (decimal !== '.' && decimal !== ',') return given.refuse(2, 'a comma or period');
  if (grouping === decimal) throw new FeelError('number expects two different separators');
  if (grouping !== '') text = text.replaceAll(grouping, '');
  if (decimal === ',') text = text.includes('.') ? unreadable(given, 'a number') : text.replace(',', '.');
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return unreadable(given, 'a number');
  const value = Number(text);
  return Number.isFinite(value) ? value : unreadable(given, 'a number');
}

function toDate(given: Arguments): Value {
  if (given.values.length > 1) {
    const [year, month, day] = [given.integer(0), given.integer(1), given.integer(2)];
    const exists = year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
    if (!exists) throw new FeelError(`There is no date ${String(year)}-${String(month)}-${String(day)}`);
    return new FeelDate(dayNumberOf(year, month, day));
  }
  const from = given.single(0);
  if (from instanceof FeelDate) return from;
  if (from instanceof FeelDateTime) return new FeelDate(Math.floor(from.localMs / MS_PER_DAY));
  const text = given.text(0);
  const dateTime = text.includes('T') ? parseFeelDateTime(text) : undefined;
  if (dateTime !== undefined) return new FeelDate(Math.floor(dateTime.localMs / MS_PER_DAY));
  return parseFeelDate(text) ?? unreadable(given, 'a date (YYYY-MM-DD)');
}

function toTime(given: Arguments): Value {
  if (given.values.length > 1) {
    const [hour, minute, second] = [given.integer(0), given.integer(1), given.number(2)];
    const exists = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second < 60;
    if (!exists) throw new FeelError(`There is no time ${String(hour)}:${String(minute)}:${String(second)}`);
    const offset = given.single(3);
    if (offset !== null && !(offset instanceof DayTimeDuration)) return given.refuse(3, 'a days and time duration');
    if (offset !== null && Math.abs(offset.ms) > 64_800_000) return given.refuse(3, 'an offset of at most 18 hours');
    return new FeelTime(hour * 3_600_000 + minute * 60_000 + Math.floor(second * 1000), offset?.ms);
  }
  const from = given.single(0);
  if (from instanceof FeelTime) return from;
  if (from instanceof FeelDate) return new FeelTime(0, 0);
  const dateTime = from instanceof FeelDateTime ? from : parseFeelDateTimeWithTime(given.text(0));
  if (dateTime !== undefined)
    return new FeelTime(dateTime.localMs - Math.floor(dateTime.localMs / MS_PER_DAY) * MS_PER_DAY, dateTime.zone);
  return parseFeelTime(given.text(0)) ?? unreadable(given, 'a time (HH:MM:SS)');
}

function parseFeelDateTimeWithTime(text: string): FeelDateTime | undefined {
  return text.indexOf('T') > 0 ? parseFeelDateTime(text) : undefined;
}

function toDateTime(given: Arguments): Value {
  if (given.values.length > 1) {
    const day = dayOf(given, 0);
    const time = given.single(1);
    if (!(time instanceof FeelTime)) return given.refuse(1, 'a time');
    return new FeelDateTime(day * MS_PER_DAY + time.ms, time.zone);
  }
  const from = given.single(0);
  if (from instanceof FeelDateTime) return from;
  if (from instanceof FeelDate) return new FeelDateTime(from.dayNumber * MS_PER_DAY, undefined);
  return parseFeelDateTime(given.text(0)) ?? unreadable(given, 'a date and time (YYYY-MM-DDTHH:MM:SS)');
}

function dayOf(given: Arguments, index: number): number {
  const day = given.day(index);
  return day instanceof FeelDate ? day.dayNumber : Math.floor(day.localMs / MS_PER_DAY);
}

/** Whole months from one day to another, towards zero. */
function monthsBetween(from: number, to: number): number {
  if (to < from) return 0 - monthsBetween(to, from);
  const [a, b] = [civilDay(from), civilDay(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return addMonths(from, months) > to ? months - 1 : months;
}
